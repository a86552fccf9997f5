//! The inspection-teams service as a process of its own.

fn main() -> std::process::ExitCode {
    haicap_kit::run(inspection_teams::SERVICE)
}
