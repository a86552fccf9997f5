//! Decisions: what an approved proposal becomes, once its paper is signed and has its number.

use super::rule_pack::PackCode;
use chrono::{DateTime, NaiveDate, Utc};
use haicap_types::{Actor, Ground, Line, Signature, Words, local_date};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// A decision: it exists from the approval on, and is in force once it is issued.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Its id.
    pub id: Uuid,
    /// The programme.
    pub programme_id: Uuid,
    /// The proposal that was approved.
    pub proposal_id: Uuid,
    /// The rules that apply to everything that follows from it.
    pub rule_pack: PackVersionRef,
    /// Who approved it, and when.
    pub approved: Signature,
    /// How it was issued.
    pub issued: Option<Issued>,
    /// Counts its changes.
    pub version: i32,
}

/// A version of a rule pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PackVersionRef {
    /// The code of the pack.
    #[schema(example = "party-2025")]
    pub code: PackCode,
    /// The number of the version.
    #[schema(example = 1)]
    pub version: i32,
}

/// What stands on the paper of a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issue {
    /// The number and symbol.
    pub number: Line<100>,
    /// Its date: from it on time runs.
    pub issued_on: NaiveDate,
    /// Who signed it.
    pub signer_name: Line<200>,
    /// In which post.
    pub signer_post: Line<200>,
}

/// How a decision was issued.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issued {
    /// What stands on the paper.
    pub issue: Issue,
    /// Who entered that, and when.
    pub signature: Signature,
}

haicap_types::acts! {
    /// Everything that anybody may do to a decision.
    Act as "decision_act" {
        /// The deciding organization enters what stands on the signed paper.
        Issue = "issue", Post "issue" versioned, "Ban hành", "Issue";
    }
}

/// Why an act is not possible now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Refusal {
    /// It was issued before.
    Issued,
    /// The programme was called off.
    Cancelled,
    /// Its date lies before the day of the approval, or in the future.
    OtherDate,
}

impl haicap_types::Refusal for Refusal {
    fn code(&self) -> &'static str {
        match self {
            Self::Issued => "already_issued",
            Self::Cancelled => "programme_cancelled",
            Self::OtherDate => "other_date",
        }
    }

    fn ground(&self) -> Ground {
        match self {
            Self::Issued | Self::Cancelled => Ground::State,
            Self::OtherDate => Ground::Content,
        }
    }

    fn words(&self) -> Words {
        match self {
            Self::Issued => Words::new("Quyết định đã được ban hành.", "The decision was issued already."),
            Self::Cancelled => Words::new("Chương trình đã bị hủy.", "The programme was called off."),
            Self::OtherDate => Words::new(
                "Ngày ban hành phải từ ngày duyệt đến hôm nay.",
                "The date of issue must not be before the day of the approval, nor after today.",
            ),
        }
    }

    fn pointer(&self) -> String {
        match self {
            Self::OtherDate => "/issued_on".to_owned(),
            Self::Issued | Self::Cancelled => String::new(),
        }
    }
}

/// Whether a decision can be issued now. The right to it is another question.
///
/// # Errors
/// Why not.
pub fn permit(decision: &Decision, is_cancelled: bool) -> Result<(), Refusal> {
    match (&decision.issued, is_cancelled) {
        (Some(_), _) => Err(Refusal::Issued),
        (None, true) => Err(Refusal::Cancelled),
        (None, false) => Ok(()),
    }
}

/// The decision, issued; its version is raised when it is saved.
///
/// # Errors
/// Why it is not.
pub fn issue(
    decision: &Decision,
    is_cancelled: bool,
    issue: Issue,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Decision, Refusal> {
    permit(decision, is_cancelled)?;
    if !(local_date(decision.approved.at)..=local_date(now)).contains(&issue.issued_on) {
        return Err(Refusal::OtherDate);
    }
    let issued = Some(Issued { issue, signature: Signature { by: actor.subject.clone(), at: now } });
    Ok(Decision { issued, ..decision.clone() })
}
