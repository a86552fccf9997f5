//! What people write about directives.

pub use haicap_types::{Line, ListCode, Prose, Text, TextFault};

/// The title of a directive.
pub type Title = Line<1_000>;
/// The name or the position of a person.
pub type Name = Line<200>;
/// What a clause says, or an abstract.
pub type LongText = Prose<20_000>;
/// Why somebody did something, or asks for it.
pub type Reason = Prose<2_000>;
/// What somebody says about what another did.
pub type Remark = Prose<2_000>;
/// What was done, or why it was not.
pub type Statement = Prose<5_000>;

/// The code of an audience, such as `departments`.
pub type AudienceCode = ListCode;
/// The code of a number book.
pub type BookCode = ListCode;
