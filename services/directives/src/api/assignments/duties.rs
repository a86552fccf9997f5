use super::view::actions;
use crate::domain::assignment::Assignment;
use crate::domain::fulfilment::Deadline;
use crate::store::assignments::{Beside, Waiting, beside, duties};
use actix_web::get;
use chrono::NaiveDate;
use haicap_kit::http::{Depth, DutiesQuery, List, ListAnswer, ListingView, PageQuery, Problem};
use haicap_reference::{Call, Calls};
use haicap_types::{Duty, DutyWait, Instant, OrganizationCode, ThingLink};
use std::collections::BTreeSet;
use uuid::Uuid;

/// List what waits for the caller
///
/// Work to be done and decisions to be taken, of all organizations that the caller may act for, by due date, undated
/// last. What waited for an organization that has ended waits for its only successor; where several follow it, or none,
/// it is for the receiver to decide who does it (`reassign`). The same shape in every service, so that one screen can show all of them.
#[utoipa::path(
    tag = "me",
    params(DutiesQuery, PageQuery),
    responses((status = 200, description = "A page of duties.", body = ListingView<Duty>))
)]
#[get("/duties")]
pub(super) async fn list_duties(calls: Calls, list: List<DutiesQuery>) -> ListAnswer {
    let calls = calls.0;
    let is_for_himself = list.filter.is_for_himself()?;
    list.pages
        .answer(async move |page| {
            let first = calls.first().ok_or_else(Problem::not_found)?;
            let handler = is_for_himself.then(|| first.caller.person.subject.to_string());
            let after: Option<(Option<NaiveDate>, Uuid)> = page.after()?;
            let (directory, today) = (&first.known.directory, first.known.today);
            let own = calls.iter().flat_map(|call| {
                let own = &call.caller.organization;
                std::iter::once(own).chain(directory.predecessors(own, today))
            });
            let own: BTreeSet<OrganizationCode> = own.cloned().collect();
            let left: Vec<OrganizationCode> = directory.without_heir(today).cloned().collect();
            let waiting = Waiting { organizations: own.into_iter().collect(), left, handler };
            let rows = page.rows();
            let database = &first.host.database;
            let found = page.read(database, async |db| duties(db, &waiting, after, rows).await).await?;
            let (shown, next) = page.cut(found, |(assignment, _)| (assignment.effective_due_on(), assignment.id));
            let mut beside = page
                .read(database, async |db| beside(db, shown.iter().map(|(assignment, _)| assignment)).await)
                .await?;
            let duties = shown.into_iter().filter_map(|(assignment, is_request)| {
                let beside = beside.remove(&assignment.id).unwrap_or_default();
                duty(&calls, assignment, &beside, is_request)
            });
            Ok(page.list(duties.collect(), next))
        })
        .await
}

fn duty(calls: &[Call], mut assignment: Assignment, beside: &Beside, is_request: bool) -> Option<Duty> {
    assignment.last_submission.clone_from(&beside.last_submission);
    let of = |code: &OrganizationCode| calls.iter().find(|call| call.known.stands_for(code));
    let decides = || Some((of(assignment.receiver())?, DutyWait::Decision));
    let moves = || Some((of(assignment.next_mover()?)?, assignment.waits_for()?));
    let (call, waits_for) = if is_request { decides()? } else { moves().or_else(decides)? };
    // A date ends at midnight, unless the clause names a time.
    let time = Deadline::time(beside.clause.as_ref().and_then(|clause| clause.deadline));
    let due_at = assignment.effective_due_on().map(|date| time.on(date));
    Some(Duty {
        service: "directives",
        kind: if is_request { "date_request" } else { "assignment" },
        thing: ThingLink { id: assignment.id, href: format!("/directives/v1/assignments/{}", assignment.id) },
        organization: call.named(&call.caller.organization),
        handler: assignment.handler_subject.clone(),
        due_at: due_at.map(Instant),
        is_overdue: due_at.is_some_and(|due_at| due_at <= call.host.clock.now()),
        waits_for,
        actions: actions(call, &assignment, beside, Depth::Allowed),
        title: assignment.title,
    })
}
