//! Words that cross a wire: what the services say to each other and to their clients.
//!
//! Nothing here decides anything. A type in this crate can be parsed, printed, stored and described; what it means is
//! the business of the service that owns it.

mod action;
mod actor;
mod acts;
mod caller;
mod column;
mod day_time;
mod decision;
mod directive;
mod duty;
mod event;
mod faults;
mod hash;
mod organization;
mod prose;
mod reporting;
mod signature;
mod text;
mod time;
mod vocabulary;

pub use action::{Action, ActionName, Method, Reason};
pub use actor::{Actor, Denial, Ground, Refusal};
pub use acts::{Act, not_in_this_state};
pub use caller::{Membership, Role};
pub use column::Column;
pub use day_time::{DayTime, DayTimeError};
pub use decision::{Decision, DecisionIn, RequestState, Ruling};
pub use directive::{Cadence, DocumentScheme, Urgency};
pub use duty::{
    Duty, DutyCause, DutyCount, DutyCounts, DutyKind, DutyRequest, DutySource, DutyThing, DutyUrging, DutyWait,
    ThingLink,
};
pub use event::{CloudEvent, FeedPage, LastChange};
pub use faults::{AllRead, ENDS_EARLY, Fault, Faults, ISSUED_IN_FUTURE, OUT_OF_RANGE, if_sent, pointer};
pub use hash::content_hash;
pub use organization::{CodeError, DayKind, DayStatus, Named, OrganizationCode, OrganizationKind};
pub use prose::{Line, ListCode, Prose, Text, TextFault};
pub use reporting::{PeriodSpan, Severity, Weekday};
pub use signature::{PersonView, Signature, SignatureView};
pub use text::{Words, fold, is_hidden};
pub use time::{Date, DateError, HCMC, Instant, YEARS, is_in_range, local_date, local_midnight, written_date};
pub use vocabulary::{Term, UnknownWord, Vocabulary};
