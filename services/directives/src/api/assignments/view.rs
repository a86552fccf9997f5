use crate::api::refs::DirectiveRef;
use crate::domain::assignment::{Act, Assignment, Circumstances, Refusal, SubmissionRef, permit};
use crate::domain::follow_up::DateRequest;
use crate::domain::fulfilment::Deadline;
use crate::domain::health::{Marks, bucket, health, is_overdue};
use crate::domain::rights::{Relation, may, relations};
use crate::store::assignments::Beside;
use crate::vocabulary::{
    AssignmentState, Bucket, ClauseKind, DateRequestKind, DueBasis, Health, Implementation, ProductKind,
};
use chrono::NaiveDate;
use haicap_kit::http::{Depth, Hindrance, actions as offered};
use haicap_reference::Call;
use haicap_types::{Action, Actor, Cadence, Instant, Named, OrganizationCode, PersonView, Urgency, Vocabulary};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// What one organization owes to another.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct AssignmentView {
    /// Its id.
    pub(super) id: Uuid,
    /// How often it has been saved; part of the ETag.
    pub(super) version: i32,
    /// The directive that it comes from; null where no document brought it about.
    #[schema(required)]
    pub(super) directive: Option<DirectiveRef>,
    /// The clause that it comes from; null in the same case.
    #[schema(required)]
    pub(super) clause: Option<ClauseRef>,
    /// The assignment that it is a child of; null for a root.
    #[schema(required)]
    pub(super) parent_id: Option<Uuid>,
    /// The uppermost assignment of its tree; its own id for a root.
    pub(super) root_id: Uuid,
    /// The kind of its clause, which says when it is done.
    pub(super) kind: ClauseKind,
    /// What is to be done.
    #[schema(example = "Đẩy nhanh việc sắp xếp tổ chức bên trong các sở, ngành")]
    pub(super) title: String,
    /// What sort of product is wanted; null if none is.
    #[schema(required)]
    pub(super) product_kind: Option<ProductKind>,
    /// The product in words.
    #[schema(required)]
    pub(super) product: Option<String>,
    /// How fast.
    pub(super) urgency: Urgency,
    /// The organization that leads and answers for it.
    pub(super) accountable: Named,
    /// The organization that carries it out, where another one does.
    #[schema(required)]
    pub(super) executing: Option<Named>,
    /// The organizations that help.
    pub(super) coordinating: Vec<Named>,
    /// The organizations that follow it.
    pub(super) monitoring: Vec<Named>,
    /// The organization that decides on it; null for an event duty that names no receiver.
    #[schema(required)]
    pub(super) reports_to: Option<Named>,
    /// The organization that issued the directive.
    pub(super) issuer: Named,
    /// How often a continuing duty is reviewed; null for others.
    #[schema(required)]
    pub(super) cadence: Option<Cadence>,
    /// When within its cycle a continuing duty falls due; null where its clause does not say.
    #[schema(required)]
    pub(super) deadline: Option<Deadline>,
    /// Where it stands.
    pub(super) state: AssignmentState,
    /// Its health; null where health does not apply.
    #[schema(required)]
    pub(super) health: Option<Health>,
    /// The official statistical group.
    pub(super) bucket: Bucket,
    /// Whether the date that counts has passed.
    pub(super) is_overdue: bool,
    /// Where its due date comes from, or how far the agreement on one has come.
    pub(super) due_basis: DueBasis,
    /// The date in force; it ends at midnight at +07:00. Null while none is.
    #[schema(required)]
    pub(super) due_on: Option<NaiveDate>,
    /// The first date that was ever in force.
    #[schema(required)]
    pub(super) original_due_on: Option<NaiveDate>,
    /// How many extensions were granted.
    #[schema(minimum = 0)]
    pub(super) extensions: i32,
    /// When the oldest unfulfilled period of a continuing duty falls due.
    #[schema(required)]
    pub(super) next_fulfilment_due_on: Option<NaiveDate>,
    /// The request for a date that waits for a decision; null if none does.
    #[schema(required)]
    pub(super) pending_request: Option<PendingRequestView>,
    /// The person who took it; null if nobody did.
    #[schema(required)]
    pub(super) handler: Option<PersonView>,
    /// How much is done, 0 to 100: of a parent, the mean of its leaves that are neither withdrawn nor closed.
    #[schema(minimum = 0, maximum = 100)]
    pub(super) percent: i16,
    /// How many percent of its leaves that are not withdrawn were implemented; null without children.
    #[schema(required, minimum = 0, maximum = 100)]
    pub(super) implemented_percent: Option<i16>,
    /// Its children.
    pub(super) children: ChildrenView,
    /// The last submission; null if there was none.
    #[schema(required)]
    pub(super) last_submission: Option<SubmissionRefView>,
    /// How many pieces of evidence the next submission has so far; 0 once there can be none.
    #[schema(minimum = 0)]
    pub(super) next_evidence: u32,
    /// The clauses whose constraints bind it: accepting ticks each of them.
    pub(super) constraints: Vec<Uuid>,
    /// When the present accountable organization was given it.
    pub(super) assigned_at: Instant,
    /// When that organization acknowledged it.
    #[schema(required)]
    pub(super) acknowledged_at: Option<Instant>,
    /// When work began.
    #[schema(required)]
    pub(super) started_at: Option<Instant>,
    /// When it was accepted.
    #[schema(required)]
    pub(super) completed_at: Option<Instant>,
    /// When it came to its end, whichever one.
    #[schema(required)]
    pub(super) ended_at: Option<Instant>,
    /// When the accountable or the executing organization last acted on it, or last got it.
    pub(super) last_update_at: Instant,
    /// Whether the accepted submission was made by the date then in force; null until completed.
    #[schema(required)]
    pub(super) is_on_time: Option<bool>,
    /// Whether its directive still asks for it: it is in force, or has ended and left the assignment in force.
    #[schema(example = true)]
    pub(super) is_in_force: bool,
    /// What the caller may do now, and why not the rest; in lists only what is allowed.
    pub(super) actions: Vec<Action>,
}

/// The clause that an assignment comes from.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ClauseRef {
    /// Its id.
    pub(super) id: Uuid,
    /// How the document names it.
    #[schema(example = "1.1")]
    pub(super) label: String,
}

/// A request for a date that waits for a decision.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct PendingRequestView {
    /// The first date, or a later one.
    pub(super) kind: DateRequestKind,
    /// The date asked for.
    pub(super) due_on: NaiveDate,
    /// Why.
    #[schema(example = "Cần lấy ý kiến các đơn vị trước khi trình.")]
    pub(super) reason: String,
    /// The person who asked; another one decides.
    pub(super) requested_by: PersonView,
    /// When.
    pub(super) requested_at: Instant,
}

/// The children of an assignment.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ChildrenView {
    /// How many.
    #[schema(minimum = 0)]
    pub(super) total: i32,
    /// How many of them are open: while any is, the parent cannot be submitted.
    #[schema(minimum = 0)]
    pub(super) open: i32,
}

/// A submission, as far as deciding on it needs.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct SubmissionRefView {
    /// Its number within the assignment, from 1.
    #[schema(minimum = 1)]
    pub(super) number: i32,
    /// The hash of its content: accepting names it.
    #[schema(example = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")]
    pub(super) hash: String,
    /// What it says of the work.
    pub(super) result: Implementation,
    /// The person who submitted it; another one accepts.
    pub(super) submitted_by: PersonView,
    /// When it was made.
    pub(super) submitted_at: Instant,
}

/// The view of an assignment for a caller.
pub(super) fn view(
    call: &Call,
    marks: &Marks,
    mut assignment: Assignment,
    beside: Beside,
    depth: Depth,
) -> AssignmentView {
    assignment.last_submission.clone_from(&beside.last_submission);
    let actions = actions(call, &assignment, &beside, depth);
    compose(call, assignment, beside, marks, actions)
}

fn compose(call: &Call, assignment: Assignment, beside: Beside, marks: &Marks, actions: Vec<Action>) -> AssignmentView {
    let named = |code| call.named(code);
    let instant = |moment: Option<_>| moment.map(Instant);
    AssignmentView {
        id: assignment.id,
        version: assignment.version,
        directive: assignment.directive_id.zip(beside.directive).map(DirectiveRef::from),
        deadline: beside.clause.as_ref().and_then(|clause| clause.deadline),
        clause: assignment.clause_id.zip(beside.clause).map(|(id, clause)| ClauseRef { id, label: clause.label }),
        parent_id: assignment.parent_id,
        root_id: assignment.root_id,
        kind: assignment.clause_kind,
        health: health(&assignment, marks),
        bucket: bucket(&assignment, marks.today),
        is_overdue: is_overdue(&assignment, marks.today),
        accountable: named(&assignment.accountable),
        executing: assignment.executing.as_ref().map(named),
        coordinating: assignment.coordinating.iter().map(named).collect(),
        monitoring: assignment.monitoring.iter().map(named).collect(),
        reports_to: assignment.reports_to.as_ref().map(named),
        issuer: named(&assignment.issuer),
        product_kind: assignment.product_kind,
        urgency: assignment.urgency,
        cadence: assignment.cadence,
        state: assignment.state,
        due_basis: assignment.due_basis,
        due_on: assignment.due_on,
        original_due_on: assignment.original_due_on,
        extensions: assignment.extensions,
        next_fulfilment_due_on: assignment.next_fulfilment_due_on,
        pending_request: beside.circumstances.pending_request.map(|one| PendingRequestView::new(call, one)),
        handler: assignment.handler_subject.map(|subject| call.person(&subject)),
        percent: beside.rolled_up.unwrap_or(assignment.percent),
        implemented_percent: beside.implemented,
        children: ChildrenView { total: assignment.children, open: assignment.open_children },
        last_submission: beside.last_submission.map(|last| SubmissionRefView::new(call, last)),
        next_evidence: beside.circumstances.evidence,
        constraints: beside.circumstances.binding_constraints,
        assigned_at: Instant(assignment.assigned_at),
        acknowledged_at: instant(assignment.acknowledged_at),
        started_at: instant(assignment.started_at),
        completed_at: instant(assignment.completed_at),
        ended_at: instant(assignment.ended_at),
        last_update_at: Instant(assignment.last_update_at),
        is_on_time: assignment.is_on_time,
        is_in_force: assignment.is_in_force,
        title: assignment.title,
        product: assignment.product,
        actions,
    }
}

impl PendingRequestView {
    fn new(call: &Call, request: DateRequest) -> Self {
        Self {
            kind: request.kind,
            due_on: request.due_on,
            reason: request.reason.into(),
            requested_by: call.person(&request.requested_by),
            requested_at: Instant(request.requested_at),
        }
    }
}

impl SubmissionRefView {
    fn new(call: &Call, last: SubmissionRef) -> Self {
        Self {
            number: last.number,
            hash: last.hash,
            result: last.result,
            submitted_by: call.person(&last.submitted_by),
            submitted_at: Instant(last.at),
        }
    }
}

/// What the caller may do now, and why not the rest.
pub(super) fn actions(call: &Call, assignment: &Assignment, beside: &Beside, depth: Depth) -> Vec<Action> {
    if depth == Depth::Nothing {
        return Vec::new();
    }
    let href = |_| format!("/directives/v1/assignments/{}", assignment.id);
    offered(call.language, depth, Act::ALL, href, judge(call, assignment, &beside.circumstances))
}

/// Judges acts: first the right to it, then what the assignment allows.
pub(super) fn judge(
    call: &Call,
    assignment: &Assignment,
    circumstances: &Circumstances,
) -> impl Fn(Act) -> Result<(), Hindrance<Refusal>> {
    let actor = Actor::from(&call.caller);
    let relations = relations_of(call, assignment);
    move |act| {
        may(&actor, act, &relations).map_err(Hindrance::Denial)?;
        permit(assignment, act, &actor, circumstances).map(drop).map_err(Hindrance::Refusal)
    }
}

/// All that the caller's organization has to do with an assignment.
pub(super) fn relations_of(call: &Call, assignment: &Assignment) -> Vec<Relation> {
    let known = &call.known;
    let stands_for = |code: &OrganizationCode| known.stands_for(code);
    let oversees = assignment.parties().any(|code| !stands_for(code) && known.sight.sees(code));
    relations(assignment, stands_for, oversees)
}
