use super::assigning::{Assigned, assign};
use super::ending::{Left, Making};
use super::{
    Change, Command, Directive, Ended, Ending, Fact, Link, OpenAssignments, Outcome, Refusal, Settled, Surroundings,
    permit, writers,
};
use crate::domain::assignment::Assignment;
use crate::domain::clause::Clause;
use crate::domain::document_number::RecordedNumber;
use crate::domain::text::Reason;
use crate::vocabulary::DirectiveState;
use chrono::{DateTime, NaiveDate, Utc};
use haicap_types::{Faults, local_date, pointer};
use std::collections::BTreeSet;

/// Decides on a command: what changes, or why not.
///
/// # Errors
/// A [`Refusal`]; nothing has changed then.
pub fn decide(current: &Directive, command: &Command, now: DateTime<Utc>) -> Result<Change, Refusal> {
    let Outcome::Becomes(state) = permit(current, command.act())? else {
        return Ok(Change { directive: current.clone(), fact: Fact::Deleted });
    };
    let mut next = Directive { state, updated_at: now, ..current.clone() };
    let fact = match command {
        Command::Edit { content, clauses, changed } => {
            next.content = (**content).clone();
            next.concerned = writers(&next.content.issuer, &next.created_by_organization);
            next.expect_valid()?;
            Fact::Edited { changed: changed.clone(), clauses: clauses.clone() }
        }
        Command::AddClause(clauses) | Command::EditClauses(clauses) => {
            Fact::Edited { changed: vec!["clauses".to_owned()], clauses: Some(clauses.clone()) }
        }
        Command::Issue { number, issued_on, surroundings } => {
            let number = Some(RecordedNumber::Formal(number.clone()));
            next = Directive { state, ..dated(current, number, Some(*issued_on), now)? };
            next.come_into_force(surroundings, now)?
        }
        Command::Register { number, issued_on, surroundings } => {
            next = Directive { state, ..dated(current, number.clone(), *issued_on, now)? };
            next.come_into_force(surroundings, now)?
        }
        Command::Revoke { reason, open_assignments, trees, clauses } => {
            next.revocation_reason = Some(reason.clone());
            next.ended_at = Some(now);
            let settled = open_assignments
                .settle(&Left { clauses, trees }, &[], &mut Making::of(Vec::new()), reason, now)
                .map_err(|faults| within("/open_assignments", faults))?;
            Fact::Revoked { by: None, settled }
        }
        Command::Correct(corrected) => return corrected.decide(current, now),
        Command::Annul { reason, trees, clauses } => {
            next.revocation_reason = Some(reason.clone());
            next.ended_at = Some(now);
            let settled = OpenAssignments::WITHDRAWN
                .settle(&Left { clauses, trees }, &[], &mut Making::of(Vec::new()), reason, now)
                .map_err(Refusal::InvalidContent)?;
            Fact::Annulled { settled }
        }
        Command::Delete => Fact::Deleted,
    };
    Ok(Change { directive: next, fact })
}

/// A draft with the number and the date under which it comes into force, each its own where none is given.
///
/// # Errors
/// [`Refusal::IssuedInFuture`], or [`Refusal::InvalidContent`] where they do not go with the document.
pub fn dated(
    draft: &Directive,
    number: Option<RecordedNumber>,
    issued_on: Option<NaiveDate>,
    now: DateTime<Utc>,
) -> Result<Directive, Refusal> {
    let mut dated = Directive { updated_at: now, ..draft.clone() };
    dated.content.number = number.or(dated.content.number);
    dated.content.issued_on = issued_on.or(dated.content.issued_on);
    if dated.content.issued_on.is_some_and(|date| date > local_date(now)) {
        return Err(Refusal::IssuedInFuture);
    }
    dated.expect_valid()?;
    Ok(dated)
}

impl Directive {
    pub(super) fn expect_valid(&self) -> Result<(), Refusal> {
        let faults = self.content.faults(self.id);
        if faults.is_empty() { Ok(()) } else { Err(Refusal::InvalidContent(faults)) }
    }

    fn come_into_force(&mut self, surroundings: &Surroundings, now: DateTime<Utc>) -> Result<Fact, Refusal> {
        let Surroundings { clauses, others, directory, new_id } = surroundings;
        self.effective_at = Some(now);
        let Assigned { assignments, concerned } =
            assign(self, clauses, directory, now, &mut || new_id()).map_err(Refusal::NotAssignable)?;
        let mut making = Making::of(assignments);
        let mut ended = Vec::new();
        for (index, link) in self.content.links.iter().enumerate() {
            let Some(ending) = link.ending() else { continue };
            let other = others.iter().find(|other| other.directive.id == link.directive_id);
            let other = other.ok_or(Refusal::LinkedMissing)?;
            let settled = self.settle(link, index, other, clauses, &mut making, now)?;
            ended.push(self.end(ending, &other.directive, settled, now)?);
        }
        let changed = ended.iter().filter_map(|ended: &Ended| ended.change.fact.settled());
        let carried = changed.flat_map(|settled| &settled.changes).map(|(_, change)| &change.assignment);
        let carried = carried.filter(|one| one.directive_id == Some(self.id));
        let parties = carried.flat_map(Assignment::parties).cloned();
        self.concerned = concerned.into_iter().chain(parties).collect::<BTreeSet<_>>().into_iter().collect();
        Ok(Fact::CameIntoForce { assignments: making.made, ended })
    }

    /// Settles what a document leaves behind that this one ends by a link.
    fn settle(
        &self,
        link: &Link,
        index: usize,
        other: &Ending,
        clauses: &[Clause],
        making: &mut Making,
        now: DateTime<Utc>,
    ) -> Result<Settled, Refusal> {
        // A link that ends another document says it: the content would not be valid without.
        let plan = link.open_assignments.as_ref().ok_or(Refusal::LinkedMissing)?;
        let left = Left { clauses: &other.clauses, trees: &other.trees };
        plan.settle(&left, clauses, making, &self.as_reason()?, now)
            .map_err(|faults| within(&pointer(&[&"links", &index, &"open_assignments"]), faults))
    }

    /// Ends another document of the same issuer.
    fn end(
        &self,
        ending: DirectiveState,
        before: &Self,
        settled: Settled,
        now: DateTime<Utc>,
    ) -> Result<Ended, Refusal> {
        if before.content.issuer != self.content.issuer {
            return Err(Refusal::LinkedMissing);
        }
        if !before.is_in_force() {
            return Err(Refusal::LinkedNotInForce);
        }
        let mut directive = Self { state: ending, updated_at: now, ended_at: Some(now), ..before.clone() };
        let by = self.id;
        let fact = if ending == DirectiveState::Superseded {
            directive.superseded_by = Some(by);
            Fact::Superseded { by, settled }
        } else {
            directive.revocation_reason = Some(self.as_reason()?);
            Fact::Revoked { by: Some(by), settled }
        };
        Ok(Ended { before: before.clone(), change: Change { directive, fact } })
    }

    /// The document as a reason for what it brings about.
    fn as_reason(&self) -> Result<Reason, Refusal> {
        let name = self.content.number.as_ref().map_or_else(|| self.content.title.to_string(), ToString::to_string);
        let mut faults = Faults::default();
        let reason = faults.text("/title", &format!("Theo văn bản {name}."));
        faults.all(reason).map_err(Refusal::InvalidContent)
    }
}

/// Faults of a part of what was sent.
fn within(at: &str, faults: Faults) -> Refusal {
    let mut whole = Faults::default();
    whole.part::<()>(at, Err(faults));
    Refusal::InvalidContent(whole)
}
