use haicap_types::{Faults, Words};
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

/// Most other programmes of which an approval says that they are known.
const KNOWN_MAX: usize = 100;

impl ApproveIn {
    /// Whether it can be taken.
    pub(super) fn check(&self) -> Result<(), Faults> {
        let mut faults = Faults::default();
        faults.expect(self.known_programmes.len() <= KNOWN_MAX, "/known_programmes", TOO_MANY);
        faults.done(())
    }
}

const TOO_MANY: Words = Words::new("Không được quá 100 mục.", "There must be at most 100 items.");
