use super::gather::{preparation, written};
use super::input::{LaunchIn, OpenRoundIn, ProposeIn};
use super::sight::{relations_of, seen_locked};
use super::view::{judge, view};
use crate::domain::programme::{Act, Command, Parties, Plan, Programme, decide, permit, two_people};
use crate::domain::proposal::{Paper, Proposal};
use crate::domain::rights::may_programme;
use crate::facts::{cancelled_event, programme_event};
use crate::store::{decisions, programmes as store, proposals, targets};
use haicap_kit::http::{Answer, Precondition, Problem, Reply, expect_may, patched, possible, refused};
use haicap_kit::{Stop, Work};
use haicap_reference::Call;
use haicap_types::{Actor, Faults, ListCode, Vocabulary as _};
use serde_json::Value;
use uuid::Uuid;

/// What was sent with an act, before anything is looked up for it.
pub(super) enum Sent {
    /// A merge patch of the plan.
    Edit(Value),
    /// How it is proposed.
    Propose(ProposeIn),
    /// Which teams are known.
    Launch(LaunchIn),
    /// Which round begins.
    OpenRound(OpenRoundIn),
    /// A command that needs nothing more.
    Whole(Result<Command, Faults>),
}

/// Carries out an act: the conditions in the order of answers, then decide, save, and tell. Answers with the programme.
pub(super) async fn carry_out(call: &Call, id: Uuid, precondition: &Precondition, act: Act, sent: Sent) -> Answer {
    let actor = Actor::from(&call.caller);
    call.host
        .change(&call.caller, precondition, async |work| {
            let before = seen_locked(work.db(), call, id).await?;
            let right = may_programme(&actor, act, &relations_of(call, &before));
            expect_may(act, right, two_people(&before, act, &actor), &precondition.if_match, before.version)?;
            let refuse = |refusal| refused(&refusal, || possible(Act::ALL, judge(call, &before)));
            // Nothing is looked up in vain.
            let command = match &sent {
                Sent::Whole(command) => command.clone()?,
                Sent::Launch(launch) => {
                    launch.read()?;
                    permit(&before, act, &actor).map_err(refuse)?;
                    launching(work, call, &before, launch).await?
                }
                Sent::OpenRound(OpenRoundIn { round }) => {
                    permit(&before, act, &actor).map_err(refuse)?;
                    let is_opened = targets::is_opened(work.db(), id, round).await?;
                    let (directory, today) = (&call.known.directory, call.known.today);
                    let coverage = preparation(work.db(), call, &before).await?.coverage(&before, directory, today);
                    Command::OpenRound { round: round.clone(), is_opened, today, coverage }
                }
                Sent::Edit(patch) => {
                    permit(&before, act, &actor).map_err(refuse)?;
                    let plan: Plan = patched(&before.plan, patch)?;
                    let parties = Parties { conducting: before.conducting.clone(), deciding: before.deciding.clone() };
                    Command::Edit(Box::new(
                        written(work.db(), call, &parties, "", plan, &before.plan.requirements).await?,
                    ))
                }
                Sent::Propose(sent) => {
                    sent.read(call.known.today)?;
                    Command::Propose
                }
            };
            let after = decide(&before, command, &actor).map_err(refuse)?;
            if let Sent::Propose(sent) = &sent {
                propose(work, call, &actor, &after, sent.read(call.known.today)?).await?;
            }
            if let Sent::OpenRound(OpenRoundIn { round }) = &sent {
                open(work, call, &after, round).await?;
            }
            if act == Act::Cancel {
                let told = targets::announced(work.db(), id).await?;
                told.iter().for_each(|target| work.publish(cancelled_event(target)));
            }
            let round = if let Sent::OpenRound(sent) = &sent { Some(&sent.round) } else { None };
            save(work, call, act, round, after).await
        })
        .await
}

/// Writes the targets of a round.
async fn open(work: &Work<'_>, call: &Call, programme: &Programme, round: &ListCode) -> Result<(), Stop> {
    let decision = decisions::of_programme(work.db(), programme.id).await?.ok_or_else(Problem::not_found)?;
    let known = (&*call.known.directory, call.known.today);
    let prepared = preparation(work.db(), call, programme).await?;
    let opened = prepared.targets(programme, &decision, round, known, Uuid::now_v7);
    Ok(targets::insert_all(work.db(), &opened).await?)
}

async fn save(
    work: &mut Work<'_>,
    call: &Call,
    act: Act,
    round: Option<&ListCode>,
    mut after: Programme,
) -> Result<Reply, Stop> {
    if !store::save(work.db(), &after).await? {
        return Err(Stop::Lost);
    }
    after.version += 1;
    work.publish(programme_event(act, round, &after));
    let beside = store::beside(work.db(), vec![after.id]).await?.remove(&after.id).unwrap_or_default();
    Ok(Reply::ok(&view(call, &after, beside)).version(after.version))
}

/// What the teams of a programme look like that is to be launched.
async fn launching(work: &Work<'_>, call: &Call, before: &Programme, sent: &LaunchIn) -> Result<Command, Stop> {
    let prepared = preparation(work.db(), call, before).await?;
    let (directory, today) = (&call.known.directory, call.known.today);
    Ok(Command::Launch {
        teams_version: sent.teams_version,
        coverage: prepared.coverage(before, directory, today),
        faults: prepared.faults(directory, today),
        override_reason: sent.read()?,
    })
}

/// Puts a programme before the deciding organization, as it is now.
async fn propose(work: &Work<'_>, call: &Call, actor: &Actor, programme: &Programme, paper: Paper) -> Result<(), Stop> {
    let prepared = preparation(work.db(), call, programme).await?;
    // What was written under other rules is checked against those of today.
    let parties = Parties { conducting: programme.conducting.clone(), deciding: programme.deciding.clone() };
    written(work.db(), call, &parties, "", programme.plan.clone(), &programme.plan.requirements).await?;
    let snapshot = prepared.snapshot(programme, paper, call.known.today);
    // Nobody rules on what they wrote, or on their own place in a team.
    let mut contributors = programme.contributors.clone();
    contributors.extend(prepared.subjects());
    contributors.sort_unstable();
    contributors.dedup();
    let proposal = Proposal::submitted(Uuid::now_v7(), snapshot, contributors, actor, work.now);
    Ok(proposals::insert(work.db(), &proposal).await?)
}
