use haicap_reference::{Directory, install_copy, shipped};
use haicap_testing::{Persona, TestService};
use haicap_types::Role;
use reporting::background::Keeper;
use serde_json::{Value, json};

/// The Organization Commission's coordinator, who defines and receives.
pub(crate) fn receiver() -> Persona {
    Persona::new("BTC", Role::Coordinator)
}

/// A ward's officer, who reports.
pub(crate) fn unit() -> Persona {
    Persona::new("DU-25747", Role::Officer)
}

/// Another ward's officer.
pub(crate) fn stranger() -> Persona {
    Persona::new("DU-25750", Role::Officer)
}

/// A service that knows the city, and what its reports are made of.
pub(crate) struct City {
    pub(crate) service: TestService,
}

/// A whole number that is summed.
pub(crate) fn indicator(code: &str) -> Value {
    json!({
        "code": code, "name_vi": "Số trụ sở", "name_en": "Premises", "unit_vi": "trụ sở", "unit_en": "premises",
        "value_type": "integer", "minimum": "0", "over_units": "sum", "over_time": "latest",
    })
}

/// What the communes are asked for.
pub(crate) fn form() -> Value {
    json!({
        "sections": [
            { "code": "results", "kind": "narrative", "title_vi": "Kết quả", "title_en": "Results", "is_required": true },
            { "code": "figures", "kind": "figures", "title_vi": "Số liệu", "title_en": "Figures",
              "indicators": [{ "code": "total", "is_required": true }, { "code": "surplus" }] },
        ],
        "rules": [
            { "code": "within", "expression": "surplus <= total", "severity": "error",
              "message_vi": "Số dôi dư không được lớn hơn tổng số.", "message_en": "There cannot be more surplus than there are." },
            { "code": "fewer", "expression": "total >= previous.total", "severity": "warning",
              "message_vi": "Tổng số giảm so với kỳ trước.", "message_en": "There are fewer than before." },
        ],
    })
}

/// Every week to the Organization Commission by Monday, and from there to the Standing Body by Tuesday.
pub(crate) fn weekly() -> Value {
    let tier = |after: u8, leg: Value| {
        json!({ "deadline": { "kind": "working_days", "after_cutoff": after, "at": "17:00" },
            "locks_after_working_days": 5, "legs": [leg] })
    };
    json!({
        "code": "weekly", "kind": "periodic", "scheme": "party", "title": "Báo cáo tuần",
        "required_content": "Tình hình vận hành mô hình chính quyền địa phương 2 cấp.", "channel": "Hệ thống Hai Cấp",
        "frequency": { "kind": "weekly", "first_weekday": "monday" },
        "cutoff": { "days_before_end": 0, "at": "24:00" },
        "tiers": [
            tier(1, json!({ "audience": "commune-party-committees", "receiver": "BTC", "form": "commune" })),
            tier(2, json!({ "organization": "BTC", "receiver": "TT" })),
        ],
        "starts_on": "2025-09-22",
    })
}

/// A service that knows the city, on the morning of 1 October 2025.
pub(crate) async fn start() -> TestService {
    let service = TestService::start(reporting::SERVICE).await;
    install_copy(&service.host, &shipped::parts()).await.expect("the rows fit");
    service.expect_directory().await;
    service
}

/// The directory as the database has it.
pub(crate) async fn directory(service: &TestService) -> Directory {
    let connection = service.host.database.own().await.expect("a connection is free");
    haicap_reference::store::load(&connection).await.expect("the rows agree")
}

/// Does everything that waits to be done about periods.
pub(crate) async fn keep(service: &TestService) {
    keep_by(service, &Keeper::new("reporting"), &directory(service).await).await;
}

/// The same, as somebody does it who remembers what failed, by a directory.
pub(crate) async fn keep_by(service: &TestService, keeper: &Keeper, directory: &Directory) {
    while keeper.round(&service.host, directory).await.expect("the database answers") {}
}

impl City {
    /// With the weekly report of all communes.
    pub(crate) async fn weekly() -> Self {
        Self::asking(["total", "surplus"].map(indicator).into(), &form()).await
    }

    /// With a weekly report of all communes, by a form made of these indicators.
    pub(crate) async fn asking(indicators: Vec<Value>, form: &Value) -> Self {
        let service = start().await;
        for one in &indicators {
            service.post(&receiver(), "/reporting/v1/indicators", one).expect(201).await;
        }
        let head = json!({ "code": "commune", "name_vi": "Biểu mẫu cấp xã", "name_en": "Communes" });
        let made = service.post(&receiver(), "/reporting/v1/forms", &head).expect(201).await;
        let version = service.post(&receiver(), "/reporting/v1/forms/commune/versions", form);
        version.header("if-match", made.etag()).expect(201).await;
        // It is known since its first morning.
        let now = service.host.clock.now();
        service.host.clock.set("2025-09-22T08:00:00+07:00".parse().expect("it is a moment"));
        service.post(&receiver(), "/reporting/v1/regimes", &weekly()).expect(201).await;
        service.host.clock.set(now);
        keep(&service).await;
        Self { service }
    }

    /// What a body owes for a period.
    pub(crate) async fn obligation(&self, organization: &str, period: &str) -> Value {
        let path = format!("/reporting/v1/obligations?organization={organization}&period={period}");
        self.service.get(&receiver(), &path).expect(200).await.items()[0].clone()
    }

    /// Has a unit report for a period: the report's address.
    pub(crate) async fn report(&self, organization: &str, period: &str, content: &Value) -> String {
        let (address, _) = self.drafted(organization, period, content).await;
        self.service
            .post(&Persona::new(organization, Role::Officer), &format!("{address}/submit"), &json!({}))
            .expect(200)
            .await;
        address
    }

    /// A ward's draft for the week of 22 September, with figures in it: its address and its ETag.
    pub(crate) async fn draft(&self) -> (String, String) {
        let content = json!({ "values": { "total": 12, "surplus": 3 }, "narrative": { "results": "Đã hoàn thành." } });
        self.drafted("DU-25747", "2025-W39", &content).await
    }

    /// The same, sent.
    pub(crate) async fn submitted(&self) -> String {
        let (address, _) = self.draft().await;
        self.service.post(&unit(), &format!("{address}/submit"), &json!({})).expect(200).await;
        address
    }

    /// Has a unit begin a report and write this in it: its address and its ETag.
    pub(crate) async fn drafted(&self, organization: &str, period: &str, content: &Value) -> (String, String) {
        let officer = &Persona::new(organization, Role::Officer);
        let owed = self.obligation(organization, period).await;
        let path = format!("/reporting/v1/obligations/{}/submissions", owed["id"].as_str().unwrap());
        let begun = self.service.post(officer, &path, &json!({})).expect(201).await;
        let address = begun.header("location").unwrap().to_owned();
        let edit = self.service.request(officer, "PATCH", &address).json(content).header("if-match", begun.etag());
        let edited = edit.expect(200).await;
        (address, edited.etag().to_owned())
    }
}
