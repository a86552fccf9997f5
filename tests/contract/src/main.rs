//! Starts the three services for a client that tries them out, and says where they are and who may call.

use contract::{Stage, receiver};
use haicap_testing::Persona;
use haicap_types::Role;
use std::io::{self, Write as _};

#[tokio::main]
async fn main() -> io::Result<()> {
    let stage = Stage::set().await;
    let callers = [
        ("receiver", receiver()),
        ("doer", Persona::new("BTC", Role::Coordinator)),
        ("ward", Persona::new("UBND-25747", Role::Officer)),
        ("auditor", Persona::new("TT", Role::Auditor)),
    ];
    let mut out = io::stdout().lock();
    for service in stage.services() {
        writeln!(out, "service {} {}", service.host.service, service.origin)?;
    }
    for (name, persona) in callers {
        writeln!(out, "token {name} {}", stage.directives.token(&persona))?;
    }
    writeln!(
        out,
        "place directive {}\nplace clause {}\nplace assignment {}",
        stage.directive, stage.clause, stage.assignment
    )?;
    writeln!(out, "ready -")?;
    out.flush()?;
    drop(out);
    haicap_kit::told_to_end().await
}
