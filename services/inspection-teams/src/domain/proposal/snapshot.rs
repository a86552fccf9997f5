use crate::domain::decision::PackVersionRef;
use crate::domain::programme::Plan;
use crate::vocabulary::MemberRole;
use chrono::NaiveDate;
use haicap_types::{OrganizationCode, content_hash};
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

impl Snapshot {
    /// The format that is written now.
    pub const FORMAT: u16 = 1;

    /// The hash of everything that it says.
    #[must_use]
    pub fn hash(&self) -> String {
        content_hash(&json!(self))
    }
}
