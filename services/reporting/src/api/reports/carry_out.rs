use super::events::{Served, act_event};
use super::is_seen;
use super::view::view;
use crate::domain::report::{Act, Command, decide, legal_acts, permit, two_people};
use crate::domain::rights::may_report;
use crate::store::reports::{self as store, KeptReport};
use crate::store::{obligations, periods, regimes};
use haicap_kit::db::Db;
use haicap_kit::http::{Answer, Precondition, Problem, Reply, expect_may, refused};
use haicap_kit::{Stop, Work};
use haicap_reference::Call;
use haicap_types::Actor;
use uuid::Uuid;

/// Carries out an act: the conditions in the order of answers, then decide, save, and tell.
pub(super) async fn carry_out(
    call: &Call,
    id: Uuid,
    precondition: &Precondition,
    act: Act,
    command: impl AsyncFn(&KeptReport, Db<'_>) -> Result<Command, Stop>,
) -> Answer {
    let actor = Actor::from(&call.caller);
    call.host
        .change(&call.caller, precondition, async |work| {
            let found = store::find(work.db(), id).await?.filter(|kept| is_seen(call, kept));
            let mut kept = found.ok_or_else(Problem::not_found)?;
            let owed = obligations::find(work.db(), kept.report.obligation_id).await?.ok_or_else(Problem::not_found)?;
            let right = may_report(&actor, act, &owed.obligation.owed_by, &owed.obligation.receiver);
            let person = two_people(&kept.report, act, &actor);
            expect_may(act, right, person, &precondition.if_match, kept.report.version)?;
            let refused = |refusal| refused(&refusal, || legal_acts(&kept.report, &owed.obligation, &actor, work.now));
            permit(&kept.report, &owed.obligation, act, &actor, work.now).map_err(refused)?;
            let command = command(&kept, work.db()).await?;
            let change = decide(&kept.report, &owed.obligation, command, &actor, work.now).map_err(refused)?;
            kept.report = change.report;
            if !store::save(work.db(), &mut kept.report).await? {
                return Err(Stop::Lost);
            }
            if let Some(obligation) = &change.obligation
                && !obligations::save_alone(work.db(), obligation).await?
            {
                return Err(Stop::Lost);
            }
            if change.lapses_request {
                obligations::lapse_request(work.db(), kept.report.obligation_id).await?;
            }
            if act == Act::Refresh {
                kept.is_stale = false;
            }
            tell(work, act, &kept).await?;
            Ok(Reply::ok(&view(call, &kept, work.db()).await?).version(kept.report.version))
        })
        .await
}

async fn tell(work: &mut Work<'_>, act: Act, kept: &KeptReport) -> Result<(), Stop> {
    let served = if matches!(act, Act::Send | Act::Acknowledge) {
        // The clause is the one that the period was opened for, whatever the regime says now.
        let period = periods::find(work.db(), kept.report.period_id).await?;
        let regime = regimes::find(work.db(), &kept.report.regime).await?;
        let clause = period.and_then(|period| period.serves_clause);
        Served { clause, frequency: regime.map(|regime| regime.thing.frequency) }
    } else {
        Served::default()
    };
    if let Some(event) = act_event(act, kept, &served) {
        work.publish(event);
    }
    Ok(())
}
