use super::{Case, GrantRequest, Latest, Obligation, Submission};
use haicap_types::{OrganizationCode, Signature};
use uuid::Uuid;

/// What comes of an act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The obligation afterwards; its version is raised when it is saved.
    pub obligation: Obligation,
    /// What happened.
    pub fact: Fact,
    /// Whether a pending request ended undecided, because there is nothing left to decide.
    pub lapses_request: bool,
}

/// Something that happened to an obligation, with the row that it wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fact {
    /// A version was begun.
    Drafted(Submission),
    /// A draft was edited.
    Edited(Submission),
    /// A draft was discarded.
    Discarded(Uuid),
    /// A version was sent.
    Submitted(Submission),
    /// A version was sent back.
    Returned(Submission),
    /// A version was accepted.
    Accepted(Submission),
    /// Something was asked for.
    Asked(GrantRequest),
    /// That was decided on.
    Decided {
        /// The request afterwards.
        request: GrantRequest,
        /// Who decided, and when.
        decided: Signature,
        /// What was said about it.
        remark: Option<String>,
    },
}

/// What a living organization took over from an ended one.
#[derive(Debug, Clone)]
pub struct Inherited {
    /// The obligation.
    pub obligation: Uuid,
    /// Which of its columns changed: `owed_by` or `receiver`.
    pub column: &'static str,
    /// The ended organization.
    pub from: OrganizationCode,
    /// The living one.
    pub to: OrganizationCode,
}

impl Case {
    /// What the next act is decided on, without reading it again.
    #[must_use]
    pub fn after(mut self, change: Change) -> Self {
        self.obligation = change.obligation;
        if change.lapses_request {
            self.pending = None;
        }
        match change.fact {
            Fact::Drafted(one) | Fact::Submitted(one) => {
                let last = self.submission.take().filter(|last| last.id != one.id);
                self.earlier.extend(last.as_ref().map(Latest::of));
                self.submission = Some(one);
            }
            Fact::Edited(one) | Fact::Returned(one) | Fact::Accepted(one) => self.submission = Some(one),
            Fact::Discarded(_) => {
                self.submission = None;
                self.earlier.pop();
            }
            Fact::Asked(request) => self.pending = Some(request),
            Fact::Decided { .. } => self.pending = None,
        }
        self
    }
}
