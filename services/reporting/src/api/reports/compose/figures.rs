//! The figures of a report as tables and as a chart.

use crate::domain::report::{Snapshot, SnapshotFigure, SnapshotSection};
use crate::vocabulary::{FigureMeasure, ValueType};
use haicap_documents::{Align, Cell, Chart, ChartKind, Column, Number, Row, Series, Table};
use std::collections::BTreeMap;

/// How many shares a chart shows: with more it would fill more than a third of a page.
const SHARES_MAX: usize = 12;

/// From this sum of money on, in dong, sums are written in millions.
const MILLIONS_FROM: f64 = 10_000_000.0;
/// Sums smaller than this would be nothing where they are written in millions.
const MILLIONS_LEAST: f64 = 50_000.0;
const MILLION_PLACES: u8 = 6;

/// What stands where an indicator has no unit.
const NO_UNIT: &str = "–";

/// What stands where nobody gave a value.
const NOTHING: &str = "–";

/// How the figures of a report are written: alike in all of its tables.
#[derive(Debug)]
pub(super) struct Notation {
    /// Whether there is a period to compare with.
    has_previous: bool,
    /// Whether money is written in millions.
    in_millions: bool,
    /// How many decimals figures have that are alike: of one unit, and whole numbers or not.
    decimals: BTreeMap<(String, bool), u8>,
}

impl Notation {
    pub(super) fn of(snapshot: &Snapshot) -> Self {
        let money = snapshot.figures.iter().filter(|figure| is_money(figure));
        let sums = money.flat_map(|figure| [&figure.value, &figure.compared_value, &figure.previous]).filter_map(of);
        let sums: Vec<f64> = sums.map(|sum| sum.to_f64().abs()).filter(|sum| *sum > 0.0).collect();
        let mut notation = Self {
            has_previous: snapshot.figures.iter().any(|figure| figure.previous.is_some()),
            in_millions: sums.iter().any(|sum| *sum >= MILLIONS_FROM) && sums.iter().all(|sum| *sum >= MILLIONS_LEAST),
            decimals: BTreeMap::new(),
        };
        for figure in &snapshot.figures {
            let numbers = [&figure.value, &figure.compared_value, &figure.previous, &figure.change];
            let numbers = numbers.into_iter().filter_map(of);
            let decimals = numbers.map(|number| notation.shown(figure, number).decimals());
            let least = u8::from(is_share(figure));
            let decimals = decimals.fold(least, u8::max);
            let alike = notation.decimals.entry(notation.alike(figure)).or_default();
            *alike = decimals.max(*alike);
        }
        notation
    }

    /// What makes figures alike.
    fn alike(&self, figure: &SnapshotFigure) -> (String, bool) {
        let has_decimals = matches!(figure.value_type, ValueType::Percent | ValueType::Decimal | ValueType::Money);
        (self.unit(figure), has_decimals && !is_counted(figure))
    }

    /// What a figure counts.
    fn unit(&self, figure: &SnapshotFigure) -> String {
        let unit = match figure.value_type {
            _ if is_counted(figure) => Some("đơn vị"),
            ValueType::Percent => Some("%"),
            ValueType::Money if self.in_millions => Some("triệu đồng"),
            ValueType::Money => Some("đồng"),
            // The units are counted that said yes.
            ValueType::Boolean => figure.unit_vi.as_deref().or(Some("đơn vị")),
            _ => figure.unit_vi.as_deref(),
        };
        unit.unwrap_or(NO_UNIT).to_owned()
    }

    /// A number in the unit in which it is written.
    fn scaled(&self, figure: &SnapshotFigure, number: Number) -> Number {
        if self.in_millions && is_money(figure) { number.shifted(MILLION_PLACES) } else { number }
    }

    /// The same with as few decimals as it needs.
    fn shown(&self, figure: &SnapshotFigure, number: Number) -> Number {
        let exact = self.scaled(figure, number);
        if !(self.in_millions && is_money(figure)) {
            return exact;
        }
        let whole = exact.rounded(0);
        if whole.rounded(MILLION_PLACES) == exact { whole } else { exact.rounded(1) }
    }

    /// A number as it is written.
    fn written(&self, figure: &SnapshotFigure, value: &Option<String>) -> Option<Number> {
        let decimals = self.decimals.get(&self.alike(figure)).copied().unwrap_or_default();
        of(value).map(|number| self.scaled(figure, number).rounded(decimals))
    }
}

/// Whether units are counted, and not what they report.
fn is_counted(figure: &SnapshotFigure) -> bool {
    figure.measure == FigureMeasure::Units
}

fn is_share(figure: &SnapshotFigure) -> bool {
    figure.value_type == ValueType::Percent && !is_counted(figure)
}

fn is_money(figure: &SnapshotFigure) -> bool {
    figure.value_type == ValueType::Money && !is_counted(figure)
}

/// The figures of a section; none where nobody gave any.
pub(super) fn table(snapshot: &Snapshot, notation: &Notation, section: &SnapshotSection) -> Option<Table> {
    // What is neither added up nor counted has nothing to show here; a total that nobody gave keeps its row.
    let is_shown = |figure: &&SnapshotFigure| {
        section.indicators.contains(&figure.indicator) && figure.measure != FigureMeasure::Nothing
    };
    let of_section = snapshot.figures.iter().filter(is_shown);
    let rows: Vec<Row> = (1..).zip(of_section).map(|(place, figure)| row(place, notation, figure)).collect();
    let mut columns = vec![
        Column::new("STT", Align::Centre, 9),
        Column::new("Chỉ tiêu", Align::Left, 44),
        Column::new("Đơn vị tính", Align::Centre, 23),
        Column::new("Kỳ này", Align::Right, 19),
    ];
    if notation.has_previous {
        columns.push(Column::new("Kỳ trước", Align::Right, 19));
        columns.push(Column::new("Tăng, giảm", Align::Right, 24));
    }
    (!rows.is_empty()).then_some(Table { caption: None, unit: None, columns, rows })
}

fn row(place: i64, notation: &Notation, figure: &SnapshotFigure) -> Row {
    let cell = |value: &Option<String>| notation.written(figure, value).map_or(Cell::Blank, Cell::Number);
    let value = notation.written(figure, &figure.value).map_or_else(|| Cell::text(NOTHING), Cell::Number);
    let name = format!("{}{}", counted(figure), compared(notation, figure));
    let mut cells = vec![Cell::integer(place), Cell::text(name), Cell::text(notation.unit(figure)), value];
    if notation.has_previous {
        let change = match cell(&figure.change) {
            Cell::Number(change) if is_share(figure) => Cell::Points(change),
            other => other,
        };
        cells.extend([cell(&figure.previous), change]);
    }
    Row::new(cells)
}

/// What a figure is called: of what is counted how many units have it, of a choice with what was chosen.
fn counted(figure: &SnapshotFigure) -> String {
    let name = &figure.name_vi;
    let chosen = figure.distribution.iter().map(|choice| format!("{}: {}", choice.name_vi, choice.units));
    let chosen: Vec<String> = chosen.collect();
    match figure.value_type {
        _ if !chosen.is_empty() => format!("{name} ({})", chosen.join("; ")),
        ValueType::Date => {
            let mut letters = name.chars();
            let first: String = letters.next().into_iter().flat_map(char::to_lowercase).collect();
            format!("Số đơn vị đã có {first}{}", letters.as_str())
        }
        ValueType::Choice => name.clone(),
        _ if is_counted(figure) => format!("Số đơn vị đã báo cáo: {name}"),
        _ => name.clone(),
    }
}

/// By how many units it is compared, where they are not all; with their own value, or the row would not add up.
fn compared(notation: &Notation, figure: &SnapshotFigure) -> String {
    let Some((compared, either)) = partly_compared(figure) else { return String::new() };
    let value = notation.written(figure, &figure.compared_value);
    let value = value.map(|value| format!(", kỳ này là {value}")).unwrap_or_default();
    format!(" (so sánh {compared}/{either} đơn vị{value})")
}

/// By how many units it is compared and how many there are, where these are not the same.
fn partly_compared(figure: &SnapshotFigure) -> Option<(u32, u32)> {
    figure.units_compared.zip(figure.units_in_either).filter(|(compared, either)| compared < either)
}

/// The shares of this period beside those of the one before, both of the units that are in both periods; where there is
/// nothing to compare with, of all units. None where no share was given.
pub(in crate::api::reports) fn chart(snapshot: &Snapshot) -> Option<Chart> {
    let notation = Notation::of(snapshot);
    let is_shown = |figure: &&SnapshotFigure| is_share(figure) && (figure.value.is_some() || figure.previous.is_some());
    let shares: Vec<&SnapshotFigure> = snapshot.figures.iter().filter(is_shown).take(SHARES_MAX).collect();
    let series = |name: &str, value: fn(&SnapshotFigure) -> &Option<String>| Series {
        name: name.to_owned(),
        values: shares.iter().map(|figure| notation.written(figure, value(figure))).collect(),
    };
    let (before, now) = (series("Kỳ trước", |one| &one.previous), series("Kỳ này", beside_previous));
    if now.values.iter().all(Option::is_none) {
        return None;
    }
    let has_before = before.values.iter().any(Option::is_some);
    Some(Chart {
        title: "Các tỷ lệ chủ yếu".to_owned(),
        unit: Some("%".to_owned()),
        kind: ChartKind::Bars,
        categories: shares.iter().map(|figure| charted(figure)).collect(),
        series: has_before.then_some(before).into_iter().chain([now]).collect(),
    })
}

/// The value that stands beside that of the period before: of the units that are in both.
fn beside_previous(figure: &SnapshotFigure) -> &Option<String> {
    let is_compared = figure.previous.is_some() && figure.compared_value.is_some();
    if is_compared { &figure.compared_value } else { &figure.value }
}

/// What a share is called in the chart, with how many units it is of, where they are not all.
fn charted(figure: &SnapshotFigure) -> String {
    match partly_compared(figure).filter(|_| figure.previous.is_some()) {
        Some((compared, either)) => format!("{} ({compared}/{either} đơn vị)", figure.name_vi),
        None => figure.name_vi.clone(),
    }
}

fn of(value: &Option<String>) -> Option<Number> {
    value.as_deref().and_then(number)
}

/// A figure as it stands in a snapshot: digits with a point at most.
pub(super) fn number(text: &str) -> Option<Number> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let digits = format!("{whole}{decimals}").parse().ok()?;
    Some(Number::new(digits, u8::try_from(decimals.len()).ok()?))
}

#[cfg(test)]
mod tests {
    use super::number;
    use haicap_documents::Number;

    #[test]
    fn figures_stay_exact() {
        for (value, expected) in [
            ("1087", Some("1.087")),
            ("-5", Some("-5")),
            ("97.6", Some("97,6")),
            ("-0.5", Some("-0,5")),
            ("6296.2", Some("6.296,2")),
            ("x", None),
        ] {
            assert_eq!(number(value).map(|number: Number| number.to_string()).as_deref(), expected, "{value}");
        }
    }
}
