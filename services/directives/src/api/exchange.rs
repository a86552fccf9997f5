//! The tables of the directory as files: exported, edited, tried and imported again.

use crate::api::directory::{Keeper, Reading, place_of};
use crate::domain::rights::DirectoryAct;
use actix_web::{Either, post};
use haicap_kit::Routes;
use haicap_kit::http::{Answer, CsvFile, ListAnswer, Path, Query, Reply};
use haicap_reference::csv::{self, EmptyCell};
use haicap_reference::import::{ChangedCell, Imported, Table, import};
use haicap_reference::{Audience, CalendarDay, DirectoryRefusal, Organization, Oversight};
use haicap_types::{Faults, pointer, vocabulary};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// How a file is imported.
#[derive(Debug, Clone, Copy, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ImportQuery {
    /// Whether to say what would change, and change nothing.
    #[serde(default)]
    #[param(default = false)]
    dry_run: bool,
    /// What an empty cell says: `keep` nothing, so that the field stays; `clear` that the field is to be blank.
    #[serde(default)]
    #[param(inline, default = "keep")]
    empty: EmptyCell,
}

/// What a file changed, or would change.
#[derive(Debug, Serialize, ToSchema)]
struct ImportView {
    /// Whether nothing was changed, because it was only tried.
    is_dry_run: bool,
    /// How many rows are new.
    #[schema(example = 1)]
    added: usize,
    /// How many rows say something else now.
    #[schema(example = 1)]
    changed: usize,
    /// How many lines say what was there already.
    #[schema(example = 368)]
    unchanged: usize,
    /// The new and the changed rows, in the order of their lines.
    rows: Vec<ImportedRowView>,
}

/// What a line of the file adds or changes.
#[derive(Debug, Serialize, ToSchema)]
struct ImportedRowView {
    /// The line of the file; the line of titles is 1.
    #[schema(example = 2)]
    line: u64,
    /// The key of the row, its parts separated by spaces.
    #[schema(example = "SNV")]
    key: String,
    /// New or changed.
    effect: ImportEffect,
    /// The columns that say something else now; none for a new row.
    columns: Vec<ChangedColumnView>,
}

/// A column that says something else now.
#[derive(Debug, Serialize, ToSchema)]
struct ChangedColumnView {
    /// Its name.
    #[schema(example = "name_vi")]
    name: &'static str,
    /// What it said, as a file has it; null if it was blank.
    #[schema(required, example = "Sở Nội vụ")]
    before: Option<String>,
    /// What it says now; null if it was cleared.
    #[schema(required, example = "Sở Nội vụ và Lao động")]
    after: Option<String>,
}

vocabulary! {
    /// What becomes of a row.
    ImportEffect as "import_effect" {
        Added = "added", "Thêm mới", "It is new";
        Changed = "changed", "Thay đổi", "It says something else now";
    }
}

/// A table that files are brought into.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
enum ImportTable {
    /// The organizations.
    Organizations,
    /// The audiences.
    Audiences,
    /// Who oversees whom.
    Oversight,
    /// The days that are unlike others of their weekday.
    WorkingCalendar,
}

/// The routes.
pub fn routes(routes: &mut Routes<'_>) {
    routes.service(import_table);
}

/// Import a table of the directory
///
/// For the operator. A file as the list of this name exports it with `Accept: text/csv`: its rows are added or take the
/// place of those with the same key, others stay; all lines or none. Columns that are not required may be left out, and
/// their fields stay as they are; so do those of empty cells, unless `empty=clear` is sent. The answer has the old and the
/// new value of each column that changes. Read is what spreadsheets save: UTF-8, or UTF-16 with its mark; a comma, a
/// semicolon, a tab, or what a first line `sep=` names; dates as `2026-12-31` or `31/12/2026`. With the column `version`, a line whose row changed since the export is refused; of a
/// new row it is empty. Without that column nothing is compared. `If-Match` with the tag of an export, or of the
/// directory, refuses the file after any change of the directory. When an organization ends is not changed by a file.
/// Faults are named as `/line/column`.
#[utoipa::path(
    tag = "imports",
    params(("table" = inline(ImportTable), Path, description = "The table.", example = "audiences"), ImportQuery),
    request_body(
        content = String,
        content_type = "text/csv",
        description = "The file. `application/vnd.ms-excel`, `text/plain` and `text/tab-separated-values` are taken as well.",
        examples(
            ("organizations" = (value = json!(
                "code,name_vi,name_en,kind,parent,telephone,valid_from,version\n\
                 SKHCN,Sở Khoa học và Công nghệ,Department of Science and Technology,department,UBND,028 3829 7598,2025-07-01,1\n"
            ))),
            ("audiences" = (value = json!(
                "code,name_vi,name_en,kinds,organizations,version\n\
                 pilot-communes,Các xã thí điểm,Pilot communes,,DU-25777,\n"
            ))),
            ("oversight" = (value = json!(
                "body,audience,valid_from,valid_to,reason_vi,version\n\
                 BTC,departments,2026-01-01,2026-12-31,Theo chương trình công tác năm 2026,\n"
            ))),
            ("working-calendar" = (value = json!(
                "date,name_vi,kind,status,version\n\
                 2027-02-11,Nghỉ bù Tết Nguyên đán,in_lieu,projected,\n"
            )))
        )
    ),
    responses((status = 200, description = "What changed, or would change.", body = ImportView))
)]
#[post("/imports/{table}")]
async fn import_table(keeper: Keeper, table: Path<ImportTable>, query: Query<ImportQuery>, file: CsvFile) -> Answer {
    match table.0 {
        ImportTable::Organizations => {
            bring::<Organization>(&keeper, DirectoryAct::EditOrganization, query.0, file).await
        }
        ImportTable::Audiences => bring::<Audience>(&keeper, DirectoryAct::EditAudience, query.0, file).await,
        ImportTable::Oversight => bring::<Oversight>(&keeper, DirectoryAct::EditOversight, query.0, file).await,
        ImportTable::WorkingCalendar => bring::<CalendarDay>(&keeper, DirectoryAct::EditCalendar, query.0, file).await,
    }
}

/// Brings a file into a table, all of it or nothing.
async fn bring<R: Table>(keeper: &Keeper, act: DirectoryAct, query: ImportQuery, file: CsvFile) -> Answer {
    keeper.permit(act)?;
    let file = file.read().await?;
    let read = csv::read::<R>(&file.body, query.empty).map_err(|errors| unread(&errors))?;
    keeper
        .change(&file.precondition.unless_tried(query.dry_run), async |keeping| {
            file.precondition.if_match.check(keeping.before.directory.version())?;
            let imported = import(&keeping.before.directory, &read, keeping.before.today)
                .map_err(|refusals| refused(&read, &refusals))?;
            if !query.dry_run {
                keeping.save_all(&imported).await?;
            }
            Ok(Reply::ok(&ImportView::new(query.dry_run, read.lines.len(), &imported)))
        })
        .await
}

/// A table as the file that can be brought in again; with the mark by which spreadsheets know UTF-8.
pub(super) fn export<'r, R: Table + 'r>(reading: &Reading, rows: impl IntoIterator<Item = &'r R>) -> ListAnswer {
    let text = format!("\u{feff}{}", csv::write(rows));
    Ok(Either::Left(Reply::csv(&format!("{}.csv", R::NAME), text).version(reading.directory.version())))
}

/// What is wrong in the file, as `/line/column`.
fn unread(errors: &[csv::RowError]) -> Faults {
    let mut faults = Faults::default();
    for error in errors {
        let at = match &error.column {
            Some(column) => pointer(&[&error.line, column]),
            None => pointer(&[&error.line]),
        };
        faults.note(at, error.words.clone());
    }
    faults
}

/// What the directory has against it, in the same way. Where the file has no such column, the line is what is wrong.
fn refused<R: Table>(read: &csv::File<R>, refusals: &[(u64, DirectoryRefusal)]) -> Faults {
    let mut faults = Faults::default();
    for (line, refusal) in refusals {
        let place = place_of(refusal).filter(|place| read.has(place.trim_start_matches('/')));
        faults.note(format!("/{line}{}", place.unwrap_or_default()), refusal.words());
    }
    faults
}

impl ImportView {
    fn new<R: Table>(is_dry_run: bool, sent: usize, imported: &[Imported<R>]) -> Self {
        let added = imported.iter().filter(|row| row.before.is_none()).count();
        let view = |row: &Imported<R>| ImportedRowView {
            line: row.line,
            key: row.after.key(),
            effect: if row.before.is_none() { ImportEffect::Added } else { ImportEffect::Changed },
            columns: row.changed().into_iter().map(ChangedColumnView::from).collect(),
        };
        Self {
            is_dry_run,
            added,
            changed: imported.len() - added,
            unchanged: sent - imported.len(),
            rows: imported.iter().map(view).collect(),
        }
    }
}

impl From<ChangedCell> for ChangedColumnView {
    fn from(cell: ChangedCell) -> Self {
        let said = |text: String| Some(text).filter(|text| !text.is_empty());
        Self { name: cell.column, before: said(cell.before), after: said(cell.after) }
    }
}
