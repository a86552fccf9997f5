use super::{Db, QueryResult, Statement};
use crate::http::Problem;
use diesel::sql_types::{Text, Untyped};
use diesel_async::{AnsiTransactionManager, AsyncPgConnection, RunQueryDsl, TransactionManager};

/// Begins a transaction that the pool knows of: a connection that is dropped inside it is not used again.
pub async fn begin(connection: &mut AsyncPgConnection) -> Result<(), Problem> {
    Ok(AnsiTransactionManager::begin_transaction(connection).await?)
}

/// Makes a transaction's changes last. If the connection breaks here, whether they do is not known.
pub async fn commit(connection: &mut AsyncPgConnection) -> Result<(), Problem> {
    Ok(AnsiTransactionManager::commit_transaction(connection).await?)
}

/// Undoes a transaction's changes; what cannot be told to the database any more is undone by the end of the connection.
pub async fn roll_back(connection: &mut AsyncPgConnection) {
    if let Err(error) = AnsiTransactionManager::rollback_transaction(connection).await {
        tracing::debug!(%error, "rolled back by the end of the connection");
    }
}

/// Waits for every other transaction of the service that locked the same name, and holds it until this one ends: for what
/// no row stands for yet.
pub async fn lock_name(mut db: Db<'_>, name: &str) -> QueryResult<()> {
    Statement::<Untyped>::new("select pg_advisory_xact_lock(hashtext(current_schema()), hashtext(")
        .bind::<Text, _>(name.to_owned())
        .text("))")
        .execute(&mut db)
        .await
        .map(drop)
}
