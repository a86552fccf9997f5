use crate::domain::directive::{Act, Directive};
use crate::domain::register::{Authority, authority_over};
use crate::domain::rights::{may_directive, sees_directive};
use crate::store;
use crate::store::assignments::all_in_sight;
use crate::vocabulary::Classification;
use haicap_kit::db::{Db, QueryResult};
use haicap_kit::http::Problem;
use haicap_reference::Call;
use haicap_types::{Actor, Denial, OrganizationCode};
use uuid::Uuid;

/// What the caller's organization may do in the name of this issuer.
pub(crate) fn authority(call: &Call, issuer: &OrganizationCode) -> Authority {
    authority_over(&call.known.directory, &call.caller.organization, issuer, call.known.today)
}

/// Whether the caller may do the act to a document.
pub(super) fn may(call: &Call, act: Act, directive: &Directive) -> Result<(), Denial> {
    may_directive(&Actor::from(&call.caller), act, directive, authority(call, &directive.content.issuer))
}

/// The directive, if the caller may know of it. Reading by oversight alone leaves a line in the log.
pub(crate) async fn seen(call: &Call, id: Uuid) -> Result<Directive, Problem> {
    let found = call.host.database.read(async |db| store::directives::find(db, id).await).await?;
    let directive = found.filter(|directive| is_seen(call, directive)).ok_or_else(Problem::not_found)?;
    note(call, &directive);
    Ok(directive)
}

/// Whether the caller may know of the directive.
pub(super) fn is_seen(call: &Call, directive: &Directive) -> bool {
    sees_directive(&Actor::from(&call.caller), &call.known.sight, directive)
}

/// Leaves a line in the log where a directive is read by oversight alone.
pub(super) fn note(call: &Call, directive: &Directive) {
    if directive.content.classification != Classification::Public {
        call.note_oversight("directive", directive.id, &directive.concerned);
    }
}

/// Whether all that a directive brought about is in the caller's sight, so that figures may be given: the caller sees
/// its issuer, belongs to those who drafted or entered it, or sees every single assignment of it.
pub(crate) async fn sees_all_of(db: Db<'_>, call: &Call, directive: &Directive) -> QueryResult<bool> {
    let sight = &call.known.sight;
    if sight.sees(&directive.content.issuer) || sight.is_own(&directive.created_by_organization) {
        return Ok(true);
    }
    all_in_sight(db, directive.id, sight.codes()).await
}
