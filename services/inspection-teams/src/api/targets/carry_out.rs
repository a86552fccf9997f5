use super::sight::seen;
use super::view::{judge, view};
use crate::domain::declaration::Standing;
use crate::domain::rights::may_target;
use crate::domain::target::{Act, Command, Refusal, Staffing, Target, decide, permit, two_people};
use crate::domain::team::of_members;
use crate::facts::target_event;
use crate::store::{declarations, programmes, targets as store};
use crate::vocabulary::MemberRole;
use chrono::NaiveDate;
use haicap_kit::http::{Answer, Precondition, Problem, Reply, expect_may, possible, refused};
use haicap_kit::{Stop, Work};
use haicap_reference::Call;
use haicap_types::{Actor, Faults, Vocabulary as _, Words};
use uuid::Uuid;

use crate::api::programmes::{no_rules, prepared};

/// What was sent with an act.
pub(super) enum Sent {
    /// The day of the announcement.
    Announce(Result<NaiveDate, Faults>),
    /// A command that needs nothing more.
    Whole(Result<Command, Faults>),
}

/// Carries out an act: the conditions in the order of answers, then decide, save, and tell. Answers with the target.
pub(super) async fn carry_out(call: &Call, id: Uuid, precondition: &Precondition, act: Act, sent: Sent) -> Answer {
    let actor = Actor::from(&call.caller);
    call.host
        .change(&call.caller, precondition, async |work| {
            let found = seen(work.db(), call, id).await?.ok_or_else(Problem::not_found)?;
            let (before, held, beside) = found;
            let right = may_target(&actor, act, &held);
            expect_may(act, right, two_people(&before, act, &actor), &precondition.if_match, before.version)?;
            let refuse = |refusal: Refusal| refused(&refusal, || possible(Act::ALL, judge(call, &before, &held)));
            let command = match &sent {
                Sent::Whole(command) => command.clone()?,
                Sent::Announce(on) => {
                    let on = on.clone()?;
                    permit(&before, act, &actor).map_err(refuse)?;
                    Command::Announce { on, staffing: staffing(work, call, &before).await? }
                }
            };
            let mut after = decide(&before, command, &actor, work.now).map_err(refuse)?;
            if !store::save(work.db(), &after).await? {
                return Err(Stop::Lost);
            }
            after.version += 1;
            work.publish(target_event(act, &after));
            Ok(Reply::ok(&view(call, &after, &held, beside)).version(after.version))
        })
        .await
}

/// What stands in the way of a team at a target today. Nobody changes the team meanwhile.
async fn staffing(work: &Work<'_>, call: &Call, target: &Target) -> Result<Staffing, Stop> {
    let programme = programmes::lock(work.db(), target.programme_id).await?.ok_or_else(Problem::not_found)?;
    let prepared = prepared(work.db(), call, &programme).await?.ok_or_else(no_rules)?;
    let said = declarations::of_team(work.db(), target.team_id).await?;
    let team = prepared.team(target.team_id).ok_or_else(Problem::not_found)?;
    let staff = prepared.staff(call);
    let standing =
        |person: &Uuid| said.get(person).map_or(Standing::Undeclared, |one| one.standing(&target.organization));
    // Whoever said that they are not independent stays away.
    let there: Vec<_> =
        team.members_on(call.known.today).filter(|one| standing(&one.person) != Standing::Excepted).collect();
    let name = |person: Uuid| staff.persons.get(&person).map(|details| details.name.clone()).unwrap_or_default();
    let undeclared = there.iter().filter(|one| standing(&one.person) == Standing::Undeclared);
    let has_head = there.iter().any(|one| matches!(one.role, MemberRole::Head | MemberRole::Deputy));
    let undeclared = undeclared.map(|one| name(one.person)).collect();
    let kept = of_members(there, std::slice::from_ref(&target.organization), staff);
    let kept = kept.into_iter().filter(|one| one.kind.is_error()).map(|one| {
        let (name, words) = (one.person.map(name).unwrap_or_default(), one.kind.words());
        Words::with(format!("{name}: {}", words.vi), format!("{name}: {}", words.en))
    });
    Ok(Staffing { undeclared, kept: kept.collect(), has_head })
}
