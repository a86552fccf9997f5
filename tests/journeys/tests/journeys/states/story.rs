//! A little of everything that the services keep, made through their front doors.

use crate::wait::eventually;
use haicap_reference::{DirectoryParts, install, shipped};
use haicap_testing::{Answer, Persona, TestDatabase, TestService};
use haicap_types::Role;
use serde_json::{Value, json};

/// The smallest file that is told to be a PDF.
const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n";

/// Few enough to be kept in the repository, with all that they refer to.
const ORGANIZATIONS: [&str; 11] =
    ["TU", "BTV", "TT", "BTC", "UBKT", "VPTU", "DU-UBND", "UBND", "SNV", "DU-25747", "UBND-25747"];

const DAYS: usize = 5;

/// Where requirements are.
pub(super) const REQUIREMENTS: &str = "/inspection-teams/v1/requirements";

/// Where the inspection-teams service is.
pub(super) const INSPECTIONS: &str = "/inspection-teams/v1";

/// The week that is reported on.
const WEEK: &str = "2025-W40";

/// The week before it, which nobody reports on.
const WEEK_BEFORE: &str = "2025-W39";

/// The three services with something in every table.
pub(super) struct Told {
    pub(super) directives: TestService,
    pub(super) reporting: TestService,
    pub(super) inspection_teams: TestService,
}

impl Told {
    /// Has everything happen.
    pub(super) async fn tell() -> Self {
        let directives = TestService::start_on(directives::SERVICE, alone(directives::SERVICE).await, &[]).await;
        install(&directives.host, parts()).await.unwrap();
        directives.expect_directory().await;
        let clause = direct(&directives).await;
        let reporting = follow(reporting::SERVICE, &directives).await;
        let inspection_teams = follow(inspection_teams::SERVICE, &directives).await;
        report(&reporting, &clause).await;
        require(&inspection_teams).await;
        prepare(&inspection_teams).await;
        // The same service again, which now follows the reports.
        let database = directives.stop().await;
        let directives = TestService::start_on(directives::SERVICE, database, &[&reporting]).await;
        fulfilled(&directives).await;
        Self { directives, reporting, inspection_teams }
    }
}

async fn alone(service: haicap_kit::Service) -> TestDatabase {
    TestDatabase::alone(service.schema).await
}

async fn follow(service: haicap_kit::Service, directives: &TestService) -> TestService {
    let follower = TestService::start_on(service, alone(service).await, &[directives]).await;
    let digest = async |service: &TestService| {
        let path = format!("/{}/v1/directory", service.host.service);
        service.get(&above(), &path).expect(200).await.text_at("/digest").to_owned()
    };
    let wanted = digest(directives).await;
    eventually("the copy is as its source", async || (digest(&follower).await == wanted).then_some(())).await;
    follower
}

fn parts() -> DirectoryParts {
    let mut parts = shipped::parts();
    parts.organizations.retain(|one| ORGANIZATIONS.contains(&one.code.as_str()));
    parts.days.truncate(DAYS);
    parts
}

fn unit() -> Persona {
    Persona::new("DU-25747", Role::Officer)
}

/// A numbered document with a file, a task that was sent back once, a weekly report, and a draft; the id of the clause that
/// asks for the report.
async fn direct(service: &TestService) -> String {
    let office = Persona::new("VPTU", Role::Coordinator);
    let book = json!({ "code": "TU", "scheme": "party", "issuer_symbol": "TU", "issuers": ["TT", "BTV"] });
    service.post(&office, "/directives/v1/number-books", &book).expect(201).await;
    service.post(&office, "/directives/v1/terms", &json!({ "starts_on": "2020-10-14" })).expect(201).await;
    let document = json!({
        "scheme": "party", "document_type": "KL", "title": "Kết luận về mô hình chính quyền 2 cấp", "issuer": "TT",
        "clauses": [
            { "label": "1", "kind": "task", "text": "Mở các lớp tập huấn cho cấp ủy viên.", "product_kind": "report",
              "product": "Báo cáo kết quả mở lớp",
              "assignments": [{ "accountable": { "organization": "BTC" }, "reports_to": "TT" }] },
            { "label": "2", "kind": "constraint", "text": "Chuyên đề bám sát nhiệm vụ.", "binds": ["1"] },
            { "label": "3", "kind": "recurring_report", "text": "Báo cáo Thường trực hằng tuần.", "cadence": "weekly",
              "assignments": [{ "accountable": { "organization": "BTC" }, "reports_to": "TT" }] },
        ],
    });
    let head = Persona::new("TT", Role::Leader);
    let made =
        service.post(&head, "/directives/v1/directives", &document).header("idempotency-key", "once").expect(201);
    let address = made.await.header("location").unwrap().to_owned();
    let file = format!("{address}/attachments?file_name=phu-luc.pdf");
    service.request(&head, "POST", &file).bytes("application/octet-stream", PDF.to_vec()).expect(201).await;
    service.post(&head, &format!("{address}/issue"), &json!({})).header("if-match", "*").expect(200).await;
    let corrected = json!({ "reason": "Nhập thiếu nơi ký.", "place": "TP. Hồ Chí Minh" });
    service.post(&head, &format!("{address}/corrections"), &corrected).header("if-match", "*").expect(200).await;
    let draft = json!({ "scheme": "party", "document_type": "CV", "title": "Công văn đang soạn", "issuer": "TT" });
    service.post(&head, "/directives/v1/directives", &draft).expect(201).await;

    carry_out(service, &format!("/directives/v1/assignments/{}", id(&assignment(service, "task").await))).await;
    let weekly = assignment(service, "recurring_report").await;
    let acknowledge = format!("/directives/v1/assignments/{}/acknowledge", id(&weekly));
    service.post(&doer(), &acknowledge, &json!({})).header("if-match", "*").expect(200).await;
    weekly["clause"]["id"].as_str().unwrap().to_owned()
}

/// The assignment of a kind of clause.
pub(super) async fn assignment(service: &TestService, kind: &str) -> Value {
    let list = service.get(&above(), &format!("/directives/v1/assignments?kind={kind}")).expect(200).await;
    list.items()[0].clone()
}

/// The id in a view.
pub(super) fn id(view: &Value) -> &str {
    view["id"].as_str().unwrap()
}

/// The Standing Body's coordinator, who issues and receives.
pub(super) fn above() -> Persona {
    Persona::new("TT", Role::Coordinator)
}

/// The Organization Commission's coordinator, who does and defines.
pub(super) fn doer() -> Persona {
    Persona::new("BTC", Role::Coordinator)
}

/// Everything that leaves something behind beside an assignment.
async fn carry_out(service: &TestService, task: &str) {
    let act = async |who: Persona, act: &str, body: Value| {
        service.post(&who, &format!("{task}/{act}"), &body).header("if-match", "*").expect(200).await;
    };
    act(doer(), "decline", json!({ "reason": "Cần làm rõ cơ quan chủ trì." })).await;
    act(above(), "reassign", json!({ "accountable": "BTC", "reason": "Đúng chức năng của Ban." })).await;
    act(doer(), "acknowledge", json!({})).await;
    act(doer(), "take", json!({})).await;
    act(doer(), "date-proposals", json!({ "due_on": "2025-11-14", "reason": "Cần khảo sát nhu cầu." })).await;
    act(above(), "date-proposals/decide", json!({ "decision": "granted" })).await;
    act(doer(), "start", json!({})).await;
    act(doer(), "progress", json!({ "percent": 40, "narrative": "Đã mở 12 lớp." })).await;
    act(above(), "urge", json!({ "message": "Đề nghị khẩn trương." })).await;
    act(doer(), "evidence", json!({ "title": "Báo cáo", "document_number": "12-BC/BTCTU" })).await;
    act(doer(), "submit", json!({ "result": "implemented", "statement": "Đã mở 40 lớp." })).await;
    act(above(), "return", json!({ "remark": "Bổ sung danh sách lớp." })).await;
}

/// A weekly report of a ward, what is made of it, and a request that waits.
async fn report(service: &TestService, clause: &str) {
    define(service, clause).await;
    let owed = async |period: &str| {
        let path = format!("/reporting/v1/obligations?organization=DU-25747&period={period}");
        let read = async || service.get(&above(), &path).expect(200).await.items().first().cloned();
        let owed = eventually("it is owed", read).await;
        format!("/reporting/v1/obligations/{}", id(&owed))
    };
    let begin = format!("{}/submissions", owed(WEEK).await);
    let draft = service.post(&unit(), &begin, &json!({})).expect(201).await;
    let address = draft.header("location").unwrap().to_owned();
    let content = json!({ "values": { "total": 12 }, "narrative": { "results": "Đã hoàn thành." } });
    let edit = service.request(&unit(), "PATCH", &address).json(&content).header("if-match", draft.etag());
    edit.expect(200).await;
    service.post(&unit(), &format!("{address}/submit"), &json!({})).header("if-match", "*").expect(200).await;
    consolidate(service).await;
    let asked = json!({ "kind": "waiver", "reason": "Đơn vị mới thành lập." });
    let ask = format!("{}/requests", owed(WEEK_BEFORE).await);
    let coordinator = Persona::new("DU-25747", Role::Coordinator);
    service.post(&coordinator, &ask, &asked).header("if-match", "*").expect(200).await;
}

async fn define(service: &TestService, clause: &str) {
    let post = |path: &str, body: &Value| service.post(&doer(), &format!("/reporting/v1{path}"), body);
    let indicator = json!({ "code": "total", "name_vi": "Tổng số", "name_en": "Total", "value_type": "integer",
        "over_units": "sum", "over_time": "latest" });
    post("/indicators", &indicator).header("idempotency-key", "once").expect(201).await;
    let head = json!({ "code": "commune", "name_vi": "Biểu mẫu", "name_en": "Form" });
    let form = post("/forms", &head).expect(201).await;
    let content = json!({ "sections": [
        { "code": "results", "kind": "narrative", "title_vi": "Kết quả", "title_en": "Results" },
        { "code": "figures", "kind": "figures", "title_vi": "Số liệu", "title_en": "Figures",
          "indicators": [{ "code": "total" }] },
    ] });
    post("/forms/commune/versions", &content).header("if-match", form.etag()).expect(201).await;
    let tier = |after: u8, leg: Value| {
        json!({ "deadline": { "kind": "working_days", "after_cutoff": after, "at": "17:00" },
            "locks_after_working_days": 5, "legs": [leg] })
    };
    let regime = json!({
        "code": "weekly", "kind": "periodic", "scheme": "party", "title": "Báo cáo tuần", "required_content": "Tình hình.",
        "channel": "Hệ thống", "frequency": { "kind": "weekly", "first_weekday": "monday" },
        "cutoff": { "days_before_end": 0, "at": "24:00" }, "starts_on": "2025-09-22", "serves_clause": clause,
        "tiers": [
            tier(1, json!({ "audience": "commune-party-committees", "receiver": "BTC", "form": "commune" })),
            tier(2, json!({ "organization": "BTC", "receiver": "TT" })),
        ],
    });
    post("/regimes?acknowledged_warnings=deadlines_passed", &regime).expect(201).await;
}

async fn consolidate(service: &TestService) {
    let reports = "/reporting/v1/consolidated-reports";
    let period = json!({ "regime": "weekly", "period": WEEK });
    let report = service.post(&doer(), reports, &period).expect(201).await;
    let path = report.header("location").unwrap().to_owned();
    let act = async |who: Persona, act: &str, body: Value, seen: &Answer| {
        service.post(&who, &format!("{path}/{act}"), &body).header("if-match", seen.etag()).expect(200).await
    };
    let signer = json!({ "signer": { "name": "Nguyễn Văn A" } });
    let edit = service.request(&doer(), "PATCH", &path).json(&signer).header("if-match", report.etag());
    let edited = edit.expect(200).await;
    let asked = act(doer(), "request-approval", json!({}), &edited).await;
    let head = Persona::new("BTC", Role::Leader);
    let approved = act(head, "approve", json!({ "hash": asked.body["hash"] }), &asked).await;
    let numbered = json!({ "document_number": "45-BC/BTCTU", "issued_on": "2025-10-01" });
    let sent = act(doer(), "send", numbered, &approved).await;
    act(above(), "acknowledge", json!({}), &sent).await;
}

/// Waits until the acknowledged report has fulfilled its clause, and every event has its place.
async fn fulfilled(service: &TestService) {
    let weekly = assignment(service, "recurring_report").await;
    let path = format!("/directives/v1/assignments/{}/fulfilments", id(&weekly));
    let is_fulfilled = async || {
        let seen = service.get(&above(), &path).expect(200).await;
        seen.items().iter().any(|one| !one["fulfilled_at"].is_null()).then_some(())
    };
    eventually("the period is fulfilled", is_fulfilled).await;
}

/// A requirement of the Standing Body.
async fn require(service: &TestService) {
    let requirement = requirement("125-CV/TU");
    let entered = service.post(&above(), REQUIREMENTS, &requirement).header("idempotency-key", "once").expect(201);
    entered.await;
}

/// What the Standing Body asks of the Organization Commission under a number.
pub(super) fn requirement(document_number: &str) -> Value {
    json!({
        "issuer": "TT", "addressees": ["BTC"], "document_number": document_number, "issued_on": "2025-09-22",
        "title": "Kiểm tra việc mở lớp tập huấn", "content": "Kiểm tra việc mở các lớp tập huấn cho cấp ủy viên.",
    })
}

/// A programme of the Organization Commission that is on its way, with a team and a target.
async fn prepare(service: &TestService) {
    let enter = async |path: &str, body: Value| {
        let path = format!("{INSPECTIONS}/{path}");
        id(&service.post(&doer(), &path, &body).expect(201).await.body).to_owned()
    };
    let mut members = Vec::new();
    for (role, subject) in [("head", doer().subject), ("secretary", "cuc".to_owned())] {
        let person = json!({ "name": subject, "subject": subject });
        let leader = Persona::new("BTC", Role::Leader);
        let opened = service.post(&leader, &format!("{INSPECTIONS}/persons"), &person).expect(201).await;
        members.push(json!({ "person": opened.body["id"], "role": role }));
    }
    let programme = enter("programmes", programme()).await;
    let team = json!({
        "title": "Tổ số 1", "symbol": "T1", "targets": ["DU-25747"], "size_reason": "Nội dung hẹp.", "members": members,
    });
    let team = enter(&format!("programmes/{programme}/teams"), team).await;
    let act = async |who: &Persona, path: &str, body: Value| {
        service.post(who, &format!("{INSPECTIONS}/{path}"), &body).header("if-match", "*").expect(200).await.body
    };
    let sent = json!({ "proposed_on": "2025-10-01", "summary": "Thực hiện yêu cầu của Thường trực Thành ủy." });
    let proposed = act(&doer(), &format!("programmes/{programme}/propose"), sent).await;
    let decider = Persona::new("TT", Role::Leader);
    let proposal = format!("proposals/{}", id(&proposed["proposal"]));
    let read = service.get(&decider, &format!("{INSPECTIONS}/{proposal}")).expect(200).await;
    act(&decider, &format!("{proposal}/approve"), json!({ "hash": read.body["hash"] })).await;
    let approved = service.get(&decider, &format!("{INSPECTIONS}/programmes/{programme}")).expect(200).await;
    let paper = json!({
        "number": "25-QĐ/TU", "issued_on": "2025-10-01", "signer_name": "Trần Văn Bình", "signer_post": "Phó Bí thư",
    });
    act(&above(), &format!("decisions/{}/issue", id(&approved.body["decision"])), paper).await;
    act(&doer(), &format!("programmes/{programme}/launch"), json!({ "teams_version": 1 })).await;
    act(&doer(), &format!("programmes/{programme}/open-round"), json!({ "round": "dot-1" })).await;
    let declarations = format!("{INSPECTIONS}/teams/{team}/declarations");
    service.post(&doer(), &declarations, &json!({ "excepted": [] })).expect(201).await;
}

/// A supervision of a ward.
pub(super) fn programme() -> Value {
    json!({
        "deciding": "TT",
        "plan": {
            "title": "Giám sát việc sắp xếp trụ sở", "team_name": "supervision_team",
            "items": [{
                "code": "tru-so", "kind": "supervision", "text": "Việc quản lý, sử dụng trụ sở dôi dư",
                "span_from": "2025-07-01", "span_to": "2025-09-30",
            }],
            "rounds": [{
                "code": "dot-1", "title": "Đợt 1", "track": "regular-supervision", "from": "2025-10-20",
                "to": "2025-12-31", "items": ["tru-so"],
            }],
            "targets": { "organizations": ["DU-25747"] },
        },
    })
}
