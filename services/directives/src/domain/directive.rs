//! A directive: a document of a leading body, from draft to its end.

mod content;
mod refusal;

pub use content::{
    AUDIENCES_MAX, ClassificationFault, Content, ContentFault, LINKS_MAX, Link, RECIPIENTS_MAX, Signer,
    read_classification,
};
pub use refusal::Refusal;

use super::document_number::{DocumentNumber, RecordedNumber};
use super::text::Reason;
use chrono::{DateTime, NaiveDate, Utc};
use haicap_types::{DirectiveState, Method, OrganizationCode, local_date};
use uuid::Uuid;

/// A document that asks something of organizations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Directive {
    /// Its id.
    pub id: Uuid,
    /// Counts its changes; the store raises it.
    pub version: i32,
    /// Where it stands.
    pub state: DirectiveState,
    /// What it says of itself.
    pub content: Content,
    /// The subject who drafted it.
    pub created_by_subject: String,
    /// The organization that the subject acted for.
    pub created_by_organization: OrganizationCode,
    /// When it was drafted.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
    /// When it was issued or registered here.
    pub effective_at: Option<DateTime<Utc>>,
    /// When it was superseded or revoked.
    pub ended_at: Option<DateTime<Utc>>,
    /// What took its place.
    pub superseded_by: Option<Uuid>,
    /// Why it was revoked.
    pub revocation_reason: Option<Reason>,
    /// Whoever sees one of these organizations sees it: of a draft those who write it, later everybody that it is
    /// addressed to or asks something of.
    pub concerned: Vec<OrganizationCode>,
}

/// What can be done with a directive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    /// Changes a draft.
    Edit,
    /// Puts it into force, by the issuing body itself.
    Issue,
    /// Takes note of a document that some body issued elsewhere.
    Register,
    /// Another directive takes its place.
    Supersede,
    /// It no longer holds.
    Revoke,
    /// Throws a draft away.
    Delete,
}

/// An action with what it needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// The whole content as it shall be.
    Edit(Box<Content>),
    /// Number and date where the draft does not have them yet; without a date it is issued today.
    Issue {
        /// The number that the book gave, or that was reserved.
        number: Option<DocumentNumber>,
        /// The date on the document.
        issued_on: Option<NaiveDate>,
    },
    /// Number and date where the draft does not have them yet; both may be unknown.
    Register {
        /// The number on the document.
        number: Option<RecordedNumber>,
        /// The date on the document.
        issued_on: Option<NaiveDate>,
    },
    /// Another directive takes its place.
    Supersede {
        /// That directive.
        by: Uuid,
    },
    /// It no longer holds.
    Revoke {
        /// Why.
        reason: Reason,
    },
    /// Throws the draft away.
    Delete,
}

/// What an action leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The directive stands in a state.
    Becomes(DirectiveState),
    /// There is no directive any more.
    Gone,
}

/// The state machine: what an action leads to, or nothing where it is illegal.
#[must_use]
pub const fn next(state: DirectiveState, action: Action) -> Option<Outcome> {
    use Action::{Delete, Edit, Issue, Register, Revoke, Supersede};
    use DirectiveState::{Draft, Issued, Registered, Revoked, Superseded};
    use Outcome::{Becomes, Gone};
    match (state, action) {
        (Draft, Edit) => Some(Becomes(Draft)),
        (Draft, Issue) => Some(Becomes(Issued)),
        (Draft, Register) => Some(Becomes(Registered)),
        (Draft, Delete) => Some(Gone),
        (Issued | Registered, Supersede) => Some(Becomes(Superseded)),
        (Issued | Registered, Revoke) => Some(Becomes(Revoked)),

        (Draft, Supersede | Revoke) => None,
        (Issued | Registered, Edit | Issue | Register | Delete) => None,
        (Superseded | Revoked, _) => None,
    }
}

/// The legal actions of a state.
pub fn allowed(state: DirectiveState) -> impl Iterator<Item = Action> {
    Action::ALL.iter().copied().filter(move |action| next(state, *action).is_some())
}

/// Decides a command that somebody gives for an organization. A deleted directive comes back unchanged.
///
/// # Errors
///
/// A [`Refusal`]; nothing has changed then.
pub fn decide(
    directive: &Directive,
    command: &Command,
    acting_for: &OrganizationCode,
    now: DateTime<Utc>,
) -> Result<Directive, Refusal> {
    let action = command.action();
    let outcome = next(directive.state, action).ok_or(Refusal::NotInThisState(directive.state, action))?;
    let Outcome::Becomes(state) = outcome else {
        return Ok(directive.clone());
    };
    let mut after = Directive { state, updated_at: now, ..directive.clone() };
    match command {
        Command::Edit(content) => {
            after.content = Content::clone(content);
            after.concerned = writers(&after.content.issuer, &after.created_by_organization);
        }
        Command::Issue { number, issued_on } => {
            if after.content.issuer != *acting_for {
                return Err(Refusal::NotTheIssuer);
            }
            let given = number.clone().map(RecordedNumber::Formal);
            let number = given.or(after.content.number).ok_or(Refusal::NumberMissing)?;
            let RecordedNumber::Formal(_) = number else {
                return Err(Refusal::NumberNotFormal);
            };
            after.content.number = Some(number);
            after.content.issued_on = issued_on.or(after.content.issued_on).or(Some(local_date(now)));
            after.effective_at = Some(now);
        }
        Command::Register { number, issued_on } => {
            after.content.number = number.clone().or(after.content.number);
            after.content.issued_on = issued_on.or(after.content.issued_on);
            after.effective_at = Some(now);
        }
        Command::Supersede { by } if *by == directive.id => {
            return Err(Refusal::SupersededByItself);
        }
        Command::Supersede { by } => {
            after.superseded_by = Some(*by);
            after.ended_at = Some(now);
        }
        Command::Revoke { reason } => {
            after.revocation_reason = Some(reason.clone());
            after.ended_at = Some(now);
        }
        Command::Delete => {}
    }
    let is_in_force = matches!(state, DirectiveState::Issued | DirectiveState::Registered);
    if is_in_force && after.content.issued_on.is_some_and(|date| date > local_date(now)) {
        return Err(Refusal::IssuedInFuture);
    }
    let faults = after.content.faults(after.id);
    if faults.is_empty() { Ok(after) } else { Err(Refusal::InvalidContent(faults)) }
}

/// The organizations that write a draft: the one that issues it, and the one that drafts it.
fn writers(issuer: &OrganizationCode, drafter: &OrganizationCode) -> Vec<OrganizationCode> {
    let mut writers = vec![issuer.clone(), drafter.clone()];
    writers.dedup();
    writers
}

impl Directive {
    /// A new draft.
    ///
    /// # Errors
    ///
    /// [`Refusal::InvalidContent`].
    pub fn draft(
        id: Uuid,
        content: Content,
        subject: &str,
        acting_for: &OrganizationCode,
        now: DateTime<Utc>,
    ) -> Result<Self, Refusal> {
        let faults = content.faults(id);
        if !faults.is_empty() {
            return Err(Refusal::InvalidContent(faults));
        }
        Ok(Self {
            id,
            version: 1,
            state: DirectiveState::Draft,
            concerned: writers(&content.issuer, acting_for),
            content,
            created_by_subject: subject.to_owned(),
            created_by_organization: acting_for.clone(),
            created_at: now,
            updated_at: now,
            effective_at: None,
            ended_at: None,
            superseded_by: None,
            revocation_reason: None,
        })
    }
}

impl Command {
    /// What it does.
    #[must_use]
    pub const fn action(&self) -> Action {
        match self {
            Self::Edit(_) => Action::Edit,
            Self::Issue { .. } => Action::Issue,
            Self::Register { .. } => Action::Register,
            Self::Supersede { .. } => Action::Supersede,
            Self::Revoke { .. } => Action::Revoke,
            Self::Delete => Action::Delete,
        }
    }
}

impl Action {
    /// Every action, in the order of a directive's life.
    pub const ALL: &'static [Self] =
        &[Self::Edit, Self::Issue, Self::Register, Self::Supersede, Self::Revoke, Self::Delete];

    /// The name of the action on the wire.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Edit => "edit",
            Self::Issue => "issue",
            Self::Register => "register",
            Self::Supersede => "supersede",
            Self::Revoke => "revoke",
            Self::Delete => "delete",
        }
    }

    /// The method, and the address below the directive's own.
    #[must_use]
    pub const fn address(self) -> (Method, &'static str) {
        match self {
            Self::Edit => (Method::Patch, ""),
            Self::Delete => (Method::Delete, ""),
            Self::Issue | Self::Register | Self::Supersede | Self::Revoke => (Method::Post, self.word()),
        }
    }

    /// The kind of the event that records it.
    #[must_use]
    pub const fn event(self) -> &'static str {
        match self {
            Self::Edit => "directives.directive.edited",
            Self::Issue => "directives.directive.issued",
            Self::Register => "directives.directive.registered",
            Self::Supersede => "directives.directive.superseded",
            Self::Revoke => "directives.directive.revoked",
            Self::Delete => "directives.directive.deleted",
        }
    }

    const fn verb(self) -> (&'static str, &'static str) {
        match self {
            Self::Edit => ("sửa", "edit"),
            Self::Issue => ("ban hành", "issue"),
            Self::Register => ("vào sổ", "register"),
            Self::Supersede => ("thay thế", "supersede"),
            Self::Revoke => ("thu hồi", "revoke"),
            Self::Delete => ("xóa", "delete"),
        }
    }
}

#[cfg(test)]
mod tests;
