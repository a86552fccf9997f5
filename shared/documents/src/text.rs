//! What people type, made fit to be drawn.

use crate::font::{self, Style};
use haicap_types::is_hidden;
use unicode_normalization::UnicodeNormalization;

/// Where a line may break inside a word: it has no width.
const BREAK: char = '\u{200B}';

/// Drawn in place of a letter that the fonts lack.
const MISSING: char = '\u{25A1}';

/// The text in normal form C, with spaces for line ends and tabs, and without characters that are hidden, reorder
/// what people read, or are not XML 1.0: one of those makes a whole file unreadable.
pub(crate) fn plain(text: &str) -> String {
    text.nfc()
        .filter_map(|letter| match letter {
            '\t' | '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
            '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' => None,
            hidden if is_hidden(hidden) => None,
            other => Some(other),
        })
        .collect()
}

/// The text with letters that the fonts have, as PDF/A demands; and with breaks inside words wider than the line.
pub(crate) fn drawable(text: &str, available: f64, size: f64, style: Style) -> String {
    let mut drawable = String::with_capacity(text.len());
    for word in text.split_inclusive([' ', BREAK]) {
        let word: String = word.chars().map(substitute).collect();
        if font::width(word.trim_end(), size, style) <= available {
            drawable.push_str(&word);
            continue;
        }
        for letter in word.chars() {
            if !drawable.is_empty() && letter != ' ' {
                drawable.push(BREAK);
            }
            drawable.push(letter);
        }
    }
    drawable
}

fn substitute(letter: char) -> char {
    let is_private = matches!(letter, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}');
    if font::has(letter) && !is_private { letter } else { MISSING }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn h27_characters_that_break_files_are_dropped() {
        assert_eq!(plain("a\u{0}\u{8}b\tc\nd\u{FFFE}\u{202E}e\u{AD}"), "ab c de");
        assert_eq!(plain("Chi\u{309} đạo & <b>"), "Chỉ đạo & <b>");
    }

    #[test]
    fn h27_a_long_word_may_break_and_a_short_one_may_not() {
        assert_eq!(drawable("ngắn dài", 100.0, 14.0, Style::REGULAR), "ngắn dài");
        assert_eq!(drawable("ab", 8.0, 14.0, Style::REGULAR), "a\u{200B}b");
        assert_eq!(drawable("\u{1F600} \u{E000}", 100.0, 14.0, Style::REGULAR), "□ □");
    }
}
