use super::{Act, Directive, Refusal};
use crate::vocabulary::DirectiveState;

/// What an act leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The directive stands in a state.
    Becomes(DirectiveState),
    /// There is no directive any more.
    Gone,
}

/// The state machine: what an act leads to, or nothing where it is illegal.
pub(super) const fn next(state: DirectiveState, act: Act) -> Option<Outcome> {
    use Act::{AddClause, Annul, Attach, Correct, Delete, Edit, EditClauses, Issue, Register, Revoke};
    use DirectiveState::{Annulled, Draft, Issued, Registered, Revoked, Superseded};
    use Outcome::{Becomes, Gone};
    match (state, act) {
        (Draft, Edit | AddClause | EditClauses) => Some(Becomes(Draft)),
        (Draft, Issue) => Some(Becomes(Issued)),
        (Draft, Register) => Some(Becomes(Registered)),
        (Draft, Delete) => Some(Gone),
        (Issued | Registered, Revoke) => Some(Becomes(Revoked)),
        (Issued | Registered, Correct) => Some(Becomes(state)),
        (Registered, Annul) => Some(Becomes(Annulled)),
        (Draft | Issued | Registered, Attach) => Some(Becomes(state)),

        (Draft, Revoke | Correct | Annul) | (Issued, Annul) => None,
        (Issued | Registered, Edit | AddClause | EditClauses | Issue | Register | Delete) => None,
        (Superseded | Revoked | Annulled, _) => None,
    }
}

/// Whether the state allows the act now, whatever it would carry; what it leads to.
///
/// The right to do it is another question: see [`crate::domain::rights::may_directive`].
///
/// # Errors
/// [`Refusal::NotInThisState`], or [`Refusal::HasEndedOthers`] where those would stay ended.
pub fn permit(directive: &Directive, act: Act) -> Result<Outcome, Refusal> {
    let state = directive.state;
    let outcome = next(state, act).ok_or(Refusal::NotInThisState { act, state })?;
    if act == Act::Annul && directive.content.links.iter().any(|link| link.ending().is_some()) {
        return Err(Refusal::HasEndedOthers);
    }
    Ok(outcome)
}
