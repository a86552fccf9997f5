use crate::{Faults, Prose, vocabulary};
use serde::Deserialize;
use utoipa::ToSchema;

vocabulary! {
    /// What is decided about a request.
    Decision as "decision" {
        Granted = "granted", "Đồng ý", "Granted";
        Refused = "refused", "Không đồng ý", "Refused";
    }
}

vocabulary! {
    /// Where a request stands.
    RequestState as "request_state" {
        Pending = "pending", "Chờ quyết định", "Pending";
        Granted = "granted", "Đồng ý", "Granted";
        Refused = "refused", "Không đồng ý", "Refused";
        Lapsed = "lapsed", "Hết hiệu lực", "Lapsed: nothing was left to decide";
    }
}

/// The answer to a request, as it is sent.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DecisionIn {
    /// As requested, or not.
    decision: Decision,
    /// What is said about it; a refusal says why.
    #[serde(default)]
    #[schema(required = false, max_length = 2000, example = "Đồng ý.")]
    remark: Option<String>,
}

/// The answer to a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ruling {
    /// As requested.
    Grant {
        /// What is said about it.
        remark: Option<Prose<2_000>>,
    },
    /// Not as requested.
    Refuse {
        /// Why not.
        remark: Prose<2_000>,
    },
}

impl From<Decision> for RequestState {
    fn from(decision: Decision) -> Self {
        match decision {
            Decision::Granted => Self::Granted,
            Decision::Refused => Self::Refused,
        }
    }
}

impl DecisionIn {
    /// An answer that came with more beside it.
    #[must_use]
    pub const fn new(decision: Decision, remark: Option<String>) -> Self {
        Self { decision, remark }
    }

    /// The answer, checked.
    ///
    /// # Errors
    /// A remark that cannot be kept, or a refusal without one.
    pub fn ruling(&self) -> Result<Ruling, Faults> {
        let mut faults = Faults::default();
        let ruling = match self.decision {
            Decision::Granted => {
                faults.optional("/remark", self.remark.as_deref()).map(|remark| Ruling::Grant { remark })
            }
            Decision::Refused => {
                let remark = faults.text("/remark", self.remark.as_deref().unwrap_or_default());
                remark.map(|remark| Ruling::Refuse { remark })
            }
        };
        faults.all(ruling)
    }
}

impl Ruling {
    /// What is decided.
    #[must_use]
    pub const fn decision(&self) -> Decision {
        match self {
            Self::Grant { .. } => Decision::Granted,
            Self::Refuse { .. } => Decision::Refused,
        }
    }

    /// What is said about it.
    #[must_use]
    pub const fn remark(&self) -> Option<&Prose<2_000>> {
        match self {
            Self::Grant { remark } => remark.as_ref(),
            Self::Refuse { remark } => Some(remark),
        }
    }
}
