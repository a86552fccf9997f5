//! What people write: texts that are safe to keep, to print and to pass on.

use crate::{Column, Words, is_hidden};
use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::expression::AsExpression;
use diesel::pg::{Pg, PgValue};
use diesel::serialize::{self, Output, ToSql};
use diesel::sql_types;
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

/// A text on one line.
pub type Line<const MAX: usize> = Text<MAX, false>;
/// A text that may have several lines and tabs.
pub type Prose<const MAX: usize> = Text<MAX, true>;

/// A text of 1 to `MAX` characters in NFC, trimmed, without control, invisible and direction-changing characters.
/// What may be lacking is an `Option`, never an empty text.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, AsExpression, FromSqlRow)]
#[serde(try_from = "String", into = "String")]
#[diesel(sql_type = sql_types::Text)]
pub struct Text<const MAX: usize, const HAS_LINES: bool>(String);

/// The code that an operator gives to a list: 1 to 64 letters, digits and hyphens, the first not a hyphen.
#[derive(
    Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema, AsExpression, FromSqlRow,
)]
#[serde(try_from = "String", into = "String")]
#[diesel(sql_type = sql_types::Text)]
#[schema(value_type = String, example = "departments", pattern = "^[A-Za-z0-9][A-Za-z0-9-]{0,63}$")]
pub struct ListCode(String);

/// Why a text cannot be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextFault {
    /// Nothing is left after trimming.
    Empty,
    /// It has too many characters, counted after normalization.
    TooLong {
        /// How many it has.
        length: usize,
        /// How many it may have.
        max: usize,
    },
    /// It holds a character that nobody can see or that changes what others see.
    Forbidden {
        /// The character.
        character: char,
        /// Where it stands, counted from 1.
        position: usize,
    },
    /// It is no code.
    Code,
}

impl std::fmt::Display for TextFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.words().fmt(f)
    }
}

impl std::error::Error for TextFault {}

impl<const MAX: usize, const HAS_LINES: bool> Text<MAX, HAS_LINES> {
    /// Parses a text.
    ///
    /// # Errors
    ///
    /// A [`TextFault`] if it is empty, too long, or holds a forbidden character.
    pub fn new(text: &str) -> Result<Self, TextFault> {
        let forbidden = text.chars().enumerate().find(|(_, letter)| is_forbidden(*letter, HAS_LINES));
        if let Some((before, character)) = forbidden {
            return Err(TextFault::Forbidden { character, position: before + 1 });
        }
        let text: String = text.trim().nfc().collect();
        match text.chars().count() {
            0 => Err(TextFault::Empty),
            length if length > MAX => Err(TextFault::TooLong { length, max: MAX }),
            _ => Ok(Self(text)),
        }
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl ListCode {
    /// Parses a code.
    ///
    /// # Errors
    ///
    /// [`TextFault::Code`] if it has another shape.
    pub fn new(code: &str) -> Result<Self, TextFault> {
        let shaped = code.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        let sized = (1..=64).contains(&code.len());
        if shaped && sized && !code.starts_with('-') { Ok(Self(code.to_owned())) } else { Err(TextFault::Code) }
    }

    /// The code as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TextFault {
    /// What is wrong and what to do about it.
    #[must_use]
    pub fn words(self) -> Words {
        match self {
            Self::Empty => Words::new("Nội dung không được để trống.", "The text must not be empty."),
            Self::TooLong { length, max } => Words::with(
                format!("Nội dung dài {length} ký tự; chỉ được dài tối đa {max} ký tự."),
                format!("The text has {length} characters; at most {max} are allowed."),
            ),
            Self::Forbidden { character, position } => {
                let code = u32::from(character);
                Words::with(
                    format!(
                        "Ký tự thứ {position} (U+{code:04X}) là ký tự điều khiển, ký tự ẩn hoặc dấu ngắt dòng không được \
                         phép ở đây; hãy xóa ký tự này."
                    ),
                    format!(
                        "Character {position} (U+{code:04X}) is a control character, an invisible one, or a line break \
                         that is not allowed here; remove it."
                    ),
                )
            }
            Self::Code => Words::new(
                "Mã phải gồm 1 đến 64 chữ cái không dấu, chữ số và dấu gạch nối, không bắt đầu bằng dấu gạch nối.",
                "A code must have 1 to 64 letters, digits and hyphens; the first must not be a hyphen.",
            ),
        }
    }
}

impl From<TextFault> for Words {
    fn from(fault: TextFault) -> Self {
        fault.words()
    }
}

fn is_forbidden(letter: char, has_lines: bool) -> bool {
    is_hidden(letter) && !(has_lines && matches!(letter, '\n' | '\t'))
}

impl<const MAX: usize, const HAS_LINES: bool> TryFrom<String> for Text<MAX, HAS_LINES> {
    type Error = TextFault;

    fn try_from(text: String) -> Result<Self, TextFault> {
        Self::new(&text)
    }
}

impl<const MAX: usize, const HAS_LINES: bool> From<Text<MAX, HAS_LINES>> for String {
    fn from(text: Text<MAX, HAS_LINES>) -> Self {
        text.0
    }
}

impl<const MAX: usize, const HAS_LINES: bool> std::fmt::Display for Text<MAX, HAS_LINES> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl<const MAX: usize, const HAS_LINES: bool> PartialSchema for Text<MAX, HAS_LINES> {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new().schema_type(Type::String).min_length(Some(1)).max_length(Some(MAX)).into()
    }
}

impl<const MAX: usize, const HAS_LINES: bool> ToSchema for Text<MAX, HAS_LINES> {
    fn name() -> std::borrow::Cow<'static, str> {
        let shape = if HAS_LINES { "Prose" } else { "Line" };
        format!("{shape}{MAX}").into()
    }
}

impl<const MAX: usize, const HAS_LINES: bool> Column for Text<MAX, HAS_LINES> {
    type Sql = sql_types::Text;
}

impl Column for ListCode {
    type Sql = sql_types::Text;
}

impl<const MAX: usize, const HAS_LINES: bool> ToSql<sql_types::Text, Pg> for Text<MAX, HAS_LINES> {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
        ToSql::<sql_types::Text, Pg>::to_sql(self.as_str(), out)
    }
}

impl<const MAX: usize, const HAS_LINES: bool> FromSql<sql_types::Text, Pg> for Text<MAX, HAS_LINES> {
    fn from_sql(bytes: PgValue<'_>) -> deserialize::Result<Self> {
        // It was checked when it was written, and the column has a constraint of its own: reading a page stays cheap.
        Ok(Self(std::str::from_utf8(bytes.as_bytes())?.to_owned()))
    }
}

impl ToSql<sql_types::Text, Pg> for ListCode {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
        ToSql::<sql_types::Text, Pg>::to_sql(self.as_str(), out)
    }
}

impl FromSql<sql_types::Text, Pg> for ListCode {
    fn from_sql(bytes: PgValue<'_>) -> deserialize::Result<Self> {
        Ok(Self(std::str::from_utf8(bytes.as_bytes())?.to_owned()))
    }
}

impl TryFrom<String> for ListCode {
    type Error = TextFault;

    fn try_from(code: String) -> Result<Self, TextFault> {
        Self::new(&code)
    }
}

impl From<ListCode> for String {
    fn from(code: ListCode) -> Self {
        code.0
    }
}

impl std::fmt::Display for ListCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Title = Line<300>;
    type LongText = Prose<20_000>;

    #[test]
    fn h13_characters_that_hide_or_reorder_text_are_refused() {
        let hostile = [
            '\0',
            '\u{7}',
            '\r',
            '\u{85}',
            '\u{9F}',
            '\u{AD}',
            '\u{200B}',
            '\u{200D}',
            '\u{200F}',
            '\u{2028}',
            '\u{2029}',
            '\u{202E}',
            '\u{2066}',
            '\u{2069}',
            '\u{FEFF}',
            '\u{FDD0}',
            '\u{FFFF}',
            '\u{1FFFE}',
            '\u{E0041}',
        ];
        for character in hostile {
            let text = format!("Kết luận{character}");
            assert_eq!(Title::new(&text), Err(TextFault::Forbidden { character, position: 9 }), "{character:?}");
            assert!(LongText::new(&text).is_err(), "{character:?}");
        }
    }

    #[test]
    fn only_long_texts_have_lines() {
        assert!(Title::new("Một\nhai").is_err());
        assert_eq!(LongText::new(" Một\n\thai ").map(String::from), Ok("Một\n\thai".to_owned()));
    }

    #[test]
    fn h14_nfc_and_nfd_are_one_text_and_length_counts_after_nfc() {
        let composed = "ế".repeat(300);
        let decomposed: String = composed.nfd().collect();
        assert_eq!(Title::new(&decomposed), Title::new(&composed));
        assert_eq!(Title::new(&"ế".repeat(301)), Err(TextFault::TooLong { length: 301, max: 300 }));
        assert_eq!(Title::new(" \u{A0} "), Err(TextFault::Empty));
    }

    #[test]
    fn json_that_is_no_valid_text_is_refused() {
        assert!(serde_json::from_str::<Title>(r#""\u0000""#).is_err());
        assert_eq!(serde_json::from_str::<Title>(r#"" Kế hoạch 🙂 ""#).unwrap().as_str(), "Kế hoạch 🙂");
        for code in ["", "-a", "sở", "a b", &"a".repeat(65)] {
            assert_eq!(ListCode::new(code), Err(TextFault::Code), "{code}");
        }
    }
}
