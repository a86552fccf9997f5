//! Each service as a process, for the journeys: called by a service's name, it is that service's program.

use std::process::ExitCode;

fn main() -> ExitCode {
    let called = std::env::args().next().unwrap_or_default();
    let wanted = journeys::SERVICES.into_iter().find(|service| service.name == called);
    wanted.map_or(ExitCode::FAILURE, haicap_kit::run)
}
