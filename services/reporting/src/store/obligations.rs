//! Obligations to report, each read and saved as the whole that its acts are decided on.

mod duties;
mod list;
mod row;
mod write;

pub use duties::duties;
pub use list::{After, Filter, Sort, list};
pub use row::KeptObligation;
pub use write::{Inherited, give_to_heirs, insert, lapse_request, save, save_alone};

use super::submissions;
use crate::domain::obligation::{Case, GrantRequest, Latest, Signature};
use crate::schema::{grant_request, submission};
use chrono::{DateTime, Utc};
use diesel::result::QueryResult;
use diesel::sql_types::{Text, Uuid as SqlUuid};
use diesel::{ExpressionMethods, OptionalExtension, QueryDsl};
use diesel_async::RunQueryDsl;
use haicap_kit::db::{Db, Statement};
use haicap_types::{GrantKind, GrantState, OrganizationCode, SubmissionState};
use row::{COLUMNS, FROM, Row, SqlRow};
use uuid::Uuid;

/// The obligation with an id.
///
/// # Errors
/// The database's.
pub async fn find(mut db: Db<'_>, id: Uuid) -> QueryResult<Option<KeptObligation>> {
    let found: Option<Row> = Statement::<SqlRow>::new(format!("select {COLUMNS} from {FROM} where o.id = "))
        .bind::<SqlUuid, _>(id)
        .get_result(&mut db)
        .await
        .optional()?;
    Ok(found.map(KeptObligation::from))
}

/// What a body owes for a period in a tier that consolidates: of several, which a merger may bring about, one for which
/// there is no live report yet, and rather its own than one that it took over.
///
/// # Errors
/// The database's.
pub async fn consolidating(
    mut db: Db<'_>,
    period: Uuid,
    organization: &OrganizationCode,
) -> QueryResult<Option<KeptObligation>> {
    let found: Option<Row> = Statement::<SqlRow>::new(format!("select {COLUMNS} from {FROM} where o.period_id = "))
        .bind::<SqlUuid, _>(period)
        .text(" and o.form is null and o.owed_by = ")
        .bind::<Text, _>(organization.clone())
        .text(
            " order by exists (select from consolidated_report c where c.obligation_id = o.id and c.state <> 'recalled'), \
             o.organization <> o.owed_by, o.tier limit 1",
        )
        .get_result(&mut db)
        .await
        .optional()?;
    Ok(found.map(KeptObligation::from))
}

/// An obligation with all that an act about it is decided on: about the submission with this id, or about the last.
///
/// # Errors
/// The database's.
pub async fn case(db: Db<'_>, id: Uuid, about: Option<Uuid>) -> QueryResult<Option<(KeptObligation, Case)>> {
    let (kept, pending, mut versions) = futures_util::try_join!(find(db, id), pending(db, id), versions(db, id))?;
    let Some(kept) = kept else { return Ok(None) };
    let about = about.or(kept.obligation.latest.map(|latest| latest.id));
    let submission = match about {
        Some(about) => submissions::find(db, about).await?,
        None => None,
    };
    if let Some(submission) = &submission {
        versions.retain(|version| version.number < submission.number);
    }
    let case = Case { obligation: kept.obligation.clone(), submission, earlier: versions, pending };
    Ok(Some((kept, case)))
}

/// The versions of an obligation's report, by their numbers.
///
/// # Errors
/// The database's.
pub async fn versions(mut db: Db<'_>, id: Uuid) -> QueryResult<Vec<Latest>> {
    let found: Vec<(Uuid, i32, SubmissionState)> = submission::table
        .filter(submission::obligation_id.eq(id))
        .order(submission::number)
        .select((submission::id, submission::number, submission::state))
        .load(&mut db)
        .await?;
    Ok(found.into_iter().map(|(id, number, state)| Latest { id, number, state }).collect())
}

/// The request about an obligation that waits for a decision.
///
/// # Errors
/// The database's.
pub async fn pending(db: Db<'_>, id: Uuid) -> QueryResult<Option<GrantRequest>> {
    Ok(pending_of(db, vec![id]).await?.pop().map(|(_, request)| request))
}

/// The requests about these obligations that wait for a decision.
///
/// # Errors
/// The database's.
pub async fn pending_of(mut db: Db<'_>, ids: Vec<Uuid>) -> QueryResult<Vec<(Uuid, GrantRequest)>> {
    type Found = (Uuid, Uuid, GrantKind, Option<DateTime<Utc>>, String, String, DateTime<Utc>);
    let found: Vec<Found> = grant_request::table
        .filter(grant_request::state.eq(GrantState::Pending))
        .filter(grant_request::obligation_id.eq_any(ids))
        .select((
            grant_request::obligation_id,
            grant_request::id,
            grant_request::kind,
            grant_request::until,
            grant_request::reason,
            grant_request::requested_by,
            grant_request::requested_at,
        ))
        .load(&mut db)
        .await?;
    let request = |(obligation, id, kind, until, reason, by, at)| {
        let requested = Signature { by, at };
        (obligation, GrantRequest { id, kind, until, reason, requested, state: GrantState::Pending })
    };
    Ok(found.into_iter().map(request).collect())
}
