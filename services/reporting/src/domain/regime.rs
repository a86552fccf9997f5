//! Report regimes: who reports what to whom, how often, by when, and along which route (decree 09/2019, art. 7 and 8).

use super::timetable::{Cutoff, Deadline, Timetable, TimetableFault};
use crate::vocabulary::{RegimeKind, RegimeState};
use chrono::{Days, NaiveDate};
use haicap_reference::period::{Frequency, Period};
use haicap_reference::{Directory, LAST_DATE, WorkingCalendar};
use haicap_types::{Date, DocumentScheme, Faults, OrganizationCode, Words};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::ops::RangeInclusive;
use utoipa::ToSchema;
use uuid::Uuid;
use words::*;

/// The most tiers of a route, and the most legs of a tier.
const TIERS_MAX: usize = 5;
const LEGS_MAX: usize = 20;

/// The numbers of tiers.
pub const TIER_NUMBERS: RangeInclusive<i16> = 1..=5;

/// How far it is tried out whether the periods of one regime make up those of another.
const TRIED_DAYS: u64 = 400;

/// A report regime: the eleven things that one has to say, and what the consolidation needs to know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Regime {
    /// Its code.
    #[schema(pattern = "^[a-z0-9][a-z0-9-]{0,63}$", example = "two-tier-weekly")]
    pub code: String,
    /// What gives rise to the report.
    pub kind: RegimeKind,
    /// Whose rules it follows: those of the State bind by decree 09/2019.
    pub scheme: DocumentScheme,
    /// What the report is called.
    #[schema(
        min_length = 1,
        max_length = 300,
        example = "Báo cáo tình hình vận hành mô hình chính quyền địa phương 2 cấp"
    )]
    pub title: String,
    /// What it has to say.
    #[schema(min_length = 1, max_length = 5000)]
    pub required_content: String,
    /// How it is sent.
    #[schema(min_length = 1, max_length = 300, example = "Hệ thống Hai Cấp")]
    pub channel: String,
    /// How it is prepared, step by step.
    #[serde(default)]
    #[schema(required, max_length = 5000)]
    pub process_guide: Option<String>,
    /// How often it comes, and which days its periods hold.
    pub frequency: Frequency,
    /// When the figures of a period are closed.
    pub cutoff: Cutoff,
    /// Who reports to whom, from the units upward, and by when.
    #[schema(min_items = 1, max_items = 5)]
    pub tiers: Vec<Tier>,
    /// The regime whose reports it is consolidated from, where the units report nothing more for this one. Its periods
    /// make up the periods of this regime exactly.
    #[serde(default)]
    #[schema(required, example = json!(null))]
    pub source_regime: Option<String>,
    /// The recurring clause of a directive that is fulfilled for a period once the last tier's report is acknowledged.
    #[serde(default)]
    #[schema(required)]
    pub serves_clause: Option<Uuid>,
    /// The first day of which something is reported.
    #[schema(value_type = String, format = Date, example = "2025-09-01")]
    pub starts_on: Date,
    /// The last day; null while there is no end.
    #[serde(default)]
    #[schema(required, value_type = Option<String>, format = Date, example = json!(null))]
    pub ends_on: Option<Date>,
}

/// One step of the route.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Tier {
    /// By when this tier reports.
    pub deadline: Deadline,
    /// How many working days after the deadline a first report can still be sent, late.
    #[schema(maximum = 250, example = 5)]
    pub locks_after_working_days: u8,
    /// Who reports to whom.
    #[schema(min_items = 1, max_items = 20)]
    pub legs: Vec<Leg>,
}

/// Some bodies and the one that they report to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Leg {
    /// Who reports, by an audience of the directory.
    #[serde(default)]
    #[schema(required, example = "commune-party-committees")]
    pub audience: Option<String>,
    /// Who reports, by itself; either this or an audience.
    #[serde(default)]
    #[schema(required, example = json!(null))]
    pub organization: Option<OrganizationCode>,
    /// To whom.
    pub receiver: OrganizationCode,
    /// By which form, in the first tier; the later ones consolidate.
    #[serde(default)]
    #[schema(required, example = "two-tier-commune")]
    pub form: Option<String>,
}

/// A body that has to report.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Expected {
    /// The body.
    pub organization: OrganizationCode,
    /// In which tier, from 1.
    pub tier: usize,
    /// By which leg of the tier, from 1.
    pub leg: usize,
    /// To whom.
    pub receiver: OrganizationCode,
    /// By which form.
    pub form: Option<String>,
}

/// What a regime refers to.
pub struct Surroundings<'a> {
    /// The directory.
    pub directory: &'a Directory,
    /// The date in the city.
    pub today: NaiveDate,
    /// The forms that have a version.
    pub forms: &'a BTreeSet<String>,
    /// The regime that it is consolidated from.
    pub source: Option<&'a Regime>,
}

/// What may be asked to be acknowledged about a regime.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// A stable word for programs.
    pub code: &'static str,
    /// What it means.
    pub words: Words,
}

impl Regime {
    /// Where it stands on a date.
    #[must_use]
    pub fn state(&self, today: NaiveDate) -> RegimeState {
        if today < self.starts_on.0 {
            RegimeState::Upcoming
        } else if self.ends_on.is_some_and(|Date(last)| today > last) {
            RegimeState::Ended
        } else {
            RegimeState::Active
        }
    }

    /// What says when things are due.
    #[must_use]
    pub fn timetable(&self) -> Timetable {
        let tiers = self.tiers.iter().map(|tier| (tier.deadline, tier.locks_after_working_days)).collect();
        Timetable { cutoff: self.cutoff, tiers }
    }

    /// The periods that begin in its time, from a date on.
    pub fn periods(&self, since: NaiveDate) -> impl Iterator<Item = Period> + '_ {
        let first = since.max(self.starts_on.0);
        let last = self.ends_on.map_or(LAST_DATE, |Date(last)| last);
        let periods = self.frequency.periods(first);
        periods
            .skip_while(|period| period.starts_on < self.starts_on.0)
            .take_while(move |period| period.starts_on <= last)
    }

    /// Who has to report for a period that opens on a date: by tier, leg and code. Who stands in two legs of a tier
    /// stands in the first alone.
    #[must_use]
    pub fn expected(&self, directory: &Directory, on: NaiveDate) -> Vec<Expected> {
        let mut seen = BTreeSet::new();
        let mut expected = Vec::new();
        for (tier, leg, place) in self.legs() {
            let mut organizations = leg.organizations(directory, on);
            organizations.sort_unstable();
            for organization in organizations {
                if seen.insert((place.0, organization.clone())) {
                    let (receiver, form) = (leg.receiver.clone(), leg.form.clone());
                    expected.push(Expected { organization, tier, leg: place.1, receiver, form });
                }
            }
        }
        expected
    }

    fn legs(&self) -> impl Iterator<Item = (usize, &Leg, (usize, usize))> {
        self.tiers.iter().enumerate().flat_map(|(tier, one)| {
            one.legs.iter().enumerate().map(move |(leg, each)| (tier + 1, each, (tier, leg + 1)))
        })
    }

    /// Brings a regime into the form in which it is kept.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn checked(mut self, around: &Surroundings<'_>) -> Result<(Self, Vec<Warning>), Faults> {
        let mut faults = Faults::default();
        faults.expect(is_regime_code(&self.code), "/code", BAD_CODE);
        faults.tidy::<300, false>("/title", &mut self.title);
        faults.tidy::<5000, true>("/required_content", &mut self.required_content);
        faults.tidy::<300, false>("/channel", &mut self.channel);
        faults.tidy_optional::<5000, true>("/process_guide", &mut self.process_guide);
        self.check_dates(&mut faults);
        self.check_limits(&mut faults);
        self.check_legs(around, &mut faults);
        // Dates out of bounds and empty routes would make nonsense of what is tried out.
        let whole = faults.done(self)?;
        let mut faults = Faults::default();
        whole.check_route(around, &mut faults);
        whole.check_source(around, &mut faults);
        let warnings = whole.try_out(around, &mut faults);
        faults.done((whole, warnings))
    }

    fn check_dates(&self, faults: &mut Faults) {
        check_days(faults, ("/starts_on", self.starts_on), self.ends_on.map(|ends_on| ("/ends_on", ends_on)));
        match &self.frequency {
            Frequency::TwoWeekly { anchor } => {
                faults.date("/frequency/anchor", *anchor);
            }
            Frequency::Once { key, starts_on, ends_on } => {
                faults.expect(is_period_key(key), "/frequency/key", BAD_KEY);
                let (first, last) = (("/frequency/starts_on", *starts_on), ("/frequency/ends_on", *ends_on));
                check_days(faults, first, Some(last));
            }
            _ => {}
        }
    }

    fn check_limits(&self, faults: &mut Faults) {
        faults.expect(self.cutoff.days_before_end <= 31, "/cutoff/days_before_end", NUMBERS);
        faults.expect((1..=TIERS_MAX).contains(&self.tiers.len()), "/tiers", TIERS);
        for (index, tier) in self.tiers.iter().enumerate() {
            let at = format!("/tiers/{index}");
            let fits = match tier.deadline {
                Deadline::WorkingDays { after_cutoff, .. } => after_cutoff <= 60,
                Deadline::DayOfMonth { day, months_after, .. } => (1..=31).contains(&day) && months_after <= 3,
            };
            faults.expect(fits, format!("{at}/deadline"), NUMBERS);
            faults.expect(tier.locks_after_working_days <= 250, format!("{at}/locks_after_working_days"), NUMBERS);
            faults.expect((1..=LEGS_MAX).contains(&tier.legs.len()), format!("{at}/legs"), LEGS);
        }
    }

    fn check_legs(&self, around: &Surroundings<'_>, faults: &mut Faults) {
        for (tier, leg, (index, number)) in self.legs() {
            let at = format!("/tiers/{index}/legs/{}", number - 1);
            faults.expect(leg.audience.is_some() != leg.organization.is_some(), at.clone(), EITHER);
            if let Some(audience) = &leg.audience {
                let is_known = around.directory.audience(audience).is_some();
                faults.expect(is_known, format!("{at}/audience"), no_audience(audience));
            }
            for (member, code) in [("organization", leg.organization.as_ref()), ("receiver", Some(&leg.receiver))] {
                let Some(code) = code else { continue };
                faults.expect(around.directory.get(code).is_some(), format!("{at}/{member}"), no_organization(code));
            }
            let fills_in = tier == 1 && self.source_regime.is_none();
            match &leg.form {
                Some(form) if fills_in => {
                    faults.expect(around.forms.contains(form), format!("{at}/form"), no_form(form));
                }
                Some(_) => faults.note(format!("{at}/form"), CONSOLIDATES),
                None => faults.expect(!fills_in, format!("{at}/form"), FORM_MISSING),
            }
        }
    }

    /// Every body reports once in a tier, never to itself, and whoever receives in one tier reports in the next.
    fn check_route(&self, around: &Surroundings<'_>, faults: &mut Faults) {
        let on = around.today.max(self.starts_on.0);
        let mut receivers: Option<BTreeSet<OrganizationCode>> =
            around.source.map(|source| source.receivers(1).cloned().collect());
        for (index, tier) in self.tiers.iter().enumerate() {
            let mut reporters = BTreeSet::new();
            for (number, leg) in tier.legs.iter().enumerate() {
                let at = format!("/tiers/{index}/legs/{number}");
                let organizations = leg.organizations(around.directory, on);
                faults.expect(!organizations.is_empty(), at.clone(), NOBODY);
                for organization in organizations {
                    faults.expect(organization != leg.receiver, at.clone(), to_itself(&organization));
                    let twice = to_two(&organization);
                    faults.expect(reporters.insert(organization), at.clone(), twice);
                }
            }
            if let Some(receivers) = &receivers {
                let at = format!("/tiers/{index}/legs");
                faults.expect(*receivers == reporters, at, NOT_ALONG_THE_ROUTE);
            }
            receivers = Some(self.receivers(index + 1).cloned().collect());
        }
    }

    /// The bodies that a tier reports to.
    pub fn receivers(&self, tier: usize) -> impl Iterator<Item = &OrganizationCode> {
        let legs = tier.checked_sub(1).and_then(|index| self.tiers.get(index)).map(|tier| tier.legs.as_slice());
        legs.unwrap_or_default().iter().map(|leg| &leg.receiver)
    }

    fn check_source(&self, around: &Surroundings<'_>, faults: &mut Faults) {
        let Some(code) = &self.source_regime else { return };
        let Some(source) = around.source.filter(|source| source.source_regime.is_none()) else {
            faults.note("/source_regime", no_regime(code));
            return;
        };
        let first = around.today.max(self.starts_on.0).max(source.starts_on.0);
        let until = first.checked_add_days(Days::new(TRIED_DAYS)).unwrap_or(LAST_DATE);
        let calendar = around.directory.calendar();
        for period in self.frequency.periods(first).skip(1).take_while(|period| period.ends_on <= until) {
            let parts: Vec<Period> = source
                .frequency
                .periods(period.starts_on)
                .take_while(|part| part.starts_on <= period.ends_on)
                .collect();
            let begins = parts.first().map(|part| part.starts_on);
            let ends = parts.last().map(|part| part.ends_on);
            if begins != Some(period.starts_on) || ends != Some(period.ends_on) {
                faults.note("/source_regime", does_not_tile(&self.frequency.name(&period)));
                return;
            }
            let due = |regime: &Self, period: &Period| {
                regime.timetable().moments(period, calendar).tiers.first().map(|tier| tier.due_at)
            };
            let is_early = parts.last().is_some_and(|part| due(self, &period) < due(source, part));
            if is_early {
                faults.note("/tiers/0/deadline", before_its_source(&self.frequency.name(&period)));
                return;
            }
        }
    }

    /// Tries the timetable on the coming year.
    fn try_out(&self, around: &Surroundings<'_>, faults: &mut Faults) -> Vec<Warning> {
        let mut warnings = Vec::new();
        let since = around.today.max(self.starts_on.0);
        let calendar: &WorkingCalendar = around.directory.calendar();
        for fault in self.timetable().faults(&self.frequency, since, calendar) {
            match fault {
                TimetableFault::TiersCross { tier, period } => {
                    faults.note(format!("/tiers/{}/deadline", tier - 1), tiers_cross(&period));
                }
                TimetableFault::BeforeCutoff { tier, period } => {
                    faults.note(format!("/tiers/{}/deadline", tier - 1), before_cutoff(&period));
                }
                // The tiers above consolidate what they have; the decree speaks of the units' figures.
                TimetableFault::ShortTime { .. } if self.source_regime.is_some() => {}
                TimetableFault::ShortTime { period } if self.scheme == DocumentScheme::State => {
                    faults.note("/tiers/0/deadline", short_time(&period));
                }
                TimetableFault::ShortTime { period } => {
                    warnings.push(Warning { code: "short_time", words: short_time(&period) });
                }
            }
        }
        warnings
    }
}

impl Leg {
    /// Who reports, on a date.
    fn organizations(&self, directory: &Directory, on: NaiveDate) -> Vec<OrganizationCode> {
        let members = self.audience.iter().flat_map(|audience| directory.members(audience, on));
        let members = members.map(|organization| organization.code.clone());
        let own = self.organization.iter().filter(|code| directory.get(code).is_some_and(|body| body.is_valid_on(on)));
        members.chain(own.cloned()).collect()
    }
}

/// A first and, where there is one, a last day.
fn check_days(faults: &mut Faults, (at, first): (&str, Date), last: Option<(&str, Date)>) {
    faults.date(at, first);
    if let Some((at, last)) = last
        && faults.date(at, last).is_some()
    {
        faults.expect(last >= first, at, ENDS);
    }
}

fn is_regime_code(text: &str) -> bool {
    let shaped = text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    shaped && (1..=64).contains(&text.len()) && !text.starts_with('-')
}

/// A key stands in addresses and file names.
fn is_period_key(text: &str) -> bool {
    let shaped = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    shaped && (1..=32).contains(&text.len()) && !text.starts_with('-')
}

#[cfg(test)]
mod tests;
mod words;
