//! What units' figures add up to: first over time for each unit, then over units, then what follows from others.
//!
//! Zeros that nobody wrote come first of all, report by report: a blank cell is nothing unless the indicator says that it
//! means zero; a report that there is nothing to report is blank throughout, and zero for what is summed. A ratio is made
//! of the reports that hold both of its parts. Two periods are compared by the units that are in both. Everything is
//! exact until it is rounded for showing.

use super::exact::Exact;
use super::indicator::{Indicator, Ratio};
use crate::vocabulary::{FigureMeasure, OverUnits, ValueType};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// How many decimals a mean of whole numbers has.
const MEAN_DECIMALS: u32 = 2;

/// How many decimals a share of units has.
const SHARE_DECIMALS: u32 = 1;

/// How many digits the largest quotient that is a figure has before its point. What is beyond, by weights that cancel
/// out, is left blank: it means nothing.
const QUOTIENT_DIGITS_MAX: u32 = 24;

/// What the database found of an indicator's values.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Found {
    /// How many units gave a value.
    pub count: u32,
    /// Their sum; of what is made of two parts, that of the first, or of the products of both where the second weighs.
    pub sum: Option<Exact>,
    /// The sum of the second parts, where there are two.
    pub divisor: Option<Exact>,
    /// The smallest.
    pub minimum: Option<Exact>,
    /// The largest.
    pub maximum: Option<Exact>,
}

/// The same of a period and the one before.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FoundTwice {
    /// Of all units that gave a value in this period.
    pub now: Found,
    /// Of those that gave one in both, in this period.
    pub compared: Found,
    /// Of the same, in the period before.
    pub before: Found,
    /// How many gave one in either.
    pub either: u32,
}

/// What the value of a figure is.
#[must_use]
pub const fn measure(indicator: &Indicator) -> FigureMeasure {
    match (indicator.value_type, indicator.over_units) {
        _ if indicator.ratio.is_some() => FigureMeasure::Ratio,
        (ValueType::Choice, _) | (_, OverUnits::Count) => FigureMeasure::Units,
        (_, OverUnits::None) => FigureMeasure::Nothing,
        _ => FigureMeasure::Total,
    }
}

/// A figure that was consolidated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// Its value; none where nobody gave one, or a denominator is zero.
    pub value: Option<Exact>,
    /// How many units it is made of.
    pub units: u32,
}

/// A period beside the one before, by the units that are in both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// The value of these units alone.
    pub value: Option<Exact>,
    /// Their value in the period before.
    pub previous: Option<Exact>,
    /// How many units are compared.
    pub units: u32,
    /// How many gave a value in either period.
    pub either: u32,
}

impl Comparison {
    /// A figure beside itself in the period before.
    #[must_use]
    pub fn of(indicator: &Indicator, found: &FoundTwice) -> Self {
        let [now, before] = [&found.compared, &found.before].map(|found| figure(indicator, found));
        Self { value: now.value, previous: before.value, units: now.units, either: found.either }
    }

    /// What changed; none where either is blank. Of percentages it is in percentage points.
    #[must_use]
    pub fn change(&self) -> Option<Exact> {
        Some(self.value.as_ref()? - self.previous.as_ref()?)
    }
}

/// How the values of a date or a choice are spread over the units.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Spread {
    /// Of a choice, how many units chose each code; codes that nobody chose are left out.
    pub chosen: BTreeMap<String, u32>,
    /// Of a date, the first and the last one.
    pub dates: Option<(NaiveDate, NaiveDate)>,
}

impl Spread {
    /// The spread of the texts that units gave, each with their number.
    #[must_use]
    pub fn of(indicator: &Indicator, texts: &[(String, u32)]) -> Self {
        match indicator.value_type {
            ValueType::Choice => Self { chosen: texts.iter().cloned().collect(), dates: None },
            ValueType::Date => {
                let dates = || texts.iter().filter_map(|(text, _)| text.parse().ok());
                Self { chosen: BTreeMap::new(), dates: dates().min().zip(dates().max()) }
            }
            _ => Self::default(),
        }
    }
}

/// What an indicator's values add up to.
#[must_use]
pub fn figure(indicator: &Indicator, found: &Found) -> Figure {
    let Found { count: units, sum, divisor, minimum, maximum } = found;
    let of_two = || sum.as_ref().zip(divisor.as_ref());
    let value = match (measure(indicator), indicator.over_units) {
        (FigureMeasure::Ratio, _) => of_two().and_then(|(first, second)| ratio(indicator, first, second)),
        (FigureMeasure::Units, _) | (_, OverUnits::Sum) => sum.clone(),
        (_, OverUnits::Mean) => sum.as_ref().and_then(|sum| sum.over(&Exact::from(*units))),
        (_, OverUnits::Weighted) => of_two().and_then(|(sum, weights)| small(sum.over(weights)?)),
        (_, OverUnits::Minimum) => minimum.clone(),
        (_, OverUnits::Maximum) => maximum.clone(),
        (_, OverUnits::Count | OverUnits::None) => None,
    };
    Figure { value: value.map(|value| shown(indicator, &value)), units: *units }
}

/// What follows from two figures, scaled and rounded; none where the second is zero.
#[must_use]
pub fn ratio(indicator: &Indicator, first: &Exact, second: &Exact) -> Option<Exact> {
    let Ratio { scale, .. } = indicator.ratio.as_ref()?;
    let quotient = small(first.over(second)?)?;
    Some(shown(indicator, &(&quotient * &Exact::from(u32::from(*scale)))))
}

/// A share in percent, to one decimal; none of nothing.
#[must_use]
pub fn percent(part: u32, whole: u32) -> Option<Exact> {
    let quotient = Exact::from(part).over(&Exact::from(whole))?;
    Some(share(&(&quotient * &Exact::from(100_u32)), SHARE_DECIMALS))
}

/// A number as it is shown, with the decimals of its indicator. Whole numbers have some where they are means.
fn shown(indicator: &Indicator, number: &Exact) -> Exact {
    let has_own = indicator.ratio.is_some() || indicator.decimals > 0;
    let decimals = if has_own { indicator.decimals.into() } else { MEAN_DECIMALS };
    if indicator.value_type == ValueType::Percent { share(number, decimals) } else { number.rounded(decimals) }
}

/// Rounded, but to 0 and to 100 only where it is nothing or all: 99.96 is 99.9 to one decimal, and 0.04 is 0.1.
fn share(exact: &Exact, decimals: u32) -> Exact {
    let (rounded, step) = (exact.rounded(decimals), Exact::step(decimals));
    let is_end = rounded.is_zero() || rounded == Exact::from(100_u32);
    if !is_end || rounded == *exact {
        rounded
    } else if *exact < rounded {
        &rounded - &step
    } else {
        &rounded + &step
    }
}

fn small(quotient: Exact) -> Option<Exact> {
    (quotient.distance() < Exact::power_of_ten(QUOTIENT_DIGITS_MAX)).then_some(quotient)
}

#[cfg(test)]
mod tests {
    use super::super::indicator::tests::indicator;
    use super::*;
    use serde_json::{Value, json};

    fn number(text: &str) -> Exact {
        text.parse().unwrap()
    }

    fn found(count: u32, sum: &str) -> Found {
        Found { count, sum: Some(number(sum)), ..Found::default() }
    }

    fn pair(sum: &str, divisor: &str) -> Found {
        Found { divisor: Some(number(divisor)), ..found(2, sum) }
    }

    fn written(value: Option<Exact>) -> Option<String> {
        value.map(|value| value.to_string())
    }

    fn share_definition() -> Value {
        json!({ "value_type": "percent", "decimals": 1, "over_units": "none",
            "ratio": { "numerator": "a", "denominator": "b", "scale": 100 } })
    }

    #[test]
    fn units_values_become_one_by_their_indicators_rule() {
        let found = Found { minimum: Some(number("2")), maximum: Some(number("6")), ..found(3, "13") };
        for (rule, value) in [
            ("sum", Some("13")),
            ("mean", Some("4.33")),
            ("minimum", Some("2")),
            ("maximum", Some("6")),
            ("count", Some("13")),
            ("none", None),
        ] {
            let figure = figure(&indicator("x", &json!({ "over_units": rule })), &found);
            assert_eq!((written(figure.value).as_deref(), figure.units), (value, 3), "{rule}");
        }
    }

    #[test]
    fn of_nothing_there_is_no_figure() {
        for rule in ["sum", "mean", "minimum", "maximum", "count", "weighted"] {
            let indicator = indicator("x", &json!({ "over_units": rule }));
            assert_eq!(figure(&indicator, &Found::default()), Figure { value: None, units: 0 }, "{rule}");
        }
        assert_eq!(percent(0, 0), None);
    }

    #[test]
    fn dates_and_choices_are_counted_and_texts_are_not() {
        for (changes, expected) in [
            (json!({}), FigureMeasure::Total),
            (json!({ "over_units": "none" }), FigureMeasure::Nothing),
            (json!({ "value_type": "date", "over_units": "count" }), FigureMeasure::Units),
            (json!({ "value_type": "date", "over_units": "none" }), FigureMeasure::Nothing),
            (json!({ "value_type": "choice", "over_units": "none" }), FigureMeasure::Units),
            (json!({ "value_type": "text", "over_units": "none" }), FigureMeasure::Nothing),
            (share_definition(), FigureMeasure::Ratio),
        ] {
            assert_eq!(measure(&indicator("x", &changes)), expected, "{changes}");
        }
    }

    #[test]
    fn a_ratio_is_scaled_and_rounded_as_people_do() {
        let weighted = json!({ "over_units": "weighted", "weight": "b", "value_type": "decimal", "decimals": 2 });
        for (definition, first, second, value) in [
            (share_definition(), "97", "100", Some("97")),
            (share_definition(), "1", "3", Some("33.3")),
            (share_definition(), "5", "8000", Some("0.1")),
            // The sixteenth digit decides.
            (share_definition(), "1249999999999999", "10000000000000000", Some("12.5")),
            (share_definition(), "1244999999999999999", "10000000000000000000", Some("12.4")),
            (share_definition(), "5", "0", None),
            (share_definition(), "0", "0", None),
            (weighted.clone(), "5", "2", Some("2.5")),
            (weighted, "99999999999999999999999999999999", "0.000001", None),
        ] {
            let figure = figure(&indicator("x", &definition), &pair(first, second));
            assert_eq!((written(figure.value).as_deref(), figure.units), (value, 2), "{first} / {second}");
        }
    }

    #[test]
    fn a_share_is_all_or_nothing_only_where_it_is() {
        for (first, second, value) in [
            ("2015", "2016", "99.9"),
            ("2016", "2016", "100"),
            ("2017", "2016", "100.1"),
            ("1", "2016", "0.1"),
            ("-1", "2016", "-0.1"),
            ("0", "2016", "0"),
        ] {
            let figure = figure(&indicator("x", &share_definition()), &pair(first, second));
            assert_eq!(written(figure.value).as_deref(), Some(value), "{first} / {second}");
        }
        assert_eq!(
            [(167, 168), (1, 2001), (168, 168)].map(|(part, whole)| written(percent(part, whole)).unwrap()),
            ["99.4", "0.1", "100"]
        );
        assert_eq!(written(percent(2000, 2001)).as_deref(), Some("99.9"));
        let households = json!({ "value_type": "decimal", "decimals": 1, "over_units": "none",
            "ratio": { "numerator": "a", "denominator": "b", "scale": 100 } });
        let figure = figure(&indicator("x", &households), &pair("2015", "2016"));
        assert_eq!(written(figure.value).as_deref(), Some("100"), "what is no percentage is only rounded");
    }

    #[test]
    fn two_periods_are_compared_by_the_units_that_are_in_both() {
        let twice = |compared: Found, before: Found| FoundTwice { now: found(9, "900"), compared, before, either: 10 };
        let sum = Comparison::of(&indicator("x", &json!({})), &twice(found(2, "30"), found(2, "50")));
        assert_eq!((written(sum.change()).as_deref(), sum.units, sum.either), (Some("-20"), 2, 10));
        let share =
            Comparison::of(&indicator("x", &share_definition()), &twice(pair("2016", "2016"), pair("2015", "2016")));
        assert_eq!(written(share.change()).as_deref(), Some("0.1"));
        let none = Comparison::of(&indicator("x", &json!({})), &twice(Found::default(), Found::default()));
        assert_eq!((none.previous.clone(), none.change(), none.units), (None, None, 0));
    }
}
