use crate::domain::obligation::{FormVersion, Latest, Obligation};
use crate::vocabulary::{Standing, SubmissionState};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::Queryable;
use diesel::sql_types::{Bool, Date, Nullable, Text, Uuid as SqlUuid};
use haicap_kit::db::{Row, Statement};
use haicap_types::OrganizationCode;
use uuid::Uuid;

/// An obligation, and what its period is called.
#[derive(Debug, Clone)]
pub struct KeptObligation {
    /// The obligation.
    pub obligation: Obligation,
    /// The period's key.
    pub period: String,
    /// The first day of the period.
    pub starts_on: NaiveDate,
    /// The last day of the period.
    pub ends_on: NaiveDate,
    /// What the regime's report is called.
    pub title: String,
    /// The version of its form, by which that is remembered.
    pub form_id: Option<Uuid>,
    /// The last version of its report that is no draft: what others than its writers know of.
    pub last_sent: Option<Latest>,
}

haicap_kit::row! {
    /// An obligation as its table holds it.
    pub(super) ObligationRow in "obligation" by (id) {
        id: Uuid,
        period_id: Uuid,
        regime: String,
        tier: i16,
        leg: i16,
        organization: OrganizationCode,
        form: Option<String>,
        form_number: Option<i32>,
        opens_at: DateTime<Utc>,
        cutoff_at: DateTime<Utc>,
        version: i32,
    } changing {
        owed_by: OrganizationCode,
        receiver: OrganizationCode,
        rule_due_at: DateTime<Utc>,
        extended_until: Option<DateTime<Utc>>,
        locks_at: DateTime<Utc>,
        unlocked_until: Option<DateTime<Utc>>,
        standing: Standing,
        effective_submission: Option<Uuid>,
        latest_id: Option<Uuid>,
        latest_number: Option<i32>,
        latest_state: Option<SubmissionState>,
        first_submitted_at: Option<DateTime<Utc>>,
        was_late: Option<bool>,
        requests: i32,
    }
}

/// An obligation as it is read: with its period, its regime and its form.
#[derive(Debug, Queryable)]
pub(super) struct Found {
    row: ObligationRow,
    period: String,
    starts_on: NaiveDate,
    ends_on: NaiveDate,
    title: String,
    form_id: Option<Uuid>,
    is_settled: bool,
    sent_id: Option<Uuid>,
    sent_state: Option<SubmissionState>,
}

/// The SQL types of [`Found`].
pub(super) type SqlFound =
    (<ObligationRow as Row>::Sql, Text, Date, Date, Text, Nullable<SqlUuid>, Bool, Nullable<SqlUuid>, Nullable<Text>);

/// The state of the last version of obligation `o` that was sent. Versions are numbered without gaps, and only the last one
/// can be a draft.
pub(super) const SENT_STATE: &str = "case when o.latest_state = 'draft' then (select s.state from submission s \
    where s.obligation_id = o.id and s.number = o.latest_number - 1) else o.latest_state end";

/// What is read of an obligation `o` beside its own columns.
const BESIDE: &str = "p.key, p.starts_on, p.ends_on, r.definition ->> 'title', \
    (select v.id from form_version v where v.form = o.form and v.number = o.form_number), p.frozen_at is not null, \
    case when o.latest_state = 'draft' then (select s.id from submission s \
        where s.obligation_id = o.id and s.number = o.latest_number - 1) else o.latest_id end";

/// Where it comes from.
pub(super) const FROM: &str = "obligation o join period p on p.id = o.period_id join regime r on r.code = o.regime";

/// The columns of [`Found`].
pub(super) fn columns() -> String {
    format!("{}, {BESIDE}, {SENT_STATE}", ObligationRow::columns_of("o"))
}

/// Obligations `o`, of these periods `p` and regimes `r`.
pub(super) fn selected(condition: &str) -> Statement<SqlFound> {
    Statement::new(format!("select {} from {FROM} {condition}", columns()))
}

impl From<Found> for KeptObligation {
    fn from(found: Found) -> Self {
        let Found { row, period, starts_on, ends_on, title, form_id, is_settled, sent_id, sent_state } = found;
        let obligation = row.obligation(is_settled);
        let number = obligation.latest.and_then(Latest::number_sent);
        let last_sent = sent_id.zip(number).zip(sent_state);
        let last_sent = last_sent.map(|((id, number), state)| Latest { id, number, state });
        Self { obligation, period, starts_on, ends_on, title, form_id, last_sent }
    }
}

impl ObligationRow {
    fn obligation(self, is_settled: bool) -> Obligation {
        let row = self;
        let latest = row.latest_id.zip(row.latest_number).zip(row.latest_state);
        Obligation {
            id: row.id,
            period_id: row.period_id,
            regime: row.regime,
            tier: row.tier,
            leg: row.leg,
            organization: row.organization,
            owed_by: row.owed_by,
            receiver: row.receiver,
            is_settled,
            form: row.form.zip(row.form_number).map(|(code, number)| FormVersion { code, number }),
            opens_at: row.opens_at,
            cutoff_at: row.cutoff_at,
            rule_due_at: row.rule_due_at,
            extended_until: row.extended_until,
            locks_at: row.locks_at,
            unlocked_until: row.unlocked_until,
            standing: row.standing,
            effective_submission: row.effective_submission,
            latest: latest.map(|((id, number), state)| Latest { id, number, state }),
            first_submitted_at: row.first_submitted_at,
            was_late: row.was_late,
            version: row.version,
            requests: row.requests,
        }
    }
}

impl From<&Obligation> for ObligationRow {
    fn from(obligation: &Obligation) -> Self {
        let one = obligation.clone();
        Self {
            id: one.id,
            period_id: one.period_id,
            regime: one.regime,
            tier: one.tier,
            leg: one.leg,
            organization: one.organization,
            owed_by: one.owed_by,
            receiver: one.receiver,
            form_number: one.form.as_ref().map(|form| form.number),
            form: one.form.map(|form| form.code),
            opens_at: one.opens_at,
            cutoff_at: one.cutoff_at,
            rule_due_at: one.rule_due_at,
            extended_until: one.extended_until,
            locks_at: one.locks_at,
            unlocked_until: one.unlocked_until,
            standing: one.standing,
            effective_submission: one.effective_submission,
            latest_id: one.latest.map(|latest| latest.id),
            latest_number: one.latest.map(|latest| latest.number),
            latest_state: one.latest.map(|latest| latest.state),
            first_submitted_at: one.first_submitted_at,
            was_late: one.was_late,
            version: one.version,
            requests: one.requests,
        }
    }
}
