use crate::domain::assignment::{Assignment, Change, Fact};
use crate::domain::fulfilment::Fulfilment;
use haicap_kit::EventKind;
use haicap_kit::events::{Event, difference};
use haicap_types::OrganizationCode;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// The fact that an assignment was made.
#[must_use]
pub fn assigned_event(assignment: &Assignment) -> Event {
    let data = json!({
        "directive_id": assignment.directive_id,
        "clause_id": assignment.clause_id,
        "parent_id": assignment.parent_id,
        "version": assignment.version,
        "before": null,
        "after": facts(assignment),
        "detail": {},
    });
    Event::new("directives.assignment.assigned", "assignment", assignment.id).concerns(assignment.parties()).data(&data)
}

/// The fact that periods of a continuing duty were opened; none where none were.
pub(crate) fn period_event<'a>(duty: &Assignment, periods: impl Iterator<Item = &'a Fulfilment>) -> Option<Event> {
    let periods: Vec<Value> =
        periods.map(|one| json!({ "period": one.period.to_string(), "due_on": one.due_on })).collect();
    if periods.is_empty() {
        return None;
    }
    let data = json!({
        "directive_id": duty.directive_id,
        "clause_id": duty.clause_id,
        "parent_id": duty.parent_id,
        "version": duty.version + 1,
        "before": {},
        "after": {},
        "detail": { "periods": periods },
    });
    Some(Event::new(PERIODS_OPENED, "assignment", duty.id).concerns(duty.parties()).data(&data))
}

/// Told by the service itself, when the calendar has come so far.
const PERIODS_OPENED: &str = "directives.assignment.periods_opened";

/// The fact that something happened to an assignment.
pub(crate) fn change_event(before: &Assignment, change: &Change) -> Event {
    let after = &change.assignment;
    let (old, new) = difference(&facts(before), &facts(after));
    let data = json!({
        "directive_id": after.directive_id,
        "clause_id": after.clause_id,
        "parent_id": after.parent_id,
        "version": before.version + 1,
        "before": old,
        "after": new,
        "detail": detail(&change.fact),
    });
    let concerned: BTreeSet<&OrganizationCode> = before.parties().chain(after.parties()).collect();
    let event = Event::new(change.fact.kind(), "assignment", after.id).concerns(concerned).data(&data);
    match (&change.fact, &after.handler_name) {
        (Fact::Taken { .. }, Some(name)) => event.person("handler_name", name),
        _ => event,
    }
}

fn facts(assignment: &Assignment) -> Value {
    json!({
        "state": assignment.state,
        "accountable": assignment.accountable,
        "executing": assignment.executing,
        "reports_to": assignment.reports_to,
        "due_basis": assignment.due_basis,
        "due_on": assignment.due_on,
        "extensions": assignment.extensions,
        "next_fulfilment_due_on": assignment.next_fulfilment_due_on,
        "handler": assignment.handler_subject,
        "percent": assignment.percent,
        "children": assignment.children,
        "is_on_time": assignment.is_on_time,
    })
}

/// What the kind of the fact does not say: codes, ids, dates and hashes, no texts of people.
fn detail(fact: &Fact) -> Value {
    match fact {
        Fact::DateRequested(request) => json!({ "due_on": request.due_on }),
        Fact::DateDecided(decision) => json!({ "due_on": decision.request.due_on, "state": decision.state }),
        Fact::Submitted(submission) => {
            json!({ "submission": submission.number, "hash": submission.hash, "result": submission.result,
                    "submitted_by": submission.submitted_by })
        }
        Fact::Judged(judgement) => {
            json!({ "submission": judgement.submission, "verdict": judgement.verdict,
                    "close_reason": judgement.close_reason })
        }
        Fact::EvidenceAdded { evidence, submission } => {
            json!({ "submission": submission, "evidence_kind": evidence.source.kind() })
        }
        Fact::Urged { addressee, .. } => json!({ "addressee": addressee }),
        Fact::ChildrenAdded(children) => {
            json!({ "children": children.iter().map(|child| child.id).collect::<Vec<_>>() })
        }
        Fact::FulfilmentSet(fulfilment) => {
            json!({ "period": fulfilment.period.to_string(), "due_on": fulfilment.due_on })
        }
        Fact::Acknowledged
        | Fact::Declined { .. }
        | Fact::Taken { .. }
        | Fact::Started
        | Fact::ProgressReported(_)
        | Fact::Reassigned { .. }
        | Fact::Withdrawn { .. }
        | Fact::ReceiverChanged { .. } => json!({}),
    }
}

/// The facts about assignments.
pub(super) fn event_kinds() -> Vec<EventKind> {
    let data = json!({
        "type": "object",
        "required": ["directive_id", "clause_id", "parent_id", "version", "before", "after", "detail"],
        "properties": {
            "directive_id": { "type": ["string", "null"], "format": "uuid" },
            "clause_id": { "type": ["string", "null"], "format": "uuid" },
            "parent_id": { "type": ["string", "null"], "format": "uuid" },
            "version": { "type": "integer", "description": "The assignment's version afterwards." },
            "before": { "type": ["object", "null"], "description": "The fields that changed, as they were." },
            "after": { "type": "object", "description": "The same fields, as they are." },
            "detail": { "type": "object", "description": "What the kind does not say, such as a submission's hash." },
        },
    });
    let kind = |kind: &'static str| EventKind { kind, summary: summary(kind), data: data.clone() };
    Fact::KINDS.iter().chain([&PERIODS_OPENED]).map(|name| kind(name)).collect()
}

fn summary(kind: &str) -> &'static str {
    match kind.rsplit('.').next().unwrap_or_default() {
        "assigned" => "An organization was given an assignment",
        "acknowledged" => "The doer took note of it",
        "declined" => "The doer said that it is the wrong addressee",
        "taken" => "A person made it his own",
        "started" => "Work began",
        "date_proposed" => "The doer proposed a date",
        "date_granted" => "The proposed date came into force",
        "date_refused" => "The proposed date was refused",
        "extension_requested" => "The doer asked for a later date",
        "extension_granted" => "A later date came into force",
        "extension_refused" => "A later date was refused",
        "progress_reported" => "The doer reported progress",
        "evidence_added" => "The doer added evidence",
        "submitted" => "The doer handed in a result",
        "completed" => "The result was accepted",
        "returned" => "The result was sent back",
        "closed" => "The duty ended without being done",
        "reassigned" => "Another body answers for it",
        "withdrawn" => "It was taken back",
        "urged" => "Haste was asked for",
        "children_added" => "Parts of it were given to others",
        "period_fulfilled" => "A period of a continuing duty was confirmed",
        "period_reopened" => "A period's confirmation was taken back",
        "periods_opened" => "Periods of a continuing duty have begun",
        "receiver_changed" => "Another body decides on it, because its parent was reassigned",
        _ => "Something happened to an assignment",
    }
}
