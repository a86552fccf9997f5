use super::*;
use haicap_types::Vocabulary as _;

fn asked() -> Asked {
    Asked {
        issuer: "TT".parse().unwrap(),
        addressees: vec!["UBKT".parse().unwrap(), "DU-25747".parse().unwrap()],
        document_number: Line::new("125-CV/TU").unwrap(),
        issued_on: "2025-09-22".parse().unwrap(),
        title: Line::new("Kiểm tra việc sắp xếp trụ sở").unwrap(),
        content: Prose::new("Kiểm tra việc quản lý, sử dụng trụ sở dôi dư.").unwrap(),
        due_on: None,
    }
}

fn actor(subject: &str) -> Actor {
    Actor { subject: subject.into(), name: "An".into(), organization: "TT".parse().unwrap(), roles: Vec::new() }
}

fn now() -> DateTime<Utc> {
    "2025-10-01T08:00:00+07:00".parse().unwrap()
}

pub(crate) fn requirement() -> Requirement {
    Requirement::entered(Uuid::from_u128(1), asked(), &actor("writer"), now())
}

fn close(requirement: &Requirement, subject: &str) -> Result<Requirement, Refusal> {
    decide(requirement, Command::Close(Reason::new("Đã thực hiện xong.").unwrap()), &actor(subject), now())
}

#[test]
fn h34_every_act_in_every_state() {
    let lines: Vec<String> = RequirementState::ALL
        .iter()
        .map(|state| {
            let one = Requirement { state: *state, ..requirement() };
            let acts = Act::ALL
                .iter()
                .filter(|act| permit(&one, **act, &actor("head")).is_ok())
                .map(|act| act.word())
                .collect::<Vec<_>>();
            format!("{:<8}{}", state.word(), acts.join(", ")).trim_end().to_owned()
        })
        .collect();
    insta::with_settings!({ prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("requirement_states_and_acts", lines.join("\n"));
    });
}

#[test]
fn another_person_closes_what_somebody_entered_and_once() {
    assert_eq!(close(&requirement(), "writer"), Err(Refusal::SamePerson));
    let closed = close(&requirement(), "head").unwrap();
    let how = closed.closed.as_ref().unwrap();
    assert_eq!((closed.state, how.signature.by.as_str(), how.signature.at), (RequirementState::Closed, "head", now()));
    assert_eq!((&closed.asked, closed.version), (&asked(), 1));
    assert_eq!(
        close(&closed, "another"),
        Err(Refusal::NotInThisState { act: Act::Close, state: RequirementState::Closed })
    );
    assert_eq!(close(&closed, "writer"), Err(Refusal::SamePerson));
}
