//! Whose reports a consolidation is made of, and who is missing: every unit stands in exactly one group.

use crate::vocabulary::Standing;
use chrono::{DateTime, Utc};
use haicap_types::OrganizationCode;
use std::collections::BTreeMap;
use uuid::Uuid;

/// What is expected of a unit for a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// The obligation.
    pub obligation: Uuid,
    /// The obligation's version: what has changed since shows in it.
    pub version: i32,
    /// The period.
    pub period: Uuid,
    /// The unit.
    pub organization: OrganizationCode,
    /// What was done about it.
    pub standing: Standing,
    /// What counts.
    pub submission: Option<Uuid>,
    /// Whether that says that there is nothing to report.
    pub is_nil: bool,
    /// Whether the first report was late; none before there was one.
    pub was_late: Option<bool>,
    /// When it is due.
    pub due_at: DateTime<Utc>,
    /// The form by which it reports, and the number of its version.
    pub form: Option<(String, i32)>,
}

/// Where a unit stands in a consolidation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// All of its reports are in it.
    Included,
    /// Some of them are, of several periods.
    Partial,
    /// None is: they were returned.
    Returned,
    /// None is: they are missing.
    Missing,
    /// None is expected.
    Waived,
}

/// Whose reports a consolidation is made of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Every unit and where it stands, by code.
    pub units: BTreeMap<OrganizationCode, Covered>,
}

/// Where a unit stands, and what its reports are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Covered {
    /// Where it stands.
    pub place: Place,
    /// Whether all that counts was accepted.
    pub is_accepted: bool,
    /// Whether all that counts says that there is nothing to report.
    pub is_nil: bool,
    /// Whether one of its reports was late.
    pub was_late: bool,
}

impl Coverage {
    /// The coverage of what is expected.
    #[must_use]
    pub fn of(units: &[Unit]) -> Self {
        let mut grouped: BTreeMap<OrganizationCode, Vec<&Unit>> = BTreeMap::new();
        for unit in units {
            grouped.entry(unit.organization.clone()).or_default().push(unit);
        }
        Self { units: grouped.into_iter().map(|(code, units)| (code, Covered::of(&units))).collect() }
    }

    /// Who stands in a place, by code.
    pub fn at(&self, place: Place) -> impl Iterator<Item = &OrganizationCode> {
        self.units.iter().filter(move |(_, covered)| covered.place == place).map(|(code, _)| code)
    }

    /// How many satisfy something.
    #[must_use]
    pub fn count(&self, holds: impl Fn(&Covered) -> bool) -> u32 {
        let count = self.units.values().filter(|covered| holds(covered)).count();
        u32::try_from(count).unwrap_or(u32::MAX)
    }

    /// How many are expected: all but those to whom it was waived.
    #[must_use]
    pub fn expected(&self) -> u32 {
        self.count(|covered| covered.place != Place::Waived)
    }

    /// Of how many something is there.
    #[must_use]
    pub fn received(&self) -> u32 {
        self.count(Covered::is_received)
    }
}

impl Covered {
    fn of(units: &[&Unit]) -> Self {
        let asked: Vec<&&Unit> = units.iter().filter(|unit| unit.standing != Standing::Waived).collect();
        let counting: Vec<&&&Unit> = asked.iter().filter(|unit| unit.submission.is_some()).collect();
        let place = if asked.is_empty() {
            Place::Waived
        } else if counting.len() == asked.len() {
            Place::Included
        } else if !counting.is_empty() {
            Place::Partial
        } else if asked.iter().any(|unit| unit.standing == Standing::Returned) {
            Place::Returned
        } else {
            Place::Missing
        };
        Self {
            place,
            is_accepted: !counting.is_empty() && counting.iter().all(|unit| unit.standing == Standing::Accepted),
            is_nil: !counting.is_empty() && counting.iter().all(|unit| unit.is_nil),
            was_late: units.iter().any(|unit| unit.was_late == Some(true)),
        }
    }

    /// Whether something of it is there.
    #[must_use]
    pub const fn is_received(&self) -> bool {
        matches!(self.place, Place::Included | Place::Partial)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use haicap_types::Vocabulary;
    use proptest::prelude::*;

    fn any_unit() -> impl Strategy<Value = Unit> {
        (0..6_u8, 0..3_u8, prop::sample::select(Standing::ALL), any::<bool>()).prop_map(
            |(organization, period, standing, is_nil)| Unit {
                obligation: Uuid::now_v7(),
                version: 1,
                period: Uuid::from_u128(period.into()),
                organization: format!("DU-{organization}").parse().unwrap(),
                standing,
                submission: matches!(standing, Standing::Submitted | Standing::Accepted).then(Uuid::now_v7),
                is_nil,
                was_late: None,
                due_at: DateTime::UNIX_EPOCH,
                form: None,
            },
        )
    }

    proptest! {
        #[test]
        fn every_unit_stands_in_exactly_one_place(units in prop::collection::vec(any_unit(), 0..20)) {
            let coverage = Coverage::of(&units);
            let all = [Place::Included, Place::Partial, Place::Returned, Place::Missing, Place::Waived];
            let total: usize = all.iter().map(|place| coverage.at(*place).count()).sum();
            prop_assert_eq!(total, coverage.units.len());
            prop_assert!(coverage.received() <= coverage.expected());
        }
    }
}
