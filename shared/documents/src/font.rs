//! The typeface: Liberation Serif, whose letters are as wide as those of Times New Roman, in four styles.

use std::sync::LazyLock;
use ttf_parser::Face;

/// The name of the family in the fonts below.
pub(crate) const FAMILY: &str = "Liberation Serif";

/// What word processors, which have it, are asked for instead.
pub(crate) const OFFICE_FAMILY: &str = "Times New Roman";

/// Millimetres in a point.
pub(crate) const POINT: f64 = 25.4 / 72.0;

/// The files: regular, bold, italic, bold italic.
pub(crate) const FILES: [&[u8]; 4] = [
    include_bytes!("../fonts/LiberationSerif-Regular.ttf"),
    include_bytes!("../fonts/LiberationSerif-Bold.ttf"),
    include_bytes!("../fonts/LiberationSerif-Italic.ttf"),
    include_bytes!("../fonts/LiberationSerif-BoldItalic.ttf"),
];

static FACES: LazyLock<Vec<Face<'static>>> = LazyLock::new(|| FILES.iter().map(|file| parse(file)).collect());

#[expect(clippy::expect_used, reason = "the fonts are part of the program, and every test that draws reads them")]
fn parse(file: &'static [u8]) -> Face<'static> {
    Face::parse(file, 0).expect("the fonts are well-formed")
}

/// Which of the four styles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Style {
    pub(crate) bold: bool,
    pub(crate) italic: bool,
}

impl Style {
    pub(crate) const REGULAR: Self = Self { bold: false, italic: false };
    pub(crate) const BOLD: Self = Self { bold: true, italic: false };
}

/// How wide a text is on one line, in the unit of `size`. Kerning is left out: it moves a line by a hair.
pub(crate) fn width(text: &str, size: f64, style: Style) -> f64 {
    let place = usize::from(style.bold) + 2 * usize::from(style.italic);
    let Some(face) = FACES.get(place) else { return 0.0 };
    let units: u64 = text
        .chars()
        .map(|letter| {
            let glyph = face.glyph_index(letter).unwrap_or_default();
            u64::from(face.glyph_hor_advance(glyph).unwrap_or_default())
        })
        .sum();
    f64::from(u32::try_from(units).unwrap_or(u32::MAX)) * size / f64::from(face.units_per_em())
}

/// Whether every style can draw the letter.
pub(crate) fn has(letter: char) -> bool {
    FACES.iter().all(|face| face.glyph_index(letter).is_some_and(|glyph| glyph.0 != 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_vietnamese_letter_can_be_drawn() {
        let vowels = "aăâeêioôơuưy";
        let tones = ["", "\u{300}", "\u{301}", "\u{303}", "\u{309}", "\u{323}"];
        for vowel in vowels.chars() {
            for tone in tones {
                let letter: String =
                    unicode_normalization::UnicodeNormalization::nfc(&*format!("{vowel}{tone}")).collect();
                assert!(letter.chars().chain(letter.to_uppercase().chars()).all(has), "{letter}");
            }
        }
        assert!("đĐ“”–…₫²".chars().all(has));
        assert!(!has('\u{1F600}'));
    }

    #[test]
    fn widths_are_those_of_the_layout_rules() {
        let title = width("ĐẢNG CỘNG SẢN VIỆT NAM", 15.0 * POINT, Style::BOLD);
        assert!((72.0..74.0).contains(&title), "{title}");
        let italic = Style { bold: false, italic: true };
        let place = width("TP. Hồ Chí Minh, ngày 30 tháng 12 năm 2025", 14.0 * POINT, italic);
        assert!((91.0..94.0).contains(&place), "{place}");
    }
}
