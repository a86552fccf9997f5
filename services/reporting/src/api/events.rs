//! What the service tells: one fact for each change.

use crate::domain::obligation::{Change, Fact, Obligation};
use crate::domain::period::Period;
use crate::store::obligations::Inherited;
use crate::store::periods::MovedDeadline;
use haicap_kit::EventKind;
use haicap_kit::events::{Event, difference};
use haicap_types::{GrantState, Instant, OrganizationCode};
use serde::Serialize;
use serde_json::{Value, json};

/// The fact that something was defined, or defined otherwise: `before` is none where it is new.
pub(super) fn definition_event(
    kind: &'static str,
    noun: &str,
    code: &str,
    owner: &OrganizationCode,
    (before, after): (Option<&impl Serialize>, &impl Serialize),
) -> Event {
    Event::new(kind, noun, code).concerns([owner]).data(&json!({ "before": before, "after": after }))
}

/// The fact that a period began, and for whom.
pub(crate) fn opened_event(period: &Period, obligations: &[Obligation]) -> Event {
    let concerned = obligations.iter().flat_map(|one| [&one.owed_by, &one.receiver]);
    let data = json!({
        "regime": period.regime,
        "key": period.key,
        "starts_on": period.starts_on,
        "ends_on": period.ends_on,
        "expected": obligations.len(),
    });
    Event::new("reporting.period.opened", "period", period.id).concerns(concerned).data(&data)
}

/// The fact that the calendar moved the deadlines of a tier; none where it moved none.
pub(crate) fn rescheduled_event(period: &Period, tier: i16, moved: &[MovedDeadline]) -> Option<Event> {
    let (_, _, before, after) = moved.first()?;
    let concerned = moved.iter().flat_map(|(owed_by, receiver, _, _)| [owed_by, receiver]);
    let data = json!({
        "regime": period.regime,
        "key": period.key,
        "tier": tier,
        "obligations": moved.len(),
        "before": { "due_at": Instant(*before) },
        "after": { "due_at": Instant(*after) },
    });
    Some(Event::new("reporting.period.rescheduled", "period", period.id).concerns(concerned).data(&data))
}

/// The fact that another body stands for an ended one, in what it owes or in what it receives.
pub(crate) fn inherited_event(inherited: &Inherited) -> Event {
    let Inherited { obligation, column, from, to } = inherited;
    let data = json!({ "before": { *column: from }, "after": { *column: to }, "detail": {} });
    Event::new("reporting.obligation.inherited", "obligation", obligation).concerns([from, to]).data(&data)
}

/// The fact that something happened about an obligation; none where it is nobody's business but the writer's: drafts
/// are his own.
pub(super) fn change_event(before: &Obligation, change: &Change) -> Option<Event> {
    let after = &change.obligation;
    let kind = match &change.fact {
        Fact::Drafted(_) | Fact::Edited(_) | Fact::Discarded(_) => return None,
        Fact::Submitted(_) => "reporting.submission.submitted",
        Fact::Returned(_) => "reporting.submission.returned",
        Fact::Accepted(_) => "reporting.submission.accepted",
        Fact::Asked(_) => "reporting.obligation.asked",
        Fact::Decided { request, .. } if request.state == GrantState::Granted => "reporting.obligation.granted",
        Fact::Decided { .. } => "reporting.obligation.refused",
    };
    let (old, new) = difference(&facts(before), &facts(after));
    let data = json!({
        "regime": after.regime,
        "period_id": after.period_id,
        "tier": after.tier,
        "version": before.version + 1,
        "before": old,
        "after": new,
        "detail": detail(&change.fact),
    });
    Some(Event::new(kind, "obligation", after.id).concerns(after.concerned()).data(&data))
}

fn facts(obligation: &Obligation) -> Value {
    json!({
        "standing": obligation.standing,
        "effective_submission": obligation.effective_submission,
        "due_at": Instant(obligation.due_at()),
        "unlocked_until": obligation.unlocked_until.map(Instant),
        "timeliness": obligation.timeliness(),
    })
}

/// What the kind of the fact does not say: ids, numbers and hashes, no figures and no texts of people.
fn detail(fact: &Fact) -> Value {
    match fact {
        Fact::Drafted(one) | Fact::Edited(one) | Fact::Submitted(one) | Fact::Returned(one) | Fact::Accepted(one) => {
            json!({ "submission_id": one.id, "number": one.number, "hash": one.hash, "is_nil": one.is_nil,
                    "remarks": one.remarks.keys().collect::<Vec<_>>() })
        }
        Fact::Discarded(id) => json!({ "submission_id": id }),
        Fact::Asked(request) | Fact::Decided { request, .. } => {
            json!({ "kind": request.kind, "until": request.until.map(Instant) })
        }
    }
}

/// Every fact that the service publishes.
#[must_use]
pub fn event_kinds() -> Vec<EventKind> {
    let definition = json!({
        "type": "object",
        "required": ["before", "after"],
        "properties": {
            "before": { "type": ["object", "null"], "description": "As it was; null where it is new." },
            "after": { "type": "object", "description": "As it is." },
        },
    });
    let period = json!({
        "type": "object",
        "required": ["regime", "key"],
        "properties": {
            "regime": { "type": "string", "description": "The regime's code." },
            "key": { "type": "string", "description": "What the period is called." },
            "starts_on": { "type": "string", "format": "date" },
            "ends_on": { "type": "string", "format": "date" },
            "expected": { "type": "integer", "description": "How many have to report." },
            "tier": { "type": "integer" },
            "obligations": { "type": "integer", "description": "How many deadlines moved." },
            "before": { "type": "object", "description": "The deadline as it was." },
            "after": { "type": "object", "description": "The deadline as it is." },
        },
    });
    let obligation = json!({
        "type": "object",
        "required": ["before", "after", "detail"],
        "properties": {
            "regime": { "type": "string", "description": "The regime's code." },
            "period_id": { "type": "string", "format": "uuid" },
            "tier": { "type": "integer" },
            "version": { "type": "integer", "description": "The obligation's version afterwards." },
            "before": { "type": "object", "description": "The fields that changed, as they were." },
            "after": { "type": "object", "description": "The same fields, as they are." },
            "detail": { "type": "object", "description": "What the kind does not say, such as a submission's hash." },
        },
    });
    let mut kinds: Vec<EventKind> = [
        ("reporting.indicator.defined", "An indicator was defined", &definition),
        ("reporting.indicator.changed", "The names or bounds of an indicator changed", &definition),
        ("reporting.form.created", "A form was created", &definition),
        ("reporting.form.published", "A version of a form was published", &definition),
        ("reporting.regime.defined", "A report regime was defined", &definition),
        ("reporting.regime.changed", "A report regime changed for the periods to come", &definition),
        ("reporting.period.opened", "A period began, and who has to report is settled", &period),
        ("reporting.period.rescheduled", "The calendar moved deadlines of a period", &period),
        (
            "reporting.obligation.inherited",
            "Another body stands for an ended one, in what it owes or in what it receives",
            &obligation,
        ),
        ("reporting.obligation.asked", "A waiver, an extension or an unlocking was asked for", &obligation),
        ("reporting.obligation.granted", "It was granted", &obligation),
        ("reporting.obligation.refused", "It was refused", &obligation),
        ("reporting.submission.submitted", "A report was sent", &obligation),
        ("reporting.submission.returned", "A report was sent back", &obligation),
        ("reporting.submission.accepted", "A report was accepted", &obligation),
    ]
    .map(|(kind, summary, data)| EventKind { kind, summary, data: data.clone() })
    .into();
    kinds.extend(super::reports::event_kinds());
    kinds
}
