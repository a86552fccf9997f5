//! What a change brings about, saved and told in its transaction, whoever makes it: a caller or the calendar.

mod obligations;
mod periods;
mod reports;

pub(crate) use obligations::apply;
pub(crate) use periods::{freeze, horizon, inherit, reschedule, rewrite_periods, write_periods};
pub(crate) use reports::{apply as apply_to_report, draw_up};
