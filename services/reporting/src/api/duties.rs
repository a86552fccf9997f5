use super::obligations::view::actions;
use crate::domain::obligation::{Act, Case};
use crate::store::obligations::{self as store, After, KeptObligation};
use crate::store::requests;
use actix_web::get;
use haicap_kit::Routes;
use haicap_kit::http::{Depth, DutiesQuery, List, ListAnswer, ListingView, PageQuery, Problem};
use haicap_reference::{Call, Calls};
use haicap_types::{Duty, DutyWait, Instant, OrganizationCode, ThingLink};
use std::collections::HashMap;
use uuid::Uuid;

/// The routes.
pub(super) fn routes(routes: &mut Routes<'_>) {
    routes.service(list_duties);
}

/// List what waits for the caller
///
/// Reports to be sent, sent ones to be judged, and requests to be decided on, of all organizations that the caller may act
/// for, by due date. The same shape in every service, so that one screen can show all of them.
#[utoipa::path(
    tag = "me",
    params(DutiesQuery, PageQuery),
    responses((status = 200, description = "A page of duties.", body = ListingView<Duty>))
)]
#[get("/duties")]
async fn list_duties(calls: Calls, list: List<DutiesQuery>) -> ListAnswer {
    let calls = calls.0;
    // Nobody takes a report on as a personal task.
    let is_for_himself = list.filter.is_for_himself()?;
    list.pages
        .answer(async move |page| {
            let first = calls.first().ok_or_else(Problem::not_found)?;
            if is_for_himself {
                return Ok(page.empty());
            }
            let after: Option<After> = page.after()?;
            let own: Vec<OrganizationCode> = calls.iter().map(|call| call.caller.organization.clone()).collect();
            let (rows, now) = (page.rows(), first.host.clock.now());
            let database = &first.host.database;
            let found =
                page.read(database, async |db| store::duties(db, &own, after.as_ref(), now, rows).await).await?;
            let (found, next) = page.cut(found, |(kept, _)| After(kept.obligation.due_at(), kept.obligation.id));
            let ids: Vec<Uuid> = found.iter().map(|(kept, _)| kept.obligation.id).collect();
            let pending = page.read(database, async |db| requests::pending_of(db, ids.clone()).await).await?;
            let mut pending: HashMap<Uuid, _> = pending.into_iter().collect();
            let duties = found.into_iter().filter_map(|(kept, is_request)| {
                let pending = pending.remove(&kept.obligation.id);
                let case = Case::bare(kept.obligation.clone(), pending);
                duty(&calls, &kept, &case, is_request)
            });
            Ok(page.list(duties.collect(), next))
        })
        .await
}

fn duty(calls: &[Call], kept: &KeptObligation, case: &Case, is_request: bool) -> Option<Duty> {
    let one = &kept.obligation;
    let judges = is_request || one.correction().is_none() && one.effective_submission.is_some();
    let (organization, waits_for) =
        if judges { (&one.receiver, DutyWait::Decision) } else { (&one.owed_by, DutyWait::Work) };
    let call = calls.iter().find(|call| call.caller.organization == *organization)?;
    let (noun, id) = match one.latest.filter(|_| !is_request) {
        Some(latest) => ("submissions", latest.id),
        None => ("obligations", one.id),
    };
    Some(Duty {
        service: "reporting",
        kind: match (is_request, waits_for) {
            (true, _) => "request",
            (false, DutyWait::Decision) => "submission",
            (false, DutyWait::Work) => "obligation",
        },
        title: format!("{} ({})", kept.title, kept.period),
        thing: ThingLink { id, href: format!("/reporting/v1/{noun}/{id}") },
        organization: call.named(organization),
        handler: None,
        due_at: Some(Instant(one.due_at())),
        is_overdue: one.is_overdue(call.host.clock.now()),
        waits_for,
        actions: actions(call, case, Act::OF_OBLIGATIONS, Depth::Allowed),
    })
}
