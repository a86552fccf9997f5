/// What the data are worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Durability {
    /// What is committed survives a power cut.
    Durable,
    /// Fast: a power cut may destroy the data.
    Disposable,
}

type Setting = (&'static str, &'static str);

impl Durability {
    /// The settings that this durability asks for.
    pub(crate) fn settings(self) -> impl Iterator<Item = &'static (&'static str, &'static str)> {
        let own = match self {
            Self::Durable => DURABLE,
            Self::Disposable => DISPOSABLE,
        };
        COMMON.iter().chain(own)
    }
}

/// The log says what befalls the server: errors are answered to the client, who logs them where they are handled, and
/// their details can hold people's names.
const COMMON: &[Setting] = &[
    ("listen_addresses", ""),
    ("unix_socket_permissions", "0700"),
    ("port", "5432"),
    ("timezone", "UTC"),
    ("shared_buffers", "128MB"),
    ("jit", "off"),
    ("logging_collector", "off"),
    ("log_timezone", "UTC"),
    ("log_min_messages", "log"),
    ("log_min_error_statement", "panic"),
    ("log_error_verbosity", "terse"),
    ("log_checkpoints", "off"),
];

const DURABLE: &[Setting] = &[("max_connections", "200"), ("fsync", "on"), ("synchronous_commit", "on")];

/// Many test processes share one server, hence more connections.
const DISPOSABLE: &[Setting] = &[
    ("max_connections", "400"),
    ("fsync", "off"),
    ("synchronous_commit", "off"),
    ("full_page_writes", "off"),
    ("wal_level", "minimal"),
    ("max_wal_senders", "0"),
];
