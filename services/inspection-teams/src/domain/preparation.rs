//! Preparations: the teams of a programme with the files of their members and the rules that apply.

use super::decision::{Decision, PackVersionRef};
use super::person::Details;
use super::programme::{Coverage, Programme, coverage};
use super::proposal::{Paper, ProposedMember, ProposedTeam, Snapshot};
use super::rule_pack::PackVersion;
use super::target::{Target, Terms};
use super::team::{Staff, Team, check};
use chrono::NaiveDate;
use haicap_reference::Directory;
use haicap_types::{ListCode, OrganizationCode, OrganizationKind, Words};
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

/// The teams of a programme with what their checks ask for.
#[derive(Debug, Clone)]
pub struct Preparation {
    /// The teams, in their order.
    pub teams: Vec<Team>,
    /// The files of their members.
    pub persons: HashMap<Uuid, Details>,
    /// The rules: those of the decision, or those of today where there is none.
    pub pack: PackVersion,
}

impl Preparation {
    /// What the checks of a team ask for.
    #[must_use]
    pub const fn staff<'a>(&'a self, directory: &'a Directory, today: NaiveDate) -> Staff<'a> {
        Staff { persons: &self.persons, pack: &self.pack.rules, directory, today }
    }

    /// The subjects of the members of all teams.
    pub fn subjects(&self) -> impl Iterator<Item = String> {
        self.persons.values().filter_map(|details| details.subject.clone())
    }

    /// The team with an id.
    #[must_use]
    pub fn team(&self, id: Uuid) -> Option<&Team> {
        self.teams.iter().find(|team| team.id == id)
    }

    /// Which targets belong to which teams.
    #[must_use]
    pub fn coverage(&self, programme: &Programme, directory: &Directory, today: NaiveDate) -> Coverage {
        let held = self.teams.iter().map(|team| (team.id, &*team.content.targets));
        coverage(&programme.expected, held, directory, today)
    }

    /// What keeps the teams from being launched, in words.
    #[must_use]
    pub fn faults(&self, directory: &Directory, today: NaiveDate) -> Vec<Words> {
        let of_team = |team: &Team| {
            let errors = check(team, self.staff(directory, today)).into_iter().filter(|one| one.kind.is_error());
            let named = errors.map(|one| {
                let person = one.person.and_then(|id| self.persons.get(&id)).map(|details| details.name.clone());
                let target = one.target.map(|code| code.to_string());
                let about = [Some(team.content.title.clone()), person, target];
                let about = about.into_iter().flatten().collect::<Vec<_>>().join(", ");
                let words = one.kind.words();
                Words::with(format!("{about}: {}", words.vi), format!("{about}: {}", words.en))
            });
            named.collect::<Vec<_>>()
        };
        self.teams.iter().flat_map(of_team).collect()
    }

    /// What is put before the deciding organization.
    #[must_use]
    pub fn snapshot(&self, programme: &Programme, paper: Paper, today: NaiveDate) -> Snapshot {
        let proposed = |team: &Team| {
            let members = team.members_on(today).filter_map(|member| {
                let details = self.persons.get(&member.person)?;
                let post = details.present_post(today).map(|post| post.post.clone());
                Some(ProposedMember { name: details.name.clone(), post, role: member.role })
            });
            ProposedTeam {
                title: team.content.title.clone(),
                members: members.collect(),
                targets: team.content.targets.clone(),
            }
        };
        let rule_pack = PackVersionRef { code: self.pack.code.clone(), version: self.pack.version };
        Snapshot::new(programme, paper, rule_pack, self.teams.iter().map(proposed).collect())
    }

    /// The targets of a round, as the organizations are today: of each team its own.
    #[must_use]
    pub fn targets(
        &self,
        programme: &Programme,
        decision: &Decision,
        round: &ListCode,
        (directory, today): (&Directory, NaiveDate),
        new_id: impl Fn() -> Uuid,
    ) -> Vec<Target> {
        let level = self.pack.rules.level_of(directory.upwards(&programme.deciding).map(|one| one.kind));
        let found = programme.plan.rounds.iter().find(|one| one.code == *round);
        let decided_on = decision.issued.as_ref().map(|issued| issued.issue.issued_on);
        let (Some(round), Some(decided_on), Some(level)) = (found, decided_on, level) else { return Vec::new() };
        let present = |team: &Team| -> BTreeSet<OrganizationCode> {
            team.content.targets.iter().map(|code| directory.present(code, today).clone()).collect()
        };
        let of_team = |team: &Team| {
            let target = |organization: OrganizationCode| {
                let is_cell = directory.get(&organization).is_some_and(|one| one.kind == OrganizationKind::PartyCell);
                let terms = Terms::read(&self.pack.rules, level, round, decided_on, is_cell)?;
                let (code, calendar) = (round.code.clone(), directory.calendar());
                Some(Target::opened(new_id(), programme.id, team.id, organization, code, terms, calendar))
            };
            present(team).into_iter().filter_map(target).collect::<Vec<_>>()
        };
        self.teams.iter().flat_map(of_team).collect()
    }
}
