use crate::api::figure_value::FigurePatch;
use crate::domain::Remark;
use crate::domain::obligation::Command;
use crate::domain::submission::nil_hash;
use haicap_types::{Faults, Words, pointer};
use serde::Deserialize;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use utoipa::ToSchema;
use uuid::Uuid;

/// The most places that a return remarks on.
const REMARKS_MAX: usize = 500;

/// How a report is begun.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({}))]
pub(super) struct BeginIn {
    /// Why what was sent before is corrected; wanted only then.
    #[serde(default)]
    #[schema(required = false, max_length = 2000)]
    reason: Option<String>,
}

/// That there is nothing to report.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "remark": "Trong kỳ không phát sinh nội dung phải báo cáo." }))]
pub(super) struct NothingToReportIn {
    /// What there is to say about that.
    #[serde(default)]
    #[schema(required = false, max_length = 2000)]
    remark: Option<String>,
}

/// Figures and words that change; what is not named stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "values": { "premises_total": 12, "premises_surplus": 3 },
    "narrative": { "difficulties": "Chưa có phương án xử lý trụ sở dôi dư." },
}))]
pub(super) struct SubmissionPatch {
    /// Figures by the codes of their indicators; `null` for blank.
    #[serde(default)]
    #[schema(required = false)]
    pub(super) values: BTreeMap<String, FigurePatch>,
    /// Words by the codes of their sections; `null` for none.
    #[serde(default)]
    #[schema(required = false, value_type = BTreeMap<String, Option<String>>)]
    pub(super) narrative: Map<String, Value>,
}

/// Why a report is sent back.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "remark": "Đề nghị rà soát lại số liệu về trụ sở.",
    "remarks": { "/values/premises_surplus": "Số này lớn hơn tổng số trụ sở." },
}))]
pub(super) struct ReturnReportIn {
    /// What is said about the whole.
    #[serde(default)]
    #[schema(required = false, max_length = 2000)]
    remark: Option<String>,
    /// What is said about its places, by their JSON pointers: `/values/<code>` and `/narrative/<section>`. Either this or
    /// a remark about the whole is wanted.
    #[serde(default)]
    #[schema(required = false)]
    remarks: BTreeMap<String, String>,
}

/// What is accepted.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "hash": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", "remark": "Số liệu đầy đủ.",
}))]
pub(super) struct AcceptReportIn {
    /// The hash of the content that was seen.
    #[schema(min_length = 64, max_length = 64)]
    hash: String,
    /// What is said about it.
    #[serde(default)]
    #[schema(required = false, max_length = 2000)]
    remark: Option<String>,
}

/// What is said where a report is sent back.
#[derive(Clone)]
pub(super) struct Remarks {
    pub(super) remark: Option<Remark>,
    pub(super) remarks: BTreeMap<String, Remark>,
}

impl SubmissionPatch {
    /// The figures that change.
    pub(super) fn figures(&self) -> Map<String, Value> {
        self.values.iter().map(|(code, FigurePatch(sent))| (code.clone(), sent.clone())).collect()
    }
}

impl BeginIn {
    pub(super) fn command(&self) -> Result<Command, Faults> {
        let mut faults = Faults::default();
        let reason = faults.optional("/reason", self.reason.as_deref());
        Ok(Command::Draft { id: Uuid::now_v7(), reason: faults.all(reason)?, content: None })
    }
}

impl NothingToReportIn {
    pub(super) fn command(&self, obligation: Uuid) -> Result<Command, Faults> {
        let mut faults = Faults::default();
        let remark: Option<Option<Remark>> = faults.optional("/remark", self.remark.as_deref());
        let (id, remark) = (Uuid::now_v7(), faults.all(remark)?);
        let hash = nil_hash(obligation, id, remark.as_ref().map(Remark::as_str));
        Ok(Command::ReportNothing { id, hash, remark })
    }
}

impl ReturnReportIn {
    pub(super) fn read(&self) -> Result<Remarks, Faults> {
        let mut faults = Faults::default();
        let remark = faults.optional("/remark", self.remark.as_deref());
        let says_something = self.remarks.len() <= REMARKS_MAX && !(self.remarks.is_empty() && remark == Some(None));
        faults.expect(says_something, "/remarks", REMARK_WANTED);
        let places = self.remarks.iter().take(REMARKS_MAX);
        let places =
            places.map(|(place, text)| Some((place.clone(), faults.text(pointer(&[&"remarks", place]), text)?)));
        // All of them are read, so that every fault is named.
        let remarks: Vec<Option<(String, Remark)>> = places.collect();
        let (remark, remarks) = faults.all((remark, remarks.into_iter().collect()))?;
        Ok(Remarks { remark, remarks })
    }
}

impl AcceptReportIn {
    pub(super) fn command(&self) -> Result<Command, Faults> {
        let mut faults = Faults::default();
        let remark = faults.optional("/remark", self.remark.as_deref());
        Ok(Command::Accept { hash: self.hash.clone(), remark: faults.all(remark)? })
    }
}

const REMARK_WANTED: Words = Words::new(
    "Trả lại phải nêu nhận xét chung hoặc nhận xét tại từng ô, tối đa 500 ô.",
    "A return must say something about the whole or about places, at most 500.",
);
