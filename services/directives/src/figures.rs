//! The figures of the service's rules, which an operator may set.

use crate::domain::health::Thresholds;
use haicap_kit::{Figure, Figures};

const STANDARD: Thresholds = Thresholds::STANDARD;

const ACKNOWLEDGE: Figure = Figure {
    name: "HEALTH_ACKNOWLEDGE_DAYS",
    default: STANDARD.acknowledge_working_days,
    max: 100,
    meaning: "working days within which an assignment must be acknowledged",
};
const PROPOSE_DATE: Figure = Figure {
    name: "HEALTH_PROPOSE_DATE_DAYS",
    default: STANDARD.propose_date_working_days,
    max: 100,
    meaning: "working days within which a date must be proposed",
};
const DUE_SOON: Figure = Figure {
    name: "HEALTH_DUE_SOON_DAYS",
    default: STANDARD.due_soon_working_days,
    max: 100,
    meaning: "working days before its date from which an assignment is due soon",
};
const SPAN_LEFT: Figure = Figure {
    name: "HEALTH_SPAN_LEFT_PERCENT",
    default: STANDARD.span_left_percent,
    max: 100,
    meaning: "share of the time given, in percent, from which an assignment is due soon",
};
const QUIET: Figure = Figure {
    name: "HEALTH_QUIET_DAYS",
    default: STANDARD.quiet_days,
    max: 1_000,
    meaning: "days without an update after which an assignment is quiet",
};

/// All of them.
pub(crate) const FIGURES: &[Figure] = &[ACKNOWLEDGE, PROPOSE_DATE, DUE_SOON, SPAN_LEFT, QUIET];

/// The figures of the health rule.
pub(crate) fn thresholds(figures: &Figures) -> Thresholds {
    Thresholds {
        acknowledge_working_days: figures.get(&ACKNOWLEDGE),
        propose_date_working_days: figures.get(&PROPOSE_DATE),
        due_soon_working_days: figures.get(&DUE_SOON),
        span_left_percent: figures.get(&SPAN_LEFT),
        quiet_days: figures.get(&QUIET),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_figure_is_set_by_its_own_variable() {
        assert_eq!(thresholds(&Figures::default()), Thresholds::STANDARD);
        let environment = FIGURES.iter().zip(10..).map(|(figure, value)| (figure.name.to_owned(), value.to_string()));
        let figures = Figures::read(FIGURES, &environment.collect()).unwrap();
        let expected = Thresholds {
            acknowledge_working_days: 10,
            propose_date_working_days: 11,
            due_soon_working_days: 12,
            span_left_percent: 13,
            quiet_days: 14,
        };
        assert_eq!(thresholds(&figures), expected);
    }
}
