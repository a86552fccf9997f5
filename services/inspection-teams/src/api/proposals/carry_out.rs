use super::input::ApproveIn;
use super::is_seen;
use super::traffic::organizations_of;
use super::view::{judge, relations_of, view};
use crate::api::programmes::rules_on;
use crate::domain::decision::{Decision, PackVersionRef};
use crate::domain::programme::{Programme, meetings};
use crate::domain::proposal::{Act, Command, Proposal, decide, permit, programme_after, two_people};
use crate::domain::rights::may_proposal;
use crate::facts::ruled_event;
use crate::store::{decisions, programmes, proposals as store};
use haicap_kit::db::{Db, lock_name};
use haicap_kit::http::{Answer, Precondition, Problem, Reply, expect_may, possible, refused};
use haicap_kit::{Stop, Work};
use haicap_reference::Call;
use haicap_types::{Actor, Faults, Vocabulary as _};
use uuid::Uuid;

/// What was sent with an act.
pub(super) enum Sent {
    /// What was read, and which other programmes are known.
    Approve(ApproveIn),
    /// A command that needs nothing more.
    Whole(Result<Command, Faults>),
}

/// Carries out an act: the conditions in the order of answers, then decide, save, and tell. Answers with the proposal.
pub(super) async fn carry_out(call: &Call, id: Uuid, precondition: &Precondition, act: Act, sent: Sent) -> Answer {
    let actor = Actor::from(&call.caller);
    call.host
        .change(&call.caller, precondition, async |work| {
            let (before, programme) = seen_locked(work.db(), call, id).await?;
            let right = may_proposal(&actor, act, &relations_of(call, &before));
            expect_may(act, right, two_people(&before, act, &actor), &precondition.if_match, before.version)?;
            let refuse = |refusal| refused(&refusal, || possible(Act::ALL, judge(call, &before)));
            let command = match &sent {
                Sent::Approve(sent) => {
                    sent.check()?;
                    permit(&before, act, &actor).map_err(refuse)?;
                    let pack = rules_on(work.db(), call, &before.snapshot.deciding, call.known.today).await?;
                    let in_force = PackVersionRef { code: pack.code, version: pack.version };
                    // Two programmes that are approved at once would not see each other.
                    lock_name(work.db(), "traffic").await?;
                    let others = programmes::at(work.db(), organizations_of(call, &before)).await?;
                    let mut unknown = meetings(&programme, &others, &call.known.directory, call.known.today);
                    unknown.retain(|one| !sent.known_programmes.contains(&one.programme));
                    Command::Approve { hash: sent.hash.clone(), in_force, unknown }
                }
                Sent::Whole(command) => command.clone()?,
            };
            let mut after = decide(&before, command, &actor, work.now).map_err(refuse)?;
            if !store::save(work.db(), &after).await? {
                return Err(Stop::Lost);
            }
            after.version += 1;
            follow(work, act, &after, programme).await?;
            Ok(Reply::ok(&view(call, &after)).version(after.version))
        })
        .await
}

/// What a ruling means for the programme: its state, and a decision where it was approved.
async fn follow(work: &mut Work<'_>, act: Act, proposal: &Proposal, mut programme: Programme) -> Result<(), Stop> {
    programme.state = programme_after(act);
    if !programmes::save(work.db(), &programme).await? {
        return Err(Stop::Lost);
    }
    if let (Act::Approve, Some(ruled)) = (act, &proposal.ruled) {
        let decision = Decision {
            id: Uuid::now_v7(),
            programme_id: proposal.programme_id,
            proposal_id: proposal.id,
            rule_pack: proposal.snapshot.rule_pack.clone(),
            approved: ruled.signature.clone(),
            issued: None,
            version: 1,
        };
        decisions::insert(work.db(), &decision).await?;
    }
    work.publish(ruled_event(act, proposal, &programme));
    Ok(())
}

/// A proposal that the caller may see, with its programme, which is locked first, as by everybody who changes either.
async fn seen_locked(db: Db<'_>, call: &Call, id: Uuid) -> Result<(Proposal, Programme), Problem> {
    let found = store::find(db, id).await?.filter(|one| is_seen(call, one)).ok_or_else(Problem::not_found)?;
    let programme = programmes::lock(db, found.programme_id).await?.ok_or_else(Problem::not_found)?;
    let proposal = store::find(db, id).await?.ok_or_else(Problem::not_found)?;
    Ok((proposal, programme))
}
