//! What goes on beside requests.

mod periods;

pub use periods::{open_periods, periods};
