//! Values of indicators: read from JSON or a cell, kept, and written again.

use super::indicator::{Blank, Indicator};
use crate::vocabulary::ValueType;
use chrono::NaiveDate;
use haicap_types::{Date, Line, Words, is_in_range};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};

/// The largest number that every JSON reader holds exactly.
pub const INTEGER_MAX: i64 = 9_007_199_254_740_991;

/// The longest text in a cell.
const TEXT_MAX: usize = 1_000;

/// What a cell holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// A number, of any of the four kinds.
    Number(Decimal),
    /// Yes or no.
    Boolean(bool),
    /// A date.
    Date(NaiveDate),
    /// A text, or the code of a choice.
    Text(String),
}

impl Value {
    /// Reads what was sent for an indicator; `null` is blank. Bounds are no question of reading: a draft may break them
    /// for a while.
    ///
    /// # Errors
    /// Why it is no value of this indicator.
    pub fn read(indicator: &Indicator, sent: &Json) -> Result<Option<Self>, Words> {
        if sent.is_null() {
            return Ok(None);
        }
        match indicator.value_type {
            ValueType::Integer | ValueType::Money => {
                let whole = sent.as_i64().filter(|whole| (-INTEGER_MAX..=INTEGER_MAX).contains(whole));
                whole.map(|whole| Some(Self::Number(whole.into()))).ok_or(NO_INTEGER)
            }
            ValueType::Decimal | ValueType::Percent => {
                decimal(indicator, sent).map(|number| Some(Self::Number(number)))
            }
            ValueType::Boolean => sent.as_bool().map(|truth| Some(Self::Boolean(truth))).ok_or(NO_BOOLEAN),
            ValueType::Date => {
                let date = sent.as_str().and_then(|text| text.parse::<Date>().ok()).map(|Date(date)| date);
                date.filter(|date| is_in_range(*date)).map(|date| Some(Self::Date(date))).ok_or(NO_DATE)
            }
            ValueType::Choice => {
                let code = sent.as_str().filter(|code| indicator.choices.iter().any(|choice| choice.code == *code));
                code.map(|code| Some(Self::Text(code.to_owned()))).ok_or(NO_CHOICE)
            }
            ValueType::Text => {
                let text = sent.as_str().ok_or(NO_TEXT)?;
                if text.trim().is_empty() {
                    return Ok(None);
                }
                Line::<TEXT_MAX>::new(text).map(|text| Some(Self::Text(text.into()))).map_err(|fault| fault.words())
            }
        }
    }

    /// As it stands in JSON: whole numbers as numbers, decimals as strings.
    #[must_use]
    pub fn json(&self, indicator: &Indicator) -> Json {
        match self {
            Self::Number(number) => match indicator.value_type {
                ValueType::Integer | ValueType::Money => {
                    let whole = number.to_i64().filter(|_| number.is_integer());
                    whole.map_or_else(|| json!(number.normalize().to_string()), |whole| json!(whole))
                }
                _ => json!(number.normalize().to_string()),
            },
            Self::Boolean(truth) => json!(truth),
            Self::Date(date) => json!(date),
            Self::Text(text) => json!(text),
        }
    }

    /// The number that is calculated with: of yes and no, one and zero.
    #[must_use]
    pub fn number(&self) -> Option<Decimal> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Boolean(truth) => Some(if *truth { Decimal::ONE } else { Decimal::ZERO }),
            Self::Date(_) | Self::Text(_) => None,
        }
    }

    /// The text that is kept where there is no number.
    #[must_use]
    pub fn text(&self) -> Option<String> {
        match self {
            Self::Number(_) | Self::Boolean(_) => None,
            Self::Date(date) => Some(date.to_string()),
            Self::Text(text) => Some(text.clone()),
        }
    }

    /// What a missing cell of a report that counts means, where it means zero.
    #[must_use]
    pub fn implied(indicator: &Indicator, blank: Blank) -> Option<Self> {
        let zero =
            if indicator.value_type == ValueType::Boolean { Self::Boolean(false) } else { Self::Number(Decimal::ZERO) };
        indicator.means_zero(blank).then_some(zero)
    }

    /// The value that was kept as a number or as a text.
    #[must_use]
    pub fn kept(indicator: &Indicator, number: Option<Decimal>, text: Option<String>) -> Option<Self> {
        match (indicator.value_type, number, text) {
            (ValueType::Boolean, Some(number), _) => Some(Self::Boolean(!number.is_zero())),
            (_, Some(number), _) => Some(Self::Number(number)),
            (ValueType::Date, None, Some(text)) => text.parse().ok().map(Self::Date),
            (_, None, Some(text)) => Some(Self::Text(text)),
            (_, None, None) => None,
        }
    }
}

fn decimal(indicator: &Indicator, sent: &Json) -> Result<Decimal, Words> {
    let number = match sent {
        Json::String(text) => plain(text),
        Json::Number(number) if number.is_f64() => return Err(fraction(&number.to_string())),
        Json::Number(whole) => whole.as_i64().map(Decimal::from),
        _ => None,
    };
    let number = number.filter(|number| number.abs() <= Decimal::from(INTEGER_MAX)).ok_or(NO_DECIMAL)?.normalize();
    if number.scale() > u32::from(indicator.decimals) {
        return Err(Words::with(
            format!("Chỉ được có {} chữ số thập phân.", indicator.decimals),
            format!("At most {} decimals are allowed.", indicator.decimals),
        ));
    }
    Ok(number)
}

/// A number with a point has passed through a binary one, in some program or in ours, and may not be what was meant.
fn fraction(number: &str) -> Words {
    if plain(number).is_none() {
        return NO_DECIMAL;
    }
    Words::with(
        format!("Số có phần thập phân phải viết trong ngoặc kép: \"{number}\", không phải {number}."),
        format!("This number has decimals and must be a string: \"{number}\", not {number}."),
    )
}

/// Digits with a point at most: no exponent, no sign but minus, no underscore.
fn plain(text: &str) -> Option<Decimal> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let is_plain = digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
        && digits.starts_with(|first: char| first.is_ascii_digit())
        && digits.ends_with(|last: char| last.is_ascii_digit());
    if is_plain { text.parse().ok() } else { None }
}

const NO_INTEGER: Words = Words::new(
    "Phải là số nguyên, không quá 9.007.199.254.740.991.",
    "This must be a whole number of at most 9,007,199,254,740,991.",
);
const NO_DECIMAL: Words = Words::new(
    "Phải là số thập phân viết trong ngoặc kép với dấu chấm, ví dụ \"97.6\".",
    "This must be a decimal number as a string with a point, such as \"97.6\".",
);
const NO_BOOLEAN: Words = Words::new("Phải là true hoặc false.", "This must be true or false.");
const NO_DATE: Words = Words::new(
    "Phải là ngày viết theo dạng 2025-09-22, từ năm 1900 đến năm 2200.",
    "This must be a date such as 2025-09-22, from 1900 to 2200.",
);
const NO_CHOICE: Words = Words::new("Không có lựa chọn nào mang mã này.", "There is no choice with this code.");
const NO_TEXT: Words = Words::new("Phải là văn bản.", "This must be a text.");

#[cfg(test)]
mod tests {
    use super::super::indicator::tests::indicator;
    use super::*;

    #[test]
    fn h12_only_values_of_the_type_are_read_and_all_are_written_as_they_came() {
        for (changes, good, bad) in [
            (
                json!({ "value_type": "integer" }),
                vec![json!(0), json!(-7), json!(INTEGER_MAX)],
                vec![json!(1.5), json!("1"), json!(INTEGER_MAX + 1), json!(1e300), json!(true), json!([1])],
            ),
            (
                json!({ "value_type": "percent", "decimals": 1 }),
                vec![json!("97.6"), json!("-0.5"), json!("100")],
                vec![
                    json!(90.5),
                    json!("97.65"),
                    json!("97,6"),
                    json!("1e3"),
                    json!(".5"),
                    json!("+1"),
                    json!("1_0"),
                    json!(0.5),
                ],
            ),
            (
                json!({ "value_type": "boolean", "over_units": "none" }),
                vec![json!(true)],
                vec![json!(1), json!("true")],
            ),
            (
                json!({ "value_type": "date", "over_units": "none" }),
                vec![json!("2028-02-29")],
                vec![json!("2025-02-29"), json!("2025-9-1"), json!("1899-12-31"), json!("infinity"), json!(45000)],
            ),
            (
                json!({ "value_type": "choice", "over_units": "none", "choices": [{ "code": "a", "name_vi": "A", "name_en": "A" }] }),
                vec![json!("a")],
                vec![json!("b"), json!("A"), json!(0)],
            ),
            (
                json!({ "value_type": "text", "over_units": "none" }),
                vec![json!("Trụ sở cũ 🙂")],
                vec![json!("a\nb"), json!("a\u{202E}b"), json!("x".repeat(1001)), json!(1)],
            ),
        ] {
            let indicator = indicator("x", &changes);
            for sent in good {
                let value = Value::read(&indicator, &sent).unwrap().unwrap();
                assert_eq!(value.json(&indicator), sent);
                assert_eq!(Value::kept(&indicator, value.number(), value.text()), Some(value), "{sent}");
            }
            for sent in bad {
                assert!(Value::read(&indicator, &sent).is_err(), "{sent}");
            }
            assert_eq!(Value::read(&indicator, &Json::Null), Ok(None));
        }
    }
}
