//! Consolidated reports, and what they were made of.

use crate::domain::report::{KeptReport, Outdated, Report, Source};
use crate::vocabulary::ConsolidatedReportState;
use chrono::{DateTime, NaiveDate, Utc};
use diesel::result::QueryResult;
use diesel::sql_types::{Array, Bool, Date, Int4, Nullable, Text, Untyped, Uuid as SqlUuid};
use diesel::{OptionalExtension, Queryable};
use diesel_async::RunQueryDsl;
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use haicap_kit::db::{Db, Row, Statement, from_json, insert_new, literal_limit, lock_name, save as save_row, to_json};
use haicap_types::{Line, OrganizationCode, Signature};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

/// Which reports are wanted; what is none is not asked for.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Of which all are seen.
    pub own: Option<OrganizationCode>,
    /// Of which those that were sent are seen.
    pub seen: Vec<OrganizationCode>,
    /// Of this regime.
    pub regime: Option<String>,
    /// For the period with this key.
    pub period: Option<String>,
    /// Of this organization.
    pub organization: Option<OrganizationCode>,
    /// In one of these states.
    pub states: Vec<ConsolidatedReportState>,
}

/// After which report the page begins.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct After(pub DateTime<Utc>, pub Uuid);

haicap_kit::row! {
    /// A report as its table holds it.
    ReportRow in "consolidated_report" by (id) {
        id: Uuid,
        obligation_id: Uuid,
        number: i32,
        regime: String,
        period_id: Uuid,
        organization: OrganizationCode,
        receiver: OrganizationCode,
        drafted_at: DateTime<Utc>,
        version: i32,
    } changing {
        state: ConsolidatedReportState,
        content: Value,
        snapshot: Value,
        snapshot_at: DateTime<Utc>,
        edited_by: Vec<String>,
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
        signed_scan: Option<Value>,
    }
}

/// A report as it is read: with its period, its regime and its obligation.
#[derive(Debug, Queryable)]
struct Found {
    row: ReportRow,
    period: String,
    starts_on: NaiveDate,
    ends_on: NaiveDate,
    title: String,
    owed_by: OrganizationCode,
    receiver: OrganizationCode,
    is_stale: bool,
}

/// The SQL types of [`Found`].
type SqlFound = (<ReportRow as Row>::Sql, Text, Date, Date, Text, Text, Text, Bool);

/// What is read of a report `c` beside its own columns, and where it comes from.
const BESIDE: &str = "p.key, p.starts_on, p.ends_on, r.definition ->> 'title', o.owed_by, o.receiver, \
    exists (select from consolidated_source s join obligation u on u.id = s.obligation_id where s.report_id = c.id \
        and (u.effective_submission, u.standing = 'waived') is distinct from (s.submission_id, s.is_waived)) \
    from consolidated_report c join obligation o on o.id = c.obligation_id join period p on p.id = c.period_id \
    join regime r on r.code = c.regime";

fn selected(condition: &str) -> Statement<SqlFound> {
    Statement::new(format!("select {}, {BESIDE} where {condition}", ReportRow::columns_of("c")))
}

/// The columns without the figures, which are most of a report.
fn head_columns() -> String {
    ReportRow::columns_of("c").replace("c.snapshot,", "'null'::jsonb,")
}

/// The reports of these obligations that were not recalled, without their figures.
pub async fn live_heads(mut db: Db<'_>, obligations: Vec<Uuid>) -> QueryResult<Vec<Report>> {
    let found: Vec<ReportRow> = Statement::<<ReportRow as Row>::Sql>::new(format!(
        "select {} from consolidated_report c where c.state <> 'recalled' and c.obligation_id = any(",
        head_columns()
    ))
    .value(obligations)
    .text(")")
    .load(&mut db)
    .await?;
    found.into_iter().map(Report::try_from).collect()
}

/// The report with an id.
pub async fn find(mut db: Db<'_>, id: Uuid) -> QueryResult<Option<KeptReport>> {
    let found: Option<Found> = selected("c.id = ").value(id).get_result(&mut db).await.optional()?;
    found.map(read).transpose()
}

/// Whether a report of an organization has a document number in a year, unless it was recalled. Of transactions that
/// ask for the same number, each waits for the one before.
pub async fn is_number_taken(
    mut db: Db<'_>,
    organization: &OrganizationCode,
    number: &Line<64>,
    year: i32,
) -> QueryResult<bool> {
    // One number however it is written: `05-bc/btctu` is `5-BC/BTCTU`.
    let number = number.as_str().trim_start_matches('0').to_uppercase();
    lock_name(db, &format!("report number {organization} {number}")).await?;
    Statement::<Bool>::new("select exists (select from consolidated_report where organization = ")
        .value(organization.clone())
        .text(" and ltrim(upper(document_number), '0') = upper(")
        .value(number)
        .text(") and extract(year from issued_on)::int = ")
        .value(year)
        .text(" and state <> 'recalled')")
        .get_result(&mut db)
        .await
}

/// A page of reports without their figures, the latest first.
pub async fn list(mut db: Db<'_>, filter: &Filter, after: Option<&After>, rows: usize) -> QueryResult<Vec<KeptReport>> {
    let mut statement = Statement::<SqlFound>::new(format!("select {}, {BESIDE} where (", head_columns()))
        .value(filter.own.clone())
        .text(" in (c.organization, o.owed_by) or c.sent_at is not null and (")
        .value(filter.own.clone())
        .text(" in (c.receiver, o.receiver) or c.organization = any(")
        .value(filter.seen.clone())
        .text(")))");
    if let Some(regime) = &filter.regime {
        statement = statement.text(" and c.regime = ").value(regime.clone());
    }
    if let Some(period) = &filter.period {
        statement = statement.text(" and p.key = ").value(period.clone());
    }
    if let Some(organization) = &filter.organization {
        statement = statement.text(" and c.organization = ").value(organization.clone());
    }
    statement = statement.any_of("c.state", &filter.states);
    if let Some(After(drafted_at, id)) = after {
        statement = statement.text(" and (c.drafted_at, c.id) < (").value(*drafted_at).text(", ").value(*id).text(")");
    }
    let limit = literal_limit(rows);
    let mut found: Vec<Found> =
        statement.text(format!(" order by c.drafted_at desc, c.id desc limit {limit}")).load(&mut db).await?;
    found.truncate(rows);
    found.into_iter().map(read).collect()
}

/// Which of these keys of the storage belong to the signed scan of a report.
pub fn named_scans(mut db: Db<'_>, keys: Vec<String>) -> BoxFuture<'_, QueryResult<Vec<String>>> {
    async move {
        let found: Vec<(String,)> = Statement::<(Text,)>::new(
            "select signed_scan ->> 'key' from consolidated_report where signed_scan ->> 'key' = any(",
        )
        .value(keys)
        .text(")")
        .load(&mut db)
        .await?;
        Ok(found.into_iter().map(|(key,)| key).collect())
    }
    .boxed()
}

/// The number of the last report of an obligation; none if there was none.
pub async fn last_number(mut db: Db<'_>, obligation: Uuid) -> QueryResult<Option<i32>> {
    let (last,): (Option<i32>,) =
        Statement::<(Nullable<Int4>,)>::new("select max(number) from consolidated_report where obligation_id = ")
            .value(obligation)
            .get_result(&mut db)
            .await?;
    Ok(last)
}

/// The report of an obligation that was drawn up last.
pub async fn last_id(mut db: Db<'_>, obligation: Uuid) -> QueryResult<Option<Uuid>> {
    let last: Option<(Uuid,)> =
        Statement::<(SqlUuid,)>::new("select id from consolidated_report where obligation_id = ")
            .value(obligation)
            .text(" order by number desc limit 1")
            .get_result(&mut db)
            .await
            .optional()?;
    Ok(last.map(|(id,)| id))
}

/// Writes a report; false if its obligation has a live one.
pub async fn insert(db: Db<'_>, new: &Report) -> QueryResult<bool> {
    insert_new(db, ReportRow::try_from(new)?).await
}

/// Saves a report and raises its version; false if another change came first.
pub async fn save(db: Db<'_>, report: &Report) -> QueryResult<bool> {
    save_row(db, ReportRow::try_from(report)?, report.version).await
}

/// Notes what a report is made of, in place of what was noted before.
pub async fn note_sources(mut db: Db<'_>, report: Uuid, sources: &[Source]) -> QueryResult<()> {
    Statement::<Untyped>::new("delete from consolidated_source where report_id = ")
        .value(report)
        .execute(&mut db)
        .await?;
    Statement::<Untyped>::new(
        "insert into consolidated_source (report_id, obligation_id, submission_id, is_waived) select ",
    )
    .value(report)
    .text(", source.* from unnest(")
    .value(sources.iter().map(|one| one.obligation).collect::<Vec<_>>())
    .text(", ")
    .bind::<Array<Nullable<SqlUuid>>, _>(sources.iter().map(|one| one.submission).collect::<Vec<_>>())
    .text(", ")
    .value(sources.iter().map(|one| one.is_waived).collect::<Vec<_>>())
    .text(") as source")
    .execute(&mut db)
    .await
    .map(drop)
}

/// The reports that are made of what an obligation's report was, and no longer is.
pub async fn outdated_by(mut db: Db<'_>, obligation: Uuid, counts: Option<Uuid>) -> QueryResult<Vec<Outdated>> {
    #[derive(Queryable)]
    struct Found {
        id: Uuid,
        owed_by: OrganizationCode,
        receiver: OrganizationCode,
        is_sent: bool,
    }
    let found: Vec<Found> = Statement::<(SqlUuid, Text, Text, Bool)>::new(
        "select c.id, o.owed_by, o.receiver, c.sent_at is not null from consolidated_source s \
         join consolidated_report c on c.id = s.report_id join obligation o on o.id = c.obligation_id \
         where c.state <> 'recalled' and s.obligation_id = ",
    )
    .value(obligation)
    .text(" and s.submission_id is distinct from ")
    .value(counts)
    .load(&mut db)
    .await?;
    let outdated = |Found { id, owed_by, receiver, is_sent }| Outdated { id, owed_by, receiver, is_sent };
    Ok(found.into_iter().map(outdated).collect())
}

fn read(found: Found) -> QueryResult<KeptReport> {
    let Found { row, period, starts_on, ends_on, title, owed_by, receiver, is_stale } = found;
    Ok(KeptReport { report: Report::try_from(row)?, period, starts_on, ends_on, title, owed_by, receiver, is_stale })
}

impl TryFrom<ReportRow> for Report {
    type Error = diesel::result::Error;

    fn try_from(row: ReportRow) -> QueryResult<Self> {
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

impl TryFrom<&Report> for ReportRow {
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
