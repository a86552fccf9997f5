//! The directives service as a process of its own.

use futures_util::FutureExt;
use haicap_kit::Service;
use haicap_reference::{install, shipped};

/// An empty directory is filled with the organizations that ship before anybody is answered.
fn main() -> std::process::ExitCode {
    haicap_kit::run(Service {
        prepare: |host| {
            async move {
                install(&host, shipped::parts()).await.map_err(|problem| problem.to_string())?;
                (directives::SERVICE.prepare)(host).await
            }
            .boxed()
        },
        ..directives::SERVICE
    })
}
