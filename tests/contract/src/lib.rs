//! The three services with something in them: what their documents are held against.
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a stage that cannot be set up fails the check that asked for it"
)]

pub mod inspections;
mod reports;

pub use inspections::Inspections;
pub use reports::Reports;

use haicap_kit::Service;
use haicap_testing::{Persona, TestService};
use haicap_types::Role;
use serde_json::{Value, json};
use std::time::Duration;

/// Every service.
pub const SERVICES: [Service; 3] = [directives::SERVICE, reporting::SERVICE, inspection_teams::SERVICE];

/// The services, started together: the city's directory, one registered document, one week's reports, and one programme
/// that was approved.
pub struct Stage {
    /// The directives service.
    pub directives: TestService,
    /// The services that follow its directory.
    pub followers: [TestService; 2],
    /// The document's id.
    pub directive: String,
    /// The id of its task.
    pub clause: String,
    /// The id of what the Organization Commission owes.
    pub assignment: String,
    /// What is on the stage of the reporting service.
    pub reports: Reports,
    /// What is on the stage of the inspection-teams service.
    pub inspections: Inspections,
}

/// The Standing Body's coordinator, who issued the document and receives.
#[must_use]
pub fn receiver() -> Persona {
    Persona::new("TT", Role::Coordinator)
}

impl Stage {
    /// Starts the services.
    pub async fn set() -> Self {
        let directives = TestService::start(directives::SERVICE).await;
        haicap_reference::install(&directives.host, haicap_reference::shipped::parts())
            .await
            .expect("the city can be loaded");
        directives.expect_directory().await;
        let followers = [
            TestService::start_following(reporting::SERVICE, &[&directives]).await,
            TestService::start_following(inspection_teams::SERVICE, &[&directives]).await,
        ];
        for follower in &followers {
            followed(follower, &directives).await;
        }
        let directive = register(&directives).await;
        let list = |path: String| directives.get(&receiver(), &path).expect(200);
        let clauses = list(format!("/directives/v1/directives/{directive}/clauses")).await;
        let assignments = list(format!("/directives/v1/assignments?directive={directive}")).await;
        let (clause, assignment) = (id(&clauses.items()[0]), id(&assignments.items()[0]));
        let reports = Reports::send(&followers[0]).await;
        let inspections = Inspections::prepare(&followers[1]).await;
        Self { directives, followers, directive, clause, assignment, reports, inspections }
    }

    /// Every service, in the order of [`SERVICES`].
    pub fn services(&self) -> impl Iterator<Item = &TestService> {
        std::iter::once(&self.directives).chain(&self.followers)
    }
}

/// Waits until the copy of the directory is complete.
async fn followed(follower: &TestService, owner: &TestService) {
    let digest = async |service: &TestService| {
        let path = format!("/{}/v1/directory", service.host.service);
        service.get(&receiver(), &path).expect(200).await.text_at("/digest").to_owned()
    };
    let wanted = digest(owner).await;
    for _ in 0..500 {
        if digest(follower).await == wanted {
            return;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("{} does not get the directory", follower.host.service);
}

/// The document: a task and a constraint on it, in a book that numbers such documents.
async fn register(service: &TestService) -> String {
    let office = Persona::new("VPTU", Role::Coordinator);
    let book = json!({ "code": "TU", "scheme": "party", "issuer_symbol": "TU", "issuers": ["TT", "BTV"] });
    service.post(&office, "/directives/v1/number-books", &book).expect(201).await;
    service.post(&office, "/directives/v1/terms", &json!({ "starts_on": "2020-10-14" })).expect(201).await;
    let document = json!({
        "scheme": "party", "document_type": "KL", "title": "Kết luận về mô hình chính quyền 2 cấp",
        "issuer": "TT", "issued_on": "2025-09-22",
        "clauses": [
            { "label": "1", "kind": "task", "text": "Mở các lớp tập huấn cho cấp ủy viên.", "product_kind": "report",
              "product": "Báo cáo kết quả mở lớp",
              "assignments": [{ "accountable": { "organization": "BTC" }, "reports_to": "TT" }] },
            { "label": "2", "kind": "constraint", "text": "Chuyên đề bám sát nhiệm vụ.", "binds": ["1"] },
        ],
    });
    let made = service.post(&receiver(), "/directives/v1/directives", &document).expect(201).await;
    let directive = id(&made.body);
    service
        .post(&receiver(), &format!("/directives/v1/directives/{directive}/register"), &json!({}))
        .header("if-match", made.etag())
        .expect(200)
        .await;
    directive
}

fn id(view: &Value) -> String {
    view["id"].as_str().expect("it has an id").to_owned()
}
