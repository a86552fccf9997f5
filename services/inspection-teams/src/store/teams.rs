//! Teams.

use crate::domain::team::Team;
use crate::vocabulary::MemberRole;
use chrono::{DateTime, NaiveDate, Utc};
use diesel::OptionalExtension;
use diesel::result::QueryResult;
use diesel::sql_types::{Bool, Int4, Nullable, Text, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use haicap_kit::db::{Db, Row, Statement, from_json, insert as insert_row, literal_limit, save as save_row, to_json};
use haicap_types::{OrganizationCode, Signature};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

/// Which teams are wanted; what is none is not asked for.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Of programmes that one of these organizations conducts.
    pub own: Vec<OrganizationCode>,
    /// Of this programme.
    pub programme: Option<Uuid>,
}

/// After which team the page begins.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct After(pub Uuid, pub i32);

haicap_kit::row! {
    /// A team as its table holds it.
    TeamRow in "team" by (id) {
        id: Uuid,
        programme_id: Uuid,
        ordinal: i32,
        formed_by: String,
        formed_at: DateTime<Utc>,
        version: i32,
    } changing {
        symbol: String,
        content: Value,
        persons: Vec<Uuid>,
    }
}

fn selected(condition: &str) -> Statement<<TeamRow as Row>::Sql> {
    Statement::new(format!("select {} from team t where {condition}", TeamRow::columns_of("t")))
}

/// The team with an id.
pub async fn find(mut db: Db<'_>, id: Uuid) -> QueryResult<Option<Team>> {
    let found: Option<TeamRow> = selected("t.id = ").value(id).get_result(&mut db).await.optional()?;
    found.map(Team::try_from).transpose()
}

/// All teams of a programme, in their order.
pub async fn of_programme(mut db: Db<'_>, programme: Uuid) -> QueryResult<Vec<Team>> {
    let statement = selected("t.programme_id = ").value(programme).text(" order by t.ordinal");
    let found: Vec<TeamRow> = statement.load(&mut db).await?;
    found.into_iter().map(Team::try_from).collect()
}

/// A page of teams, by programme and in their order.
pub async fn list(mut db: Db<'_>, filter: &Filter, after: Option<&After>, rows: usize) -> QueryResult<Vec<Team>> {
    let mut statement = selected("exists (select from programme p where p.id = t.programme_id and p.conducting = any(")
        .value(filter.own.clone())
        .text("))");
    if let Some(programme) = filter.programme {
        statement = statement.text(" and t.programme_id = ").value(programme);
    }
    if let Some(After(programme, ordinal)) = after {
        statement = statement
            .text(" and (t.programme_id, t.ordinal) > (")
            .value(*programme)
            .text(", ")
            .value(*ordinal)
            .text(")");
    }
    let limit = literal_limit(rows);
    let statement = statement.text(format!(" order by t.programme_id, t.ordinal limit {limit}"));
    let mut found: Vec<TeamRow> = statement.load(&mut db).await?;
    found.truncate(rows);
    found.into_iter().map(Team::try_from).collect()
}

/// The teams of which somebody is a member on a date, with the role there: of programmes on which there is a decision.
pub async fn of_member(mut db: Db<'_>, subject: &str, on: NaiveDate) -> QueryResult<Vec<(Uuid, MemberRole)>> {
    let statement = Statement::<(SqlUuid, Text)>::new(
        "select t.id, m->>'role' from person_file f join team t on t.persons @> array[f.id] \
         join programme p on p.id = t.programme_id and p.state in ('decided', 'running') \
         cross join lateral jsonb_array_elements(t.content->'members') m where f.subject = ",
    );
    statement
        .value(subject.to_owned())
        .text(" and (m->>'person')::uuid = f.id and coalesce((m->>'from')::date, '-infinity') <= ")
        .value(on)
        .text(" and coalesce((m->>'to')::date, 'infinity') >= ")
        .value(on)
        .load(&mut db)
        .await
}

/// Whether somebody is in a team of a programme that goes on.
pub async fn has_member(mut db: Db<'_>, person: Uuid) -> QueryResult<bool> {
    let statement = Statement::<(Bool,)>::new(
        "select exists (select from team t join programme p on p.id = t.programme_id \
         and p.state not in ('discarded', 'rejected', 'cancelled') where t.persons @> ",
    );
    let (has_member,): (bool,) = statement.value(vec![person]).text(")").get_result(&mut db).await?;
    Ok(has_member)
}

/// The number that the next team of a programme gets.
pub async fn next_ordinal(mut db: Db<'_>, programme: Uuid) -> QueryResult<i32> {
    let (last,): (Option<i32>,) =
        Statement::<(Nullable<Int4>,)>::new("select max(ordinal) from team where programme_id = ")
            .value(programme)
            .get_result(&mut db)
            .await?;
    Ok(last.unwrap_or(0) + 1)
}

/// Writes a team.
pub async fn insert(db: Db<'_>, new: &Team) -> QueryResult<()> {
    insert_row(db, row(new)?).await
}

/// Saves a team and raises its version; false if another change came first.
pub async fn save(db: Db<'_>, team: &Team) -> QueryResult<bool> {
    save_row(db, row(team)?, team.version).await
}

/// Removes a team with what its members declared.
pub async fn remove(mut db: Db<'_>, id: Uuid) -> QueryResult<()> {
    Statement::<()>::new("delete from declaration where team_id = ").value(id).execute(&mut db).await?;
    Statement::<()>::new("delete from team where id = ").value(id).execute(&mut db).await.map(drop)
}

fn row(team: &Team) -> QueryResult<TeamRow> {
    let content = to_json(&team.content)?;
    let Team { id, programme_id, ordinal, content: written, formed, version } = team.clone();
    let mut persons: Vec<Uuid> = written.members.iter().map(|one| one.person).collect();
    persons.sort_unstable();
    persons.dedup();
    Ok(TeamRow {
        id,
        programme_id,
        ordinal,
        formed_by: formed.by,
        formed_at: formed.at,
        version,
        symbol: written.symbol,
        content,
        persons,
    })
}

impl TryFrom<TeamRow> for Team {
    type Error = diesel::result::Error;

    fn try_from(row: TeamRow) -> Result<Self, Self::Error> {
        Ok(Self {
            id: row.id,
            programme_id: row.programme_id,
            ordinal: row.ordinal,
            content: from_json(row.content)?,
            formed: Signature { by: row.formed_by, at: row.formed_at },
            version: row.version,
        })
    }
}
