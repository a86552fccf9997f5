//! What goes on beside requests.

mod periods;

pub use periods::{Opener, periods};
