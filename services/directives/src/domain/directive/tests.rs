use super::*;
use crate::domain::text::Title;
use haicap_types::{Classification, DocumentScheme, DocumentType, LinkKind, Urgency, Vocabulary};

fn moment(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn now() -> DateTime<Utc> {
    moment("2025-09-22T10:00:00+07:00")
}

fn organization(code: &str) -> OrganizationCode {
    code.parse().unwrap()
}

fn content() -> Content {
    Content {
        scheme: DocumentScheme::Party,
        document_type: DocumentType::Conclusion,
        number: None,
        title: Title::new("Kết luận về vận hành mô hình chính quyền địa phương 2 cấp").unwrap(),
        abstract_text: None,
        issuer: organization("TT"),
        signer: None,
        issued_on: None,
        covers_from: None,
        covers_to: None,
        place: None,
        urgency: Urgency::Normal,
        classification: Classification::Internal,
        recipients: vec![organization("BTC")],
        audiences: Vec::new(),
        links: Vec::new(),
    }
}

fn draft_of(content: Content) -> Directive {
    Directive::draft(Uuid::from_u128(1), content, "tt.leader", &organization("TT"), now()).unwrap()
}

fn issue(directive: &Directive, number: Option<&str>, date: Option<&str>, by: &str) -> Result<Directive, Refusal> {
    let number = number.map(|number| number.parse().unwrap());
    let issued_on = date.map(|date| date.parse().unwrap());
    decide(directive, &Command::Issue { number, issued_on }, &organization(by), now())
}

fn register(directive: &Directive, number: Option<&str>) -> Result<Directive, Refusal> {
    let number = number.map(|number| RecordedNumber::read(number).unwrap());
    decide(directive, &Command::Register { number, issued_on: None }, &organization("BTC"), now())
}

#[test]
fn h34_the_matrix_of_states_and_actions() {
    let mut table = format!("{:<12}", "");
    for action in Action::ALL {
        table += &format!("{:<12}", action.word());
    }
    for state in DirectiveState::ALL {
        table += &format!("\n{:<12}", state.word());
        for action in Action::ALL {
            let cell = match next(*state, *action) {
                Some(Outcome::Becomes(state)) => state.word(),
                Some(Outcome::Gone) => "gone",
                None => "·",
            };
            table += &format!("{cell:<12}");
        }
    }
    let lines: Vec<_> = table.lines().map(str::trim_end).collect();
    let table = lines.join("\n");
    insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("directive_states_and_actions", table);
    });
}

#[test]
fn a_number_is_required_to_issue() {
    let draft = draft_of(content());
    assert_eq!(issue(&draft, None, None, "TT"), Err(Refusal::NumberMissing));
    let issued = issue(&draft, Some("45-KL/TU"), None, "TT").unwrap();
    assert_eq!(issued.state, DirectiveState::Issued);
    assert_eq!(issued.content.issued_on, Some("2025-09-22".parse().unwrap()));
    let verbatim = draft_of(Content { number: RecordedNumber::read("số 45 của TU").ok(), ..content() });
    assert_eq!(issue(&verbatim, None, None, "TT"), Err(Refusal::NumberNotFormal));
}

#[test]
fn only_the_issuing_body_issues_and_anyone_registers_with_or_without_number() {
    let draft = draft_of(content());
    assert_eq!(issue(&draft, Some("45-KL/TU"), None, "BTC"), Err(Refusal::NotTheIssuer));
    assert_eq!(register(&draft, None).unwrap().state, DirectiveState::Registered);
    let registered = register(&draft, Some("số 45 của TU")).unwrap();
    assert_eq!(registered.content.number.map(String::from), Some("số 45 của TU".to_owned()));
}

#[test]
fn the_issue_date_is_never_ahead_of_the_citys_own_day() {
    let draft = draft_of(content());
    assert_eq!(issue(&draft, Some("45-KL/TU"), Some("2025-09-23"), "TT"), Err(Refusal::IssuedInFuture));
    let late = moment("2025-09-22T17:00:00Z");
    let command = Command::Issue { number: "45-KL/TU".parse().ok(), issued_on: "2025-09-23".parse().ok() };
    assert!(decide(&draft, &command, &organization("TT"), late).is_ok());
}

#[test]
fn a_directive_ends_once() {
    let issued = issue(&draft_of(content()), Some("45-KL/TU"), None, "TT").unwrap();
    let by = |by| decide(&issued, &Command::Supersede { by: Uuid::from_u128(by) }, &organization("TT"), now());
    assert_eq!(by(1), Err(Refusal::SupersededByItself));
    let superseded = by(2).unwrap();
    assert_eq!(superseded.superseded_by, Some(Uuid::from_u128(2)));
    let revoke = Command::Revoke { reason: Reason::new("Ban hành nhầm.").unwrap() };
    let refusal = decide(&superseded, &revoke, &organization("TT"), now()).unwrap_err();
    assert_eq!(refusal, Refusal::NotInThisState(DirectiveState::Superseded, Action::Revoke));
    let revoked = decide(&issued, &revoke, &organization("TT"), now()).unwrap();
    assert_eq!((revoked.state, revoked.ended_at), (DirectiveState::Revoked, Some(now())));
}

#[test]
fn a_refusal_in_the_wrong_state_names_the_legal_steps() {
    let words = Refusal::NotInThisState(DirectiveState::Issued, Action::Edit).words();
    assert_eq!(words.en, "The document is “Issued”: one cannot edit it; possible now: supersede, revoke.");
    assert_eq!(words.vi, "Văn bản ở trạng thái “Đã ban hành”, không thể sửa; hiện chỉ có thể: thay thế, thu hồi.");
}

#[test]
fn all_faults_of_a_content_are_found_at_once() {
    let itself = Link { kind: LinkKind::Amends, directive_id: Uuid::from_u128(1) };
    let wrong = Content {
        document_type: DocumentType::Dispatch,
        number: RecordedNumber::read("45/QĐ-UBND").ok(),
        issued_on: "1799-01-01".parse().ok(),
        covers_from: "2025-09-15".parse().ok(),
        covers_to: "2025-09-01".parse().ok(),
        recipients: vec![organization("BTC"), organization("BTC")],
        links: vec![itself],
        ..content()
    };
    let pointers: Vec<_> = wrong.faults(Uuid::from_u128(1)).into_iter().map(|fault| fault.pointer).collect();
    let expected = ["/document_type", "/number", "/issued_on", "/covers_to", "/recipients/1", "/links/0/directive_id"];
    assert_eq!(pointers, expected);
}

#[test]
fn a_regulation_of_the_party_may_carry_the_number_of_a_decision() {
    let number = RecordedNumber::read("22-QĐ/TU").ok();
    let regulation = Content { document_type: DocumentType::Regulation, number, ..content() };
    assert_eq!(regulation.faults(Uuid::from_u128(1)), []);
}

#[test]
fn secret_documents_are_refused_by_every_name() {
    for word in ["mật", "Mật", "TỐI MẬT", "tuyệt mật", "secret", "top_secret", "Top-Secret", "confidential"]
    {
        assert_eq!(read_classification(word), Err(ClassificationFault::Secret), "{word}");
    }
    assert_eq!(read_classification("open"), Err(ClassificationFault::Unknown));
    assert_eq!(read_classification("internal"), Ok(Classification::Internal));
}
