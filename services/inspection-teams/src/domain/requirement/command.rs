use super::Act;
use crate::domain::Reason;

/// What somebody wants to do.
#[derive(Debug, Clone)]
pub enum Command {
    /// Close it.
    Close(Reason),
}

impl Command {
    /// The act.
    #[must_use]
    pub const fn act(&self) -> Act {
        match self {
            Self::Close(_) => Act::Close,
        }
    }
}
