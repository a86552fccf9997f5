//! Assigning: what the clauses of a directive make when it is issued or registered.

use super::Directive;
use crate::domain::assignment::{Assignment, NewAssignment, Parent};
use crate::domain::clause::{Clause, IntendedAssignment, Label, Party, resolve};
use crate::domain::coverage::Counts;
use crate::domain::text::AudienceCode;
use crate::vocabulary::ClauseKind;
use chrono::{DateTime, NaiveDate, Utc};
use haicap_reference::Directory;
use haicap_types::{Named, OrganizationCode, Words, local_date};
use std::collections::{BTreeSet, HashMap, HashSet};
use uuid::Uuid;

/// How many assignments one directive may make: thirty points for each of the 336 organizations of the widest audience.
const ASSIGNMENTS_MAX: usize = 10_000;

/// How many organizations may have a role in the assignments that one directive makes, each counted once for every
/// assignment.
const ROLES_MAX: usize = 200_000;

/// The length of an assignment's title, in characters; the clause says the rest.
const TITLE_MAX: usize = 200;

/// What a directive makes.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Assigned {
    /// Every assignment, a parent before its children.
    pub(super) assignments: Vec<Assignment>,
    /// Every organization that the directive concerns from now on, sorted.
    pub(super) concerned: Vec<OrganizationCode>,
}

/// Why a directive cannot be assigned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AssigningFault {
    /// A clause names an organization that does not exist on the day.
    NoSuchOrganization(Label, Named),
    /// A clause gives an organization what it would report to itself, and no issuer above it to report to.
    OwnReceiver(Label, Named),
    /// The clauses would make more than `ASSIGNMENTS_MAX` assignments.
    TooMany,
    /// More than `ROLES_MAX` organizations would have a role in them.
    TooManyRoles,
}

/// A root assignment that a clause makes.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Root {
    accountable: OrganizationCode,
    executing: Option<OrganizationCode>,
    reports_to: Option<OrganizationCode>,
    /// The organizations that get a part of it each.
    parts: Vec<OrganizationCode>,
}

/// Makes all assignments of a directive, audiences resolved on the day: for each intended one a root for every
/// accountable organization, and below it a child for every organization that it is fanned out to.
///
/// # Errors
/// Every [`AssigningFault`] up to the first that is one of size; nothing is made then.
pub(super) fn assign(
    directive: &Directive,
    clauses: &[Clause],
    directory: &Directory,
    now: DateTime<Utc>,
    new_id: &mut dyn FnMut() -> Uuid,
) -> Result<Assigned, Vec<AssigningFault>> {
    let today = local_date(now);
    let members = |audience: &AudienceCode| members(directory, audience, today);
    let mut assigning = Assigning { directive, members: &members, now, new_id, made: Vec::new(), roles: 0 };
    let mut faults = Vec::new();
    for clause in clauses {
        match roots(&directive.content.issuer, clause, directory, today) {
            Ok(made) if faults.is_empty() => {
                for (intended, roots) in made {
                    assigning.make(clause, intended, roots).map_err(|fault| vec![fault])?;
                }
            }
            Ok(_) => {}
            Err(more) => faults.extend(more),
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let assignments = assigning.made;
    let concerned = concerned(directive, &assignments, &members);
    Ok(Assigned { assignments, concerned })
}

/// What the clauses of a draft would make if it were issued on a day. A clause that cannot be given to those whom it
/// names makes nothing, so that it shows as uncovered before it is too late.
#[must_use]
pub fn intended_counts(
    issuer: &OrganizationCode,
    clauses: &[Clause],
    directory: &Directory,
    today: NaiveDate,
) -> HashMap<Uuid, Counts> {
    let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    let counts = clauses.iter().map(|clause| {
        let made = roots(issuer, clause, directory, today).unwrap_or_default();
        let made: Vec<&Root> = made.iter().flat_map(|(_, roots)| roots).collect();
        let assignments = count(made.iter().map(|root| 1 + root.parts.len()).sum());
        let organizations = made.iter().flat_map(|root| std::iter::once(&root.accountable).chain(&root.parts));
        let organizations = count(organizations.collect::<HashSet<_>>().len());
        (clause.id, Counts { assignments, organizations, owed: assignments })
    });
    counts.collect()
}

/// The roots that a clause makes by each of its intended assignments. Nobody gets the same work twice: an organization
/// that is named gets it as named, and of several audiences the first counts.
///
/// # Errors
/// Why it cannot be given to those whom it names.
fn roots<'a>(
    issuer: &OrganizationCode,
    clause: &'a Clause,
    directory: &Directory,
    today: NaiveDate,
) -> Result<Vec<(&'a IntendedAssignment, Vec<Root>)>, Vec<AssigningFault>> {
    let (mut made, mut faults) = (Vec::new(), Vec::new());
    for intended in &clause.intended {
        match roots_of(issuer, clause, intended, directory, today) {
            Ok(roots) => made.push((intended, roots)),
            Err(fault) => faults.push(fault),
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let work = |root: &Root| (root.accountable.clone(), root.executing.clone());
    let is_named = |intended: &IntendedAssignment| matches!(intended.accountable, Party::Organization(_));
    let named = made.iter().filter(|(intended, _)| is_named(intended));
    let mut given: HashSet<_> = named.flat_map(|(_, roots)| roots).map(work).collect();
    for (_, roots) in made.iter_mut().filter(|(intended, _)| !is_named(intended)) {
        roots.retain(|root| given.insert(work(root)));
    }
    Ok(made)
}

/// The roots of one intended assignment, audiences resolved on the day.
fn roots_of(
    issuer: &OrganizationCode,
    clause: &Clause,
    intended: &IntendedAssignment,
    directory: &Directory,
    today: NaiveDate,
) -> Result<Vec<Root>, AssigningFault> {
    exist(clause, intended, directory, today)?;
    let members = |audience: &AudienceCode| members(directory, audience, today);
    let parts = intended.children(&members);
    let mut roots = Vec::new();
    for accountable in intended.roots(&members) {
        // An organization that belongs to the audience may also be named to carry it out: then nobody else executes.
        let executing = intended.executing.clone().filter(|code| *code != accountable);
        match receiver(issuer, clause, intended, &accountable, executing.as_ref()) {
            Some(reports_to) => {
                // Nobody gives a part to the organization that decides on the whole, or to the issuer.
                let is_above = |code: &OrganizationCode| code == issuer || Some(code) == reports_to.as_ref();
                let parts = parts.iter().filter(|code| **code != accountable && !is_above(code)).cloned().collect();
                roots.push(Root { accountable, executing, reports_to, parts });
            }
            // Of an audience the others report to it.
            None if matches!(intended.accountable, Party::Audience(_)) && accountable == *issuer => {}
            None => return Err(AssigningFault::OwnReceiver(clause.label.clone(), directory.named(issuer))),
        }
    }
    Ok(roots)
}

/// The organization that is named, or the issuer in its place where that would do the work itself; none where both
/// would. An event duty that names no receiver has none.
fn receiver(
    issuer: &OrganizationCode,
    clause: &Clause,
    intended: &IntendedAssignment,
    accountable: &OrganizationCode,
    executing: Option<&OrganizationCode>,
) -> Option<Option<OrganizationCode>> {
    let is_another = |code: &&OrganizationCode| *code != accountable && Some(*code) != executing;
    if clause.kind == ClauseKind::EventDuty && intended.reports_to.is_none() {
        return Some(issuer).filter(is_another).map(|_| None);
    }
    intended.reports_to.iter().chain([issuer]).find(is_another).cloned().map(Some)
}

/// The organizations of an audience on a day.
#[must_use]
pub fn members(directory: &Directory, audience: &AudienceCode, on: NaiveDate) -> Vec<OrganizationCode> {
    directory.members(audience.as_str(), on).into_iter().map(|organization| organization.code.clone()).collect()
}

struct Assigning<'a> {
    directive: &'a Directive,
    members: &'a dyn Fn(&AudienceCode) -> Vec<OrganizationCode>,
    now: DateTime<Utc>,
    new_id: &'a mut dyn FnMut() -> Uuid,
    made: Vec<Assignment>,
    roles: usize,
}

impl Assigning<'_> {
    fn make(&mut self, clause: &Clause, intended: &IntendedAssignment, roots: Vec<Root>) -> Result<(), AssigningFault> {
        let coordinating = resolve(&intended.coordinating, self.members);
        let monitoring = resolve(&intended.monitoring, self.members);
        for Root { accountable, executing, reports_to, parts } in roots {
            if self.made.len() + 1 + parts.len() > ASSIGNMENTS_MAX {
                return Err(AssigningFault::TooMany);
            }
            // Accountable, executing, receiver and issuer of a root; of a child, who executes the root follows it.
            self.roles += 4 + coordinating.len() + monitoring.len() + 4 * parts.len();
            if self.roles > ROLES_MAX {
                return Err(AssigningFault::TooManyRoles);
            }
            let is_other = |code: &&OrganizationCode| **code != accountable && executing.as_ref() != Some(*code);
            let new = NewAssignment {
                coordinating: coordinating.iter().filter(is_other).cloned().collect(),
                monitoring: monitoring.iter().filter(is_other).cloned().collect(),
                executing: executing.clone(),
                reports_to,
                ..self.part(clause, accountable.clone(), None)
            };
            self.family(clause, new.assign(self.now), &parts);
        }
        Ok(())
    }

    fn family(&mut self, clause: &Clause, mut root: Assignment, organizations: &[OrganizationCode]) {
        let parent = Some(root.as_parent());
        let mut children = Vec::new();
        for organization in organizations {
            let reports_to = Some(root.accountable.clone());
            // Who carries out the parent follows its children.
            let monitoring = root.executing.iter().filter(|executing| *executing != organization).cloned().collect();
            let child = NewAssignment { reports_to, monitoring, ..self.part(clause, organization.clone(), parent) };
            children.push(child.assign(self.now));
        }
        root.children = i32::try_from(children.len()).unwrap_or(i32::MAX);
        root.open_children = root.children;
        self.made.push(root);
        self.made.append(&mut children);
    }

    fn part(&mut self, clause: &Clause, accountable: OrganizationCode, parent: Option<Parent>) -> NewAssignment {
        let content = &self.directive.content;
        NewAssignment {
            id: (self.new_id)(),
            directive_id: Some(self.directive.id),
            clause_id: Some(clause.id),
            parent,
            clause_kind: clause.kind,
            title: headline(clause.text.as_str()),
            product_kind: clause.product_kind,
            product: clause.product.as_ref().map(ToString::to_string),
            urgency: clause.urgency.unwrap_or(content.urgency),
            accountable,
            executing: None,
            coordinating: Vec::new(),
            monitoring: Vec::new(),
            reports_to: None,
            issuer: content.issuer.clone(),
            cadence: clause.cadence,
            due_on: clause.due_on,
        }
    }
}

/// Audiences hold only organizations that exist; one that is named may have ended since the draft was written.
fn exist(
    clause: &Clause,
    intended: &IntendedAssignment,
    directory: &Directory,
    today: NaiveDate,
) -> Result<(), AssigningFault> {
    let parties = std::iter::once(&intended.accountable).chain(&intended.coordinating).chain(&intended.monitoring);
    let named = parties.filter_map(|party| match party {
        Party::Organization(code) => Some(code),
        Party::Audience(_) => None,
    });
    let exists =
        |code: &OrganizationCode| directory.get(code).is_some_and(|organization| organization.is_valid_on(today));
    match named.chain(&intended.executing).chain(&intended.reports_to).find(|code| !exists(code)) {
        Some(code) => Err(AssigningFault::NoSuchOrganization(clause.label.clone(), directory.named(code))),
        None => Ok(()),
    }
}

fn concerned(
    directive: &Directive,
    assignments: &[Assignment],
    members: &dyn Fn(&AudienceCode) -> Vec<OrganizationCode>,
) -> Vec<OrganizationCode> {
    let content = &directive.content;
    let mut concerned = BTreeSet::from([content.issuer.clone(), directive.created_by_organization.clone()]);
    concerned.extend(content.recipients.iter().cloned());
    concerned.extend(content.audiences.iter().flat_map(members));
    concerned.extend(assignments.iter().flat_map(Assignment::parties).cloned());
    concerned.into_iter().collect()
}

/// The beginning of a text, cut between words.
pub(super) fn headline(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default().trim_end();
    let Some((end, _)) = line.char_indices().nth(TITLE_MAX) else {
        return line.to_owned();
    };
    let kept = line.get(..end).unwrap_or_default();
    let kept = kept.rsplit_once(' ').map_or(kept, |(whole, _)| whole);
    format!("{} …", kept.trim_end_matches([',', ';', ' ']))
}

impl AssigningFault {
    /// A stable word for programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoSuchOrganization(..) => "organization_ended",
            Self::OwnReceiver(..) => "own_receiver",
            Self::TooMany => "too_many_assignments",
            Self::TooManyRoles => "too_many_roles",
        }
    }

    /// What is wrong and what to do about it.
    #[must_use]
    pub fn words(&self) -> Words {
        match self {
            Self::NoSuchOrganization(label, Named { name_vi, name_en, .. }) => Words::with(
                format!("Điểm {label}: {name_vi} không còn hoạt động vào ngày giao; hãy sửa dự thảo."),
                format!("Clause {label}: the organization {name_en} does not exist on the day; change the draft."),
            ),
            Self::OwnReceiver(label, Named { name_vi, name_en, .. }) => Words::with(
                format!(
                    "Điểm {label}: {name_vi} không thể tự báo cáo cho chính mình; hãy chọn cơ quan khác nhận kết quả."
                ),
                format!("Clause {label}: {name_en} cannot report to itself; name another organization in reports_to."),
            ),
            Self::TooMany => Words::with(
                format!("Văn bản giao quá {ASSIGNMENTS_MAX} nhiệm vụ; hãy thu gọn các nhóm được giao."),
                format!("The document makes more than {ASSIGNMENTS_MAX} assignments; give it to fewer organizations."),
            ),
            Self::TooManyRoles => Words::with(
                format!(
                    "Các nhiệm vụ của văn bản có quá {ROLES_MAX} lượt cơ quan tham gia; hãy bớt cơ quan phối hợp, theo \
                     dõi."
                ),
                format!(
                    "The assignments of the document would have more than {ROLES_MAX} roles in all; name fewer \
                     organizations that coordinate or monitor."
                ),
            ),
        }
    }
}

#[cfg(test)]
mod tests;
