use super::{import, needed_first};
use crate::csv::{EmptyCell, File, Row, RowError, write};
use crate::{Audience, CalendarDay, Directory, DirectoryRefusal, Organization, Oversight, shipped};
use chrono::NaiveDate;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2025, 10, 1).unwrap()
}

fn read<R: Row>(text: &str) -> Result<File<R>, Vec<RowError>> {
    crate::csv::read(text, EmptyCell::Keep)
}

fn refused<R: super::Table>(text: &str) -> Vec<(u64, DirectoryRefusal)> {
    import(&directory(), &read::<R>(text).unwrap(), today()).map(drop).unwrap_err()
}

fn directory() -> Directory {
    Directory::new(shipped::parts(), 1).unwrap()
}

#[test]
fn what_was_exported_changes_nothing() {
    let directory = directory();
    let text = write(directory.organizations());
    assert_eq!(import::<Organization>(&directory, &read(&text).unwrap(), today()), Ok(Vec::new()));
    let text = write(directory.calendar().days());
    assert_eq!(import::<CalendarDay>(&directory, &read(&text).unwrap(), today()), Ok(Vec::new()));
}

#[test]
fn a_child_may_stand_before_its_parent_and_a_change_names_its_columns() {
    let text = "code,name_vi,name_en,kind,parent,valid_from,symbol\n\
        MOI-1,Phòng Mới,New Office,public_service_unit,MOI,2025-10-01,\n\
        MOI,Sở Mới,New Department,department,UBND,2025-10-01,SM\n\
        SNV,Sở Nội vụ và Lao động,Department of Home Affairs,department,UBND,2025-07-01,SNV\n";
    let imported = import::<Organization>(&directory(), &read(text).unwrap(), today()).unwrap();
    let found: Vec<_> = imported.iter().map(|row| (row.line, row.after.version, row.before.is_some())).collect();
    assert_eq!(found, [(2, 1, false), (3, 1, false), (4, 2, true)]);
    let changed = imported[2].changed();
    let changed: Vec<_> = changed.iter().map(|cell| (cell.column, &*cell.before, &*cell.after)).collect();
    assert_eq!(changed, [("name_vi", "Sở Nội vụ", "Sở Nội vụ và Lao động")]);
}

#[test]
fn every_broken_rule_is_told_with_its_line() {
    const HEAD: &str = "code,name_vi,name_en,kind,parent,valid_from,valid_to,territory_code\n";
    let text = format!(
        "{HEAD}A,A,A,department,NOBODY,2025-10-01,,\nB,B,B,department,C,2025-10-01,,\nC,C,C,department,B,2025-10-01,,\n\
        D,D,D,department,UBND,2025-10-01,2025-09-01,7\n"
    );
    let lines: Vec<_> = refused::<Organization>(&text).iter().map(|(line, refusal)| (*line, refusal.code())).collect();
    let expected = [
        (2, "parent_unknown"),
        (3, "parent_below_itself"),
        (4, "parent_below_itself"),
        (5, "dates_out_of_order"),
        (5, "territory_code_malformed"),
    ];
    assert_eq!(lines, expected);
    let text = "code,name_vi,name_en,kinds,organizations\nmoi,M,M,,BTC\nx,M,M,,NOBODY\ny,M,M,,\n";
    let lines: Vec<_> = refused::<Audience>(text).iter().map(|(line, _)| *line).collect();
    assert_eq!(lines, [3, 4]);
    let text = "body,audience,valid_from,reason_vi\nTT,all,2025-08-01,Trùng\n";
    assert!(matches!(refused::<Oversight>(text)[..], [(2, DirectoryRefusal::OversightOverlaps { .. })]));
    let text = "date,name_vi,kind,status\n2025-10-05,Chủ nhật,in_lieu,official\n";
    assert!(matches!(refused::<CalendarDay>(text)[..], [(2, DirectoryRefusal::DayChangesNothing { .. })]));
}

#[test]
fn a_body_that_is_gone_leaves_nobody_behind() {
    let text = "code,name_vi,name_en,kind,parent,valid_from,valid_to\n\
        CU,Sở Cũ,Old Department,department,UBND,2025-07-01,2025-08-01\n\
        CU-1,Phòng Cũ,Old Office,public_service_unit,CU,2025-07-01,\n";
    assert!(matches!(refused::<Organization>(text)[..], [(2, DirectoryRefusal::LivingChildren { .. })]));
}

#[test]
fn parents_become_known_before_their_children() {
    let head = "code,name_vi,name_en,kind,parent,valid_from\n";
    let text = format!(
        "{head}A,A,A,department,B,2025-07-01\nB,B,B,department,C,2025-07-01\nC,C,C,department,UBND,2025-07-01\n"
    );
    let imported = import::<Organization>(&directory(), &read(&text).unwrap(), today()).unwrap();
    let order: Vec<_> = needed_first(&imported).iter().map(|row| row.line).collect();
    assert_eq!(order, [4, 3, 2]);
}

#[test]
fn a_circle_of_thousands_is_seen_at_once() {
    let rows = (0..10_000).map(|n| format!("X-{n},X,X,department,X-{},2025-07-01\n", (n + 1) % 10_000));
    let text = format!("code,name_vi,name_en,kind,parent,valid_from\n{}", rows.collect::<String>());
    assert!(refused::<Organization>(&text).iter().all(|(_, refusal)| refusal.code() == "parent_below_itself"));
}

#[test]
fn successors_come_after_an_end() {
    let head = "code,name_vi,name_en,kind,parent,valid_from,valid_to,successors\n";
    for end in ["", "2024-01-01"] {
        let text = format!("{head}CU,Cũ,Old,department,TU,2020-07-01,{end},SNV\n");
        assert!(!refused::<Organization>(&text).is_empty(), "{end}");
    }
}

#[test]
fn many_faults_are_told_shortly() {
    let rows = (0..10_000).map(|n| format!("X-{n},X,X,department,N-{n},2025-07-01,7\n"));
    let text = format!("code,name_vi,name_en,kind,parent,valid_from,territory_code\n{}", rows.collect::<String>());
    assert_eq!(refused::<Organization>(&text).len(), 200);
}

#[test]
fn a_file_ends_nobody() {
    let directory = directory();
    let ended = |row: &Organization| Organization { valid_to: Some(today()), ..row.clone() };
    let row = ended(directory.get(&"SNV".parse().unwrap()).unwrap());
    let refusals = import::<Organization>(&directory, &read(&write([&row])).unwrap(), today()).unwrap_err();
    assert!(matches!(refusals[..], [(2, DirectoryRefusal::EndNotImported { .. })]));
}

#[test]
fn a_column_that_is_left_out_stays_as_it_is() {
    fn assert_stays<R: super::Table>(full: &str) {
        let text = format!("{}\n{full}\n", R::COLUMNS.join(","));
        let mut parts = shipped::parts();
        let added = import::<R>(&directory(), &read(&text).unwrap(), today()).unwrap();
        R::rows(&mut parts).extend(added.into_iter().map(|row| row.after));
        let directory = Directory::new(parts, 1).unwrap();
        let cells: Vec<&str> = full.split(',').collect();
        for left_out in R::COLUMNS.iter().filter(|column| !R::is_required(column)) {
            let others = || R::COLUMNS.iter().zip(&cells).filter(|(column, _)| *column != left_out);
            let titles: Vec<&str> = others().map(|(column, _)| *column).collect();
            let narrow: Vec<&str> = others().map(|(_, cell)| *cell).collect();
            let text = format!("{}\n{}\n", titles.join(","), narrow.join(","));
            let imported = import::<R>(&directory, &read(&text).unwrap(), today()).unwrap();
            assert!(imported.is_empty(), "{left_out}");
        }
    }
    assert_stays::<Organization>("CU,Cũ,Old,department,UBND,CU,L,A,H,S,79,E,O,P,T,M,2025-07-01,2025-08-01,SNV");
    assert_stays::<Audience>("moi,Mới,New,department,BTC");
    assert_stays::<Oversight>("UBKT,departments,2030-01-01,2030-12-31,Kiểm tra,Inspection");
}

#[test]
fn nothing_is_written_over_that_changed_since() {
    let head = "code,name_vi,name_en,kind,parent,valid_from,version\n";
    for (line, present) in [
        ("SNV,Khác,Other,department,UBND,2025-07-01,2", Some(1)),
        ("SNV,Khác,Other,department,UBND,2025-07-01,", Some(1)),
        ("MOI,Mới,New,department,UBND,2025-10-01,1", None),
    ] {
        let refusals = refused::<Organization>(&format!("{head}{line}\n"));
        assert_eq!(refusals, [(2, DirectoryRefusal::RowOutdated { present })], "{line}");
    }
    for line in ["SNV,Khác,Other,department,UBND,2025-07-01,1", "MOI,Mới,New,department,UBND,2025-10-01,"] {
        let text = format!("{head}{line}\n");
        assert!(import::<Organization>(&directory(), &read(&text).unwrap(), today()).is_ok(), "{line}");
    }
}

#[test]
fn an_empty_cell_clears_a_field_only_where_the_file_says_so() {
    let mut parts = shipped::parts();
    let one = parts.organizations.iter_mut().find(|one| one.code.to_string() == "SNV").unwrap();
    one.telephone = Some("028".into());
    let directory = Directory::new(parts, 1).unwrap();
    let head = "code,name_vi,name_en,kind,parent,valid_from,telephone";
    let line = "SNV,Sở Nội vụ,Department of Home Affairs,department,UBND,2025-07-01";
    for (text, empty, changed) in [
        (format!("{head}\n{line},\n"), EmptyCell::Keep, vec![]),
        (format!("{head}\n{line}, \n"), EmptyCell::Clear, vec![("telephone", "028", "")]),
        (format!("{head}\n{line}\n"), EmptyCell::Clear, vec![]),
        (format!("{head}\n{line},029\n"), EmptyCell::Keep, vec![("telephone", "028", "029")]),
    ] {
        let file: File<Organization> = crate::csv::read(&text, empty).unwrap();
        let imported = import(&directory, &file, today()).unwrap();
        let cells: Vec<_> = imported.iter().flat_map(|row| row.changed()).collect();
        let found: Vec<_> = cells.iter().map(|cell| (cell.column, &*cell.before, &*cell.after)).collect();
        assert_eq!(found, changed, "{text} {empty:?}");
    }
}
