use chrono::NaiveDate;
use haicap_types::{Date, Faults, Prose};
use serde::Deserialize;
use utoipa::ToSchema;

/// When a decision was announced to its target.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AnnounceIn {
    /// The day: not before the decision, nor after today.
    #[schema(example = "2025-10-01")]
    pub(super) on: Date,
}

/// A request for more time.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ExtensionIn {
    /// How many working days; the rules say how many there can be.
    #[schema(minimum = 1, maximum = 250, example = 10)]
    days: u16,
    /// Why.
    #[schema(min_length = 1, max_length = 2_000, example = "Cần xác minh thêm tại ba đơn vị.")]
    reason: String,
}

impl ExtensionIn {
    /// How many days, and why.
    pub(super) fn read(&self) -> Result<(u16, Prose<2_000>), Faults> {
        let mut faults = Faults::default();
        let reason = faults.text("/reason", &self.reason);
        Ok((self.days, faults.all(reason)?))
    }
}

/// A day at a place of the body.
pub(super) fn day(at: &'static str, sent: Date) -> Result<NaiveDate, Faults> {
    let mut faults = Faults::default();
    let day = faults.date(at, sent);
    faults.all(day)
}
