use crate::domain::Reason;
use crate::domain::programme::Plan;
use crate::domain::proposal::Paper;
use chrono::NaiveDate;
use haicap_types::{Date, Faults, ISSUED_IN_FUTURE, ListCode, OrganizationCode, Words};
use serde::Deserialize;
use utoipa::ToSchema;

/// A programme to be drafted.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ProgrammeIn {
    /// The organization that decides on it: the caller's own, or one that sees it.
    #[schema(example = "BTV")]
    pub(super) deciding: OrganizationCode,
    /// What is to be done.
    pub(super) plan: Plan,
}

/// How a programme is proposed.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ProposeIn {
    /// The number and symbol of the paper, if it has one.
    #[serde(default)]
    #[schema(min_length = 1, max_length = 100, example = "12-TTr/UBKTTU")]
    pub(super) number: Option<String>,
    /// The date of the paper: today or earlier.
    #[schema(example = "2025-09-30")]
    pub(super) proposed_on: Date,
    /// Why the programme is proposed.
    #[schema(
        min_length = 1,
        max_length = 10_000,
        example = "Thực hiện Kế hoạch 249-KH/UBKTTW của Ủy ban Kiểm tra Trung ương."
    )]
    pub(super) summary: String,
}

/// How a programme is launched.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct LaunchIn {
    /// The member `teams_version` of the programme as the caller knows it.
    #[schema(minimum = 0, example = 1)]
    pub(super) teams_version: i32,
    /// Why it is launched although targets belong to no team.
    #[serde(default)]
    #[schema(max_length = 2_000)]
    pub(super) uncovered_reason: Option<String>,
}

/// Which round begins.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "round": "dot-1" }))]
pub(super) struct OpenRoundIn {
    /// The round, by its code.
    pub(super) round: ListCode,
}

impl ProposeIn {
    /// What stands on the paper.
    pub(super) fn read(&self, today: NaiveDate) -> Result<Paper, Faults> {
        let mut faults = Faults::default();
        let number = faults.optional("/number", self.number.as_deref());
        let proposed_on = faults.date("/proposed_on", self.proposed_on);
        faults.expect(self.proposed_on.0 <= today, "/proposed_on", ISSUED_IN_FUTURE);
        let summary = faults.text("/summary", &self.summary);
        let (number, proposed_on, summary) = faults.all((number, proposed_on, summary))?;
        Ok(Paper { number, proposed_on, summary })
    }
}

impl LaunchIn {
    /// Why targets are left out.
    pub(super) fn read(&self) -> Result<Option<Reason>, Faults> {
        let mut faults = Faults::default();
        let reason = faults.optional("/uncovered_reason", self.uncovered_reason.as_deref());
        faults.all(reason)
    }
}

/// Who decides must see who conducts.
pub(super) const NOT_DECIDING: Words = Words::new(
    "Cấp quyết định phải là chính cơ quan thực hiện hoặc cơ quan lãnh đạo, chỉ đạo cơ quan đó.",
    "The deciding organization must be the conducting one, or one that leads it.",
);
