//! Who may what: pure functions of the actor, the act and the thing.

use super::requirement::{Act, Requirement};
use haicap_types::{Actor, Denial, OrganizationCode, Role};

/// Whether the actor may enter a requirement: for the organization that asks, or for the only one that is asked. Of
/// several that are asked, none speaks for the others.
///
/// # Errors
/// Whether it is the organization or the role that is in the way.
pub fn may_enter(actor: &Actor, issuer: &OrganizationCode, addressees: &[OrganizationCode]) -> Result<(), Denial> {
    let is_own = match addressees {
        [only] => [issuer, only].contains(&&actor.organization),
        _ => *issuer == actor.organization,
    };
    if !is_own {
        return Err(Denial::Organization);
    }
    if actor.has_one_of(&[Role::Leader, Role::Coordinator]) { Ok(()) } else { Err(Denial::Role) }
}

/// Whether the actor may do the act to a requirement.
///
/// # Errors
/// Whether it is the organization or the role that is in the way.
pub fn may(actor: &Actor, act: Act, requirement: &Requirement) -> Result<(), Denial> {
    match act {
        // Whoever may enter it may end it.
        Act::Close => may_enter(actor, &requirement.asked.issuer, &requirement.asked.addressees),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::requirement::tests::requirement;
    use haicap_types::Vocabulary as _;

    #[test]
    fn h06_who_may_do_what_to_a_requirement() {
        let several = requirement();
        let mut single = requirement();
        single.asked.addressees.truncate(1);
        let tables = [
            ("Issuer", "TT", &several),
            ("Only addressee", "UBKT", &single),
            ("One of several", "UBKT", &several),
            ("Other", "BTC", &single),
        ];
        let tables = tables.map(|(title, organization, one)| {
            let actor = |role: Role| {
                let organization = organization.parse().unwrap();
                Actor { subject: "x".into(), name: "An".into(), organization, roles: vec![role] }
            };
            let row = |word: &str, may: &dyn Fn(&Actor) -> Result<(), Denial>| {
                let cells = Role::ALL.iter().map(|role| if may(&actor(*role)).is_ok() { "yes" } else { "·" });
                let cells: String = cells.map(|cell| format!("{cell:<13}")).collect();
                format!("{word:<16}{}", cells.trim_end())
            };
            let head: String = Role::ALL.iter().map(|role| format!("{:<13}", role.word())).collect();
            let enter = row("enter", &|actor| may_enter(actor, &one.asked.issuer, &one.asked.addressees));
            let acts = Act::ALL.iter().map(|act| row(act.word(), &|actor| may(actor, *act, one)));
            let lines = [format!("{title:<16}{}", head.trim_end()), enter].into_iter().chain(acts);
            lines.collect::<Vec<_>>().join("\n")
        });
        insta::with_settings!({ prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!("rights_over_requirements", tables.join("\n\n"));
        });
    }
}
