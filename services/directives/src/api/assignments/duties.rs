use super::view::actions;
use crate::domain::assignment::Assignment;
use crate::domain::follow_up::DateRequest;
use crate::store::assignments::{self as store, AfterDuty, Beside, Branch, DutyFilter, Said, beside, duties, said};
use crate::vocabulary::AssignmentState;
use actix_web::get;
use haicap_kit::http::{Answer, Depth, DutiesQuery, List, ListAnswer, ListingView, PageQuery, Problem, Query, Reply};
use haicap_reference::{Call, Calls};
use haicap_types::{
    DayTime, Duty, DutyCause, DutyCounts, DutyKind, DutyRequest, DutySource, DutyThing, DutyUrging, DutyWait, Instant,
    OrganizationCode, ThingLink, Vocabulary as _,
};
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
    responses((
        status = 200, description = "A page of duties.", body = ListingView<Duty>,
        example = json!({
            "items": [{
                "key": "assignment/0199b6a0-0000-7000-8000-000000000000", "service": "directives", "kind": "assignment",
                "title": "Đẩy nhanh việc sắp xếp tổ chức bên trong các sở, ngành",
                "thing": {
                    "kind": "assignment", "id": "0199b6a0-0000-7000-8000-000000000000",
                    "href": "/directives/v1/assignments/0199b6a0-0000-7000-8000-000000000000", "version": 7,
                },
                "source": {
                    "title": "Kết luận về vận hành mô hình chính quyền địa phương 2 cấp", "number": "45-KL/TU",
                    "part": "1.1", "href": "/directives/v1/directives/0199b6a0-0000-7000-8000-000000000001",
                },
                "organization": { "code": "SNV", "name_vi": "Sở Nội vụ", "name_en": "Department of Home Affairs" },
                "counterpart": { "code": "TT", "name_vi": "Thường trực Thành ủy", "name_en": "Standing Body" },
                "waits_for": "work", "cause": "returned", "remark": "Chưa có số liệu của các phòng chuyên môn.",
                "request": null,
                "urging": {
                    "message": "Đề nghị gửi lại trong tuần này.",
                    "organization": { "code": "BTC", "name_vi": "Ban Tổ chức", "name_en": "Organization Commission" },
                    "at": "2025-10-14T08:30:00+07:00",
                },
                "handler": { "subject": "snv.officer", "name": "Nguyễn Văn An" },
                "due_at": "2025-10-16T00:00:00+07:00", "is_overdue": false,
                "actions": [{
                    "name": "submit", "is_allowed": true, "method": "POST",
                    "href": "/directives/v1/assignments/0199b6a0-0000-7000-8000-000000000000/submit",
                    "needs_if_match": false, "takes_body": true, "reason": null,
                }],
            }],
            "next_cursor": null, "actions": [],
        }),
    ))
)]
#[get("/duties")]
pub(super) async fn list_duties(calls: Calls, list: List<DutiesQuery>) -> ListAnswer {
    let calls = calls.0;
    let query = list.filter;
    list.pages
        .answer(async move |page| {
            let first = calls.first().ok_or_else(Problem::not_found)?;
            let filter = filter(&calls, first, &query);
            let after: Option<AfterDuty> = page.after()?;
            let rows = page.rows();
            let database = &first.host.database;
            let found = page.read(database, async |db| duties(db, &filter, after.as_ref(), rows).await).await?;
            let place = |(one, branch): &(Assignment, Branch)| AfterDuty(one.effective_due_on(), one.id, *branch);
            let (shown, next) = page.cut(found, place);
            let beside = page
                .read(database, async |db| beside(db, shown.iter().map(|(assignment, _)| assignment)).await)
                .await?;
            let ids: Vec<Uuid> = shown.iter().map(|(assignment, _)| assignment.id).collect();
            let said = page.read(database, async |db| said(db, ids.clone()).await).await?;
            // Several may be about one assignment.
            let duties = shown.into_iter().filter_map(|(assignment, branch)| {
                let (beside, said) = (beside.get(&assignment.id)?.clone(), said.get(&assignment.id)?.clone());
                duty(&calls, assignment, beside, said, branch == Branch::Request)
            });
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
pub(super) async fn count_duties(calls: Calls, query: Query<DutiesQuery>) -> Answer {
    let calls = calls.0;
    let first = calls.first().ok_or_else(Problem::not_found)?;
    let filter = filter(&calls, first, &query.0);
    let counts = first.host.database.read(async |db| store::count_duties(db, &filter).await).await?;
    Ok(Reply::ok(&DutyCounts::of(counts)))
}

fn filter(calls: &[Call], first: &Call, query: &DutiesQuery) -> DutyFilter {
    let (directory, today) = (&first.known.directory, first.known.today);
    let own: BTreeSet<OrganizationCode> = calls.iter().flat_map(|call| call.known.stood_for()).collect();
    DutyFilter {
        organizations: own.into_iter().collect(),
        left: directory.without_heir(today).cloned().collect(),
        handler: query.handler.map(|_| first.caller.person.subject.to_string()),
        kind: query.kind,
        waits_for: query.waits_for,
        is_overdue: query.is_overdue,
        now: first.host.clock.now(),
    }
}

fn duty(calls: &[Call], mut assignment: Assignment, beside: Beside, said: Said, is_request: bool) -> Option<Duty> {
    assignment.last_submission.clone_from(&beside.last_submission);
    let of = |code: &OrganizationCode| calls.iter().find(|call| call.known.stands_for(code));
    let decides = || Some((of(assignment.receiver())?, DutyWait::Decision));
    let moves = || Some((of(assignment.next_mover()?)?, assignment.waits_for()?));
    let own_move = if is_request { None } else { moves() };
    let is_left = !is_request && own_move.is_none();
    let (call, waits_for) = own_move.or_else(decides)?;
    let counterpart = match waits_for {
        DutyWait::Work => assignment.receiver(),
        DutyWait::Decision => assignment.doer(),
    };
    let Said { urging, is_returned, remark, due_time } = said;
    let due_at = assignment.effective_due_on().map(|date| due_time.on(date));
    let kind = if is_request { DutyKind::DateRequest } else { DutyKind::Assignment };
    let request = beside.circumstances.pending_request.clone().filter(|_| is_request);
    Some(Duty {
        key: format!("{kind}/{}", assignment.id),
        service: "directives",
        kind,
        thing: ThingLink {
            kind: DutyThing::Assignment,
            id: assignment.id,
            href: format!("/directives/v1/assignments/{}", assignment.id),
            version: assignment.version,
        },
        organization: call.named(&call.caller.organization),
        counterpart: call.named(counterpart),
        waits_for,
        cause: match (is_request, is_left) {
            (true, _) => DutyCause::Requested,
            (_, true) => DutyCause::OrganizationEnded,
            _ => cause(&assignment, is_returned),
        },
        remark: remark.filter(|_| !is_request),
        request: request.map(|request| request_view(call, request)),
        urging: urging.filter(|_| !is_request).map(|(message, organization, at)| DutyUrging {
            message: message.into(),
            organization: call.named(&organization),
            at: Instant(at),
        }),
        handler: assignment.handler_subject.as_ref().map(|subject| call.person(subject)),
        due_at: due_at.map(Instant),
        is_overdue: due_at.is_some_and(|due_at| due_at <= call.host.clock.now()),
        actions: actions(call, &assignment, &beside, Depth::Allowed),
        source: assignment.directive_id.zip(beside.directive).map(|(id, directive)| DutySource {
            title: directive.title,
            number: directive.number,
            part: beside.clause.map(|clause| clause.label),
            href: format!("/directives/v1/directives/{id}"),
        }),
        title: assignment.title,
    })
}

fn cause(assignment: &Assignment, is_returned: bool) -> DutyCause {
    match assignment.state {
        AssignmentState::Declined => DutyCause::Declined,
        AssignmentState::Submitted => DutyCause::Submitted,
        _ if is_returned => DutyCause::Returned,
        AssignmentState::Assigned | AssignmentState::Acknowledged => DutyCause::New,
        _ => DutyCause::UnderWay,
    }
}

fn request_view(call: &Call, request: DateRequest) -> DutyRequest {
    DutyRequest {
        kind: request.kind.word(),
        until: Some(Instant(DayTime::END.on(request.due_on))),
        reason: request.reason.into(),
        by: call.person(&request.requested_by),
        at: Instant(request.requested_at),
    }
}
