//! The three rooms of a service: `api` speaks HTTP, `domain` decides, `store` remembers.

use crate::repository::{File, files, lines_with, none};

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
fn the_api_contains_no_sql() {
    let words = ["diesel::", "diesel_async::", "sql_query"];
    none(&found("api", &words), "Move the question into `store/`, as a function named by its intention.");
}

#[test]
fn the_store_does_not_know_actix() {
    none(&found("store", &["actix"]), "Return a value from `store/` and let the handler make the answer.");
}

fn found(room: &str, words: &[&str]) -> Vec<String> {
    let in_room = files().into_iter().filter(|file| file.is_in_room(room)).collect::<Vec<File>>();
    in_room.iter().flat_map(|file| lines_with(&file.path, &code(file.text().unwrap_or_default()), words)).collect()
}

/// The text without its comments, line for line.
fn code(text: &str) -> String {
    text.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n")
}
