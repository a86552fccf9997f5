//! What the rules of programmes ask for.

use super::input::ProposeIn;
use crate::domain::decision::{Decision, PackVersionRef};
use crate::domain::person::Details;
use crate::domain::programme::{Coverage, Frame, Parties, Plan, Programme, Written, coverage, resolve};
use crate::domain::proposal::{ProposedMember, ProposedTeam, Snapshot};
use crate::domain::rule_pack::PackVersion;
use crate::domain::target::{Target, Terms};
use crate::domain::team::{Staff, Team, check};
use crate::store;
use chrono::NaiveDate;
use diesel::QueryResult;
use haicap_kit::Stop;
use haicap_kit::db::Db;
use haicap_kit::http::{Problem, kinds};
use haicap_reference::Call;
use haicap_types::{Faults, ListCode, OrganizationCode, OrganizationKind, Words};
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

/// The rules that apply to a decision of an organization on a date; none where there are none.
async fn rules_in_force(
    db: Db<'_>,
    call: &Call,
    deciding: &OrganizationCode,
    on: NaiveDate,
) -> QueryResult<Option<PackVersion>> {
    let (directory, today) = (&call.known.directory, call.known.today);
    let upwards = directory.upwards(deciding).map(|one| &one.code);
    // A pack that was entered for an organization applies to its heir.
    let with_past = upwards.flat_map(|code| std::iter::once(code).chain(directory.predecessors(code, today)));
    let organizations = with_past.cloned().collect();
    store::rule_packs::in_force(db, organizations, on).await
}

/// The same.
///
/// # Errors
/// 409 where there are none.
pub(in crate::api) async fn rules_on(
    db: Db<'_>,
    call: &Call,
    deciding: &OrganizationCode,
    on: NaiveDate,
) -> Result<PackVersion, Problem> {
    rules_in_force(db, call, deciding, on).await?.ok_or_else(no_rules)
}

/// A plan that was sent at a place of the body, checked against the rules of today.
pub(super) async fn written(db: Db<'_>, call: &Call, parties: &Parties, at: &str, plan: Plan) -> Result<Written, Stop> {
    let pack = rules_on(db, call, &parties.deciding, call.known.today).await?;
    let asked = plan.requirements.clone();
    let (directory, today) = (&call.known.directory, call.known.today);
    let conducting = directory.present(&parties.conducting, today);
    let addressees = std::iter::once(conducting).chain(directory.predecessors(conducting, today)).cloned().collect();
    let requirements = store::requirements::addressed_to(db, addressees, asked).await?;
    let frame = Frame {
        parties,
        pack: &pack.rules,
        directory: &call.known.directory,
        today: call.known.today,
        requirements: &requirements,
    };
    let mut faults = Faults::default();
    let read = faults.part(at, resolve(plan, frame));
    Ok(faults.all(read)?)
}

/// The teams of a programme with the files of their members.
pub(in crate::api) struct Prepared {
    /// The teams, in their order.
    pub(in crate::api) teams: Vec<Team>,
    /// The files.
    persons: HashMap<Uuid, Details>,
    /// The rules: those of the decision, or those of today where there is none.
    pack: PackVersion,
}

/// The teams of a programme with what their checks ask for; none where no rules apply to it.
pub(in crate::api) async fn prepared(db: Db<'_>, call: &Call, programme: &Programme) -> QueryResult<Option<Prepared>> {
    let teams = store::teams::of_programme(db, programme.id).await?;
    let ids = teams.iter().flat_map(|team| team.content.members.iter().map(|one| one.person)).collect();
    let persons = store::persons::details(db, ids).await?;
    let pack = match store::decisions::of_programme(db, programme.id).await? {
        Some(one) => store::rule_packs::find(db, &one.rule_pack.code, one.rule_pack.version).await?,
        None => rules_in_force(db, call, &programme.deciding, call.known.today).await?,
    };
    Ok(pack.map(|pack| Prepared { teams, persons, pack }))
}

impl Prepared {
    /// What the checks of a team ask for.
    pub(in crate::api) fn staff<'a>(&'a self, call: &'a Call) -> Staff<'a> {
        let (directory, today) = (&*call.known.directory, call.known.today);
        Staff { persons: &self.persons, pack: &self.pack.rules, directory, today }
    }

    /// The subjects of the members of all teams.
    pub(super) fn subjects(&self) -> impl Iterator<Item = String> {
        self.persons.values().filter_map(|details| details.subject.clone())
    }

    /// The team with an id.
    pub(in crate::api) fn team(&self, id: Uuid) -> Option<&Team> {
        self.teams.iter().find(|team| team.id == id)
    }

    /// The targets of a round, as the organizations are today: of each team its own.
    pub(super) fn targets(
        &self,
        call: &Call,
        programme: &Programme,
        decision: &Decision,
        round: &ListCode,
        new_id: impl Fn() -> Uuid,
    ) -> Vec<Target> {
        let (directory, today) = (&*call.known.directory, call.known.today);
        let level = self.pack.rules.level_of(directory.upwards(&programme.deciding).map(|one| one.kind));
        let found = programme.plan.rounds.iter().find(|one| one.code == *round);
        let decided_on = decision.issued.as_ref().map(|issued| issued.issue.issued_on);
        let (Some(round), Some(decided_on), Some(level)) = (found, decided_on, level) else { return Vec::new() };
        let present = |team: &Team| -> BTreeSet<OrganizationCode> {
            team.content.targets.iter().map(|code| directory.present(code, today).clone()).collect()
        };
        let of_team = |team: &Team| {
            let terms = |organization: &OrganizationCode| {
                let is_cell = directory.get(organization).is_some_and(|one| one.kind == OrganizationKind::PartyCell);
                Terms::read(&self.pack.rules, level, round, decided_on, is_cell)
            };
            let target = |organization: OrganizationCode| {
                let terms = terms(&organization)?;
                let (code, calendar) = (round.code.clone(), directory.calendar());
                Some(Target::opened(new_id(), programme.id, team.id, organization, code, terms, calendar))
            };
            present(team).into_iter().filter_map(target).collect::<Vec<_>>()
        };
        self.teams.iter().flat_map(of_team).collect()
    }

    /// Which targets belong to which teams.
    pub(super) fn coverage(&self, call: &Call, programme: &Programme) -> Coverage {
        let held = self.teams.iter().map(|team| (team.id, &*team.content.targets));
        coverage(&programme.expected, held, &call.known.directory, call.known.today)
    }

    /// What keeps the teams from being launched, in words.
    pub(super) fn faults(&self, call: &Call) -> Vec<Words> {
        let of_team = |team: &Team| {
            let errors = check(team, self.staff(call)).into_iter().filter(|one| one.kind.is_error());
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
    pub(super) fn snapshot(&self, programme: &Programme, sent: ProposeIn, today: NaiveDate) -> Snapshot {
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
        Snapshot {
            format: Snapshot::FORMAT,
            programme: programme.id,
            conducting: programme.conducting.clone(),
            deciding: programme.deciding.clone(),
            number: sent.number,
            proposed_on: sent.proposed_on.0,
            summary: sent.summary,
            plan: programme.plan.clone(),
            expected: programme.expected.clone(),
            rule_pack: PackVersionRef { code: self.pack.code.clone(), version: self.pack.version },
            teams: self.teams.iter().map(proposed).collect(),
        }
    }
}

/// No rules apply.
pub(in crate::api) fn no_rules() -> Problem {
    Problem::new(&kinds::CONFLICT).code("no_rule_pack").detail(NO_RULES)
}

const NO_RULES: Words = Words::new(
    "Không có bộ quy định nào có hiệu lực cho cấp quyết định vào ngày này.",
    "No rule pack is in force for the deciding organization on this date.",
);
