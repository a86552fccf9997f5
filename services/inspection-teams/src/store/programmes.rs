//! Programmes.

use crate::domain::Reason;
use crate::domain::programme::{Plan, Programme};
use crate::vocabulary::{ProgrammeState, ProposalState};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::OptionalExtension;
use diesel::result::QueryResult;
use diesel::sql_types::{Array, BigInt, Date, Int4, Nullable, Text, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use haicap_kit::db::{Db, Row, Statement, from_json, insert as insert_row, literal_limit, save as save_row, to_json};
use haicap_types::{OrganizationCode, Signature};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::HashMap;
use uuid::Uuid;

/// Which programmes are wanted; what is none is not asked for.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Conducted by one of these organizations, or decided on by one of these and proposed at least once.
    pub own: Vec<OrganizationCode>,
    /// In one of these states.
    pub states: Vec<ProgrammeState>,
    /// For this requirement.
    pub requirement: Option<Uuid>,
}

/// After which programme the page begins.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct After(pub DateTime<Utc>, pub Uuid);

haicap_kit::row! {
    /// A programme as its table holds it.
    ProgrammeRow in "programme" by (id) {
        id: Uuid,
        conducting: OrganizationCode,
        deciding: OrganizationCode,
        drafted_by: String,
        drafted_at: DateTime<Utc>,
        teams_version: i32,
        version: i32,
    } changing {
        plan: Value,
        requirements: Vec<Uuid>,
        expected: Vec<OrganizationCode>,
        state: ProgrammeState,
        contributors: Vec<String>,
        uncovered_reason: Option<Reason>,
        end_reason: Option<Reason>,
    }
}

fn selected(condition: &str) -> Statement<<ProgrammeRow as Row>::Sql> {
    Statement::new(format!("select {} from programme p where {condition}", ProgrammeRow::columns_of("p")))
}

/// The programme with an id.
pub async fn find(mut db: Db<'_>, id: Uuid) -> QueryResult<Option<Programme>> {
    let found: Option<ProgrammeRow> = selected("p.id = ").value(id).get_result(&mut db).await.optional()?;
    found.map(Programme::try_from).transpose()
}

/// The same, locked: neither it nor its teams change until the transaction ends.
pub async fn lock(mut db: Db<'_>, id: Uuid) -> QueryResult<Option<Programme>> {
    let statement = selected("p.id = ").value(id).text(" for update");
    let found: Option<ProgrammeRow> = statement.get_result(&mut db).await.optional()?;
    found.map(Programme::try_from).transpose()
}

/// The programmes with these ids.
pub async fn of_ids(mut db: Db<'_>, ids: Vec<Uuid>) -> QueryResult<HashMap<Uuid, Programme>> {
    let found: Vec<ProgrammeRow> = selected("p.id = any(").value(ids).text(")").load(&mut db).await?;
    found.into_iter().map(|row| Programme::try_from(row).map(|one| (one.id, one))).collect()
}

/// The programmes that were approved and go on, at one of these organizations.
pub async fn at(mut db: Db<'_>, organizations: Vec<OrganizationCode>) -> QueryResult<Vec<Programme>> {
    let statement = selected("p.state in ('approved', 'decided', 'running') and p.expected && ")
        .value(organizations)
        .text(" order by p.drafted_at, p.id");
    let found: Vec<ProgrammeRow> = statement.load(&mut db).await?;
    found.into_iter().map(Programme::try_from).collect()
}

/// A page of programmes, the latest first.
pub async fn list(mut db: Db<'_>, filter: &Filter, after: Option<&After>, rows: usize) -> QueryResult<Vec<Programme>> {
    let mut statement = selected("(p.conducting = any(")
        .value(filter.own.clone())
        .text(") or p.state not in ('drafting', 'discarded') and p.deciding = any(")
        .value(filter.own.clone())
        .text("))");
    statement = statement.any_of("p.state", &filter.states);
    if let Some(requirement) = filter.requirement {
        statement = statement.text(" and p.requirements @> ").value(vec![requirement]);
    }
    if let Some(After(drafted_at, id)) = after {
        statement = statement.text(" and (p.drafted_at, p.id) < (").value(*drafted_at).text(", ").value(*id).text(")");
    }
    let limit = literal_limit(rows);
    let statement = statement.text(format!(" order by p.drafted_at desc, p.id desc limit {limit}"));
    let mut found: Vec<ProgrammeRow> = statement.load(&mut db).await?;
    found.truncate(rows);
    found.into_iter().map(Programme::try_from).collect()
}

/// The related rows of a programme: what its view shows.
#[derive(Debug, Clone, Default)]
pub struct Beside {
    /// How many teams it has.
    pub teams: i64,
    /// The rounds that were opened, by their codes.
    pub rounds: Vec<String>,
    /// The last proposal, and where that stands.
    pub proposal: Option<(Uuid, ProposalState)>,
    /// The decision: its id, number, date, and its rule pack with the version.
    pub decision: Option<DecisionBeside>,
}

type DecisionBeside = (Uuid, Option<String>, Option<NaiveDate>, String, i32);

type SqlBeside = (
    SqlUuid,
    BigInt,
    Array<Text>,
    Nullable<(SqlUuid, Text)>,
    Nullable<(SqlUuid, Nullable<Text>, Nullable<Date>, Text, Int4)>,
);

/// The related rows of these programmes, in one statement.
pub async fn beside(mut db: Db<'_>, ids: Vec<Uuid>) -> QueryResult<HashMap<Uuid, Beside>> {
    type Found = (Uuid, i64, Vec<String>, Option<(Uuid, ProposalState)>, Option<DecisionBeside>);
    let statement = Statement::<SqlBeside>::new(
        "select p.id, (select count(*) from team t where t.programme_id = p.id), \
         array(select distinct t.round from target t where t.programme_id = p.id order by 1), r.id, r.state, d.id, d.number, \
         d.issued_on, d.rule_pack, d.rule_pack_version from unnest(",
    );
    let statement = statement.value(ids).text(
        ") p (id) left join lateral (select id, state from proposal where programme_id = p.id \
         order by submitted_at desc limit 1) r on true left join lateral (select * from decision \
         where programme_id = p.id order by approved_at desc limit 1) d on true",
    );
    let found: Vec<Found> = statement.load(&mut db).await?;
    let beside = |(id, teams, rounds, proposal, decision)| (id, Beside { teams, rounds, proposal, decision });
    Ok(found.into_iter().map(beside).collect())
}

/// Writes a programme.
pub async fn insert(db: Db<'_>, new: &Programme) -> QueryResult<()> {
    insert_row(db, row(new)?).await
}

/// Saves a programme and raises its version; false if another change came first.
pub async fn save(db: Db<'_>, programme: &Programme) -> QueryResult<bool> {
    save_row(db, row(programme)?, programme.version).await
}

/// Counts a change of the teams of a programme that was locked, and notes who made it.
pub async fn count_change_of_teams(mut db: Db<'_>, programme: &Programme, subject: &str) -> QueryResult<()> {
    let contributors = match programme.contributors.iter().any(|one| one == subject) {
        true => programme.contributors.clone(),
        false => programme.contributors.iter().cloned().chain([subject.to_owned()]).collect(),
    };
    Statement::<()>::new("update programme set teams_version = teams_version + 1, contributors = ")
        .value(contributors)
        .text(" where id = ")
        .value(programme.id)
        .execute(&mut db)
        .await
        .map(drop)
}

fn row(programme: &Programme) -> QueryResult<ProgrammeRow> {
    let plan = to_json(&programme.plan)?;
    let one = programme.clone();
    Ok(ProgrammeRow {
        id: one.id,
        conducting: one.conducting,
        deciding: one.deciding,
        drafted_by: one.drafted.by,
        drafted_at: one.drafted.at,
        teams_version: one.teams_version,
        version: one.version,
        plan,
        requirements: one.plan.requirements,
        expected: one.expected,
        state: one.state,
        contributors: one.contributors,
        uncovered_reason: one.uncovered_reason,
        end_reason: one.end_reason,
    })
}

impl TryFrom<ProgrammeRow> for Programme {
    type Error = diesel::result::Error;

    fn try_from(row: ProgrammeRow) -> Result<Self, Self::Error> {
        Ok(Self {
            id: row.id,
            conducting: row.conducting,
            deciding: row.deciding,
            plan: from_json::<Plan>(row.plan)?,
            expected: row.expected,
            state: row.state,
            drafted: Signature { by: row.drafted_by, at: row.drafted_at },
            contributors: row.contributors,
            teams_version: row.teams_version,
            uncovered_reason: row.uncovered_reason,
            end_reason: row.end_reason,
            version: row.version,
        })
    }
}
