use crate::domain::decision::Decision;
use crate::domain::programme::{Act, Programme};
use crate::domain::proposal::{self, Proposal};
use haicap_kit::EventKind;
use haicap_kit::events::{Event, Kind};
use haicap_types::{ListCode, OrganizationCode};
use serde_json::json;

haicap_kit::event_kinds! {
    /// What happens to a programme. Until it is announced to its targets, only its history tells of it.
    pub(crate) ProgrammeEvent of "programme" {
        Drafted = "inspection-teams.programme.drafted", "Đã soạn thảo chương trình kiểm tra, giám sát", "A programme was drafted";
        Edited = "inspection-teams.programme.edited", "Đã sửa chương trình", "The plan of a programme was written anew";
        Proposed = "inspection-teams.programme.proposed", "Đã trình chương trình", "A programme was put before the deciding organization";
        Returned = "inspection-teams.programme.returned", "Tờ trình được trả lại", "The proposal of a programme was returned";
        Withdrawn = "inspection-teams.programme.withdrawn", "Đã rút tờ trình", "The proposal of a programme was withdrawn";
        Rejected = "inspection-teams.programme.rejected", "Chương trình không được duyệt", "A programme was rejected";
        Approved = "inspection-teams.programme.approved", "Chương trình được duyệt", "A programme was approved";
        Decided = "inspection-teams.programme.decided", "Quyết định đã được ban hành", "The decision on a programme was issued";
        Launched = "inspection-teams.programme.launched", "Đã giao các tổ thực hiện chương trình", "A programme was launched";
        RoundOpened = "inspection-teams.programme.round_opened", "Đã mở một đợt", "A round of a programme was opened";
        Discarded = "inspection-teams.programme.discarded", "Đã bỏ bản thảo chương trình", "The draft of a programme was discarded";
        Cancelled = "inspection-teams.programme.cancelled", "Đã hủy chương trình", "A programme was called off";
    }
}

/// The fact that a programme was drafted.
pub(crate) fn drafted_event(new: &Programme) -> Event {
    with(ProgrammeEvent::Drafted, new, &json!({ "state": new.state }))
}

/// The fact that somebody did something to a programme.
pub(crate) fn programme_event(act: Act, round: Option<&ListCode>, after: &Programme) -> Event {
    let kind = match act {
        Act::Edit => ProgrammeEvent::Edited,
        Act::Propose => ProgrammeEvent::Proposed,
        Act::OpenRound => ProgrammeEvent::RoundOpened,
        Act::Discard => ProgrammeEvent::Discarded,
        Act::Launch => ProgrammeEvent::Launched,
        Act::Cancel => ProgrammeEvent::Cancelled,
    };
    let reason = after.end_reason.as_ref().or(after.uncovered_reason.as_ref().filter(|_| act == Act::Launch));
    with(kind, after, &json!({ "state": after.state, "reason": reason, "round": round }))
}

/// The fact that the proposal of a programme was ruled on.
pub(crate) fn ruled_event(act: proposal::Act, proposal: &Proposal, after: &Programme) -> Event {
    let kind = match act {
        proposal::Act::Approve => ProgrammeEvent::Approved,
        proposal::Act::Return => ProgrammeEvent::Returned,
        proposal::Act::Reject => ProgrammeEvent::Rejected,
        proposal::Act::Withdraw => ProgrammeEvent::Withdrawn,
    };
    let reason = proposal.ruled.as_ref().and_then(|ruled| ruled.reason.clone());
    with(kind, after, &json!({ "state": after.state, "proposal": proposal.id, "reason": reason }))
}

/// The fact that the decision on a programme was issued.
pub(crate) fn issued_event(decision: &Decision, after: &Programme) -> Event {
    let issue = decision.issued.as_ref().map(|issued| &issued.issue);
    let (number, issued_on) = (issue.map(|issue| &issue.number), issue.map(|issue| issue.issued_on));
    let data = json!({ "state": after.state, "decision": decision.id, "number": number, "issued_on": issued_on });
    with(ProgrammeEvent::Decided, after, &data)
}

fn with(kind: ProgrammeEvent, programme: &Programme, data: &serde_json::Value) -> Event {
    Event::of(kind, programme.id).concerns(std::iter::empty::<&OrganizationCode>()).data(data)
}

pub(super) fn event_kinds() -> Vec<EventKind> {
    ProgrammeEvent::documented(&json!({
        "type": "object",
        "required": ["state"],
        "properties": {
            "state": { "type": "string", "description": "Where the programme stands now." },
            "reason": { "type": ["string", "null"], "description": "Why." },
            "round": { "type": ["string", "null"], "description": "The round that was opened, by its code." },
            "proposal": { "type": "string", "format": "uuid", "description": "The proposal that was ruled on." },
            "decision": { "type": "string", "format": "uuid", "description": "The decision that was issued." },
            "number": { "type": ["string", "null"], "description": "Its number and symbol." },
            "issued_on": { "type": ["string", "null"], "format": "date" },
        },
    }))
}
