use super::Subject;
use crate::api::figure_value::FigureNumber;
use crate::api::refs::PeriodRef;
use crate::domain::consolidation::{Comparison, Spread, measure, percent};
use crate::domain::coverage::{Coverage, Place};
use crate::domain::exact::Exact;
use crate::domain::indicator::Indicator;
use crate::store::consolidation::{Consolidated, Consolidation};
use crate::vocabulary::{FigureMeasure, ValueType};
use chrono::NaiveDate;
use haicap_reference::Call;
use haicap_types::{Instant, Named};
use serde::Serialize;
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
    pub(super) as_of: Instant,
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
    #[schema(required)]
    pub(crate) percent: Option<FigureNumber>,
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
    #[schema(example = "Số trụ sở dôi dư")]
    pub(crate) name_vi: String,
    /// The same in English.
    #[schema(example = "Surplus premises")]
    pub(crate) name_en: String,
    /// What is counted or measured.
    #[schema(required)]
    pub(crate) unit_vi: Option<String>,
    /// The same in English.
    #[schema(required)]
    pub(crate) unit_en: Option<String>,
    /// What its value is.
    pub(crate) value_type: ValueType,
    /// What `value` is: a total, a ratio, or how many units gave a value, as of dates and choices.
    pub(crate) measure: FigureMeasure,
    /// Its value; null where nobody gave one, where a denominator is zero, or where nothing is aggregated.
    #[schema(required)]
    pub(crate) value: Option<FigureNumber>,
    /// How many units it is made of.
    pub(crate) units_counted: u32,
    /// How many were asked.
    pub(crate) units_expected: u32,
    /// The value of the period before, of the units that gave a value in both periods; null where there is none.
    #[schema(required)]
    pub(crate) previous: Option<FigureNumber>,
    /// The value of this period, of the same units.
    #[schema(required)]
    pub(crate) compared_value: Option<FigureNumber>,
    /// What changed since: `compared_value` less `previous`, in percentage points if they are percentages; null where
    /// either is null.
    #[schema(required)]
    pub(crate) change: Option<FigureNumber>,
    /// How many units gave a value in both periods, so that they are compared; null where there is no period before.
    #[schema(required)]
    pub(crate) units_compared: Option<u32>,
    /// How many gave one in either: the comparison is complete where all of them are compared.
    #[schema(required)]
    pub(crate) units_in_either: Option<u32>,
    /// The first of the dates that units gave; null where it is no date.
    #[schema(required)]
    pub(crate) earliest: Option<NaiveDate>,
    /// The last of them.
    #[schema(required)]
    pub(crate) latest: Option<NaiveDate>,
    /// How many units chose each of the choices, in their order; empty where it is no choice.
    pub(crate) distribution: Vec<ChoiceCountView>,
}

/// How many units chose something.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ChoiceCountView {
    /// The choice's code.
    #[schema(example = "transferred")]
    pub(crate) code: String,
    /// What it is called.
    #[schema(example = "Điều chuyển")]
    pub(crate) name_vi: String,
    /// The same in English.
    #[schema(example = "Transferred")]
    pub(crate) name_en: String,
    /// How many units chose it.
    pub(crate) units: u32,
}

/// The view of a consolidation.
pub(crate) fn view(call: &Call, subject: &Subject, whole: &Consolidation) -> ConsolidationView {
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
        figures: figures(whole),
    }
}

/// The view of a coverage.
pub(crate) fn coverage(call: &Call, coverage: &Coverage) -> CoverageView {
    let at = |place| coverage.at(place).map(|code| call.named(code)).collect();
    CoverageView {
        expected: coverage.expected(),
        received: coverage.received(),
        percent: percent(coverage.received(), coverage.expected()).map(FigureNumber::from),
        accepted: coverage.count(|unit| unit.is_received() && unit.is_accepted),
        nil: coverage.count(|unit| unit.is_received() && unit.is_nil),
        late: coverage.count(|unit| unit.was_late),
        partial: at(Place::Partial),
        returned: at(Place::Returned),
        missing: at(Place::Missing),
        waived: at(Place::Waived),
    }
}

/// How many units chose what; also what cannot be chosen any more.
fn distribution(indicator: &Indicator, spread: &Spread) -> Vec<ChoiceCountView> {
    let units = |code: &str| spread.chosen.get(code).copied().unwrap_or_default();
    let count = |code: &str, name_vi: &str, name_en: &str| ChoiceCountView {
        units: units(code),
        code: code.to_owned(),
        name_vi: name_vi.to_owned(),
        name_en: name_en.to_owned(),
    };
    let is_known = |code: &str| indicator.choices.iter().any(|choice| choice.code == code);
    let choices = indicator.choices.iter().map(|choice| count(&choice.code, &choice.name_vi, &choice.name_en));
    let gone = spread.chosen.keys().filter(|code| !is_known(code)).map(|code| count(code, code, code));
    choices.chain(gone).collect()
}

/// The views of figures.
pub(crate) fn figures(whole: &Consolidation) -> Vec<FigureView> {
    whole.figures.iter().map(figure).collect()
}

fn figure(one: &Consolidated) -> FigureView {
    let Consolidated { indicator, figure, expected, comparison, spread } = one.clone();
    let number = |number: Option<Exact>| number.map(FigureNumber::from);
    let (earliest, latest) = spread.dates.unzip();
    let compared = comparison.as_ref();
    FigureView {
        measure: measure(&indicator),
        value: number(figure.value),
        units_counted: figure.units,
        units_expected: expected,
        previous: number(compared.and_then(|compared| compared.previous.clone())),
        compared_value: number(compared.and_then(|compared| compared.value.clone())),
        change: number(compared.and_then(Comparison::change)),
        units_compared: compared.map(|compared| compared.units),
        units_in_either: compared.map(|compared| compared.either),
        earliest,
        latest,
        distribution: distribution(&indicator, &spread),
        indicator: indicator.code,
        name_vi: indicator.name_vi,
        name_en: indicator.name_en,
        unit_vi: indicator.unit_vi,
        unit_en: indicator.unit_en,
        value_type: indicator.value_type,
    }
}
