use super::view::{created, reply};
use crate::api::obligations::carry_out::carry_out_with as carry_out_about;
use crate::domain::obligation::{Act, Command};
use crate::store::cases::{KeptCase, Target};
use haicap_kit::http::{Answer, Precondition, Problem, Reply};
use haicap_reference::Call;
use haicap_types::Faults;

/// Carries out an act on a submission, or one that begins it, and answers with the submission.
pub(super) async fn carry_out(
    call: &Call,
    about: Target,
    precondition: &Precondition,
    act: Act,
    sent: Result<Command, Faults>,
) -> Answer {
    carry_out_with(call, about, precondition, act, sent, |_, command| Ok(command.clone())).await
}

/// The same where `gather` makes the command of what was sent and of the case as it stands.
pub(in crate::api) async fn carry_out_with<S>(
    call: &Call,
    about: Target,
    precondition: &Precondition,
    act: Act,
    sent: Result<S, Faults>,
    gather: impl Fn(&KeptCase, &S) -> Result<Command, Problem>,
) -> Answer {
    carry_out_about(call, about, precondition, act, sent, gather, |found| match act {
        Act::Discard => Ok(Reply::no_content()),
        Act::Draft | Act::ReportNothing => created(call, found),
        _ => reply(call, found),
    })
    .await
}
