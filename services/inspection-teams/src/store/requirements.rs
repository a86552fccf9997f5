//! Requirements.

use crate::domain::Reason;
use crate::domain::requirement::{Asked, Closed, Requirement};
use crate::vocabulary::RequirementState;
use chrono::{DateTime, NaiveDate, Utc};
use diesel::OptionalExtension;
use diesel::result::QueryResult;
use diesel::sql_types::Uuid as SqlUuid;
use diesel_async::RunQueryDsl;
use haicap_kit::db::{Db, Row, Statement, insert as insert_row, literal_limit, save as save_row};
use haicap_types::{Line, OrganizationCode, Prose, Signature};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use uuid::Uuid;

/// Which requirements are wanted; what is none is not asked for.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Of which organizations, as issuer or addressee, all are seen.
    pub seen: Vec<OrganizationCode>,
    /// In one of these states.
    pub states: Vec<RequirementState>,
    /// Of this organization.
    pub issuer: Option<OrganizationCode>,
    /// With a programme that somebody of these organizations knows of, or without one.
    pub has_programme: Option<(bool, Vec<OrganizationCode>)>,
}

/// After which requirement the page begins.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct After(pub DateTime<Utc>, pub Uuid);

haicap_kit::row! {
    /// A requirement as its table holds it.
    RequirementRow in "requirement" by (id) {
        id: Uuid,
        issuer: OrganizationCode,
        addressees: Vec<OrganizationCode>,
        document_number: Line<100>,
        issued_on: NaiveDate,
        title: Line<300>,
        content: Prose<10_000>,
        due_on: Option<NaiveDate>,
        entered_by: String,
        entered_at: DateTime<Utc>,
        version: i32,
    } changing {
        state: RequirementState,
        closed_by: Option<String>,
        closed_at: Option<DateTime<Utc>>,
        close_reason: Option<Reason>,
    }
}

fn selected(condition: &str) -> Statement<<RequirementRow as Row>::Sql> {
    Statement::new(format!("select {} from requirement r where {condition}", RequirementRow::columns_of("r")))
}

/// The requirement with an id.
pub async fn find(mut db: Db<'_>, id: Uuid) -> QueryResult<Option<Requirement>> {
    let found: Option<RequirementRow> = selected("r.id = ").value(id).get_result(&mut db).await.optional()?;
    Ok(found.map(Requirement::from))
}

/// A page of requirements, the latest first.
pub async fn list(
    mut db: Db<'_>,
    filter: &Filter,
    after: Option<&After>,
    rows: usize,
) -> QueryResult<Vec<Requirement>> {
    let mut statement = selected("(r.issuer = any(")
        .value(filter.seen.clone())
        .text(") or r.addressees && ")
        .value(filter.seen.clone())
        .text(")");
    statement = statement.any_of("r.state", &filter.states);
    if let Some(issuer) = &filter.issuer {
        statement = statement.text(" and r.issuer = ").value(issuer.clone());
    }
    if let Some((has_programme, own)) = &filter.has_programme {
        statement = statement
            .text(
                " and (exists (select from programme p where p.requirements @> array[r.id] \
                 and p.state not in ('discarded', 'rejected', 'cancelled') and (p.conducting = any(",
            )
            .value(own.clone())
            .text(") or p.state <> 'drafting' and p.deciding = any(")
            .value(own.clone())
            .text(")))) = ")
            .value(*has_programme);
    }
    if let Some(After(entered_at, id)) = after {
        statement = statement.text(" and (r.entered_at, r.id) < (").value(*entered_at).text(", ").value(*id).text(")");
    }
    let limit = literal_limit(rows);
    let mut found: Vec<RequirementRow> =
        statement.text(format!(" order by r.entered_at desc, r.id desc limit {limit}")).load(&mut db).await?;
    found.truncate(rows);
    Ok(found.into_iter().map(Requirement::from).collect())
}

/// Those of these requirements that are open and addressed to one of these organizations.
pub async fn addressed_to(
    mut db: Db<'_>,
    addressees: Vec<OrganizationCode>,
    ids: Vec<Uuid>,
) -> QueryResult<HashSet<Uuid>> {
    let found: Vec<(Uuid,)> = Statement::<(SqlUuid,)>::new("select r.id from requirement r where r.id = any(")
        .value(ids)
        .text(") and r.state = 'open' and r.addressees && ")
        .value(addressees)
        .load(&mut db)
        .await?;
    Ok(found.into_iter().map(|(id,)| id).collect())
}

/// Writes a requirement.
pub async fn insert(db: Db<'_>, new: &Requirement) -> QueryResult<()> {
    insert_row(db, RequirementRow::from(new)).await
}

/// Saves a requirement and raises its version; false if another change came first.
pub async fn save(db: Db<'_>, requirement: &Requirement) -> QueryResult<bool> {
    save_row(db, RequirementRow::from(requirement), requirement.version).await
}

impl From<RequirementRow> for Requirement {
    fn from(row: RequirementRow) -> Self {
        let closed = Signature::joined(row.closed_by, row.closed_at).zip(row.close_reason);
        Self {
            id: row.id,
            asked: Asked {
                issuer: row.issuer,
                addressees: row.addressees,
                document_number: row.document_number,
                issued_on: row.issued_on,
                title: row.title,
                content: row.content,
                due_on: row.due_on,
            },
            state: row.state,
            entered: Signature { by: row.entered_by, at: row.entered_at },
            closed: closed.map(|(signature, reason)| Closed { signature, reason }),
            version: row.version,
        }
    }
}

impl From<&Requirement> for RequirementRow {
    fn from(requirement: &Requirement) -> Self {
        let Requirement { id, asked, state, entered, closed, version } = requirement.clone();
        let (closed, close_reason) = closed.map(|Closed { signature, reason }| (signature, reason)).unzip();
        let (closed_by, closed_at) = Signature::parted(closed);
        Self {
            id,
            issuer: asked.issuer,
            addressees: asked.addressees,
            document_number: asked.document_number,
            issued_on: asked.issued_on,
            title: asked.title,
            content: asked.content,
            due_on: asked.due_on,
            entered_by: entered.by,
            entered_at: entered.at,
            version,
            state,
            closed_by,
            closed_at,
            close_reason,
        }
    }
}
