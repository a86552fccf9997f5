use chrono::NaiveDate;
use haicap_reference::Directory;
use haicap_types::OrganizationCode;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Which targets of a programme belong to which teams. Organizations that have ended stand under their heirs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Coverage {
    /// How many organizations are to be examined.
    pub expected: usize,
    /// How many of them belong to exactly one team.
    pub covered: usize,
    /// Those that belong to none, by code.
    pub missing: Vec<OrganizationCode>,
    /// Those that belong to several.
    pub doubled: Vec<Doubled>,
    /// Those of teams that are not to be examined, by code.
    pub outside: Vec<OrganizationCode>,
}

/// A target of several teams.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubled {
    /// The organization.
    pub organization: OrganizationCode,
    /// The teams, in their order.
    pub teams: Vec<Uuid>,
}

impl Coverage {
    /// Whether every target belongs to exactly one team, and teams have no others.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.missing.is_empty() && self.doubled.is_empty() && self.outside.is_empty()
    }
}

/// Which of the expected organizations belong to which teams on a date. What has two heirs, or none, stands for itself.
#[must_use]
pub fn coverage<'a>(
    expected: &'a [OrganizationCode],
    teams: impl IntoIterator<Item = (Uuid, &'a [OrganizationCode])>,
    directory: &'a Directory,
    on: NaiveDate,
) -> Coverage {
    let heirs: BTreeMap<_, _> = directory.heirs(on).into_iter().collect();
    let present = |code: &'a OrganizationCode| heirs.get(code).unwrap_or(code).clone();
    let expected: BTreeSet<OrganizationCode> = expected.iter().map(present).collect();
    let mut held: BTreeMap<OrganizationCode, Vec<Uuid>> = BTreeMap::new();
    for (team, targets) in teams {
        for code in targets.iter().map(present).collect::<BTreeSet<_>>() {
            held.entry(code).or_default().push(team);
        }
    }
    let missing: Vec<_> = expected.iter().filter(|code| !held.contains_key(*code)).cloned().collect();
    let (inside, outside): (Vec<_>, Vec<_>) = held.into_iter().partition(|(code, _)| expected.contains(code));
    let (covered, doubled): (Vec<_>, Vec<_>) = inside.into_iter().partition(|(_, teams)| teams.len() == 1);
    Coverage {
        expected: expected.len(),
        covered: covered.len(),
        missing,
        doubled: doubled.into_iter().map(|(organization, teams)| Doubled { organization, teams }).collect(),
        outside: outside.into_iter().map(|(code, _)| code).collect(),
    }
}
