//! Obligations to report.

mod duties;
mod list;
mod row;

pub use duties::{AfterDuty, DutyFilter, Waiting, count_duties, duties};
pub use list::{After, Filter, Sort, list};
pub use row::KeptObligation;

use crate::domain::obligation::{Inherited, Obligation};
use diesel::OptionalExtension;
use diesel::result::QueryResult;
use diesel::sql_types::{Text, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use haicap_kit::db::{Db, Row, Statement, insert_rows, save as save_row};
use haicap_types::OrganizationCode;
use row::{Found, ObligationRow, selected};
use uuid::Uuid;

/// The obligation with an id.
pub async fn find(mut db: Db<'_>, id: Uuid) -> QueryResult<Option<KeptObligation>> {
    let found: Option<Found> = selected("where o.id = ").value(id).get_result(&mut db).await.optional()?;
    Ok(found.map(KeptObligation::from))
}

/// The obligation that a submission answers.
pub async fn of_submission(mut db: Db<'_>, submission: Uuid) -> QueryResult<Option<KeptObligation>> {
    let statement = selected("where o.id = (select s.obligation_id from submission s where s.id = ");
    let found: Option<Found> = statement.value(submission).text(")").get_result(&mut db).await.optional()?;
    Ok(found.map(KeptObligation::from))
}

/// The obligations with these ids.
pub async fn find_all(mut db: Db<'_>, ids: Vec<Uuid>) -> QueryResult<Vec<KeptObligation>> {
    let found: Vec<Found> = selected("where o.id = any(").value(ids).text(")").load(&mut db).await?;
    Ok(found.into_iter().map(KeptObligation::from).collect())
}

/// What an organization owes for a period in a tier that consolidates: of several, which a merger may bring about, one
/// for which there is no live report yet, and rather its own than one that it took over.
pub async fn consolidating(
    mut db: Db<'_>,
    period: Uuid,
    organization: &OrganizationCode,
) -> QueryResult<Option<KeptObligation>> {
    let found: Option<Found> = selected("where o.period_id = ")
        .value(period)
        .text(" and o.form is null and o.owed_by = ")
        .value(organization.clone())
        .text(
            " order by exists (select from consolidated_report c where c.obligation_id = o.id and c.state <> 'recalled'), \
             o.organization <> o.owed_by, o.tier limit 1",
        )
        .get_result(&mut db)
        .await
        .optional()?;
    Ok(found.map(KeptObligation::from))
}

/// Writes obligations; those that are there already stay as they are.
pub async fn insert(db: Db<'_>, obligations: &[Obligation]) -> QueryResult<()> {
    let rows: Vec<ObligationRow> = obligations.iter().map(ObligationRow::from).collect();
    insert_rows(db, ObligationRow::TABLE, ObligationRow::COLUMNS, &rows).await
}

/// Saves an obligation and raises its version; false if another change came first.
pub async fn save(db: Db<'_>, obligation: &Obligation) -> QueryResult<bool> {
    save_row(db, ObligationRow::from(obligation), obligation.version).await
}

/// Has living organizations stand for ended ones, pairs of the two, in what these owe and in what they receive. Answers
/// what changed.
pub async fn give_to_heirs(
    mut db: Db<'_>,
    heirs: &[(OrganizationCode, OrganizationCode)],
) -> QueryResult<Vec<Inherited>> {
    type Sql = (SqlUuid, Text, Text);
    let (ended, living): (Vec<_>, Vec<_>) = heirs.iter().cloned().unzip();
    let mut inherited = Vec::new();
    for column in ["owed_by", "receiver"] {
        let update = format!("update obligation o set {column} = h.heir, version = version + 1 from unnest(");
        let found: Vec<(Uuid, OrganizationCode, OrganizationCode)> = Statement::<Sql>::new(update)
            .value(ended.clone())
            .text(", ")
            .value(living.clone())
            .text(format!(") as h (ended, heir) where o.{column} = h.ended returning o.id, h.ended, h.heir"))
            .load(&mut db)
            .await?;
        inherited.extend(found.into_iter().map(|(obligation, from, to)| Inherited { obligation, column, from, to }));
    }
    Ok(inherited)
}
