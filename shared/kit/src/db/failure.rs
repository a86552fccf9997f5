use diesel::result::{DatabaseErrorKind, Error};

/// What kept a statement from being carried out, as far as it makes a difference to whoever sent it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    /// The connection broke, or could not be made; whether the statement was carried out is not known.
    Closed,
    /// Two transactions met, and this one was ended so that the other could go on.
    Conflict,
    /// Somebody held a lock for too long.
    LockTimeout,
    /// The statement took too long.
    StatementTimeout,
    /// The server has no room, or is starting or stopping.
    Busy,
    /// Anything else: a fault of ours.
    Fault,
}

impl Failure {
    /// What an error means.
    ///
    /// The driver names few kinds and keeps Postgres's codes to itself, so the words of the server decide; every
    /// connection has them in English where it may.
    #[must_use]
    pub fn of(error: &Error) -> Self {
        match error {
            Error::DatabaseError(kind, info) => match kind {
                DatabaseErrorKind::ClosedConnection | DatabaseErrorKind::UnableToSendCommand => Self::Closed,
                DatabaseErrorKind::SerializationFailure => Self::Conflict,
                // A standby that took over is not open for writing yet.
                DatabaseErrorKind::ReadOnlyTransaction => Self::Busy,
                _ => Self::said(info.message()),
            },
            Error::BrokenTransactionManager | Error::RollbackErrorOnCommit { .. } => Self::Closed,
            _ => Self::Fault,
        }
    }

    /// What the server's words mean.
    pub(super) fn said(message: &str) -> Self {
        const WORDS: &[(&str, Failure)] = &[
            ("deadlock detected", Failure::Conflict),
            ("canceling statement due to lock timeout", Failure::LockTimeout),
            ("canceling statement due to", Failure::StatementTimeout),
            ("terminating connection due to", Failure::Closed),
            ("the database system is", Failure::Busy),
            ("too many connections", Failure::Busy),
            ("too many clients", Failure::Busy),
            ("remaining connection slots", Failure::Busy),
        ];
        WORDS.iter().find(|(words, _)| message.contains(words)).map_or(Self::Fault, |(_, failure)| *failure)
    }

    /// Whether the same statement may succeed when it is sent again a little later.
    #[must_use]
    pub const fn is_passing(self) -> bool {
        !matches!(self, Self::Fault)
    }
}
