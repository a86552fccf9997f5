//! Who sees a programme.

use crate::domain::programme::Programme;
use crate::domain::rights::{Relation, reads_prepared, relations};
use crate::store::programmes::{self as store, Beside};
use crate::vocabulary::ProgrammeState;
use haicap_kit::db::Db;
use haicap_kit::http::Problem;
use haicap_reference::Call;
use haicap_types::Actor;
use uuid::Uuid;

/// A programme that the caller may see, with what is beside it.
///
/// # Errors
/// 404.
pub(in crate::api) async fn seen(call: &Call, id: Uuid) -> Result<(Programme, Beside), Problem> {
    let database = &call.host.database;
    let found = database.read(async |db| store::find(db, id).await).await?.filter(|one| is_seen(call, one));
    let found = found.ok_or_else(Problem::not_found)?;
    let mut beside = database.read(async |db| store::beside(db, vec![id]).await).await?;
    Ok((found, beside.remove(&id).unwrap_or_default()))
}

/// A programme that the caller may see, locked: neither it nor its teams change until the transaction ends.
///
/// # Errors
/// 404.
pub(in crate::api) async fn seen_locked(db: Db<'_>, call: &Call, id: Uuid) -> Result<Programme, Problem> {
    store::lock(db, id).await?.filter(|one| is_seen(call, one)).ok_or_else(Problem::not_found)
}

/// All that the caller's organization has to do with a programme.
pub(in crate::api) fn relations_of(call: &Call, programme: &Programme) -> Vec<Relation> {
    relations(&programme.conducting, &programme.deciding, |code| call.known.stands_for(code))
}

/// Whether the caller may know of a programme: drafts, returned ones too, are known to the conducting organization alone, and
/// what is proposed to the deciding one too. Whoever only oversees them does not know what is being prepared.
fn is_seen(call: &Call, programme: &Programme) -> bool {
    let held = relations_of(call, programme);
    let is_drafted = matches!(programme.state, ProgrammeState::Drafting | ProgrammeState::Discarded);
    let is_own = held.contains(&Relation::Conducting) || (!is_drafted && held.contains(&Relation::Deciding));
    is_own && reads_prepared(&Actor::from(&call.caller))
}
