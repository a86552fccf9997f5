use crate::place::Place;
use crate::world::head;
use haicap_kit::Clock;
use haicap_reference::period::{Frequency, Period};
use haicap_reference::shipped;
use haicap_types::{Role, Weekday, local_date};
use std::error::Error;
use std::sync::atomic::{AtomicU32, Ordering};

/// How many figures a report has.
pub(super) const FIGURES: u32 = 100;

/// How many weeks have been reported on; the first has none before it.
const WEEKS: usize = 13;

/// The regime whose weeks have all been reported on.
pub(super) const WEEKLY: &str = "weekly";

/// More drafts than this are not submitted in a second.
const DRAFTS_PER_SECOND: u32 = 2_500;

/// Scatters the drafts; a prime, so that each is met once.
pub(super) const STRIDE: u32 = 1_000_003;

/// What the load speaks of: draft `n` of `0..drafts` belongs to unit `n % units`, and its id holds `n`.
pub(super) struct City {
    /// The communes, by code.
    pub(super) units: Vec<Unit>,
    /// How many more regimes there are, each with a week that was reported on and a draft of each unit for this one.
    pub(super) regimes: u32,
    /// The weeks that were reported on.
    pub(super) weeks: Vec<Week>,
    /// This week.
    pub(super) current: Period,
    /// The authorization line of the coordinator who defines, receives and consolidates.
    pub(super) receiver: String,
    /// That of one who sees everybody.
    pub(super) leader: String,
    /// Everybody.
    pub(super) sight: Vec<String>,
    used: AtomicU32,
}

/// A commune's Party committee, and how its officer calls.
pub(super) struct Unit {
    pub(super) code: String,
    pub(super) head: String,
}

/// A week, and what it is called.
pub(super) struct Week {
    pub(super) days: Period,
    pub(super) key: String,
}

impl City {
    /// With enough drafts for a turn of so many seconds.
    pub(super) fn new(place: &Place, seconds: u32) -> Result<Self, Box<dyn Error + Send + Sync>> {
        let directory = shipped::directory();
        let today = local_date(Clock::wall().now());
        let units = directory
            .members("commune-party-committees", today)
            .into_iter()
            .map(|one| Ok(Unit { code: one.code.to_string(), head: head(place, &one.code, Role::Officer)? }));
        let mut units = units.collect::<Result<Vec<_>, Box<dyn Error + Send + Sync>>>()?;
        units.sort_by(|left, right| left.code.cmp(&right.code));
        let frequency = Frequency::Weekly { first_weekday: Weekday::Monday };
        let current = frequency.containing(today).ok_or("today is in no week")?;
        let first = today - chrono::Days::new(7 * u64::try_from(WEEKS)?);
        let weeks =
            frequency.periods(first).map(|days| Week { key: frequency.name(&days), days }).take(WEEKS).collect();
        let drafts = (seconds + 2) * DRAFTS_PER_SECOND;
        Ok(Self {
            regimes: drafts.div_ceil(u32::try_from(units.len())?.max(1)),
            units,
            weeks,
            current,
            receiver: head(place, &"BTC".parse()?, Role::Coordinator)?,
            sight: directory.sight(&"TT".parse()?, today).codes().iter().map(ToString::to_string).collect(),
            leader: head(place, &"TT".parse()?, Role::Coordinator)?,
            used: AtomicU32::new(0),
        })
    }

    pub(super) fn drafts(&self) -> u32 {
        self.regimes * u32::try_from(self.units.len()).unwrap_or_default()
    }

    /// Draft `n`'s unit.
    pub(super) fn unit(&self, n: u32) -> Option<&Unit> {
        self.units.get(usize::try_from(n).ok()? % self.units.len())
    }

    /// A draft that was not submitted yet, each once.
    pub(super) fn next_draft(&self) -> Option<u32> {
        let (used, all) = (self.used.fetch_add(1, Ordering::Relaxed), self.drafts());
        let scattered = u64::from(used) * u64::from(STRIDE) % u64::from(all.max(1));
        u32::try_from(scattered).ok().filter(|_| used < all)
    }

    /// Begins again with all drafts.
    pub(super) fn begin_again(&self) {
        self.used.store(0, Ordering::Relaxed);
    }
}
