//! Targets.

use super::{declarations, programmes, teams};
use crate::domain::declaration::Declaration;
use crate::domain::programme::Programme;
use crate::domain::target::Target;
use crate::vocabulary::{MemberRole, Phase, ProgrammeState};
use chrono::NaiveDate;
use diesel::OptionalExtension;
use diesel::result::QueryResult;
use diesel::sql_types::{Bool, Date, Nullable, Text, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use haicap_kit::db::{Db, Row, Statement, from_json, insert_rows, literal_limit, save as save_row, to_json};
use haicap_types::{ListCode, OrganizationCode};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::HashMap;
use uuid::Uuid;

/// Which targets are wanted; what is none is not asked for.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Of programmes that one of these organizations conducts or decides on.
    pub own: Vec<OrganizationCode>,
    /// Of these teams.
    pub teams: Vec<Uuid>,
    /// Announced, and one of these organizations.
    pub seen: Vec<OrganizationCode>,
    /// Of this programme.
    pub programme: Option<Uuid>,
    /// Of this team.
    pub team: Option<Uuid>,
    /// This organization.
    pub organization: Option<OrganizationCode>,
    /// Of the round with this code.
    pub round: Option<ListCode>,
    /// In one of these phases.
    pub phases: Vec<Phase>,
}

/// After which target the page begins.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct After(pub Uuid);

haicap_kit::row! {
    /// A target as its table holds it.
    TargetRow in "target" by (id) {
        id: Uuid,
        programme_id: Uuid,
        team_id: Uuid,
        organization: OrganizationCode,
        round: ListCode,
        terms: Value,
        announce_by: NaiveDate,
        version: i32,
    } changing {
        phase: Phase,
        announced: Option<Value>,
        extensions: Value,
        suspensions: Value,
    }
}

fn selected(condition: &str) -> Statement<<TargetRow as Row>::Sql> {
    Statement::new(format!("select {} from target t where {condition}", TargetRow::columns_of("t")))
}

/// The target with an id.
pub async fn find(mut db: Db<'_>, id: Uuid) -> QueryResult<Option<Target>> {
    let found: Option<TargetRow> = selected("t.id = ").value(id).get_result(&mut db).await.optional()?;
    found.map(Target::try_from).transpose()
}

/// What is read of a target, to tell who sees it and what its view shows.
#[derive(Debug, Clone)]
pub struct Surroundings {
    /// The target.
    pub target: Target,
    /// Its programme.
    pub programme: Programme,
    /// The teams of which the person is a member, with the roles there.
    pub own: Vec<(Uuid, MemberRole)>,
    /// What the members of its team declared.
    pub said: Vec<Declaration>,
    /// What its view shows.
    pub beside: Beside,
}

/// A target with what surrounds it, for a person on a date.
pub async fn surroundings(db: Db<'_>, id: Uuid, subject: &str, on: NaiveDate) -> QueryResult<Option<Surroundings>> {
    let Some(target) = find(db, id).await? else { return Ok(None) };
    let Some(programme) = programmes::find(db, target.programme_id).await? else { return Ok(None) };
    let own = teams::of_member(db, subject, on).await?;
    let said = declarations::of_team(db, target.team_id).await?.into_values().collect();
    let beside = beside(db, vec![id]).await?.remove(&id);
    Ok(beside.map(|beside| Surroundings { target, programme, own, said, beside }))
}

/// The targets with these ids.
pub async fn of_ids(mut db: Db<'_>, ids: Vec<Uuid>) -> QueryResult<HashMap<Uuid, Target>> {
    let found: Vec<TargetRow> = selected("t.id = any(").value(ids).text(")").load(&mut db).await?;
    found.into_iter().map(|row| Target::try_from(row).map(|one| (one.id, one))).collect()
}

/// The targets of a programme to which the decision was announced.
pub async fn announced(mut db: Db<'_>, programme: Uuid) -> QueryResult<Vec<Target>> {
    let statement = selected("t.programme_id = ").value(programme).text(" and t.phase <> 'planned' order by t.id");
    let found: Vec<TargetRow> = statement.load(&mut db).await?;
    found.into_iter().map(Target::try_from).collect()
}

/// A page of targets, the latest first.
pub async fn list(mut db: Db<'_>, filter: &Filter, after: Option<&After>, rows: usize) -> QueryResult<Vec<Target>> {
    let mut statement =
        selected("(exists (select from programme p where p.id = t.programme_id and (p.conducting = any(")
            .value(filter.own.clone())
            .text(") or p.deciding = any(")
            .value(filter.own.clone())
            .text("))) or t.team_id = any(")
            .value(filter.teams.clone())
            .text(") or t.phase <> 'planned' and t.organization = any(")
            .value(filter.seen.clone())
            .text("))");
    statement = statement.any_of("t.phase", &filter.phases);
    if let Some(programme) = filter.programme {
        statement = statement.text(" and t.programme_id = ").value(programme);
    }
    if let Some(team) = filter.team {
        statement = statement.text(" and t.team_id = ").value(team);
    }
    if let Some(round) = &filter.round {
        statement = statement.text(" and t.round = ").value(round.clone());
    }
    if let Some(organization) = &filter.organization {
        statement = statement.text(" and t.organization = ").value(organization.clone());
    }
    if let Some(After(id)) = after {
        statement = statement.text(" and t.id < ").value(*id);
    }
    let limit = literal_limit(rows);
    let mut found: Vec<TargetRow> = statement.text(format!(" order by t.id desc limit {limit}")).load(&mut db).await?;
    found.truncate(rows);
    found.into_iter().map(Target::try_from).collect()
}

/// The related rows of a target: what its view shows.
#[derive(Debug, Clone, diesel::Queryable)]
pub struct Beside {
    /// What the programme is called.
    pub programme: String,
    /// Where it stands.
    pub state: ProgrammeState,
    /// The organization that conducts it.
    pub conducting: OrganizationCode,
    /// The organization that decides on it.
    pub deciding: OrganizationCode,
    /// What the team is called.
    pub team: String,
    /// The number and symbol of the decision.
    pub number: Option<String>,
    /// Its date.
    pub issued_on: Option<NaiveDate>,
}

/// The related rows of these targets, in one statement.
pub async fn beside(mut db: Db<'_>, ids: Vec<Uuid>) -> QueryResult<HashMap<Uuid, Beside>> {
    type SqlBeside = (SqlUuid, (Text, Text, Text, Text, Text, Nullable<Text>, Nullable<Date>));
    let statement = Statement::<SqlBeside>::new(
        "select t.id, p.plan->>'title', p.state, p.conducting, p.deciding, m.content->>'title', d.number, d.issued_on from target t \
         join programme p on p.id = t.programme_id join team m on m.id = t.team_id \
         left join lateral (select number, issued_on from decision where programme_id = t.programme_id \
         order by approved_at desc limit 1) d on true where t.id = any(",
    );
    let found: Vec<(Uuid, Beside)> = statement.value(ids).text(")").load(&mut db).await?;
    Ok(found.into_iter().collect())
}

/// Whether a round of a programme was opened.
pub async fn is_opened(mut db: Db<'_>, programme: Uuid, round: &ListCode) -> QueryResult<bool> {
    let statement = Statement::<(Bool,)>::new("select exists (select from target t where t.programme_id = ");
    let statement = statement.value(programme).text(" and t.round = ").value(round.clone()).text(")");
    let (is_opened,): (bool,) = statement.get_result(&mut db).await?;
    Ok(is_opened)
}

/// Writes targets.
pub async fn insert_all(db: Db<'_>, new: &[Target]) -> QueryResult<()> {
    let rows: Vec<TargetRow> = new.iter().map(row).collect::<QueryResult<_>>()?;
    insert_rows(db, TargetRow::TABLE, TargetRow::COLUMNS, &rows).await
}

/// Saves a target and raises its version; false if another change came first.
pub async fn save(db: Db<'_>, target: &Target) -> QueryResult<bool> {
    save_row(db, row(target)?, target.version).await
}

fn row(target: &Target) -> QueryResult<TargetRow> {
    let one = target.clone();
    Ok(TargetRow {
        id: one.id,
        programme_id: one.programme_id,
        team_id: one.team_id,
        organization: one.organization,
        round: one.round,
        terms: to_json(&one.terms)?,
        announce_by: one.announce_by,
        version: one.version,
        phase: one.phase,
        announced: one.announced.as_ref().map(to_json).transpose()?,
        extensions: to_json(&one.extensions)?,
        suspensions: to_json(&one.suspensions)?,
    })
}

impl TryFrom<TargetRow> for Target {
    type Error = diesel::result::Error;

    fn try_from(row: TargetRow) -> Result<Self, Self::Error> {
        Ok(Self {
            id: row.id,
            programme_id: row.programme_id,
            team_id: row.team_id,
            organization: row.organization,
            round: row.round,
            phase: row.phase,
            terms: from_json(row.terms)?,
            announce_by: row.announce_by,
            announced: row.announced.map(from_json).transpose()?,
            extensions: from_json(row.extensions)?,
            suspensions: from_json(row.suspensions)?,
            version: row.version,
        })
    }
}
