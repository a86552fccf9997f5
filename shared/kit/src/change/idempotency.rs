use crate::auth::Caller;
use crate::db::{Db, Failure, Statement};
use crate::http::{Precondition, Problem, Reply, kinds};
use diesel::result::QueryResult;
use diesel::sql_types::{Array, Binary, Nullable, SmallInt, Text};
use diesel_async::RunQueryDsl;
use haicap_types::{Vocabulary, Words};

/// A key, and whose it is.
pub(super) struct Scope {
    issuer: String,
    subject: String,
    organization: String,
    key: String,
    fingerprint: Vec<u8>,
    /// The caller's roles. They are no part of the key: a caller who was given another role is the same caller, and the
    /// request must not be carried out twice. But who lost one may not learn any more what it was good for.
    roles: Vec<String>,
}

pub(super) enum Claim {
    /// Nobody used the key before.
    Ours,
    /// The same request was carried out before; this was the answer.
    Answered(Reply),
    /// The key stands for something else.
    Refused(Problem),
}

type Stored = (Binary, Array<Text>, Nullable<SmallInt>, Nullable<Binary>, Nullable<Text>, Nullable<Text>);
type StoredRow = (Vec<u8>, Vec<String>, Option<i16>, Option<Vec<u8>>, Option<String>, Option<String>);

impl Scope {
    pub(super) fn of(caller: &Caller, precondition: &Precondition) -> Option<Self> {
        Some(Self {
            issuer: caller.person.issuer.to_string(),
            subject: caller.person.subject.to_string(),
            organization: caller.organization.to_string(),
            key: precondition.key.clone()?,
            fingerprint: precondition.fingerprint.to_vec(),
            roles: caller.roles.iter().map(|role| role.word().to_owned()).collect(),
        })
    }

    fn bound(&self, statement: Statement<Stored>) -> Statement<Stored> {
        statement
            .bind::<Text, _>(self.issuer.clone())
            .text(", ")
            .bind::<Text, _>(self.subject.clone())
            .text(", ")
            .bind::<Text, _>(self.organization.clone())
            .text(", ")
            .bind::<Text, _>(self.key.clone())
    }
}

/// Claims a key as the first row of the transaction. A second request with the same key waits here on the
/// unique index until the first is done.
pub(super) async fn claim(mut db: Db<'_>, scope: &Scope) -> Result<Claim, crate::change::Stop> {
    let insert = scope
        .bound(Statement::new(
            "insert into idempotency_key (issuer, subject, organization, key, fingerprint, roles) values (",
        ))
        .text(", ")
        .bind::<Binary, _>(scope.fingerprint.clone())
        .text(", ")
        .bind::<Array<Text>, _>(scope.roles.clone())
        .text(
            ") on conflict (issuer, subject, organization, key) do update \
             set fingerprint = excluded.fingerprint, roles = excluded.roles, status = null, body = null, etag = null, \
                 location = null, created_at = excluded.created_at \
             where idempotency_key.created_at < now() - interval '24 hours'",
        );
    match insert.execute(&mut db).await {
        Ok(0) => {}
        Ok(_) => return Ok(Claim::Ours),
        Err(error) if Failure::of(&error) == Failure::LockTimeout => {
            return Ok(Claim::Refused(Problem::new(&kinds::KEY_IN_USE).header("Retry-After", "2")));
        }
        Err(error) => return Err(error.into()),
    }
    let find = scope
        .bound(Statement::new(
            "select fingerprint, roles, status, body, etag, location from idempotency_key \
             where (issuer, subject, organization, key) = (",
        ))
        .text(")");
    let (fingerprint, roles, status, body, etag, location) = find.get_result::<StoredRow>(&mut db).await?;
    if fingerprint != scope.fingerprint {
        return Ok(Claim::Refused(Problem::new(&kinds::KEY_REUSED)));
    }
    if !roles.iter().all(|role| scope.roles.contains(role)) {
        return Ok(Claim::Refused(Problem::new(&kinds::FORBIDDEN).code("role_lost").detail(ROLE_LOST)));
    }
    let status = status.and_then(|status| u16::try_from(status).ok()).unwrap_or(200);
    Ok(Claim::Answered(
        Reply::stored(status, body.unwrap_or_default(), etag, location).header("Idempotency-Replayed", "true"),
    ))
}

const ROLE_LOST: Words = Words::new(
    "Yêu cầu này đã được thực hiện. Kết quả chỉ được trả lại khi người dùng vẫn còn các vai trò như lúc gửi lần đầu.",
    "This request was carried out. Its answer is repeated only to a caller who still has the roles of the first time.",
);

/// Keeps the answer beside the change.
pub(super) async fn answer(mut db: Db<'_>, scope: &Scope, reply: &Reply) -> QueryResult<()> {
    let update = Statement::<Stored>::new("update idempotency_key set status = ")
        .bind::<SmallInt, _>(i16::try_from(reply.status).unwrap_or(200))
        .text(", body = ")
        .bind::<Binary, _>(reply.body.clone())
        .text(", etag = ")
        .bind::<Nullable<Text>, _>(reply.etag.clone())
        .text(", location = ")
        .bind::<Nullable<Text>, _>(reply.location.clone())
        .text(" where (issuer, subject, organization, key) = (");
    scope.bound(update).text(")").execute(&mut db).await.map(drop)
}

/// Forgets keys that are older than a day.
pub async fn forget_old_keys(mut db: Db<'_>) -> QueryResult<usize> {
    Statement::<Stored>::new("delete from idempotency_key where created_at < now() - interval '24 hours'")
        .execute(&mut db)
        .await
}
