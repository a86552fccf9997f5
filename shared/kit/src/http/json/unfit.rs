use super::every::Spelling;
use crate::http::problem::Fault;
use haicap_types::{Words, pointer};
use serde::de::{Error, Expected, Unexpected};
use std::fmt::{self, Display};

/// What does not fit the type for which it is read, and where.
#[derive(Debug)]
pub(super) struct Unfit {
    /// The place, the innermost name first.
    at: Vec<String>,
    /// What is wrong there.
    pub(super) wrong: Wrong,
    /// Whether it is the name that is wrong, and not the value.
    pub(super) is_name: bool,
}

/// What is wrong with a place.
#[derive(Debug)]
pub(super) enum Wrong {
    /// It is needed and not there.
    Missing,
    /// It is not known; these are.
    Unknown(&'static [&'static str]),
    /// It is there twice.
    Repeated,
    /// It must be one of these words.
    Word(&'static [&'static str]),
    /// It must be a text.
    Text,
    /// It must be `true` or `false`.
    Bool,
    /// It must be a whole number from one to the other.
    Integer(i128, i128),
    /// It must be a number.
    Number,
    /// It must be an array.
    List,
    /// It must be an object.
    Object,
    /// What the type itself says.
    Said(Words),
    /// It is of another form, of which nobody says more.
    Form,
}

/// The parameters of every list.
const PAGED: &[&str] = &["limit", "cursor"];
const NONE: &[&str] = &[];

impl Unfit {
    pub(super) const fn new(wrong: Wrong) -> Self {
        Self { at: Vec::new(), wrong, is_name: false }
    }

    fn of_name(name: &str, wrong: Wrong, is_name: bool) -> Self {
        Self { at: vec![name.to_owned()], wrong, is_name }
    }

    /// What is wrong with the name of a member.
    pub(super) fn named(self, name: &str) -> Self {
        if self.at.is_empty() { Self::of_name(name, self.wrong, true) } else { self }
    }

    /// The same, as a part of something larger.
    pub(super) fn below(mut self, name: &str) -> Self {
        self.at.push(name.to_owned());
        self
    }

    /// The place, from the outside in.
    pub(super) fn place(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.at.iter().rev().map(String::as_str)
    }

    /// What people are told.
    pub(super) fn fault(&self, spelling: Spelling) -> Fault {
        fault(self.place(), &self.wrong, spelling)
    }
}

/// What is wrong with a place, as people are told.
pub(super) fn fault<'p>(place: impl Iterator<Item = &'p str>, wrong: &Wrong, spelling: Spelling) -> Fault {
    let at = match spelling {
        Spelling::Json => place.map(|name| pointer(&[&name])).collect(),
        Spelling::Query | Spelling::List => place.collect::<Vec<_>>().join("/"),
    };
    Fault::new(at, wrong.words(spelling))
}

impl Wrong {
    fn words(&self, spelling: Spelling) -> Words {
        let (noun_vi, noun_en, shared) = match spelling {
            Spelling::Json => ("trường", "field", NONE),
            Spelling::Query => ("tham số", "parameter", NONE),
            Spelling::List => ("tham số", "parameter", PAGED),
        };
        match self {
            Self::Missing => Words::with(format!("Thiếu {noun_vi} này."), format!("This {noun_en} is missing.")),
            Self::Unknown(known) => match known.iter().chain(shared).copied().collect::<Vec<_>>().join(", ") {
                none if none.is_empty() => {
                    Words::with(format!("Không có {noun_vi} này."), format!("There is no such {noun_en}."))
                }
                known => Words::with(
                    format!("Không có {noun_vi} này; chỉ có: {known}."),
                    format!("There is no such {noun_en}; there are: {known}."),
                ),
            },
            Self::Repeated => Words::with(
                format!("Mỗi {noun_vi} chỉ được ghi một lần."),
                format!("A {noun_en} may appear only once."),
            ),
            Self::Word(words) => Words::only(words.iter().copied()),
            Self::Text => Words::new("Phải là một chuỗi ký tự.", "This must be a text."),
            Self::Bool => Words::only(["true", "false"]),
            Self::Integer(least, most) => Words::with(
                format!("Phải là số nguyên từ {least} đến {most}."),
                format!("This must be a whole number from {least} to {most}."),
            ),
            Self::Number => Words::new("Phải là một số.", "This must be a number."),
            Self::List => Words::new("Phải là một danh sách (mảng JSON).", "This must be a list (JSON array)."),
            Self::Object => Words::new("Phải là một đối tượng JSON.", "This must be a JSON object."),
            Self::Said(words) => words.clone(),
            Self::Form => Words::new("Giá trị không đúng định dạng.", "The value does not have the required form."),
        }
    }

    /// What serde itself wanted, in its own words, where it reads a variant that is told by one of its members.
    fn wanted(expected: &str) -> Self {
        match expected {
            "a string" | "a borrowed string" => Self::Text,
            "a boolean" => Self::Bool,
            "u8" => Self::Integer(u8::MIN.into(), u8::MAX.into()),
            "u16" => Self::Integer(u16::MIN.into(), u16::MAX.into()),
            "u32" => Self::Integer(u32::MIN.into(), u32::MAX.into()),
            "i16" => Self::Integer(i16::MIN.into(), i16::MAX.into()),
            "i32" => Self::Integer(i32::MIN.into(), i32::MAX.into()),
            "i64" => Self::Integer(i64::MIN.into(), i64::MAX.into()),
            "a sequence" => Self::List,
            object if object == "a map" || object.starts_with("struct ") || object.contains("tagged enum") => {
                Self::Object
            }
            _ => Self::Form,
        }
    }
}

impl Error for Unfit {
    /// A type of ours writes its error in both languages (`{:#}` is Vietnamese); what others say is not passed on.
    fn custom<T: Display>(said: T) -> Self {
        let (vi, en) = (format!("{said:#}"), format!("{said}"));
        Self::new(if vi == en { Wrong::Form } else { Wrong::Said(Words::with(vi, en)) })
    }

    fn invalid_type(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new(Wrong::wanted(&expected.to_string()))
    }

    fn invalid_value(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new(Wrong::wanted(&expected.to_string()))
    }

    fn invalid_length(_: usize, _: &dyn Expected) -> Self {
        Self::new(Wrong::Form)
    }

    fn unknown_variant(_: &str, known: &'static [&'static str]) -> Self {
        Self::new(Wrong::Word(known))
    }

    fn unknown_field(name: &str, known: &'static [&'static str]) -> Self {
        Self::of_name(name, Wrong::Unknown(known), true)
    }

    fn missing_field(name: &'static str) -> Self {
        Self::of_name(name, Wrong::Missing, false)
    }

    fn duplicate_field(name: &'static str) -> Self {
        Self::of_name(name, Wrong::Repeated, true)
    }
}

impl Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Fault { pointer, words } = self.fault(Spelling::Json);
        write!(f, "{pointer}: {words}")
    }
}

impl std::error::Error for Unfit {}
