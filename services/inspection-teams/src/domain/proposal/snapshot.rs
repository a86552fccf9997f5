use crate::domain::decision::PackVersionRef;
use crate::domain::programme::{Plan, Programme};
use crate::vocabulary::MemberRole;
use chrono::NaiveDate;
use haicap_types::{Line, OrganizationCode, Prose, content_hash};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;

/// What was put before the deciding organization. Its hash is what people approved, so this shape, format 1, stays as it is;
/// another one has another `format`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Snapshot {
    /// The format of this content.
    #[schema(example = 1)]
    pub format: u16,
    /// The programme.
    pub programme: Uuid,
    /// The organization that conducts it.
    pub conducting: OrganizationCode,
    /// The organization that decides on it.
    pub deciding: OrganizationCode,
    /// The number and symbol of the paper; null where it has none.
    #[schema(required, example = "12-TTr/UBKTTU")]
    pub number: Option<String>,
    /// The date of the paper.
    pub proposed_on: NaiveDate,
    /// Why the programme is proposed.
    #[schema(example = "Thực hiện Kế hoạch 249-KH/UBKTTW của Ủy ban Kiểm tra Trung ương.")]
    pub summary: String,
    /// What is to be done.
    pub plan: Plan,
    /// Who is to be examined, by code.
    pub expected: Vec<OrganizationCode>,
    /// The rules in force when it was written.
    pub rule_pack: PackVersionRef,
    /// The teams, as far as they were known.
    pub teams: Vec<ProposedTeam>,
}

/// A team as it is proposed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ProposedTeam {
    /// What it is called.
    #[schema(example = "Tổ Công tác số 1")]
    pub title: String,
    /// Its members.
    pub members: Vec<ProposedMember>,
    /// Its targets, by code.
    pub targets: Vec<OrganizationCode>,
}

/// A member of a team as the decision names them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ProposedMember {
    /// The name.
    #[schema(example = "Nguyễn Văn An")]
    pub name: String,
    /// The post; null where none is known.
    #[schema(required)]
    pub post: Option<String>,
    /// The role in the team.
    pub role: MemberRole,
}

/// What stands on the paper of a proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// The number and symbol.
    pub number: Option<Line<100>>,
    /// The date.
    pub proposed_on: NaiveDate,
    /// Why the programme is proposed.
    pub summary: Prose<10_000>,
}

impl Snapshot {
    /// The format that is written now.
    pub const FORMAT: u16 = 1;

    /// A programme as it is now.
    #[must_use]
    pub fn new(programme: &Programme, paper: Paper, rule_pack: PackVersionRef, teams: Vec<ProposedTeam>) -> Self {
        Self {
            format: Self::FORMAT,
            programme: programme.id,
            conducting: programme.conducting.clone(),
            deciding: programme.deciding.clone(),
            number: paper.number.map(Into::into),
            proposed_on: paper.proposed_on,
            summary: paper.summary.into(),
            plan: programme.plan.clone(),
            expected: programme.expected.clone(),
            rule_pack,
            teams,
        }
    }

    /// The hash of everything that it says.
    #[must_use]
    pub fn hash(&self) -> String {
        content_hash(&json!(self))
    }
}
