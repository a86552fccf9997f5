//! Who sees a requirement.

use crate::domain::requirement::Requirement;
use crate::store::requirements as store;
use haicap_kit::http::Problem;
use haicap_reference::Call;
use uuid::Uuid;

/// A requirement that the caller may see.
///
/// # Errors
/// 404.
pub(super) async fn seen(call: &Call, id: Uuid) -> Result<Requirement, Problem> {
    let found = call.host.database.read(async |db| store::find(db, id).await).await?;
    let found = found.filter(|one| is_seen(call, one)).ok_or_else(Problem::not_found)?;
    call.note_oversight("requirement", id, found.concerned());
    Ok(found)
}

/// Whether the caller may know of a requirement: one of an organization that it sees, or to one.
pub(super) fn is_seen(call: &Call, requirement: &Requirement) -> bool {
    call.sees(requirement.concerned())
}
