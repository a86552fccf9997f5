use crate::place::Place;
use crate::world::{head, wall_us};
use haicap_reference::shipped;
use haicap_types::{OrganizationCode, Role};
use std::error::Error;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};

/// How many organizations the assignments are spread over.
pub(super) const BODIES: usize = 208;

/// Every so many assignments one is left unacknowledged for the service, and the one behind it for pgbench.
const UNACKNOWLEDGED_EVERY: u32 = 21;

/// Scatters the unacknowledged ones; a prime, so that each is met once.
const STRIDE: u64 = 1_000_003;

/// What the load speaks of: assignment `n` of `1..=rows` belongs to body `n % 208`, and its id holds `n`.
pub(crate) struct Assignments {
    pub(crate) rows: u32,
    /// Those that do the work.
    pub(crate) bodies: Vec<Body>,
    /// Where among them the Party committees of communes are.
    pub(crate) wards: Vec<usize>,
    /// The authorization line of the Standing Body's coordinator, who drafts.
    pub(crate) leader: String,
    used: AtomicU32,
    serial: AtomicU64,
}

/// An organization, and how its coordinator calls.
pub(crate) struct Body {
    pub(crate) code: OrganizationCode,
    /// Everything that it sees.
    pub(crate) seen: Vec<OrganizationCode>,
    /// The authorization line and the end of the header.
    pub(crate) head: String,
}

impl Assignments {
    pub(crate) fn new(place: &Place, rows: u32) -> Result<Self, Box<dyn Error + Send + Sync>> {
        let directory = shipped::directory();
        let today = haicap_types::local_date(haicap_kit::Clock::wall().now());
        // Party bodies first: the People's Committees of communes fill up the number.
        let is_last = |kind: &str| kind == "commune_peoples_committee";
        let mut chosen: Vec<_> = directory.organizations().collect();
        chosen.sort_by_key(|one| (is_last(&one.kind.to_string()), one.code.clone()));
        chosen.truncate(BODIES);
        let wards = chosen.iter().enumerate().filter(|(_, one)| one.kind.to_string() == "commune_party_committee");
        let wards = wards.map(|(place, _)| place).collect();
        let bodies = chosen.into_iter().map(|one| {
            let seen = directory.sight(&one.code, today).codes().to_vec();
            Ok(Body { head: head(place, &one.code, Role::Coordinator)?, code: one.code.clone(), seen })
        });
        let bodies = bodies.collect::<Result<_, Box<dyn Error + Send + Sync>>>()?;
        let leader = head(place, &"TT".parse()?, Role::Coordinator)?;
        let serial = AtomicU64::new(wall_us());
        Ok(Self { rows, bodies, wards, leader, used: AtomicU32::new(0), serial })
    }

    /// The id of assignment `n`.
    pub(crate) fn assignment(&self, n: u32) -> String {
        format!("0199b6a3-0000-7000-8000-{n:012x}")
    }

    /// Which body assignment `n` belongs to.
    pub(crate) fn place(&self, n: u32) -> usize {
        usize::try_from(n).unwrap_or_default() % self.bodies.len().max(1)
    }

    /// A number that was not given out before, in this run or an earlier one.
    pub(crate) fn serial(&self) -> u64 {
        self.serial.fetch_add(1, Ordering::Relaxed)
    }

    /// An assignment that nobody acknowledged yet, each once.
    pub(crate) fn next_unacknowledged(&self) -> Option<u32> {
        let all = self.rows / UNACKNOWLEDGED_EVERY;
        let used = self.used.fetch_add(1, Ordering::Relaxed);
        let scattered = u32::try_from(u64::from(used) * STRIDE % u64::from(all.max(1))).ok()?;
        (used < all).then(|| UNACKNOWLEDGED_EVERY * (scattered + 1))
    }

    /// Whether it is time to take the acknowledgements back.
    pub(crate) fn is_half_used(&self) -> bool {
        self.used.load(Ordering::Relaxed) > self.rows / UNACKNOWLEDGED_EVERY / 2
    }

    /// Begins again with those that nobody acknowledged.
    pub(crate) fn begin_again(&self) {
        self.used.store(0, Ordering::Relaxed);
    }
}
