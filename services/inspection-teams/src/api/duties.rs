//! What waits for a caller: as an organization that prepares or decides, and as a member of a team.

use super::decisions::actions as decision_actions;
use super::programmes::actions as programme_actions;
use super::proposals::actions as proposal_actions;
use super::targets::{actions as target_actions, relations as target_relations};
use super::teams::declaring;
use crate::api::call::prepares_for;
use crate::store::duties::{self as store, After, Filter, Things, Waiting};
use crate::store::teams;
use crate::vocabulary::MemberRole;
use actix_web::get;
use chrono::{DateTime, Days, NaiveDate, Utc};
use haicap_kit::Routes;
use haicap_kit::http::{Answer, Depth, DutiesQuery, List, ListAnswer, ListingView, PageQuery, Problem, Query, Reply};
use haicap_reference::{Call, Calls};
use haicap_types::{Action, Duty, DutyCounts, DutyKind, DutySource, DutyThing, Instant, ThingLink, local_midnight};
use uuid::Uuid;

/// The routes.
pub(super) fn routes(routes: &mut Routes<'_>) {
    routes.service(list_duties).service(count_duties);
}

/// List what waits for the caller
///
/// Proposals to rule on, decisions to issue, programmes that were returned or can be launched, targets to announce a decision
/// to, requests for an extension, and declarations of the caller as a member of a team: of all organizations that the caller
/// may act for, by due date, undated last. The same shape in every service, so that one screen can show all of them.
#[utoipa::path(
    tag = "me",
    params(DutiesQuery, PageQuery),
    responses((status = 200, description = "A page of duties.", body = ListingView<Duty>))
)]
#[get("/duties")]
async fn list_duties(calls: Calls, list: List<DutiesQuery>) -> ListAnswer {
    let calls = calls.0;
    let query = list.filter;
    list.pages
        .answer(async move |page| {
            let first = calls.first().ok_or_else(Problem::not_found)?;
            let after: Option<After> = page.after()?;
            let (rows, database) = (page.rows(), &first.host.database);
            let (subject, today) = (&first.caller.person.subject, first.known.today);
            let own = page.read(database, async |db| teams::of_member(db, subject, today).await).await?;
            let Some(filter) = filter(&calls, first, &own, &query) else { return Ok(page.empty()) };
            let found = page.read(database, async |db| store::list(db, &filter, after.as_ref(), rows).await).await?;
            let (found, next) = page.cut(found, |one| After(one.due_on, one.id, one.kind));
            let things = page.read(database, async |db| Things::of(db, &found).await).await?;
            let duties = found.into_iter().map(|one| duty(&calls, first, &own, &things, one));
            Ok(page.list(duties.collect(), next))
        })
        .await
}

/// Count what waits for the caller
///
/// For a badge: the duties of all organizations that the caller may act for, and how many of them are overdue.
#[utoipa::path(
    tag = "me",
    params(DutiesQuery),
    responses((status = 200, description = "How many duties wait.", body = DutyCounts))
)]
#[get("/duties/counts")]
async fn count_duties(calls: Calls, query: Query<DutiesQuery>) -> Answer {
    let calls = calls.0;
    let first = calls.first().ok_or_else(Problem::not_found)?;
    let (subject, today) = (&first.caller.person.subject, first.known.today);
    let own = first.host.database.read(async |db| teams::of_member(db, subject, today).await).await?;
    let counts = match filter(&calls, first, &own, &query.0) {
        Some(filter) => first.host.database.read(async |db| store::count(db, &filter).await).await?,
        None => Vec::new(),
    };
    Ok(Reply::ok(&DutyCounts::of(counts)))
}

/// None for what the caller took personally: nobody takes anything on here.
fn filter(calls: &[Call], first: &Call, own: &[(Uuid, MemberRole)], query: &DutiesQuery) -> Option<Filter> {
    let leads = own.iter().filter(|(_, role)| matches!(role, MemberRole::Head | MemberRole::Deputy));
    query.handler.is_none().then(|| Filter {
        own: calls.iter().flat_map(prepares_for).collect(),
        led: leads.map(|(team, _)| *team).collect(),
        subject: first.caller.person.subject.to_string(),
        today: first.known.today,
        kind: query.kind,
        waits_for: query.waits_for,
        is_overdue: query.is_overdue,
    })
}

/// What the caller may do about a duty now.
fn actions(call: &Call, own: &[(Uuid, MemberRole)], things: &Things, one: &Waiting) -> Vec<Action> {
    let Some(programme) = things.programmes.get(&one.programme) else { return Vec::new() };
    let depth = Depth::Allowed;
    let found = match one.kind {
        DutyKind::Proposal => things.proposals.get(&one.id).map(|thing| proposal_actions(call, thing, depth)),
        DutyKind::Decision => {
            things.decisions.get(&one.id).map(|thing| decision_actions(call, thing, programme, depth))
        }
        DutyKind::Programme => Some(programme_actions(call, programme, depth)),
        DutyKind::Declaration => Some(vec![declaring(one.id)]),
        _ => things.targets.get(&one.id).map(|thing| {
            let held = target_relations(call, thing, programme, own);
            target_actions(call, thing, programme.state, &held, depth)
        }),
    };
    found.unwrap_or_default()
}

fn duty(calls: &[Call], first: &Call, own: &[(Uuid, MemberRole)], things: &Things, one: Waiting) -> Duty {
    // A member of a team acts for whatever organization.
    let call = calls.iter().find(|call| call.known.stands_for(&one.organization)).unwrap_or(first);
    let actions = actions(call, own, things, &one);
    let (kind, noun) = match one.kind {
        DutyKind::Proposal => (DutyThing::Proposal, "proposals"),
        DutyKind::Decision => (DutyThing::Decision, "decisions"),
        DutyKind::Declaration => (DutyThing::Team, "teams"),
        DutyKind::Programme => (DutyThing::Programme, "programmes"),
        _ => (DutyThing::Target, "targets"),
    };
    let href = |noun: &str, id: Uuid| format!("/inspection-teams/v1/{noun}/{id}");
    Duty {
        key: format!("{}/{}", one.kind, one.id),
        service: "inspection-teams",
        kind: one.kind,
        title: one.title.clone(),
        thing: ThingLink { kind, id: one.id, href: href(noun, one.id), version: one.version },
        source: Some(DutySource {
            title: one.title,
            number: None,
            part: None,
            href: href("programmes", one.programme),
        }),
        organization: call.named(&one.organization),
        counterpart: call.named(&one.counterpart),
        waits_for: one.waits_for,
        cause: one.cause,
        remark: one.remark,
        request: None,
        urging: None,
        handler: None,
        due_at: one.due_on.and_then(end_of).map(Instant),
        is_overdue: one.due_on.is_some_and(|due_on| due_on < first.known.today),
        actions,
    }
}

/// The moment at which a day ends.
fn end_of(day: NaiveDate) -> Option<DateTime<Utc>> {
    day.checked_add_days(Days::new(1)).map(local_midnight)
}
