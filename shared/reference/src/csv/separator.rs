//! What stands between the cells of a file: spreadsheets write a comma, a semicolon or a tab, as the country has it.

use super::{Lines, Row, RowError, UNREADABLE, is_column, reader, whole_line};
use haicap_types::Words;

/// What spreadsheets write, the first of several that fit.
const KNOWN: [u8; 3] = [b',', b';', b'\t'];

/// A file whose separator is known.
pub(super) struct Separated<'t> {
    /// The separator.
    pub(super) by: u8,
    /// The text from the names of the columns on.
    pub(super) text: &'t str,
    /// The numbers of its lines.
    pub(super) lines: Lines<'t>,
}

/// Finds the separator: in a first line such as `sep=;`, or as that by which the first line is cut into the most names of
/// columns.
///
/// # Errors
/// It cannot be known. Everything else that could be said of the file would follow from that.
pub(super) fn separated<R: Row>(text: &str) -> Result<Separated<'_>, RowError> {
    let lines = Lines { text: text.as_bytes(), counted: 0, line: 1 };
    if let Some((said, rest)) = said(text) {
        let by = said.ok_or_else(|| whole_line(1, UNKNOWN_SAID))?;
        return Ok(Separated { by, text: rest, lines: Lines { text: rest.as_bytes(), counted: 0, line: 2 } });
    }
    let mut best = (0, b',');
    for by in KNOWN {
        let mut reader = reader(by, text);
        let header = reader.headers().map_err(|_| whole_line(1, UNREADABLE))?;
        let names = header.iter().filter(|name| is_column::<R>(name)).count();
        if names > best.0 {
            best = (names, by);
        }
    }
    match best {
        (1.., by) => Ok(Separated { by, text, lines }),
        _ => Err(whole_line(Lines { text: text.as_bytes(), counted: 0, line: 1 }.at(0), unknown::<R>(text))),
    }
}

/// What a first line `sep=;` says, if it is one, and the text below it.
fn said(text: &str) -> Option<(Option<u8>, &str)> {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let first = first.trim_end_matches('\r').trim_matches('"');
    let (word, sign) = first.split_at_checked(4)?;
    if !word.eq_ignore_ascii_case("sep=") {
        return None;
    }
    let sign = match sign.as_bytes() {
        [sign] if sign.is_ascii_punctuation() && !matches!(sign, b'"' | b'_' | b'-') || sign == &b'\t' => Some(*sign),
        _ => None,
    };
    Some((sign, rest))
}

/// Why the first line says nothing: another sign stands between names that are known, or none is known.
fn unknown<R: Row>(text: &str) -> Words {
    let line = text.trim_start().lines().next().unwrap_or_default();
    let is_of_a_name = |letter: char| letter.is_alphanumeric() || letter == '_';
    let names = line.split(|letter| !is_of_a_name(letter)).filter(|name| is_column::<R>(name)).count();
    let sign = line.trim_start_matches('"').chars().find(|letter| !is_of_a_name(*letter) && *letter != '"');
    match sign {
        Some(sign) if names > 1 => Words::with(
            format!(
                "Không đọc được dấu phân cách «{sign}» giữa các cột; hãy lưu tệp với dấu phẩy, chấm phẩy hoặc tab."
            ),
            format!("The columns are separated by “{sign}”; save the file with commas, semicolons or tabs."),
        ),
        _ => {
            let required =
                R::COLUMNS.iter().filter(|name| R::is_required(name)).copied().collect::<Vec<_>>().join(", ");
            Words::with(
                format!("Dòng đầu không có tên cột nào của bảng này. Các cột bắt buộc: {required}."),
                format!("The first line has no name of a column of this table. Required are: {required}."),
            )
        }
    }
}

const UNKNOWN_SAID: Words = Words::new(
    "Không đọc được dấu phân cách ghi sau “sep=”; hãy dùng dấu phẩy, chấm phẩy hoặc tab.",
    "The separator after “sep=” cannot be read; use a comma, a semicolon or a tab.",
);
