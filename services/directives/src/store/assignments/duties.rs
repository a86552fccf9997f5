use super::filter::one_by_one;
use super::row::{AssignmentRow, SqlRow, columns};
use crate::domain::assignment::Assignment;
use chrono::NaiveDate;
use diesel::QueryResult;
use diesel::sql_types::{Array, Bool, Date, Text, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use haicap_kit::db::{Db, Statement, literal_limit};
use haicap_types::OrganizationCode;
use uuid::Uuid;

/// Whose duties are wanted.
pub struct Waiting {
    /// The organizations for which something waits.
    pub organizations: Vec<OrganizationCode>,
    /// The organizations that have ended and in whose place nobody stands.
    pub left: Vec<OrganizationCode>,
    /// The person who took them on, where only those are wanted.
    pub handler: Option<String>,
}

/// What waits for some organizations, by the date that counts, undated last: their own moves, the moves that ended
/// organizations left to them as receivers, and requests for dates that they decide on, each with whether it is such a
/// request.
pub async fn duties(
    mut db: Db<'_>,
    waiting: &Waiting,
    after: Option<(Option<NaiveDate>, Uuid)>,
    rows: usize,
) -> QueryResult<Vec<(Assignment, bool)>> {
    let limit = literal_limit(rows);
    let statement = one_by_one(Statement::<(SqlRow, Bool)>::new("select a.* from "), waiting.organizations.clone());
    // Each branch walks an index in the order wanted and stops early; what is sorted are a few short lists.
    let mut statement = statement.text(" cross join lateral (");
    let branches = [
        ("a.mover = o.code", "false"),
        ("a.pending_request and coalesce(a.reports_to, a.issuer) = o.code and a.mover is not null", "true"),
        ("coalesce(a.reports_to, a.issuer) = o.code and a.mover <> o.code and a.mover = any(", "false"),
    ];
    let asked = if waiting.left.is_empty() { 2 } else { 3 };
    for (index, (condition, is_request)) in branches.into_iter().take(asked).enumerate() {
        statement = statement
            .text(if index == 0 { "(" } else { " union all (" })
            .text(format!("select {}, {is_request} from assignment a where {condition}", columns()));
        if index == 2 {
            statement = statement.bind::<Array<Text>, _>(waiting.left.clone()).text(")");
        }
        if let Some(handler) = &waiting.handler {
            statement = statement.text(" and a.handler_subject = ").bind::<Text, _>(handler.clone());
        }
        if let Some((due_on, id)) = after {
            statement = match due_on {
                Some(due_on) => statement.text(" and (a.due_sort, a.id) > (").bind::<Date, _>(due_on).text(", "),
                None => statement.text(" and (a.due_sort, a.id) > ('infinity'::date, "),
            };
            statement = statement.bind::<SqlUuid, _>(id).text(")");
        }
        statement = statement.text(format!(" order by a.due_sort, a.id limit {limit})"));
    }
    let mut found: Vec<(AssignmentRow, bool)> = statement
        .text(format!(
            ") a order by coalesce(case when a.clause_kind in ('recurring_report', 'standing_duty', 'event_duty') \
             then a.next_fulfilment_due_on else a.due_on end, 'infinity'), a.id limit {limit}"
        ))
        .load(&mut db)
        .await?;
    found.truncate(rows);
    Ok(found.into_iter().map(|(row, is_request)| (Assignment::from(row), is_request)).collect())
}
