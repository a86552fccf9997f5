//! The course of each period: who reports when, and what becomes of it. Written down is only who does not simply report
//! in time; everybody else's moment follows from their code.

use super::definitions::{directory, regimes};
use super::draw::draw;
use chrono::{DateTime, FixedOffset, TimeDelta};
use haicap_types::{OrganizationCode, Role};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

const BEHAVIOUR: &str = include_str!("../../../example/reporting/behaviour.json");

/// How long a judge takes for one report.
const JUDGED_IN_SECONDS: i64 = 20;

type Moment = DateTime<FixedOffset>;

/// What happens in a period of a regime.
#[derive(Debug, Clone)]
pub(crate) struct Course {
    /// The regime's code.
    pub(crate) regime: String,
    /// The key of its period.
    pub(crate) period: String,
    /// Whom the units report to.
    pub(crate) receiver: OrganizationCode,
    /// When the receiver consolidates; `None` while the period runs.
    pub(crate) consolidated_at: Option<Moment>,
    /// What is done, in order.
    pub(crate) steps: Vec<Step>,
}

/// Something that somebody does about what an organization owes.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Step {
    /// When.
    pub(crate) at: Moment,
    /// Who owes the report.
    pub(crate) organization: OrganizationCode,
    /// What is done.
    pub(crate) deed: Deed,
}

/// What is done. Figures and words are those that [`super::content`] give, but for slips.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum Deed {
    /// The unit draws up its report and sends it.
    Submit {
        /// Where its figures are wrong.
        #[serde(default)]
        slips: Vec<Slip>,
    },
    /// The unit says that there is nothing to report.
    Nil {
        /// What it says about that.
        remark: String,
    },
    /// The receiver sends the report back.
    Return {
        /// What is said about its places, by their JSON pointers: `/values/<code>`.
        remarks: BTreeMap<String, String>,
    },
    /// The unit corrects what was sent back, and sends it again.
    Resubmit,
    /// The receiver accepts the report.
    Accept,
    /// The unit corrects a report that counts: a new version with the right figures, sent at once.
    Correct {
        /// Why.
        reason: String,
    },
    /// The unit asks for a waiver.
    Ask {
        /// Why.
        reason: String,
    },
    /// The receiver grants it.
    Waive {
        /// What is said about it.
        remark: String,
    },
}

/// A figure that was written wrongly.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Slip {
    /// The code of its cell.
    pub(crate) cell: String,
    /// How many thousandths of the right figure were written.
    pub(crate) per_mille: i64,
}

impl Slip {
    /// Puts the wrong figure in the place of the right one.
    pub(crate) fn spoil(&self, values: &mut Map<String, Value>) {
        if let Some(figure) = values.get_mut(&self.cell) {
            *figure = json!(figure.as_i64().unwrap_or_default() * self.per_mille / 1000);
        }
    }
}

impl Deed {
    /// Whether the receiver does it; otherwise the one who owes the report.
    #[must_use]
    pub(crate) const fn is_receivers(&self) -> bool {
        matches!(self, Self::Return { .. } | Self::Accept | Self::Waive { .. })
    }

    /// In which role.
    #[must_use]
    pub(crate) const fn role(&self) -> Role {
        match self {
            Self::Submit { .. } | Self::Nil { .. } | Self::Resubmit => Role::Officer,
            Self::Return { .. } | Self::Accept | Self::Correct { .. } | Self::Ask { .. } | Self::Waive { .. } => {
                Role::Coordinator
            }
        }
    }
}

/// All steps of all courses with their courses, in order of time: periods overlap, and there is one clock.
#[must_use]
pub(crate) fn in_order(courses: &[Course]) -> Vec<(&Course, &Step)> {
    let mut steps: Vec<_> =
        courses.iter().flat_map(|course| course.steps.iter().map(move |step| (course, step))).collect();
    steps.sort_by(|(_, one), (_, other)| one.in_order(other));
    steps
}

/// What happens in each period up to the moment at which the example begins.
#[must_use]
pub(crate) fn plan() -> Vec<Course> {
    behaviour().into_iter().map(Behaviour::course).collect()
}

/// What is kept of each period.
#[expect(clippy::expect_used, reason = "the file is part of the program, and a test reads it")]
pub(super) fn behaviour() -> Vec<Behaviour> {
    serde_json::from_str(BEHAVIOUR).expect("the shipped behaviour is well formed")
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Behaviour {
    regime: String,
    period: String,
    receiver: OrganizationCode,
    /// Nobody but these; everybody whom the regime expects if `None`.
    only: Option<Vec<OrganizationCode>>,
    /// When reports come in that are on time.
    windows: Vec<(Moment, Moment)>,
    /// When the receiver accepts what has come in.
    rounds: Vec<Moment>,
    consolidated_at: Option<Moment>,
    /// Who should report and does not.
    pub(super) missing: Vec<OrganizationCode>,
    /// What is done by, and about, those who do not simply report in time.
    steps: Vec<Step>,
}

impl Behaviour {
    pub(super) fn course(mut self) -> Course {
        let usual: Vec<Step> = self.usual().into_iter().filter_map(|organization| self.report(organization)).collect();
        self.steps.extend(usual);
        self.steps.sort_by(Step::in_order);
        self.steps.extend(self.acceptances());
        self.steps.sort_by(Step::in_order);
        let Self { regime, period, receiver, consolidated_at, steps, .. } = self;
        Course { regime, period, receiver, consolidated_at, steps }
    }

    /// Who is expected and does nothing out of the ordinary.
    fn usual(&self) -> Vec<OrganizationCode> {
        let expected = self.only.clone().unwrap_or_else(|| self.expected());
        let acting = self.steps.iter().map(|step| &step.organization);
        let special: BTreeSet<&OrganizationCode> = acting.chain(&self.missing).collect();
        expected.into_iter().filter(|organization| !special.contains(organization)).collect()
    }

    fn expected(&self) -> Vec<OrganizationCode> {
        let regime = regimes().into_iter().map(|one| one.definition).find(|regime| regime.code == self.regime);
        let on = self.windows.first().map(|(from, _)| from.date_naive());
        let all = regime.zip(on).map(|(regime, on)| regime.expected(directory(), on)).unwrap_or_default();
        all.into_iter().filter(|one| one.tier == 1).map(|one| one.organization).collect()
    }

    /// The report of an organization that reports in time, somewhere in the windows.
    fn report(&self, organization: OrganizationCode) -> Option<Step> {
        let seconds = |(from, to): &(Moment, Moment)| (*to - *from).num_seconds();
        let all: i64 = self.windows.iter().map(seconds).sum();
        let mut into = draw(&[organization.as_str(), "moment", &self.period], 0, all - 1);
        let window = self.windows.iter().find(|window| {
            let is_here = into < seconds(window);
            into -= if is_here { 0 } else { seconds(window) };
            is_here
        })?;
        let at = window.0.checked_add_signed(TimeDelta::seconds(into))?;
        Some(Step { at, organization, deed: Deed::Submit { slips: Vec::new() } })
    }

    /// At each round the receiver accepts what lies before it, in the order in which it came.
    fn acceptances(&self) -> Vec<Step> {
        let returned: BTreeSet<&OrganizationCode> = (self.steps.iter())
            .filter(|step| matches!(step.deed, Deed::Return { .. }))
            .map(|step| &step.organization)
            .collect();
        let is_acceptable = |step: &&Step| match step.deed {
            // What is sent back is accepted once it has come again.
            Deed::Submit { .. } => !returned.contains(&step.organization),
            Deed::Nil { .. } | Deed::Resubmit | Deed::Correct { .. } => true,
            Deed::Return { .. } | Deed::Accept | Deed::Ask { .. } | Deed::Waive { .. } => false,
        };
        let mut rounds = BTreeMap::<Moment, i64>::new();
        let accept = |step: &Step| {
            let round = *self.rounds.iter().find(|round| **round > step.at)?;
            let before = rounds.entry(round).or_default();
            let at = round.checked_add_signed(TimeDelta::seconds(*before * JUDGED_IN_SECONDS))?;
            *before += 1;
            Some(Step { at, organization: step.organization.clone(), deed: Deed::Accept })
        };
        self.steps.iter().filter(is_acceptable).filter_map(accept).collect()
    }
}

impl Step {
    fn in_order(&self, other: &Self) -> Ordering {
        (self.at, &self.organization).cmp(&(other.at, &other.organization))
    }
}
