use crate::auth::DemoIssuer;

/// A variable that a service reads: declared here, read by this, listed by `--help`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Variable {
    /// Its name.
    pub(crate) name: &'static str,
    /// What holds where it is not set.
    pub(crate) otherwise: Otherwise,
    /// What it says.
    pub(crate) meaning: &'static str,
}

/// What holds where a variable is not set.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Otherwise {
    /// The service does not start.
    Required,
    /// The service does without.
    Nothing,
    /// This text.
    Text(&'static str),
    /// What another variable says.
    As(&'static str),
}

impl std::fmt::Display for Otherwise {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Required => "required",
            Self::Nothing => "-",
            Self::Text(text) => text,
            Self::As(name) => name,
        })
    }
}

macro_rules! variables {
    ($( $name:ident, $otherwise:expr, $meaning:literal; )+) => {
        $(
            #[doc = $meaning]
            pub(super) const $name: Variable =
                Variable { name: stringify!($name), otherwise: $otherwise, meaning: $meaning };
        )+
        /// Every variable that a service reads.
        pub(crate) const ALL: &[Variable] = &[$($name),+];
    };
}

use Otherwise::{As, Nothing, Required, Text};

variables! {
    DATABASE_URL, Required, "Postgres address for the service's role; `sslmode=verify-full` encrypts";
    DATABASE_OWNER_URL, As("DATABASE_URL"), "Postgres address for `migrate`: the owner of the schema";
    LISTEN_ADDR, Text("127.0.0.1:8080"), "where the API listens";
    OPS_ADDR, Text("127.0.0.1:9090"), "where health and metrics are answered";
    AUTH_ISSUER, Text(DemoIssuer::ISSUER), "`iss` of access tokens";
    AUTH_AUDIENCE, Text(DemoIssuer::AUDIENCE), "`aud` of access tokens";
    AUTH_ALGORITHM, Text("EdDSA"), "EdDSA, ES256 or RS256";
    AUTH_JWKS_URL, Nothing, "where the provider publishes its keys; this or AUTH_JWKS_FILE is required";
    AUTH_JWKS_FILE, Nothing, "a file with the provider's keys";
    SERVICE_KEY_FILE, Nothing, "demo only: an Ed25519 key (PKCS#8) with which the service signs its own token";
    SERVICE_TOKEN_URL, Nothing, "the provider's token address, for client credentials";
    SERVICE_CLIENT_ID, Nothing, "the service's id at the provider";
    SERVICE_CLIENT_SECRET, Nothing, "its secret";
    STORAGE_DIR, Text("./attachments"), "folder for attachments, for this service alone";
    CORS_ORIGINS, Text(""), "origins of browser front ends, separated by spaces";
}
