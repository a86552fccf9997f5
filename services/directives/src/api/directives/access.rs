use crate::domain::directive::{Directive, Link};
use crate::domain::register::{committee_of_office, keeps_register_of};
use crate::domain::rights::{DirectiveAct, may_directive};
use crate::store::assignments::all_in_sight;
use crate::store::directives::visible;
use haicap_kit::http::Problem;
use haicap_reference::Call;
use haicap_types::{Actor, Classification, Denial, OrganizationCode, OrganizationKind};

/// Whether the caller may do the act to a document of this issuer. Who may register what another body issued may also
/// draft it.
pub(crate) fn may(call: &Call, act: DirectiveAct, issuer: &OrganizationCode) -> Result<(), Denial> {
    let own = &call.caller.organization;
    let keeps_register = keeps_register_of(&call.known.directory, own, issuer, call.known.today);
    let act = match act {
        DirectiveAct::Create | DirectiveAct::Edit | DirectiveAct::Delete if keeps_register => DirectiveAct::Register,
        act => act,
    };
    may_directive(&Actor::from(&call.caller), act, issuer, keeps_register)
}

/// Whether the caller may do the act to this directive. A draft that supersedes or revokes other documents ends them
/// when it comes into force, so putting it into force needs the right to revoke as well.
pub(super) fn may_to(call: &Call, act: DirectiveAct, directive: &Directive) -> Result<(), Denial> {
    let content = &directive.content;
    may(call, act, &content.issuer)?;
    match act {
        DirectiveAct::Issue | DirectiveAct::Register if content.links.iter().any(Link::ends_other) => {
            may(call, DirectiveAct::Revoke, &content.issuer)
        }
        _ => Ok(()),
    }
}

/// The directive, if it is there and the caller sees it. Reading by oversight alone leaves a line in the log.
pub(crate) fn seen(call: &Call, found: Option<Directive>) -> Result<Directive, Problem> {
    let sight = &call.known.sight;
    let directive = found.filter(|directive| visible(directive, &call.caller, sight)).ok_or_else(Problem::not_found)?;
    if directive.content.classification != Classification::Public {
        call.note_oversight("directive", directive.id, &directive.concerned);
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

/// Whether the caller acts for the office of the city's Party committee.
pub(crate) fn is_city_office(call: &Call) -> bool {
    let committee = committee_of_office(&call.known.directory, &call.caller.organization, call.known.today);
    committee.is_some_and(|committee| committee.kind == OrganizationKind::CityPartyCommittee)
}
