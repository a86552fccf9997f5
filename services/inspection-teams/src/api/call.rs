//! What the rules of this service make of a call.

use crate::domain::rights::reads_prepared;
use haicap_reference::Call;
use haicap_types::{Actor, OrganizationCode};

/// The organizations whose programmes, proposals and teams the caller reads: its own and the ended ones for which it stands;
/// none where its roles do not read what is being prepared.
pub(super) fn prepares_for(call: &Call) -> Vec<OrganizationCode> {
    if reads_prepared(&Actor::from(&call.caller)) { call.known.stood_for() } else { Vec::new() }
}
