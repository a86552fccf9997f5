use super::permit::next;
use super::*;
use crate::domain::document_number::RecordedNumber;
use crate::domain::text::Title;
use crate::vocabulary::{Classification, Disposition, DocumentType, LinkKind};
use haicap_types::{DocumentScheme, Ground, Refusal as _, Urgency, Vocabulary};
use std::sync::Arc;

fn moment(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn now() -> DateTime<Utc> {
    moment("2025-09-22T10:00:00+07:00")
}

fn organization(code: &str) -> OrganizationCode {
    code.parse().unwrap()
}

pub(crate) fn content() -> Content {
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
    Directive::draft(Uuid::from_u128(1), content, "tt.leader", &organization("TT"), now())
}

fn withdrawing() -> OpenAssignments {
    OpenAssignments { default: Disposition::Withdraw, clauses: Vec::new() }
}

fn among(others: Vec<Directive>) -> Surroundings {
    let left = |directive| Ending { directive, clauses: Vec::new(), trees: Vec::new() };
    let others = others.into_iter().map(left).collect();
    let directory = Arc::new(haicap_reference::shipped::directory());
    Surroundings { clauses: Vec::new(), others, directory, new_id: Uuid::nil }
}

fn issue(directive: &Directive, number: &str, date: &str, others: Vec<Directive>) -> Result<Change, Refusal> {
    let (number, issued_on) = (number.parse().unwrap(), date.parse().unwrap());
    decide(directive, &Command::Issue { number, issued_on, surroundings: among(others) }, now())
}

fn issued(content: Content) -> Directive {
    issue(&draft_of(content), "45-KL/TU", "2025-09-22", Vec::new()).unwrap().directive
}

fn register(directive: &Directive, number: Option<&str>) -> Result<Directive, Refusal> {
    let number = number.map(|number| RecordedNumber::read(directive.content.document_type, number).unwrap());
    let command = Command::Register { number, issued_on: None, surroundings: among(Vec::new()) };
    decide(directive, &command, now()).map(|change| change.directive)
}

#[test]
fn h34_the_matrix_of_states_and_acts() {
    let mut table = format!("{:<13}", "");
    for act in Act::ALL {
        table += &format!("{:<13}", act.word());
    }
    for state in DirectiveState::ALL {
        table += &format!("\n{:<13}", state.word());
        for act in Act::ALL {
            let cell = match next(*state, *act) {
                Some(Outcome::Becomes(state)) => state.word(),
                Some(Outcome::Gone) => "gone",
                None => "·",
            };
            table += &format!("{cell:<13}");
        }
    }
    let lines: Vec<_> = table.lines().map(str::trim_end).collect();
    let table = lines.join("\n");
    insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("directive_states_and_acts", table);
    });
}

#[test]
fn a_document_is_registered_with_any_number_or_none_and_issued_with_a_formal_one() {
    let draft = draft_of(content());
    assert_eq!(register(&draft, None).unwrap().state, DirectiveState::Registered);
    let registered = register(&draft, Some("số 45 của TU")).unwrap();
    assert_eq!(registered.content.number.map(String::from), Some("số 45 của TU".to_owned()));
    let issued = issued(content());
    assert_eq!((issued.state, issued.effective_at), (DirectiveState::Issued, Some(now())));
    assert_eq!(issued.content.number.map(String::from), Some("45-KL/TU".to_owned()));
}

#[test]
fn the_issue_date_is_never_ahead_of_the_citys_own_day() {
    let draft = draft_of(content());
    let ahead = issue(&draft, "45-KL/TU", "2025-09-23", Vec::new());
    assert_eq!(ahead.unwrap_err(), Refusal::IssuedInFuture);
    let late = moment("2025-09-22T17:00:00Z");
    assert!(dated(&draft, None, "2025-09-23".parse().ok(), late).is_ok());
}

#[test]
fn a_number_that_does_not_go_with_the_document_is_a_fault_of_it() {
    let refusal = register(&draft_of(content()), Some("45/QĐ-UBND")).unwrap_err();
    let pointers: Vec<_> = refusal.faults().into_iter().map(|fault| fault.pointer).collect();
    assert_eq!((refusal.ground(), pointers), (Ground::Content, vec!["/number".to_owned()]));
}

#[test]
fn a_directive_ends_once() {
    let issued = issued(content());
    let revoke = Command::Revoke {
        reason: Reason::new("Ban hành nhầm.").unwrap(),
        open_assignments: withdrawing(),
        trees: Vec::new(),
        clauses: Vec::new(),
    };
    let revoked = decide(&issued, &revoke, now()).unwrap().directive;
    assert_eq!((revoked.state, revoked.ended_at), (DirectiveState::Revoked, Some(now())));
    let refusal = decide(&revoked, &revoke, now()).unwrap_err();
    assert_eq!(refusal, Refusal::NotInThisState { state: DirectiveState::Revoked, act: Act::Revoke });
    assert_eq!(refusal.words().en, "“Revoke” is not possible while the document is “Revoked”.");
}

#[test]
fn a_document_ends_those_in_force_that_it_supersedes_or_revokes() {
    let old = Directive { id: Uuid::from_u128(2), ..issued(content()) };
    let ended = |kind, others| {
        let open_assignments = (kind != LinkKind::Amends).then(withdrawing);
        let links = vec![Link { kind, directive_id: old.id, open_assignments }];
        let change = issue(&draft_of(Content { links, ..content() }), "46-KL/TU", "2025-09-22", others)?;
        let Fact::CameIntoForce { ended, .. } = change.fact else { panic!("it came into force") };
        Ok(ended.into_iter().map(|ended| ended.change).collect::<Vec<_>>())
    };
    let superseded = ended(LinkKind::Supersedes, vec![old.clone()]).unwrap();
    assert_eq!(superseded[0].directive.superseded_by, Some(Uuid::from_u128(1)));
    assert_eq!(superseded[0].fact, Fact::Superseded { by: Uuid::from_u128(1), settled: Settled::default() });
    let revoked = ended(LinkKind::Revokes, vec![old.clone()]).unwrap();
    assert_eq!(revoked[0].directive.state, DirectiveState::Revoked);
    assert_eq!(revoked[0].directive.revocation_reason, Reason::new("Theo văn bản 46-KL/TU.").ok());
    assert_eq!(ended(LinkKind::Amends, vec![old.clone()]), Ok(Vec::new()));

    assert_eq!(ended(LinkKind::Revokes, Vec::new()), Err(Refusal::LinkedMissing));
    let gone = revoked[0].directive.clone();
    assert_eq!(ended(LinkKind::Supersedes, vec![gone]), Err(Refusal::LinkedNotInForce));
    assert_eq!(Refusal::LinkedNotInForce.hindered(), [Act::Issue, Act::Register]);
}

#[test]
fn the_state_says_which_acts_are_possible() {
    let issued = issued(content());
    let possible: Vec<Act> = Act::ALL.iter().copied().filter(|act| permit(&issued, *act).is_ok()).collect();
    assert_eq!(possible, [Act::Attach, Act::Revoke, Act::Correct]);
}

#[test]
fn all_faults_of_a_content_are_found_at_once() {
    let itself = Link { kind: LinkKind::Amends, directive_id: Uuid::from_u128(1), open_assignments: None };
    let ends = |open_assignments| Link { kind: LinkKind::Revokes, directive_id: Uuid::from_u128(2), open_assignments };
    let wrong = Content {
        document_type: DocumentType::Dispatch,
        number: RecordedNumber::read(DocumentType::Dispatch, "45/QĐ-UBND").ok(),
        issued_on: "1799-01-01".parse().ok(),
        covers_from: "2025-09-15".parse().ok(),
        covers_to: "2025-09-01".parse().ok(),
        recipients: vec![organization("BTC"), organization("BTC")],
        links: vec![itself, ends(None), ends(Some(withdrawing()))],
        ..content()
    };
    let pointers: Vec<_> = wrong.faults(Uuid::from_u128(1)).into_iter().map(|fault| fault.pointer).collect();
    let expected = [
        "/document_type",
        "/number",
        "/issued_on",
        "/covers_to",
        "/recipients/1",
        "/links/0/directive_id",
        "/links/1/open_assignments",
        "/links/2/directive_id",
    ];
    assert_eq!(pointers, expected);
}

#[test]
fn a_regulation_of_the_party_may_carry_the_number_of_a_decision() {
    let number = RecordedNumber::read(DocumentType::Regulation, "22-QĐ/TU").ok();
    let regulation = Content { document_type: DocumentType::Regulation, number, ..content() };
    assert!(regulation.faults(Uuid::from_u128(1)).is_empty());
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
