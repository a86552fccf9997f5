//! What goes on beside requests.

mod keeper;
mod periods;

pub use keeper::{Keeper, periods};
pub use periods::{Written, settle_begun, write_periods};
