use crate::domain::assignment::Assignment;
use crate::vocabulary::{AssignmentState, ClauseKind, DueBasis, ProductKind};
use chrono::{DateTime, NaiveDate, Utc};
use haicap_kit::db::Row;
use haicap_types::{Cadence, OrganizationCode, Urgency};
use uuid::Uuid;

haicap_kit::row! {
    /// An assignment as it stands in its table.
    pub(super) AssignmentRow in "assignment" by (id) {
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
        issuer: OrganizationCode,
        cadence: Option<Cadence>,
        is_in_force: bool,
    } changing {
        accountable: OrganizationCode,
        executing: Option<OrganizationCode>,
        coordinating: Vec<OrganizationCode>,
        monitoring: Vec<OrganizationCode>,
        reports_to: Option<OrganizationCode>,
        state: AssignmentState,
        due_basis: DueBasis,
        due_on: Option<NaiveDate>,
        original_due_on: Option<NaiveDate>,
        extensions: i32,
        next_fulfilment_due_on: Option<NaiveDate>,
        handler_subject: Option<String>,
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
        is_on_time: Option<bool>,
        concerned: Vec<OrganizationCode>,
        mover: Option<OrganizationCode>,
    }
}

/// The SQL types of [`columns`].
pub(super) type SqlRow = <AssignmentRow as Row>::Sql;

/// The columns of a row as it is read, each behind `a.`. The organizations that it concerns follow from the others and take
/// the most room: nobody asks for them.
pub(super) fn columns() -> String {
    AssignmentRow::columns_of("a").replace("a.concerned", "'{}'::text[]")
}

/// Says which columns and fields of the entity are one and the same; `concerned` and `mover` follow from them.
macro_rules! same {
    ($($field:ident),+ $(,)?) => {
        impl From<AssignmentRow> for Assignment {
            fn from(row: AssignmentRow) -> Self {
                Self { last_submission: None, $($field: row.$field),+ }
            }
        }

        impl From<&Assignment> for AssignmentRow {
            fn from(assignment: &Assignment) -> Self {
                Self {
                    concerned: super::parties::concerned(assignment).into_iter().cloned().collect(),
                    mover: assignment.next_mover().cloned(),
                    $($field: assignment.$field.clone()),+
                }
            }
        }
    };
}

same! {
    id, version, directive_id, clause_id, parent_id, root_id, level, clause_kind, title, product_kind, product, urgency,
    issuer, cadence, accountable, executing, coordinating, monitoring, reports_to, state, due_basis, due_on,
    original_due_on, extensions, next_fulfilment_due_on, handler_subject, percent, assigned_at,
    acknowledged_at, date_proposed_at, started_at, submitted_at, completed_at, ended_at, last_update_at, children,
    open_children, pending_request, is_on_time,
    is_in_force,
}
