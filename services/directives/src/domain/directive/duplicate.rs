use super::Content;
use crate::domain::document_number::RecordedNumber;
use chrono::{Datelike as _, NaiveDate};
use haicap_types::fold;

/// Whether two documents of one issuer seem to be one: they have the same number in one year, or where no number tells
/// them apart the same type, title and date. A date that is not known may be any.
#[must_use]
pub fn is_same(
    content: &Content,
    number: Option<&RecordedNumber>,
    issued_on: Option<NaiveDate>,
    other: &Content,
) -> bool {
    let years = (issued_on.map(|date| date.year()), other.issued_on.map(|date| date.year()));
    let written = |number: &RecordedNumber| fold(number.to_string().trim_start_matches('0'));
    match (number.map(written), other.number.as_ref().map(written), years) {
        (Some(one), Some(two), (Some(this), Some(that))) => one == two && this == that,
        (Some(one), Some(two), _) => one == two,
        _ => {
            content.document_type == other.document_type
                && fold(content.title.as_str()) == fold(other.title.as_str())
                && (issued_on == other.issued_on || issued_on.is_none() || other.issued_on.is_none())
        }
    }
}
