use super::assigning::{Assigned, assign};
use super::{Change, Command, Directive, Ended, Fact, Link, Outcome, Refusal, Surroundings, permit, writers};
use crate::domain::document_number::RecordedNumber;
use crate::domain::text::Reason;
use crate::vocabulary::DirectiveState;
use chrono::{DateTime, NaiveDate, Utc};
use haicap_types::local_date;

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
        Command::Revoke { reason } => {
            next.revocation_reason = Some(reason.clone());
            next.ended_at = Some(now);
            Fact::Revoked { by: None }
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
    fn expect_valid(&self) -> Result<(), Refusal> {
        let faults = self.content.faults(self.id);
        if faults.is_empty() { Ok(()) } else { Err(Refusal::InvalidContent(faults)) }
    }

    fn come_into_force(&mut self, surroundings: &Surroundings, now: DateTime<Utc>) -> Result<Fact, Refusal> {
        let Surroundings { clauses, others, directory, new_id } = surroundings;
        self.effective_at = Some(now);
        let Assigned { assignments, concerned } =
            assign(self, clauses, directory, now, &mut || new_id()).map_err(Refusal::NotAssignable)?;
        self.concerned = concerned;
        let links = self.content.links.iter().filter_map(|link| Some((link, link.ending()?)));
        let ended = links.map(|(link, ending)| self.end(link, ending, others, now)).collect::<Result<_, _>>()?;
        Ok(Fact::CameIntoForce { assignments, ended })
    }

    /// Ends another document of the same issuer.
    fn end(&self, link: &Link, ending: DirectiveState, others: &[Self], now: DateTime<Utc>) -> Result<Ended, Refusal> {
        let other = others.iter().find(|other| other.id == link.directive_id);
        let before = other.filter(|other| other.content.issuer == self.content.issuer).ok_or(Refusal::LinkedMissing)?;
        if !before.is_in_force() {
            return Err(Refusal::LinkedNotInForce);
        }
        let mut directive = Self { state: ending, updated_at: now, ended_at: Some(now), ..before.clone() };
        let fact = if ending == DirectiveState::Superseded {
            directive.superseded_by = Some(self.id);
            Fact::Superseded { by: self.id }
        } else {
            let name = self.content.number.as_ref().map_or_else(|| self.content.title.to_string(), ToString::to_string);
            directive.revocation_reason = Reason::new(&format!("Theo văn bản {name}.")).ok();
            Fact::Revoked { by: Some(self.id) }
        };
        Ok(Ended { before: before.clone(), change: Change { directive, fact } })
    }
}
