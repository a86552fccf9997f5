use crate::domain::rule_pack::{PackCode, RulePack};
use haicap_reference::Directory;
use haicap_types::Faults;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

/// A rule pack to be entered.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RulePackIn {
    /// Its code.
    #[schema(min_length = 1, max_length = 64, example = "tphcm-2026")]
    code: String,
    /// What it says.
    rules: RulePack,
}

/// For which date.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct InForceQuery {
    /// The date of the decision; today if absent.
    #[param(value_type = Option<NaiveDate>, example = "2025-10-15")]
    pub(super) on: Option<String>,
}

impl RulePackIn {
    /// The code and the rules.
    pub(super) fn read(&self, directory: &Directory) -> Result<(PackCode, RulePack), Faults> {
        let mut faults = Faults::default();
        let code = faults.keep("/code", PackCode::new(&self.code));
        let rules = faults.part("/rules", read(&self.rules, directory));
        faults.all((code, rules))
    }
}

/// What was sent, in the form in which it is kept.
pub(super) fn read(sent: &RulePack, directory: &Directory) -> Result<RulePack, Faults> {
    let mut faults = Faults::default();
    if let Some(organization) = &sent.applies_to {
        directory.expect_organization(&mut faults, "/applies_to", organization);
    }
    let checked = faults.part("", sent.clone().checked());
    faults.all(checked)
}
