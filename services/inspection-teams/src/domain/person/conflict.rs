use super::Details;
use chrono::{Months, NaiveDate};
use haicap_reference::Directory;
use haicap_types::{OrganizationCode, OrganizationKind};
use std::collections::HashSet;

/// The organizations of a commune, which are led by the same people.
const COMMUNAL: [OrganizationKind; 2] =
    [OrganizationKind::CommunePartyCommittee, OrganizationKind::CommunePeoplesCommittee];

/// Why somebody may not examine a target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ConflictKind {
    /// A present post in it.
    OwnOrganization,
    /// A former one, not long ago.
    FormerOrganization,
    /// A relative in it.
    Kinship,
    /// An interest in it.
    Interest,
}

/// What keeps somebody from a target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// What it is.
    pub kind: ConflictKind,
    /// The target.
    pub target: OrganizationCode,
}

/// A target with everything that is one with it: what it succeeded, what stands below it, and the other organizations of
/// its commune.
#[derive(Debug, Clone)]
pub struct Line<'a> {
    target: &'a OrganizationCode,
    members: HashSet<&'a OrganizationCode>,
}

impl<'a> Line<'a> {
    /// The line of a target.
    #[must_use]
    pub fn of(target: &'a OrganizationCode, directory: &'a Directory, on: NaiveDate) -> Self {
        let named = target;
        let target = directory.present(target, on);
        let commune = |code: &OrganizationCode| {
            let one = directory.get(code).filter(|one| COMMUNAL.contains(&one.kind))?;
            one.territory_code.as_deref()
        };
        let own = commune(target);
        let is_one = |code: &'a OrganizationCode| {
            directory.is_at_or_below(code, target) || (own.is_some() && commune(code) == own)
        };
        let mut members: HashSet<&OrganizationCode> =
            directory.organizations().map(|one| &one.code).filter(|code| is_one(code)).collect();
        members.extend([named, target]);
        // What ended and was succeeded by a member, in whole or in part, and what that had succeeded.
        loop {
            let before =
                directory.organizations().filter(|one| one.successors.iter().any(|code| members.contains(code)));
            let found: Vec<&OrganizationCode> =
                before.map(|one| &one.code).filter(|code| !members.contains(code)).collect();
            if found.is_empty() {
                return Self { target: named, members };
            }
            members.extend(found);
        }
    }

    fn holds(&self, code: &OrganizationCode) -> bool {
        self.members.contains(code)
    }
}

/// What keeps somebody from a target on a date. Posts count for some years after they ended.
#[must_use]
pub fn conflicts(details: &Details, line: &Line<'_>, years: u16, on: NaiveDate) -> Vec<Conflict> {
    let since = on.checked_sub_months(Months::new(12 * u32::from(years))).unwrap_or(NaiveDate::MIN);
    let posts = details.posts.iter().filter(|post| line.holds(&post.organization)).filter_map(|post| match post.to {
        Some(last) if last <= since => None,
        Some(last) if last < on => Some(ConflictKind::FormerOrganization),
        _ => Some(ConflictKind::OwnOrganization),
    });
    let relatives = details.relatives.iter().filter(|one| line.holds(&one.organization)).map(|_| ConflictKind::Kinship);
    let interests =
        details.interests.iter().filter(|one| line.holds(&one.organization)).map(|_| ConflictKind::Interest);
    let mut kinds: Vec<_> = posts.chain(relatives).chain(interests).collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds.into_iter().map(|kind| Conflict { kind, target: line.target.clone() }).collect()
}

/// Whether somebody is under a disciplinary measure on a date.
#[must_use]
pub fn is_under_discipline(details: &Details, on: NaiveDate) -> bool {
    details.disciplines.iter().any(|one| one.from <= on && one.to.is_none_or(|last| on <= last))
}
