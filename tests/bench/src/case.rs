use clap::ValueEnum;

/// What is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Case {
    /// One assignment, by its accountable body.
    Get,
    /// Twenty open assignments of a body, by date.
    List,
    /// Twenty assignments in progress among all that a commune's Party committee sees, by date.
    ListSeen,
    /// A draft of a document with one clause.
    Create,
    /// An assignment is acknowledged.
    Transition,
}

impl Case {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Get => "get one",
            Self::List => "list 20 of a body",
            Self::ListSeen => "list 20 in sight",
            Self::Create => "create",
            Self::Transition => "transition",
        }
    }

    /// The smallest share of the limit that we are content with.
    pub(crate) const fn aim(self) -> f64 {
        match self {
            Self::Get => 0.65,
            Self::List | Self::ListSeen => 0.70,
            Self::Create | Self::Transition => 0.75,
        }
    }

    pub(crate) const fn is_list(self) -> bool {
        matches!(self, Self::List | Self::ListSeen)
    }

    pub(crate) const fn is_write(self) -> bool {
        matches!(self, Self::Create | Self::Transition)
    }

    /// The status of an answer that counts.
    pub(crate) const fn status(self) -> u16 {
        match self {
            Self::Create => 201,
            _ => 200,
        }
    }
}
