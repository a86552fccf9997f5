use super::{Cells, Row};
use crate::{Audience, CalendarDay, Organization, Oversight};
use chrono::NaiveDate;
use haicap_types::{DayKind, DayStatus, OrganizationCode, OrganizationKind};
use std::collections::HashSet;
use std::fmt::Display;
use std::hash::Hash;
use std::str::FromStr;

/// A value that a cell holds.
trait Cell: Sized {
    /// Reads it; what is wrong is noted in the cells.
    fn read(cells: &mut Cells<'_>, column: &'static str) -> Option<Self>;

    /// As it stands in the file.
    fn write(&self) -> String;
}

/// Declares the columns of a file once, in their order: each is a field of the row, and a file must have it
/// (`required`) or may leave it out (`optional`), which keeps what the row says there. No two lines share the key.
macro_rules! csv_row {
    ($name:ident by ($first:ident $(, $key:ident)*) { $($need:ident $column:ident),+ $(,)? }) => {
        impl Row for $name {
            const COLUMNS: &'static [&'static str] = &[$(stringify!($column)),+];

            fn is_required(column: &str) -> bool {
                [$((stringify!($column), csv_row!(@is $need))),+].contains(&(column, true))
            }

            fn read(cells: &mut Cells<'_>) -> Option<Self> {
                $(let $column = Cell::read(cells, stringify!($column));)+
                Some(Self { $($column: $column?,)+ version: 1 })
            }

            fn write(&self) -> Vec<String> {
                vec![$(self.$column.write()),+]
            }

            fn key(&self) -> String {
                [self.$first.write() $(, self.$key.write())*].join(" ")
            }

            fn version(&self) -> i32 {
                self.version
            }

            fn at(self, version: i32) -> Self {
                Self { version, ..self }
            }

            fn keep(&mut self, column: &str, from: &Self) {
                match column {
                    $(stringify!($column) => self.$column.clone_from(&from.$column),)+
                    _ => {}
                }
            }
        }
    };
    (@is required) => { true };
    (@is optional) => { false };
}

csv_row! {
    Organization by (code) {
        required code,
        required name_vi,
        required name_en,
        required kind,
        required parent,
        optional symbol,
        optional letterhead,
        optional head_authority,
        optional head_title,
        optional place,
        optional territory_code,
        optional electronic_id,
        optional office,
        optional post,
        optional telephone,
        optional mail,
        required valid_from,
        optional valid_to,
        optional successors,
    }
}

csv_row! {
    Audience by (code) {
        required code,
        required name_vi,
        required name_en,
        required kinds,
        optional organizations,
    }
}

csv_row! {
    Oversight by (body, audience, valid_from) {
        required body,
        required audience,
        required valid_from,
        optional valid_to,
        required reason_vi,
        optional reason_en,
    }
}

csv_row! {
    CalendarDay by (date) {
        required date,
        required name_vi,
        required kind,
        required status,
    }
}

/// Values that are parsed from the text of a cell.
trait Word: FromStr + Display {}

impl Word for OrganizationCode {}
impl Word for OrganizationKind {}
impl Word for DayKind {}
impl Word for DayStatus {}

impl<W: Word> Cell for W {
    fn read(cells: &mut Cells<'_>, column: &'static str) -> Option<Self> {
        cells.parsed(column)
    }

    fn write(&self) -> String {
        self.to_string()
    }
}

impl Cell for String {
    fn read(cells: &mut Cells<'_>, column: &'static str) -> Option<Self> {
        cells.required(column)
    }

    fn write(&self) -> String {
        self.clone()
    }
}

impl Cell for NaiveDate {
    fn read(cells: &mut Cells<'_>, column: &'static str) -> Option<Self> {
        cells.date(column)
    }

    fn write(&self) -> String {
        self.to_string()
    }
}

impl<C: Cell> Cell for Option<C> {
    fn read(cells: &mut Cells<'_>, column: &'static str) -> Option<Self> {
        if cells.is_empty(column) { Some(None) } else { C::read(cells, column).map(Some) }
    }

    fn write(&self) -> String {
        self.as_ref().map(C::write).unwrap_or_default()
    }
}

/// Several words, each once.
impl<W: Word + Clone + Eq + Hash> Cell for Vec<W> {
    fn read(cells: &mut Cells<'_>, column: &'static str) -> Option<Self> {
        let mut words: Self = cells.list(column);
        let mut seen = HashSet::new();
        words.retain(|word| seen.insert(word.clone()));
        Some(words)
    }

    fn write(&self) -> String {
        self.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
    }
}
