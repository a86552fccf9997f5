use super::DirectoryParts;
use crate::checks::{check_audience_code, check_dates, check_day, check_territory_code};
use crate::{DirectoryRefusal, Organization, Oversight};
use haicap_types::OrganizationCode;
use std::collections::{HashMap, HashSet};

/// Everything in which the parts contradict themselves or each other.
pub(super) fn problems(parts: &DirectoryParts) -> Vec<DirectoryRefusal> {
    let organizations: HashMap<_, _> =
        parts.organizations.iter().map(|organization| (&organization.code, organization)).collect();
    let mut problems = Vec::new();
    check_organizations(parts, &organizations, &mut problems);
    check_audiences(parts, &organizations, &mut problems);
    check_oversight(parts, &organizations, &mut problems);
    let mut dates = HashSet::new();
    for day in &parts.days {
        if !dates.insert(day.date) {
            problems.push(DirectoryRefusal::DayTaken { date: day.date });
        }
        problems.extend(check_day(day).err());
    }
    problems
}

type Known<'a> = HashMap<&'a OrganizationCode, &'a Organization>;

fn check_organizations(parts: &DirectoryParts, known: &Known<'_>, problems: &mut Vec<DirectoryRefusal>) {
    let mut seen = HashSet::new();
    let mut rooted = HashSet::new();
    let mut circling = HashSet::new();
    for organization in &parts.organizations {
        let code = &organization.code;
        if !seen.insert(code) {
            problems.push(DirectoryRefusal::CodeTaken { code: code.clone() });
        }
        problems.extend(check_dates(organization.valid_from, organization.valid_to).err());
        problems.extend(check_territory_code(organization.territory_code.as_deref()).err());
        for successor in &organization.successors {
            if successor == code || !known.contains_key(successor) {
                let (code, successor) = (code.clone(), successor.clone());
                problems.push(DirectoryRefusal::SuccessorNotValid { code, successor });
            }
        }
        let Some(parent) = &organization.parent else {
            continue;
        };
        if !known.contains_key(parent) {
            problems.push(DirectoryRefusal::ParentUnknown { code: code.clone(), parent: parent.clone() });
        } else if !reaches_a_root(organization, known, (&mut rooted, &mut circling)) {
            problems.push(DirectoryRefusal::ParentBelowItself { code: code.clone(), parent: parent.clone() });
        }
    }
}

/// Whether climbing from parent to parent ends; what is known to end, or not to, is remembered, so that the whole check is
/// linear.
fn reaches_a_root<'a>(
    start: &'a Organization,
    known: &Known<'a>,
    (rooted, circling): (&mut HashSet<&'a OrganizationCode>, &mut HashSet<&'a OrganizationCode>),
) -> bool {
    let mut climbed = HashSet::new();
    let mut at = Some(start);
    while let Some(organization) = at {
        if rooted.contains(&organization.code) {
            break;
        }
        if circling.contains(&organization.code) || !climbed.insert(&organization.code) {
            circling.extend(climbed);
            return false;
        }
        at = organization.parent.as_ref().and_then(|parent| known.get(parent).copied());
    }
    rooted.extend(climbed);
    true
}

fn check_audiences(parts: &DirectoryParts, known: &Known<'_>, problems: &mut Vec<DirectoryRefusal>) {
    let mut seen = HashSet::new();
    for audience in &parts.audiences {
        if !seen.insert(&audience.code) {
            problems.push(DirectoryRefusal::AudienceTaken { audience: audience.code.clone() });
        }
        problems.extend(check_audience_code(&audience.code).err());
        if audience.kinds.is_empty() && audience.organizations.is_empty() {
            problems.push(DirectoryRefusal::AudienceEmpty { audience: audience.code.clone() });
        }
        let unknown = audience.organizations.iter().filter(|code| !known.contains_key(code));
        problems.extend(unknown.map(|code| DirectoryRefusal::OrganizationUnknown { code: code.clone() }));
    }
}

fn check_oversight(parts: &DirectoryParts, known: &Known<'_>, problems: &mut Vec<DirectoryRefusal>) {
    let audiences: HashSet<_> = parts.audiences.iter().map(|audience| &audience.code).collect();
    let mut by_body: HashMap<_, Vec<&Oversight>> = HashMap::new();
    for row in &parts.oversight {
        if !known.contains_key(&row.body) {
            problems.push(DirectoryRefusal::OrganizationUnknown { code: row.body.clone() });
        }
        if !audiences.contains(&row.audience) {
            problems.push(DirectoryRefusal::AudienceUnknown { audience: row.audience.clone() });
        }
        problems.extend(check_dates(row.valid_from, row.valid_to).err());
        by_body.entry((&row.body, &row.audience)).or_default().push(row);
    }
    for spans in by_body.values_mut() {
        spans.sort_unstable_by_key(|span| span.valid_from);
        let neighbours = spans.windows(2).filter_map(|pair| <&[_; 2]>::try_from(pair).ok());
        problems.extend(neighbours.filter(|[earlier, later]| earlier.overlaps(later)).map(|[_, later]| {
            DirectoryRefusal::OversightOverlaps {
                body: later.body.clone(),
                audience: later.audience.clone(),
                valid_from: later.valid_from,
            }
        }));
    }
}
