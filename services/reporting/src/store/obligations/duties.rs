use super::list::After;
use super::row::{FROM, Found, KeptObligation, SqlFound, columns};
use chrono::{DateTime, Utc};
use diesel::result::QueryResult;
use diesel::sql_types::Bool;
use diesel_async::RunQueryDsl;
use haicap_kit::db::{Db, Statement, literal_limit};
use haicap_types::OrganizationCode;

/// What waits for these organizations, by the moment at which it is due: reports to be sent, sent ones to be judged, and
/// requests to be decided on. Beside each, whether it is a request.
pub async fn duties(
    mut db: Db<'_>,
    own: &[OrganizationCode],
    after: Option<&After>,
    now: DateTime<Utc>,
    rows: usize,
) -> QueryResult<Vec<(KeptObligation, bool)>> {
    let statement = Statement::<(SqlFound, Bool)>::new(format!(
        "select {}, g.id is not null from {FROM} \
         left join grant_request g on g.obligation_id = o.id and g.state = 'pending' and o.receiver = any(",
        columns()
    ))
    .value(own.to_vec())
    .text(") where (g.id is not null or (o.standing = 'submitted' and o.latest_state = 'submitted' and o.receiver = any(")
    .value(own.to_vec())
    .text(")) or (o.form is not null and o.owed_by = any(")
    .value(own.to_vec())
    .text(") and (o.latest_state in ('draft', 'returned') or (o.standing = 'nothing' and o.latest_id is null)) and o.standing <> 'waived' and p.frozen_at is not null and o.opens_at <= ")
    .value(now)
    .text(" and (o.first_submitted_at is not null or greatest(o.locks_at, o.due_at) > ")
    .value(now)
    .text(" or o.unlocked_until > ")
    .value(now)
    .text(")))");
    let statement = match after {
        Some(After(due_at, id)) => {
            statement.text(" and (o.due_at, o.id) > (").value(*due_at).text(", ").value(*id).text(")")
        }
        None => statement,
    };
    let limit = literal_limit(rows);
    let mut found: Vec<(Found, bool)> =
        statement.text(format!(" order by o.due_at, o.id limit {limit}")).load(&mut db).await?;
    found.truncate(rows);
    Ok(found.into_iter().map(|(found, is_request)| (KeptObligation::from(found), is_request)).collect())
}
