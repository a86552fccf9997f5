//! Between what the API shows of a consolidation and what a report keeps of it.

use crate::api::consolidations::view::{ChoiceCountView, CoverageView, FigureView};
use crate::api::figure_value::FigureNumber;
use crate::domain::report::{SnapshotBody, SnapshotChoice, SnapshotCoverage, SnapshotFigure};
use haicap_types::Named;

impl From<Named> for SnapshotBody {
    fn from(named: Named) -> Self {
        let Named { code, name_vi, name_en } = named;
        Self { code, name_vi, name_en }
    }
}

impl From<SnapshotBody> for Named {
    fn from(body: SnapshotBody) -> Self {
        let SnapshotBody { code, name_vi, name_en } = body;
        Self { code, name_vi, name_en }
    }
}

fn all<A, B: From<A>>(from: Vec<A>) -> Vec<B> {
    from.into_iter().map(B::from).collect()
}

/// Two shapes with the same fields, each made of the other: of fields that are the same, that are numbers, and that are
/// lists of further shapes.
macro_rules! alike {
    ($view:ident, $kept:ident { $($same:ident),+ } { $($number:ident),* } { $($list:ident),* }) => {
        impl From<$view> for $kept {
            fn from(view: $view) -> Self {
                Self {
                    $($same: view.$same,)+
                    $($number: view.$number.map(String::from),)*
                    $($list: all(view.$list),)*
                }
            }
        }
        impl From<$kept> for $view {
            fn from(kept: $kept) -> Self {
                Self {
                    $($same: kept.$same,)+
                    $($number: kept.$number.map(FigureNumber::from),)*
                    $($list: all(kept.$list),)*
                }
            }
        }
    };
}

alike!(
    CoverageView,
    SnapshotCoverage { expected, received, accepted, nil, late } { percent } { partial, returned, missing, waived }
);
alike!(ChoiceCountView, SnapshotChoice { code, name_vi, name_en, units } {} {});
alike!(
    FigureView,
    SnapshotFigure {
        indicator,
        name_vi,
        name_en,
        unit_vi,
        unit_en,
        value_type,
        measure,
        units_counted,
        units_expected,
        units_compared,
        units_in_either,
        earliest,
        latest
    } { value, previous, compared_value, change } { distribution }
);
