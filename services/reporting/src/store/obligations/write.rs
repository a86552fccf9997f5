use super::row::{Columns, NAMES};
use crate::domain::obligation::{Change, Fact, GrantRequest, Obligation, Signature};
use crate::schema::{grant_request, submission};
use crate::store::submissions;
use diesel::result::QueryResult;
use diesel::sql_types::{Array, Text, Uuid as SqlUuid};
use diesel::{ExpressionMethods, QueryDsl};
use diesel_async::RunQueryDsl;
use haicap_kit::db::{Db, Statement, insert_rows, save_row};
use haicap_types::{GrantState, OrganizationCode, SubmissionState};
use uuid::Uuid;

/// Writes obligations; those that are there already stay as they are.
///
/// # Errors
/// The database's.
pub async fn insert(db: Db<'_>, obligations: &[Obligation]) -> QueryResult<()> {
    let rows: Vec<Columns> = obligations.iter().map(Columns::from).collect();
    insert_rows(db, "obligation", NAMES, &rows).await
}

/// Saves what an act brought about, with the rows that it wrote. False if another change came first.
///
/// # Errors
/// The database's.
pub async fn save(mut db: Db<'_>, change: &Change) -> QueryResult<bool> {
    if !save_alone(db, &change.obligation).await? {
        return Ok(false);
    }
    if change.lapses_request {
        diesel::update(grant_request::table)
            .filter(grant_request::obligation_id.eq(change.obligation.id))
            .filter(grant_request::state.eq(GrantState::Pending))
            .set(grant_request::state.eq(GrantState::Lapsed))
            .execute(&mut db)
            .await?;
    }
    match &change.fact {
        Fact::Drafted(new) => submissions::insert(db, new).await?,
        Fact::Edited(one) | Fact::Returned(one) | Fact::Accepted(one) => submissions::save(db, one).await?,
        Fact::Submitted(one) => {
            submissions::put(db, one).await?;
            submissions::insert_values(db, one).await?;
        }
        Fact::Discarded(id) => {
            let draft = submission::table.find(*id).filter(submission::state.eq(SubmissionState::Draft));
            diesel::delete(draft).execute(&mut db).await?;
        }
        Fact::Asked(request) => ask(db, change.obligation.id, request).await?,
        Fact::Decided { request, decided, remark } => decide(db, request, decided, remark.as_deref()).await?,
    }
    Ok(true)
}

/// Saves an obligation and raises its version; false if another change came first.
///
/// # Errors
/// The database's.
pub async fn save_alone(db: Db<'_>, obligation: &Obligation) -> QueryResult<bool> {
    let mut next = Columns::from(obligation);
    let read = next.version;
    next.version = read.saturating_add(1);
    save_row(db, "obligation", NAMES, &next, read).await
}

async fn ask(mut db: Db<'_>, obligation: Uuid, request: &GrantRequest) -> QueryResult<()> {
    diesel::insert_into(grant_request::table)
        .values((
            grant_request::id.eq(request.id),
            grant_request::obligation_id.eq(obligation),
            grant_request::kind.eq(request.kind),
            grant_request::until.eq(request.until),
            grant_request::reason.eq(&request.reason),
            grant_request::requested_by.eq(&request.requested.by),
            grant_request::requested_at.eq(request.requested.at),
            grant_request::state.eq(request.state),
        ))
        .execute(&mut db)
        .await
        .map(drop)
}

async fn decide(mut db: Db<'_>, request: &GrantRequest, decided: &Signature, remark: Option<&str>) -> QueryResult<()> {
    diesel::update(grant_request::table.find(request.id))
        .set((
            grant_request::state.eq(request.state),
            grant_request::decided_by.eq(&decided.by),
            grant_request::decided_at.eq(decided.at),
            grant_request::remark.eq(remark),
        ))
        .execute(&mut db)
        .await
        .map(drop)
}

/// Has living bodies answer for what ended ones owe: pairs of the two. Answers which obligations went from whom to whom.
///
/// # Errors
/// The database's.
pub async fn give_to_heirs(
    mut db: Db<'_>,
    heirs: Vec<(OrganizationCode, OrganizationCode)>,
) -> QueryResult<Vec<(Uuid, OrganizationCode, OrganizationCode)>> {
    let (ended, heirs): (Vec<_>, Vec<_>) = heirs.into_iter().unzip();
    Statement::<(SqlUuid, Text, Text)>::new(
        "update obligation o set owed_by = h.heir, version = version + 1 from unnest(",
    )
    .bind::<Array<Text>, _>(ended)
    .text(", ")
    .bind::<Array<Text>, _>(heirs)
    .text(") as h (ended, heir) where o.owed_by = h.ended returning o.id, h.ended, h.heir")
    .load(&mut db)
    .await
}
