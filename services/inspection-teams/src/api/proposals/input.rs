use crate::domain::Reason;
use haicap_types::Faults;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// An approval.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "hash": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", "known_programmes": [],
}))]
pub(super) struct ApproveIn {
    /// The hash of what the caller read.
    #[schema(
        min_length = 64,
        max_length = 64,
        example = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
    )]
    pub(super) hash: String,
    /// The other programmes at the same organizations at the same time that the caller knows of, by their ids
    /// (`GET /proposals/{id}/traffic`).
    #[serde(default)]
    #[schema(max_items = 100)]
    pub(super) known_programmes: Vec<Uuid>,
}

/// Why a proposal is not approved, or withdrawn.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ProposalReasonIn)]
pub(super) struct ReasonIn {
    /// The reason.
    #[schema(min_length = 1, max_length = 2_000, example = "Cần bổ sung mốc thời gian của đợt 2.")]
    reason: String,
}

impl ReasonIn {
    /// The reason.
    pub(super) fn read(&self) -> Result<Reason, Faults> {
        let mut faults = Faults::default();
        let reason = faults.text("/reason", &self.reason);
        faults.all(reason)
    }
}
