//! What is in a cell, as the value of an indicator.

use super::notation;
use super::sheet::Cell;
use crate::domain::indicator::Indicator;
use crate::domain::value::{INTEGER_MAX, Value};
use crate::vocabulary::ValueType;
use chrono::{NaiveDate, TimeDelta};
use haicap_types::{Words, written_date};
use rust_decimal::Decimal;
use serde_json::{Value as Json, json};

/// Reads a cell.
///
/// # Errors
/// Why it holds no value of this indicator.
pub(super) fn value(indicator: &Indicator, cell: &Cell) -> Result<Option<Value>, Words> {
    refuse_unreadable(cell)?;
    let sent = match indicator.value_type {
        ValueType::Integer | ValueType::Money => json!(i64::try_from(number(cell, 0, false)?).map_err(|_| NO_NUMBER)?),
        ValueType::Decimal => json!(number(cell, indicator.decimals, false)?.to_string()),
        ValueType::Percent => json!(number(cell, indicator.decimals, true)?.to_string()),
        ValueType::Boolean => match cell {
            Cell::Truth(truth) => json!(truth),
            _ => json!(cell.as_text().and_then(notation::truth).ok_or(NO_BOOLEAN)?),
        },
        ValueType::Date => json!(date(cell).ok_or(NO_DATE)?),
        ValueType::Choice => choice(indicator, cell)?,
        ValueType::Text => json!(cell.as_text().ok_or(NO_TEXT)?),
    };
    Value::read(indicator, &sent)
}

/// What no cell that is read may hold.
pub(super) fn refuse_unreadable(cell: &Cell) -> Result<(), Words> {
    match cell {
        Cell::Formula => Err(FORMULA),
        Cell::TooLong => Err(TOO_LONG),
        _ => Ok(()),
    }
}

/// The number in a cell, with so many decimals at most.
fn number(cell: &Cell, decimals: u8, takes_percent: bool) -> Result<Decimal, Words> {
    let (number, is_percent) = match cell {
        Cell::Number { number, .. } if number.abs() > TOO_GREAT_FOR_ANY => return Err(TOO_GREAT),
        Cell::Number { number, is_percent } => {
            let found = shown(*number).ok_or_else(|| too_many_decimals(&format!("{number:.14E}"), decimals))?;
            let factor = if *is_percent { Decimal::ONE_HUNDRED } else { Decimal::ONE };
            (found.checked_mul(factor).ok_or(TOO_GREAT)?, *is_percent)
        }
        Cell::Text(text) => {
            let written = notation::number(text).ok_or(NO_NUMBER)?;
            (written.number, written.is_percent)
        }
        _ => return Err(NO_NUMBER),
    };
    if is_percent && !takes_percent {
        return Err(NO_PERCENTAGE);
    }
    if number.abs() > Decimal::from(INTEGER_MAX) {
        return Err(TOO_GREAT);
    }
    let number = number.normalize();
    if number.scale() > u32::from(decimals) {
        return Err(too_many_decimals(&number.to_string(), decimals));
    }
    Ok(number)
}

/// The number that spreadsheets show for what they keep: of a fraction fifteen digits, so that `57.699999999999996`, which
/// calculating left, is the 57.7 that stands on the screen. A whole number is kept as it is. None if it has more decimals
/// than can be counted.
pub(super) fn shown(number: f64) -> Option<Decimal> {
    let whole = Decimal::from_str_exact(&number.to_string()).ok().filter(Decimal::is_integer);
    whole.or_else(|| Decimal::from_scientific(&format!("{number:.14e}")).ok())
}

/// Names the digits that were found: the format of a cell hides them.
fn too_many_decimals(found: &str, decimals: u8) -> Words {
    let (limit_vi, limit_en) = match decimals {
        0 => ("số nguyên".to_owned(), "whole numbers".to_owned()),
        1 => ("tối đa 1 chữ số thập phân".to_owned(), "at most 1 decimal".to_owned()),
        _ => (format!("tối đa {decimals} chữ số thập phân"), format!("at most {decimals} decimals")),
    };
    Words::with(
        format!(
            "Ô này chứa {}, nhưng chỉ tiêu chỉ nhận {limit_vi}; hãy làm tròn (hàm ROUND) rồi dán giá trị vào ô.",
            found.replace('.', ",")
        ),
        format!(
            "The cell holds {found}, and the indicator takes {limit_en}; round it (function ROUND) and paste the value."
        ),
    )
}

fn date(cell: &Cell) -> Option<NaiveDate> {
    match cell {
        Cell::Day { serial, is_1904 } => day(*serial, *is_1904),
        _ => written_date(cell.as_text()?),
    }
}

/// The day of a serial number without a time. Day 60 of the system that begins in 1900 never was: its makers took that
/// year for a leap year, so that the days before it are counted from one day later.
fn day(serial: f64, is_1904: bool) -> Option<NaiveDate> {
    let days: i64 = serial.to_string().parse().ok()?;
    let epoch = match (is_1904, days) {
        (true, 0..) => NaiveDate::from_ymd_opt(1904, 1, 1)?,
        (_, ..0) | (false, 0 | 60) => return None,
        (false, ..60) => NaiveDate::from_ymd_opt(1899, 12, 31)?,
        (false, _) => NaiveDate::from_ymd_opt(1899, 12, 30)?,
    };
    epoch.checked_add_signed(TimeDelta::try_days(days)?)
}

/// The serial number of a day, in the system that begins in 1900.
pub(super) fn serial(date: NaiveDate) -> Option<i32> {
    let leap_day_that_never_was = NaiveDate::from_ymd_opt(1900, 3, 1)?;
    let epoch = NaiveDate::from_ymd_opt(1899, 12, if date < leap_day_that_never_was { 31 } else { 30 })?;
    i32::try_from(date.signed_duration_since(epoch).num_days()).ok()
}

fn choice(indicator: &Indicator, cell: &Cell) -> Result<Json, Words> {
    let written = match cell {
        // A code that looks like a number is kept as one by whoever types it.
        Cell::Number { number, is_percent: false } => number.to_string(),
        _ => cell.as_text().ok_or(NO_CHOICE)?.to_owned(),
    };
    if indicator.choices.iter().any(|choice| choice.code == written) {
        return Ok(json!(written));
    }
    let mut named = indicator.choices.iter().filter(|choice| choice.name_vi == written);
    match (named.next(), named.next()) {
        (Some(choice), None) => Ok(json!(choice.code)),
        (Some(_), Some(_)) => Err(TWO_CHOICES),
        (None, _) => Err(NO_CHOICE),
    }
}

/// How a choice is written: by its name, unless that could mean another one.
pub(super) fn label<'a>(indicator: &'a Indicator, code: &'a str) -> &'a str {
    let choices = &indicator.choices;
    let Some(choice) = choices.iter().find(|choice| choice.code == code) else { return code };
    let means = |other: &&crate::domain::indicator::Choice| {
        other.name_vi == choice.name_vi || (other.code == choice.name_vi && other.code != choice.code)
    };
    if choices.iter().filter(means).count() == 1 { &choice.name_vi } else { code }
}

const NO_NUMBER: Words = Words::new(
    "Phải là số. Nếu ghi dạng văn bản thì viết theo kiểu Việt Nam: dấu chấm phân nhóm nghìn, dấu phẩy thập phân, ví dụ \
     1.087,5.",
    "This must be a number. As text it must be written in the Vietnamese way: points part thousands and a comma stands \
     before the decimals, such as 1.087,5.",
);
/// Far beyond what any indicator takes, and within what can be counted.
const TOO_GREAT_FOR_ANY: f64 = 1e20;
const TOO_GREAT: Words =
    Words::new("Số không được quá 9.007.199.254.740.991.", "A number must be at most 9,007,199,254,740,991.");
const NO_PERCENTAGE: Words = Words::new(
    "Chỉ tiêu này không phải tỷ lệ phần trăm; hãy ghi số, không kèm dấu %.",
    "This is no percentage; write the number without %.",
);
const NO_BOOLEAN: Words = Words::new("Phải là Có hoặc Không.", "This must be Có (yes) or Không (no).");
const NO_DATE: Words = Words::new(
    "Phải là ngày không kèm giờ, ví dụ 22/09/2025.",
    "This must be a date without a time, such as 22/09/2025, the day first.",
);
const NO_CHOICE: Words = Words::new(
    "Không có lựa chọn nào mang mã hoặc tên này; hãy chọn từ danh sách.",
    "There is no choice with this code or name; choose from the list.",
);
const TWO_CHOICES: Words = Words::new(
    "Có nhiều lựa chọn mang tên này; hãy ghi mã của lựa chọn.",
    "Several choices have this name; write the code of the one that is meant.",
);
/// Why a cell is no text.
pub(super) const NO_TEXT: Words = Words::new(
    "Phải là văn bản; hãy định dạng ô là Text rồi nhập lại.",
    "This must be a text; format the cell as text and write it again.",
);
const FORMULA: Words = Words::new(
    "Ô này là công thức hoặc tham chiếu; hãy dán giá trị vào thay cho công thức.",
    "This cell is a formula; put the value in its place.",
);
const TOO_LONG: Words = Words::new("Ô này có quá 32.767 ký tự.", "This cell has more than 32,767 characters.");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_counts_as_it_is_shown() {
        for (kept, read) in [
            (12.000_000_000_000_002, Some("12")),
            (57.699_999_999_999_996, Some("57.7")),
            (0.1 + 0.2, Some("0.3")),
            (-97.6, Some("-97.6")),
            (0.208_333_333_333_333_34, Some("0.208333333333333")),
            (9_007_199_254_740_991.0, Some("9007199254740991")),
            (900_719_925_474.099_1, Some("900719925474.099")),
            (0.0, Some("0")),
            (1e-12, Some("0.000000000001")),
            (0.1 + 0.2 - 0.3, None),
            (1e300, None),
            (f64::NAN, None),
        ] {
            assert_eq!(shown(kept).map(|number| number.normalize().to_string()).as_deref(), read, "{kept}");
        }
    }

    #[test]
    fn too_many_decimals_are_named() {
        let cell = |number, is_percent| Cell::Number { number, is_percent };
        for (cell, decimals, vi) in [
            (
                cell(1.0 / 4.8, true),
                1,
                "Ô này chứa 20,8333333333333, nhưng chỉ tiêu chỉ nhận tối đa 1 chữ số thập phân",
            ),
            (cell(12.5, false), 0, "Ô này chứa 12,5, nhưng chỉ tiêu chỉ nhận số nguyên"),
            (cell(0.1 + 0.2 - 0.3, false), 2, "Ô này chứa 5,55111512312578E-17, nhưng"),
            (Cell::Text("1.087,25".into()), 1, "Ô này chứa 1087,25, nhưng"),
        ] {
            let words = number(&cell, decimals, true).unwrap_err();
            assert!(words.vi.starts_with(vi) && words.en.contains("ROUND"), "{words:?}");
        }
        assert_eq!(number(&cell(1e300, false), 0, false), Err(TOO_GREAT));
    }

    #[test]
    fn days_are_counted_by_both_systems() {
        for (serial_, is_1904, read) in [
            (1.0, false, Some("1900-01-01")),
            (59.0, false, Some("1900-02-28")),
            (60.0, false, None),
            (61.0, false, Some("1900-03-01")),
            (45_922.0, false, Some("2025-09-22")),
            (44_460.0, true, Some("2025-09-22")),
            (0.0, true, Some("1904-01-01")),
            (0.0, false, None),
            (-1.0, true, None),
            (45_922.5, false, None),
            (1e300, false, None),
            (f64::NAN, false, None),
        ] {
            let read: Option<NaiveDate> = read.map(|date| date.parse().unwrap());
            assert_eq!(day(serial_, is_1904), read, "{serial_}");
            if let (Some(date), false) = (read, is_1904) {
                assert_eq!(serial(date).map(f64::from), Some(serial_));
            }
        }
    }
}
