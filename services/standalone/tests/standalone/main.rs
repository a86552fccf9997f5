//! The command as people use it: the built program, a home of its own, and requests over HTTP.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a step that fails ends the test, and JSON that lacks a member fails it"
)]

mod database;
mod issuer;
mod program;

use nix::sys::signal::Signal;
use program::Program;
use serde_json::Value;
use std::time::{Duration, Instant};

/// A start with data is a matter of a second or two; the machine may be busy.
const SECOND_START_LIMIT: Duration = Duration::from_secs(10);

/// The smallest file that is told to be a PDF.
const PDF: &str = "%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n";

/// Less than who waits for events may wait for: they do not hold up the end.
const STOP_LIMIT: Duration = Duration::from_secs(5);

#[test]
fn killed_at_any_point_it_leaves_nothing_behind_loses_nothing_and_goes_on() {
    let home = tempfile::tempdir().unwrap();
    let other = database::new();
    Program::start_until(home.path(), "Going through 24 September").end(Signal::SIGKILL);

    let first = Program::start(home.path());
    // The files are those of the start that broke off, which it may well warn of.
    let is_said = |line: &str| !line.starts_with('{') || line.contains("the files belong to another database");
    assert!(first.said().lines().all(is_said), "it logs instead of talking:\n{}", first.said());
    let directive = the_conclusion_is_there(&first);
    the_page_leads_to_all_documents(&first);
    the_first_calls_answer(&first);
    let told = acknowledge_one(&first);
    let file = first.attach(&directive, PDF);
    let head = first.run(&["verify-log", "--service", "directives"]);
    first.end(Signal::SIGKILL);
    program::assert_no_server_in(home.path());

    // The second time it begins anew what the first time broke off, and neither touches what the home keeps.
    for _ in 0..2 {
        let begins = "Loading the conclusion";
        Program::start_with(home.path(), &[], &[("DATABASE_URL", &other.owner_url)], begins).end(Signal::SIGKILL);
    }

    let begun = Instant::now();
    let second = Program::start(home.path());
    assert!(begun.elapsed() < SECOND_START_LIMIT, "{:?}", begun.elapsed());
    assert_eq!(the_conclusion_is_there(&second), directive);
    assert_eq!(second.file(&file), PDF);
    assert_eq!(
        second.get("BTC", "coordinator", &format!("/directives/v1/assignments/{told}"))["state"],
        "acknowledged"
    );
    let remembered = head.split_whitespace().last().unwrap();
    second.run(&["verify-log", "--service", "directives", "--head", remembered]);

    let last = second.end_of_server();
    assert!(last.starts_with("PostgreSQL ended by itself: "), "{last}");
    let third = Program::start(home.path());
    assert_eq!(the_conclusion_is_there(&third), directive);

    let begun = Instant::now();
    assert!(third.end(Signal::SIGTERM), "being told to end is no failure");
    assert!(begun.elapsed() < STOP_LIMIT, "{:?}", begun.elapsed());
    program::assert_no_server_in(home.path());
    Program::run_in(home.path(), &["reset", "--yes"]);
    assert!(!home.path().join("postgres").exists());
}

#[test]
fn what_was_asked_for_and_nothing_else_is_printed() {
    let home = tempfile::tempdir().unwrap();
    let token = Program::run_in(home.path(), &["token", "--org", "BTC", "--role", "coordinator"]);
    assert_eq!(token.trim().split('.').count(), 3, "{token}");
    assert_eq!(token.lines().count(), 1);
    let [keys, public] = ["keys", "public"].map(|name| home.path().join(name));
    let make = ["keys", "--dir", keys.to_str().unwrap(), "--public", public.to_str().unwrap()];
    assert_eq!(Program::run_in(home.path(), &make), "");
    assert!(keys.join("signing-key.der").is_file() && keys.join("jwks.json").is_file());
    assert!(public.join("jwks.json").is_file() && !public.join("signing-key.der").exists());
}

#[test]
fn a_machine_without_postgres_is_told_what_to_install_in_one_sentence() {
    let home = tempfile::tempdir().unwrap();
    let refusal = Program::refused_in(home.path(), &[], &[("PG_BIN", "/nowhere")]);
    assert_eq!(refusal.lines().count(), 1, "{refusal}");
    assert!(refusal.contains("PG_BIN") && refusal.contains("initdb"), "{refusal}");
}

/// All 22 clauses, covered, with an assignment for each body; the id of the directive.
fn the_conclusion_is_there(program: &Program) -> String {
    let directives = program.get("TT", "coordinator", "/directives/v1/directives");
    let [directive] = directives["items"].as_array().unwrap().as_slice() else { panic!("{directives}") };
    assert_eq!((&directive["state"], &directive["number"]), (&"registered".into(), &Value::Null));
    let id = directive["id"].as_str().unwrap().to_owned();

    let coverage = program.get("TT", "coordinator", &format!("/directives/v1/directives/{id}/coverage"));
    let assignments = |label: &str| {
        let clause = coverage["clauses"].as_array().unwrap().iter().find(|clause| clause["label"] == label);
        clause.unwrap()["assignments"].as_i64().unwrap()
    };
    assert_eq!(coverage["clauses"].as_array().unwrap().len(), 22);
    assert_eq!(coverage["uncovered"], 0);
    assert_eq!(["1.1", "1.5", "2.1", "4.1", "4.2", "6.2"].map(assignments), [17, 4, 0, 196, 196, 1]);

    let states = program.get("TT", "coordinator", "/directives/v1/assignments/counts?by=state");
    let in_state = |state: &str| {
        let cell = states["cells"].as_array().unwrap().iter().find(|cell| cell["at"][0]["value"] == state);
        cell.map_or(0, |cell| cell["count"].as_i64().unwrap())
    };
    assert_eq!((in_state("completed"), in_state("declined")), (2, 1));
    assert!(in_state("acknowledged") > 200 && in_state("assigned") > 100 && in_state("in_progress") > 5, "{states}");
    assert!(states["as_of"].as_str().unwrap().starts_with("2025-10-01T08:"), "{}", states["as_of"]);
    id
}

fn the_page_leads_to_all_documents(program: &Program) {
    let page = program.text("/");
    for service in ["directives", "reporting", "inspection-teams"] {
        assert!(page.contains(&format!("href=\"/{service}/openapi.json\"")), "{service}");
        assert!(program.text(&format!("/{service}/openapi.json")).contains("\"openapi\""));
        assert!(program.text(&format!("/{service}/docs/")).contains("swagger"), "{service}");
    }
}

/// Each first call on the page is answered to the identity above it.
fn the_first_calls_answer(program: &Program) {
    let page = program.text("/");
    let mut called = Vec::new();
    for part in page.split("TOKEN=$(").skip(1) {
        let (command, calls) = part.split_once(')').unwrap();
        let mut words = command.split_whitespace().skip_while(|word| *word != "--org");
        let [org, role] = [words.nth(1), words.nth(1)].map(Option::unwrap);
        for call in calls.split(&format!("'{}", program.origin())).skip(1) {
            let path = call.split('\'').next().unwrap().replace("&amp;", "&");
            program.get(org, role, &path);
            called.push(format!("{org} {role} {path}"));
        }
    }
    for expected in ["BTC coordinator /directives/v1/duties", "DU-25747 officer /reporting/v1/duties"] {
        assert!(called.iter().any(|call| call == expected), "{called:?}");
    }
}

/// Acknowledges an assignment that nobody has; its id.
fn acknowledge_one(program: &Program) -> String {
    let address = "/directives/v1/assignments?state=assigned&organization=DU-UBND&role=accountable&is_root=true";
    let id = program.get("DU-UBND", "coordinator", address)["items"][0]["id"].as_str().unwrap().to_owned();
    program.post("DU-UBND", "coordinator", &format!("/directives/v1/assignments/{id}/acknowledge"));
    id
}
