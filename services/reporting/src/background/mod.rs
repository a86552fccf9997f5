//! What goes on beside requests.

mod periods;

pub use periods::{Written, keep_periods, periods, write_periods};
