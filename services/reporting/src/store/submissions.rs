//! Submissions: the versions of reports, and what was sent with them.

use super::forms;
use super::obligations::KeptObligation;
use crate::domain::form::PublishedForm;
use crate::domain::obligation::{Latest, Previous, Submission};
use crate::domain::rule::Values;
use crate::domain::value::Value as Cell;
use crate::vocabulary::SubmissionState;
use chrono::{DateTime, NaiveDate, Utc};
use diesel::result::QueryResult;
use diesel::sql_types::{Array, Bool, Date, Int4, Jsonb, Nullable, Numeric, Text, Untyped, Uuid as SqlUuid};
use diesel::{OptionalExtension, Queryable};
use diesel_async::RunQueryDsl;
use haicap_kit::db::{Db, Row, Statement, from_json, literal_limit, put as put_row, to_json};
use haicap_types::Signature;
use rust_decimal::Decimal;
use serde_json::Value;
use std::sync::Arc;
use uuid::Uuid;

haicap_kit::row! {
    /// A submission as its table holds it.
    SubmissionRow in "submission" by (id) {
        id: Uuid,
        obligation_id: Uuid,
        number: i32,
        is_nil: bool,
        reason: Option<String>,
        drafted_at: DateTime<Utc>,
    } changing {
        state: SubmissionState,
        figures: Value,
        narrative: Value,
        hash: Option<String>,
        edited_by: Vec<String>,
        submitted_by: Option<String>,
        submitted_at: Option<DateTime<Utc>>,
        judged_by: Option<String>,
        judged_at: Option<DateTime<Utc>>,
        remark: Option<String>,
        remarks: Value,
    }
}

/// The submissions with these ids, without figures and words.
pub async fn heads(mut db: Db<'_>, ids: Vec<Uuid>) -> QueryResult<Vec<Submission>> {
    let columns = SubmissionRow::columns_of("s");
    let columns = columns.replace("s.figures", "'{}'::jsonb").replace("s.narrative", "'{}'::jsonb");
    let statement =
        Statement::<<SubmissionRow as Row>::Sql>::new(format!("select {columns} from submission s where s.id = any("));
    let found: Vec<SubmissionRow> = statement.value(ids).text(")").load(&mut db).await?;
    found.into_iter().map(Submission::try_from).collect()
}

/// The submission with an id.
pub async fn find(mut db: Db<'_>, id: Uuid) -> QueryResult<Option<Submission>> {
    let found: Option<SubmissionRow> = selected("s.id = ").value(id).get_result(&mut db).await.optional()?;
    found.map(Submission::try_from).transpose()
}

/// The submissions of an obligation, the last one first.
pub async fn of_obligation(
    mut db: Db<'_>,
    obligation: Uuid,
    before: Option<i32>,
    rows: usize,
) -> QueryResult<Vec<Submission>> {
    let limit = literal_limit(rows);
    let mut found: Vec<SubmissionRow> = selected("s.obligation_id = ")
        .value(obligation)
        .text(" and s.number < ")
        .value(before.unwrap_or(i32::MAX))
        .text(format!(" order by s.number desc limit {limit}"))
        .load(&mut db)
        .await?;
    found.truncate(rows);
    found.into_iter().map(Submission::try_from).collect()
}

/// The versions of an obligation's report, by their numbers.
pub async fn versions(mut db: Db<'_>, obligation: Uuid) -> QueryResult<Vec<Latest>> {
    let found: Vec<(Uuid, i32, SubmissionState)> =
        Statement::<(SqlUuid, Int4, Text)>::new("select id, number, state from submission where obligation_id = ")
            .value(obligation)
            .text(" order by number")
            .load(&mut db)
            .await?;
    Ok(found.into_iter().map(|(id, number, state)| Latest { id, number, state }).collect())
}

/// What these submissions say in a section; those that say nothing there are left out.
pub async fn sections(mut db: Db<'_>, ids: Vec<Uuid>, section: &str) -> QueryResult<Vec<(Uuid, String)>> {
    Statement::<(SqlUuid, Text)>::new("select id, text from (select id, narrative ->> ")
        .value(section.to_owned())
        .text(" as text from submission where id = any(")
        .value(ids)
        .text(")) said where text is not null")
        .load(&mut db)
        .await
}

/// The form by which an obligation is reported; none for a tier that consolidates.
pub async fn form_of(db: Db<'_>, kept: &KeptObligation) -> QueryResult<Option<Arc<PublishedForm>>> {
    match kept.form_id {
        Some(id) => forms::version_of_id(db, id).await.map(|version| Some(version.form)),
        None => Ok(None),
    }
}

/// What counted for the period before, of the same regime. Where it left a figure out that its form asked for, that may
/// mean zero.
pub async fn previous(mut db: Db<'_>, kept: &KeptObligation) -> QueryResult<Option<Previous>> {
    if kept.form_id.is_none() {
        return Ok(None);
    }
    let one = &kept.obligation;
    let found: Option<PreviousRow> = Statement::<SqlPrevious>::new(
        "select p.id, p.key, p.starts_on, p.ends_on, s.id, s.is_nil, s.figures, s.narrative, \
         (select v.id from form_version v where v.form = o.form and v.number = o.form_number) \
         from obligation o join period p on p.id = o.period_id \
         join submission s on s.id = o.effective_submission where o.tier = 1 and o.regime = ",
    )
    .value(one.regime.clone())
    .text(" and o.organization = ")
    .value(one.organization.clone())
    .text(" and p.ends_on = ")
    .value(kept.starts_on.pred_opt().unwrap_or(kept.starts_on))
    .get_result(&mut db)
    .await
    .optional()?;
    let Some(row) = found else { return Ok(None) };
    let written: Values = from_json(row.figures)?;
    let values = match row.form_id {
        Some(id) => forms::version_of_id(db, id).await?.form.counted(&written, row.is_nil),
        None => written,
    };
    Ok(Some(Previous {
        period_id: row.period_id,
        period: row.period,
        starts_on: row.starts_on,
        ends_on: row.ends_on,
        submission: row.submission,
        values,
        narrative: from_json(row.narrative)?,
    }))
}

/// What counted for the period before, as it is read.
#[derive(Queryable)]
struct PreviousRow {
    period_id: Uuid,
    period: String,
    starts_on: NaiveDate,
    ends_on: NaiveDate,
    submission: Uuid,
    is_nil: bool,
    figures: Value,
    narrative: Value,
    form_id: Option<Uuid>,
}

type SqlPrevious = (SqlUuid, Text, Date, Date, SqlUuid, Bool, Jsonb, Jsonb, Nullable<SqlUuid>);

/// Writes a version, or saves it; whoever does holds its obligation.
pub async fn put(db: Db<'_>, one: &Submission) -> QueryResult<()> {
    put_row(db, SubmissionRow::try_from(one)?).await
}

/// Writes the remarks about a version that was returned into the draft of its correction, if there is one.
pub async fn remark_draft(mut db: Db<'_>, returned: &Submission) -> QueryResult<()> {
    Statement::<Untyped>::new("update submission set remark = ")
        .value(returned.remark.clone())
        .text(", remarks = ")
        .value(to_json(&returned.remarks)?)
        .text(" where state = 'draft' and obligation_id = ")
        .value(returned.obligation_id)
        .execute(&mut db)
        .await
        .map(drop)
}

/// Removes a draft.
pub async fn discard(mut db: Db<'_>, id: Uuid) -> QueryResult<()> {
    Statement::<Untyped>::new("delete from submission where state = 'draft' and id = ")
        .value(id)
        .execute(&mut db)
        .await
        .map(drop)
}

/// Writes the cells of what was sent, in one statement.
pub async fn insert_values(mut db: Db<'_>, sent: &Submission) -> QueryResult<()> {
    if sent.values.is_empty() {
        return Ok(());
    }
    let cells = &sent.values;
    let numbers: Vec<Option<Decimal>> = cells.values().map(Cell::number).collect();
    let texts: Vec<Option<String>> = cells.values().map(Cell::text).collect();
    Statement::<Untyped>::new("insert into submission_value (submission_id, indicator, number, text) select ")
        .value(sent.id)
        .text(", cell.* from unnest(")
        .value(cells.keys().cloned().collect::<Vec<_>>())
        .text(", ")
        .bind::<Array<Nullable<Numeric>>, _>(numbers)
        .text(", ")
        .bind::<Array<Nullable<Text>>, _>(texts)
        .text(") as cell")
        .execute(&mut db)
        .await
        .map(drop)
}

fn selected(condition: &str) -> Statement<<SubmissionRow as Row>::Sql> {
    Statement::new(format!("select {} from submission s where {condition}", SubmissionRow::columns_of("s")))
}

impl TryFrom<SubmissionRow> for Submission {
    type Error = diesel::result::Error;

    fn try_from(row: SubmissionRow) -> QueryResult<Self> {
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

impl TryFrom<&Submission> for SubmissionRow {
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
