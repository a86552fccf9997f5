//! Proposals.

use crate::domain::Reason;
use crate::domain::proposal::{Proposal, Ruled};
use crate::vocabulary::ProposalState;
use chrono::{DateTime, Utc};
use diesel::OptionalExtension;
use diesel::result::QueryResult;
use diesel_async::RunQueryDsl;
use haicap_kit::db::{Db, Row, Statement, from_json, insert as insert_row, literal_limit, save as save_row, to_json};
use haicap_types::{OrganizationCode, Signature};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::HashMap;
use uuid::Uuid;

/// Which proposals are wanted; what is none is not asked for.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Of programmes that one of these organizations conducts or decides on.
    pub own: Vec<OrganizationCode>,
    /// Of this programme.
    pub programme: Option<Uuid>,
    /// In one of these states.
    pub states: Vec<ProposalState>,
}

/// After which proposal the page begins.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct After(pub DateTime<Utc>, pub Uuid);

haicap_kit::row! {
    /// A proposal as its table holds it.
    ProposalRow in "proposal" by (id) {
        id: Uuid,
        programme_id: Uuid,
        snapshot: Value,
        hash: String,
        contributors: Vec<String>,
        submitted_by: String,
        submitted_at: DateTime<Utc>,
        version: i32,
    } changing {
        state: ProposalState,
        ruled_by: Option<String>,
        ruled_at: Option<DateTime<Utc>>,
        reason: Option<Reason>,
    }
}

fn selected(condition: &str) -> Statement<<ProposalRow as Row>::Sql> {
    Statement::new(format!("select {} from proposal r where {condition}", ProposalRow::columns_of("r")))
}

/// The proposal with an id.
pub async fn find(mut db: Db<'_>, id: Uuid) -> QueryResult<Option<Proposal>> {
    let found: Option<ProposalRow> = selected("r.id = ").value(id).get_result(&mut db).await.optional()?;
    found.map(Proposal::try_from).transpose()
}

/// The proposals with these ids.
pub async fn of_ids(mut db: Db<'_>, ids: Vec<Uuid>) -> QueryResult<HashMap<Uuid, Proposal>> {
    let found: Vec<ProposalRow> = selected("r.id = any(").value(ids).text(")").load(&mut db).await?;
    found.into_iter().map(|row| Proposal::try_from(row).map(|one| (one.id, one))).collect()
}

/// A page of proposals, the latest first.
pub async fn list(mut db: Db<'_>, filter: &Filter, after: Option<&After>, rows: usize) -> QueryResult<Vec<Proposal>> {
    let mut statement =
        selected("exists (select from programme p where p.id = r.programme_id and (p.conducting = any(")
            .value(filter.own.clone())
            .text(") or p.deciding = any(")
            .value(filter.own.clone())
            .text(")))");
    statement = statement.any_of("r.state", &filter.states);
    if let Some(programme) = filter.programme {
        statement = statement.text(" and r.programme_id = ").value(programme);
    }
    if let Some(After(submitted_at, id)) = after {
        statement =
            statement.text(" and (r.submitted_at, r.id) < (").value(*submitted_at).text(", ").value(*id).text(")");
    }
    let limit = literal_limit(rows);
    let statement = statement.text(format!(" order by r.submitted_at desc, r.id desc limit {limit}"));
    let mut found: Vec<ProposalRow> = statement.load(&mut db).await?;
    found.truncate(rows);
    found.into_iter().map(Proposal::try_from).collect()
}

/// Writes a proposal.
pub async fn insert(db: Db<'_>, new: &Proposal) -> QueryResult<()> {
    insert_row(db, row(new)?).await
}

/// Saves a proposal and raises its version; false if another change came first.
pub async fn save(db: Db<'_>, proposal: &Proposal) -> QueryResult<bool> {
    save_row(db, row(proposal)?, proposal.version).await
}

fn row(proposal: &Proposal) -> QueryResult<ProposalRow> {
    let snapshot = to_json(&proposal.snapshot)?;
    let one = proposal.clone();
    let (ruled, reason) = one.ruled.map(|Ruled { signature, reason }| (signature, reason)).unzip();
    let (ruled_by, ruled_at) = Signature::parted(ruled);
    Ok(ProposalRow {
        id: one.id,
        programme_id: one.programme_id,
        snapshot,
        hash: one.hash,
        contributors: one.contributors,
        submitted_by: one.submitted.by,
        submitted_at: one.submitted.at,
        version: one.version,
        state: one.state,
        ruled_by,
        ruled_at,
        reason: reason.flatten(),
    })
}

impl TryFrom<ProposalRow> for Proposal {
    type Error = diesel::result::Error;

    fn try_from(row: ProposalRow) -> Result<Self, Self::Error> {
        let reason = row.reason;
        let ruled = Signature::joined(row.ruled_by, row.ruled_at).map(|signature| Ruled { signature, reason });
        Ok(Self {
            id: row.id,
            programme_id: row.programme_id,
            snapshot: from_json(row.snapshot)?,
            hash: row.hash,
            contributors: row.contributors,
            state: row.state,
            submitted: Signature { by: row.submitted_by, at: row.submitted_at },
            ruled,
            version: row.version,
        })
    }
}
