use super::view::actions;
use crate::domain::assignment::Assignment;
use crate::domain::fulfilment::Deadline;
use crate::store::assignments::{Beside, beside, duties};
use actix_web::get;
use chrono::NaiveDate;
use haicap_kit::http::{Depth, DutiesQuery, List, ListAnswer, ListingView, PageQuery, Problem};
use haicap_reference::{Call, Calls};
use haicap_types::{Duty, DutyWait, Instant, OrganizationCode, ThingLink};
use uuid::Uuid;

/// List what waits for the caller
///
/// Work to be done and decisions to be taken, of all organizations that the caller may act for, by due date, undated
/// last. The same shape in every service, so that one screen can show all of them.
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
            let own: Vec<OrganizationCode> = calls.iter().map(|call| call.caller.organization.clone()).collect();
            let rows = page.rows();
            let database = &first.host.database;
            let found = page.read(database, async |db| duties(db, &own, handler.as_deref(), after, rows).await).await?;
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
    let (organization, waits_for) = if is_request {
        (assignment.receiver().clone(), DutyWait::Decision)
    } else {
        (assignment.next_mover()?.clone(), assignment.waits_for()?)
    };
    let call = calls.iter().find(|call| call.caller.organization == organization)?;
    // A date ends at midnight, unless the clause names a time.
    let time = Deadline::time(beside.clause.as_ref().and_then(|clause| clause.deadline));
    let due_at = assignment.effective_due_on().map(|date| time.on(date));
    Some(Duty {
        service: "directives",
        kind: if is_request { "date_request" } else { "assignment" },
        thing: ThingLink { id: assignment.id, href: format!("/directives/v1/assignments/{}", assignment.id) },
        organization: call.named(&organization),
        handler: assignment.handler_subject.clone(),
        due_at: due_at.map(Instant),
        is_overdue: due_at.is_some_and(|due_at| due_at <= call.host.clock.now()),
        waits_for,
        actions: actions(call, &assignment, beside, Depth::Allowed),
        title: assignment.title,
    })
}
