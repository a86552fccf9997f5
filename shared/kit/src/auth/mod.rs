//! Who is calling: tokens, the keys that they are checked with, and the organization that a call is made for.

mod caller;
mod demo;
mod keys;
mod own_token;
#[cfg(test)]
mod tests;
mod unauthenticated;
mod verifier;

pub(crate) use caller::person;
pub use caller::{Caller, Person};
pub use demo::{DemoIssuer, DemoKeyError};
pub use keys::{KeySet, KeySource, KeysError, RemoteKeys};
pub(crate) use own_token::wall_seconds;
pub use own_token::{NoToken, OwnToken, Secret};
pub use unauthenticated::Unauthenticated;
pub use verifier::{TokenRules, Verifier};
