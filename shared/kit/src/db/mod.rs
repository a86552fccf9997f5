//! The database as every service uses it: a few shared, pipelined connections for reads, as many for reads that take
//! their time, and a pool for transactions; of each a set for each runtime that asks.

mod address;
mod column;
mod connection;
mod failure;
mod lane;
mod migrate;
mod profile;
mod row;
mod rows;
mod statement;
mod transaction;

pub use address::AddressError;
pub use diesel::result::QueryResult;

pub use column::{from_json, to_json, unreadable};
pub use connection::{Connection, PREPARED_MAX};
pub use failure::Failure;
pub use lane::{OwnConnection, Pooled};
pub use migrate::{MigrateError, migrate};
pub use row::{Row, insert, insert_new, put, save};
pub use rows::{insert_rows, put_rows};
pub use statement::Statement;
pub use transaction::{begin, commit, lock_name, roll_back};

use crate::http::Problem;
use address::Address;
use diesel::result::Error;
use diesel_async::AsyncPgConnection;
use lane::Lanes;
use std::sync::Arc;

/// A connection, as the functions of a `store` take it: shared, so that several questions can be asked at once.
pub type Db<'a> = &'a AsyncPgConnection;

/// How many rows to ask for, in the statement's own words: one of three literals, so that a plan can be kept. A bound
/// limit is planned anew on every call. There may be more than were asked for.
#[must_use]
pub const fn literal_limit(rows: usize) -> usize {
    match rows {
        ..=21 => 21,
        22..=201 => 201,
        _ => 1001,
    }
}

/// A database that is open.
#[derive(Clone)]
pub struct Database {
    lanes: Arc<Lanes>,
}

/// Whether an address can be used, as far as that is known without connecting.
///
/// # Errors
/// What is wrong with it.
pub fn check_address(url: &str) -> Result<(), AddressError> {
    Address::read(url).map(drop)
}

/// A client of a database, for what is done outside every schema of ours. It is encrypted where the address says so.
///
/// # Errors
/// The address cannot be used, or the server cannot be reached.
pub async fn client(url: &str) -> Result<tokio_postgres::Client, ClientError> {
    Ok(Address::read(url)?.client().await?)
}

/// Why there is no client of a database.
#[derive(Debug, thiserror::Error)]
pub enum ClientError {
    /// The address.
    #[error(transparent)]
    Address(#[from] AddressError),
    /// The server.
    #[error(transparent)]
    Server(#[from] tokio_postgres::Error),
}

/// The role that an address names.
///
/// # Errors
/// What is wrong with the address.
pub fn role_of(url: &str) -> Result<Option<String>, AddressError> {
    Ok(Address::read(url)?.role().map(str::to_owned))
}

impl Database {
    /// Opens a database at an address, in one schema. Connects when first used.
    ///
    /// # Errors
    /// The address cannot be used.
    pub fn open(url: &str, schema: &str) -> Result<Self, AddressError> {
        let address = Address::read(url)?;
        if address.is_exposed() {
            tracing::warn!("the database is reached over a network in clear text; sslmode=verify-full encrypts");
        }
        Ok(Self { lanes: Arc::new(Lanes::new(address, schema)) })
    }

    /// Asks on a shared connection. A connection that broke is replaced and the question asked once more; what it asks
    /// can change nothing.
    ///
    /// # Errors
    /// What the question answered.
    pub async fn read<T>(&self, ask: impl AsyncFn(Db<'_>) -> QueryResult<T>) -> QueryResult<T> {
        self.lanes.here()?.short.ask(ask).await
    }

    /// The same on connections of their own, for what adds up many rows or reads page after page: it would keep the
    /// short questions behind it waiting.
    ///
    /// # Errors
    /// What the question answered.
    pub async fn read_at_length<T>(&self, ask: impl AsyncFn(Db<'_>) -> QueryResult<T>) -> QueryResult<T> {
        self.lanes.here()?.long.ask(ask).await
    }

    /// A connection of one's own, for a transaction.
    ///
    /// # Errors
    /// 503 when none is free in time, or too many wait for one already.
    pub async fn own(&self) -> Result<OwnConnection, Problem> {
        self.lanes.here()?.own().await.map_err(|error| {
            tracing::warn!(%error, "no database connection");
            Problem::unavailable()
        })
    }

    /// Does something wholly or not at all.
    ///
    /// # Errors
    /// What it says, or the database; nothing was done, unless the connection broke while that was made to last.
    pub async fn transaction<T, E: Into<Problem>>(
        &self,
        act: impl AsyncFnOnce(Db<'_>) -> Result<T, E>,
    ) -> Result<T, Problem> {
        let mut connection = self.own().await?;
        begin(&mut connection).await?;
        match act(&connection).await {
            Ok(done) => {
                commit(&mut connection).await?;
                Ok(done)
            }
            Err(error) => {
                roll_back(&mut connection).await;
                Err(error.into())
            }
        }
    }

    /// How many pooled connections exist, and how many of them are idle.
    #[must_use]
    pub fn pool_status(&self) -> (usize, usize) {
        self.lanes.pool_status()
    }
}

/// Whether a connection broke, rather than a statement.
#[must_use]
pub fn is_closed(error: &Error) -> bool {
    Failure::of(error) == Failure::Closed
}
