//! Between what the API shows of a consolidation and what a report keeps of it.

use crate::api::consolidations::view::{CoverageView, FigureView};
use crate::domain::report::{SnapshotBody, SnapshotCoverage, SnapshotFigure};
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

/// Two shapes with the same fields, each made of the other.
macro_rules! alike {
    ($view:ident, $kept:ident { $($same:ident),+ } $({ $($bodies:ident),+ })?) => {
        impl From<$view> for $kept {
            fn from(view: $view) -> Self {
                Self { $($same: view.$same),+ $(, $($bodies: all(view.$bodies)),+)? }
            }
        }
        impl From<$kept> for $view {
            fn from(kept: $kept) -> Self {
                Self { $($same: kept.$same),+ $(, $($bodies: all(kept.$bodies)),+)? }
            }
        }
    };
}

alike!(CoverageView, SnapshotCoverage { expected, received, percent, accepted, nil, late } { partial, returned, missing, waived });
alike!(
    FigureView,
    SnapshotFigure {
        indicator,
        name_vi,
        name_en,
        unit_vi,
        unit_en,
        value_type,
        value,
        previous,
        change,
        units_counted,
        units_expected
    }
);
