use crate::store::{self, LoadError};
use crate::{Change, Directory, DirectoryChange, DirectoryParts};
use haicap_kit::Host;
use haicap_kit::db::Db;
use haicap_kit::events::{Author, Event, publish};
use haicap_kit::http::Problem;

/// Who filled the directory, as the log names it.
const INSTALLER: Author<'static> = Author { subject: "haicap", name: "Hai Cấp", organization: None };

/// Fills the owner's directory with its first rows and publishes each of them, so that followers get them. Does nothing,
/// and answers false, where the directory has rows already.
///
/// # Errors
/// The database cannot answer, or the rows contradict each other.
pub async fn install(host: &Host, parts: DirectoryParts) -> Result<bool, Problem> {
    let events = events(&parts)?;
    let now = host.clock.now();
    let is_installed = host
        .database
        .transaction(async |db: Db<'_>| {
            store::lock(db).await?;
            if !store::is_empty(db).await? {
                return Ok::<_, Problem>(false);
            }
            store::put_all(db, &parts).await?;
            store::bump_version(db).await?;
            publish(db, INSTALLER, now, &events).await?;
            Ok(true)
        })
        .await?;
    host.log.wake();
    Ok(is_installed)
}

/// Puts the directory into a follower's copy of it, before it can be followed.
pub async fn install_copy(host: &Host, parts: &DirectoryParts) -> Result<(), Problem> {
    host.database
        .transaction(async |db: Db<'_>| {
            store::put_all(db, parts).await?;
            store::bump_version(db).await
        })
        .await
        .map(drop)
}

/// One fact for each row, what is referred to before what refers to it.
fn events(parts: &DirectoryParts) -> Result<Vec<Event>, Problem> {
    let directory = Directory::new(parts.clone(), 0).map_err(LoadError::Contradiction)?;
    let organizations = parts.organizations.iter().cloned().map(Change::added).map(DirectoryChange::Organization);
    let audiences = parts.audiences.iter().cloned().map(Change::added).map(DirectoryChange::Audience);
    let oversight = parts.oversight.iter().cloned().map(Change::added).map(DirectoryChange::Oversight);
    let days = parts.days.iter().cloned().map(Change::added).map(DirectoryChange::Day);
    let changes = organizations.chain(audiences).chain(oversight).chain(days);
    Ok(changes.map(|change| change.event(&directory)).collect())
}
