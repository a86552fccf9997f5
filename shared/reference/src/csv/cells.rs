use super::RowError;
use crate::{FIRST_DATE, LAST_DATE};
use chrono::NaiveDate;
use haicap_types::Words;
use std::collections::HashMap;
use std::str::FromStr;
use unicode_normalization::UnicodeNormalization;

/// The longest cell, counted in letters of its composed form.
const MAX_LETTERS: usize = 1_000;

/// One line while it is read; faults are noted on the way.
pub struct Cells<'a> {
    line: u64,
    columns: &'a HashMap<&'a str, usize>,
    record: &'a ::csv::StringRecord,
    errors: &'a mut Vec<RowError>,
}

impl<'a> Cells<'a> {
    pub(super) fn new(
        line: u64,
        columns: &'a HashMap<&'a str, usize>,
        record: &'a ::csv::StringRecord,
        errors: &'a mut Vec<RowError>,
    ) -> Self {
        Self { line, columns, record, errors }
    }

    /// A text that may be missing, in composed form.
    pub fn optional(&mut self, column: &'static str) -> Option<String> {
        let cell = self.columns.get(column).and_then(|position| self.record.get(*position))?;
        let text: String = rearmed(cell).nfc().collect();
        if text.chars().count() > MAX_LETTERS {
            return self.fault(column, TOO_LONG);
        }
        if text.chars().any(is_unprintable) {
            return self.fault(column, UNPRINTABLE);
        }
        (!text.is_empty()).then_some(text)
    }

    /// A text that must be there.
    pub fn required(&mut self, column: &'static str) -> Option<String> {
        let faults = self.errors.len();
        let text = self.optional(column);
        if text.is_none() && self.errors.len() == faults {
            return self.fault(column, EMPTY);
        }
        text
    }

    /// A value that must be there.
    pub fn parsed<T: FromStr>(&mut self, column: &'static str) -> Option<T> {
        let text = self.required(column)?;
        self.value(column, &text)
    }

    /// A value that may be missing.
    pub fn optional_parsed<T: FromStr>(&mut self, column: &'static str) -> Option<T> {
        let text = self.optional(column)?;
        self.value(column, &text)
    }

    /// Any number of values, separated by spaces.
    pub fn list<T: FromStr>(&mut self, column: &'static str) -> Vec<T> {
        let text = self.optional(column).unwrap_or_default();
        text.split_whitespace().map_while(|word| self.value(column, word)).collect()
    }

    /// A date that must be there.
    pub fn date(&mut self, column: &'static str) -> Option<NaiveDate> {
        let text = self.required(column)?;
        self.parsed_date(column, &text)
    }

    /// A date that may be missing.
    pub fn optional_date(&mut self, column: &'static str) -> Option<NaiveDate> {
        let text = self.optional(column)?;
        self.parsed_date(column, &text)
    }

    fn value<T: FromStr>(&mut self, column: &'static str, text: &str) -> Option<T> {
        let Ok(value) = text.parse() else {
            return self.fault(column, not_a_value(text));
        };
        Some(value)
    }

    fn parsed_date(&mut self, column: &'static str, text: &str) -> Option<NaiveDate> {
        // The parser also takes `2025-7-1` and `+2025-07-01`: only what it would print itself is a date here.
        let date = text.parse().ok().filter(|date: &NaiveDate| date.to_string() == text);
        let Some(date) = date.filter(|date| (FIRST_DATE..=LAST_DATE).contains(date)) else {
            return self.fault(column, NOT_A_DATE);
        };
        Some(date)
    }

    fn fault<T>(&mut self, column: &'static str, words: Words) -> Option<T> {
        self.errors.push(RowError { line: self.line, column: Some(column.into()), words });
        None
    }
}

/// A cell that no spreadsheet takes for a formula.
pub(super) fn disarmed(cell: String) -> String {
    if looks_like_a_formula(&cell) { format!("'{cell}") } else { cell }
}

fn rearmed(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if looks_like_a_formula(rest) => rest,
        _ => cell,
    }
}

fn looks_like_a_formula(cell: &str) -> bool {
    cell.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) || cell.starts_with(['\t', '\r'])
}

/// Controls, line separators, zero-width letters, and what turns the direction of writing.
fn is_unprintable(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

fn not_a_value(text: &str) -> Words {
    let text: String = text.chars().take(60).collect();
    Words::with(
        format!("«{text}» không phải là giá trị hợp lệ của cột này."),
        format!("“{text}” is not a value that the column takes."),
    )
}

const EMPTY: Words = Words::new("Ô này không được để trống.", "The cell must not be empty.");
const TOO_LONG: Words = Words::new("Ô này dài quá 1.000 ký tự.", "The cell is longer than 1,000 letters.");
const UNPRINTABLE: Words = Words::new(
    "Ô này chứa ký tự điều khiển hoặc ký tự không hiển thị.",
    "The cell contains control or invisible characters.",
);
const NOT_A_DATE: Words = Words::new(
    "Ô này phải là một ngày theo dạng NNNN-TT-NN, từ năm 1900 đến năm 2200.",
    "The cell must be a date as YYYY-MM-DD, from 1900 to 2200.",
);
