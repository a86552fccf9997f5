//! Requests for a waiver, an extension or an unlocking.

use crate::domain::obligation::GrantRequest;
use crate::vocabulary::GrantKind;
use chrono::{DateTime, Utc};
use diesel::result::QueryResult;
use diesel::sql_types::Untyped;
use diesel_async::RunQueryDsl;
use haicap_kit::db::{Db, Row, Statement, insert as insert_row, put};
use haicap_types::{RequestState, Signature};
use uuid::Uuid;

haicap_kit::row! {
    /// A request as its table holds it.
    RequestRow in "grant_request" by (id) {
        id: Uuid,
        obligation_id: Uuid,
        kind: GrantKind,
        until: Option<DateTime<Utc>>,
        reason: String,
        requested_by: String,
        requested_at: DateTime<Utc>,
    } changing {
        state: RequestState,
        decided_by: Option<String>,
        decided_at: Option<DateTime<Utc>>,
        remark: Option<String>,
    }
}

/// The request about an obligation that waits for a decision.
pub async fn pending(db: Db<'_>, obligation: Uuid) -> QueryResult<Option<GrantRequest>> {
    Ok(pending_of(db, vec![obligation]).await?.pop().map(|(_, request)| request))
}

/// The requests about these obligations that wait for a decision.
pub async fn pending_of(mut db: Db<'_>, obligations: Vec<Uuid>) -> QueryResult<Vec<(Uuid, GrantRequest)>> {
    let select = format!("select {} from grant_request g where g.state = 'pending'", RequestRow::columns_of("g"));
    let found: Vec<RequestRow> = Statement::<<RequestRow as Row>::Sql>::new(select)
        .text(" and g.obligation_id = any(")
        .value(obligations)
        .text(")")
        .load(&mut db)
        .await?;
    Ok(found.into_iter().map(|row| (row.obligation_id, row.into())).collect())
}

/// Writes a request.
pub async fn insert(db: Db<'_>, obligation: Uuid, request: &GrantRequest) -> QueryResult<()> {
    insert_row(db, RequestRow::of(obligation, request)).await
}

/// Saves what was decided on a request.
pub async fn decide(
    db: Db<'_>,
    obligation: Uuid,
    request: &GrantRequest,
    decided: &Signature,
    remark: Option<&str>,
) -> QueryResult<()> {
    let Signature { by, at } = decided.clone();
    let row = RequestRow::of(obligation, request);
    let remark = remark.map(str::to_owned);
    put(db, RequestRow { decided_by: Some(by), decided_at: Some(at), remark, ..row }).await
}

/// Makes void the request about an obligation that waits for a decision, if there is one.
pub async fn lapse(mut db: Db<'_>, obligation: Uuid) -> QueryResult<()> {
    Statement::<Untyped>::new("update grant_request set state = ")
        .value(RequestState::Lapsed)
        .text(" where state = 'pending' and obligation_id = ")
        .value(obligation)
        .execute(&mut db)
        .await
        .map(drop)
}

impl RequestRow {
    fn of(obligation_id: Uuid, request: &GrantRequest) -> Self {
        let GrantRequest { id, kind, until, reason, requested, state } = request.clone();
        let (requested_by, requested_at) = (requested.by, requested.at);
        let (decided_by, decided_at, remark) = (None, None, None);
        Self {
            id,
            obligation_id,
            kind,
            until,
            reason,
            requested_by,
            requested_at,
            state,
            decided_by,
            decided_at,
            remark,
        }
    }
}

impl From<RequestRow> for GrantRequest {
    fn from(row: RequestRow) -> Self {
        let requested = Signature { by: row.requested_by, at: row.requested_at };
        Self { id: row.id, kind: row.kind, until: row.until, reason: row.reason, requested, state: row.state }
    }
}
