//! Every operation × every role, printed and committed: a new operation, or a changed right, shows in review.

use crate::sample::Sample;
use contract::{SERVICES, Stage};
use haicap_kit::document::{build, operations};
use haicap_kit::http::XLSX;
use haicap_testing::{Persona, Request};
use haicap_types::{Role, Vocabulary};
use std::fmt::Write as _;

/// Who issued the document, who owes its task, the office that keeps the registers, and a ward that none of it concerns.
const ORGANIZATIONS: [&str; 4] = ["TT", "BTC", "VPTU", "UBND-25747"];

#[tokio::test(flavor = "multi_thread")]
async fn h06_what_every_role_is_answered_by_every_operation() {
    let stage = Stage::set().await;
    for (service, running) in SERVICES.iter().zip(stage.services()) {
        let document = build(service);
        let mut matrix = format!("{:<28}", ORGANIZATIONS.join(" · "));
        for role in Role::ALL {
            let _ = write!(matrix, " {:<15}", role.to_string());
        }
        matrix.push('\n');
        for (path, method, operation) in operations(&document) {
            let sample = Sample::of(&stage, path, method, operation);
            let id = operation["operationId"].as_str().expect("an operation has an id");
            let _ = write!(matrix, "{id:<28}");
            let mut requests = Vec::new();
            for role in Role::ALL {
                for organization in ORGANIZATIONS {
                    let request = sample.by(running, &Persona::new(organization, *role));
                    // Of the forms of a report a workbook is drawn soonest.
                    let is_drawn = path.ends_with("/document");
                    requests.push(if is_drawn { request.header("accept", XLSX) } else { request });
                }
            }
            // A service draws two files at a time, and refuses whoever would wait for long.
            let is_file = ["/document", "/chart", "/workbook", "/template"].iter().any(|end| path.ends_with(end));
            // Of several that add the same, the first one does.
            let is_added = operation["responses"].get("201").is_some();
            let statuses = if is_added || is_file { one_by_one(requests).await } else { at_once(requests).await };
            for role in statuses.chunks(ORGANIZATIONS.len()) {
                let _ = write!(matrix, " {}", role.join("·"));
            }
            matrix.push('\n');
        }
        insta::with_settings!({
            description => "200, 201, 304: done. 412: allowed, had the version been current. 403: seen, but not for this \
                role. 404: not to be known. 409, 422: allowed, but not now or not so.",
            omit_expression => true,
        }, { insta::assert_snapshot!(service.name, matrix) });
    }
}

async fn one_by_one(requests: Vec<Request>) -> Vec<String> {
    let mut statuses = Vec::new();
    for request in requests {
        statuses.push(request.send().await.status.to_string());
    }
    statuses
}

async fn at_once(requests: Vec<Request>) -> Vec<String> {
    let answers: Vec<_> = requests.into_iter().map(|request| tokio::spawn(request.send())).collect();
    let mut statuses = Vec::new();
    for answer in answers {
        statuses.push(answer.await.expect("the request ends").status.to_string());
    }
    statuses
}
