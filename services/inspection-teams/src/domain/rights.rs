//! Who may what: pure functions of the actor, the act and the thing.

use super::requirement::{Act, Requirement};
use super::{decision, programme, proposal, target};
use haicap_types::{Actor, Denial, OrganizationCode, OrganizationKind, Role};

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

/// Whether the actor may enter a rule pack: what all organizations are bound by is the operator's business.
///
/// # Errors
/// [`Denial::Operator`].
pub fn may_enter_pack(actor: &Actor) -> Result<(), Denial> {
    if actor.roles.contains(&Role::Operator) { Ok(()) } else { Err(Denial::Operator) }
}

/// What an organization has to do with a programme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Relation {
    /// It conducts it.
    Conducting,
    /// It decides on it.
    Deciding,
    /// None of these.
    Stranger,
}

/// All that the organization that somebody stands for has to do with a programme of these two. Whoever only oversees them
/// has nothing to do with it: what is prepared is known to those who prepare it.
#[must_use]
pub fn relations(
    conducting: &OrganizationCode,
    deciding: &OrganizationCode,
    stands_for: impl Fn(&OrganizationCode) -> bool,
) -> Vec<Relation> {
    let held: Vec<Relation> = [(conducting, Relation::Conducting), (deciding, Relation::Deciding)]
        .into_iter()
        .filter_map(|(party, relation)| stands_for(party).then_some(relation))
        .collect();
    if held.is_empty() { vec![Relation::Stranger] } else { held }
}

/// The kinds of organizations that conduct inspections and supervisions.
const CONDUCTING: [OrganizationKind; 6] = [
    OrganizationKind::InspectionCommission,
    OrganizationKind::StandingCommittee,
    OrganizationKind::AdvisoryBody,
    OrganizationKind::PartyOffice,
    OrganizationKind::UpperPartyCommittee,
    OrganizationKind::CommunePartyCommittee,
];

/// Whether an organization of this kind decides on the inspections and supervisions of others: a committee and those who
/// stand for it between its meetings. Everybody else decides on their own alone.
#[must_use]
pub fn decides(kind: OrganizationKind) -> bool {
    matches!(
        kind,
        OrganizationKind::CityPartyCommittee
            | OrganizationKind::StandingCommittee
            | OrganizationKind::StandingBody
            | OrganizationKind::UpperPartyCommittee
            | OrganizationKind::CommunePartyCommittee
    )
}

/// Who works on programmes, teams and files, and reads them.
const STAFF: [Role; 3] = [Role::Inspector, Role::Coordinator, Role::Leader];

/// Who acts as a member of a team.
pub const WRITERS: [Role; 4] = [Role::Officer, Role::Inspector, Role::Coordinator, Role::Leader];

/// Who speaks for the organization.
const HEADS: [Role; 2] = [Role::Coordinator, Role::Leader];

/// Whether the actor may begin programmes, and keep the files of those who can be members of teams: for an organization of
/// this kind.
///
/// # Errors
/// Whether it is the organization or the role that is in the way.
pub fn may_prepare(actor: &Actor, kind: Option<OrganizationKind>) -> Result<(), Denial> {
    if !kind.is_some_and(|kind| CONDUCTING.contains(&kind)) {
        return Err(Denial::Organization);
    }
    if actor.has_one_of(&STAFF) { Ok(()) } else { Err(Denial::Role) }
}

/// Whether the actor sees programmes, proposals and teams of their own organization.
#[must_use]
pub fn reads_prepared(actor: &Actor) -> bool {
    actor.has_one_of(&STAFF)
}

/// Whether the actor may do the act to a programme that the actor's organization has these relations to.
///
/// # Errors
/// Whether it is the organization or the role that is in the way.
pub fn may_programme(actor: &Actor, act: programme::Act, held: &[Relation]) -> Result<(), Denial> {
    match act {
        programme::Act::Edit | programme::Act::Discard => entrusted(actor, held, Relation::Conducting, &STAFF),
        programme::Act::Propose | programme::Act::Launch | programme::Act::OpenRound => {
            entrusted(actor, held, Relation::Conducting, &HEADS)
        }
        programme::Act::Cancel => entrusted(actor, held, Relation::Deciding, &[Role::Leader]),
    }
}

/// Whether the actor may do the act to a proposal.
///
/// # Errors
/// Whether it is the organization or the role that is in the way.
pub fn may_proposal(actor: &Actor, act: proposal::Act, held: &[Relation]) -> Result<(), Denial> {
    match act {
        proposal::Act::Approve | proposal::Act::Return | proposal::Act::Reject => {
            entrusted(actor, held, Relation::Deciding, &[Role::Leader])
        }
        proposal::Act::Withdraw => entrusted(actor, held, Relation::Conducting, &HEADS),
    }
}

/// Whether the actor may do the act to a decision.
///
/// # Errors
/// Whether it is the organization or the role that is in the way.
pub fn may_decision(actor: &Actor, act: decision::Act, held: &[Relation]) -> Result<(), Denial> {
    match act {
        decision::Act::Issue => entrusted(actor, held, Relation::Deciding, &HEADS),
    }
}

/// Whether the actor may form teams of a programme, and do the acts to them.
///
/// # Errors
/// Whether it is the organization or the role that is in the way.
pub fn may_teams(actor: &Actor, held: &[Relation]) -> Result<(), Denial> {
    entrusted(actor, held, Relation::Conducting, &STAFF)
}

/// What a caller has to do with a target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TargetRelation {
    /// The caller's organization conducts the programme.
    Conducting,
    /// It decides on it.
    Deciding,
    /// The caller leads the team, as head or deputy.
    Head,
    /// The caller is another member of the team.
    Member,
    /// The caller's organization is the target.
    Target,
    /// It oversees the target, or stands above it.
    Overseer,
}

/// Whether somebody who has this to do with a target sees it. Before it is announced, only those who prepare and decide do,
/// and its team.
#[must_use]
pub fn sees_target(actor: &Actor, held: &[TargetRelation], is_announced: bool) -> bool {
    held.iter().any(|relation| match relation {
        TargetRelation::Conducting | TargetRelation::Deciding => reads_prepared(actor),
        TargetRelation::Head | TargetRelation::Member => true,
        TargetRelation::Target | TargetRelation::Overseer => is_announced,
    })
}

/// Whether the actor may do the act to a target. A member of a team acts in whatever organization, but for the target
/// itself; those who only read elsewhere only read here.
///
/// # Errors
/// Whether it is the organization or the role that is in the way.
pub fn may_target(actor: &Actor, act: target::Act, held: &[TargetRelation]) -> Result<(), Denial> {
    let by = |relation: TargetRelation, roles: &[Role]| match held.contains(&relation) {
        true if actor.has_one_of(roles) => Ok(()),
        true => Err(Denial::Role),
        false => Err(Denial::Organization),
    };
    match act {
        target::Act::Announce | target::Act::RequestExtension if held.contains(&TargetRelation::Target) => {
            Err(Denial::Organization)
        }
        target::Act::Announce | target::Act::RequestExtension => {
            by(TargetRelation::Head, &WRITERS).or_else(|denial| match by(TargetRelation::Conducting, &HEADS) {
                Err(Denial::Organization) => Err(denial),
                other => other,
            })
        }
        target::Act::DecideExtension => by(TargetRelation::Deciding, &[Role::Leader]),
        target::Act::Suspend | target::Act::Resume => by(TargetRelation::Conducting, &HEADS),
    }
}

fn entrusted(actor: &Actor, held: &[Relation], needed: Relation, roles: &[Role]) -> Result<(), Denial> {
    if !held.contains(&needed) {
        return Err(Denial::Organization);
    }
    if actor.has_one_of(roles) { Ok(()) } else { Err(Denial::Role) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::requirement::tests::requirement;
    use haicap_types::Vocabulary as _;

    #[test]
    fn h06_who_may_do_what_to_a_programme() {
        let relations = [Relation::Conducting, Relation::Deciding, Relation::Stranger];
        let tables = relations.map(|relation| {
            let row = |word: &str, may: &dyn Fn(&Actor) -> Result<(), Denial>| {
                let cells = Role::ALL.iter().map(|role| {
                    let organization = "UBKT".parse().unwrap();
                    let actor = Actor { subject: "x".into(), name: "An".into(), organization, roles: vec![*role] };
                    if may(&actor).is_ok() { "yes" } else { "·" }
                });
                let cells: String = cells.map(|cell| format!("{cell:<13}")).collect();
                format!("{word:<20}{}", cells.trim_end())
            };
            let head: String = Role::ALL.iter().map(|role| format!("{:<13}", role.word())).collect();
            let title = format!("{relation:?}");
            let programme =
                programme::Act::ALL.iter().map(|act| row(act.word(), &|actor| may_programme(actor, *act, &[relation])));
            let proposal = proposal::Act::ALL
                .iter()
                .map(|act| row(&format!("proposal: {}", act.word()), &|actor| may_proposal(actor, *act, &[relation])));
            let decision = row("decision: issue", &|actor| may_decision(actor, decision::Act::Issue, &[relation]));
            let teams = row("teams", &|actor| may_teams(actor, &[relation]));
            let lines = [format!("{title:<20}{}", head.trim_end())].into_iter().chain(programme).chain(proposal);
            lines.chain([decision, teams]).collect::<Vec<_>>().join("\n")
        });
        insta::with_settings!({ prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!("rights_over_programmes", tables.join("\n\n"));
        });
    }

    #[test]
    fn h06_who_may_do_what_to_a_target() {
        let named = |held: &[TargetRelation]| held.iter().map(|one| format!("{one:?}")).collect::<Vec<_>>().join(", ");
        let tables = [
            &[TargetRelation::Conducting][..],
            &[TargetRelation::Deciding],
            &[TargetRelation::Head],
            &[TargetRelation::Member],
            &[TargetRelation::Target],
            &[TargetRelation::Target, TargetRelation::Head],
            &[TargetRelation::Overseer],
            &[TargetRelation::Overseer, TargetRelation::Head],
        ]
        .map(|held| {
            let row = |word: &str, may: &dyn Fn(&Actor) -> bool| {
                let cells = Role::ALL.iter().map(|role| {
                    let organization = "UBKT".parse().unwrap();
                    let actor = Actor { subject: "x".into(), name: "An".into(), organization, roles: vec![*role] };
                    if may(&actor) { "yes" } else { "·" }
                });
                let cells: String = cells.map(|cell| format!("{cell:<13}")).collect();
                format!("{word:<20}{}", cells.trim_end())
            };
            let head: String = Role::ALL.iter().map(|role| format!("{:<13}", role.word())).collect();
            let acts =
                target::Act::ALL.iter().map(|act| row(act.word(), &|actor| may_target(actor, *act, held).is_ok()));
            let reads = [false, true].map(|is_announced| {
                let word = if is_announced { "read, announced" } else { "read, planned" };
                row(word, &|actor| sees_target(actor, held, is_announced))
            });
            let title = [named(held), format!("{:<20}{}", "", head.trim_end())];
            title.into_iter().chain(reads).chain(acts).collect::<Vec<_>>().join("\n")
        });
        insta::with_settings!({ prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!("rights_over_targets", tables.join("\n\n"));
        });
    }

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
