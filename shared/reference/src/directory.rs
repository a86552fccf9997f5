mod check;
mod heirs;

use crate::{Audience, CalendarDay, DirectoryRefusal, Organization, Oversight, Sight, WorkingCalendar};
use aws_lc_rs::digest::{Context, SHA256};
use chrono::NaiveDate;
use haicap_types::{Faults, Named, OrganizationCode, Words};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What a directory is made of.
#[derive(Debug, Clone, Default)]
pub struct DirectoryParts {
    /// Every organization, ended ones included.
    pub organizations: Vec<Organization>,
    /// Every audience.
    pub audiences: Vec<Audience>,
    /// Every row of oversight, ended ones included.
    pub oversight: Vec<Oversight>,
    /// Every day that differs.
    pub days: Vec<CalendarDay>,
}

/// An immutable snapshot of the directory that does not contradict itself.
#[derive(Debug, Clone)]
pub struct Directory {
    version: i64,
    organizations: HashMap<OrganizationCode, Organization>,
    codes: Vec<OrganizationCode>,
    children: HashMap<OrganizationCode, Vec<OrganizationCode>>,
    audiences: BTreeMap<String, Audience>,
    oversight: Vec<Oversight>,
    calendar: WorkingCalendar,
}

impl Directory {
    /// A snapshot of a version.
    ///
    /// # Errors
    /// Everything in which the parts contradict themselves or each other.
    pub fn new(parts: DirectoryParts, version: i64) -> Result<Self, Vec<DirectoryRefusal>> {
        let problems = check::problems(&parts);
        if !problems.is_empty() {
            return Err(problems);
        }
        let organizations: HashMap<_, _> =
            parts.organizations.into_iter().map(|organization| (organization.code.clone(), organization)).collect();
        let mut codes: Vec<_> = organizations.keys().cloned().collect();
        codes.sort_unstable();
        let mut children: HashMap<_, Vec<_>> = HashMap::new();
        for organization in codes.iter().filter_map(|code| organizations.get(code)) {
            if let Some(parent) = &organization.parent {
                children.entry(parent.clone()).or_default().push(organization.code.clone());
            }
        }
        let audiences = parts.audiences.into_iter().map(|audience| (audience.code.clone(), audience)).collect();
        let calendar = WorkingCalendar::new(parts.days);
        Ok(Self { version, organizations, codes, children, audiences, oversight: parts.oversight, calendar })
    }

    /// The version that it is a snapshot of.
    #[must_use]
    pub const fn version(&self) -> i64 {
        self.version
    }

    /// What it is made of.
    #[must_use]
    pub fn parts(&self) -> DirectoryParts {
        DirectoryParts {
            organizations: self.organizations().cloned().collect(),
            audiences: self.audiences().cloned().collect(),
            oversight: self.oversight.clone(),
            days: self.calendar.days().cloned().collect(),
        }
    }

    /// The organization with a code.
    #[must_use]
    pub fn get(&self, code: &OrganizationCode) -> Option<&Organization> {
        self.organizations.get(code)
    }

    /// Notes an organization that the directory does not know.
    pub fn expect_organization(&self, faults: &mut Faults, pointer: impl Into<String>, code: &OrganizationCode) {
        let unknown = || {
            Words::with(
                format!("Danh mục không có cơ quan mang mã {code}."),
                format!("The directory has no organization {code}."),
            )
        };
        if self.get(code).is_none() {
            faults.note(pointer, unknown());
        }
    }

    /// A code with its names; history may name organizations that the directory never knew, and these go by their code.
    #[must_use]
    pub fn named(&self, code: &OrganizationCode) -> Named {
        self.get(code).map_or_else(
            || Named { code: code.clone(), name_vi: code.to_string(), name_en: code.to_string() },
            Organization::named,
        )
    }

    /// Every organization, ended ones included, by code.
    pub fn organizations(&self) -> impl Iterator<Item = &Organization> {
        self.codes.iter().filter_map(|code| self.get(code))
    }

    /// The organizations at the top of the trees, ended ones included, by code.
    pub fn roots(&self) -> impl Iterator<Item = &Organization> {
        self.organizations().filter(|organization| organization.parent.is_none())
    }

    /// The organizations directly below one, ended ones included, by code.
    pub fn children(&self, code: &OrganizationCode) -> impl Iterator<Item = &Organization> {
        self.children.get(code).into_iter().flatten().filter_map(|child| self.get(child))
    }

    /// An organization and all above it, the nearest first.
    pub fn upwards(&self, code: &OrganizationCode) -> impl Iterator<Item = &Organization> {
        std::iter::successors(self.get(code), |here| self.get(here.parent.as_ref()?))
    }

    /// Whether an organization stands somewhere below another, or is the same.
    #[must_use]
    pub fn is_at_or_below(&self, code: &OrganizationCode, above: &OrganizationCode) -> bool {
        code == above || self.upwards(code).any(|here| here.code == *above)
    }

    /// The audience with a code.
    #[must_use]
    pub fn audience(&self, code: &str) -> Option<&Audience> {
        self.audiences.get(code)
    }

    /// Every audience, by code.
    pub fn audiences(&self) -> impl Iterator<Item = &Audience> {
        self.audiences.values()
    }

    /// The organizations that an audience stands for on a date, by code; none where there is no such audience.
    #[must_use]
    pub fn members(&self, audience: &str, on: NaiveDate) -> Vec<&Organization> {
        self.audience(audience).map(|audience| self.members_of(audience, on)).unwrap_or_default()
    }

    /// The same for an audience that is perhaps not kept yet.
    #[must_use]
    pub fn members_of(&self, audience: &Audience, on: NaiveDate) -> Vec<&Organization> {
        self.organizations().filter(|one| one.is_valid_on(on) && audience.includes(one)).collect()
    }

    /// Every row of oversight, ended ones included.
    #[must_use]
    pub fn oversight(&self) -> &[Oversight] {
        &self.oversight
    }

    /// Whose work an organization follows on a date, whatever the tree says. A followed organization that has ended
    /// stays in, so that its past can be read.
    #[must_use]
    pub fn overseen_by(&self, body: &OrganizationCode, on: NaiveDate) -> BTreeSet<&OrganizationCode> {
        let audiences: Vec<_> = self
            .oversight
            .iter()
            .filter(|row| row.body == *body && row.is_valid_on(on))
            .filter_map(|row| self.audience(&row.audience))
            .collect();
        self.organizations()
            .filter(|organization| organization.has_begun_by(on))
            .filter(|organization| audiences.iter().any(|audience| audience.includes(organization)))
            .map(|organization| &organization.code)
            .collect()
    }

    /// What an organization sees on a date. Organizations below it that have ended stay in sight, and so do those for
    /// which it stands now.
    #[must_use]
    pub fn sight(&self, own: &OrganizationCode, on: NaiveDate) -> Sight {
        let below = self.below(own).into_iter().filter(|organization| organization.has_begun_by(on));
        Sight::new(
            own.clone(),
            below.map(|organization| organization.code.clone()).chain(self.predecessors(own, on).cloned()),
            self.overseen_by(own, on).into_iter().cloned(),
        )
    }

    /// Which days are worked.
    #[must_use]
    pub const fn calendar(&self) -> &WorkingCalendar {
        &self.calendar
    }

    /// SHA-256 over every row, in the order of their keys, as hexadecimal digits: the same for a copy and its source,
    /// whatever their own versions.
    #[must_use]
    pub fn digest(&self) -> String {
        let mut oversight: Vec<_> = self.oversight.iter().collect();
        oversight.sort_unstable_by_key(|row| (&row.body, &row.audience, row.valid_from));
        let mut context = Context::new(&SHA256);
        self.organizations().for_each(|row| update(&mut context, row));
        self.audiences().for_each(|row| update(&mut context, row));
        oversight.into_iter().for_each(|row| update(&mut context, row));
        self.calendar.days().for_each(|row| update(&mut context, row));
        hex::encode(context.finish())
    }

    fn below(&self, code: &OrganizationCode) -> Vec<&Organization> {
        let mut found: Vec<_> = self.children(code).collect();
        let mut next = 0;
        while let Some(organization) = found.get(next).copied() {
            found.extend(self.children(&organization.code));
            next += 1;
        }
        found
    }
}

#[expect(clippy::expect_used, reason = "rows hold nothing that JSON cannot say")]
fn update(context: &mut Context, row: &impl Serialize) {
    context.update(&serde_json::to_vec(row).expect("a row is JSON"));
    context.update(b"\n");
}

#[cfg(test)]
mod tests;
