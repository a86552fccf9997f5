//! What the rules of this service make of a call.

use crate::domain::health::Marks;
use crate::figures::thresholds;
use haicap_reference::Call;

/// The health rules, laid on the calendar now.
#[must_use]
pub fn marks(call: &Call) -> Marks {
    let calendar = call.known.directory.calendar();
    Marks::at(
        call.host.clock.now(),
        &thresholds(&call.host.figures),
        &|date, days| calendar.add_working_days(date, days),
        &|date, days| calendar.subtract_working_days(date, days),
    )
}
