//! Assignments, and what is said about them.

mod beside;
mod counts;
mod duties;
mod facts;
mod filter;
mod follow_up_rows;
mod follow_ups;
mod list;
mod parties;
mod periods;
mod progress;
mod row;
mod write;

pub use beside::{Beside, Document, Source, beside, beside_one};
pub use counts::{CELL_LIMIT, Cell, counts};
pub use duties::{AfterDuty, Branch, DutyFilter, Said, count_duties, duties, said};
pub use facts::{earliest_open_period, lapse_date_requests, write_fact, write_reasons};
pub use filter::Filter;
pub(crate) use follow_up_rows::{
    DateRequestRow, EvidenceRow, FulfilmentRow, JudgementRow, ProgressRow, ReasonRow, SubmissionRow, UrgingRow,
};
pub use follow_ups::evidence_of;
pub(crate) use follow_ups::{date_requests, evidence, fulfilments, progress_reports, reasons, submissions, urgings};
pub use list::{After, Sort, list};
pub use parties::all_in_sight;
pub use periods::{
    duties_without_period, fulfilment, insert_fulfilments, last_period_day, lock_duties_without_period,
    lock_recurring_duties, refresh_next_fulfilment,
};
pub(crate) use progress::{implemented_leaves, mean_of_leaves};
pub use write::{
    count_made, doers_of_parts, due_on_of, insert_many, leave_force, lock_children, lock_matching_trees, lock_open_of,
    lock_root, lock_trees, parties_above, save, save_many, save_source, shift_open_children,
};

use crate::domain::assignment::Assignment;
use diesel::{OptionalExtension, QueryResult};
use diesel_async::RunQueryDsl;
use haicap_kit::db::{Db, Statement};
use row::{AssignmentRow, SqlRow, columns};
use uuid::Uuid;

/// One assignment, without its last submission.
pub async fn find(db: Db<'_>, id: Uuid) -> QueryResult<Option<Assignment>> {
    find_with(db, id, "").await
}

/// The same as [`lock`]; `None` also where another transaction has locked it.
pub async fn lock_if_free(db: Db<'_>, id: Uuid) -> QueryResult<Option<Assignment>> {
    find_with(db, id, " for no key update skip locked").await
}

/// One assignment, without its last submission, locked until the transaction ends: for what is counted beside it.
pub async fn lock(db: Db<'_>, id: Uuid) -> QueryResult<Option<Assignment>> {
    find_with(db, id, " for no key update").await
}

async fn find_with(mut db: Db<'_>, id: Uuid, lock: &'static str) -> QueryResult<Option<Assignment>> {
    let row: Option<AssignmentRow> =
        Statement::<SqlRow>::new(format!("select {} from assignment a where a.id = ", columns()))
            .value(id)
            .text(lock)
            .get_result(&mut db)
            .await
            .optional()?;
    Ok(row.map(Assignment::from))
}
