//! A private PostgreSQL server, run from the programs that the machine already has.
//!
//! [`Cluster`] belongs to one process: it starts with it, keeps its data in a folder, and ends with it, even when that
//! process is killed. [`SharedCluster`] belongs to every test process that wants one: the first starts it, it ends
//! soon after the last has gone.
//!
//! Either listens on a socket in a folder that only its own account can enter, and on no network at all; whoever gets
//! to the socket is trusted. Everything here blocks: call it from a thread that may wait. Linux only.

mod account;
mod address;
mod binaries;
mod cluster;
mod error;
mod lock;
mod place;
mod program;
mod server;
mod settings;
mod shared;
mod wait;

#[cfg(test)]
mod tests;

pub use address::Address;
pub use binaries::Binaries;
pub use cluster::{Cluster, Options};
pub use error::Error;
pub use shared::SharedCluster;

/// The role that every new cluster has, and that may do anything.
pub const SUPERUSER: &str = "postgres";

/// The oldest version that we are tested with.
const OLDEST_MAJOR: u32 = 15;
