//! Decisions.

use crate::domain::decision::{Decision, Issue, Issued, PackVersionRef};
use crate::domain::rule_pack::PackCode;
use chrono::{DateTime, NaiveDate, Utc};
use diesel::OptionalExtension;
use diesel::result::QueryResult;
use diesel_async::RunQueryDsl;
use haicap_kit::db::{Db, Row, Statement, insert as insert_row, literal_limit, save as save_row};
use haicap_types::{Line, OrganizationCode, Signature};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use uuid::Uuid;

/// Which decisions are wanted; what is none is not asked for.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// On programmes that one of these organizations conducts or decides on.
    pub own: Vec<OrganizationCode>,
    /// On this programme.
    pub programme: Option<Uuid>,
}

/// After which decision the page begins.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct After(pub DateTime<Utc>, pub Uuid);

haicap_kit::row! {
    /// A decision as its table holds it.
    DecisionRow in "decision" by (id) {
        id: Uuid,
        programme_id: Uuid,
        proposal_id: Uuid,
        rule_pack: PackCode,
        rule_pack_version: i32,
        approved_by: String,
        approved_at: DateTime<Utc>,
        version: i32,
    } changing {
        number: Option<Line<100>>,
        issued_on: Option<NaiveDate>,
        signer_name: Option<Line<200>>,
        signer_post: Option<Line<200>>,
        issued_by: Option<String>,
        issued_at: Option<DateTime<Utc>>,
    }
}

fn selected(condition: &str) -> Statement<<DecisionRow as Row>::Sql> {
    Statement::new(format!("select {} from decision d where {condition}", DecisionRow::columns_of("d")))
}

/// The decision with an id.
pub async fn find(mut db: Db<'_>, id: Uuid) -> QueryResult<Option<Decision>> {
    let found: Option<DecisionRow> = selected("d.id = ").value(id).get_result(&mut db).await.optional()?;
    Ok(found.map(Decision::from))
}

/// The decision on a programme.
pub async fn of_programme(mut db: Db<'_>, programme: Uuid) -> QueryResult<Option<Decision>> {
    let statement = selected("d.programme_id = ").value(programme).text(" order by d.approved_at desc limit 1");
    let found: Option<DecisionRow> = statement.get_result(&mut db).await.optional()?;
    Ok(found.map(Decision::from))
}

/// The decisions with these ids.
pub async fn of_ids(mut db: Db<'_>, ids: Vec<Uuid>) -> QueryResult<HashMap<Uuid, Decision>> {
    let found: Vec<DecisionRow> = selected("d.id = any(").value(ids).text(")").load(&mut db).await?;
    Ok(found.into_iter().map(Decision::from).map(|one| (one.id, one)).collect())
}

/// A page of decisions, the latest first.
pub async fn list(mut db: Db<'_>, filter: &Filter, after: Option<&After>, rows: usize) -> QueryResult<Vec<Decision>> {
    let mut statement =
        selected("exists (select from programme p where p.id = d.programme_id and (p.conducting = any(")
            .value(filter.own.clone())
            .text(") or p.deciding = any(")
            .value(filter.own.clone())
            .text(")))");
    if let Some(programme) = filter.programme {
        statement = statement.text(" and d.programme_id = ").value(programme);
    }
    if let Some(After(approved_at, id)) = after {
        statement =
            statement.text(" and (d.approved_at, d.id) < (").value(*approved_at).text(", ").value(*id).text(")");
    }
    let limit = literal_limit(rows);
    let statement = statement.text(format!(" order by d.approved_at desc, d.id desc limit {limit}"));
    let mut found: Vec<DecisionRow> = statement.load(&mut db).await?;
    found.truncate(rows);
    Ok(found.into_iter().map(Decision::from).collect())
}

/// Writes a decision.
pub async fn insert(db: Db<'_>, new: &Decision) -> QueryResult<()> {
    insert_row(db, DecisionRow::from(new)).await
}

/// Saves a decision and raises its version; false if another change came first.
pub async fn save(db: Db<'_>, decision: &Decision) -> QueryResult<bool> {
    save_row(db, DecisionRow::from(decision), decision.version).await
}

impl From<DecisionRow> for Decision {
    fn from(row: DecisionRow) -> Self {
        let paper = (row.number, row.issued_on, row.signer_name, row.signer_post);
        let issue = match paper {
            (Some(number), Some(issued_on), Some(signer_name), Some(signer_post)) => {
                Some(Issue { number, issued_on, signer_name, signer_post })
            }
            _ => None,
        };
        let issued = issue.zip(Signature::joined(row.issued_by, row.issued_at));
        Self {
            id: row.id,
            programme_id: row.programme_id,
            proposal_id: row.proposal_id,
            rule_pack: PackVersionRef { code: row.rule_pack, version: row.rule_pack_version },
            approved: Signature { by: row.approved_by, at: row.approved_at },
            issued: issued.map(|(issue, signature)| Issued { issue, signature }),
            version: row.version,
        }
    }
}

impl From<&Decision> for DecisionRow {
    fn from(decision: &Decision) -> Self {
        let one = decision.clone();
        let (issue, signature) = one.issued.map(|Issued { issue, signature }| (issue, signature)).unzip();
        let (issued_by, issued_at) = Signature::parted(signature);
        Self {
            id: one.id,
            programme_id: one.programme_id,
            proposal_id: one.proposal_id,
            rule_pack: one.rule_pack.code,
            rule_pack_version: one.rule_pack.version,
            approved_by: one.approved.by,
            approved_at: one.approved.at,
            version: one.version,
            issued_on: issue.as_ref().map(|issue| issue.issued_on),
            number: issue.as_ref().map(|issue| issue.number.clone()),
            signer_name: issue.as_ref().map(|issue| issue.signer_name.clone()),
            signer_post: issue.map(|issue| issue.signer_post),
            issued_by,
            issued_at,
        }
    }
}
