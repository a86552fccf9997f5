//! Corrections of directives: what was entered wrong, and what it says now.

use crate::domain::directive::Correction;
use crate::domain::text::Reason;
use chrono::{DateTime, Utc};
use diesel::QueryResult;
use diesel_async::RunQueryDsl;
use haicap_kit::db::{Db, Row, Statement, literal_limit};
use haicap_types::OrganizationCode;
use serde_json::Value;
use uuid::Uuid;

haicap_kit::row! {
    /// A correction.
    CorrectionRow in "correction" by (id) {
        id: Uuid,
        directive_id: Uuid,
        reason: Reason,
        before: Value,
        after: Value,
        corrected_by: String,
        organization: OrganizationCode,
        corrected_at: DateTime<Utc>,
    }
}

/// Keeps a correction.
pub async fn insert(db: Db<'_>, directive_id: Uuid, correction: &Correction) -> QueryResult<()> {
    let Correction { id, reason, before, after, corrected_by, organization, corrected_at } = correction.clone();
    let row = CorrectionRow { id, directive_id, reason, before, after, corrected_by, organization, corrected_at };
    haicap_kit::db::insert(db, row).await
}

/// The corrections of a directive, the newest first, before one of them, at most so many.
pub async fn list(
    mut db: Db<'_>,
    directive_id: Uuid,
    before: Option<Uuid>,
    rows: usize,
) -> QueryResult<Vec<Correction>> {
    let columns = CorrectionRow::COLUMNS;
    let statement = Statement::<<CorrectionRow as Row>::Sql>::new(format!(
        "select {columns} from correction where directive_id = "
    ))
    .value(directive_id);
    let statement = match before {
        Some(before) => statement.text(" and id < ").value(before),
        None => statement,
    };
    let limit = literal_limit(rows);
    let found: Vec<CorrectionRow> = statement.text(format!(" order by id desc limit {limit}")).load(&mut db).await?;
    Ok(found.into_iter().map(Correction::from).collect())
}

impl From<CorrectionRow> for Correction {
    fn from(row: CorrectionRow) -> Self {
        let CorrectionRow { id, reason, before, after, corrected_by, organization, corrected_at, .. } = row;
        Self { id, reason, before, after, corrected_by, organization, corrected_at }
    }
}
