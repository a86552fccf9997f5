//! A workbook as the archive that it is, measured before anything in it is read.

use super::Refusal;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// The most that a workbook may hold, unpacked.
const UNPACKED_MAX_BYTES: u64 = 50 * 1024 * 1024;

/// The most parts of a workbook.
const PARTS_MAX: usize = 200;

/// The largest part: the reader keeps some of them in memory, as several times what they measure.
const PART_MAX_BYTES: u64 = 16 * 1024 * 1024;

/// The largest part of styles, of which six bytes can become hundreds.
const STYLES_MAX_BYTES: u64 = 1024 * 1024;

/// The most marks of a part. The reader takes as long for each as for a cell, and a few kilobytes can hold millions; the
/// largest sheet that is read has fewer.
const MARKS_MAX: usize = 1_000_000;

/// The longest reference to a cell is `XFD1048576`: what is longer overflows where the reader counts.
const COLUMN_LETTERS_MAX: usize = 3;
const ROW_DIGITS_MAX: usize = 7;

/// Measures a workbook by unpacking it into nothing: what an archive says about its sizes is anybody's claim.
///
/// # Errors
/// It is no archive, or too large.
pub(super) fn inspect(bytes: &[u8]) -> Result<(), Refusal> {
    // The reader looks first whether the file is an older kind of container, which can be one and an archive at once.
    if !bytes.starts_with(b"PK\x03\x04") {
        return Err(Refusal::Unreadable);
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refusal::Unreadable)?;
    let announced = archive.decompressed_size().unwrap_or_default();
    if archive.len() > PARTS_MAX || announced > u128::from(UNPACKED_MAX_BYTES) {
        return Err(Refusal::TooLarge);
    }
    let mut left = UNPACKED_MAX_BYTES;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|_| Refusal::Unreadable)?;
        let name = part.name().map_err(|_| Refusal::Unreadable)?.to_ascii_lowercase();
        let limit = if name.ends_with("styles.xml") { STYLES_MAX_BYTES } else { PART_MAX_BYTES }.min(left);
        let mut text = Vec::new();
        part.take(limit + 1).read_to_end(&mut text).map_err(|_| Refusal::Unreadable)?;
        let size = u64::try_from(text.len()).unwrap_or(u64::MAX);
        if size > limit || text.iter().filter(|byte| **byte == b'<').count() > MARKS_MAX {
            return Err(Refusal::TooLarge);
        }
        left -= size;
        if name.ends_with("sharedstrings.xml") { expect_honest_count(&text) } else { expect_references(&text) }?;
    }
    Ok(())
}

/// The reader sets memory aside for as many strings as the part announces, and ends the program where there is not so
/// much. Other encodings than UTF-8, in which the announcement could hide, need bytes that UTF-8 or XML does not have.
fn expect_honest_count(text: &[u8]) -> Result<(), Refusal> {
    const WORD: &[u8] = b"uniqueCount";
    let is_plain = std::str::from_utf8(text).is_ok()
        && text.iter().all(|byte| !byte.is_ascii_control() || matches!(byte, b'\t' | b'\n' | b'\r'));
    let is_honest = |at: usize| {
        let rest = text.get(at + WORD.len()..).unwrap_or_default();
        let digits = rest.iter().skip_while(|byte| byte.is_ascii_whitespace() || b"='\"".contains(byte));
        let digits: String = digits.take_while(|byte| byte.is_ascii_digit()).map(|byte| char::from(*byte)).collect();
        // A string takes more than one byte to say.
        digits.is_empty() || digits.parse::<usize>().is_ok_and(|count| count <= text.len())
    };
    let mut places = text.windows(WORD.len()).enumerate().filter(|(_, word)| *word == WORD);
    if is_plain && places.all(|(at, _)| is_honest(at)) { Ok(()) } else { Err(Refusal::Unreadable) }
}

/// The reader counts columns and rows without looking how far: a reference that is too long ends it, or comes out as that
/// of another cell. Text that looks like one in an attribute is taken for one.
fn expect_references(text: &[u8]) -> Result<(), Refusal> {
    let is_sound = |at: usize| {
        let (before, after) = text.split_at_checked(at).unwrap_or_default();
        let name = before.trim_ascii_end();
        let name = name.rsplit(|byte| !byte.is_ascii_alphanumeric() && *byte != b':').next().unwrap_or_default();
        if !matches!(name, b"r" | b"ref") {
            return true;
        }
        let value = after.get(1..).unwrap_or_default().trim_ascii_start();
        let Some((quote, value)) = value.split_first() else { return true };
        value.split(|byte| byte == quote).next().unwrap_or_default().split(|byte| *byte == b':').all(is_short)
    };
    let mut places = text.iter().enumerate().filter(|(_, byte)| **byte == b'=');
    if places.all(|(at, _)| is_sound(at)) { Ok(()) } else { Err(Refusal::Unreadable) }
}

fn is_short(reference: &[u8]) -> bool {
    let count = |is: fn(&u8) -> bool| reference.iter().filter(|byte| is(byte)).count();
    count(u8::is_ascii_alphabetic) <= COLUMN_LETTERS_MAX && count(u8::is_ascii_digit) <= ROW_DIGITS_MAX
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    /// An archive of parts of so many megabytes, and one byte more each.
    fn archive(parts: &[(&str, usize)]) -> Vec<u8> {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, megabytes) in parts {
            archive.start_file(*name, SimpleFileOptions::default()).unwrap();
            archive.write_all(b" ").unwrap();
            for _ in 0..*megabytes {
                archive.write_all(&[b' '; 1024 * 1024]).unwrap();
            }
        }
        archive.finish().unwrap().into_inner()
    }

    #[test]
    fn h26_what_is_larger_than_any_form_is_not_opened() {
        let sheets = ["1", "2", "3", "4"].map(|number| format!("xl/worksheets/sheet{number}.xml"));
        let many: Vec<String> = (0..=PARTS_MAX).map(|number| number.to_string()).collect();
        let each = |names: &'static str, megabytes| vec![(names, megabytes)];
        for (parts, outcome) in [
            (each("xl/workbook.xml", 15), Ok(())),
            (each("xl/workbook.xml", 16), Err(Refusal::TooLarge)),
            (each("xl/sharedStrings.xml", 16), Err(Refusal::TooLarge)),
            (each("xl/styles.xml", 0), Ok(())),
            (each("XL/Styles.xml", 1), Err(Refusal::TooLarge)),
            (sheets.iter().take(3).map(|name| (name.as_str(), 15)).collect(), Ok(())),
            (sheets.iter().map(|name| (name.as_str(), 15)).collect(), Err(Refusal::TooLarge)),
            (many.iter().skip(1).map(|name| (name.as_str(), 0)).collect(), Ok(())),
            (many.iter().map(|name| (name.as_str(), 0)).collect(), Err(Refusal::TooLarge)),
        ] {
            assert_eq!(inspect(&archive(&parts)), outcome, "{:?}", parts.first());
        }
    }

    #[test]
    fn h26_a_small_file_of_millions_of_marks_is_not_read() {
        let of = |marks: usize| {
            let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
            archive.start_file("xl/worksheets/sheet1.xml", SimpleFileOptions::default()).unwrap();
            archive.write_all("<a>".repeat(marks).as_bytes()).unwrap();
            archive.finish().unwrap().into_inner()
        };
        assert_eq!((inspect(&of(MARKS_MAX)), inspect(&of(MARKS_MAX + 1))), (Ok(()), Err(Refusal::TooLarge)));
    }

    #[test]
    fn h26_a_reference_to_a_cell_that_cannot_be_is_not_read() {
        for (text, is_read) in [
            ("<c r=\"XFD1048576\"><v>1</v></c><row r=\"12\"/><dimension ref=\"A1:E20\"/>", true),
            ("<c r=\"ZZZZZZZZZ99\"/>", false),
            ("<c r = 'AAAA1'/>", false),
            ("<row r=\"12345678\"/>", false),
            ("<mergeCell ref=\"A1:BBBB2\"/>", false),
            ("<sheet r:id=\"rId1234\" name=\"Sheet12345678\"/>", true),
            ("<c r=", true),
        ] {
            assert_eq!(expect_references(text.as_bytes()).is_ok(), is_read, "{text}");
        }
    }

    #[test]
    fn h26_an_archive_that_understates_its_sizes_is_measured_all_the_same() {
        let mut archive = archive(&[("xl/workbook.xml", 16)]);
        let directory = archive.windows(4).rposition(|bytes| bytes == b"PK\x01\x02").unwrap();
        archive[directory + 24..directory + 28].copy_from_slice(&1_u32.to_le_bytes());
        assert!(inspect(&archive).is_err());
        for other in [&b"PK\x03\x04"[..], b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", b""] {
            assert_eq!(inspect(other), Err(Refusal::Unreadable));
        }
    }

    #[test]
    fn h26_a_part_that_announces_more_strings_than_it_can_hold_is_not_opened() {
        for (text, is_read) in [
            ("<sst uniqueCount=\"1\"><si><t>a</t></si></sst>", true),
            ("<sst><si><t>a</t></si></sst>", true),
            ("<sst uniqueCount=\"100000000000\"/>", false),
            ("<sst uniqueCount = '99999999999999999999999'/>", false),
            ("<sst uniqueCount=\"1\"/><sst uniqueCount=\"4000\"/>", false),
            ("<\0s\0s\0t\0", false),
            ("<sst unique\u{1B}(BCount=\"100000000000\"/>", false),
        ] {
            assert_eq!(expect_honest_count(text.as_bytes()).is_ok(), is_read, "{text}");
        }
    }
}
