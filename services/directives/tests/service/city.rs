use haicap_testing::{Persona, TestService};
use haicap_types::Role;
use serde_json::{Value, json};

/// A service that knows the city and one document.
pub(crate) struct City {
    pub(crate) service: TestService,
    /// The document's id.
    pub(crate) directive: String,
}

/// The Standing Body's coordinator, who issues and receives.
pub(crate) fn receiver() -> Persona {
    Persona::new("TT", Role::Coordinator)
}

/// The Organization Commission's coordinator, who does.
pub(crate) fn doer() -> Persona {
    Persona::new("BTC", Role::Coordinator)
}

/// A ward's officer, whom none of it concerns.
pub(crate) fn stranger() -> Persona {
    Persona::new("UBND-25747", Role::Coordinator)
}

/// A service that knows the city.
pub(crate) async fn start() -> TestService {
    let service = TestService::start(directives::SERVICE).await;
    haicap_reference::install(&service.host, haicap_reference::shipped::parts()).await.expect("the city can be loaded");
    service.expect_directory().await;
    service
}

impl City {
    /// A registered document of the Standing Body: a task and a weekly report of the Organization Commission, and a
    /// constraint on the task.
    pub(crate) async fn with_conclusion() -> Self {
        let service = start().await;
        let document = json!({
            "scheme": "party", "document_type": "KL", "title": "Kết luận về mô hình chính quyền 2 cấp",
            "issuer": "TT", "issued_on": "2025-09-22",
            "clauses": [
                { "label": "1", "kind": "task", "text": "Mở các lớp tập huấn cho cấp ủy viên.", "product_kind": "report",
                  "product": "Báo cáo kết quả mở lớp",
                  "assignments": [{ "accountable": { "organization": "BTC" }, "reports_to": "TT" }] },
                { "label": "2", "kind": "constraint", "text": "Chuyên đề bám sát nhiệm vụ.", "binds": ["1"] },
                { "label": "3", "kind": "recurring_report", "text": "Báo cáo Thường trực hằng tuần.", "cadence": "weekly",
                  "assignments": [{ "accountable": { "organization": "BTC" }, "reports_to": "TT" }] },
            ],
        });
        let made = service.post(&receiver(), "/directives/v1/directives", &document).expect(201).await;
        let directive = made.text_at("/id").to_owned();
        service
            .post(&receiver(), &format!("/directives/v1/directives/{directive}/register"), &json!({}))
            .header("if-match", made.etag())
            .expect(200)
            .await;
        Self { service, directive }
    }

    /// The assignments of the document's clause with a kind, as the doer sees them.
    pub(crate) async fn assignment(&self, kind: &str) -> Value {
        let path = format!("/directives/v1/assignments?directive={}&kind={kind}", self.directive);
        let list = self.service.get(&doer(), &path).expect(200).await;
        list.items()[0].clone()
    }

    /// The address of the task, with an act behind it.
    pub(crate) async fn task(&self) -> String {
        format!("/directives/v1/assignments/{}", self.assignment("task").await["id"].as_str().unwrap())
    }
}
