use super::{EmptyCell, File, Row, RowError, write};
use crate::{Audience, CalendarDay, Organization, shipped};
use std::collections::HashSet;

fn read<R: Row>(text: &str) -> Result<File<R>, Vec<RowError>> {
    super::read(text, EmptyCell::Keep)
}

const DAYS: &str = "date,name_vi,kind,status\n";

#[test]
fn every_fault_is_told_with_its_line_and_column() {
    let text = "status,kind,name_vi,date\nofficial,feast,,2025-13-01\nofficial,holiday,Quốc khánh\n";
    let errors = read::<CalendarDay>(text).expect_err("faulty");
    let places: Vec<_> = errors.iter().map(|error| (error.line, error.column.as_deref())).collect();
    let faults = [(2, Some("date")), (2, Some("name_vi")), (2, Some("kind")), (3, Some("date"))];
    assert_eq!(places, faults);
}

#[test]
fn columns_are_known_and_required_ones_are_there() {
    let errors = read::<CalendarDay>("date,name_vi,kind,kind,colour\n").expect_err("faulty");
    let columns: Vec<_> = errors.iter().filter_map(|error| error.column.as_deref()).collect();
    assert_eq!(columns, ["kind", "colour", "status"]);
    let audience = "code,kinds,name_vi,name_en\nwards,commune_party_committee,Các phường,Wards\n";
    assert!(read::<Audience>(audience).is_ok_and(|file| file.lines.len() == 1));
}

#[test]
fn lines_are_numbered_as_an_editor_does() {
    for (end, blank, second) in [("\n", "", 3), ("\r\n", "", 3), ("\r\n", "\r\n\r\n", 5), ("\n", "\n", 4)] {
        let rows =
            ["2025-09-02,Quốc khánh,holiday,official", "2025-9-3,Lỗi,holiday,official", "x,\"a\nb\",holiday,official"];
        let text = format!("{}{end}{blank}{}", DAYS.trim(), rows.join(end));
        let lines: HashSet<_> = read::<CalendarDay>(&text).unwrap_err().iter().map(|error| error.line).collect();
        assert_eq!(lines, HashSet::from([second, second + 1]), "{text:?}");
    }
}

#[test]
fn no_two_lines_share_a_key() {
    let text = format!("{DAYS}2025-09-02,Quốc khánh,holiday,official\n2025-09-02,Quốc khánh,holiday,official\n");
    let errors = read::<CalendarDay>(&text).expect_err("faulty");
    assert_eq!(errors.first().map(|error| error.line), Some(3));
}

#[test]
fn h13_control_and_invisible_characters_are_refused() {
    for letter in ['\0', '\u{85}', '\u{2028}', '\u{202e}', '\u{200b}', '\n'] {
        let text = format!("{DAYS}2025-09-02,\"Quốc{letter}khánh\",holiday,official\n");
        assert!(read::<CalendarDay>(&text).is_err(), "{letter:?}");
    }
}

#[test]
fn h14_nfc_and_nfd_twins_are_one_row() {
    let text = format!("\u{feff}{DAYS}2025-09-02,Quo\u{302}\u{301}c kha\u{301}nh,holiday,official\n");
    let file = read::<CalendarDay>(&text).expect("well formed");
    assert_eq!(file.lines.first().map(|line| line.row.name_vi.as_str()), Some("Quốc khánh"));
}

#[test]
fn h17_only_dates_as_they_are_printed_are_dates() {
    for date in ["2025-9-2", "+2025-09-02", "0000-01-01", "10000-01-01", "2025-02-29", "infinity", "2201-01-01"] {
        assert!(read::<CalendarDay>(&format!("{DAYS}{date},Quốc khánh,holiday,official\n")).is_err(), "{date}");
    }
    assert!(read::<CalendarDay>(&format!("{DAYS}2028-02-29,Nghỉ,holiday,official\n")).is_ok());
}

#[test]
fn h25_cells_like_formulas_are_neutralised_and_read_back() {
    let mut organizations: Vec<Organization> = shipped::organizations().into_iter().take(1).collect();
    for telephone in ["'+84", "''=1", "+84 28 3829 0000", "=1+1", "－1", "@sum"] {
        organizations[0].telephone = Some(telephone.to_owned());
        let text = write(&organizations);
        assert!(text.contains(&format!(",'{telephone},")), "{text}");
        let read = read::<Organization>(&text).unwrap();
        assert_eq!(read.lines[0].row, organizations[0]);
    }
}

/// What a file of one day comes to: the day and its name, or the places that are wrong.
type Outcome = Result<(&'static str, &'static str), &'static [(u64, Option<&'static str>)]>;

#[test]
fn files_are_read_as_offices_save_them() {
    const TAKEN: Outcome = Ok(("2026-12-31", "Nghỉ thử"));
    let line = "2026-12-31,Nghỉ thử,holiday,official";
    let empty = ",,,\n".repeat(30);
    let table: Vec<(&str, String, Outcome)> = vec![
        ("commas", format!("{DAYS}{line}\n"), TAKEN),
        ("semicolons", format!("{DAYS}{line}\n").replace(',', ";"), TAKEN),
        ("tabs", format!("{DAYS}{line}\r\n").replace(',', "\t"), TAKEN),
        ("sep=", format!("sep=;\r\n{}", format!("{DAYS}{line}\n").replace(',', ";")), TAKEN),
        ("another sign that is named", format!("\"SEP=|\"\n{}", format!("{DAYS}{line}\n").replace(',', "|")), TAKEN),
        ("another sign", format!("{DAYS}{line}\n").replace(',', "|"), Err(&[(1, None)])),
        ("a sign that is none", format!("sep=ab\n{DAYS}{line}\n"), Err(&[(1, None)])),
        ("other names", format!("\nNgày;Tên\n{line}\n"), Err(&[(2, None)])),
        ("nothing", String::new(), Err(&[(1, None)])),
        ("one more comma", format!("{},\n{line},\n{line2},\n", DAYS.trim(), line2 = ",,,"), TAKEN),
        ("commas where there is no column", format!("{DAYS}{line},,,\n"), TAKEN),
        ("empty lines", format!("{DAYS}{line}\n\n{empty}"), TAKEN),
        ("a word where there is no column", format!("{DAYS}{line},x\n"), Err(&[(2, None)])),
        (
            "a name with the comma that was not meant",
            format!("{DAYS}2026-12-31,Nghỉ, thử,holiday,official\n"),
            Err(&[(2, None)]),
        ),
        (
            "a quoted comma",
            format!("{DAYS}2026-12-31,\"Nghỉ, thử\",holiday,official\n"),
            Ok(("2026-12-31", "Nghỉ, thử")),
        ),
        ("the day first", format!("{DAYS}31/12/2026,Nghỉ thử,holiday,official\n"), TAKEN),
        ("short", format!("{DAYS}1/2/2026,Nghỉ thử,holiday,official\n"), Ok(("2026-02-01", "Nghỉ thử"))),
        ("the month first", format!("{DAYS}12/31/2026,Nghỉ thử,holiday,official\n"), Err(&[(2, Some("date"))])),
        ("half a year", format!("{DAYS}31/12/26,Nghỉ thử,holiday,official\n"), Err(&[(2, Some("date"))])),
    ];
    for (name, text, outcome) in table {
        let found = read::<CalendarDay>(&format!("\u{feff}{text}"));
        match (&found, outcome) {
            (Ok(file), Ok((date, words))) => {
                let days: Vec<_> =
                    file.lines.iter().map(|line| (line.row.date.to_string(), &*line.row.name_vi)).collect();
                assert_eq!(days, [(date.to_owned(), words)], "{name}");
            }
            (Err(errors), Err(places)) => {
                let found: Vec<_> = errors.iter().map(|error| (error.line, error.column.as_deref())).collect();
                assert_eq!(found, places, "{name}: {errors:?}");
            }
            _ => panic!("{name}: {found:?}"),
        }
    }
    let errors = read::<CalendarDay>("date|name_vi|kind|status\n").unwrap_err();
    assert!(errors[0].words.vi.contains('|') && errors[0].words.en.contains('|'));
}
