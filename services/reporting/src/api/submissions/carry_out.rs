use super::view::{created, reply};
use crate::api::obligations::carry_out::{Subject, carry_out_with as carry_out_about};
use crate::domain::obligation::{Act, Command};
use crate::store::cases::Target;
use haicap_kit::Stop;
use haicap_kit::http::{Answer, Precondition, Reply};
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
    carry_out_with(call, about, precondition, act, sent, async |_, command| Ok(command.clone())).await
}

/// The same where `gather` makes the command of what was sent and of what else it needs.
pub(in crate::api) async fn carry_out_with<S>(
    call: &Call,
    about: Target,
    precondition: &Precondition,
    act: Act,
    sent: Result<S, Faults>,
    gather: impl AsyncFn(&Subject<'_>, &S) -> Result<Command, Stop>,
) -> Answer {
    carry_out_about(call, about, precondition, act, sent, gather, async |found, db| match act {
        Act::Discard => Ok(Reply::no_content()),
        Act::Draft | Act::ReportNothing => created(call, found, db).await,
        _ => reply(call, found, db).await,
    })
    .await
}
