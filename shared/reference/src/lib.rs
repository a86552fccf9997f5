//! Organizations, audiences, oversight and the working calendar: what every service knows about the city.
//!
//! The directives service owns this knowledge and changes it by [`rules`]; the other services keep copies in tables of
//! the same shape. All of them decide on a [`Directory`]: an immutable snapshot in memory, loaded anew when the version
//! in the database has moved on.

pub mod api;
mod audience;
mod calendar;
mod call;
mod change;
mod checks;
mod creation;
pub mod csv;
mod directory;
mod follow;
pub mod import;
mod install;
mod live;
mod masthead;
mod organization;
mod oversight;
mod parameters;
pub mod period;
mod prepared;
mod reader;
mod refusal;
pub mod rules;
pub mod schema;
pub mod shipped;
mod sight;
pub mod store;
mod territory;

pub use audience::Audience;
pub use calendar::{CalendarDay, FIRST_DATE, LAST_DATE, WorkingCalendar};
pub use call::{Call, Calls, ReferenceCall};
pub use change::{Change, DirectoryChange};
pub use creation::Creation;
pub use directory::{Directory, DirectoryParts};
pub use follow::{OWNER_OF_DIRECTORY, follow_directory};
pub use install::{install, install_copy};
pub use live::{Known, LiveDirectory};
pub use masthead::{LETTERHEAD_BREAK, Masthead};
pub use organization::Organization;
pub use oversight::Oversight;
pub use parameters::ParameterReader;
pub use reader::Reader;
pub use refusal::DirectoryRefusal;
pub use sight::Sight;
pub use territory::{Territories, Territory, TerritoryKind};

use diesel_migrations::{EmbeddedMigrations, embed_migrations};

/// Creates the directory's tables in the schema that comes first in the search path.
pub const MIGRATIONS: EmbeddedMigrations = embed_migrations!("migrations");
