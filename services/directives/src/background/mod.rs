//! What goes on beside requests.

mod periods;

pub(crate) use periods::begun;
pub use periods::{open_periods, periods};
