//! Assignments, and what is said about them.

/// Puts values into a statement, with commas between them.
macro_rules! values {
    ($statement:expr, $($type:ty: $value:expr),+ $(,)?) => {{
        let statement = $statement;
        let mut first = true;
        $(
            let statement = if std::mem::take(&mut first) { statement } else { statement.text(", ") };
            let statement = statement.bind::<$type, _>($value);
        )+
        let _ = first;
        statement.text(")")
    }};
}
use values;

mod attachments;
mod beside;
mod counts;
mod duties;
mod facts;
mod filter;
mod follow_ups;
mod list;
mod parties;
mod periods;
mod row;
mod write;

pub use attachments::{AttachmentRow, attachment, count_attachments, insert_attachment};
pub use beside::{Beside, beside, beside_id};
pub use counts::{CELL_LIMIT, Cell, Dimension, counts};
pub use duties::{DutyRow, duties};
pub use facts::{earliest_open_period, lapse_date_requests, write_fact};
pub use filter::Filter;
pub use follow_ups::{
    DateRequestRow, EvidenceRow, FulfilmentRow, ProgressRow, SubmissionRow, UrgingRow, date_requests, evidence,
    evidence_of, fulfilments, progress_reports, submissions, urgings,
};
pub use list::{After, Sort, list};
pub use parties::all_in_sight;
pub use periods::{
    fulfilment, insert_fulfilments, last_period_day, lock_duties_without_period, lock_recurring_duties,
    refresh_next_fulfilment,
};
use row::{COLUMNS, Row, SqlRow};
pub use write::{
    count_made, doers_of_parts, insert_many, lock_children, lock_root, save, save_many, shift_open_children,
};

use crate::domain::assignment::Assignment;
use diesel::sql_types::Uuid as SqlUuid;
use diesel::{OptionalExtension, QueryResult};
use diesel_async::RunQueryDsl;
use haicap_kit::db::{Db, Statement};
use uuid::Uuid;

/// One assignment, without its last submission.
///
/// # Errors
/// The database cannot answer.
pub async fn find(mut db: Db<'_>, id: Uuid) -> QueryResult<Option<Assignment>> {
    let row: Option<Row> = Statement::<SqlRow>::new(format!("select {COLUMNS} from assignment a where a.id = "))
        .bind::<SqlUuid, _>(id)
        .get_result(&mut db)
        .await
        .optional()?;
    Ok(row.map(Assignment::from))
}

/// One assignment, without its last submission, locked until the transaction ends: for what is counted beside it.
///
/// # Errors
/// The database cannot answer.
pub async fn lock(mut db: Db<'_>, id: Uuid) -> QueryResult<Option<Assignment>> {
    let row: Option<Row> = Statement::<SqlRow>::new(format!("select {COLUMNS} from assignment a where a.id = "))
        .bind::<SqlUuid, _>(id)
        .text(" for no key update")
        .get_result(&mut db)
        .await
        .optional()?;
    Ok(row.map(Assignment::from))
}
