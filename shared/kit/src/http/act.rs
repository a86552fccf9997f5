//! How every act on every noun is judged and answered. Each noun keeps its own states, rights and decisions; what they
//! say becomes offers and problems here.

use super::etag::IfMatch;
use super::language::Language;
use super::page::Page;
use super::{Problem, kinds};
use crate::auth::Caller;
use haicap_types::{Act, Action, Actor, Denial, Ground, Reason, Refusal, Term, Words};

/// Why the caller may not do an act now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hindrance<R> {
    /// The caller has no right to it.
    Denial(Denial),
    /// The person, the content or the state of the thing stands in the way.
    Refusal(R),
}

/// How many of the acts a view shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// All of them, with reasons.
    Whole,
    /// Those that are allowed.
    Allowed,
    /// None.
    Nothing,
}

impl From<&Caller> for Actor {
    fn from(caller: &Caller) -> Self {
        Self {
            subject: caller.person.subject.to_string(),
            name: caller.person.name.to_string(),
            organization: caller.organization.clone(),
            roles: caller.roles.to_vec(),
        }
    }
}

impl From<Denial> for Problem {
    /// 403: seen, but not allowed.
    fn from(denial: Denial) -> Self {
        Self::new(&kinds::FORBIDDEN).code(denial.code()).detail(denial.words())
    }
}

impl Depth {
    /// What a list shows. A file shows no acts: other people read it, and later.
    #[must_use]
    pub const fn of_list(page: &Page) -> Self {
        if page.is_of_an_export() { Self::Nothing } else { Self::Allowed }
    }
}

/// Judges an act before what was sent is looked at, in the order of answers: the right to the act (403), whether this
/// person may do it (403), the version that the caller has read (428, 412).
///
/// # Errors
/// The first of these conditions that does not hold.
pub fn expect_may<A: Act>(
    act: A,
    right: Result<(), Denial>,
    person: Result<(), impl Refusal>,
    if_match: &IfMatch,
    version: i32,
) -> Result<(), Problem> {
    right?;
    person.map_err(|refusal| refused(&refusal, Vec::<A>::new))?;
    if act.needs_version() { if_match.require(version) } else { if_match.check(version) }
}

/// The problem that a refusal becomes. `legal` says which acts are [`possible`] for the caller now; it is asked where the
/// state is what stands in the way.
pub fn refused<A: Act>(refusal: &impl Refusal, legal: impl FnOnce() -> Vec<A>) -> Problem {
    let (code, words) = (refusal.code(), refusal.words());
    match refusal.ground() {
        Ground::Person => Problem::new(&kinds::FORBIDDEN).code(code).detail(words),
        Ground::Content => Problem::new(&kinds::INVALID).code(code).detail(words).faults(refusal.faults()),
        Ground::State => {
            let (legal, faults) = (legal(), refusal.faults());
            let problem = Problem::not_now(code, offering(&words, &legal), legal);
            // One obstacle is what the answer says; of several it says the first.
            if faults.len() > 1 { problem.faults(faults) } else { problem }
        }
    }
}

/// What stands in the way, and what is possible instead.
fn offering<A: Act>(words: &Words, legal: &[A]) -> Words {
    if legal.is_empty() {
        return words.clone();
    }
    let labels =
        |label: fn(Term) -> &'static str| legal.iter().map(|act| label(act.term())).collect::<Vec<_>>().join("; ");
    Words::with(
        format!("{} Hiện có thể: {}.", words.vi, labels(|term| term.label_vi)),
        format!("{} Possible now: {}.", words.en, labels(|term| term.label_en)),
    )
}

/// The acts in whose way `judge` finds nothing.
pub fn possible<A: Act, R>(acts: &[A], judge: impl Fn(A) -> Result<(), Hindrance<R>>) -> Vec<A> {
    acts.iter().copied().filter(|act| judge(*act).is_ok()).collect()
}

/// What the caller may do with a thing now, and why not the rest. `judge` says what stands in the way of an act, `href`
/// below which address it is carried out.
pub fn actions<A: Act, R: Refusal>(
    language: Language,
    depth: Depth,
    acts: &[A],
    href: impl Fn(A) -> String,
    judge: impl Fn(A) -> Result<(), Hindrance<R>>,
) -> Vec<Action> {
    if depth == Depth::Nothing {
        return Vec::new();
    }
    let judged = acts.iter().map(|act| (*act, judge(*act)));
    judged
        .filter(|(_, judgement)| depth == Depth::Whole || judgement.is_ok())
        .map(|(act, judgement)| {
            let (method, segment) = act.address();
            let href = format!("{}/{segment}", href(act)).trim_end_matches('/').to_owned();
            let reason = judgement.err().map(|hindrance| hindrance.reason(language));
            Action {
                name: act.word().into(),
                is_allowed: reason.is_none(),
                method,
                href,
                needs_if_match: act.needs_version(),
                takes_body: act.takes_body(),
                reason,
            }
        })
        .collect()
}

impl<R: Refusal> Hindrance<R> {
    /// The reason as an action tells it.
    #[must_use]
    pub fn reason(&self, language: Language) -> Reason {
        let (code, words) = match self {
            Self::Denial(denial) => (denial.code(), denial.words()),
            Self::Refusal(refusal) => (refusal.code(), refusal.words()),
        };
        Reason { code: code.into(), detail: language.say(&words) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::ResponseError;
    use actix_web::http::StatusCode;

    haicap_types::acts! {
        /// What may be done to a door.
        DoorAct as "door_act" {
            /// Somebody opens it.
            Open = "open", Post "open", "Mở", "Open";
            /// Somebody confirms that it is shut.
            Confirm = "confirm", Post "confirm" versioned, "Xác nhận", "Confirm";
        }
    }

    #[derive(Debug, Clone, Copy)]
    struct Locked(Ground);

    impl Refusal for Locked {
        fn code(&self) -> &'static str {
            "locked"
        }

        fn ground(&self) -> Ground {
            self.0
        }

        fn words(&self) -> Words {
            Words::new("Cửa khóa.", "It is locked.")
        }
    }

    fn judged(right: Result<(), Denial>, person: Result<(), Locked>, if_match: IfMatch) -> StatusCode {
        match expect_may(DoorAct::Confirm, right, person, &if_match, 2) {
            Ok(()) => StatusCode::OK,
            Err(problem) => problem.status_code(),
        }
    }

    #[test]
    fn the_right_comes_before_the_person_and_both_before_the_version() {
        let person = Err(Locked(Ground::Person));
        assert_eq!(judged(Err(Denial::Role), person, IfMatch::Absent), StatusCode::FORBIDDEN);
        assert_eq!(judged(Ok(()), person, IfMatch::Absent), StatusCode::FORBIDDEN);
        assert_eq!(judged(Ok(()), Ok(()), IfMatch::Absent), StatusCode::PRECONDITION_REQUIRED);
        assert_eq!(judged(Ok(()), Ok(()), IfMatch::Versions(vec![1])), StatusCode::PRECONDITION_FAILED);
        assert_eq!(judged(Ok(()), Ok(()), IfMatch::Any), StatusCode::OK);
    }

    #[test]
    fn h34_a_refusal_by_the_state_names_what_is_possible() {
        let problem = refused(&Locked(Ground::State), || vec![DoorAct::Confirm]);
        assert_eq!(problem.status_code(), StatusCode::CONFLICT);
        assert_eq!(problem.details.words.unwrap().vi, "Cửa khóa. Hiện có thể: Xác nhận.");
        assert_eq!(problem.details.members["legal_actions"], serde_json::json!(["confirm"]));
    }
}
