//! Starts the three services for a client that tries them out, and says where they are and who may call.

use contract::Stage;
use haicap_testing::Persona;
use haicap_types::Role;
use std::io::{self, Write as _};

#[tokio::main]
async fn main() -> io::Result<()> {
    let stage = Stage::set().await;
    let callers = [
        ("receiver", "TT", Role::Coordinator),
        ("doer", "BTC", Role::Coordinator),
        ("ward", "UBND-25747", Role::Officer),
        ("auditor", "TT", Role::Auditor),
    ];
    let mut out = io::stdout().lock();
    for service in stage.services() {
        writeln!(out, "service {} {}", service.host.service, service.origin)?;
    }
    for (name, organization, role) in callers {
        let token = stage.directives.token(&Persona::new(organization, role));
        writeln!(out, "token {name} {token}\norganization {name} {organization}")?;
    }
    let (reports, inspections) = (&stage.reports, &stage.inspections);
    for (name, id) in [
        ("directive", &stage.directive),
        ("assignment", &stage.assignment),
        ("period", &reports.period),
        ("obligation", &reports.obligation),
        ("submission", &reports.submission),
        ("report", &reports.report),
        ("requirement", &inspections.requirement),
        ("programme", &inspections.programme),
        ("team", &inspections.team),
        ("person", &inspections.person),
        ("proposal", &inspections.proposal),
        ("decision", &inspections.decision),
        ("target", &inspections.target),
    ] {
        writeln!(out, "place {name} {id}")?;
    }
    writeln!(out, "ready -")?;
    out.flush()?;
    drop(out);
    haicap_kit::told_to_end().await
}
