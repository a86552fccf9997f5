use super::filter::one_by_one;
use super::row::{AssignmentRow, SqlRow, columns};
use crate::domain::assignment::Assignment;
use chrono::NaiveDate;
use diesel::QueryResult;
use diesel::sql_types::{Bool, Date, Text, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use haicap_kit::db::{Db, Statement, literal_limit};
use haicap_types::OrganizationCode;
use uuid::Uuid;

/// What waits for these organizations, by the date that counts, undated last: their own moves, and requests for dates
/// that they decide on, each with whether it is such a request.
pub async fn duties(
    mut db: Db<'_>,
    organizations: &[OrganizationCode],
    handler: Option<&str>,
    after: Option<(Option<NaiveDate>, Uuid)>,
    rows: usize,
) -> QueryResult<Vec<(Assignment, bool)>> {
    let limit = literal_limit(rows);
    let statement = one_by_one(Statement::<(SqlRow, Bool)>::new("select a.* from "), organizations.to_vec());
    // Each branch walks an index in the order wanted and stops early; what is sorted are a few short lists.
    let mut statement = statement.text(" cross join lateral (");
    let branches = [
        ("a.mover = o.code", "false"),
        ("a.pending_request and coalesce(a.reports_to, a.issuer) = o.code and a.mover is not null", "true"),
    ];
    for (index, (condition, is_request)) in branches.into_iter().enumerate() {
        statement = statement
            .text(if index == 0 { "(" } else { " union all (" })
            .text(format!("select {}, {is_request} from assignment a where {condition}", columns()));
        if let Some(handler) = handler {
            statement = statement.text(" and a.handler_subject = ").bind::<Text, _>(handler.to_owned());
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
