//! Who may what: pure functions of the actor, the act and the thing.

use super::requirement::{Act, Requirement};
use haicap_types::{Actor, Denial, OrganizationCode, Role};

/// Whether the actor may enter a requirement that concerns these organizations: for the body that asks, or for one that
/// is asked.
///
/// # Errors
/// Whether it is the organization or the role that is in the way.
pub fn may_enter<'a>(actor: &Actor, concerned: impl IntoIterator<Item = &'a OrganizationCode>) -> Result<(), Denial> {
    for_body(actor, concerned)
}

/// Whether the actor may do the act to a requirement.
///
/// # Errors
/// Whether it is the organization or the role that is in the way.
pub fn may(actor: &Actor, act: Act, requirement: &Requirement) -> Result<(), Denial> {
    match act {
        Act::Close => for_body(actor, requirement.concerned()),
    }
}

/// The right to what only those who act for a body may do, and only for a body that is concerned.
fn for_body<'a>(actor: &Actor, concerned: impl IntoIterator<Item = &'a OrganizationCode>) -> Result<(), Denial> {
    if !concerned.into_iter().any(|code| *code == actor.organization) {
        return Err(Denial::Organization);
    }
    if actor.has_one_of(&[Role::Leader, Role::Coordinator]) { Ok(()) } else { Err(Denial::Role) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::requirement::tests::requirement;
    use haicap_types::Vocabulary as _;

    #[test]
    fn h06_who_may_do_what_to_a_requirement() {
        let one = requirement();
        let tables = [("Issuer", "TT"), ("Addressee", "UBKT"), ("Other", "BTC")].map(|(title, organization)| {
            let actor = |role: Role| {
                let organization = organization.parse().unwrap();
                Actor { subject: "x".into(), name: "An".into(), organization, roles: vec![role] }
            };
            let row = |word: &str, may: &dyn Fn(&Actor) -> Result<(), Denial>| {
                let cells = Role::ALL.iter().map(|role| if may(&actor(*role)).is_ok() { "yes" } else { "·" });
                let cells: String = cells.map(|cell| format!("{cell:<13}")).collect();
                format!("{word:<10}{}", cells.trim_end())
            };
            let head: String = Role::ALL.iter().map(|role| format!("{:<13}", role.word())).collect();
            let enter = row("enter", &|actor| may_enter(actor, one.concerned()));
            let acts = Act::ALL.iter().map(|act| row(act.word(), &|actor| may(actor, *act, &one)));
            let lines = [format!("{title:<10}{}", head.trim_end()), enter].into_iter().chain(acts);
            lines.collect::<Vec<_>>().join("\n")
        });
        insta::with_settings!({ prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!("rights_over_requirements", tables.join("\n\n"));
        });
    }
}
