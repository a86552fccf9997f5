use crate::domain::obligation::{FormVersion, Latest, Obligation};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::Queryable;
use diesel::sql_types::{Bool, Date, Nullable, Text, Uuid as SqlUuid};
use haicap_types::{OrganizationCode, Standing, SubmissionState};
use serde::Serialize;
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

/// Declares the row once: its fields are the columns, in the table's order.
macro_rules! row {
    ($($field:ident: $type:ty),+ $(,)?) => {
        /// An obligation as it stands in its table.
        #[derive(Debug, Clone, Queryable, Serialize)]
        pub(super) struct Columns {
            $(pub(super) $field: $type),+
        }

        /// The columns of the table.
        pub(super) const NAMES: &str = concat!("id" $(, row!(@name $field))+);

        /// The columns that are read: of the obligation, then of its period, regime and form.
        pub(super) const COLUMNS: &str = concat!(
            "o.id" $(, row!(@column $field))+,
            ", p.key, p.starts_on, p.ends_on, r.definition ->> 'title'",
            ", (select v.id from form_version v where v.form = o.form and v.number = o.form_number)",
            ", p.frozen_at is not null",
            // Versions are numbered without gaps, and only the last one can be a draft.
            ", case when o.latest_state = 'draft' then (select s.id from submission s",
            " where s.obligation_id = o.id and s.number = o.latest_number - 1) else o.latest_id end",
            ", case when o.latest_state = 'draft' then (select s.state from submission s",
            " where s.obligation_id = o.id and s.number = o.latest_number - 1) else o.latest_state end"
        );
    };
    (@name id) => { "" };
    (@name $field:ident) => { concat!(", ", stringify!($field)) };
    (@column id) => { "" };
    (@column $field:ident) => { concat!(", o.", stringify!($field)) };
}

row! {
    id: Uuid,
    period_id: Uuid,
    regime: String,
    tier: i16,
    leg: i16,
    organization: OrganizationCode,
    owed_by: OrganizationCode,
    receiver: OrganizationCode,
    form: Option<String>,
    form_number: Option<i32>,
    opens_at: DateTime<Utc>,
    cutoff_at: DateTime<Utc>,
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
    version: i32,
    requests: i32,
}

/// Where the columns come from.
pub(super) const FROM: &str = "obligation o join period p on p.id = o.period_id join regime r on r.code = o.regime";

/// The SQL types of [`COLUMNS`].
pub(super) type SqlRow = (
    crate::schema::obligation::SqlType,
    Text,
    Date,
    Date,
    Text,
    Nullable<SqlUuid>,
    Bool,
    Nullable<SqlUuid>,
    Nullable<Text>,
);

/// What is read.
pub(super) type Row =
    (Columns, String, NaiveDate, NaiveDate, String, Option<Uuid>, bool, Option<Uuid>, Option<SubmissionState>);

impl From<Row> for KeptObligation {
    fn from(row: Row) -> Self {
        let (columns, period, starts_on, ends_on, title, form_id, is_settled, sent_id, sent_state) = row;
        let obligation = columns.obligation(is_settled);
        let number = obligation.latest.map(|latest| match latest.state {
            SubmissionState::Draft => latest.number.saturating_sub(1),
            _ => latest.number,
        });
        let last_sent = sent_id.zip(number).zip(sent_state);
        let last_sent = last_sent.map(|((id, number), state)| Latest { id, number, state });
        Self { obligation, period, starts_on, ends_on, title, form_id, last_sent }
    }
}

impl Columns {
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

impl From<&Obligation> for Columns {
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
