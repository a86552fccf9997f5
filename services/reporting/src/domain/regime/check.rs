//! What is wrong with a regime.

use super::words::*;
use super::{Created, Regime, Surroundings, Warning};
use crate::domain::timetable::{Deadline, Timetable, TimetableFault};
use chrono::{Days, NaiveDate};
use haicap_reference::period::{Frequency, Period};
use haicap_reference::{LAST_DATE, WorkingCalendar};
use haicap_types::{Date, DocumentScheme, Faults, OrganizationCode, is_in_range};
use std::collections::BTreeSet;

/// The most tiers of a route, and the most legs of a tier.
const TIERS_MAX: usize = 5;
const LEGS_MAX: usize = 20;

/// How many days before today a regime may begin at the earliest: two years.
const START_BACK_MAX_DAYS: u64 = 731;

/// How far it is tried out whether the periods of one regime make up those of another.
const TRIED_DAYS: u64 = 400;

impl Regime {
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
        faults.tidy_optional::<500, false>("/legal_basis", &mut self.legal_basis);
        faults.tidy_optional::<5000, true>("/process_guide", &mut self.process_guide);
        self.check_dates(&mut faults);
        self.check_start(around, &mut faults);
        self.check_limits(&mut faults);
        self.check_legs(around, &mut faults);
        // Dates out of bounds and empty routes would make nonsense of what is tried out.
        let whole = faults.done(self)?;
        let mut faults = Faults::default();
        whole.check_route(around, &mut faults);
        whole.check_source(around, &mut faults);
        whole.check_dependents(around, &mut faults);
        let mut warnings = whole.try_out(around, &mut faults);
        let spans = |one: &Self| (one.frequency.clone(), one.starts_on, one.ends_on);
        if let Some(kept) = around.kept.filter(|_| around.before.is_some_and(|before| spans(before) != spans(&whole))) {
            warnings.extend(whole.left_out(kept));
            warnings.extend(whole.shortened(kept));
        }
        warnings.extend(whole.sourceless(around));
        warnings.extend(whole.born_late(around));
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

    /// All periods since the first day are opened at once, so that day lies not far back.
    fn check_start(&self, around: &Surroundings<'_>, faults: &mut Faults) {
        let is_kept = around.before.is_some_and(|before| before.starts_on == self.starts_on);
        let earliest = around.today.checked_sub_days(Days::new(START_BACK_MAX_DAYS)).unwrap_or(NaiveDate::MIN);
        let is_early = is_in_range(self.starts_on.0) && self.starts_on.0 < earliest;
        faults.expect(is_kept || !is_early, "/starts_on", STARTS_TOO_EARLY);
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
                around.directory.expect_organization(faults, format!("{at}/{member}"), code);
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

    /// Every organization reports once in a tier, and whoever receives in one tier reports in the next, to another. Who
    /// gathers the figures of others may have figures of its own: these it reports to itself. A route that stays was judged when it was made: an organization may have ended since.
    fn check_route(&self, around: &Surroundings<'_>, faults: &mut Faults) {
        if around.before.is_some_and(|before| self.has_route_of(before)) {
            return;
        }
        let on = around.today.max(self.starts_on.0);
        let present = |code: &OrganizationCode| around.directory.present(code, on).clone();
        let mut receivers: Option<BTreeSet<OrganizationCode>> =
            around.source.map(|source| source.receivers(1).map(present).collect());
        for (index, tier) in self.tiers.iter().enumerate() {
            let mut reporters = BTreeSet::new();
            for (number, leg) in tier.legs.iter().enumerate() {
                let at = format!("/tiers/{index}/legs/{number}");
                let organizations = leg.organizations(around.directory, on);
                let is_kept = around
                    .before
                    .and_then(|before| before.tiers.get(index))
                    .is_some_and(|tier| tier.legs.contains(leg));
                let named = leg.organization.as_ref().and_then(|code| around.directory.get(code));
                let is_anybody = !organizations.is_empty() && named.is_none_or(|body| body.is_valid_on(on));
                faults.expect(is_kept || is_anybody, at.clone(), NOBODY);
                for organization in organizations {
                    let consolidates_for_itself = leg.form.is_none() && organization == leg.receiver;
                    faults.expect(is_kept || !consolidates_for_itself, at.clone(), to_itself(&organization));
                    let twice = to_two(&organization);
                    faults.expect(reporters.insert(organization) || is_kept, at.clone(), twice);
                }
            }
            if let Some(receivers) = &receivers {
                let at = format!("/tiers/{index}/legs");
                faults.expect(*receivers == reporters, at, NOT_ALONG_THE_ROUTE);
            }
            receivers = Some(self.receivers(index + 1).map(present).collect());
        }
    }

    fn check_source(&self, around: &Surroundings<'_>, faults: &mut Faults) {
        let Some(code) = &self.source_regime else { return };
        let Some(source) = around.source.filter(|source| source.source_regime.is_none()) else {
            faults.note("/source_regime", no_regime(code));
            return;
        };
        if around.before.is_some_and(|before| self.has_rules_of(before) && self.ends_on == before.ends_on) {
            return;
        }
        let first = around.today.max(self.starts_on.0).max(source.starts_on.0);
        let until = first.checked_add_days(Days::new(TRIED_DAYS)).unwrap_or(LAST_DATE);
        let until = source.ends_on.map_or(until, |Date(last)| last.min(until));
        let calendar = around.directory.calendar();
        let whole = self.periods(first).skip_while(|period| period.starts_on < first);
        for period in whole.take_while(|period| period.ends_on <= until) {
            let parts: Vec<Period> =
                source.periods(period.starts_on).take_while(|part| part.starts_on <= period.ends_on).collect();
            let begins = parts.first().map(|part| part.starts_on);
            let ends = parts.last().map(|part| part.ends_on);
            if begins != Some(period.starts_on) || ends != Some(period.ends_on) {
                faults.note("/source_regime", does_not_tile(&self.key(&period), &period));
                return;
            }
            let due = |regime: &Self, period: &Period| {
                regime.timetable().moments(period, calendar).tiers.first().map(|tier| tier.due_at)
            };
            let is_early = parts.last().is_some_and(|part| due(self, &period) < due(source, part));
            if is_early {
                faults.note("/tiers/0/deadline", before_its_source(&self.key(&period)));
                return;
            }
        }
    }

    /// Whether the same organizations report along the same route as in another.
    fn has_route_of(&self, other: &Self) -> bool {
        let legs = |one: &Self| one.tiers.iter().map(|tier| tier.legs.clone()).collect::<Vec<_>>();
        self.source_regime == other.source_regime && legs(self) == legs(other)
    }

    /// Whether its periods begin, and fall due, by the same rules as those of another.
    fn has_rules_of(&self, other: &Self) -> bool {
        let rules = |one: &Self| (one.scheme, one.source_regime.clone(), one.frequency.clone(), one.starts_on);
        rules(self) == rules(other) && self.timetable() == other.timetable()
    }

    /// What is made of this regime must still fit it, where it fitted the regime as it was.
    fn check_dependents(&self, around: &Surroundings<'_>, faults: &mut Faults) {
        for dependent in around.dependents {
            let fits = |source: &Self| {
                let mut faults = Faults::default();
                let around = Surroundings { source: Some(source), before: None, ..*around };
                dependent.check_route(&around, &mut faults);
                dependent.check_source(&around, &mut faults);
                faults.done(()).is_ok()
            };
            if around.before.is_none_or(fits) && !fits(self) {
                faults.note("", source_of_another(&dependent.code));
            }
        }
    }

    /// Periods that have begun stay as they are. Of days before them that a change takes in, and of days between them and
    /// the first new one, nothing would be reported.
    fn left_out(&self, kept: &Created) -> Vec<Warning> {
        let before = Some((self.starts_on.0, kept.first));
        let after = self.periods_after(Some(kept)).next();
        let after = after.and_then(|(_, first)| Some((kept.last.succ_opt()?, first.starts_on)));
        let gaps = [before, after].into_iter().flatten().filter(|(from, until)| from < until);
        let named = gaps.filter_map(|(from, until)| Some(days_left_out((from, until.pred_opt()?))));
        named.map(|words| Warning { code: "days_left_out", words }).collect()
    }

    /// Where the periods that stay end inside of one of the new rules, the units report of what is left of it.
    fn shortened(&self, kept: &Created) -> Option<Warning> {
        let whole = self.periods(kept.last.succ_opt()?).next()?;
        let (key, short) = self.periods_after(Some(kept)).next().filter(|(_, period)| *period != whole)?;
        Some(Warning { code: "short_period", words: short_period(&key, &short) })
    }

    /// Where a source ends before what is made of it, nothing is left to consolidate from then on.
    fn sourceless(&self, around: &Surroundings<'_>) -> Vec<Warning> {
        let linked = |one: &Self| (one.source_regime.clone(), one.ends_on);
        if around.before.is_some_and(|before| linked(before) == linked(self)) {
            return Vec::new();
        }
        let own = around.source.into_iter().map(|source| (source, self));
        let made_of = own.chain(around.dependents.iter().map(|dependent| (self, dependent)));
        let early = made_of.filter_map(|(source, made)| {
            let last = source.ends_on.filter(|last| made.ends_on.is_none_or(|end| end > *last))?;
            Some(Warning { code: "source_ends", words: source_ends(&source.code, last.0, &made.code) })
        });
        early.collect()
    }

    /// Periods that have begun already may be due before anybody can have reported.
    fn born_late(&self, around: &Surroundings<'_>) -> Option<Warning> {
        let calendar = around.directory.calendar();
        let rules = self.timetable();
        let given = Timetable { learned_on: Some(around.today), ..rules.clone() };
        let begun = self.periods_after(around.kept).take_while(|(_, one)| one.starts_on <= around.today);
        let late = begun.filter(|(_, one)| rules.moments(one, calendar) != given.moments(one, calendar));
        let late: Vec<String> = late.map(|(key, _)| key).collect();
        let (first, last) = (late.first()?, late.last()?);
        let words = deadlines_passed(late.len(), (first, last), calendar.add_working_days(around.today, 1));
        Some(Warning { code: "deadlines_passed", words })
    }

    /// Tries the timetable on the coming year, unless it stays.
    fn try_out(&self, around: &Surroundings<'_>, faults: &mut Faults) -> Vec<Warning> {
        let mut warnings = Vec::new();
        if around.before.is_some_and(|before| self.has_rules_of(before)) {
            return warnings;
        }
        let since = around.today.max(self.starts_on.0);
        let calendar: &WorkingCalendar = around.directory.calendar();
        for fault in self.timetable().faults(&self.frequency, since, calendar) {
            match fault {
                TimetableFault::TiersCross { tier, period, due_at, earlier_due_at } => {
                    let at = format!("/tiers/{}/deadline", tier - 1);
                    faults.note(at, tiers_cross(&period, tier, due_at, earlier_due_at));
                }
                TimetableFault::BeforeCutoff { tier, period, due_at, cutoff_at } => {
                    faults.note(format!("/tiers/{}/deadline", tier - 1), before_cutoff(&period, due_at, cutoff_at));
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
