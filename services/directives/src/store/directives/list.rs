use super::row::DirectiveRow;
use super::select;
use super::visibility::only_visible;
use crate::domain::directive::Directive;
use crate::vocabulary::{DirectiveState, DocumentType};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::result::QueryResult;
use diesel::sql_types::{Date, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use haicap_kit::db::{Db, Statement, literal_limit};
use haicap_reference::Sight;
use haicap_types::{Actor, DocumentScheme, OrganizationCode, Urgency};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Which directives are wanted; what is none is not asked for.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Words of number, title, abstract or a clause, folded.
    pub text: Option<String>,
    /// The states; without any, all but that of entries that were taken back.
    pub states: Vec<DirectiveState>,
    /// The types.
    pub document_types: Vec<DocumentType>,
    /// The issuing organization.
    pub issuer: Option<OrganizationCode>,
    /// The scheme.
    pub scheme: Option<DocumentScheme>,
    /// Issued on this date or later.
    pub issued_from: Option<NaiveDate>,
    /// Issued on this date or earlier.
    pub issued_to: Option<NaiveDate>,
    /// The urgencies.
    pub urgencies: Vec<Urgency>,
}

/// In which order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Sort {
    /// By issue date, those without one last.
    IssuedOn,
    /// By issue date, those without one first.
    #[default]
    IssuedOnDescending,
    /// By the moment of drafting.
    CreatedAt,
    /// The same, newest first.
    CreatedAtDescending,
}

/// Where a directive stands in any of the orders.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct After {
    issued_on: Option<NaiveDate>,
    created_at: DateTime<Utc>,
    id: Uuid,
}

/// The directives that the actor sees, after a place, at most so many.
pub async fn list(
    mut db: Db<'_>,
    (actor, sight): (&Actor, &Sight),
    filter: &Filter,
    sort: Sort,
    after: Option<&After>,
    rows: usize,
) -> QueryResult<Vec<Directive>> {
    let statement = filtered(only_visible(select().text(" where "), actor, sight), filter);
    let statement = match after {
        Some(place) => beyond(statement, sort, place),
        None => statement,
    };
    let found: Vec<DirectiveRow> = statement
        .text(match sort {
            Sort::IssuedOn => " order by issued_sort, id",
            Sort::IssuedOnDescending => " order by issued_sort desc, id desc",
            Sort::CreatedAt => " order by created_at, id",
            Sort::CreatedAtDescending => " order by created_at desc, id desc",
        })
        .text(format!(" limit {}", literal_limit(rows)))
        .load(&mut db)
        .await?;
    found.into_iter().map(Directive::try_from).collect()
}

fn filtered<Row>(mut statement: Statement<Row>, filter: &Filter) -> Statement<Row> {
    // A folded text holds letters, digits and spaces alone, so nothing in it is a wildcard.
    if let Some(text) = &filter.text {
        let pattern = format!("%{text}%");
        statement = statement
            .text(" and (search like ")
            .bind::<Text, _>(pattern.clone())
            .text(" or id in (select c.directive_id from clause c where c.search like ")
            .bind::<Text, _>(pattern)
            .text("))");
    }
    if filter.states.is_empty() {
        statement = statement.text(" and state <> 'annulled'");
    }
    statement = statement
        .any_of("state", &filter.states)
        .any_of("document_type", &filter.document_types)
        .any_of("urgency", &filter.urgencies);
    if let Some(issuer) = &filter.issuer {
        statement = statement.text(" and issuer = ").bind::<Text, _>(issuer.clone());
    }
    if let Some(scheme) = filter.scheme {
        statement = statement.text(" and scheme = ").bind::<Text, _>(scheme);
    }
    if let Some(date) = filter.issued_from {
        statement = statement.text(" and issued_on >= ").bind::<Date, _>(date);
    }
    if let Some(date) = filter.issued_to {
        statement = statement.text(" and issued_on <= ").bind::<Date, _>(date);
    }
    statement
}

fn beyond<Row>(statement: Statement<Row>, sort: Sort, place: &After) -> Statement<Row> {
    let statement = match sort {
        Sort::IssuedOn => statement.text(" and (issued_sort, id) > (coalesce("),
        Sort::IssuedOnDescending => statement.text(" and (issued_sort, id) < (coalesce("),
        Sort::CreatedAt => statement.text(" and (created_at, id) > ("),
        Sort::CreatedAtDescending => statement.text(" and (created_at, id) < ("),
    };
    let statement = match sort {
        Sort::IssuedOn | Sort::IssuedOnDescending => {
            statement.bind::<Nullable<Date>, _>(place.issued_on).text("::date, 'infinity')")
        }
        Sort::CreatedAt | Sort::CreatedAtDescending => statement.bind::<Timestamptz, _>(place.created_at),
    };
    statement.text(", ").bind::<SqlUuid, _>(place.id).text(")")
}

impl From<&Directive> for After {
    fn from(directive: &Directive) -> Self {
        Self { issued_on: directive.content.issued_on, created_at: directive.created_at, id: directive.id }
    }
}
