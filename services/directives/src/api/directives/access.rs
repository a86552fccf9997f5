use crate::api::call::actor;
use crate::domain::directive::Directive;
use crate::domain::rights::{Denial, DirectiveAct, may_directive};
use crate::store::assignments::all_in_sight;
use crate::store::directives::visible;
use haicap_kit::http::Problem;
use haicap_reference::Call;
use haicap_types::{Classification, OrganizationCode, OrganizationKind};

/// Whether the caller may do the act to a document of this issuer. Who may register what another body issued may also
/// draft it.
pub(crate) fn may(call: &Call, act: DirectiveAct, issuer: &OrganizationCode) -> Result<(), Denial> {
    let registers = registers_for(call, issuer);
    let act = match act {
        DirectiveAct::Create | DirectiveAct::Edit | DirectiveAct::Delete if registers => DirectiveAct::Register,
        act => act,
    };
    may_directive(&actor(call), act, issuer, registers)
}

/// The directive, if it is there and the caller sees it. Reading by oversight alone leaves a line in the log.
pub(crate) fn seen(call: &Call, found: Option<Directive>) -> Result<Directive, Problem> {
    let sight = &call.known.sight;
    let directive = found.filter(|directive| visible(directive, &call.caller, sight)).ok_or_else(Problem::not_found)?;
    let is_public = directive.content.classification == Classification::Public;
    if !is_public && !directive.concerned.iter().any(|code| sight.is_own(code)) {
        tracing::info!(
            target: "access",
            subject = &*call.caller.person.subject,
            organization = %call.caller.organization,
            directive = %directive.id,
            "read by oversight"
        );
    }
    Ok(directive)
}

/// Whether all that a directive brought about is in the caller's sight, so that he may be given figures: he sees its
/// issuer, belongs to those who drafted or entered it, or sees every single assignment of it.
pub(crate) async fn sees_all_of(call: &Call, directive: &Directive) -> Result<bool, Problem> {
    let sight = &call.known.sight;
    if sight.sees(&directive.content.issuer) || sight.is_own(&directive.created_by_organization) {
        return Ok(true);
    }
    Ok(call.host.database.read(async |db| all_in_sight(db, directive.id, sight.codes()).await).await?)
}

/// Whether the caller acts for an office that keeps registers.
pub(crate) fn is_party_office(call: &Call) -> bool {
    let own = call.known.directory.get(&call.caller.organization);
    own.is_some_and(|organization| organization.kind == OrganizationKind::PartyOffice)
}

/// The Party office keeps the register for everybody, an overseer for those whom it oversees.
fn registers_for(call: &Call, issuer: &OrganizationCode) -> bool {
    is_party_office(call) || call.known.sight.only_oversees(issuer)
}
