//! The rooms of a service: `api` speaks HTTP, `domain` decides, `store` remembers, `background` and `reactions` act without
//! a caller. Each may know what it stands on, and nothing above or beside it.

use crate::repository::{File, files, lines_with, none};
use crate::source::Crate;

/// Which rooms the files of a room may not import. What several rooms need about facts is in `facts/`, a change that can be
/// made without a caller in `work/`.
const FORBIDDEN: &[(&str, &[&str])] = &[
    ("domain", &["store", "facts", "work", "api", "background", "reactions"]),
    ("store", &["work", "api", "background", "reactions"]),
    ("facts", &["work", "api", "background", "reactions"]),
    ("work", &["api", "background", "reactions"]),
    ("background", &["api", "reactions"]),
    ("reactions", &["api", "background"]),
    ("api", &["background", "reactions"]),
];

/// Nouns that belong to one service. `inspection` stands for `inspection-teams`.
const NOUNS: &[&str] =
    &["directive", "reporting", "assignment", "clause", "obligation", "regime", "submission", "inspection"];

#[test]
fn no_room_imports_what_stands_above_or_beside_it() {
    let mut found = Vec::new();
    for crate_ in Crate::all().into_iter().filter(|crate_| crate_.folder.starts_with("services/")) {
        for (from, to) in crate_.edges() {
            let room = |module: &[String]| module.first().cloned().unwrap_or_default();
            let (here, there) = (room(&from), room(&to));
            if FORBIDDEN.iter().any(|(room, forbidden)| *room == here && forbidden.contains(&there.as_str())) {
                found.push(format!("{}: {} imports {}", crate_.folder, from.join("/"), to.join("/")));
            }
        }
    }
    none(&found, "Move what is needed into `facts/`, `work/`, `store/` or `domain/`.");
}

#[test]
fn the_kit_names_no_noun_of_the_domain() {
    let kit = files().into_iter().filter(|file| file.path.starts_with("shared/kit/src/") && file.extension() == "rs");
    let names = |file: &File| {
        let text = file.text().unwrap_or_default();
        let text = code(text.split("#[cfg(test)]").next().unwrap_or_default()).to_lowercase();
        !file.path.ends_with("/tests.rs") && NOUNS.iter().any(|noun| text.contains(noun))
    };
    let found: Vec<_> = kit.filter(names).map(|file| file.path).collect();
    none(&found, "Hand it to the kit as a value of the service.");
}

#[test]
fn the_domain_touches_no_clock_database_network_environment_or_randomness() {
    let words = [
        "actix",
        "diesel",
        "reqwest",
        "tokio",
        "Instant::now",
        "Local::now",
        "SystemTime",
        "Utc::now",
        "rand::",
        "std::env",
    ];
    none(&found("domain", &words), "Deciding is pure: pass the time, the actor and what was read as arguments.");
}

#[test]
fn the_domain_makes_no_ids() {
    let in_domain = files().into_iter().filter(|file| file.is_in_room("domain") && !file.path.ends_with("tests.rs"));
    let found: Vec<String> = in_domain
        .flat_map(|file| {
            let text = file.text().unwrap_or_default();
            lines_with(&file.path, &code(text.split("#[cfg(test)]").next().unwrap_or_default()), &["::now_v"])
        })
        .collect();
    none(
        &found,
        "Pass the id, or what makes ids, as an argument: an id from the clock makes a decision different each time.",
    );
}

#[test]
fn the_api_contains_no_sql() {
    let words = ["diesel::", "diesel_async::", "sql_query"];
    none(&found("api", &words), "Move the question into `store/`, as a function named by its intention.");
}

#[test]
fn the_store_does_not_know_actix() {
    none(&found("store", &["actix"]), "Return a value from `store/` and let the handler make the answer.");
}

#[test]
fn a_list_reads_its_rows_through_its_page() {
    // From where the page is given to the end of the function.
    let reads_past_it = |text: &str| {
        let bodies = text.split("|page|").skip(1).filter_map(|rest| rest.split("\n}").next());
        bodies.filter(|body| body.contains("database.read(") || body.contains(".read(async")).count()
    };
    let in_api = files().into_iter().filter(|file| file.is_in_room("api"));
    let found: Vec<String> = in_api
        .map(|file| (reads_past_it(&code(file.text().unwrap_or_default())), file.path))
        .filter(|(count, _)| *count > 0)
        .map(|(count, path)| format!("{path}: {count} times"))
        .collect();
    none(
        &found,
        "Write `page.read(&database, …)`: it keeps the long pages of an export away from the short questions.",
    );
}

fn found(room: &str, words: &[&str]) -> Vec<String> {
    let in_room = files().into_iter().filter(|file| file.is_in_room(room)).collect::<Vec<File>>();
    in_room.iter().flat_map(|file| lines_with(&file.path, &code(file.text().unwrap_or_default()), words)).collect()
}

/// The text without its comments, line for line.
fn code(text: &str) -> String {
    text.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n")
}
