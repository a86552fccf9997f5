use super::{EmptyCell, RowError};
use crate::{FIRST_DATE, LAST_DATE};
use chrono::NaiveDate;
use haicap_kit::http::looks_like_a_formula;
use haicap_types::{Words, is_hidden, written_date};
use std::collections::HashMap;
use std::str::FromStr;
use unicode_normalization::UnicodeNormalization;

/// The longest cell of a column, counted in letters of its composed form: what the interface takes too.
fn max_letters(column: &str) -> usize {
    match column {
        "symbol" => 30,
        "place" | "electronic_id" | "telephone" => 100,
        "letterhead" | "head_authority" | "head_title" | "mail" => 200,
        "reason_vi" | "reason_en" => 500,
        // A thousand codes, and a space after each.
        "kinds" | "organizations" | "successors" => 33_000,
        _ => 300,
    }
}

/// The most codes in one cell.
const MAX_WORDS: usize = 1_000;

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
        let text: String = rearmed(cell).trim().nfc().collect();
        let max = max_letters(column);
        if text.chars().count() > max {
            return self.fault(column, too_long(max));
        }
        if text.chars().any(is_hidden) {
            return self.fault(column, UNPRINTABLE);
        }
        (!text.is_empty()).then_some(text)
    }

    /// Whether nothing stands there.
    pub(super) fn is_empty(&self, column: &str) -> bool {
        let cell = self.columns.get(column).and_then(|position| self.record.get(*position));
        cell.is_none_or(|cell| cell.trim().is_empty())
    }

    /// The columns of which the line says nothing.
    pub(super) fn silent(&self, columns: &[&'static str], empty: EmptyCell) -> Vec<&'static str> {
        let cell = |column: &str| self.columns.get(column).and_then(|place| self.record.get(*place));
        let is_silent = |column: &str| cell(column).is_none_or(|cell| cell.is_empty() && empty == EmptyCell::Keep);
        columns.iter().filter(|column| is_silent(column)).copied().collect()
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
        let words: Vec<&str> = text.split_whitespace().collect();
        if words.len() > MAX_WORDS {
            self.fault::<()>(column, TOO_MANY_WORDS);
            return Vec::new();
        }
        words.into_iter().map_while(|word| self.value(column, word)).collect()
    }

    /// A date that must be there, written as 2026-12-31 or 31/12/2026.
    pub fn date(&mut self, column: &'static str) -> Option<NaiveDate> {
        let text = self.required(column)?;
        let Some(date) = written_date(&text).filter(|date| (FIRST_DATE..=LAST_DATE).contains(date)) else {
            return self.fault(column, NOT_A_DATE);
        };
        Some(date)
    }

    fn value<T: FromStr>(&mut self, column: &'static str, text: &str) -> Option<T> {
        let Ok(value) = text.parse() else {
            return self.fault(column, not_a_value(text));
        };
        Some(value)
    }

    fn fault<T>(&mut self, column: &'static str, words: Words) -> Option<T> {
        self.errors.push(RowError { line: self.line, column: Some(column.into()), words });
        None
    }
}

/// Takes off the one apostrophe that was put on.
fn rearmed(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| looks_like_a_formula(rest)).unwrap_or(cell)
}

fn too_long(max: usize) -> Words {
    Words::with(format!("Ô này dài quá {max} ký tự."), format!("The cell is longer than {max} letters."))
}

fn not_a_value(text: &str) -> Words {
    let text: String = text.chars().take(60).collect();
    Words::with(
        format!("«{text}» không phải là giá trị hợp lệ của cột này."),
        format!("“{text}” is not a value that the column takes."),
    )
}

const EMPTY: Words = Words::new("Ô này không được để trống.", "The cell must not be empty.");
const TOO_MANY_WORDS: Words = Words::new("Ô này có quá 1.000 mã.", "The cell has more than 1,000 codes.");
const UNPRINTABLE: Words = Words::new(
    "Ô này chứa ký tự điều khiển hoặc ký tự không hiển thị.",
    "The cell contains control or invisible characters.",
);
const NOT_A_DATE: Words = Words::new(
    "Ô này phải là một ngày, ví dụ 2026-12-31 hoặc 31/12/2026 (ngày trước tháng), từ năm 1900 đến năm 2200.",
    "The cell must be a date, such as 2026-12-31 or 31/12/2026 (the day first), from 1900 to 2200.",
);
