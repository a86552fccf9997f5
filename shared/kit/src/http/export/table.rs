use super::cells::Cells;
use super::columns::Column;
use serde::Serialize;
use serde_json::Value;
use std::borrow::Cow;

/// What stands between several values of one cell.
const SEPARATOR: &str = "; ";

/// A cell that no spreadsheet takes for a formula.
#[must_use]
pub fn disarmed(cell: Cow<'_, str>) -> Cow<'_, str> {
    if looks_like_a_formula(&cell) { Cow::Owned(format!("'{cell}")) } else { cell }
}

/// Whether a spreadsheet could take a cell for a formula. Apostrophes before it do not count, so that a file can be read
/// as it was written.
#[must_use]
pub fn looks_like_a_formula(cell: &str) -> bool {
    let cell = cell.trim_start_matches('\'');
    cell.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) || cell.starts_with(['\t', '\r'])
}

/// The names of the columns.
pub(super) fn write_header(columns: &[Column], bytes: &mut Vec<u8>) -> Result<(), csv::Error> {
    csv::Writer::from_writer(bytes).write_record(columns.iter().map(Column::name))
}

/// A line for each item.
pub(super) fn write_rows<V: Serialize>(cells: &mut Cells, items: &[V], bytes: &mut Vec<u8>) -> Result<(), csv::Error> {
    let mut writer = csv::Writer::from_writer(bytes);
    for item in items {
        for value in cells.read(item).map_err(std::io::Error::from)? {
            let cell = match value {
                // A negative number is one, and no formula.
                Value::Number(_) => text(value),
                _ => disarmed(text(value)),
            };
            writer.write_field(&*cell)?;
        }
        writer.write_record(None::<&[u8]>)?;
    }
    writer.flush()?;
    Ok(())
}

/// A value as the text of a cell: nothing for null, several values after one another, what has a code by its code, and
/// the rest as JSON.
pub(super) fn text(value: &Value) -> Cow<'_, str> {
    match value {
        Value::Null => Cow::Borrowed(""),
        Value::String(text) => Cow::Borrowed(text),
        Value::Array(items) => {
            let parts: Vec<_> = items.iter().map(|item| text(item.get("code").unwrap_or(item))).collect();
            Cow::Owned(parts.join(SEPARATOR))
        }
        Value::Bool(_) | Value::Number(_) | Value::Object(_) => Cow::Owned(value.to_string()),
    }
}
