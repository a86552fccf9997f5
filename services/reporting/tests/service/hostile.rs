//! What must be tried against the service: each test begins with the number of what it covers.

mod access;
mod bodies;
mod pages;
mod races;
mod text;
mod world;

use haicap_testing::Answer;

const PREFIX: &str = "/reporting/v1";
const NOBODYS: &str = "0199b6a0-0000-7000-8000-000000000000";

/// A body that cannot be taken is refused as such, whoever is right about what it says.
fn expect_refusal(answer: &Answer, case: &str) {
    answer.expect_problem(if answer.status == 400 { 400 } else { 422 }, case);
}
