//! Rule packs: the limits, sizes and steps that regulations prescribe, as data with a date of force and sources.

mod check;
#[cfg(test)]
mod tests;
mod track;

pub use track::{PaperRule, Track};

use crate::vocabulary::{ExaminationKind, FindingKind, Level, Silence};
use chrono::NaiveDate;
use haicap_types::{OrganizationCode, OrganizationKind, Signature};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The code of a pack, such as `party-2026`.
pub type PackCode = haicap_types::ListCode;

/// The rules of one regulation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!(example()))]
pub struct RulePack {
    /// What it is called.
    #[schema(min_length = 1, max_length = 300, example = "Quy định của Thành ủy về kiểm tra, giám sát")]
    pub title_vi: String,
    /// The same in English.
    #[schema(
        min_length = 1,
        max_length = 300,
        example = "Rules of the City Party Committee on inspection and supervision"
    )]
    pub title_en: String,
    /// The first date of decisions to which it applies.
    #[schema(example = "2026-07-01")]
    pub valid_from: NaiveDate,
    /// The last one; null while none is known.
    #[serde(default)]
    #[schema(required, example = json!(null))]
    pub valid_to: Option<NaiveDate>,
    /// It applies to decisions of this organization and of those below it; null: to all. The pack of the nearest
    /// organization comes before all others.
    #[serde(default)]
    #[schema(required, example = "TU")]
    pub applies_to: Option<OrganizationCode>,
    /// The level at which organizations of a kind decide, and all below them that have no level of their own.
    #[schema(min_items = 1, max_items = 10)]
    pub levels: Vec<LevelRule>,
    /// The time from the announcement to the target to the conclusion, for each kind of examination and each level.
    #[schema(min_items = 1, max_items = 10)]
    pub time_limits: Vec<TimeLimit>,
    /// By how much a time limit can be extended.
    pub extension: ExtensionRule,
    /// The time from the decision to the announcement to the target.
    pub announcement: AnnouncementRule,
    /// The time from the announcement of the conclusion to the complete file.
    pub file: DaysRule,
    /// The longest span that is examined.
    pub span: YearsRule,
    /// How many members a team has. Any other number needs a reason.
    pub team: TeamRule,
    /// For how long nobody examines an organization that they belonged to.
    pub conflict: YearsRule,
    /// Within what time the same shortcoming at the same target counts as repeated.
    pub repetition: YearsRule,
    /// What silence in an opinion round means.
    pub opinion: OpinionRule,
    /// What may be found, for each kind of examination.
    #[schema(min_items = 1, max_items = 2)]
    pub findings: Vec<FindingRule>,
    /// How severe shortcomings and violations are, the least severe first.
    #[schema(min_items = 1, max_items = 10)]
    pub severities: Vec<Severity>,
    /// The ways in which targets are examined.
    #[schema(min_items = 1, max_items = 10)]
    pub tracks: Vec<Track>,
}

/// Where a rule stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// The document, and the place in it.
    #[schema(min_length = 1, max_length = 300, example = "Quy định 21-QĐ/TW ngày 11/4/2026")]
    pub text: String,
    /// Whether several independent sources agree on it.
    #[schema(example = true)]
    pub is_confirmed: bool,
}

/// The level of organizations.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LevelRule {
    /// The level.
    pub level: Level,
    /// The kinds of organizations that decide at it.
    #[schema(min_items = 1, max_items = 20, example = json!(["standing_committee", "inspection_commission"]))]
    pub kinds: Vec<OrganizationKind>,
}

/// How long an examination may take.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TimeLimit {
    /// The kind of examination.
    pub kind: ExaminationKind,
    /// The level of the organization that decides.
    pub level: Level,
    /// The limit.
    #[schema(minimum = 1, maximum = 250, example = 45)]
    pub working_days: u16,
    /// Where it stands.
    pub source: Source,
}

/// By how much a time limit can be extended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ExtensionRule {
    /// The largest part of the limit, above the line.
    #[schema(minimum = 0, maximum = 10, example = 1)]
    pub numerator: u16,
    /// And below it.
    #[schema(minimum = 1, maximum = 10, example = 3)]
    pub denominator: u16,
    /// How often.
    #[schema(minimum = 0, maximum = 5, example = 1)]
    pub times: u16,
    /// Where it stands.
    pub source: Source,
}

/// How soon a decision is announced to the target.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AnnouncementRule {
    /// To an organization.
    #[schema(minimum = 1, maximum = 250, example = 5)]
    pub working_days: u16,
    /// To a Party cell.
    #[schema(minimum = 1, maximum = 250, example = 3)]
    pub working_days_of_cells: u16,
    /// Where it stands.
    pub source: Source,
}

/// A number of working days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DaysRule {
    /// The number.
    #[schema(minimum = 1, maximum = 250, example = 15)]
    pub working_days: u16,
    /// Where it stands.
    pub source: Source,
}

/// A number of years.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct YearsRule {
    /// The number.
    #[schema(minimum = 1, maximum = 20, example = 5)]
    pub years: u16,
    /// Where it stands.
    pub source: Source,
}

/// The size of a team.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TeamRule {
    /// At least.
    #[schema(minimum = 2, maximum = 50, example = 3)]
    pub least: u16,
    /// At most.
    #[schema(minimum = 2, maximum = 50, example = 5)]
    pub most: u16,
    /// Where it stands.
    pub source: Source,
}

/// How opinions are counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OpinionRule {
    /// What silence means.
    pub silence: Silence,
    /// Where it stands.
    pub source: Source,
}

/// What may be found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FindingRule {
    /// Under this kind of examination.
    pub kind: ExaminationKind,
    /// Findings of these kinds. There can be no violation under a supervision.
    #[schema(min_items = 1, max_items = 4)]
    pub finding_kinds: Vec<FindingKind>,
    /// Where it stands.
    pub source: Source,
}

/// A step of the scale of severity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Severity {
    /// Its code.
    #[schema(example = "serious")]
    pub code: PackCode,
    /// What it is called.
    #[schema(min_length = 1, max_length = 100, example = "Nghiêm trọng")]
    pub label_vi: String,
    /// The same in English.
    #[schema(min_length = 1, max_length = 100, example = "Serious")]
    pub label_en: String,
}

impl RulePack {
    /// The level at which an organization decides, by the kinds of it and of those above it, its own first; none where no
    /// kind has one.
    #[must_use]
    pub fn level_of(&self, kinds: impl IntoIterator<Item = OrganizationKind>) -> Option<Level> {
        let of_kind = |kind| self.levels.iter().find(|rule| rule.kinds.contains(&kind)).map(|rule| rule.level);
        kinds.into_iter().find_map(of_kind)
    }

    /// Whether a finding may say this under this kind of examination.
    #[must_use]
    pub fn may_find(&self, kind: ExaminationKind, finding: FindingKind) -> bool {
        self.findings.iter().any(|rule| rule.kind == kind && rule.finding_kinds.contains(&finding))
    }

    /// The limit for a kind of examination at a level, in working days.
    #[must_use]
    pub fn time_limit(&self, kind: ExaminationKind, level: Level) -> Option<u16> {
        self.time_limits.iter().find(|limit| (limit.kind, limit.level) == (kind, level)).map(|limit| limit.working_days)
    }

    /// The track with a code.
    #[must_use]
    pub fn track(&self, code: &str) -> Option<&Track> {
        self.tracks.iter().find(|track| track.code.as_str() == code)
    }

    /// Whether it applies to decisions of a date.
    #[must_use]
    pub fn is_in_force(&self, on: NaiveDate) -> bool {
        self.valid_from <= on && self.valid_to.is_none_or(|last| on <= last)
    }
}

/// A version of a pack. It never changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackVersion {
    /// The code of the pack.
    pub code: PackCode,
    /// Its number, from 1.
    pub version: i32,
    /// What it says.
    pub rules: RulePack,
    /// Who entered it, and when; none where it was shipped with the service.
    pub entered: Option<Signature>,
}

/// A city's own pack, as documents show it: what is shipped, for one city.
fn example() -> Option<RulePack> {
    let shipped = shipped().ok()?.pop()?.rules;
    let (title_vi, title_en) = (
        "Quy định của Thành ủy về kiểm tra, giám sát",
        "Rules of the City Party Committee on inspection and supervision",
    );
    Some(RulePack {
        title_vi: title_vi.to_owned(),
        title_en: title_en.to_owned(),
        valid_from: NaiveDate::from_ymd_opt(2026, 7, 1)?,
        applies_to: "TU".parse().ok(),
        ..shipped
    })
}

/// The packs that are shipped with the service.
///
/// # Errors
/// A file that cannot be read; a test reads all of them.
pub fn shipped() -> Result<Vec<PackVersion>, serde_json::Error> {
    let files = [
        ("party-2025", include_str!("../../packs/party-2025.json")),
        ("party-2026", include_str!("../../packs/party-2026.json")),
    ];
    let read = |(code, file): (&str, &str)| {
        let code = PackCode::new(code).map_err(serde::de::Error::custom)?;
        Ok(PackVersion { code, version: 1, rules: serde_json::from_str(file)?, entered: None })
    };
    files.into_iter().map(read).collect()
}
