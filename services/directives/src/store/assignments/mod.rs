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
mod follow_ups;
mod list;
mod periods;
mod row;
mod write;

pub use attachments::{AttachmentRow, attachment, insert_attachment};
pub use beside::{Beside, beside};
pub use counts::{CELL_LIMIT, Cell, Dimension, counts};
pub use duties::{DutyRow, duties};
pub use facts::{earliest_open_period, lapse_date_requests, write_fact};
pub use follow_ups::{
    DateRequestRow, EvidenceRow, FulfilmentRow, ProgressRow, SubmissionRow, UrgingRow, date_requests, evidence,
    evidence_of, fulfilments, progress_reports, submissions, urgings,
};
pub use list::{After, Filter, Sort, all_in_sight, list};
pub use periods::{insert_fulfilments, lock_duties_without_period, refresh_next_fulfilment};
use row::{Row, SqlRow};
pub use write::{insert_many, lock_children, save, save_many, shift_open_children};

use crate::domain::assignment::Assignment;
use crate::schema::assignment;
use diesel::{OptionalExtension, QueryDsl, QueryResult};
use diesel_async::RunQueryDsl;
use haicap_kit::db::Db;
use uuid::Uuid;

/// One assignment, without its last submission.
///
/// # Errors
/// The database cannot answer.
pub async fn find(mut db: Db<'_>, id: Uuid) -> QueryResult<Option<Assignment>> {
    let row = assignment::table.find(id).first::<Row>(&mut db).await.optional()?;
    Ok(row.map(Assignment::from))
}
