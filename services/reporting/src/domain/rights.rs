//! Who may what: pure functions of the actor, the act and the thing.

use super::obligation::{Act, Obligation};
use super::report;
use haicap_types::{Actor, Denial, OrganizationCode, Role};

/// What an organization has to do with an obligation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Relation {
    /// It has to report.
    Reporter,
    /// It is reported to.
    Receiver,
    /// It oversees the reporter, or stands above it.
    Overseer,
    /// None of these.
    Stranger,
}

impl Relation {
    /// Every relation, the strongest first.
    pub const ALL: &'static [Self] = &[Self::Reporter, Self::Receiver, Self::Overseer, Self::Stranger];
}

/// All that an organization has to do with an obligation.
#[must_use]
pub fn relations(obligation: &Obligation, organization: &OrganizationCode, oversees: bool) -> Vec<Relation> {
    let held: Vec<Relation> = [
        (obligation.owed_by == *organization, Relation::Reporter),
        (obligation.receiver == *organization, Relation::Receiver),
        (oversees, Relation::Overseer),
    ]
    .into_iter()
    .filter_map(|(holds, relation)| holds.then_some(relation))
    .collect();
    if held.is_empty() { vec![Relation::Stranger] } else { held }
}

/// Whether the actor may do the act to an obligation that the actor's organization has these relations to.
///
/// # Errors
/// Whether it is the organization or the role that is in the way.
pub fn may(actor: &Actor, act: Act, relations: &[Relation]) -> Result<(), Denial> {
    if !relations.iter().any(|relation| concerns(*relation, act)) {
        return Err(Denial::Organization);
    }
    let is_entrusted = relations
        .iter()
        .filter(|relation| concerns(**relation, act))
        .any(|relation| actor.roles.iter().any(|role| is_entrusted(*role, *relation)));
    if is_entrusted { Ok(()) } else { Err(Denial::Role) }
}

/// Whether the actor may do the act to a consolidated report of this organization that is reported to another.
///
/// # Errors
/// Whether it is the organization or the role that is in the way.
pub fn may_report(
    actor: &Actor,
    act: report::Act,
    organization: &OrganizationCode,
    receiver: &OrganizationCode,
) -> Result<(), Denial> {
    let body = if act == report::Act::Acknowledge { receiver } else { organization };
    if actor.organization != *body {
        return Err(Denial::Organization);
    }
    let is_entrusted = |role: &Role| match act {
        report::Act::Edit | report::Act::Refresh | report::Act::RequestApproval | report::Act::Acknowledge => {
            matches!(role, Role::Officer | Role::Coordinator | Role::Leader)
        }
        report::Act::Return
        | report::Act::Approve
        | report::Act::Send
        | report::Act::AttachScan
        | report::Act::Recall => {
            matches!(role, Role::Coordinator | Role::Leader)
        }
    };
    if actor.roles.iter().any(is_entrusted) { Ok(()) } else { Err(Denial::Role) }
}

/// Whether the actor may define indicators, forms and regimes: for the city, so only an organization that follows
/// others' work.
///
/// # Errors
/// Whether it is the organization or the role that is in the way.
pub fn may_define(actor: &Actor, oversees_others: bool) -> Result<(), Denial> {
    if !oversees_others {
        return Err(Denial::Organization);
    }
    let is_entrusted = actor.roles.iter().any(|role| matches!(role, Role::Coordinator | Role::Leader));
    if is_entrusted { Ok(()) } else { Err(Denial::Role) }
}

const fn concerns(relation: Relation, act: Act) -> bool {
    match act {
        Act::Draft | Act::Edit | Act::Discard | Act::Submit | Act::ReportNothing => {
            matches!(relation, Relation::Reporter)
        }
        Act::Return | Act::Accept | Act::Decide => matches!(relation, Relation::Receiver),
        Act::Ask => matches!(relation, Relation::Reporter | Relation::Receiver),
    }
}

const fn is_entrusted(role: Role, relation: Relation) -> bool {
    match relation {
        Relation::Reporter => matches!(role, Role::Officer | Role::Coordinator | Role::Leader),
        Relation::Receiver => matches!(role, Role::Coordinator | Role::Leader),
        Relation::Overseer | Relation::Stranger => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use haicap_types::Vocabulary;

    fn actor(role: Role) -> Actor {
        Actor { subject: "x".into(), name: "An".into(), organization: "BTC".parse().unwrap(), roles: vec![role] }
    }

    /// A table of acts by roles.
    fn table<A: Vocabulary>(title: &str, may: impl Fn(&Actor, A) -> Result<(), Denial>) -> String {
        let head: String = Role::ALL.iter().map(|role| format!("{:<13}", role.word())).collect();
        let rows = A::ALL.iter().map(|act| {
            let cell = |role: &Role| if may(&actor(*role), *act).is_ok() { "yes          " } else { "·            " };
            format!("{:<18}{}", act.word(), Role::ALL.iter().map(cell).collect::<String>().trim_end())
        });
        let lines: Vec<String> = std::iter::once(format!("{title:<18}{}", head.trim_end())).chain(rows).collect();
        lines.join("\n")
    }

    #[test]
    fn h06_who_may_do_what_about_an_obligation() {
        let tables = Relation::ALL
            .iter()
            .map(|relation| table(&format!("{relation:?}"), |actor, act: Act| may(actor, act, &[*relation])));
        insta::with_settings!({ prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!("rights_over_obligations", tables.collect::<Vec<_>>().join("\n\n"));
        });
    }

    #[test]
    fn h06_who_may_do_what_to_a_consolidated_report() {
        let (own, other): (OrganizationCode, OrganizationCode) = ("BTC".parse().unwrap(), "TT".parse().unwrap());
        let tables = [
            table("Author", |actor, act: report::Act| may_report(actor, act, &own, &other)),
            table("Receiver", |actor, act: report::Act| may_report(actor, act, &other, &own)),
            table("Other", |actor, act: report::Act| may_report(actor, act, &other, &other)),
        ];
        insta::with_settings!({ prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!("rights_over_consolidated_reports", tables.join("\n\n"));
        });
    }
}
