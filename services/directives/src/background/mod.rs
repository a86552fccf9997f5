//! What goes on beside requests.

mod periods;

pub(crate) use periods::open;
pub use periods::{open_periods, periods};
