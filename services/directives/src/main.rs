//! The directives service as a process of its own.

fn main() -> std::process::ExitCode {
    haicap_kit::run(directives::SERVICE)
}
