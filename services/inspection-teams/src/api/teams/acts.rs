use super::view::{TeamView, actions, judge, members_of, view};
use super::{expect_conducting, preparation, programme_seen_locked, relations_of};
use crate::domain::programme::Programme;
use crate::domain::rights::may_teams;
use crate::domain::team::{Act, Frame, Refusal, Staff, Team, TeamContent, of_members, permit};
use crate::facts::{TeamEvent, team_event};
use crate::store::{persons, programmes, teams as store};
use crate::vocabulary::ProgrammeState;
use actix_web::{delete, patch, post};
use haicap_kit::http::{Answer, NoContentIn, Path, Problem, Reply, Write, expect_may, patched, possible, refused};
use haicap_kit::{Routes, Stop, Work};
use haicap_reference::Call;
use haicap_types::{Actor, Faults, Signature, Vocabulary as _, Words, pointer};
use serde_json::Value;
use std::collections::HashSet;
use uuid::Uuid;

/// The routes.
pub(super) fn routes(routes: &mut Routes<'_>) {
    routes.service(form_team).service(edit_team).service(dissolve_team);
}

/// Form a team
///
/// By the conducting organization, before the programme is launched. It need not be complete; what keeps a member from a
/// target is refused at once.
#[utoipa::path(
    tag = "teams",
    params(("id" = Uuid, Path, description = "The programme's id.")),
    request_body = TeamContent,
    responses((status = 201, description = "The team.", body = TeamView))
)]
#[post("/programmes/{id}/teams")]
async fn form_team(call: Call, id: Path<Uuid>, write: Write<TeamContent>) -> Answer {
    call.host
        .change(&call.caller, &write.precondition, async |work| {
            let programme = programme_seen_locked(work.db(), &call, id.0).await?;
            may_teams(&Actor::from(&call.caller), &relations_of(&call, &programme))?;
            permit(programme.state, Act::Edit).map_err(|refusal| refuse(&call, &programme, &refusal))?;
            let content = checked(work, &call, &programme, None, write.body.clone()).await?;
            let ordinal = store::next_ordinal(work.db(), programme.id).await?;
            let formed = Signature { by: call.caller.person.subject.to_string(), at: work.now };
            let new = Team { id: Uuid::now_v7(), programme_id: programme.id, ordinal, content, formed, version: 1 };
            store::insert(work.db(), &new).await?;
            count(work, &call, &programme).await?;
            work.publish(team_event(TeamEvent::Formed, None, Some(&new)));
            let location = format!("/inspection-teams/v1/teams/{}", new.id);
            answer(work, &call, &new, &programme, |view| Reply::created(view, location.clone())).await
        })
        .await
}

/// Change a team
///
/// A merge patch of its members, targets and names. Once the programme is running, members are only replaced: whoever leaves
/// gets a last day, whoever comes a first one, both with a reason and not in the past; the targets stay.
#[utoipa::path(
    tag = "teams",
    params(("id" = Uuid, Path, description = "Its id.")),
    request_body(
        content = TeamContent,
        content_type = "application/merge-patch+json",
        example = json!({ "targets": ["DU-25747", "DU-25750"] })
    ),
    responses((status = 200, description = "The team afterwards.", body = TeamView))
)]
#[patch("/teams/{id}")]
async fn edit_team(call: Call, id: Path<Uuid>, write: Write<Value>) -> Answer {
    call.host
        .change(&call.caller, &write.precondition, async |work| {
            let (before, programme) = expect_to(work, &call, id.0, Act::Edit).await?;
            let sent: TeamContent = patched(&before.content, &write.body)?;
            permit(programme.state, Act::Edit).map_err(|refusal| refuse(&call, &programme, &refusal))?;
            let content = checked(work, &call, &programme, Some(before.id), sent).await?;
            if programme.state == ProgrammeState::Running {
                content.expect_only_replaced(&before.content, call.known.today)?;
            }
            let mut team = Team { content, ..before.clone() };
            if !store::save(work.db(), &team).await? {
                return Err(Stop::Lost);
            }
            team.version += 1;
            count(work, &call, &programme).await?;
            work.publish(team_event(TeamEvent::Changed, Some(&before), Some(&team)));
            answer(work, &call, &team, &programme, Reply::ok).await
        })
        .await
}

/// Dissolve a team
///
/// By the conducting organization, before the programme is launched.
#[utoipa::path(
    tag = "teams",
    params(("id" = Uuid, Path, description = "Its id.")),
    responses((status = 204, description = "It is gone."))
)]
#[delete("/teams/{id}")]
async fn dissolve_team(call: Call, id: Path<Uuid>, write: Write<NoContentIn>) -> Answer {
    call.host
        .change(&call.caller, &write.precondition, async |work| {
            let (team, programme) = expect_to(work, &call, id.0, Act::Dissolve).await?;
            permit(programme.state, Act::Dissolve).map_err(|refusal| refuse(&call, &programme, &refusal))?;
            store::remove(work.db(), team.id).await?;
            count(work, &call, &programme).await?;
            work.publish(team_event(TeamEvent::Dissolved, Some(&team), None));
            Ok(Reply::no_content())
        })
        .await
}

/// A team on which an act is carried out, with its programme, which is locked first.
async fn expect_to(work: &Work<'_>, call: &Call, id: Uuid, act: Act) -> Result<(Team, Programme), Stop> {
    let found = store::find(work.db(), id).await?.ok_or_else(Problem::not_found)?;
    let programme = programme_seen_locked(work.db(), call, found.programme_id).await?;
    expect_conducting(call, &programme)?;
    let team = store::find(work.db(), id).await?.ok_or_else(Problem::not_found)?;
    let right = may_teams(&Actor::from(&call.caller), &relations_of(call, &programme));
    expect_may(act, right, Ok::<(), Refusal>(()), &work.precondition.if_match, team.version)?;
    Ok((team, programme))
}

/// What was sent, in the form in which it is kept, if nothing keeps a member from a target.
async fn checked(
    work: &Work<'_>,
    call: &Call,
    programme: &Programme,
    own: Option<Uuid>,
    sent: TeamContent,
) -> Result<TeamContent, Stop> {
    let ids: Vec<Uuid> = sent.members.iter().map(|one| one.person).collect();
    let files = persons::kept(work.db(), call.known.stood_for(), ids).await?;
    let known: HashSet<Uuid> = files.keys().copied().collect();
    let frame = Frame { directory: &call.known.directory, persons: &known };
    let mut faults = Faults::default();
    let content = sent.checked(frame)?;
    let prepared = preparation(work.db(), call, programme).await?;
    let mut others = prepared.teams.iter();
    faults.expect(own.is_some() || others.len() < TEAMS_MAX, "", TOO_MANY_TEAMS);
    let is_taken = others.any(|other| Some(other.id) != own && other.content.symbol == content.symbol);
    faults.expect(!is_taken, "/symbol", SYMBOL_TAKEN);
    let staff = Staff { persons: &files, ..prepared.staff(&call.known.directory, call.known.today) };
    // Who has left may go where they like.
    let members = content.members.iter().filter(|one| one.to.is_none_or(|last| call.known.today <= last));
    for found in of_members(members, &content.targets, staff).into_iter().filter(|one| one.kind.is_error()) {
        let place = content.members.iter().position(|one| Some(one.person) == found.person).unwrap_or_default();
        let words = found.kind.words();
        let about = found.target.map(|code| format!(" ({code})")).unwrap_or_default();
        let words = Words::with(format!("{}{about}", words.vi), format!("{}{about}", words.en));
        faults.note(pointer(&[&"members", &place, &"person"]), words);
    }
    Ok(faults.done(content)?)
}

/// Counts the change at the programme, so that nobody launches teams that they have not seen.
async fn count(work: &Work<'_>, call: &Call, programme: &Programme) -> Result<(), Stop> {
    Ok(programmes::count_change_of_teams(work.db(), programme, &call.caller.person.subject).await?)
}

async fn answer(
    work: &Work<'_>,
    call: &Call,
    team: &Team,
    programme: &Programme,
    reply: impl Fn(&TeamView) -> Reply,
) -> Result<Reply, Stop> {
    let persons = persons::names(work.db(), members_of(std::slice::from_ref(team))).await?;
    Ok(reply(&view(call, team, &persons, actions(call, team, programme))).version(team.version))
}

fn refuse(call: &Call, programme: &Programme, refusal: &Refusal) -> Problem {
    refused(refusal, || possible(Act::ALL, judge(call, programme)))
}

/// Most teams of a programme.
const TEAMS_MAX: usize = 100;

const TOO_MANY_TEAMS: Words =
    Words::new("Mỗi chương trình có tối đa 100 tổ.", "A programme must have at most 100 teams.");
const SYMBOL_TAKEN: Words =
    Words::new("Ký hiệu này đã có ở tổ khác của chương trình.", "Another team of the programme has this symbol.");
