//! Report regimes: who reports what to whom, how often, by when, and along which route (decree 09/2019, art. 7 and 8).

use super::timetable::{Cutoff, Deadline, Timetable};
use crate::vocabulary::{RegimeKind, RegimeState};
use chrono::NaiveDate;
use haicap_reference::period::{Frequency, Period};
use haicap_reference::{Directory, LAST_DATE};
use haicap_types::{Date, DocumentScheme, OrganizationCode, Words};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::ops::RangeInclusive;
use utoipa::ToSchema;
use uuid::Uuid;

/// The numbers of tiers.
pub const TIER_NUMBERS: RangeInclusive<i16> = 1..=5;

/// A report regime: the eleven things that one has to say, and what the consolidation needs to know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "code": "premises-weekly", "kind": "periodic", "scheme": "party",
    "title": "Báo cáo tuần về sắp xếp, xử lý trụ sở dôi dư",
    "required_content": "Tình hình quản lý, sử dụng trụ sở; khó khăn, vướng mắc và kiến nghị.",
    "channel": "Hệ thống Hai Cấp",
    "legal_basis": "Kết luận ngày 22/9/2025 của Thường trực Thành ủy về mô hình chính quyền địa phương 2 cấp",
    "process_guide": "Cấp xã gửi Ban Tổ chức Thành ủy; Ban Tổ chức Thành ủy tổng hợp, báo cáo Thường trực Thành ủy.",
    "frequency": { "kind": "weekly", "first_weekday": "monday" },
    "cutoff": { "days_before_end": 2, "at": "17:00" },
    "tiers": [
        {
            "deadline": { "kind": "working_days", "after_cutoff": 1, "at": "17:00" }, "locks_after_working_days": 5,
            "legs": [{
                "audience": "commune-party-committees", "organization": null, "receiver": "BTC",
                "form": "two-tier-commune",
            }],
        },
        {
            "deadline": { "kind": "working_days", "after_cutoff": 2, "at": "17:00" }, "locks_after_working_days": 5,
            "legs": [{ "audience": null, "organization": "BTC", "receiver": "TT", "form": null }],
        },
    ],
    "source_regime": null, "serves_clause": null, "starts_on": "2025-10-06", "ends_on": null,
}))]
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
    /// The document that requires it, as reports cite it; null where it is the receiver's rule alone.
    #[serde(default)]
    #[schema(
        required,
        max_length = 500,
        example = "Kết luận ngày 22/9/2025 của Thường trực Thành ủy về mô hình chính quyền địa phương 2 cấp"
    )]
    pub legal_basis: Option<String>,
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
    /// The first day of which something is reported; where it lies inside of a period, the first period is short.
    #[schema(value_type = String, format = Date, example = "2025-09-01")]
    pub starts_on: Date,
    /// The last day; null while there is no end. Where it lies inside of a period, the last period is short.
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

/// Some organizations and the one that they report to.
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
    /// To whom. In the first tier it may be among those who report: its own figures are accepted by another of its people.
    pub receiver: OrganizationCode,
    /// By which form, in the first tier; the later ones consolidate.
    #[serde(default)]
    #[schema(required, example = "two-tier-commune")]
    pub form: Option<String>,
}

/// An organization that has to report.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Expected {
    /// The organization.
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
    /// The regime as it is now; `None` for a new one.
    pub before: Option<&'a Regime>,
    /// The regimes that are consolidated from it.
    pub dependents: &'a [Regime],
    /// Its periods that stay as they are.
    pub kept: Option<&'a Created>,
}

/// The periods of a regime that are created already, or of these that stay when it changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Created {
    /// What they are called.
    pub keys: BTreeSet<String>,
    /// The first day of the first one.
    pub first: NaiveDate,
    /// The last day of the last one.
    pub last: NaiveDate,
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
        Timetable { cutoff: self.cutoff, tiers, learned_on: None }
    }

    /// Its periods from the one that holds a date or comes next. Where its time begins or ends inside of a period, that
    /// one is short.
    pub fn periods(&self, since: NaiveDate) -> impl Iterator<Item = Period> + '_ {
        let first = self.starts_on.0;
        let last = self.ends_on.map_or(LAST_DATE, |Date(last)| last);
        let whole = self.frequency.periods(since.max(first)).take_while(move |whole| whole.starts_on <= last);
        let cut =
            move |whole: Period| Period { starts_on: whole.starts_on.max(first), ends_on: whole.ends_on.min(last) };
        whole.map(cut).skip_while(move |period| period.ends_on < since)
    }

    /// Its periods after those that are created already, and what they are called. No day is reported twice: where the
    /// others follow other rules and end inside of a period, that one is short. No key is used twice: where one of them
    /// has it, the new period is a further part of what the key names, and has the number of that part.
    pub fn periods_after<'a>(&'a self, created: Option<&'a Created>) -> impl Iterator<Item = (String, Period)> + 'a {
        let next = created.and_then(|created| created.last.succ_opt()).unwrap_or(self.starts_on.0);
        self.periods(next).map(move |whole| {
            let period = Period { starts_on: whole.starts_on.max(next), ..whole };
            let key = self.key(&whole);
            (created.map_or_else(|| key.clone(), |created| created.free(&key)), period)
        })
    }

    /// What a period of this regime is called: a short one as if it were whole.
    #[must_use]
    fn key(&self, period: &Period) -> String {
        self.frequency.name(&self.frequency.containing(period.starts_on).unwrap_or(*period))
    }

    /// Who has to report for a period that opens on a date: by tier, leg and code. Who stands in two legs of a tier
    /// stands in the first alone. For an organization that has ended stands the one that follows it; nobody consolidates
    /// for itself.
    #[must_use]
    pub fn expected(&self, directory: &Directory, on: NaiveDate) -> Vec<Expected> {
        let mut seen = BTreeSet::new();
        let mut expected = Vec::new();
        for (tier, leg, place) in self.legs() {
            let mut organizations = leg.organizations(directory, on);
            organizations.sort_unstable();
            let receiver = directory.present(&leg.receiver, on);
            organizations.retain(|organization| leg.form.is_some() || organization != receiver);
            for organization in organizations {
                if seen.insert((place.0, organization.clone())) {
                    let (receiver, form) = (receiver.clone(), leg.form.clone());
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

    /// The organizations that a tier reports to.
    pub fn receivers(&self, tier: usize) -> impl Iterator<Item = &OrganizationCode> {
        let legs = tier.checked_sub(1).and_then(|index| self.tiers.get(index)).map(|tier| tier.legs.as_slice());
        legs.unwrap_or_default().iter().map(|leg| &leg.receiver)
    }
}

impl Leg {
    /// Who reports, on a date: for whom it names, if that has ended, the one that follows.
    fn organizations(&self, directory: &Directory, on: NaiveDate) -> Vec<OrganizationCode> {
        let members = self.audience.iter().flat_map(|audience| directory.members(audience, on));
        let members = members.map(|organization| organization.code.clone());
        let own = self.organization.iter().map(|code| directory.present(code, on));
        let own = own.filter(|code| directory.get(code).is_some_and(|body| body.is_valid_on(on)));
        members.chain(own.cloned()).collect()
    }
}

impl Created {
    /// A key, with a number if it is taken.
    fn free(&self, key: &str) -> String {
        let parts = (2..).map(|part| format!("{key}-P{part:02}"));
        std::iter::once(key.to_owned()).chain(parts).find(|key| !self.keys.contains(key)).unwrap_or_default()
    }
}

mod check;
#[cfg(test)]
mod tests;
mod words;
