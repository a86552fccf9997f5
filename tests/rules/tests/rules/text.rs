//! What every file has in common.

use crate::repository::{files, lines_with, none};
use crate::source::functions;
use unicode_normalization::is_nfc;

const RUST_LINES_MAX: usize = 500;
const FILE_BYTES_MAX: usize = 1_500_000;
const FUNCTION_LINES_MAX: usize = 60;

/// Functions that may be longer, because they are read as a table.
const LONG: &[(&str, &str)] = &[("shared/reference/src/refusal.rs", "sentences")];

#[test]
fn nothing_is_left_over() {
    // In two pieces, so that the rule does not find itself.
    let marks = [
        concat!("TO", "DO"),
        concat!("FIX", "ME"),
        concat!("XX", "X"),
        concat!("HA", "CK"),
        concat!("db", "g!"),
        concat!("to", "do!"),
        concat!("unimpl", "emented!"),
        concat!("#[ig", "nore"),
    ];
    let kinds = ["rs", "sql", "toml", "md", "sh", ""];
    none(&found(&kinds, &marks), "Finish it, or open an issue and remove the mark.");
}

#[test]
fn no_file_names_a_place_outside_the_repository() {
    let places = [concat!("/wo", "rk/"), concat!("../shared/", "design"), concat!("/ro", "ot/")];
    none(&found(&[], &places), "Say it in the repository's own words, or use a relative path inside it.");
}

#[test]
fn h14_every_text_is_nfc() {
    let decomposed = paths(|text| !is_nfc(text));
    none(&decomposed, "Save these files in Unicode normal form C; write other forms with escapes.");
}

#[test]
fn every_text_ends_with_a_newline() {
    let cut_off = paths(|text| !text.is_empty() && !text.ends_with('\n'));
    none(&cut_off, "End these files with a newline.");
}

#[test]
fn no_file_is_too_long_to_read() {
    let mut long = Vec::new();
    for file in files() {
        let lines = file.text().map_or(0, |text| text.lines().count());
        if file.extension() == "rs" && lines > RUST_LINES_MAX {
            long.push(format!("{}: {lines} lines, at most {RUST_LINES_MAX}", file.path));
        }
        if file.bytes.len() > FILE_BYTES_MAX {
            long.push(format!("{}: {} bytes, at most {FILE_BYTES_MAX}", file.path, file.bytes.len()));
        }
    }
    none(&long, "Split these files along their nouns, or shorten the data.");
}

#[test]
fn no_function_is_too_long_to_read() {
    let mut found = Vec::new();
    for file in files().iter().filter(|file| file.extension() == "rs" && file.path.contains("/src/")) {
        for (name, lines) in functions(file.text().unwrap_or_default()) {
            if lines > FUNCTION_LINES_MAX && !file.path.ends_with("tests.rs") {
                found.push((format!("(\"{}\", \"{name}\"),", file.path), lines));
            }
        }
    }
    let known: Vec<String> = LONG.iter().map(|(path, name)| format!("(\"{path}\", \"{name}\"),")).collect();
    let new = found.iter().filter(|(function, _)| !known.contains(function));
    let new: Vec<String> = new.map(|(function, lines)| format!("{function} {lines} lines")).collect();
    none(&new, &format!("Split these functions: {FUNCTION_LINES_MAX} lines at most."));
    let gone: Vec<String> =
        known.into_iter().filter(|function| !found.iter().any(|(other, _)| other == function)).collect();
    none(&gone, "These functions are short now: remove them from `LONG`.");
}

/// Where one of the words stands in files of these kinds; in all files if no kind is named.
fn found(kinds: &[&str], words: &[&str]) -> Vec<String> {
    files()
        .iter()
        .filter(|file| kinds.is_empty() || kinds.contains(&file.extension()))
        .flat_map(|file| lines_with(&file.path, file.text().unwrap_or_default(), words))
        .collect()
}

/// The texts of which something is true.
fn paths(is_wrong: impl Fn(&str) -> bool) -> Vec<String> {
    files().into_iter().filter(|file| file.text().is_some_and(&is_wrong)).map(|file| file.path).collect()
}
