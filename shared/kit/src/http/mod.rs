//! HTTP as every service speaks it: problems, bodies, parameters, pages, entity tags.

mod accept;
mod body;
mod check;
mod etag;
pub mod kinds;
mod language;
mod members;
mod page;
mod parameters;
mod patch;
mod problem;
mod reply;
mod strict;

pub(crate) use accept::accepts;

pub use accept::{Representation, preferred};
pub use body::{BODY_LIMIT_BYTES, CsvFile, Precondition, Upload, Write, XLSX, XlsxFile, read_body};
pub use check::Check;
pub use etag::{EntityTag, IfMatch};
pub use language::Language;
pub use page::{List, Listing, ListingView, Page, PageQuery};
pub use parameters::{Path, Query};
pub use patch::patched;
pub use problem::{Details, Fault, FaultView, Kind, Problem, ProblemView};
pub use reply::Reply;

/// The result of a handler.
pub type Answer = Result<Reply, Problem>;
