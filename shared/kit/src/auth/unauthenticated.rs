/// Why a request has no known caller.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unauthenticated {
    /// The token is not accepted; the reason is for the log.
    #[error("token refused: {0}")]
    Refused(&'static str),
    /// The token was good, and is no longer.
    #[error("token expired")]
    Expired,
    /// The provider's keys are not available now.
    #[error("the provider's keys cannot be fetched")]
    KeysUnavailable,
}
