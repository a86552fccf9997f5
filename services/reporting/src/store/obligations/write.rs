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
        lapse_request(db, change.obligation.id).await?;
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

/// Makes void the request about an obligation that waits for a decision, if there is one.
///
/// # Errors
/// The database's.
pub async fn lapse_request(mut db: Db<'_>, obligation: Uuid) -> QueryResult<()> {
    diesel::update(grant_request::table)
        .filter(grant_request::obligation_id.eq(obligation))
        .filter(grant_request::state.eq(GrantState::Pending))
        .set(grant_request::state.eq(GrantState::Lapsed))
        .execute(&mut db)
        .await
        .map(drop)
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

/// What a living body took over from an ended one.
#[derive(Debug, Clone)]
pub struct Inherited {
    /// The obligation.
    pub obligation: Uuid,
    /// Which of its columns changed: `owed_by` or `receiver`.
    pub column: &'static str,
    /// The ended body.
    pub from: OrganizationCode,
    /// The living one.
    pub to: OrganizationCode,
}

/// Has living bodies stand for ended ones, pairs of the two, in what these owe and in what they receive. Answers what
/// changed.
///
/// # Errors
/// The database's.
pub async fn give_to_heirs(
    mut db: Db<'_>,
    heirs: &[(OrganizationCode, OrganizationCode)],
) -> QueryResult<Vec<Inherited>> {
    let (ended, living): (Vec<_>, Vec<_>) = heirs.iter().cloned().unzip();
    let mut inherited = Vec::new();
    for column in ["owed_by", "receiver"] {
        let found: Vec<(Uuid, OrganizationCode, OrganizationCode)> = Statement::<(SqlUuid, Text, Text)>::new(format!(
            "update obligation o set {column} = h.heir, version = version + 1 from unnest("
        ))
        .bind::<Array<Text>, _>(ended.clone())
        .text(", ")
        .bind::<Array<Text>, _>(living.clone())
        .text(format!(") as h (ended, heir) where o.{column} = h.ended returning o.id, h.ended, h.heir"))
        .load(&mut db)
        .await?;
        inherited.extend(found.into_iter().map(|(obligation, from, to)| Inherited { obligation, column, from, to }));
    }
    Ok(inherited)
}
