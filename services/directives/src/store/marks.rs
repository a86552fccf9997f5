use crate::domain::health::Marks;
use diesel::sql_types::{Date, Int4, Timestamptz};
use haicap_kit::db::Statement;

/// Puts the marks into a select list, as the first six parameters of the statement: the expressions of
/// [`crate::domain::health`] know them by their numbers, whatever is made of the list.
pub(super) fn marked<T>(marks: &Marks, statement: Statement<T>) -> Statement<T> {
    statement
        .bind::<Date, _>(marks.today)
        .text("::date, ")
        .bind::<Timestamptz, _>(marks.unacknowledged_before)
        .text("::timestamptz, ")
        .bind::<Timestamptz, _>(marks.undated_before)
        .text("::timestamptz, ")
        .bind::<Date, _>(marks.due_soon_until)
        .text("::date, ")
        .bind::<Timestamptz, _>(marks.quiet_before)
        .text("::timestamptz, ")
        .bind::<Int4, _>(marks.span_left_percent)
        .text("::int")
}
