use crate::domain::obligation::{Change, Fact, Inherited, Obligation};
use haicap_kit::EventKind;
use haicap_kit::events::{Event, Kind, difference};
use haicap_types::{Instant, RequestState};
use serde_json::{Value, json};

haicap_kit::event_kinds! {
    /// What happens about an obligation. Drafts are their writers' own: nothing is told of them.
    pub(crate) ObligationEvent of "obligation" {
        Inherited = "reporting.obligation.inherited",
            "Cơ quan khác thay cơ quan đã kết thúc hoạt động trong việc gửi hoặc nhận báo cáo",
            "Another organization stands for an ended one, in what it owes or in what it receives";
        Asked = "reporting.obligation.asked", "Đơn vị xin miễn, gia hạn hoặc mở lại", "A waiver, an extension or an unlocking was asked for";
        Granted = "reporting.obligation.granted", "Đề nghị của đơn vị được chấp thuận", "It was granted";
        Refused = "reporting.obligation.refused", "Đề nghị của đơn vị không được chấp thuận", "It was refused";
        Submitted = "reporting.submission.submitted", "Đơn vị đã gửi báo cáo", "A report was sent";
        Returned = "reporting.submission.returned", "Báo cáo của đơn vị bị trả lại", "A report was sent back";
        Accepted = "reporting.submission.accepted", "Báo cáo của đơn vị đã được chấp nhận", "A report was accepted";
    }
}

/// The fact that another organization stands for an ended one, in what it owes or in what it receives.
pub(crate) fn inherited_event(inherited: &Inherited) -> Event {
    let Inherited { obligation, column, from, to } = inherited;
    let data = json!({ "before": { *column: from }, "after": { *column: to }, "detail": {} });
    Event::of(ObligationEvent::Inherited, obligation).concerns([from, to]).data(&data)
}

/// The fact that something happened about an obligation; none where it is nobody's business but the writer's.
pub(crate) fn change_event(before: &Obligation, change: &Change) -> Option<Event> {
    let after = &change.obligation;
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
    Some(Event::of(kind(&change.fact)?, after.id).concerns(after.concerned()).data(&data))
}

fn kind(fact: &Fact) -> Option<ObligationEvent> {
    match fact {
        Fact::Drafted(_) | Fact::Edited(_) | Fact::Discarded(_) => None,
        Fact::Submitted(_) => Some(ObligationEvent::Submitted),
        Fact::Returned(_) => Some(ObligationEvent::Returned),
        Fact::Accepted(_) => Some(ObligationEvent::Accepted),
        Fact::Asked(_) => Some(ObligationEvent::Asked),
        Fact::Decided { request, .. } if request.state == RequestState::Granted => Some(ObligationEvent::Granted),
        Fact::Decided { .. } => Some(ObligationEvent::Refused),
    }
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

pub(super) fn event_kinds() -> Vec<EventKind> {
    ObligationEvent::documented(&json!({
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
    }))
}
