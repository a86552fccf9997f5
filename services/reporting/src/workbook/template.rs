//! The workbook as it is written: the same bytes from the same content, whenever it is asked for.

use super::cell::{label, serial, shown};
use super::notation::written;
use super::{
    ABOUT, ABOUT_FORM, ABOUT_PERIOD, ABOUT_REGIME, ABOUT_UNIT, ABOUT_UNIT_NAME, ABOUT_VERSION, CHOICES, FIGURES,
    Layout, NARRATIVE, NO, Owed, YES,
};
use crate::domain::form::{NARRATIVE_MAX, PublishedForm, Section};
use crate::domain::indicator::Indicator;
use crate::domain::obligation::{Content, FormVersion};
use crate::domain::value::Value;
use crate::vocabulary::{SectionKind, ValueType};
use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use rust_xlsxwriter::utility::column_number_to_name;
use rust_xlsxwriter::{
    Color, DataValidation, DataValidationRule, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder,
    Formula, ProtectionOptions, Workbook, Worksheet, XlsxError,
};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The row of the columns' titles, from 0: a heading and a hint stand above it.
const HEADER_ROW: u32 = 2;

/// How high a line is, and how many lines the highest row that the format knows has.
const LINE_POINTS: u16 = 15;
const ROW_LINES_MAX: u16 = 27;

/// How much room is left for words that are still to be written.
const NARRATIVE_LINES: usize = 8;

/// A4, as the format numbers paper.
const A4: u8 = 9;

/// What a workbook is made from.
#[derive(Debug, Clone)]
pub struct Source {
    /// What the form is called.
    pub name: String,
    /// The version of the form.
    pub version: FormVersion,
    /// What it asks for.
    pub form: Arc<PublishedForm>,
    /// When the version was published: the workbook calls it the time at which it was made.
    pub published_at: DateTime<Utc>,
    /// The report that fills it; none for a blank one.
    pub report: Option<Report>,
}

/// A report that fills a workbook.
#[derive(Debug, Clone)]
pub struct Report {
    /// What the regime's report is called.
    pub title: String,
    /// Whose it is, and for when.
    pub owed: Owed,
    /// What is written in it.
    pub content: Content,
}

/// Writes a workbook.
///
/// # Errors
/// Something in it is more than the file format holds.
pub fn write(source: &Source) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let made_at = ExcelDateTime::from_timestamp(source.published_at.timestamp())?;
    workbook.set_properties(
        &DocProperties::new().set_title(&source.name).set_author("Hai Cấp").set_creation_datetime(&made_at),
    );
    let formats = Formats::new();
    let choices = choices(&source.form);
    about(workbook.add_worksheet(), source, &formats)?;
    if source.form.content.codes().any(|code| source.form.typed(code).is_some()) {
        figures(workbook.add_worksheet(), source, &choices, &formats)?;
    }
    if source.form.content.sections.iter().any(|section| section.kind == SectionKind::Narrative) {
        narrative(workbook.add_worksheet(), source, &formats)?;
    }
    if !choices.is_empty() {
        lists(workbook.add_worksheet(), &choices)?;
    }
    workbook.save_to_buffer()
}

struct Formats {
    heading: Format,
    hint: Format,
    title: Format,
    section: Format,
    locked: Format,
    open: Format,
}

impl Formats {
    fn new() -> Self {
        let bordered = Format::new().set_border(FormatBorder::Thin).set_text_wrap().set_align(FormatAlign::Top);
        Self {
            heading: Format::new().set_bold().set_font_size(14),
            hint: Format::new().set_italic(),
            title: bordered
                .clone()
                .set_bold()
                .set_align(FormatAlign::Center)
                .set_background_color(Color::RGB(0xD9E2F3)),
            section: bordered.clone().set_bold().set_background_color(Color::RGB(0xF2F2F2)),
            open: bordered.clone().set_unlocked().set_background_color(Color::RGB(0xFFF9E5)),
            locked: bordered,
        }
    }
}

fn about(sheet: &mut Worksheet, source: &Source, formats: &Formats) -> Result<(), XlsxError> {
    page(sheet, ABOUT, &[28, 110])?;
    sheet.write_string_with_format(0, 0, &source.name, &formats.heading)?;
    let mut facts = vec![(ABOUT_FORM, source.version.code.clone()), (ABOUT_VERSION, source.version.number.to_string())];
    if let Some(report) = &source.report {
        facts.push(("Báo cáo", report.title.clone()));
        let owed = &report.owed;
        let day = |date: NaiveDate| date.format("%d/%m/%Y");
        facts.push(("Kỳ báo cáo", format!("Từ ngày {} đến ngày {}", day(owed.starts_on), day(owed.ends_on))));
        facts.push((ABOUT_UNIT_NAME, owed.organization_name.clone()));
        // By these the file is known again: what is above is for people.
        facts.push((ABOUT_REGIME, owed.regime.clone()));
        facts.push((ABOUT_PERIOD, owed.period.clone()));
        facts.push((ABOUT_UNIT, owed.organization.clone()));
    }
    let facts = facts.iter().map(|(label, fact)| (*label, fact.as_str()));
    for (row, (label, text)) in (1..).zip(facts.chain(INSTRUCTIONS)) {
        sheet.write_string_with_format(row, 0, label, &formats.locked)?;
        sheet.write_string_with_format(row, 1, text, &formats.locked)?;
    }
    Ok(())
}

const INSTRUCTIONS: [(&str, &str); 7] = [
    ("Nơi nhập", "Chỉ nhập vào các ô màu vàng. Không thêm, xóa hoặc gộp ô, dòng, cột; không dùng công thức."),
    ("Số", "Nhập số. Nếu ô là văn bản: dấu chấm phân nhóm nghìn, dấu phẩy thập phân, ví dụ 1.087,5."),
    ("Tỷ lệ phần trăm", "Nhập phần trăm, ví dụ 97,6 hoặc 97,6%."),
    ("Ngày", "Nhập ngày trước tháng, ví dụ 22/09/2025."),
    ("Lựa chọn", "Chọn trong danh sách của ô."),
    ("Ô để trống", "Ô để trống là chưa có số liệu, trừ khi cột “Cách nhập” ghi “để trống là 0”."),
    ("Nhập tệp", "Nhập tệp sẽ thay toàn bộ nội dung dự thảo."),
];

fn figures(
    sheet: &mut Worksheet,
    source: &Source,
    choices: &BTreeMap<&str, Vec<&str>>,
    formats: &Formats,
) -> Result<(), XlsxError> {
    table(sheet, &FIGURES, source, formats)?;
    sheet.set_active(true);
    let mut row = HEADER_ROW;
    for section in &source.form.content.sections {
        let cells: Vec<_> =
            section.indicators.iter().filter_map(|cell| Some((cell, source.form.typed(&cell.code)?))).collect();
        if cells.is_empty() {
            continue;
        }
        row += 1;
        fit(sheet, row, &FIGURES, &["", &section.title_vi], 1)?;
        // Nothing stands in the columns that are read.
        for (column, text) in (0..).zip(["", section.title_vi.as_str(), "", "", ""]) {
            sheet.write_string_with_format(row, column, text, &formats.section)?;
        }
        for (cell, indicator) in cells {
            row += 1;
            let hint = hint(indicator, cell.is_required);
            let unit = indicator.unit_vi.as_deref().unwrap_or_default();
            for (column, text) in [(0, &*indicator.code), (1, &indicator.name_vi), (2, unit), (4, &hint)] {
                sheet.write_string_with_format(row, column, text, &formats.locked)?;
            }
            let value = source.report.as_ref().and_then(|report| report.content.values.get(&indicator.code));
            let words = if let Some(Value::Text(words)) = value { words.as_str() } else { "" };
            fit(sheet, row, &FIGURES, &[&indicator.code, &indicator.name_vi, unit, words, &hint], 1)?;
            sheet.add_data_validation(row, 3, row, 3, &validation(indicator, choices)?)?;
            write_value(sheet, row, 3, indicator, value, &formats.open)?;
        }
    }
    Ok(())
}

fn narrative(sheet: &mut Worksheet, source: &Source, formats: &Formats) -> Result<(), XlsxError> {
    table(sheet, &NARRATIVE, source, formats)?;
    let sections = source.form.content.sections.iter().filter(|section| section.kind == SectionKind::Narrative);
    let open = formats.open.clone().set_num_format("@");
    for (row, section) in (HEADER_ROW + 1..).zip(sections) {
        let words = source.report.as_ref().and_then(|report| report.content.narrative.get(&section.code));
        let (words, guidance) = (words.map_or("", String::as_str), guidance(section));
        fit(sheet, row, &NARRATIVE, &[&section.code, &section.title_vi, words, &guidance], NARRATIVE_LINES)?;
        for (column, text) in [(0, section.code.as_str()), (1, &section.title_vi), (3, &guidance)] {
            sheet.write_string_with_format(row, column, text, &formats.locked)?;
        }
        let longest = u32::try_from(NARRATIVE_MAX).unwrap_or(u32::MAX);
        let validation = DataValidation::new().allow_text_length(DataValidationRule::LessThanOrEqualTo(longest));
        sheet.add_data_validation(row, 2, row, 2, &validation)?;
        sheet.write_string_with_format(row, 2, words, &open)?;
    }
    Ok(())
}

/// A sheet with a heading, a hint and the titles of its columns, which stay in sight.
fn table(sheet: &mut Worksheet, layout: &Layout, source: &Source, formats: &Formats) -> Result<(), XlsxError> {
    page(sheet, layout.sheet, layout.widths)?;
    sheet.write_string_with_format(0, 0, &source.name, &formats.heading)?;
    sheet.write_string_with_format(1, 0, "Chỉ nhập vào các ô màu vàng.", &formats.hint)?;
    for (column, title) in (0..).zip(layout.titles) {
        sheet.write_string_with_format(HEADER_ROW, column, *title, &formats.title)?;
    }
    sheet.set_freeze_panes(HEADER_ROW + 1, 0)?;
    sheet.set_repeat_rows(HEADER_ROW, HEADER_ROW)?;
    Ok(())
}

fn page(sheet: &mut Worksheet, name: &str, widths: &[u16]) -> Result<(), XlsxError> {
    sheet.set_name(name)?;
    for (column, width) in (0..).zip(widths) {
        sheet.set_column_width(column, *width)?;
    }
    // Against slips of the hand, not against people: there is no password, and columns can be drawn wider.
    let allowed = ProtectionOptions { format_columns: true, format_rows: true, ..ProtectionOptions::new() };
    sheet.protect_with_options(&allowed);
    sheet.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0);
    Ok(())
}

/// Makes a row as high as its texts need: not every program does when it opens a file.
fn fit(sheet: &mut Worksheet, row: u32, layout: &Layout, texts: &[&str], least_lines: usize) -> Result<(), XlsxError> {
    let lines = |text: &str, width: u16| {
        let width = usize::from(width).max(1);
        text.lines().map(|line| line.chars().count().div_ceil(width).max(1)).sum::<usize>()
    };
    let needed = texts.iter().zip(layout.widths).map(|(text, width)| lines(text, *width)).max().unwrap_or_default();
    let lines = u16::try_from(needed.max(least_lines)).unwrap_or(u16::MAX).min(ROW_LINES_MAX);
    sheet.set_row_height(row, lines * LINE_POINTS)?;
    Ok(())
}

/// The lists of the cells that choose: a column for each indicator, its code first.
fn lists(sheet: &mut Worksheet, choices: &BTreeMap<&str, Vec<&str>>) -> Result<(), XlsxError> {
    sheet.set_name(CHOICES)?;
    sheet.set_hidden(true).protect();
    for (column, (code, labels)) in (0..).zip(choices) {
        for (row, text) in (0..).zip(std::iter::once(code).chain(labels)) {
            sheet.write_string(row, column, *text)?;
        }
    }
    Ok(())
}

/// The labels of the choices by the codes of their indicators.
fn choices(form: &PublishedForm) -> BTreeMap<&str, Vec<&str>> {
    let indicators = form.content.codes().filter_map(|code| form.typed(code));
    let choosing = indicators.filter(|indicator| indicator.value_type == ValueType::Choice);
    choosing
        .map(|indicator| {
            let labels = indicator.choices.iter().map(|choice| label(indicator, &choice.code));
            (indicator.code.as_str(), labels.collect())
        })
        .collect()
}

fn validation(indicator: &Indicator, choices: &BTreeMap<&str, Vec<&str>>) -> Result<DataValidation, XlsxError> {
    let bounds = || {
        let bound =
            |bound: Option<Decimal>, none: &str| Formula::new(bound.map_or(none.to_owned(), |one| one.to_string()));
        let low = bound(indicator.minimum, "-9007199254740991");
        DataValidationRule::Between(low, bound(indicator.maximum, "9007199254740991"))
    };
    let rule = DataValidation::new();
    let rule = match indicator.value_type {
        ValueType::Integer | ValueType::Money => rule.allow_whole_number_formula(bounds()),
        ValueType::Decimal | ValueType::Percent => rule.allow_decimal_number_formula(bounds()),
        ValueType::Boolean => rule.allow_list_strings(&[YES, NO])?,
        ValueType::Date => rule.allow_date(DataValidationRule::Between(
            ExcelDateTime::from_ymd(1900, 1, 1)?,
            ExcelDateTime::from_ymd(2200, 12, 31)?,
        )),
        ValueType::Choice => {
            let column = choices.keys().position(|code| *code == indicator.code).and_then(|at| u16::try_from(at).ok());
            let column = column_number_to_name(column.unwrap_or_default());
            let last = indicator.choices.len() + 1;
            rule.allow_list_formula(Formula::new(format!("='{CHOICES}'!${column}$2:${column}${last}")))
        }
        ValueType::Text => rule.allow_text_length(DataValidationRule::LessThanOrEqualTo(1000)),
    };
    rule.set_error_title("Giá trị chưa hợp lệ")?.set_error_message("Hãy xem cột “Cách nhập” của dòng này.")
}

fn write_value(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    indicator: &Indicator,
    value: Option<&Value>,
    open: &Format,
) -> Result<(), XlsxError> {
    // Text stays text when it is edited, also where it begins with `=`.
    let text = open.clone().set_num_format("@");
    let number_format = match (indicator.value_type, indicator.decimals) {
        (ValueType::Decimal | ValueType::Percent, 1..) => {
            format!("#,##0.{}", "0".repeat(usize::from(indicator.decimals)))
        }
        _ => "#,##0".to_owned(),
    };
    let blank = match indicator.value_type {
        _ if indicator.is_numeric() => open.clone().set_num_format(number_format),
        ValueType::Date => open.clone().set_num_format("dd/mm/yyyy"),
        _ => text.clone(),
    };
    match value {
        None => sheet.write_blank(row, column, &blank)?,
        Some(Value::Number(number)) => match exact(*number) {
            Some(float) => sheet.write_number_with_format(row, column, float, &blank)?,
            None => sheet.write_string_with_format(row, column, written(*number), &text)?,
        },
        Some(Value::Boolean(truth)) => {
            sheet.write_string_with_format(row, column, if *truth { YES } else { NO }, &text)?
        }
        Some(Value::Date(date)) => match serial(*date) {
            Some(serial) => sheet.write_number_with_format(row, column, serial, &blank)?,
            None => sheet.write_string_with_format(row, column, date.to_string(), &text)?,
        },
        Some(Value::Text(words)) if indicator.value_type == ValueType::Choice => {
            sheet.write_string_with_format(row, column, label(indicator, words), &text)?
        }
        Some(Value::Text(words)) => sheet.write_string_with_format(row, column, words, &text)?,
    };
    Ok(())
}

/// The number as cells keep it, if they keep it exactly: not every decimal is one that they can hold.
fn exact(number: Decimal) -> Option<f64> {
    let float: f64 = number.normalize().to_string().parse().ok()?;
    if shown(float) == Some(number) { Some(float) } else { None }
}

fn hint(indicator: &Indicator, is_required: bool) -> String {
    let kind = match indicator.value_type {
        ValueType::Integer => "Số nguyên".to_owned(),
        ValueType::Money => "Số tiền, đồng, số nguyên".to_owned(),
        ValueType::Decimal => format!("Số, tối đa {} chữ số thập phân", indicator.decimals),
        ValueType::Percent => format!("Phần trăm, tối đa {} chữ số thập phân", indicator.decimals),
        ValueType::Boolean => "Có hoặc Không".to_owned(),
        ValueType::Date => "Ngày, ví dụ 22/09/2025".to_owned(),
        ValueType::Choice => "Chọn trong danh sách".to_owned(),
        ValueType::Text => "Văn bản, tối đa 1.000 ký tự".to_owned(),
    };
    let bound = |word: &str, bound: Option<Decimal>| bound.map(|bound| format!("{word} {}", written(bound)));
    let required = is_required.then(|| "bắt buộc".to_owned());
    let blank = indicator.is_blank_zero.then(|| "để trống là 0".to_owned());
    let rest = [bound("từ", indicator.minimum), bound("đến", indicator.maximum), required, blank].into_iter().flatten();
    std::iter::once(kind).chain(rest).collect::<Vec<_>>().join("; ")
}

fn guidance(section: &Section) -> String {
    let required = section.is_required.then_some("Bắt buộc.");
    let parts: Vec<&str> = required.into_iter().chain(section.guidance_vi.as_deref()).collect();
    parts.join(" ")
}
