use super::Subject;
use crate::api::refs::PeriodRef;
use crate::domain::consolidation::{change, percent};
use crate::domain::coverage::{Coverage, Place};
use crate::domain::indicator::Indicator;
use crate::domain::value::number_json;
use crate::store::consolidation::{Consolidated, Consolidation};
use crate::vocabulary::ValueType;
use haicap_reference::Call;
use haicap_types::{Instant, Named};
use rust_decimal::Decimal;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

/// What units' reports add up to for a period.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ConsolidationView {
    /// The regime's code.
    #[schema(example = "two-tier-weekly")]
    regime: String,
    /// The period.
    period: PeriodRef,
    /// The organization that consolidates.
    organization: Named,
    /// The instant that it holds for.
    as_of: Instant,
    /// Who is in it, and who is missing.
    coverage: CoverageView,
    /// The figures, in the order of the forms.
    figures: Vec<FigureView>,
}

/// Who is in a consolidation, and who is missing; every unit stands in one of the groups.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CoverageView {
    /// How many have to report: all but those to whom it was waived.
    pub(crate) expected: u32,
    /// Of how many a report is in it.
    pub(crate) received: u32,
    /// The share of these, in percent; null where nobody has to report.
    #[schema(required, example = "97.6")]
    pub(crate) percent: Option<String>,
    /// How many of the received ones were accepted.
    pub(crate) accepted: u32,
    /// How many of them report that there is nothing.
    pub(crate) nil: u32,
    /// How many were late.
    pub(crate) late: u32,
    /// Of whom only some periods are in it.
    pub(crate) partial: Vec<Named>,
    /// Whose reports were returned and not sent again.
    pub(crate) returned: Vec<Named>,
    /// Who has not reported.
    pub(crate) missing: Vec<Named>,
    /// To whom it was waived.
    pub(crate) waived: Vec<Named>,
}

/// A figure that was consolidated.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FigureView {
    /// The indicator's code.
    #[schema(example = "premises_surplus")]
    pub(crate) indicator: String,
    /// What it is called.
    pub(crate) name_vi: String,
    /// The same in English.
    pub(crate) name_en: String,
    /// What is counted or measured.
    #[schema(required)]
    pub(crate) unit_vi: Option<String>,
    /// The same in English.
    #[schema(required)]
    pub(crate) unit_en: Option<String>,
    /// What its value is.
    pub(crate) value_type: ValueType,
    /// Its value: a whole number as a number, anything else as a string; null where nobody gave one.
    #[schema(required, value_type = Option<Value>)]
    pub(crate) value: Value,
    /// The value of the period before; null where there is none.
    #[schema(required, value_type = Option<Value>)]
    pub(crate) previous: Value,
    /// What changed since; null where either is null.
    #[schema(required, value_type = Option<Value>)]
    pub(crate) change: Value,
    /// How many units it is made of.
    pub(crate) units_counted: u32,
    /// How many were asked.
    pub(crate) units_expected: u32,
}

/// The view of a consolidation.
pub(crate) fn view(
    call: &Call,
    subject: &Subject,
    whole: &Consolidation,
    before: Option<&Consolidation>,
) -> ConsolidationView {
    ConsolidationView {
        regime: subject.regime.code.clone(),
        period: PeriodRef {
            id: subject.period.id,
            key: subject.period.key.clone(),
            starts_on: subject.period.starts_on,
            ends_on: subject.period.ends_on,
        },
        organization: call.named(&subject.organization),
        as_of: Instant(call.host.clock.now()),
        coverage: coverage(call, &whole.coverage),
        figures: figures(whole, before),
    }
}

/// The view of a coverage.
pub(crate) fn coverage(call: &Call, coverage: &Coverage) -> CoverageView {
    let at = |place| coverage.at(place).map(|code| call.named(code)).collect();
    CoverageView {
        expected: coverage.expected(),
        received: coverage.received(),
        percent: percent(coverage.received(), coverage.expected()).map(|share| share.to_string()),
        accepted: coverage.count(|unit| unit.is_received() && unit.is_accepted),
        nil: coverage.count(|unit| unit.is_received() && unit.is_nil),
        late: coverage.count(|unit| unit.was_late),
        partial: at(Place::Partial),
        returned: at(Place::Returned),
        missing: at(Place::Missing),
        waived: at(Place::Waived),
    }
}

/// The views of figures, beside those of the period before.
pub(crate) fn figures(whole: &Consolidation, before: Option<&Consolidation>) -> Vec<FigureView> {
    let previous = |code: &str| {
        let found = before.and_then(|before| before.figures.iter().find(|one| one.indicator.code == code));
        found.and_then(|found| found.figure.value)
    };
    whole.figures.iter().map(|one| figure(one, previous(&one.indicator.code))).collect()
}

fn figure(one: &Consolidated, previous: Option<Decimal>) -> FigureView {
    let Consolidated { indicator, figure, expected } = one;
    let number = |number: Option<Decimal>| number.map_or(Value::Null, |number| number_json(number, indicator));
    let Indicator { code, name_vi, name_en, unit_vi, unit_en, value_type, .. } = indicator.clone();
    FigureView {
        indicator: code,
        name_vi,
        name_en,
        unit_vi,
        unit_en,
        value_type,
        value: number(figure.value),
        previous: number(previous),
        change: number(change(figure.value, previous)),
        units_counted: figure.units,
        units_expected: *expected,
    }
}
