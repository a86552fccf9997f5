//! Submissions: the versions of reports, and what was sent with them.

use super::forms;
use super::obligations::{self, KeptObligation};
use crate::domain::form::PublishedForm;
use crate::domain::obligation::{Case, Signature, Submission};
use crate::domain::rule::Values;
use crate::domain::value::Value as Cell;
use crate::schema::submission;
use chrono::{DateTime, Utc};
use diesel::result::QueryResult;
use diesel::sql_types::{Array, Date, Jsonb, Nullable, Numeric, Text, Untyped, Uuid as SqlUuid};
use diesel::{ExpressionMethods, Insertable, OptionalExtension, QueryDsl, Queryable};
use diesel_async::RunQueryDsl;
use haicap_kit::db::{Db, Statement, from_json, to_json};
use haicap_types::SubmissionState;
use rust_decimal::Decimal;
use serde_json::Value;
use std::sync::Arc;
use uuid::Uuid;

#[derive(Queryable, Insertable, diesel::AsChangeset)]
#[diesel(table_name = submission, treat_none_as_null = true)]
struct Row {
    id: Uuid,
    obligation_id: Uuid,
    number: i32,
    state: SubmissionState,
    is_nil: bool,
    figures: Value,
    narrative: Value,
    reason: Option<String>,
    hash: Option<String>,
    edited_by: Vec<String>,
    drafted_at: DateTime<Utc>,
    submitted_by: Option<String>,
    submitted_at: Option<DateTime<Utc>>,
    judged_by: Option<String>,
    judged_at: Option<DateTime<Utc>>,
    remark: Option<String>,
    remarks: Value,
}

/// The submission with an id.
///
/// # Errors
/// The database's.
pub async fn find(mut db: Db<'_>, id: Uuid) -> QueryResult<Option<Submission>> {
    let found: Option<Row> = submission::table.find(id).get_result(&mut db).await.optional()?;
    found.map(Submission::try_from).transpose()
}

/// The submissions of an obligation, the last one first.
///
/// # Errors
/// The database's.
pub async fn of_obligation(
    mut db: Db<'_>,
    obligation: Uuid,
    before: Option<i32>,
    rows: usize,
) -> QueryResult<Vec<Submission>> {
    let found: Vec<Row> = submission::table
        .filter(submission::obligation_id.eq(obligation))
        .filter(submission::number.lt(before.unwrap_or(i32::MAX)))
        .order(submission::number.desc())
        .limit(i64::try_from(rows).unwrap_or(i64::MAX))
        .load(&mut db)
        .await?;
    found.into_iter().map(Submission::try_from).collect()
}

/// What these submissions say in a section; those that say nothing there are left out.
///
/// # Errors
/// The database's.
pub async fn sections(mut db: Db<'_>, ids: Vec<Uuid>, section: &str) -> QueryResult<Vec<(Uuid, String)>> {
    Statement::<(SqlUuid, Text)>::new("select id, text from (select id, narrative ->> ")
        .bind::<Text, _>(section.to_owned())
        .text(" as text from submission where id = any(")
        .bind::<Array<SqlUuid>, _>(ids)
        .text(")) said where text is not null")
        .load(&mut db)
        .await
}

/// The obligation that a submission answers; which one that is never changes.
///
/// # Errors
/// The database's.
pub async fn answered(mut db: Db<'_>, id: Uuid) -> QueryResult<Option<Uuid>> {
    submission::table.find(id).select(submission::obligation_id).get_result(&mut db).await.optional()
}

/// A submission and all that is shown with it.
#[derive(Debug, Clone)]
pub struct Whole {
    /// What it answers.
    pub kept: KeptObligation,
    /// What an act about it is decided on.
    pub case: Case,
    /// The submission.
    pub submission: Submission,
    /// The form.
    pub form: Option<Arc<PublishedForm>>,
    /// The figures that counted for the period before.
    pub previous: Values,
}

/// The submission with an id, and all that is shown with it.
///
/// # Errors
/// The database's.
pub async fn whole(db: Db<'_>, id: Uuid) -> QueryResult<Option<Whole>> {
    let Some(submission) = find(db, id).await? else { return Ok(None) };
    let Some((kept, case)) = obligations::case(db, submission.obligation_id, Some(id)).await? else { return Ok(None) };
    let (form, previous) = futures_util::try_join!(form_of(db, &kept), previous_values(db, &kept))?;
    Ok(Some(Whole { kept, case, submission, form, previous }))
}

/// The form by which an obligation is reported; none for a tier that consolidates.
///
/// # Errors
/// The database's.
pub async fn form_of(db: Db<'_>, kept: &KeptObligation) -> QueryResult<Option<Arc<PublishedForm>>> {
    match kept.form_id {
        Some(id) => forms::version_of_id(db, id).await.map(|version| Some(version.form)),
        None => Ok(None),
    }
}

/// The figures that counted for the period before, of the same regime.
///
/// # Errors
/// The database's.
pub async fn previous_values(mut db: Db<'_>, kept: &KeptObligation) -> QueryResult<Values> {
    let one = &kept.obligation;
    let found: Option<(Value,)> = Statement::<(Jsonb,)>::new(
        "select s.figures from obligation o join period p on p.id = o.period_id \
         join submission s on s.id = o.effective_submission where o.tier = 1 and o.regime = ",
    )
    .bind::<Text, _>(one.regime.clone())
    .text(" and o.organization = ")
    .bind::<Text, _>(one.organization.clone())
    .text(" and p.ends_on = ")
    .bind::<Date, _>(kept.starts_on.pred_opt().unwrap_or(kept.starts_on))
    .get_result(&mut db)
    .await
    .optional()?;
    found.map(|(figures,)| from_json(figures)).transpose().map(Option::unwrap_or_default)
}

/// Writes a version.
///
/// # Errors
/// The database's.
pub async fn insert(mut db: Db<'_>, new: &Submission) -> QueryResult<()> {
    diesel::insert_into(submission::table).values(Row::try_from(new)?).execute(&mut db).await.map(drop)
}

/// Saves a version; whoever does holds its obligation.
///
/// # Errors
/// The database's.
pub async fn save(mut db: Db<'_>, one: &Submission) -> QueryResult<()> {
    diesel::update(submission::table.find(one.id)).set(Row::try_from(one)?).execute(&mut db).await.map(drop)
}

/// Writes or saves a version.
///
/// # Errors
/// The database's.
pub async fn put(mut db: Db<'_>, one: &Submission) -> QueryResult<()> {
    let row = Row::try_from(one)?;
    let saved = diesel::update(submission::table.find(one.id)).set(&row).execute(&mut db).await?;
    if saved == 1 {
        return Ok(());
    }
    diesel::insert_into(submission::table).values(row).execute(&mut db).await.map(drop)
}

/// Writes the cells of what was sent, in one statement.
///
/// # Errors
/// The database's.
pub async fn insert_values(mut db: Db<'_>, sent: &Submission) -> QueryResult<()> {
    if sent.values.is_empty() {
        return Ok(());
    }
    let cells = &sent.values;
    let numbers: Vec<Option<Decimal>> = cells.values().map(Cell::number).collect();
    let texts: Vec<Option<String>> = cells.values().map(Cell::text).collect();
    Statement::<Untyped>::new("insert into submission_value (submission_id, indicator, number, text) select ")
        .bind::<SqlUuid, _>(sent.id)
        .text(", cell.* from unnest(")
        .bind::<Array<Text>, _>(cells.keys().cloned().collect::<Vec<_>>())
        .text(", ")
        .bind::<Array<Nullable<Numeric>>, _>(numbers)
        .text(", ")
        .bind::<Array<Nullable<Text>>, _>(texts)
        .text(") as cell")
        .execute(&mut db)
        .await
        .map(drop)
}

impl TryFrom<Row> for Submission {
    type Error = diesel::result::Error;

    fn try_from(row: Row) -> QueryResult<Self> {
        Ok(Self {
            id: row.id,
            obligation_id: row.obligation_id,
            number: row.number,
            state: row.state,
            is_nil: row.is_nil,
            values: from_json(row.figures)?,
            narrative: from_json(row.narrative)?,
            reason: row.reason,
            hash: row.hash,
            edited_by: row.edited_by,
            drafted_at: row.drafted_at,
            submitted: Signature::joined(row.submitted_by, row.submitted_at),
            judged: Signature::joined(row.judged_by, row.judged_at),
            remark: row.remark,
            remarks: from_json(row.remarks)?,
        })
    }
}

impl TryFrom<&Submission> for Row {
    type Error = diesel::result::Error;

    fn try_from(one: &Submission) -> QueryResult<Self> {
        let one = one.clone();
        let (submitted_by, submitted_at) = Signature::parted(one.submitted);
        let (judged_by, judged_at) = Signature::parted(one.judged);
        Ok(Self {
            id: one.id,
            obligation_id: one.obligation_id,
            number: one.number,
            state: one.state,
            is_nil: one.is_nil,
            figures: to_json(&one.values)?,
            narrative: to_json(&one.narrative)?,
            reason: one.reason,
            hash: one.hash,
            edited_by: one.edited_by,
            drafted_at: one.drafted_at,
            submitted_by,
            submitted_at,
            judged_by,
            judged_at,
            remark: one.remark,
            remarks: to_json(&one.remarks)?,
        })
    }
}
