use haicap_types::{DutyKind, DutyWait};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

/// Which duties are wanted: every service lists what waits for a caller.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DutiesQuery {
    /// `me` for what the caller took personally; absent for all that waits for the caller's organization.
    #[param(inline)]
    pub handler: Option<DutyHandler>,
    /// About things of this sort.
    #[param(inline)]
    pub kind: Option<DutyKind>,
    /// That wait for this.
    #[param(inline)]
    pub waits_for: Option<DutyWait>,
    /// `true` for those whose moment has passed, `false` for the others.
    pub is_overdue: Option<bool>,
}

/// Whose duties.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DutyHandler {
    /// The caller's own.
    Me,
}
