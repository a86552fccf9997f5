//! Consolidated reports, and what they were made of.

use crate::domain::coverage::Unit;
use crate::domain::obligation::Signature;
use crate::domain::report::Report;
use crate::schema::consolidated_report as table;
use chrono::{DateTime, NaiveDate, Utc};
use diesel::result::QueryResult;
use diesel::sql_types::{Array, Bool, Date, Nullable, Text, Timestamptz, Untyped, Uuid as SqlUuid};
use diesel::{AsChangeset, ExpressionMethods, Insertable, OptionalExtension, QueryDsl, Queryable};
use diesel_async::RunQueryDsl;
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use haicap_kit::db::{Db, Statement, from_json, literal_limit, to_json};
use haicap_types::{ConsolidatedReportState, OrganizationCode, Standing};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

/// A report, and what its period and regime are called.
#[derive(Debug, Clone)]
pub struct KeptReport {
    /// The report.
    pub report: Report,
    /// The period's key.
    pub period: String,
    /// The first day of the period.
    pub starts_on: NaiveDate,
    /// The last day of the period.
    pub ends_on: NaiveDate,
    /// What the regime's report is called.
    pub title: String,
    /// The body that answers for it now: the successor of the one that drew it up.
    pub owed_by: OrganizationCode,
    /// The body that it is reported to now: the successor of the one that it was drawn up for.
    pub receiver: OrganizationCode,
    /// Whether reports that it is made of changed since.
    pub is_stale: bool,
}

/// Which reports are wanted; what is none is not asked for.
#[derive(Debug, Clone, Default)]
pub struct ReportFilter {
    /// Of which all are seen.
    pub own: Option<OrganizationCode>,
    /// Of which those that were sent are seen.
    pub seen: Vec<OrganizationCode>,
    /// Of this regime.
    pub regime: Option<String>,
    /// For the period with this key.
    pub period: Option<String>,
    /// Of this body.
    pub organization: Option<OrganizationCode>,
    /// In this state.
    pub state: Option<ConsolidatedReportState>,
}

/// After which report the page begins.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ReportAfter(pub DateTime<Utc>, pub Uuid);

#[derive(Queryable, Insertable, AsChangeset)]
#[diesel(table_name = table, treat_none_as_null = true)]
struct Row {
    id: Uuid,
    obligation_id: Uuid,
    number: i32,
    regime: String,
    period_id: Uuid,
    organization: OrganizationCode,
    receiver: OrganizationCode,
    state: ConsolidatedReportState,
    content: Value,
    snapshot: Value,
    snapshot_at: DateTime<Utc>,
    edited_by: Vec<String>,
    drafted_at: DateTime<Utc>,
    hash: Option<String>,
    remark: Option<String>,
    approved_by: Option<String>,
    approved_at: Option<DateTime<Utc>>,
    document_number: Option<String>,
    issued_on: Option<NaiveDate>,
    sent_by: Option<String>,
    sent_at: Option<DateTime<Utc>>,
    acknowledged_by: Option<String>,
    acknowledged_at: Option<DateTime<Utc>>,
    recalled_by: Option<String>,
    recalled_at: Option<DateTime<Utc>>,
    recall_reason: Option<String>,
    version: i32,
    signed_scan: Option<Value>,
}

const COLUMNS: &str = "c.id, c.obligation_id, c.number, c.regime, c.period_id, c.organization, c.receiver, c.state, \
    c.content, c.snapshot, c.snapshot_at, c.edited_by, c.drafted_at, c.hash, c.remark, c.approved_by, c.approved_at, \
    c.document_number, c.issued_on, c.sent_by, c.sent_at, c.acknowledged_by, c.acknowledged_at, c.recalled_by, \
    c.recalled_at, c.recall_reason, c.version, c.signed_scan, p.key, p.starts_on, p.ends_on, r.definition ->> 'title', o.owed_by, o.receiver, \
    exists (select from consolidated_source s join obligation u on u.id = s.obligation_id where s.report_id = c.id \
        and (u.effective_submission, u.standing = 'waived') is distinct from (s.submission_id, s.is_waived)) \
    from consolidated_report c join obligation o on o.id = c.obligation_id join period p on p.id = c.period_id \
    join regime r on r.code = c.regime where ";

type SqlRow = (table::SqlType, Text, Date, Date, Text, Text, Text, Bool);
type Found = (Row, String, NaiveDate, NaiveDate, String, OrganizationCode, OrganizationCode, bool);

/// The report with an id.
///
/// # Errors
/// The database's.
pub async fn find(mut db: Db<'_>, id: Uuid) -> QueryResult<Option<KeptReport>> {
    let found: Option<Found> = Statement::<SqlRow>::new(format!("select {COLUMNS} c.id = "))
        .bind::<SqlUuid, _>(id)
        .get_result(&mut db)
        .await
        .optional()?;
    found.map(read).transpose()
}

/// A page of reports, the latest first.
///
/// # Errors
/// The database's.
pub async fn list(
    mut db: Db<'_>,
    filter: &ReportFilter,
    after: Option<&ReportAfter>,
    rows: usize,
) -> QueryResult<Vec<KeptReport>> {
    let mut statement = Statement::<SqlRow>::new(format!("select {COLUMNS} ("))
        .bind::<Nullable<Text>, _>(filter.own.clone())
        .text(" in (c.organization, o.owed_by) or c.sent_at is not null and (")
        .bind::<Nullable<Text>, _>(filter.own.clone())
        .text(" in (c.receiver, o.receiver) or c.organization = any(")
        .bind::<Array<Text>, _>(filter.seen.clone())
        .text(")))");
    if let Some(regime) = &filter.regime {
        statement = statement.text(" and c.regime = ").bind::<Text, _>(regime.clone());
    }
    if let Some(period) = &filter.period {
        statement = statement.text(" and p.key = ").bind::<Text, _>(period.clone());
    }
    if let Some(organization) = &filter.organization {
        statement = statement.text(" and c.organization = ").bind::<Text, _>(organization.clone());
    }
    if let Some(state) = filter.state {
        statement = statement.text(" and c.state = ").bind::<Text, _>(state);
    }
    if let Some(ReportAfter(drafted_at, id)) = after {
        statement = statement
            .text(" and (c.drafted_at, c.id) < (")
            .bind::<Timestamptz, _>(*drafted_at)
            .text(", ")
            .bind::<SqlUuid, _>(*id)
            .text(")");
    }
    let limit = literal_limit(rows);
    let mut found: Vec<Found> =
        statement.text(format!(" order by c.drafted_at desc, c.id desc limit {limit}")).load(&mut db).await?;
    found.truncate(rows);
    found.into_iter().map(read).collect()
}

/// Which of these keys of the storage belong to the signed scan of a report.
///
/// # Errors
/// The database's.
pub fn named_scans(mut db: Db<'_>, keys: Vec<String>) -> BoxFuture<'_, QueryResult<Vec<String>>> {
    async move {
        let found: Vec<(String,)> = Statement::<(Text,)>::new(
            "select signed_scan ->> 'key' from consolidated_report where signed_scan ->> 'key' = any(",
        )
        .bind::<Array<Text>, _>(keys)
        .text(")")
        .load(&mut db)
        .await?;
        Ok(found.into_iter().map(|(key,)| key).collect())
    }
    .boxed()
}

/// The number of the last report of an obligation; none if there was none.
///
/// # Errors
/// The database's.
pub async fn last_number(mut db: Db<'_>, obligation: Uuid) -> QueryResult<Option<i32>> {
    table::table
        .filter(table::obligation_id.eq(obligation))
        .select(diesel::dsl::max(table::number))
        .get_result(&mut db)
        .await
}

/// Writes a report; false if its obligation has a live one.
///
/// # Errors
/// The database's.
pub async fn insert(mut db: Db<'_>, new: &Report) -> QueryResult<bool> {
    diesel::insert_into(table::table)
        .values(Row::try_from(new)?)
        .on_conflict_do_nothing()
        .execute(&mut db)
        .await
        .map(|inserted| inserted == 1)
}

/// Saves a report and raises its version; false if another change came first.
///
/// # Errors
/// The database's.
pub async fn save(mut db: Db<'_>, report: &mut Report) -> QueryResult<bool> {
    let read = report.version;
    report.version = read.saturating_add(1);
    let unchanged = table::table.find(report.id).filter(table::version.eq(read));
    diesel::update(unchanged).set(Row::try_from(&*report)?).execute(&mut db).await.map(|saved| saved == 1)
}

/// Notes what a report is made of, in place of what was noted before.
///
/// # Errors
/// The database's.
pub async fn note_sources(mut db: Db<'_>, report: Uuid, units: &[Unit]) -> QueryResult<()> {
    Statement::<Untyped>::new("delete from consolidated_source where report_id = ")
        .bind::<SqlUuid, _>(report)
        .execute(&mut db)
        .await?;
    Statement::<Untyped>::new(
        "insert into consolidated_source (report_id, obligation_id, submission_id, is_waived) select ",
    )
    .bind::<SqlUuid, _>(report)
    .text(", source.* from unnest(")
    .bind::<Array<SqlUuid>, _>(units.iter().map(|unit| unit.obligation).collect::<Vec<_>>())
    .text(", ")
    .bind::<Array<Nullable<SqlUuid>>, _>(units.iter().map(|unit| unit.submission).collect::<Vec<_>>())
    .text(", ")
    .bind::<Array<Bool>, _>(units.iter().map(|unit| unit.standing == Standing::Waived).collect::<Vec<_>>())
    .text(") as source")
    .execute(&mut db)
    .await
    .map(drop)
}

/// A report that is made of something else than what counts now.
#[derive(Debug, Clone, Queryable)]
pub struct Outdated {
    /// Its id.
    pub id: Uuid,
    /// The body that answers for it.
    pub owed_by: OrganizationCode,
    /// The body that it is reported to.
    pub receiver: OrganizationCode,
    /// Whether it was sent. Before that it is its own body's alone.
    pub is_sent: bool,
}

/// The reports that are made of what an obligation's report was, and no longer is.
///
/// # Errors
/// The database's.
pub async fn outdated_by(mut db: Db<'_>, obligation: Uuid, counts: Option<Uuid>) -> QueryResult<Vec<Outdated>> {
    Statement::<(SqlUuid, Text, Text, Bool)>::new(
        "select c.id, o.owed_by, o.receiver, c.sent_at is not null from consolidated_source s \
         join consolidated_report c on c.id = s.report_id join obligation o on o.id = c.obligation_id \
         where c.state <> 'recalled' and s.obligation_id = ",
    )
    .bind::<SqlUuid, _>(obligation)
    .text(" and s.submission_id is distinct from ")
    .bind::<Nullable<SqlUuid>, _>(counts)
    .load(&mut db)
    .await
}

fn read((row, period, starts_on, ends_on, title, owed_by, receiver, is_stale): Found) -> QueryResult<KeptReport> {
    Ok(KeptReport { report: Report::try_from(row)?, period, starts_on, ends_on, title, owed_by, receiver, is_stale })
}

impl TryFrom<Row> for Report {
    type Error = diesel::result::Error;

    fn try_from(row: Row) -> QueryResult<Self> {
        Ok(Self {
            id: row.id,
            obligation_id: row.obligation_id,
            number: row.number,
            regime: row.regime,
            period_id: row.period_id,
            organization: row.organization,
            receiver: row.receiver,
            state: row.state,
            content: from_json(row.content)?,
            snapshot: row.snapshot,
            snapshot_at: row.snapshot_at,
            edited_by: row.edited_by,
            drafted_at: row.drafted_at,
            hash: row.hash,
            remark: row.remark,
            approved: Signature::joined(row.approved_by, row.approved_at),
            issued: row.document_number.zip(row.issued_on),
            sent: Signature::joined(row.sent_by, row.sent_at),
            acknowledged: Signature::joined(row.acknowledged_by, row.acknowledged_at),
            recalled: Signature::joined(row.recalled_by, row.recalled_at).zip(row.recall_reason),
            version: row.version,
            signed_scan: row.signed_scan.map(from_json).transpose()?,
        })
    }
}

impl TryFrom<&Report> for Row {
    type Error = diesel::result::Error;

    fn try_from(report: &Report) -> QueryResult<Self> {
        let one = report.clone();
        let (approved_by, approved_at) = Signature::parted(one.approved);
        let (sent_by, sent_at) = Signature::parted(one.sent);
        let (acknowledged_by, acknowledged_at) = Signature::parted(one.acknowledged);
        let (recalled, recall_reason) = one.recalled.unzip();
        let (recalled_by, recalled_at) = Signature::parted(recalled);
        let (document_number, issued_on) = one.issued.unzip();
        Ok(Self {
            id: one.id,
            obligation_id: one.obligation_id,
            number: one.number,
            regime: one.regime,
            period_id: one.period_id,
            organization: one.organization,
            receiver: one.receiver,
            state: one.state,
            content: to_json(&one.content)?,
            snapshot: one.snapshot,
            snapshot_at: one.snapshot_at,
            edited_by: one.edited_by,
            drafted_at: one.drafted_at,
            hash: one.hash,
            remark: one.remark,
            approved_by,
            approved_at,
            document_number,
            issued_on,
            sent_by,
            sent_at,
            acknowledged_by,
            acknowledged_at,
            recalled_by,
            recalled_at,
            recall_reason,
            version: one.version,
            signed_scan: one.signed_scan.as_ref().map(to_json).transpose()?,
        })
    }
}
