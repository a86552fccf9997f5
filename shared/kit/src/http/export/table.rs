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

/// Whether a spreadsheet could take a cell for a formula. A negative number is one, and no formula. Apostrophes before it
/// do not count, so that a file can be read as it was written.
#[must_use]
pub fn looks_like_a_formula(cell: &str) -> bool {
    let cell = cell.trim_start_matches('\'');
    let begins = cell.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    (begins && !is_number(cell)) || cell.starts_with(['\t', '\r'])
}

/// Perhaps a minus sign, digits, and perhaps a fraction: as numbers and decimals are written here, and nothing beyond.
pub(super) fn is_number(cell: &str) -> bool {
    let are_digits = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let number = cell.strip_prefix('-').unwrap_or(cell);
    match number.split_once('.') {
        Some((whole, fraction)) => are_digits(whole) && are_digits(fraction),
        None => are_digits(number),
    }
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
            writer.write_field(&*disarmed(text(value)))?;
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

#[cfg(test)]
mod tests {
    use super::disarmed;

    #[test]
    fn h25_a_cell_that_begins_like_a_formula_is_disarmed_and_a_number_is_not() {
        for formula in [
            "=1+1",
            "+84912345678",
            "-1+1",
            "-cmd|' /C calc'!A0",
            "@SUM(1)",
            " =1",
            "\u{a0}-1",
            "＝1",
            "－1",
            "\t1",
            "\r1",
            "-",
            "-.5",
            "-1.",
            "-1.2.3",
            "-1e5",
            "-1,5",
            "--1",
            "-1 ",
            "'=1",
            "-٣",
        ] {
            assert_eq!(disarmed(formula.into()), format!("'{formula}"));
        }
        for plain in ["", "-0.5", "-3", "-12345678901234567890.25", "'-0.5", "0.5", "a=1", "Kết luận - 45", "12-34"]
        {
            assert_eq!(disarmed(plain.into()), plain);
        }
    }
}
