use crate::domain::assignment::Assignment;
use chrono::{DateTime, NaiveDate, Utc};
use diesel::Queryable;
use haicap_types::{AssignmentState, Cadence, ClauseKind, DueBasis, OrganizationCode, ProductKind, Urgency};
use serde::Serialize;
use uuid::Uuid;

/// Declares the row once: its fields are the columns, in the table's order, and the entity's fields.
macro_rules! row {
    ($($field:ident: $type:ty),+ $(,)?) => {
        /// An assignment as it stands in its table.
        #[derive(Debug, Clone, Queryable, Serialize)]
        pub(super) struct Row {
            $($field: $type),+
        }

        /// The columns of [`Row`], each behind `a.`.
        pub(super) const COLUMNS: &str = concat!("a.id" $(, row!(@column $field))+);

        impl From<Row> for Assignment {
            fn from(row: Row) -> Self {
                Self { last_submission: None, $($field: row.$field),+ }
            }
        }

        impl From<&Assignment> for Row {
            fn from(assignment: &Assignment) -> Self {
                Self { $($field: assignment.$field.clone()),+ }
            }
        }
    };
    (@column id) => { "" };
    (@column $field:ident) => { concat!(", a.", stringify!($field)) };
}

row! {
    id: Uuid,
    version: i32,
    directive_id: Option<Uuid>,
    clause_id: Option<Uuid>,
    parent_id: Option<Uuid>,
    root_id: Uuid,
    level: i16,
    clause_kind: ClauseKind,
    title: String,
    product_kind: Option<ProductKind>,
    product: Option<String>,
    urgency: Urgency,
    accountable: OrganizationCode,
    executing: Option<OrganizationCode>,
    coordinating: Vec<OrganizationCode>,
    monitoring: Vec<OrganizationCode>,
    reports_to: Option<OrganizationCode>,
    issuer: OrganizationCode,
    cadence: Option<Cadence>,
    state: AssignmentState,
    due_basis: DueBasis,
    due_on: Option<NaiveDate>,
    original_due_on: Option<NaiveDate>,
    extensions: i32,
    next_fulfilment_due_on: Option<NaiveDate>,
    handler_subject: Option<String>,
    handler_name: Option<String>,
    percent: i16,
    assigned_at: DateTime<Utc>,
    acknowledged_at: Option<DateTime<Utc>>,
    date_proposed_at: Option<DateTime<Utc>>,
    started_at: Option<DateTime<Utc>>,
    submitted_at: Option<DateTime<Utc>>,
    completed_at: Option<DateTime<Utc>>,
    ended_at: Option<DateTime<Utc>>,
    last_update_at: DateTime<Utc>,
    children: i32,
    open_children: i32,
    pending_request: bool,
    born_of_recommendation: bool,
    is_on_time: Option<bool>,
}

/// The SQL types of [`COLUMNS`].
pub(super) type SqlRow = crate::schema::assignment::SqlType;
