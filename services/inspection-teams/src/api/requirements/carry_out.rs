use super::sight::is_seen;
use super::view::{judge, view};
use crate::domain::requirement::{Act, Command, decide, two_people};
use crate::domain::rights::may;
use crate::facts::act_event;
use crate::store::requirements as store;
use haicap_kit::Stop;
use haicap_kit::http::{Answer, Precondition, Problem, Reply, expect_may, possible, refused};
use haicap_reference::Call;
use haicap_types::{Actor, Faults, Vocabulary as _};
use uuid::Uuid;

/// Carries out an act: the conditions in the order of answers, then decide, save, and tell. Answers with the requirement.
pub(super) async fn carry_out(
    call: &Call,
    id: Uuid,
    precondition: &Precondition,
    act: Act,
    sent: Result<Command, Faults>,
) -> Answer {
    let actor = Actor::from(&call.caller);
    call.host
        .change(&call.caller, precondition, async |work| {
            let found = store::find(work.db(), id).await?.filter(|one| is_seen(call, one));
            let before = found.ok_or_else(Problem::not_found)?;
            let (right, person) = (may(&actor, act, &before), two_people(&before, act, &actor));
            expect_may(act, right, person, &precondition.if_match, before.version)?;
            let command = sent.clone()?;
            let refused = |refusal| refused(&refusal, || possible(Act::ALL, judge(call, &before)));
            let mut after = decide(&before, command, &actor, work.now).map_err(refused)?;
            if !store::save(work.db(), &after).await? {
                return Err(Stop::Lost);
            }
            after.version += 1;
            work.publish(act_event(act, &after));
            Ok(Reply::ok(&view(call, &after)).version(after.version))
        })
        .await
}
