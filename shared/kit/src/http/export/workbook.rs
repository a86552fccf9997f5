use super::cells::Cells;
use super::columns::{CellKind, Column};
use super::table::{is_number, text};
use super::{Rest, file, unwritten};
use crate::http::body::XLSX;
use crate::http::kinds;
use crate::http::listing::Listing;
use crate::http::page::Page;
use crate::http::problem::Problem;
use actix_web::HttpResponse;
use actix_web::web::block;
use chrono::{DateTime, NaiveDate};
use haicap_types::Words;
use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};
use serde::Serialize;
use serde_json::Value;
use std::time::Duration;
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::timeout;

/// The most rows of a workbook. It is sent when it is whole, so that who asked for too much learns it.
const ROW_LIMIT: usize = 100_000;

/// The most letters of a cell, as spreadsheets have it.
const CELL_LIMIT_CHARS: usize = 32_767;

/// How many workbooks are written at once: each keeps a core busy, and its rows are on disk and its bytes in memory.
const WORKBOOKS_AT_ONCE: usize = 4;

/// How long a request waits for its turn. Longer, and all of them would end at their deadline with nothing.
const TURN_WAIT: Duration = Duration::from_secs(5);

static TURNS: Semaphore = Semaphore::const_new(WORKBOOKS_AT_ONCE);

/// The largest whole number that a spreadsheet holds exactly.
const EXACT_MAX: f64 = 9_007_199_254_740_992.0;

/// How many digits of a number a spreadsheet shows.
const SHOWN_DIGITS: usize = 15;

/// A workbook with one sheet: the names of the columns, and a row for each item. Dates are dates, numbers are numbers.
///
/// # Errors
/// More rows than a workbook takes; 503 where too many workbooks are being written; or what reading a page says.
pub(in crate::http) async fn xlsx<V, P>(
    columns: Vec<Column>,
    first: Listing<V>,
    mut rest: Rest<P>,
) -> Result<HttpResponse, Problem>
where
    V: Serialize,
    P: AsyncFn(&Page) -> Result<Listing<V>, Problem>,
{
    let _turn = turn().await?;
    let name = rest.page.name().to_owned();
    let mut workbook = Workbook::new();
    let mut cells = Cells::of(&columns);
    let mut table = Table::begin(&mut workbook, columns, &name).map_err(unwritten)?;
    let mut listing = first;
    loop {
        for item in &listing.view.items {
            table.add(cells.read(item).map_err(unwritten)?).map_err(unwritten)?;
        }
        let Some(cursor) = listing.view.next_cursor else { break };
        if table.rows >= ROW_LIMIT {
            return Err(Problem::new(&kinds::NOT_ACCEPTABLE).code("too_many_rows").detail(TOO_MANY_ROWS));
        }
        (listing, rest) = rest.at(&cursor).await?;
    }
    let bytes = block(move || workbook.save_to_buffer()).await.map_err(unwritten)?.map_err(unwritten)?;
    Ok(file(XLSX, &format!("{name}.xlsx")).body(bytes))
}

/// The turn of a workbook to be written, over when dropped.
pub(super) async fn turn() -> Result<SemaphorePermit<'static>, Problem> {
    match timeout(TURN_WAIT, TURNS.acquire()).await {
        Ok(turn) => turn.map_err(unwritten),
        Err(_) => Err(Problem::unavailable()),
    }
}

struct Table<'w> {
    sheet: &'w mut Worksheet,
    columns: Vec<Column>,
    date: Format,
    moment: Format,
    rows: usize,
}

impl<'w> Table<'w> {
    fn begin(workbook: &'w mut Workbook, columns: Vec<Column>, name: &str) -> Result<Self, XlsxError> {
        let bold = Format::new().set_bold();
        // Rows go to a file of their own as they come, and not into memory.
        let sheet = workbook.add_worksheet_with_constant_memory()?;
        sheet.set_name(name.chars().take(31).collect::<String>())?.set_freeze_panes(1, 0)?;
        for (column, place) in columns.iter().zip(0..) {
            sheet.write_string_with_format(0, place, column.name(), &bold)?;
        }
        let (date, moment) = ("dd/mm/yyyy", "dd/mm/yyyy hh:mm:ss");
        let format = |format| Format::new().set_num_format(format);
        Ok(Self { sheet, columns, date: format(date), moment: format(moment), rows: 0 })
    }

    fn add(&mut self, cells: &[Value]) -> Result<(), XlsxError> {
        self.rows += 1;
        let row = u32::try_from(self.rows).unwrap_or(u32::MAX);
        for ((column, value), place) in self.columns.iter().zip(cells).zip(0..) {
            match value {
                Value::Null => continue,
                Value::Bool(value) => self.sheet.write_boolean(row, place, *value)?,
                value => match (value.as_f64(), column.kind) {
                    (Some(number), _) if number.abs() <= EXACT_MAX => self.sheet.write_number(row, place, number)?,
                    (None, CellKind::Decimal) if let Some(number) = decimal(value) => {
                        self.sheet.write_number(row, place, number)?
                    }
                    (None, CellKind::Date) if let Some(date) = date(value) => {
                        self.sheet.write_datetime_with_format(row, place, date, &self.date)?
                    }
                    (None, CellKind::Moment) if let Some(moment) = moment(value) => {
                        self.sheet.write_datetime_with_format(row, place, moment, &self.moment)?
                    }
                    _ => self.sheet.write_string(row, place, fitting(&text(value)))?,
                },
            };
        }
        Ok(())
    }
}

/// A decimal that a spreadsheet shows digit by digit; a longer one stays a text.
fn decimal(value: &Value) -> Option<f64> {
    let text = value.as_str().filter(|text| is_number(text))?;
    let digits = text.trim_start_matches(['-', '0', '.']).bytes().filter(u8::is_ascii_digit).count();
    if digits <= SHOWN_DIGITS { text.parse().ok() } else { None }
}

fn date(value: &Value) -> Option<NaiveDate> {
    value.as_str()?.parse().ok()
}

/// The time in the city: spreadsheets know no other places.
fn moment(value: &Value) -> Option<chrono::NaiveDateTime> {
    DateTime::parse_from_rfc3339(value.as_str()?).ok().map(|moment| moment.naive_local())
}

fn fitting(text: &str) -> &str {
    text.char_indices().nth(CELL_LIMIT_CHARS).and_then(|(end, _)| text.get(..end)).unwrap_or(text)
}

const TOO_MANY_ROWS: Words = Words::new(
    "Tệp XLSX chỉ chứa tối đa 100.000 dòng. Hãy thu hẹp bộ lọc, hoặc tải dạng CSV hay NDJSON.",
    "A workbook can hold at most 100,000 rows. Narrow the filters, or ask for CSV or NDJSON.",
);
