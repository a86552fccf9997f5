//! Bodies that several resources take.

use crate::domain::Reason;
use haicap_types::Faults;
use serde::Deserialize;
use utoipa::ToSchema;

/// Why something is done.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ReasonIn {
    /// The reason.
    #[schema(min_length = 1, max_length = 2_000, example = "Cần bổ sung nội dung, mốc thời gian.")]
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
