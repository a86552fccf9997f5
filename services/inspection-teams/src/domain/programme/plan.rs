use crate::vocabulary::{ExaminationKind, TeamName};
use chrono::NaiveDate;
use haicap_types::{ListCode, OrganizationCode};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// What a programme is to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "title": "Giám sát việc lãnh đạo, chỉ đạo vận hành mô hình chính quyền địa phương 2 cấp", "team_name": "working_team",
    "basis": ["Kế hoạch 249-KH/UBKTTW ngày 24/7/2025 của Ủy ban Kiểm tra Trung ương"], "requirements": [],
    "items": [{
        "code": "bo-may", "kind": "supervision", "text": "Việc sắp xếp tổ chức bộ máy, bố trí cán bộ",
        "span_from": "2025-07-01", "span_to": "2025-09-30",
    }],
    "rounds": [{
        "code": "dot-1", "title": "Đợt 1", "track": "regular-supervision", "from": "2025-10-20", "to": "2025-12-31",
        "items": ["bo-may"],
    }],
    "targets": { "audiences": ["commune-party-committees"], "organizations": ["DU-UBND"] },
}))]
pub struct Plan {
    /// What it is called.
    #[schema(
        min_length = 1,
        max_length = 300,
        example = "Giám sát việc lãnh đạo, chỉ đạo vận hành mô hình chính quyền địa phương 2 cấp"
    )]
    pub title: String,
    /// What its teams are called.
    pub team_name: TeamName,
    /// The documents that it is based on, as the decision cites them.
    #[serde(default)]
    #[schema(max_items = 20, example = json!(["Kế hoạch 249-KH/UBKTTW ngày 24/7/2025 của Ủy ban Kiểm tra Trung ương"]))]
    pub basis: Vec<String>,
    /// The requirements of higher organizations that it meets, by their ids.
    #[serde(default)]
    #[schema(max_items = 20)]
    pub requirements: Vec<Uuid>,
    /// What is examined.
    #[schema(min_items = 1, max_items = 30)]
    pub items: Vec<ContentItem>,
    /// When it is examined.
    #[schema(min_items = 1, max_items = 20)]
    pub rounds: Vec<Round>,
    /// Who is examined.
    pub targets: Targets,
}

/// Something that is examined.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ContentItem {
    /// Its code.
    #[schema(example = "bo-may")]
    pub code: ListCode,
    /// Whether it is inspected or supervised.
    pub kind: ExaminationKind,
    /// What it is about.
    #[schema(min_length = 1, max_length = 2_000, example = "Việc sắp xếp tổ chức bộ máy, bố trí cán bộ")]
    pub text: String,
    /// The first day of the time that is examined.
    #[schema(example = "2025-07-01")]
    pub span_from: NaiveDate,
    /// The last one.
    #[schema(example = "2025-09-30")]
    pub span_to: NaiveDate,
}

/// A round of examinations of all targets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Round {
    /// Its code.
    #[schema(example = "dot-1")]
    pub code: ListCode,
    /// What it is called.
    #[schema(min_length = 1, max_length = 200, example = "Đợt 1")]
    pub title: String,
    /// The track of the rule pack that it follows.
    #[schema(example = "regular-supervision")]
    pub track: ListCode,
    /// Its first day.
    #[schema(example = "2025-10-20")]
    pub from: NaiveDate,
    /// Its last day.
    #[schema(example = "2025-12-31")]
    pub to: NaiveDate,
    /// What is examined in it, by the codes of the items.
    #[schema(min_items = 1, max_items = 30, example = json!(["bo-may"]))]
    pub items: Vec<ListCode>,
}

/// The targets of a programme.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Targets {
    /// All organizations of these audiences, as they are on the day on which this is written.
    #[serde(default)]
    #[schema(max_items = 10, example = json!(["commune-party-committees"]))]
    pub audiences: Vec<ListCode>,
    /// And these organizations, by code.
    #[serde(default)]
    #[schema(max_items = 500, example = json!(["DU-UBND"]))]
    pub organizations: Vec<OrganizationCode>,
}
