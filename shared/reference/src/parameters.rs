use chrono::NaiveDate;
use haicap_kit::http::{Problem, kinds};
use haicap_types::{Date, Faults, OrganizationCode, Vocabulary, Words, is_in_range};
use std::ops::RangeInclusive;
use std::str::FromStr;

/// The most values of one parameter.
const VALUES_MAX: usize = 32;

/// Reads query parameters one by one, and keeps all that is wrong with them.
#[derive(Debug, Default)]
pub struct ParameterReader(Faults);

impl ParameterReader {
    /// Notes what is wrong with a parameter.
    pub fn fault(&mut self, name: &str, words: Words) {
        self.0.note(name, words);
    }

    /// What a parser read; what is wrong with it is noted in the parser's words.
    pub fn keep<T>(&mut self, name: &str, read: Result<T, Words>) -> Option<T> {
        self.0.keep(name, read)
    }

    /// A value of any type.
    pub fn one<T: FromStr>(&mut self, name: &str, text: Option<&str>) -> Option<T> {
        let text = text?;
        self.known(name, text.parse().ok(), || Words::new("Giá trị không hợp lệ.", "Not a valid value."))
    }

    /// An organization's code.
    pub fn organization(&mut self, name: &str, text: Option<&str>) -> Option<OrganizationCode> {
        let text = text?;
        self.known(name, text.parse().ok(), || {
            Words::new("Đây không phải mã cơ quan.", "This is no organization's code.")
        })
    }

    /// A word of a vocabulary.
    pub fn word<V: Vocabulary>(&mut self, name: &str, text: Option<&str>) -> Option<V> {
        let text = text?;
        self.known(name, text.parse().ok(), || Words::only(V::ALL.iter().map(|value| value.word())))
    }

    /// Words of a vocabulary, separated by commas.
    pub fn words<V: Vocabulary>(&mut self, name: &str, text: Option<&str>) -> Vec<V> {
        let Some(text) = text else { return Vec::new() };
        if text.split(',').count() > VALUES_MAX {
            self.fault(name, TOO_MANY);
            return Vec::new();
        }
        let values = text.split(',').map(|word| word.parse().ok()).collect();
        self.known(name, values, || Words::only(V::ALL.iter().map(|value| value.word()))).unwrap_or_default()
    }

    /// What one of several words stands for.
    pub fn choice<T: Copy + Default>(&mut self, name: &str, text: Option<&str>, choices: &[(&str, T)]) -> T {
        let Some(text) = text else { return T::default() };
        let chosen = choices.iter().find(|(word, _)| *word == text).map(|(_, choice)| *choice);
        self.known(name, chosen, || Words::only(choices.iter().map(|(word, _)| *word))).unwrap_or_default()
    }

    /// A number within bounds.
    pub fn number(&mut self, name: &str, number: Option<i16>, bounds: RangeInclusive<i16>) -> Option<i16> {
        let number = Some(number?).filter(|number| bounds.contains(number));
        let (from, to) = bounds.into_inner();
        self.known(name, number, || {
            Words::with(format!("Giá trị phải từ {from} đến {to}."), format!("The value must be from {from} to {to}."))
        })
    }

    /// A date that is written out.
    pub fn date(&mut self, name: &str, text: Option<&str>) -> Option<NaiveDate> {
        let text = text?;
        let date = text.parse().ok().map(|Date(date)| date).filter(|date| is_in_range(*date));
        self.known(name, date, || NOT_A_DATE)
    }

    /// A date within the years that we know of.
    pub fn known_date(&mut self, name: &str, date: Option<Date>) -> Option<NaiveDate> {
        self.0.date(name, date?)
    }

    /// Everything was right.
    ///
    /// # Errors
    /// What was wrong.
    pub fn done(self) -> Result<(), Problem> {
        if self.0.is_empty() {
            Ok(())
        } else {
            Err(Problem::new(&kinds::MALFORMED).faults(self.0.into_iter().collect()))
        }
    }

    fn known<T>(&mut self, name: &str, value: Option<T>, otherwise: impl FnOnce() -> Words) -> Option<T> {
        if value.is_none() {
            self.fault(name, otherwise());
        }
        value
    }
}

const TOO_MANY: Words = Words::new("Nhiều nhất 32 giá trị.", "At most 32 values are allowed.");
const NOT_A_DATE: Words = Words::new(
    "Ngày phải theo dạng NNNN-TT-NN, từ năm 1900 đến năm 2200.",
    "A date must be written as YYYY-MM-DD, from 1900 to 2200.",
);

#[cfg(test)]
mod tests {
    use super::*;
    use haicap_types::DayKind;

    #[test]
    fn h43_no_word_of_a_parameter_is_passed_over() {
        let word = DayKind::ALL[0].word();
        let read = |text: &str| {
            let mut reader = ParameterReader::default();
            let words: Vec<DayKind> = reader.words("kind", Some(text));
            reader.done().ok().map(|()| words.len())
        };
        let all = vec![word; VALUES_MAX].join(",");
        assert_eq!((read(word), read(&all)), (Some(1), Some(VALUES_MAX)));
        for wrong in ["", ",", &format!("{word},"), &format!("{all},{word}"), &format!("{all},nope"), "nope"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
