use super::kinds;
use super::problem::{Fault, Problem};
use chrono::{Datelike, NaiveDate};
use haicap_types::{Date, Text, TextFault, Words};
use std::ops::RangeInclusive;

/// The years that everything here reckons with.
const YEARS: RangeInclusive<i32> = 1900..=2200;

/// Collects what is wrong with a body.
#[derive(Debug, Default)]
pub struct Check(Vec<Fault>);

impl Check {
    /// Notes a fault.
    pub fn fault(&mut self, pointer: impl Into<String>, words: Words) {
        self.0.push(Fault::new(pointer, words));
    }

    /// A text that must be there.
    pub fn text<const MAX: usize>(&mut self, pointer: &str, text: &str) -> String {
        self.any::<MAX, true>(pointer, text)
    }

    /// The same, on one line.
    pub fn line<const MAX: usize>(&mut self, pointer: &str, text: &str) -> String {
        self.any::<MAX, false>(pointer, text)
    }

    fn any<const MAX: usize, const HAS_LINES: bool>(&mut self, pointer: &str, text: &str) -> String {
        match Text::<MAX, HAS_LINES>::new(text) {
            Ok(text) => text.as_str().to_owned(),
            Err(fault) => {
                self.fault(pointer, fault.words());
                String::new()
            }
        }
    }

    /// A text that may be absent; an empty one is absent.
    pub fn optional<const MAX: usize>(&mut self, pointer: &str, text: Option<&str>) -> Option<String> {
        self.if_any::<MAX, true>(pointer, text)
    }

    /// The same, on one line.
    pub fn optional_line<const MAX: usize>(&mut self, pointer: &str, text: Option<&str>) -> Option<String> {
        self.if_any::<MAX, false>(pointer, text)
    }

    fn if_any<const MAX: usize, const HAS_LINES: bool>(&mut self, pointer: &str, text: Option<&str>) -> Option<String> {
        match Text::<MAX, HAS_LINES>::new(text?) {
            Ok(text) => Some(text.as_str().to_owned()),
            Err(TextFault::Empty) => None,
            Err(fault) => {
                self.fault(pointer, fault.words());
                None
            }
        }
    }

    /// A date in the years that everything here reckons with.
    pub fn date(&mut self, pointer: &str, Date(date): Date) -> NaiveDate {
        if !YEARS.contains(&date.year()) {
            self.fault(pointer, Words::new("Năm phải từ 1900 đến 2200.", "The year is 1900 to 2200."));
        }
        date
    }

    /// What was read, if nothing was wrong with it.
    ///
    /// # Errors
    /// 422 with every fault.
    pub fn done<T>(self, value: T) -> Result<T, Problem> {
        if self.0.is_empty() { Ok(value) } else { Err(Problem::new(&kinds::INVALID).faults(self.0)) }
    }
}
