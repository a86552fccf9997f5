use super::{PackCode, Source};
use crate::vocabulary::{Ending, ExaminationKind, Paper, Phase, Signer};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A way in which targets are examined.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Track {
    /// Its code.
    #[schema(example = "thematic-supervision")]
    pub code: PackCode,
    /// What it is called.
    #[schema(min_length = 1, max_length = 100, example = "Giám sát chuyên đề")]
    pub label_vi: String,
    /// The same in English.
    #[schema(min_length = 1, max_length = 100, example = "Thematic supervision")]
    pub label_en: String,
    /// The kinds of examination that one round may combine. The first one decides on the time limit.
    #[schema(min_items = 1, max_items = 2)]
    pub kinds: Vec<ExaminationKind>,
    /// What ends it for a target.
    pub ending: Ending,
    /// The phases, in their order.
    #[schema(min_items = 3, max_items = 9)]
    pub phases: Vec<Phase>,
    /// Whether a draft conclusion is appraised by the Party office.
    pub has_appraisal: bool,
    /// Whether the members of the deciding organization give their opinions on it.
    pub has_opinion_round: bool,
    /// The papers.
    #[schema(max_items = 20)]
    pub papers: Vec<PaperRule>,
    /// Where it stands.
    pub source: Source,
}

/// A paper that a track needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PaperRule {
    /// The paper.
    pub paper: Paper,
    /// The phase in which it is written.
    pub phase: Phase,
    /// Who signs it.
    pub signer: Signer,
    /// Whether the file is incomplete without it.
    #[schema(example = true)]
    pub is_required: bool,
}

impl Track {
    /// The phase that comes after one; none after the last one.
    #[must_use]
    pub fn after(&self, phase: Phase) -> Option<Phase> {
        let place = self.phases.iter().position(|one| *one == phase)?;
        self.phases.get(place + 1).copied()
    }
}
