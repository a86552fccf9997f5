use crate::domain::assignment::Assignment;
use crate::vocabulary::{AssignmentState, Bucket, ClauseKind, Health, OrganizationRole};
use chrono::NaiveDate;
use diesel::sql_types::{Array, Bool, Date, Text, Uuid as SqlUuid};
use haicap_kit::db::Statement;
use haicap_types::{OrganizationCode, Urgency, Vocabulary};
use uuid::Uuid;

/// Who sees more organizations sees most of the city, and finds a page soonest among all assignments.
const APART_MAX: usize = 64;

/// Which assignments are wanted. Empty lists and `None` ask for nothing.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// The organizations that the caller sees; empty where another filter ensures it.
    pub seen: Option<Vec<OrganizationCode>>,
    /// An organization, in any role or in the one given.
    pub organization: Option<(OrganizationCode, Option<OrganizationRole>)>,
    /// Accountable organizations: those of a territory.
    pub accountable: Option<Vec<OrganizationCode>>,
    /// States.
    pub states: Vec<AssignmentState>,
    /// Healths.
    pub health: Vec<Health>,
    /// Statistical groups.
    pub buckets: Vec<Bucket>,
    /// Kinds of clauses.
    pub kinds: Vec<ClauseKind>,
    /// Urgencies.
    pub urgencies: Vec<Urgency>,
    /// Due on or after.
    pub due_from: Option<NaiveDate>,
    /// Due on or before.
    pub due_to: Option<NaiveDate>,
    /// The subject of the person who took it.
    pub handler: Option<String>,
    /// Only those in force, or only those that are not.
    pub is_in_force: Option<bool>,
    /// The directive.
    pub directive: Option<Uuid>,
    /// The clause.
    pub clause: Option<Uuid>,
    /// The parent.
    pub parent: Option<Uuid>,
    /// Roots only, or children only.
    pub is_root: Option<bool>,
    /// Words to be found, folded.
    pub words: Vec<String>,
}

impl Filter {
    /// Whether it asks for few assignments of any organization, which other indexes find than those on organizations.
    pub(super) const fn is_narrow(&self) -> bool {
        self.directive.is_some()
            || self.clause.is_some()
            || self.parent.is_some()
            || self.handler.is_some()
            || !self.words.is_empty()
    }

    /// Whether it means an assignment that is not in force, by document, clause and accountable organization.
    #[must_use]
    pub fn means(&self, one: &Assignment) -> bool {
        !one.is_in_force
            && self.directive.is_none_or(|directive| one.directive_id == Some(directive))
            && self.clause.is_none_or(|clause| one.clause_id == Some(clause))
            && self.organization.as_ref().is_none_or(|(code, _)| one.accountable == *code)
    }

    pub(super) fn is_open(&self) -> bool {
        !self.states.is_empty() && self.states.iter().all(|state| state.is_open())
    }

    /// The organizations whose assignments are read, each in the order of dates, to put a page together; none where the
    /// dates of all assignments, or another index, get there sooner.
    pub(super) fn read_apart(&self) -> Option<Vec<OrganizationCode>> {
        match (&self.organization, &self.seen) {
            _ if self.is_narrow() => None,
            (Some((_, Some(OrganizationRole::Accountable))), _) => None,
            (Some((code, _)), _) => Some(vec![code.clone()]),
            (None, Some(seen)) if seen.len() <= APART_MAX => Some(seen.clone()),
            _ => None,
        }
    }
}

/// Goes on with the conditions of a filter on the row `a`, but for health, groups and dates.
pub(super) fn conditions<T>(statement: Statement<T>, filter: &Filter) -> Statement<T> {
    let mut statement = with_role(in_sight(statement, filter), filter);
    if let Some(codes) = &filter.accountable {
        statement = statement.text(" and a.accountable = any(").bind::<Array<Text>, _>(codes.clone()).text(")");
    }
    statement = statement.any_of("a.state", &filter.states);
    if filter.is_open() {
        // Implied by the states, and what the indexes on open assignments ask for: most assignments have ended.
        statement = statement.text(" and a.ended_at is null");
    }
    statement = statement.text(match filter.is_in_force {
        Some(true) => " and a.is_in_force",
        Some(false) => " and not a.is_in_force",
        None => "",
    });
    statement = statement.any_of("a.clause_kind", &filter.kinds);
    statement = statement.any_of("a.urgency", &filter.urgencies);
    if let Some(handler) = &filter.handler {
        statement = statement.text(" and a.handler_subject = ").bind::<Text, _>(handler.clone());
    }
    for (column, id) in [
        (" and a.directive_id = ", filter.directive),
        (" and a.clause_id = ", filter.clause),
        (" and a.parent_id = ", filter.parent),
    ] {
        if let Some(id) = id {
            statement = statement.text(column).bind::<SqlUuid, _>(id);
        }
    }
    if let Some(is_root) = filter.is_root {
        statement = statement.text(" and (a.parent_id is null) = ").bind::<Bool, _>(is_root);
    }
    for word in &filter.words {
        statement = statement
            .text(" and (a.id in (select t.assignment_id from assignment_text t where t.search like ")
            .bind::<Text, _>(format!("%{word}%"))
            .text(") or a.clause_id in (select c.id from clause c where c.search like ")
            .bind::<Text, _>(format!("%{word}%"))
            .text("))");
    }
    statement
}

/// Goes on with what the caller sees.
fn in_sight<T>(statement: Statement<T>, filter: &Filter) -> Statement<T> {
    let Some(seen) = &filter.seen else { return statement };
    let is_looked_up = !filter.is_narrow() && seen.len() <= APART_MAX;
    if is_looked_up {
        statement
            .text(" and a.id in (select p.assignment_id from assignment_party p where p.organization = any(")
            .bind::<Array<Text>, _>(seen.clone())
            .text("))")
    } else {
        // Where it is planned with its values, Postgres makes a table of them for the first question, which most
        // assignments answer; for the second it searches them from the beginning.
        statement
            .text(" and (a.accountable = any(")
            .bind::<Array<Text>, _>(seen.clone())
            .text(") or a.concerned && ")
            .bind::<Array<Text>, _>(seen.clone())
            .text(")")
    }
}

/// Goes on with the organization that is asked for, and its role.
fn with_role<T>(statement: Statement<T>, filter: &Filter) -> Statement<T> {
    let Some((code, role)) = &filter.organization else { return statement };
    let code = code.clone();
    match role {
        None => statement.text(" and a.concerned @> ").bind::<Array<Text>, _>(vec![code]),
        Some(OrganizationRole::Accountable) => statement.text(" and a.accountable = ").bind::<Text, _>(code),
        Some(OrganizationRole::Executing) => statement.text(" and a.executing = ").bind::<Text, _>(code),
        Some(OrganizationRole::ReportsTo) => statement.text(" and a.reports_to = ").bind::<Text, _>(code),
        Some(OrganizationRole::Coordinating) => {
            statement.text(" and a.coordinating @> ").bind::<Array<Text>, _>(vec![code])
        }
        Some(OrganizationRole::Monitoring) => {
            statement.text(" and a.monitoring @> ").bind::<Array<Text>, _>(vec![code])
        }
    }
}

/// Goes on with the filter's limits for a date.
pub(super) fn due_between<T>(mut statement: Statement<T>, filter: &Filter, column: &str) -> Statement<T> {
    if let Some(from) = filter.due_from {
        statement = statement.text(format!(" and {column} >= ")).bind::<Date, _>(from);
    }
    if let Some(to) = filter.due_to {
        statement = statement.text(format!(" and {column} <= ")).bind::<Date, _>(to);
    }
    statement
}

/// Goes on with the organizations as the rows `o (code)`: values instead of an array, so that Postgres knows how many
/// there are without planning on every call.
pub(super) fn one_by_one<T>(mut statement: Statement<T>, organizations: Vec<OrganizationCode>) -> Statement<T> {
    for (index, code) in organizations.into_iter().enumerate() {
        statement = statement.text(if index == 0 { "(values (" } else { ", (" }).bind::<Text, _>(code).text(")");
    }
    statement.text(") o (code)")
}

/// The words that the columns hold.
pub(super) fn words<V: Vocabulary>(values: &[V]) -> Vec<&'static str> {
    values.iter().map(|value| value.word()).collect()
}
