//! What the trial in containers may not do, though it would start.

use crate::repository::{none, root};
use std::fs;

/// Who has the private key: it is made by the one and used by the other.
const ISSUERS: &[&str] = &["keys", "issuer"];

#[test]
fn nothing_in_containers_answers_to_other_machines() {
    let published = |(_, line): &(String, String)| line.starts_with("- \"") && line.ends_with(":8080\"");
    let open = lines().into_iter().filter(published).filter(|(_, line)| !line.starts_with("- \"127.0.0.1:"));
    none(&told(open), "Begin the port with `127.0.0.1:`.");
}

#[test]
fn no_secret_in_containers_is_one_that_others_know() {
    let has_secret = |(_, line): &(String, String)| line.contains("PASSWORD") || line.contains("SECRET");
    let known = lines().into_iter().filter(has_secret).filter(|(_, line)| {
        let variables: Vec<&str> = line.split("${").skip(1).collect();
        variables.is_empty() || !variables.iter().all(|variable| variable.contains(":?"))
    });
    none(&told(known), "Write `${NAME:?run docker/make-passwords}`, and add the name there.");
}

#[test]
fn only_issuers_have_the_private_key() {
    let mounts = |(_, line): &(String, String)| line.contains("/keys") || line.contains("signing-key");
    let others = lines().into_iter().filter(mounts).filter(|(service, _)| !ISSUERS.contains(&service.as_str()));
    none(&told(others), "Mount `public`: whoever checks tokens needs the public key alone.");
}

/// Each line with the service that it belongs to; what services share belongs to the extension that holds it.
fn lines() -> Vec<(String, String)> {
    let compose = fs::read_to_string(root().join("docker-compose.yml")).expect("docker-compose.yml is readable");
    let mut service = String::new();
    let mut lines = Vec::new();
    for line in compose.lines().filter(|line| !line.trim_start().starts_with('#')) {
        let depth = line.len() - line.trim_start().len();
        if depth == 0 || depth == 2 && line.ends_with(':') {
            service = line.trim().trim_end_matches(':').to_owned();
        }
        lines.push((service.clone(), line.trim().to_owned()));
    }
    lines
}

fn told(lines: impl Iterator<Item = (String, String)>) -> Vec<String> {
    lines.map(|(service, line)| format!("{service}: {line}")).collect()
}
