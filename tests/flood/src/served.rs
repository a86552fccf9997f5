use crate::Failure;
use haicap_testing::{Persona, TestDatabase, TestService};
use haicap_types::Role;
use serde::{Deserialize, Serialize};
use std::io::Write as _;

/// What a started service says of itself, in one line.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Served {
    /// Where it answers.
    pub(crate) origin: String,
    /// Where health and metrics are answered.
    pub(crate) ops: String,
    /// Of somebody who reads.
    pub(crate) token: String,
    /// Of somebody who sees nothing of the first one's.
    pub(crate) stranger: String,
    /// Of somebody else who reads.
    pub(crate) watcher: String,
    /// The role whose connections to the database are its.
    pub(crate) role: String,
}

/// Is a service until its standard input ends.
pub(crate) async fn serve() -> Result<(), Failure> {
    let service = TestService::start(directives::SERVICE).await;
    haicap_reference::install(&service.host, haicap_reference::shipped::parts())
        .await
        .map_err(|error| error.to_string())?;
    service.expect_directory().await;
    let somebody = Persona::new("TT", Role::Coordinator);
    let served = Served {
        ops: service.ops_origin(),
        token: service.token(&somebody),
        stranger: service.token(&Persona::new("UBND-25747", Role::Officer)),
        watcher: service.token(&somebody.called("watcher")),
        role: TestDatabase::role().to_owned(),
        origin: service.origin.clone(),
    };
    writeln!(std::io::stdout(), "{}", serde_json::to_string(&served)?)?;
    tokio::task::spawn_blocking(|| std::io::read_to_string(std::io::stdin())).await??;
    service.stop().await;
    Ok(())
}
