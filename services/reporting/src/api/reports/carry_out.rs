use super::sight::is_seen;
use super::view::{judge, view};
use crate::domain::obligation::Obligation;
use crate::domain::report::{Act, Command, KeptReport, decide, permit, two_people};
use crate::domain::rights::may_report;
use crate::store::obligations;
use crate::store::reports as store;
use crate::work::reports::apply;
use haicap_kit::Stop;
use haicap_kit::db::Db;
use haicap_kit::http::{Answer, Precondition, Problem, Reply, expect_may, possible, refused};
use haicap_reference::Call;
use haicap_types::{Actor, Faults, Vocabulary as _};
use uuid::Uuid;

/// What an act needs to become a command: the report as it stands, and the transaction's connection.
pub(super) struct Subject<'a> {
    /// The report.
    pub(super) kept: &'a KeptReport,
    /// The transaction's connection.
    pub(super) db: Db<'a>,
}

/// Carries out an act, and answers with the report.
pub(super) async fn carry_out(
    call: &Call,
    id: Uuid,
    precondition: &Precondition,
    act: Act,
    sent: Result<Command, Faults>,
) -> Answer {
    carry_out_with(call, id, precondition, act, sent, async |_, command| Ok(command.clone())).await
}

/// Carries out an act: the conditions in the order of answers, then decide, save, and tell. `gather` makes the command of
/// what was sent and of what else it needs.
pub(super) async fn carry_out_with<S>(
    call: &Call,
    id: Uuid,
    precondition: &Precondition,
    act: Act,
    sent: Result<S, Faults>,
    gather: impl AsyncFn(&Subject<'_>, &S) -> Result<Command, Stop>,
) -> Answer {
    let actor = Actor::from(&call.caller);
    call.host
        .change(&call.caller, precondition, async |work| {
            let (kept, owed) = seen_with_obligation(call, work.db(), id).await?;
            let right = may_report(&actor, act, &owed.owed_by, &owed.receiver);
            let person = two_people(&kept.report, act, &actor);
            expect_may(act, right, person, &precondition.if_match, kept.report.version)?;
            let sent = sent.as_ref().map_err(Faults::clone)?;
            let refused = |refusal| refused(&refusal, || possible(Act::ALL, judge(call, &kept.report, &owed)));
            permit(&kept.report, &owed, act, &actor, work.now).map_err(refused)?;
            let command = gather(&Subject { kept: &kept, db: work.db() }, sent).await?;
            let change = decide(&kept.report, &owed, command, &actor, work.now).map_err(refused)?;
            let obligation = change.obligation.clone().unwrap_or(owed);
            let (kept, events) = apply(work.db(), act, kept, change).await?.ok_or(Stop::Lost)?;
            events.into_iter().for_each(|event| work.publish(event));
            Ok(Reply::ok(&view(call, &kept, &obligation)?).version(kept.report.version))
        })
        .await
}

/// A report that the caller sees, and the obligation that it answers.
///
/// # Errors
/// 404.
pub(super) async fn seen_with_obligation(call: &Call, db: Db<'_>, id: Uuid) -> Result<(KeptReport, Obligation), Stop> {
    let found = store::find(db, id).await?.filter(|kept| is_seen(call, kept));
    let kept = found.ok_or_else(Problem::not_found)?;
    let owed = obligations::find(db, kept.report.obligation_id).await?.ok_or_else(Problem::not_found)?;
    Ok((kept, owed.obligation))
}
