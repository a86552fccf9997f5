use super::sight::{Seen, seen};
use super::view::{judge, view};
use crate::api::programmes::preparation;
use crate::domain::Reason;
use crate::domain::declaration::Standing;
use crate::domain::programme::Programme;
use crate::domain::rights::may_target;
use crate::domain::target::{Act, Command, Refusal, Staffing, Target, clock, decide, permit, two_people};
use crate::domain::team::of_members;
use crate::facts::target_event;
use crate::store::targets::Beside;
use crate::store::{declarations, programmes, targets as store};
use crate::vocabulary::MemberRole;
use chrono::NaiveDate;
use haicap_kit::http::{Answer, Precondition, Problem, Reply, expect_may, possible, refused};
use haicap_kit::{Stop, Work};
use haicap_reference::Call;
use haicap_types::{Actor, Faults, Vocabulary as _, Words, local_date};
use uuid::Uuid;

/// What was sent with an act.
pub(super) enum Sent {
    /// The day of the announcement.
    Announce(Result<NaiveDate, Faults>),
    /// How many days more, and why.
    RequestExtension(Result<(u16, Reason), Faults>),
    /// A command that needs nothing more.
    Whole(Result<Command, Faults>),
}

/// Carries out an act: the conditions in the order of answers, then decide, save, and tell. Answers with the target.
pub(super) async fn carry_out(call: &Call, id: Uuid, precondition: &Precondition, act: Act, sent: Sent) -> Answer {
    let actor = Actor::from(&call.caller);
    call.host
        .change(&call.caller, precondition, async |work| {
            let read = store::surroundings(work.db(), id, &actor.subject, call.known.today).await?;
            let found = read.and_then(|read| seen(call, read)).ok_or_else(Problem::not_found)?;
            let Seen { target: before, held, beside } = found;
            let right = may_target(&actor, act, &held);
            expect_may(act, right, two_people(&before, act, &actor), &precondition.if_match, before.version)?;
            // Nobody calls the programme off or changes the team meanwhile.
            let programme = programmes::lock(work.db(), before.programme_id).await?.ok_or_else(Problem::not_found)?;
            let state = programme.state;
            let refuse =
                |refusal: Refusal| refused(&refusal, || possible(Act::ALL, judge(call, &before, state, &held)));
            let command = match &sent {
                Sent::Whole(command) => command.clone()?,
                Sent::RequestExtension(sent) => {
                    let (days, reason) = sent.clone()?;
                    let last_day = clock(&before, call.known.directory.calendar(), call.known.today).due_on;
                    Command::RequestExtension { last_day, days, reason }
                }
                Sent::Announce(on) => {
                    let on = on.clone()?;
                    permit(&before, state, act, &actor).map_err(refuse)?;
                    Command::Announce { on, staffing: staffing(work, call, &programme, &before).await? }
                }
            };
            let mut after = decide(&before, state, command, &actor, work.now).map_err(refuse)?;
            if !store::save(work.db(), &after).await? {
                return Err(Stop::Lost);
            }
            after.version += 1;
            work.publish(target_event(act, &after));
            Ok(Reply::ok(&view(call, &after, &held, Beside { state, ..beside })).version(after.version))
        })
        .await
}

/// What stands in the way of a team at a target today.
async fn staffing(work: &Work<'_>, call: &Call, programme: &Programme, target: &Target) -> Result<Staffing, Stop> {
    let prepared = preparation(work.db(), call, programme).await?;
    let said = declarations::of_team(work.db(), target.team_id).await?;
    let team = prepared.team(target.team_id).ok_or_else(Problem::not_found)?;
    let staff = prepared.staff(&call.known.directory, call.known.today);
    let standing = |person: &Uuid| {
        said.get(person).map_or(Standing::Undeclared, |one| {
            one.standing(&target.organization, &call.known.directory, call.known.today)
        })
    };
    // Whoever said that they are not independent stays away.
    let there: Vec<_> =
        team.members_on(call.known.today).filter(|one| standing(&one.person) != Standing::Excepted).collect();
    let name = |person: Uuid| staff.persons.get(&person).map(|details| details.name.clone()).unwrap_or_default();
    let undeclared = there.iter().filter(|one| standing(&one.person) == Standing::Undeclared);
    let has_head = there.iter().any(|one| matches!(one.role, MemberRole::Head | MemberRole::Deputy));
    let undeclared = undeclared.map(|one| name(one.person)).collect();
    let declared_on = there.iter().filter_map(|one| said.get(&one.person)).map(|one| local_date(one.declared.at)).max();
    let kept = of_members(there, std::slice::from_ref(&target.organization), staff);
    let kept = kept.into_iter().filter(|one| one.kind.is_error()).map(|one| {
        let (name, words) = (one.person.map(name).unwrap_or_default(), one.kind.words());
        Words::with(format!("{name}: {}", words.vi), format!("{name}: {}", words.en))
    });
    Ok(Staffing { undeclared, kept: kept.collect(), has_head, declared_on })
}
