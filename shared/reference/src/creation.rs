//! What a caller may create: there is no thing yet that could say it.

use crate::Directory;
use chrono::NaiveDate;
use haicap_types::{Actor, Denial};

/// A collection that can be added to.
#[derive(Debug, Clone, Copy)]
pub struct Creation {
    /// The last part of its address.
    pub collection: &'static str,
    /// Whether the actor may add anything to it on a date; what exactly is judged when it is sent.
    pub right: fn(&Actor, &Directory, NaiveDate) -> Result<(), Denial>,
}
