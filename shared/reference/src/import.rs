//! What a file changes in a table of the directory. The rows of the file are added or take the place of those with the
//! same key, and rows that it does not name stay; the directory as it would be is judged as a whole, so that the order
//! of the lines does not matter.

mod tables;

use crate::csv::{File, Line, MAX_ERRORS, Row, VERSION};
use crate::{Change, Directory, DirectoryChange, DirectoryParts, DirectoryRefusal};
use chrono::NaiveDate;
use diesel::QueryResult;
use haicap_kit::db::Db;
use std::collections::{BTreeMap, HashMap};

/// A table of the directory that is kept by files.
pub trait Table: Row + Clone {
    /// What its file is called.
    const NAME: &'static str;

    /// Its rows.
    fn rows(parts: &mut DirectoryParts) -> &mut Vec<Self>;

    /// The change as the feed carries it.
    fn change(change: Change<Self>) -> DirectoryChange;

    /// Whether a refusal is about this row.
    fn is_meant_by(&self, refusal: &DirectoryRefusal) -> bool;

    /// What the row must keep to beside what the directory as a whole does.
    ///
    /// # Errors
    /// The first rule that it breaks.
    fn check(&self, _before: Option<&Self>, _after: &Directory, _today: NaiveDate) -> Result<(), DirectoryRefusal> {
        Ok(())
    }

    /// The version of a row that is new in the directory.
    fn first_version(_directory: &Directory) -> i32 {
        1
    }

    /// The key of the row that must be there before this one.
    fn needs(&self) -> Option<String> {
        None
    }

    /// Inserts or replaces rows.
    fn put(db: Db<'_>, rows: &[Self]) -> impl Future<Output = QueryResult<()>>;
}

/// What a cell of a row was, and what it will be, as a file writes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedCell {
    /// The column.
    pub column: &'static str,
    /// What it was; nothing if it was blank.
    pub before: String,
    /// What it will be; nothing if it is cleared.
    pub after: String,
}

/// What a line of the file adds or changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported<R> {
    /// The line, the first being 1.
    pub line: u64,
    /// The row as it was.
    pub before: Option<R>,
    /// The row as it will be.
    pub after: R,
}

impl<R: Table> Imported<R> {
    /// The cells in which the row differs from what it was; none of a new row.
    #[must_use]
    pub fn changed(&self) -> Vec<ChangedCell> {
        let Some(before) = &self.before else { return Vec::new() };
        let cells = before.write().into_iter().zip(self.after.write());
        let changed = R::COLUMNS.iter().zip(cells).filter(|(_, (before, after))| before != after);
        changed.map(|(column, (before, after))| ChangedCell { column, before, after }).collect()
    }

    /// The change as the feed carries it.
    #[must_use]
    pub fn change(&self) -> DirectoryChange {
        R::change(Change { before: self.before.clone(), after: Some(self.after.clone()) })
    }
}

/// What the lines of a file add and change; lines that say what is there already are left out. What a line says nothing
/// of stays as it is. Where it tells versions, no line changes a row that changed since.
///
/// # Errors
/// Every rule that is broken, with the line that breaks it: the first [`MAX_ERRORS`].
pub fn import<R: Table>(
    directory: &Directory,
    file: &File<R>,
    today: NaiveDate,
) -> Result<Vec<Imported<R>>, Vec<(u64, DirectoryRefusal)>> {
    let mut parts = directory.parts();
    let mut rows: BTreeMap<String, R> = R::rows(&mut parts).drain(..).map(|row| (row.key(), row)).collect();
    let (mut imported, mut outdated) = (Vec::new(), Vec::new());
    let tells_versions = file.has(VERSION);
    for Line { number, row, version, silent } in &file.lines {
        let (number, version, mut row) = (*number, *version, row.clone());
        let before = rows.get(&row.key()).cloned();
        if let Some(before) = &before {
            silent.iter().for_each(|column| row.keep(column, before));
            if before.write() == row.write() {
                continue;
            }
        }
        let present = before.as_ref().map(R::version);
        if tells_versions && version != present {
            outdated.push((number, DirectoryRefusal::RowOutdated { present }));
        }
        let after = row.at(present.map_or_else(|| R::first_version(directory), |version| version + 1));
        rows.insert(after.key(), after.clone());
        imported.push(Imported { line: number, before, after });
    }
    if !outdated.is_empty() {
        outdated.truncate(MAX_ERRORS);
        return Err(outdated);
    }
    // What the file brings is judged first, so that its faults are not crowded out by those that follow from them.
    let brought: Vec<R> = imported.iter().filter_map(|row: &Imported<R>| rows.remove(&row.after.key())).collect();
    R::rows(&mut parts).extend(brought.into_iter().chain(rows.into_values()));
    let after = Directory::new(parts, directory.version()).map_err(|refusals| located(&imported, &refusals))?;
    let check = |row: &Imported<R>| Some((row.line, row.after.check(row.before.as_ref(), &after, today).err()?));
    let refusals: Vec<_> = imported.iter().filter_map(check).take(MAX_ERRORS).collect();
    if refusals.is_empty() { Ok(imported) } else { Err(refusals) }
}

/// The rows in the order in which they must become known: those who follow take a page of facts at a time, and a child
/// without its parent would not fit into their tables.
#[must_use]
pub fn needed_first<R: Table>(imported: &[Imported<R>]) -> Vec<&Imported<R>> {
    let mut waiting: HashMap<String, &Imported<R>> = imported.iter().map(|row| (row.after.key(), row)).collect();
    let mut order = Vec::new();
    for row in imported {
        let mut climbed = Vec::new();
        let mut key = Some(row.after.key());
        while let Some(row) = key.and_then(|key| waiting.remove(&key)) {
            climbed.push(row);
            key = row.after.needs();
        }
        order.extend(climbed.into_iter().rev());
    }
    order
}

/// The refusals with the lines that they are about, as many as anybody reads.
fn located<R: Table>(imported: &[Imported<R>], refusals: &[DirectoryRefusal]) -> Vec<(u64, DirectoryRefusal)> {
    let mut distinct: Vec<&DirectoryRefusal> = Vec::new();
    for refusal in refusals {
        if distinct.len() < MAX_ERRORS && !distinct.contains(&refusal) {
            distinct.push(refusal);
        }
    }
    let meant = |row: &Imported<R>| {
        let refusals = distinct.iter().filter(|refusal| row.after.is_meant_by(refusal));
        refusals.map(|refusal| (row.line, (*refusal).clone())).collect::<Vec<_>>()
    };
    imported.iter().flat_map(meant).take(MAX_ERRORS).collect()
}

#[cfg(test)]
mod tests;
