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
    /// All assignments, as a file.
    Export,
    /// A draft with a hundred figures is sent.
    Submit,
    /// What the reports of all communes add up to for a week, beside the week before.
    Consolidate,
    /// Who reported, week by week, for twelve weeks.
    Completeness,
    /// A consolidated report of twenty pages is drawn.
    Document,
}

impl Case {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Get => "get one",
            Self::List => "list 20 of a body",
            Self::ListSeen => "list 20 in sight",
            Self::Create => "create",
            Self::Transition => "transition",
            Self::Export => "export",
            Self::Submit => "submit 100 figures",
            Self::Consolidate => "consolidate a week",
            Self::Completeness => "completeness of 12 weeks",
            Self::Document => "document",
        }
    }

    /// The smallest share of the limit that we are content with.
    pub(crate) const fn aim(self) -> f64 {
        match self {
            Self::Get => 0.65,
            Self::List | Self::ListSeen => 0.70,
            Self::Create | Self::Transition | Self::Submit => 0.75,
            Self::Consolidate | Self::Completeness => 0.90,
            Self::Export => 1.00,
            // Nothing draws the same beside it.
            Self::Document => f64::NAN,
        }
    }

    pub(crate) const fn is_list(self) -> bool {
        matches!(self, Self::List | Self::ListSeen)
    }

    pub(crate) const fn is_write(self) -> bool {
        matches!(self, Self::Create | Self::Transition | Self::Submit)
    }

    /// The status of an answer that counts.
    pub(crate) const fn status(self) -> u16 {
        match self {
            Self::Create => 201,
            _ => 200,
        }
    }
}
