//! The list of hostile inputs and the tests that cover them, held against each other.

use crate::repository::{files, none, root};
use std::collections::BTreeSet;
use std::fs;

const LIST: &str = "tests/hostile.md";

#[test]
fn every_hostile_input_has_a_test_or_a_reason() {
    let list = fs::read_to_string(root().join(LIST)).expect("the list is readable");
    let (all, without) = list.split_once("## Without a test").expect("the list says what has no test");
    let (all, without) = (numbers(all), numbers(without));
    let tested: BTreeSet<String> = test_names().iter().flat_map(|(_, name)| covered(name)).collect();
    let mut faults: Vec<String> = Vec::new();
    faults.extend(tested.difference(&all).map(|number| format!("h{number} is tested and not in the list")));
    faults.extend(tested.intersection(&without).map(|number| format!("h{number} has a test by now")));
    faults.extend(without.difference(&all).map(|number| format!("{number} is not in the list")));
    let neither = all.iter().filter(|number| !tested.contains(*number) && !without.contains(*number));
    faults.extend(neither.map(|number| format!("h{number} has neither a test nor a reason")));
    none(&faults, &format!("Bring {LIST} and the names of the tests together."));
}

#[test]
fn numbers_in_names_of_tests_have_two_digits() {
    let wrong = |name: &String| {
        let mut parts = name.split('_').take_while(|part| is_numbered(part));
        parts.any(|part| part.len() != 3)
    };
    let found = test_names().into_iter().filter(|(_, name)| wrong(name));
    let found: Vec<String> = found.map(|(path, name)| format!("{path}: {name}")).collect();
    none(&found, "Write `h07`, so that it is found by its number.");
}

/// The names of all functions, with where they stand.
fn test_names() -> Vec<(String, String)> {
    let mut names = Vec::new();
    for file in files().into_iter().filter(|file| file.extension() == "rs") {
        let text = file.text().unwrap_or_default();
        let declared =
            text.lines().filter_map(|line| line.trim_start().trim_start_matches("async ").strip_prefix("fn "));
        let name = |rest: &str| rest.split(['(', '<']).next().unwrap_or_default().to_owned();
        names.extend(declared.map(|rest| (file.path.clone(), name(rest))));
    }
    names
}

/// The numbers with which a name begins.
fn covered(name: &str) -> Vec<String> {
    name.split('_').take_while(|part| is_numbered(part)).map(|part| part[1..].to_owned()).collect()
}

fn is_numbered(part: &str) -> bool {
    part.strip_prefix('h').is_some_and(|rest| !rest.is_empty() && rest.chars().all(|letter| letter.is_ascii_digit()))
}

/// The first cells of the tables in a text, where they are numbers.
fn numbers(text: &str) -> BTreeSet<String> {
    let cells = text.lines().filter_map(|line| line.strip_prefix("| ")?.split(' ').next());
    cells.filter(|cell| cell.chars().all(|letter| letter.is_ascii_digit())).map(str::to_owned).collect()
}
