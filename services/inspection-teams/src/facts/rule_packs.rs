use crate::domain::rule_pack::PackVersion;
use haicap_kit::EventKind;
use haicap_kit::events::{Event, Kind};
use haicap_types::OrganizationCode;
use serde_json::json;

haicap_kit::event_kinds! {
    /// What happens to a rule pack.
    pub(crate) RulePackEvent of "rule_pack" {
        Entered = "inspection-teams.rule_pack.entered", "Đã nhập bộ quy định về kiểm tra, giám sát", "A version of a rule pack was entered";
    }
}

/// The fact that a version of a pack was entered. It concerns everybody, and is written for the organizations at the
/// top of the trees.
pub(crate) fn pack_entered_event<'a>(
    pack: &PackVersion,
    roots: impl IntoIterator<Item = &'a OrganizationCode>,
) -> Event {
    let rules = &pack.rules;
    let data = json!({
        "version": pack.version,
        "valid_from": rules.valid_from,
        "valid_to": rules.valid_to,
        "applies_to": rules.applies_to,
    });
    Event::of(RulePackEvent::Entered, &pack.code).concerns(roots).data(&data)
}

pub(super) fn event_kinds() -> Vec<EventKind> {
    RulePackEvent::documented(&json!({
        "type": "object",
        "required": ["version", "valid_from", "valid_to", "applies_to"],
        "properties": {
            "version": { "type": "integer" },
            "valid_from": { "type": "string", "format": "date", "description": "The first date of decisions to which it applies." },
            "valid_to": { "type": ["string", "null"], "format": "date", "description": "The last one." },
            "applies_to": { "type": ["string", "null"], "description": "The organization for which, and for those below which, it applies; null: all." },
        },
    }))
}
