use crate::arguments::Settings;
use crate::database::Server;
use crate::home::Home;
use haicap_kit::db::Database;
use haicap_kit::events::{VerifyReport, verify};
use haicap_kit::{Exit, Service};
use std::io::Write as _;

/// The file in which a running process leaves the owner's address of its private server.
pub(crate) const ADDRESS_FILE: &str = "database-url";

/// Checks a service's log, beside the process that serves it or without one.
pub(crate) async fn verify_log(settings: &Settings, service: Service, head: Option<&str>) -> Exit {
    let home = Home::at(&settings.home)?;
    let lock = home.try_lock()?;
    let report = match (&lock, settings.database_url()) {
        (_, Some(url)) => check(url, service, head).await?,
        (None, None) => check(&std::fs::read_to_string(home.path(ADDRESS_FILE))?, service, head).await?,
        (Some(_), None) => {
            let server = Server::open(settings, &home).await?;
            let report = check(&server.access().owner, service, head).await;
            server.stop().await?;
            report?
        }
    };
    writeln!(std::io::stdout(), "head {} {}", report.head, report.head_hash)?;
    if report.faults.is_empty() {
        return Ok(());
    }
    let faults: Vec<String> = report.faults.iter().map(ToString::to_string).collect();
    Err(faults.join("\n").into())
}

async fn check(
    url: &str,
    service: Service,
    head: Option<&str>,
) -> Result<VerifyReport, Box<dyn std::error::Error + Send + Sync>> {
    let database = Database::open(url, service.schema)?;
    let connection = database.own().await?;
    Ok(verify(&connection, head).await?)
}
