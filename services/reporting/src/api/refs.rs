//! What several views show of other things.

use crate::domain::obligation::FormVersion;
use crate::store::obligations::KeptObligation;
use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// A regime, as far as its reports need it.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct RegimeRef {
    /// Its code.
    #[schema(example = "two-tier-weekly")]
    pub(super) code: String,
    /// What the report is called.
    #[schema(example = "Báo cáo tình hình vận hành mô hình chính quyền địa phương 2 cấp")]
    pub(super) title: String,
}

/// A period, as far as its reports need it.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct PeriodRef {
    /// Its id.
    pub(super) id: Uuid,
    /// What it is called.
    #[schema(example = "2025-W37")]
    pub(super) key: String,
    /// Its first day.
    pub(super) starts_on: NaiveDate,
    /// Its last day.
    pub(super) ends_on: NaiveDate,
}

/// A version of a form.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct FormVersionRef {
    /// The form's code.
    #[schema(example = "two-tier-commune")]
    code: String,
    /// The number of the version.
    number: i32,
    /// Its address, relative to the origin.
    #[schema(example = "/reporting/v1/forms/two-tier-commune/versions/1")]
    href: String,
}

impl From<&KeptObligation> for RegimeRef {
    fn from(kept: &KeptObligation) -> Self {
        Self { code: kept.obligation.regime.clone(), title: kept.title.clone() }
    }
}

impl From<&KeptObligation> for PeriodRef {
    fn from(kept: &KeptObligation) -> Self {
        let (starts_on, ends_on) = (kept.starts_on, kept.ends_on);
        Self { id: kept.obligation.period_id, key: kept.period.clone(), starts_on, ends_on }
    }
}

impl From<&FormVersion> for FormVersionRef {
    fn from(form: &FormVersion) -> Self {
        let href = format!("/reporting/v1/forms/{}/versions/{}", form.code, form.number);
        Self { code: form.code.clone(), number: form.number, href }
    }
}
