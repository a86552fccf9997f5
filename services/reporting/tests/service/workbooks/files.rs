//! Workbooks as people and programs bring them about.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook};
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

pub(crate) const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The places of what is asked for, in the file that [`filled`] makes: column and rows, from 0.
pub(crate) const VALUE: u16 = 3;
pub(crate) const TOTAL: u32 = 3;
pub(crate) const SPENT: u32 = 6;
pub(crate) const DONE: u32 = 7;
pub(crate) const MOVED_ON: u32 = 8;
pub(crate) const OUTCOME: u32 = 9;
pub(crate) const NOTE: u32 = 10;

/// The sheets by their numbers.
pub(crate) const ABOUT: usize = 0;
pub(crate) const FIGURES: usize = 1;
pub(crate) const NARRATIVE: usize = 2;

/// A workbook as somebody makes it by hand after the template: with one figure and one section.
pub(crate) fn filled() -> Workbook {
    let mut workbook = Workbook::new();
    // The same file at all times: one that is sent twice with one key is one request.
    let made_at = ExcelDateTime::from_ymd(2025, 9, 22).unwrap();
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&made_at));
    let about = workbook.add_worksheet().set_name("Hướng dẫn").unwrap();
    for (row, (label, text)) in (1..).zip([("Mã biểu mẫu", "commune"), ("Phiên bản biểu mẫu", "1")]) {
        about.write_string(row, 0, label).unwrap().write_string(row, 1, text).unwrap();
    }
    let figures = workbook.add_worksheet().set_name("Số liệu").unwrap();
    for (column, title) in (0..).zip(["Mã chỉ tiêu", "Chỉ tiêu", "Đơn vị tính", "Giá trị", "Cách nhập"])
    {
        figures.write_string(2, column, title).unwrap();
    }
    for (row, code) in (TOTAL..).zip(["total", "surplus", "share", "spent", "done", "moved_on", "outcome", "note"]) {
        figures.write_string(row, 0, code).unwrap();
    }
    figures.write_number(TOTAL, VALUE, 12).unwrap();
    let narrative = workbook.add_worksheet().set_name("Nội dung").unwrap();
    for (column, title) in (0..).zip(["Mã phần", "Phần báo cáo", "Nội dung", "Yêu cầu"]) {
        narrative.write_string(2, column, title).unwrap();
    }
    narrative.write_string(3, 0, "results").unwrap().write_string(3, 2, "Đã hoàn thành.").unwrap();
    workbook
}

/// The same with one thing changed, as bytes.
pub(crate) fn with(change: impl FnOnce(&mut Workbook)) -> Vec<u8> {
    let mut workbook = filled();
    change(&mut workbook);
    workbook.save_to_buffer().unwrap()
}

/// The same with something else in the cell of a figure.
pub(crate) fn with_text(row: u32, text: &str) -> Vec<u8> {
    with(|workbook| {
        workbook.worksheet_from_index(FIGURES).unwrap().write_string(row, VALUE, text).unwrap();
    })
}

/// The same with a number in the cell of a figure, shown in a format.
pub(crate) fn with_number(row: u32, number: f64, format: &str) -> Vec<u8> {
    with(|workbook| {
        let format = Format::new().set_num_format(format);
        let figures = workbook.worksheet_from_index(FIGURES).unwrap();
        figures.write_number_with_format(row, VALUE, number, &format).unwrap();
    })
}

/// A file with something else in one of its parts.
pub(crate) fn edited(file: &[u8], part: &str, change: impl Fn(String) -> String) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(file)).unwrap();
    let mut copy = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).unwrap();
        let name = entry.name().unwrap().into_owned();
        let mut text = String::new();
        entry.read_to_string(&mut text).unwrap();
        copy.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        copy.write_all(if name == part { change(text) } else { text }.as_bytes()).unwrap();
    }
    copy.finish().unwrap().into_inner()
}

/// The XML of a part.
pub(crate) fn part(file: &[u8], name: &str) -> String {
    let mut archive = ZipArchive::new(Cursor::new(file)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// Writes into an empty cell of a template, and leaves its format.
pub(crate) fn fill(file: &[u8], sheet: u8, cells: &[(&str, &str, &str)]) -> Vec<u8> {
    edited(file, &format!("xl/worksheets/sheet{sheet}.xml"), |mut text| {
        for (place, kind, content) in cells {
            let start = text.find(&format!("<c r=\"{place}\" ")).unwrap();
            let end = start + text[start..].find("/>").unwrap();
            text.replace_range(end..end + 2, &format!(" t=\"{kind}\">{content}</c>"));
        }
        text
    })
}

/// A small file that unpacks to more than anybody writes.
pub(crate) fn bomb() -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file("xl/worksheets/sheet1.xml", SimpleFileOptions::default()).unwrap();
    let zeros = vec![b' '; 1024 * 1024];
    for _ in 0..60 {
        archive.write_all(&zeros).unwrap();
    }
    archive.finish().unwrap().into_inner()
}
