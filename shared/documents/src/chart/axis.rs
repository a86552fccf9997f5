//! Where a figure lies between the smallest and the largest.

use crate::model::Chart;

/// About how many steps an axis is divided into.
const STEPS: f64 = 5.0;

/// A range with round ends that holds every figure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Range {
    low: f64,
    high: f64,
    pub(super) step: f64,
}

impl Range {
    /// From zero, as the length of bars demands.
    pub(super) fn from_zero(chart: &Chart) -> Self {
        let (low, high) = extremes(chart);
        Self::round(low.min(0.0), high.max(0.0))
    }

    /// Around the figures, where a line would otherwise be flat: they all lie in the upper half above zero.
    pub(super) fn around(chart: &Chart) -> Self {
        let (low, high) = extremes(chart);
        if low > high / 2.0 && low < high { Self::round(low, high) } else { Self::from_zero(chart) }
    }

    fn round(low: f64, high: f64) -> Self {
        let span = if high > low { high - low } else { 1.0 };
        let rough = span / STEPS;
        let magnitude = 10_f64.powf(rough.log10().floor());
        let step = [1.0, 2.0, 2.5, 5.0].into_iter().map(|part| part * magnitude).find(|step| *step >= rough);
        let step = step.unwrap_or(10.0 * magnitude);
        let low = (low / step).floor() * step;
        let high = ((low + span) / step).ceil().max(high / step).ceil() * step;
        Self { low, high: if high > low { high } else { low + step }, step }
    }

    /// 0 at the lower end, 1 at the upper one.
    pub(super) fn part(self, value: f64) -> f64 {
        (value - self.low) / (self.high - self.low)
    }

    /// Where zero lies, or the end next to it.
    pub(super) fn zero(self) -> f64 {
        self.part(0.0).clamp(0.0, 1.0)
    }
}

fn extremes(chart: &Chart) -> (f64, f64) {
    let values = chart.series.iter().flat_map(|series| &series.values).flatten().map(|number| number.to_f64());
    let (low, high) = values.fold((f64::MAX, f64::MIN), |(low, high), value| (low.min(value), high.max(value)));
    if low <= high { (low, high) } else { (0.0, 0.0) }
}

#[cfg(test)]
mod tests {
    use super::Range;

    #[test]
    fn a_range_has_round_ends_and_holds_its_figures() {
        for (low, high) in [(0.0, 97.6), (0.0, 0.0), (-12.0, 8.0), (93.1, 98.4), (0.0, 1e18), (-5.0, 0.0), (0.0, 1e-9)]
        {
            let range = Range::round(low, high);
            assert!(range.part(low) >= 0.0 && range.part(high) <= 1.0 + 1e-9, "{low} {high} {range:?}");
            assert!(range.step > 0.0 && range.step.is_finite());
        }
    }
}
