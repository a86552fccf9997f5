//! The reference data that the program carries: see `data/README.md`.

use crate::csv::{self, EmptyCell, Row};
use crate::{Audience, CalendarDay, Directory, DirectoryParts, Organization, Oversight};
use crate::{Territories, Territory, TerritoryKind};
use serde::Deserialize;
use std::sync::LazyLock;

const ORGANIZATIONS: &str = include_str!("../data/organizations.csv");
const AUDIENCES: &str = include_str!("../data/audiences.csv");
const OVERSIGHT: &str = include_str!("../data/oversight.csv");
const WORK_CALENDAR: &str = include_str!("../data/work-calendar.csv");
const PROVINCES: &str = include_str!("../data/provinces.csv");
const COMMUNES: &str = include_str!("../data/communes.csv");

/// Everything that an empty directory is filled with.
#[must_use]
pub fn parts() -> DirectoryParts {
    DirectoryParts {
        organizations: organizations(),
        audiences: audiences(),
        oversight: oversight(),
        days: calendar_days(),
    }
}

/// The directory as it ships, at version 0.
#[must_use]
#[expect(clippy::expect_used, reason = "the files are part of the program, and a test reads them")]
pub fn directory() -> Directory {
    Directory::new(parts(), 0).expect("the shipped directory does not contradict itself")
}

/// The organizations, parents first.
#[must_use]
pub fn organizations() -> Vec<Organization> {
    rows(ORGANIZATIONS)
}

/// The audiences.
#[must_use]
pub fn audiences() -> Vec<Audience> {
    rows(AUDIENCES)
}

/// The rows of oversight.
#[must_use]
pub fn oversight() -> Vec<Oversight> {
    rows(OVERSIGHT)
}

/// The days that differ.
#[must_use]
pub fn calendar_days() -> Vec<CalendarDay> {
    rows(WORK_CALENDAR)
}

/// The provinces and communes.
#[must_use]
pub fn territories() -> &'static Territories {
    static TERRITORIES: LazyLock<Territories> = LazyLock::new(|| {
        let mut all = territory_rows(PROVINCES);
        all.extend(territory_rows(COMMUNES));
        Territories::new(all)
    });
    &TERRITORIES
}

#[expect(clippy::expect_used, reason = "the files are part of the program, and a test reads them")]
fn rows<R: Row>(text: &str) -> Vec<R> {
    let file = csv::read(text, EmptyCell::Keep).expect("the shipped rows are well formed");
    file.lines.into_iter().map(|line| line.row).collect()
}

#[derive(Deserialize)]
struct TerritoryRow {
    code: String,
    name: String,
    full_name: String,
    kind: TerritoryKind,
    name_en: String,
    province_code: Option<String>,
}

#[expect(clippy::expect_used, reason = "the files are part of the program, and a test reads them")]
fn territory_rows(text: &str) -> Vec<Territory> {
    let read = |row: Result<TerritoryRow, ::csv::Error>| {
        let row = row.expect("the shipped territories are well formed");
        Territory {
            code: row.code,
            name_vi: row.full_name,
            short_name_vi: row.name,
            name_en: row.name_en,
            kind: row.kind,
            province_code: row.province_code,
        }
    };
    ::csv::Reader::from_reader(text.as_bytes()).into_deserialize().map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::{AUDIENCES, ORGANIZATIONS, OVERSIGHT, WORK_CALENDAR};
    use crate::csv::{self, EmptyCell, Row};
    use crate::{Audience, CalendarDay, Organization, Oversight, shipped};

    #[test]
    fn the_directory_that_ships_is_whole() {
        let directory = shipped::directory();
        assert_eq!(directory.organizations().count(), 370);
        assert_eq!(directory.audiences().count(), 9);
        assert_eq!(directory.oversight().len(), 7);
        assert_eq!(directory.calendar().days().count(), 45);
        let territories = shipped::territories();
        for code in directory.organizations().filter_map(|organization| organization.territory_code.as_deref()) {
            assert!(territories.get(code).is_some(), "{code}");
        }
    }

    #[test]
    fn every_shipped_row_survives_reading_and_writing() {
        fn assert_round_trip<R: Row>(text: &str) {
            let file: csv::File<R> = csv::read(text, EmptyCell::Keep).expect("well formed");
            let with_versions = text.replace('\n', ",1\n").replacen(",1\n", ",version\n", 1);
            assert_eq!(csv::write(file.lines.iter().map(|line| &line.row)), with_versions);
        }
        assert_round_trip::<Organization>(ORGANIZATIONS);
        assert_round_trip::<Audience>(AUDIENCES);
        assert_round_trip::<Oversight>(OVERSIGHT);
        assert_round_trip::<CalendarDay>(WORK_CALENDAR);
    }
}
