//! What goes on beside requests.

mod keeper;

pub use keeper::{Keeper, periods};
