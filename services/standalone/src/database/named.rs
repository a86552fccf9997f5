use super::{Access, DatabaseError, contents};
use crate::home::{Home, PRIVATE, write_once};
use crate::services::SERVICES;
use haicap_kit::db::{client, role_of};
use rand::Rng as _;
use rand::distr::Alphanumeric;
use reqwest::Url;

const PASSWORD_FILE: &str = "database-password";

const PASSWORD_LENGTH: usize = 40;

/// A role for each service where the user of the address may make them; that user itself where it may not, or where
/// others have made roles of these names for something else. A database that is not ours is refused before anything is
/// made.
pub(super) async fn access(url: &str, home: &Home) -> Result<Access, DatabaseError> {
    let address = Url::parse(url).map_err(|_| DatabaseError::NotAnAddress)?;
    contents(&client(url).await?).await?;
    let with_roles = match roles(url, &address, home).await {
        Ok(services) => services,
        Err(error) => {
            tracing::warn!(%error, "the services share the user of DATABASE_URL, for they have no roles of their own");
            shared(url)?
        }
    };
    Ok(Access { owner: url.to_owned(), services: with_roles })
}

/// Makes the roles that are missing, with a password that this home remembers, and tries each.
async fn roles(url: &str, address: &Url, home: &Home) -> Result<Vec<(String, String)>, DatabaseError> {
    let owner = client(url).await?;
    let password = write_once(&home.path(PASSWORD_FILE), new_password().as_bytes(), PRIVATE)?;
    let password = String::from_utf8_lossy(&password).into_owned();
    let mut services = Vec::new();
    for service in &SERVICES {
        let role = service.schema;
        let is_there = owner.query_one("select exists (select from pg_roles where rolname = $1)", &[&role]).await?;
        if !is_there.try_get::<_, bool>(0)? {
            owner.batch_execute(&format!("create role {role} login password '{password}'")).await?;
        }
        let mut own = address.clone();
        let changed = own.set_username(role).and_then(|()| own.set_password(Some(&password)));
        changed.map_err(|()| DatabaseError::NotAnAddress)?;
        client(own.as_str()).await?;
        services.push((role.to_owned(), own.into()));
    }
    Ok(services)
}

fn shared(url: &str) -> Result<Vec<(String, String)>, DatabaseError> {
    let user = role_of(url).ok().flatten().ok_or(DatabaseError::NotAnAddress)?;
    Ok(SERVICES.iter().map(|_| (user.clone(), url.to_owned())).collect())
}

/// Letters and digits: it stands in a statement and in an address as it is.
fn new_password() -> String {
    rand::rng().sample_iter(Alphanumeric).take(PASSWORD_LENGTH).map(char::from).collect()
}
