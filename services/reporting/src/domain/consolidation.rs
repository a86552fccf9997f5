//! What units' figures add up to: first over time for each unit, then over units, then what follows from others.
//!
//! Blank is nothing unless the indicator says that it means zero. A report that says that there is nothing to report is
//! zero for what is summed, and blank for everything else. A ratio is made of the units that gave both of its parts.

use super::indicator::Indicator;
use haicap_types::OverUnits;
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
    /// The sum of the first, or of the products where the second weighs.
    pub first: Decimal,
    /// The sum of the second.
    pub second: Decimal,
}

/// How many units an indicator was asked of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Asked {
    /// How many are expected to answer.
    pub expected: u32,
    /// How many sent a report with figures.
    pub reported: u32,
    /// How many reported that there is nothing.
    pub nil: u32,
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
pub fn figure(indicator: &Indicator, found: Found, pair: FoundPair, asked: Asked) -> Figure {
    if let Some(ratio) = &indicator.ratio {
        let value = divide(pair.first, pair.second).and_then(|share| share.checked_mul(ratio.scale.into()));
        return Figure { value: value.map(|value| rounded(value, indicator.decimals.into())), units: pair.count };
    }
    let blanks = if indicator.is_blank_zero { asked.reported.saturating_sub(found.count) } else { 0 };
    let units = found.count.saturating_add(blanks);
    let with_zero = |extreme: Option<Decimal>, pick: fn(Decimal, Decimal) -> Decimal| match extreme {
        Some(extreme) if blanks > 0 => Some(pick(extreme, Decimal::ZERO)),
        None if blanks > 0 => Some(Decimal::ZERO),
        extreme => extreme,
    };
    let decimals = if indicator.decimals > 0 { u32::from(indicator.decimals) } else { MEAN_DECIMALS };
    match indicator.over_units {
        OverUnits::Sum => {
            let units = units.saturating_add(asked.nil);
            Figure { value: (units > 0).then_some(found.sum), units }
        }
        OverUnits::Mean => Figure { value: divide(found.sum, units.into()).map(|mean| rounded(mean, decimals)), units },
        OverUnits::Weighted => {
            Figure { value: divide(pair.first, pair.second).map(|mean| rounded(mean, decimals)), units: pair.count }
        }
        OverUnits::Minimum => Figure { value: with_zero(found.minimum, Decimal::min), units },
        OverUnits::Maximum => Figure { value: with_zero(found.maximum, Decimal::max), units },
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
    fn blanks_and_nil_reports_count_as_their_indicator_says() {
        let found = Found { count: 3, sum: number("12"), minimum: Some(number("2")), maximum: Some(number("6")) };
        let asked = Asked { expected: 10, reported: 5, nil: 1 };
        for (rule, blank_is_zero, value, units) in [
            ("sum", false, Some("12"), 4),
            ("sum", true, Some("12"), 6),
            ("mean", false, Some("4"), 3),
            ("mean", true, Some("2.4"), 5),
            ("min", false, Some("2"), 3),
            ("min", true, Some("0"), 5),
            ("max", false, Some("6"), 3),
            ("count", false, Some("3"), 3),
            ("none", false, None, 3),
        ] {
            let rule = match rule {
                "min" => "minimum",
                "max" => "maximum",
                rule => rule,
            };
            let indicator = indicator("x", &json!({ "over_units": rule, "is_blank_zero": blank_is_zero }));
            let figure = figure(&indicator, found, FoundPair::default(), asked);
            assert_eq!((figure.value, figure.units), (value.map(number), units), "{rule} {blank_is_zero}");
        }
    }

    #[test]
    fn of_nothing_there_is_no_figure() {
        for rule in ["sum", "mean", "minimum", "maximum"] {
            let indicator = indicator("x", &json!({ "over_units": rule }));
            let figure = figure(&indicator, Found::default(), FoundPair::default(), Asked::default());
            assert_eq!(figure.value, None, "{rule}");
        }
        assert_eq!(percent(0, 0), None);
    }

    #[test]
    fn a_ratio_is_one_of_sums_and_rounded_as_people_do() {
        let ratio = json!({ "value_type": "percent", "decimals": 1, "over_units": "none",
            "ratio": { "numerator": "a", "denominator": "b", "scale": 100 } });
        let weighted = json!({ "over_units": "weighted", "weight": "b", "value_type": "decimal", "decimals": 2 });
        for (definition, first, second, value) in [
            (&ratio, "97", "100", Some("97")),
            (&ratio, "1", "3", Some("33.3")),
            (&ratio, "1", "1600", Some("0.1")),
            (&ratio, "5", "0", None),
            (&weighted, "10", "4", Some("2.5")),
        ] {
            let pair = FoundPair { count: 2, first: number(first), second: number(second) };
            let figure = figure(&indicator("x", definition), Found::default(), pair, Asked::default());
            assert_eq!((figure.value, figure.units), (value.map(number), 2), "{first}/{second}");
        }
    }
}
