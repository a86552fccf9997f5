//! The database as every service uses it, against a real server.
#![expect(clippy::unwrap_used, reason = "set-up that fails, fails the test")]

mod changes;
mod failures;
mod lanes;
mod migrations;
mod service;
mod storage;
mod tls;

use haicap_kit::db::{self, Database};
use haicap_testing::TestDatabase;

/// A database with the kit's own tables.
async fn open() -> (TestDatabase, Database) {
    let test = TestDatabase::new().await;
    db::migrate(&test.owner_url, test.schema, TestDatabase::role(), &[]).await.unwrap();
    let database = Database::open(&test.url, test.schema).unwrap();
    (test, database)
}
