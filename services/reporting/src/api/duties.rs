use super::obligations::view::actions;
use super::reports::view::{actions as report_actions, drawing};
use crate::domain::obligation::{Act, Case, GrantRequest};
use crate::domain::report::Report;
use crate::store::obligations::{self as store, AfterDuty, DutyFilter, Waiting, duties};
use crate::store::waiting::Beside;
use crate::vocabulary::ConsolidatedReportState;
use actix_web::get;
use haicap_kit::Routes;
use haicap_kit::http::{Answer, Depth, DutiesQuery, List, ListAnswer, ListingView, PageQuery, Problem, Query, Reply};
use haicap_reference::{Call, Calls};
use haicap_types::{
    Action, Duty, DutyCause, DutyCounts, DutyKind, DutyRequest, DutySource, DutyThing, Instant, ThingLink,
    Vocabulary as _,
};

/// The routes.
pub(super) fn routes(routes: &mut Routes<'_>) {
    routes.service(list_duties).service(count_duties);
}

/// List what waits for the caller
///
/// Reports to be sent, sent ones to be reviewed, requests to be decided on, and consolidated reports on their way, of
/// all organizations that the caller may act for, by due date. The same shape in every service, so that one screen can
/// show all of them. Whether a draft can be submitted depends on its figures: the submission itself says it.
#[utoipa::path(
    tag = "me",
    params(DutiesQuery, PageQuery),
    responses((
        status = 200, description = "A page of duties.", body = ListingView<Duty>,
        example = json!({
            "items": [{
                "key": "submission/0199b6a0-0000-7000-8000-000000000000", "service": "reporting", "kind": "submission",
                "title": "Báo cáo tuần về sắp xếp, xử lý trụ sở dôi dư",
                "thing": {
                    "kind": "submission", "id": "0199b6a0-0000-7000-8000-000000000001",
                    "href": "/reporting/v1/submissions/0199b6a0-0000-7000-8000-000000000001", "version": 3,
                },
                "source": {
                    "title": "Báo cáo tuần về sắp xếp, xử lý trụ sở dôi dư", "number": null, "part": "2025-W41",
                    "href": "/reporting/v1/regimes/premises-weekly",
                },
                "organization": { "code": "BTC", "name_vi": "Ban Tổ chức", "name_en": "Organization Commission" },
                "counterpart": { "code": "DU-25747", "name_vi": "Đảng ủy phường", "name_en": "Ward Party committee" },
                "waits_for": "decision", "cause": "submitted", "remark": null, "request": null, "urging": null,
                "handler": null, "due_at": "2025-10-13T17:00:00+07:00", "is_overdue": false,
                "actions": [{
                    "name": "accept", "is_allowed": true, "method": "POST",
                    "href": "/reporting/v1/submissions/0199b6a0-0000-7000-8000-000000000001/accept",
                    "needs_if_match": true, "takes_body": true, "reason": null,
                }],
            }],
            "next_cursor": null, "actions": [],
        }),
    ))
)]
#[get("/duties")]
async fn list_duties(calls: Calls, list: List<DutiesQuery>) -> ListAnswer {
    let calls = calls.0;
    let query = list.filter;
    list.pages
        .answer(async move |page| {
            let first = calls.first().ok_or_else(Problem::not_found)?;
            let Some(filter) = filter(&calls, first, &query) else { return Ok(page.empty()) };
            let after: Option<AfterDuty> = page.after()?;
            let rows = page.rows();
            let database = &first.host.database;
            let found = page.read(database, async |db| duties(db, &filter, after.as_ref(), rows).await).await?;
            let (found, next) =
                page.cut(found, |one| AfterDuty(one.kept.obligation.due_at(), one.kept.obligation.id, one.kind));
            let beside = page.read(database, async |db| Beside::of(db, &found).await).await?;
            let duties = found.into_iter().filter_map(|waiting| duty(&calls, waiting, &beside));
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
    let counts = match filter(&calls, first, &query.0) {
        Some(filter) => first.host.database.read(async |db| store::count_duties(db, &filter).await).await?,
        None => Vec::new(),
    };
    Ok(Reply::ok(&DutyCounts::of(counts)))
}

/// None for what the caller took personally: nobody takes a report on as a personal task.
fn filter(calls: &[Call], first: &Call, query: &DutiesQuery) -> Option<DutyFilter> {
    query.handler.is_none().then(|| DutyFilter {
        own: calls.iter().map(|call| call.caller.organization.clone()).collect(),
        kind: query.kind,
        waits_for: query.waits_for,
        is_overdue: query.is_overdue,
        now: first.host.clock.now(),
    })
}

fn duty(calls: &[Call], waiting: Waiting, beside: &Beside) -> Option<Duty> {
    let submission = waiting.submission().and_then(|id| beside.submissions.get(&id)).cloned();
    let Waiting { kept, kind, waits_for, remark } = waiting;
    let one = &kept.obligation;
    let id = one.id;
    let report = beside.reports.get(&id).filter(|_| kind == DutyKind::ConsolidatedReport);
    let is_received = match kind {
        DutyKind::Request | DutyKind::Submission => true,
        _ => report.is_some_and(|report| report.state == ConsolidatedReportState::Sent),
    };
    let (organization, counterpart) =
        if is_received { (&one.receiver, &one.organization) } else { (&one.owed_by, &one.receiver) };
    let call = calls.iter().find(|call| call.caller.organization == *organization)?;
    let pending = beside.pending.get(&id).filter(|_| kind == DutyKind::Request).cloned();
    let request = pending.as_ref().map(|request| request_view(call, request));
    let case = Case { submission, ..Case::bare(one.clone(), pending) };
    let (thing, actions) = thing(call, kind, &case, report);
    Some(Duty {
        key: format!("{kind}/{id}"),
        service: "reporting",
        kind,
        title: kept.title.clone(),
        thing,
        source: Some(DutySource {
            title: kept.title.clone(),
            number: None,
            part: Some(kept.period.clone()),
            href: format!("/reporting/v1/regimes/{}", one.regime),
        }),
        organization: call.named(organization),
        counterpart: call.named(counterpart),
        waits_for,
        cause: cause(kind, &case, report, remark.is_some()),
        remark,
        request,
        urging: None,
        handler: None,
        due_at: Some(Instant(one.due_at())),
        is_overdue: one.due_at() <= call.host.clock.now(),
        actions,
    })
}

/// What the caller acts on, and how.
fn thing(call: &Call, kind: DutyKind, case: &Case, report: Option<&Report>) -> (ThingLink, Vec<Action>) {
    let one = &case.obligation;
    let link = |kind, noun, id, version| ThingLink { kind, id, href: format!("/reporting/v1/{noun}/{id}"), version };
    let of_obligation = |actions| (link(DutyThing::Obligation, "obligations", one.id, one.version), actions);
    match (kind, report, &case.submission) {
        (DutyKind::ConsolidatedReport, Some(report), _) => (
            link(DutyThing::ConsolidatedReport, "consolidated-reports", report.id, report.version),
            report_actions(call, report, one, Depth::Allowed),
        ),
        (DutyKind::ConsolidatedReport, None, _) => of_obligation(drawing(call, one, Depth::Allowed)),
        (DutyKind::Submission | DutyKind::Obligation, _, Some(submission)) => {
            let mut acts = Act::ALL.to_vec();
            // Whether it has errors is not read here.
            acts.retain(|act| *act != Act::Submit);
            (
                link(DutyThing::Submission, "submissions", submission.id, one.version),
                actions(call, case, &acts, Depth::Allowed),
            )
        }
        _ => of_obligation(actions(call, case, Act::OF_OBLIGATIONS, Depth::Allowed)),
    }
}

fn cause(kind: DutyKind, case: &Case, report: Option<&Report>, is_returned: bool) -> DutyCause {
    match (kind, report) {
        (DutyKind::Request, _) => DutyCause::Requested,
        (DutyKind::Submission, _) => DutyCause::Submitted,
        (DutyKind::ConsolidatedReport, Some(report)) => match report.state {
            ConsolidatedReportState::ForApproval => DutyCause::ForApproval,
            ConsolidatedReportState::Approved => DutyCause::Approved,
            ConsolidatedReportState::Sent => DutyCause::Submitted,
            _ if is_returned => DutyCause::Returned,
            _ => DutyCause::UnderWay,
        },
        _ if is_returned => DutyCause::Returned,
        _ if case.obligation.latest.is_some() => DutyCause::UnderWay,
        _ => DutyCause::New,
    }
}

fn request_view(call: &Call, request: &GrantRequest) -> DutyRequest {
    DutyRequest {
        kind: request.kind.word(),
        until: request.until.map(Instant),
        reason: request.reason.clone(),
        by: call.person(&request.requested.by),
        at: Instant(request.requested.at),
    }
}
