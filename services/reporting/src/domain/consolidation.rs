//! What units' figures add up to: first over time for each unit, then over units, then what follows from others.
//!
//! Zeros that nobody wrote come first of all, report by report: a blank cell is nothing unless the indicator says that it
//! means zero; a report that there is nothing to report is blank throughout, and zero for what is summed. A ratio is made
//! of the reports that hold both of its parts.

use super::indicator::Indicator;
use crate::vocabulary::OverUnits;
use rust_decimal::{Decimal, RoundingStrategy};

/// How many decimals a mean of whole numbers has.
const MEAN_DECIMALS: u32 = 2;

/// What the database found of an indicator's values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Found {
    /// How many units gave a value.
    pub count: u32,
    /// Their sum.
    pub sum: Decimal,
    /// The smallest.
    pub minimum: Option<Decimal>,
    /// The largest.
    pub maximum: Option<Decimal>,
}

/// What the database found of a pair: of the units that gave both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FoundPair {
    /// How many units gave both.
    pub count: u32,
    /// The sum of the first over the sum of the second; of the products of both, where the second weighs. `None` where
    /// that cannot be computed.
    pub quotient: Option<Decimal>,
}

/// Where a cell is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Blank {
    /// In a report with figures, which leaves it blank.
    Cell,
    /// In a report that there is nothing to report.
    NilReport,
}

/// Whether a missing cell of a report that counts means zero.
#[must_use]
pub fn means_zero(indicator: &Indicator, blank: Blank) -> bool {
    indicator.is_blank_zero || blank == Blank::NilReport && indicator.over_units == OverUnits::Sum
}

/// A figure that was consolidated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Figure {
    /// Its value; none where nobody gave one.
    pub value: Option<Decimal>,
    /// How many units it is made of.
    pub units: u32,
}

/// What an indicator's values add up to.
#[must_use]
pub fn figure(indicator: &Indicator, found: Found, pair: FoundPair) -> Figure {
    if let Some(ratio) = &indicator.ratio {
        let value = pair.quotient.and_then(|quotient| quotient.checked_mul(ratio.scale.into()));
        return Figure { value: value.map(|value| rounded(value, indicator.decimals.into())), units: pair.count };
    }
    let decimals = if indicator.decimals > 0 { u32::from(indicator.decimals) } else { MEAN_DECIMALS };
    let Found { count: units, sum, minimum, maximum } = found;
    match indicator.over_units {
        OverUnits::Sum => Figure { value: (units > 0).then_some(sum), units },
        OverUnits::Mean => Figure { value: divide(sum, units.into()).map(|mean| rounded(mean, decimals)), units },
        OverUnits::Weighted => Figure { value: pair.quotient.map(|mean| rounded(mean, decimals)), units: pair.count },
        OverUnits::Minimum => Figure { value: minimum, units },
        OverUnits::Maximum => Figure { value: maximum, units },
        OverUnits::Count => Figure { value: Some(units.into()), units },
        OverUnits::None => Figure { value: None, units },
    }
}

/// What changed against another period; none where either is blank.
#[must_use]
pub fn change(now: Option<Decimal>, before: Option<Decimal>) -> Option<Decimal> {
    now?.checked_sub(before?)
}

/// A share in percent, to one decimal; none of nothing.
#[must_use]
pub fn percent(part: u32, whole: u32) -> Option<Decimal> {
    divide(part.into(), whole.into()).map(|share| rounded(share * Decimal::ONE_HUNDRED, 1))
}

fn divide(part: Decimal, whole: Decimal) -> Option<Decimal> {
    part.checked_div(whole)
}

/// Half a unit is rounded away from zero, as people do.
fn rounded(number: Decimal, decimals: u32) -> Decimal {
    number.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero).normalize()
}

#[cfg(test)]
mod tests {
    use super::super::indicator::tests::indicator;
    use super::*;
    use serde_json::json;

    fn number(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn a_missing_cell_means_zero_as_its_indicator_says() {
        for (rule, is_blank_zero, cell, nil) in [
            ("sum", false, false, true),
            ("sum", true, true, true),
            ("mean", false, false, false),
            ("mean", true, true, true),
            ("weighted", false, false, false),
            ("count", false, false, false),
            ("none", false, false, false),
        ] {
            let indicator = indicator("x", &json!({ "over_units": rule, "is_blank_zero": is_blank_zero }));
            let found = [Blank::Cell, Blank::NilReport].map(|blank| means_zero(&indicator, blank));
            assert_eq!(found, [cell, nil], "{rule} {is_blank_zero}");
        }
    }

    #[test]
    fn units_values_become_one_by_their_indicators_rule() {
        let found = Found { count: 3, sum: number("12"), minimum: Some(number("2")), maximum: Some(number("6")) };
        for (rule, value) in [
            ("sum", Some("12")),
            ("mean", Some("4")),
            ("minimum", Some("2")),
            ("maximum", Some("6")),
            ("count", Some("3")),
            ("none", None),
        ] {
            let indicator = indicator("x", &json!({ "over_units": rule }));
            let figure = figure(&indicator, found, FoundPair::default());
            assert_eq!((figure.value, figure.units), (value.map(number), 3), "{rule}");
        }
    }

    #[test]
    fn of_nothing_there_is_no_figure() {
        for rule in ["sum", "mean", "minimum", "maximum"] {
            let indicator = indicator("x", &json!({ "over_units": rule }));
            assert_eq!(figure(&indicator, Found::default(), FoundPair::default()).value, None, "{rule}");
        }
        assert_eq!(percent(0, 0), None);
    }

    #[test]
    fn a_ratio_is_scaled_and_rounded_as_people_do() {
        let ratio = json!({ "value_type": "percent", "decimals": 1, "over_units": "none",
            "ratio": { "numerator": "a", "denominator": "b", "scale": 100 } });
        let weighted = json!({ "over_units": "weighted", "weight": "b", "value_type": "decimal", "decimals": 2 });
        for (definition, quotient, value) in [
            (&ratio, Some("0.97"), Some("97")),
            (&ratio, Some("0.33333333333333333333"), Some("33.3")),
            (&ratio, Some("0.000625"), Some("0.1")),
            (&ratio, None, None),
            (&weighted, Some("2.5"), Some("2.5")),
        ] {
            let pair = FoundPair { count: 2, quotient: quotient.map(number) };
            let figure = figure(&indicator("x", definition), Found::default(), pair);
            assert_eq!((figure.value, figure.units), (value.map(number), 2), "{quotient:?}");
        }
    }
}
