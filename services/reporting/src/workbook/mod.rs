//! The workbook of a form: a report as a file that is filled in without a connection, and read again.
//!
//! Pure functions of forms, contents and bytes. What a file says is taken at its word or refused with its cell:
//!
//! | in the file | what becomes of it |
//! |---|---|
//! | a number | what a spreadsheet shows of it, which is fifteen digits of a fraction; a cell that shows `%` counts as what it shows |
//! | a number with more decimals than its indicator has | refused with the digits that were found |
//! | a number written as text | in Vietnamese notation alone: `1087`, `1.087` and `1.087,5`; `97,6%` where a percentage is asked for |
//! | a boolean | `TRUE`, `FALSE`, or the words *Có* and *Không* |
//! | a date | a real date of either date system without a time of day, or text: `22/09/2025`, `2025-09-22` |
//! | a choice | its code, or its Vietnamese name where no other choice has it |
//! | text in NFD | is text in NFC |
//! | a formula, an error | refused: a value that was calculated elsewhere may be stale |
//! | a merged cell in a table | refused: what it covers is not seen |
//! | a hidden sheet of ours | refused: what it says is not seen; of others, ignored |
//! | content in a row or column that is hidden, by hand, by a filter or in a collapsed group | refused: it is not seen; a hidden column of codes, and a hidden row without content, may be |
//! | other sheets and columns | ignored |
//! | a missing sheet, column or row | refused by name: a cell that is gone is not a cell that was left blank |
//! | an unknown code, a code twice, a value without a code | refused |
//! | the guide of a report of another unit, period or regime | refused; a file whose guide does not say whose it is, as a blank one, is anybody's |
//! | bounds and rules of the form | not judged here: a draft may break them, and is not sent until it does not |

mod archive;
mod cell;
mod hidden;
mod notation;
mod read;
mod sheet;
mod table;
mod template;

pub use read::read;
pub use template::{Report, Source, write};

use chrono::NaiveDate;
use haicap_types::Faults;

/// A file that holds no content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// It holds more than anybody writes into a form.
    TooLarge,
    /// It is no workbook.
    Unreadable,
    /// What is wrong with it, by sheet and cell: `/Số liệu/D7`.
    Faults(Faults),
}

/// Whose report a workbook is, and for when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owed {
    /// The regime, by its code.
    pub regime: String,
    /// What the period is called.
    pub period: String,
    /// The first day of the period.
    pub starts_on: NaiveDate,
    /// The last day of the period.
    pub ends_on: NaiveDate,
    /// The organization whose report it is, by its code.
    pub organization: String,
    /// What the organization is called.
    pub organization_name: String,
}

/// The sheet that says which form the workbook is of, and whose report.
const ABOUT: &str = "Hướng dẫn";
const ABOUT_FORM: &str = "Mã biểu mẫu";
const ABOUT_VERSION: &str = "Phiên bản biểu mẫu";
const ABOUT_REGIME: &str = "Mã chế độ báo cáo";
const ABOUT_PERIOD: &str = "Mã kỳ báo cáo";
const ABOUT_UNIT: &str = "Mã đơn vị báo cáo";
const ABOUT_UNIT_NAME: &str = "Đơn vị báo cáo";

/// What a table is called and which columns it has.
struct Layout {
    /// The name of its sheet.
    sheet: &'static str,
    /// The titles of its columns: what names the row, what is called so, what is read, and what helps.
    titles: &'static [&'static str],
    /// How wide they are, in digits.
    widths: &'static [u16],
    /// The column of the codes.
    code: &'static str,
    /// The column that is read.
    content: &'static str,
}

const FIGURES: Layout = Layout {
    sheet: "Số liệu",
    titles: &["Mã chỉ tiêu", "Chỉ tiêu", "Đơn vị tính", "Giá trị", "Cách nhập"],
    widths: &[26, 56, 16, 24, 44],
    code: "Mã chỉ tiêu",
    content: "Giá trị",
};

const NARRATIVE: Layout = Layout {
    sheet: "Nội dung",
    titles: &["Mã phần", "Phần báo cáo", "Nội dung", "Yêu cầu"],
    widths: &[18, 34, 84, 34],
    code: "Mã phần",
    content: "Nội dung",
};

/// The sheet of what there is to choose from. It is hidden, and never read.
const CHOICES: &str = "Danh mục";

/// How yes and no are written.
const YES: &str = "Có";
const NO: &str = "Không";

/// The longest text that a cell of a workbook can hold.
const CELL_CHARS_MAX: usize = 32_767;

#[cfg(test)]
mod tests;
