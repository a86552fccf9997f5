//! What the rules of this service make of a call.

use crate::domain::health::Marks;
use crate::domain::rights::{Actor, Denial};
use crate::figures::thresholds;
use haicap_kit::http::{Problem, kinds};
use haicap_reference::Call;

/// Who acts, as the rules see him.
#[must_use]
pub fn actor(call: &Call) -> Actor {
    Actor {
        subject: call.caller.person.subject.to_string(),
        name: call.caller.person.name.to_string(),
        organization: call.caller.organization.clone(),
        roles: call.caller.roles.to_vec(),
        decides_for_inspection: false,
    }
}

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

/// 403: seen, not allowed.
#[must_use]
pub fn denied(denial: Denial) -> Problem {
    Problem::new(&kinds::FORBIDDEN).code(denial.code()).detail(denial.words())
}
