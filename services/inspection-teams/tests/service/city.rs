use haicap_reference::{install_copy, shipped};
use haicap_testing::{Answer, Persona, TestService};
use haicap_types::Role;
use serde_json::{Value, json};

pub(crate) const REQUIREMENTS: &str = "/inspection-teams/v1/requirements";

/// The Standing Body's coordinator, who asks.
pub(crate) fn issuer() -> Persona {
    Persona::new("TT", Role::Coordinator)
}

/// The Standing Body's leader, who enters what it asks.
pub(crate) fn head() -> Persona {
    Persona::new("TT", Role::Leader)
}

/// The Inspection Commission's leader, who is asked.
pub(crate) fn addressee() -> Persona {
    Persona::new("UBKT", Role::Leader)
}

/// A ward's coordinator, whom it does not concern.
pub(crate) fn stranger() -> Persona {
    Persona::new("DU-25750", Role::Coordinator)
}

/// What the Standing Body asks of the Inspection Commission and a ward.
pub(crate) fn requirement() -> Value {
    json!({
        "issuer": "TT", "addressees": ["UBKT", "DU-25747"], "document_number": "125-CV/TU", "issued_on": "2025-09-22",
        "title": "Kiểm tra việc sắp xếp trụ sở", "content": "Kiểm tra việc quản lý, sử dụng trụ sở dôi dư.",
        "due_on": "2025-12-15",
    })
}

/// A service that knows the city, on the morning of 1 October 2025.
pub(crate) async fn start() -> TestService {
    let service = TestService::start(inspection_teams::SERVICE).await;
    install_copy(&service.host, &shipped::parts()).await.expect("the rows fit");
    service.expect_directory().await;
    service
}

/// The requirement, as the issuer's leader enters it: the answer, and its address.
pub(crate) async fn entered(service: &TestService) -> (Answer, String) {
    let made = service.post(&head(), REQUIREMENTS, &requirement()).expect(201).await;
    let address = made.header("location").unwrap().to_owned();
    (made, address)
}
