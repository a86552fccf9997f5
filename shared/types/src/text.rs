use serde::Serialize;
use std::borrow::Cow;
use std::fmt;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A sentence in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Words {
    /// The Vietnamese sentence.
    pub vi: Cow<'static, str>,
    /// The English sentence.
    pub en: Cow<'static, str>,
}

impl Words {
    /// A fixed sentence.
    #[must_use]
    pub const fn new(vi: &'static str, en: &'static str) -> Self {
        Self { vi: Cow::Borrowed(vi), en: Cow::Borrowed(en) }
    }

    /// A sentence with values in it.
    #[must_use]
    pub fn with(vi: String, en: String) -> Self {
        Self { vi: Cow::Owned(vi), en: Cow::Owned(en) }
    }

    /// Which words a place takes.
    #[must_use]
    pub fn only<'w>(words: impl IntoIterator<Item = &'w str>) -> Self {
        let words = words.into_iter().collect::<Vec<_>>().join(", ");
        Self::with(format!("Chỉ nhận: {words}."), format!("Takes only: {words}."))
    }
}

/// The English sentence; the Vietnamese one as `{:#}`. Errors of parsers are written in the same way, so that a reader
/// of JSON, who gets them as something that can be written and nothing more, can pass on both.
impl fmt::Display for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if f.alternate() { &self.vi } else { &self.en })
    }
}

/// Reduces a text to what people type when they search: no accents, no case, no apostrophes, `đ` as `d`, `y` as `i`, single
/// spaces. Both `quản lý` and `quản lí` are right, and `Cư M'gar` is typed `cu mgar`.
///
/// Dropping every mark makes both placings of a tone mark (`hòa`, `hoà`), both normal forms, and the look-alike
/// letters `Đ` (U+0110) and `Ð` (U+00D0) equal.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut gap = false;
    for letter in text.nfd().filter(|letter| !is_combining_mark(*letter)).flat_map(char::to_lowercase) {
        let letter = match letter {
            'đ' | 'ð' => 'd',
            'y' => 'i',
            '\'' | '’' | '‘' | 'ʼ' | '`' | '´' => continue,
            other => other,
        };
        if letter.is_alphanumeric() {
            if gap && !folded.is_empty() {
                folded.push(' ');
            }
            gap = false;
            folded.push(letter);
        } else {
            gap = true;
        }
    }
    folded
}

/// Whether a character hides, reorders or breaks what people read, or cannot be stored.
#[must_use]
pub fn is_hidden(letter: char) -> bool {
    match letter {
        '\u{0}'..='\u{1F}' | '\u{7F}'..='\u{9F}' => true,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180E}' | '\u{FEFF}' => true,
        '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' => true,
        '\u{FDD0}'..='\u{FDEF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}' => true,
        other => u32::from(other) & 0xFFFE == 0xFFFE,
    }
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn h15_spellings_of_one_word_fold_to_one_word() {
        for text in ["Chỉ đạo", "CHI DAO", "Chi\u{309} \u{111}a\u{323}o", "chỉ  Ðạo", "chỉ-đạo"] {
            assert_eq!(fold(text), "chi dao");
        }
        assert_eq!(fold("Hòa"), fold("Hoà"));
        assert_eq!(fold("Thanh An"), fold("Thạnh An"));
        assert_eq!(fold("45-KL/TU"), "45 kl tu");
        assert_eq!((fold("nhiệm kỳ"), fold("Quản lý")), (fold("nhiệm kì"), fold("quản lí")));
        for name in ["Cư M'gar", "Cư M’gar", "cu mgar", "CƯ MʼGAR"] {
            assert_eq!(fold(name), "cu mgar", "{name}");
        }
    }
}
