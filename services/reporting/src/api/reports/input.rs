use crate::domain::Remark;
use crate::domain::report::document_number::is_number;
use chrono::NaiveDate;
use haicap_types::{Date, Faults, Line, Words};
use serde::Deserialize;
use utoipa::ToSchema;

/// Why a report is sent back.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ReturnConsolidatedIn {
    /// What is to be done.
    #[schema(min_length = 1, max_length = 2000, example = "Số liệu phần II cần đối chiếu lại.")]
    remark: String,
}

/// Why a report is recalled.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RecallIn {
    /// The reason.
    #[schema(min_length = 1, max_length = 2000, example = "Số liệu phần II cần đối chiếu lại.")]
    reason: String,
}

/// What is approved.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ApproveReportIn {
    /// The hash of what was seen.
    #[schema(
        min_length = 64,
        max_length = 64,
        example = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
    )]
    pub(super) hash: String,
    /// Whether figures are accepted that changed since they were taken.
    #[serde(default)]
    #[schema(required = false)]
    pub(super) accepts_stale: bool,
}

/// With which number it is sent.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SendReportIn {
    /// The number and symbol of the document: `45-BC/BTCTU` by the rules of the Party, `155/BC-SNV` by those of the state.
    #[schema(min_length = 1, max_length = 64, example = "46-BC/BTCTU")]
    document_number: String,
    /// Its date: from the day on which its figures were taken to today.
    #[schema(value_type = String, format = Date, example = "2025-10-01")]
    issued_on: Date,
}

impl ReturnConsolidatedIn {
    pub(super) fn read(&self) -> Result<Remark, Faults> {
        let mut faults = Faults::default();
        let remark = faults.text("/remark", &self.remark);
        faults.all(remark)
    }
}

impl RecallIn {
    pub(super) fn read(&self) -> Result<Remark, Faults> {
        let mut faults = Faults::default();
        let reason = faults.text("/reason", &self.reason);
        faults.all(reason)
    }
}

impl SendReportIn {
    pub(super) fn read(&self) -> Result<(Line<64>, NaiveDate), Faults> {
        let mut faults = Faults::default();
        let number: Option<Line<64>> = faults.text("/document_number", &self.document_number);
        let is_number = number.as_ref().is_none_or(|number| is_number(number.as_str()));
        faults.expect(is_number, "/document_number", BAD_NUMBER);
        let issued_on = faults.date("/issued_on", self.issued_on);
        faults.all((number, issued_on))
    }
}

const BAD_NUMBER: Words = Words::new(
    "Số và ký hiệu phải viết liền, ví dụ 45-BC/BTCTU (văn bản của Đảng) hoặc 155/BC-SNV (văn bản hành chính).",
    "Number and symbol must be written without spaces, such as 45-BC/BTCTU (Party) or 155/BC-SNV (state).",
);
