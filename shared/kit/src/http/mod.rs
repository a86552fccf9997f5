//! HTTP as every service speaks it: problems, bodies, parameters, pages, entity tags.

mod accept;
mod act;
mod body;
mod duties;
mod etag;
mod export;
mod file_name;
mod json;
pub mod kinds;
mod language;
mod list;
mod listing;
mod page;
mod parameters;
mod patch;
mod places;
mod problem;
mod reply;

pub(crate) use accept::{NDJSON, accepts};
pub(crate) use file_name::KEPT;
pub(crate) use parameters::single;
pub(crate) use problem::ProblemMembers;

pub use accept::preferred;
pub use act::{Depth, Hindrance, actions, expect_may, possible, refused};
pub use body::{BODY_LIMIT_BYTES, CsvFile, NoContentIn, Precondition, Received, Upload, Write, XLSX, XlsxFile};
pub use duties::{DutiesQuery, DutyHandler};
pub use etag::{EntityTag, IfMatch};
pub use export::{CellKind, disarmed, looks_like_a_formula};
pub use file_name::FileName;
pub use kinds::Kind;
pub use language::Language;
pub use list::{List, ListAnswer, NoFilter, Offers, PageQuery, Pages};
pub use listing::{Listing, ListingView};
pub use page::Page;
pub use parameters::{DryRun, Path, Query};
pub use patch::{patched, read_patch};
pub use places::{Place, Places};
pub use problem::{Details, Fault, FaultView, Problem, ProblemView};
pub use reply::Reply;

/// The result of a handler.
pub type Answer = Result<Reply, Problem>;
