//! Who may what: pure functions of the actor, the act and the thing.

use crate::domain::assignment::{Act, Assignment};
use crate::domain::directive::{self, Directive};
use crate::domain::register::Authority;
use crate::vocabulary::{Classification, DirectiveState};
use haicap_reference::Sight;
use haicap_types::{Actor, Denial, OrganizationCode, Role};

/// What an organization has to do with an assignment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Relation {
    /// Accountable or executing.
    Doer,
    /// The organization that it reports to, or the issuer where there is none; also the issuer where the assignment is
    /// no longer in force.
    Receiver,
    /// An organization that oversees a party of it, or stands above one.
    Overseer,
    /// Coordinating or monitoring.
    Party,
    /// None of these.
    Stranger,
}

/// What may be done to the directory and the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DirectoryAct {
    /// Add, change, move, end or merge an organization.
    EditOrganization,
    /// Change an audience.
    EditAudience,
    /// Change who oversees whom.
    EditOversight,
    /// Change the working calendar.
    EditCalendar,
}

/// All that an organization has to do with an assignment; [`Relation::Stranger`] alone if nothing. It stands for itself,
/// and for the organizations that ended and that it alone follows.
#[must_use]
pub fn relations(
    assignment: &Assignment,
    stands_for: impl Fn(&OrganizationCode) -> bool,
    oversees: bool,
) -> Vec<Relation> {
    let does = assignment.doers().any(&stands_for);
    // What a directive that ended left behind is cleared away by who issued it, too.
    let is_left_behind = !assignment.is_in_force && stands_for(&assignment.issuer);
    let receives = stands_for(assignment.receiver()) || is_left_behind;
    let takes_part = assignment.coordinating.iter().chain(&assignment.monitoring).any(&stands_for);
    let held: Vec<Relation> = [
        (does, Relation::Doer),
        (receives, Relation::Receiver),
        (oversees, Relation::Overseer),
        (takes_part, Relation::Party),
    ]
    .into_iter()
    .filter_map(|(holds, relation)| holds.then_some(relation))
    .collect();
    if held.is_empty() { vec![Relation::Stranger] } else { held }
}

/// Whether the actor may do the act to an assignment to which the actor's organization has these relations.
///
/// # Errors
/// Whether it is the organization or the role that is in the way.
pub fn may(actor: &Actor, act: Act, relations: &[Relation]) -> Result<(), Denial> {
    if !relations.iter().any(|relation| concerns(*relation, act)) {
        return Err(Denial::Organization);
    }
    if actor.roles.iter().any(|role| is_entrusted(*role, act)) { Ok(()) } else { Err(Denial::Role) }
}

/// Whether the actor may write drafts of an issuer, over whose documents the actor's organization has this authority.
/// Who may register what another organization issued may also draft it.
///
/// # Errors
/// Whether it is the organization or the role that is in the way.
pub fn may_draft(actor: &Actor, authority: Authority) -> Result<(), Denial> {
    for_body(actor, authority != Authority::None)
}

/// Whether the actor may open and change number books of an issuer.
///
/// # Errors
/// Whether it is the organization or the role that is in the way.
pub fn may_keep_book(actor: &Actor, authority: Authority) -> Result<(), Denial> {
    for_body(actor, authority != Authority::None)
}

/// Whether the actor may enter a term of the city's committee: for its office alone.
///
/// # Errors
/// Whether it is the organization or the role that is in the way.
pub fn may_begin_term(actor: &Actor, is_city_office: bool) -> Result<(), Denial> {
    for_body(actor, is_city_office)
}

/// Whether the actor may do the act to a directive of an issuer, over whose documents the actor's organization has this
/// authority. A draft that supersedes or revokes other documents ends them when it comes into force, so putting it into
/// force needs the right to revoke as well. An entry in the register is corrected and annulled by who made it, too.
///
/// # Errors
/// Whether it is the organization or the role that is in the way.
pub fn may_directive(
    actor: &Actor,
    act: directive::Act,
    directive: &Directive,
    authority: Authority,
) -> Result<(), Denial> {
    let ends_others = directive.content.links.iter().any(|link| link.ending().is_some());
    let is_own_entry =
        directive.state == DirectiveState::Registered && directive.created_by_organization == actor.organization;
    let as_registrar = match act {
        directive::Act::Edit
        | directive::Act::AddClause
        | directive::Act::EditClauses
        | directive::Act::Attach
        | directive::Act::Delete => true,
        directive::Act::Register => !ends_others,
        directive::Act::Correct | directive::Act::Annul => is_own_entry,
        directive::Act::Issue | directive::Act::Revoke => false,
    };
    let is_concerned = match authority {
        // Nobody issues in the name of an external organization.
        Authority::Issuer => act != directive::Act::Issue || actor.organization == directive.content.issuer,
        Authority::Registrar => as_registrar,
        Authority::None => false,
    };
    for_body(actor, is_concerned)
}

/// Whether the actor sees a directive. A draft: who writes for its issuer or its drafter, however much is overseen.
/// Any other: whoever sees an organization that it concerns, and everybody if it is public. The store has the same as a
/// condition of SQL.
#[must_use]
pub fn sees_directive(actor: &Actor, sight: &Sight, directive: &Directive) -> bool {
    match directive.state {
        DirectiveState::Draft => sees_drafting(actor, directive),
        DirectiveState::Issued
        | DirectiveState::Registered
        | DirectiveState::Superseded
        | DirectiveState::Revoked
        | DirectiveState::Annulled => {
            reads_business(actor)
                && (directive.content.classification == Classification::Public
                    || directive.concerned.iter().any(|code| sight.sees(code)))
        }
    }
}

/// Whether the actor sees a directive while it is a draft, and later what was done to it as a draft.
#[must_use]
pub fn sees_drafting(actor: &Actor, directive: &Directive) -> bool {
    let own = &actor.organization;
    writes(actor) && (directive.content.issuer == *own || directive.created_by_organization == *own)
}

/// Whether the actor has any business with the city's documents: an operator keeps the system, a service reads feeds.
#[must_use]
pub fn reads_business(actor: &Actor) -> bool {
    actor.roles.iter().any(|role| !matches!(role, Role::Operator | Role::Service))
}

/// Whether the actor works on drafts of its own organization.
#[must_use]
pub fn writes(actor: &Actor) -> bool {
    actor.has_one_of(&[Role::Leader, Role::Coordinator, Role::Officer])
}

/// Whether the actor may change the directory or the calendar: what all three services rest on is nobody's business
/// but the operator's.
///
/// # Errors
/// [`Denial::Operator`].
pub fn may_directory(actor: &Actor, act: DirectoryAct) -> Result<(), Denial> {
    match act {
        DirectoryAct::EditOrganization
        | DirectoryAct::EditAudience
        | DirectoryAct::EditOversight
        | DirectoryAct::EditCalendar => {
            if actor.roles.contains(&Role::Operator) {
                Ok(())
            } else {
                Err(Denial::Operator)
            }
        }
    }
}

const fn concerns(relation: Relation, act: Act) -> bool {
    match act {
        Act::Acknowledge
        | Act::Decline
        | Act::Take
        | Act::Start
        | Act::ProposeDate
        | Act::RequestExtension
        | Act::ReportProgress
        | Act::Attach
        | Act::AddEvidence
        | Act::Submit
        | Act::AddChildren => matches!(relation, Relation::Doer),
        Act::DecideDate
        | Act::DecideExtension
        | Act::Accept
        | Act::Return
        | Act::Close
        | Act::Reassign
        | Act::Withdraw
        | Act::SetFulfilment => matches!(relation, Relation::Receiver),
        Act::Urge => matches!(relation, Relation::Receiver | Relation::Overseer),
    }
}

const fn is_entrusted(role: Role, act: Act) -> bool {
    let is_daily_work =
        matches!(act, Act::Take | Act::Start | Act::ReportProgress | Act::Attach | Act::AddEvidence | Act::Submit);
    acts_for_body(role) || (matches!(role, Role::Officer) && is_daily_work)
}

/// The right to what only those who act for an organization may do, and only for an organization that is concerned.
fn for_body(actor: &Actor, is_concerned: bool) -> Result<(), Denial> {
    match (is_concerned, actor.roles.iter().copied().any(acts_for_body)) {
        (false, _) => Err(Denial::Organization),
        (true, false) => Err(Denial::Role),
        (true, true) => Ok(()),
    }
}

const fn acts_for_body(role: Role) -> bool {
    matches!(role, Role::Leader | Role::Coordinator)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::assignment::NewAssignment;
    use crate::domain::assignment::sample::{actor, at, code, task};
    use crate::domain::directive::tests::content;
    use crate::domain::directive::{Content, Link};
    use crate::vocabulary::LinkKind;
    use haicap_types::Vocabulary;
    use std::fmt::Debug;
    use uuid::Uuid;

    type May = fn(&Actor, Authority) -> Result<(), Denial>;

    const RELATIONS: [Relation; 5] =
        [Relation::Doer, Relation::Receiver, Relation::Overseer, Relation::Party, Relation::Stranger];
    const DIRECTORY_ACTS: [DirectoryAct; 4] = [
        DirectoryAct::EditOrganization,
        DirectoryAct::EditAudience,
        DirectoryAct::EditOversight,
        DirectoryAct::EditCalendar,
    ];

    #[test]
    fn h06_who_may_do_what_to_an_assignment() {
        let tables: Vec<String> = RELATIONS
            .iter()
            .map(|relation| {
                let rows = Act::ALL.iter().map(|act| (act.word().to_owned(), *act));
                table(&format!("{relation:?}"), rows, |actor, act| may(actor, act, &[*relation]).is_ok())
            })
            .collect();
        insta::with_settings!({ prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!("rights_over_assignments", tables.join("\n\n"));
        });
    }

    #[test]
    fn h06_who_may_do_what_to_directives_and_the_directory() {
        let directives = |title, authority, links: Vec<Link>, state| {
            let content = Content { issuer: code("BTC"), links, ..content() };
            // Drafted by the organization that acts.
            let drafted = Directive::draft(Uuid::nil(), content, "an", &code("BTC"), at("2025-09-22T14:00:00+07:00"));
            let document = Directive { state, ..drafted };
            let beside: [(&str, May); 2] = [("draft", may_draft), ("keep_book", may_keep_book)];
            let beside = beside.map(|(name, may)| (name.to_owned(), may));
            let acts = directive::Act::ALL.iter().map(|act| (act.word().to_owned(), *act));
            let acts = table(title, acts, |actor, act| may_directive(actor, act, &document, authority).is_ok());
            let beside = table("", beside.into_iter(), |actor, may| may(actor, authority).is_ok());
            format!("{acts}\n{}", beside.lines().skip(1).collect::<Vec<_>>().join("\n"))
        };
        let ending = vec![Link { kind: LinkKind::Supersedes, directive_id: Uuid::nil(), open_assignments: None }];
        let tables = [
            directives("Issuer", Authority::Issuer, Vec::new(), DirectiveState::Issued),
            directives("Registrar, issued", Authority::Registrar, Vec::new(), DirectiveState::Issued),
            directives("Registrar, entered", Authority::Registrar, Vec::new(), DirectiveState::Registered),
            directives("Registrar, ending", Authority::Registrar, ending, DirectiveState::Draft),
            directives("Other", Authority::None, Vec::new(), DirectiveState::Registered),
            table("Directory", named(&DIRECTORY_ACTS), |actor, act| may_directory(actor, act).is_ok()),
        ];
        insta::with_settings!({ prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!("rights_over_directives_and_directory", tables.join("\n\n"));
        });
    }

    #[test]
    fn an_organization_may_stand_in_several_relations() {
        use Relation::{Doer, Overseer, Party, Receiver, Stranger};
        let duty = NewAssignment { coordinating: vec![code("BTC")], executing: Some(code("UBND")), ..task() }
            .assign(at("2025-09-22T14:00:00+07:00"));
        let cases: &[(&str, bool, &[Relation])] = &[
            ("DU-UBND", false, &[Doer]),
            ("UBND", false, &[Doer]),
            ("TT", true, &[Receiver, Overseer]),
            ("BTC", true, &[Overseer, Party]),
            ("SNV", false, &[Stranger]),
        ];
        for (organization, oversees, held) in cases {
            assert_eq!(relations(&duty, |one| *one == code(organization), *oversees), *held, "{organization}");
        }
    }

    #[test]
    fn the_issuer_stands_in_where_nobody_is_reported_to() {
        let duty = NewAssignment { reports_to: None, ..task() }.assign(at("2025-09-22T14:00:00+07:00"));
        assert_eq!(relations(&duty, |one| *one == duty.issuer, false), [Relation::Receiver]);
    }

    #[test]
    fn every_act_is_somebodys() {
        for act in Act::ALL {
            assert!(RELATIONS.iter().any(|relation| concerns(*relation, *act)), "{act}");
        }
    }

    fn named<A: Debug + Copy>(acts: &[A]) -> impl Iterator<Item = (String, A)> + '_ {
        acts.iter().map(|act| (format!("{act:?}"), *act))
    }

    fn table<A: Copy>(
        title: &str,
        rows: impl Iterator<Item = (String, A)>,
        allows: impl Fn(&Actor, A) -> bool,
    ) -> String {
        let roles: Vec<(String, Actor)> = Role::ALL
            .iter()
            .map(|role| (format!("{:<13}", role.word()), Actor { roles: vec![*role], ..actor("an", "BTC") }))
            .collect();
        let heads: String = roles.iter().map(|(head, _)| head.as_str()).collect();
        let mut lines = vec![format!("{title:<19}{heads}").trim_end().to_owned()];
        for (name, act) in rows {
            let cells: String = roles
                .iter()
                .map(|(_, actor)| format!("{:<13}", if allows(actor, act) { "yes" } else { "·" }))
                .collect();
            lines.push(format!("{name:<19}{cells}").trim_end().to_owned());
        }
        lines.join("\n")
    }
}
