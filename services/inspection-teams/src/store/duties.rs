//! What waits for somebody.

use super::{decisions, programmes, proposals, targets};
use crate::domain::decision::Decision;
use crate::domain::programme::Programme;
use crate::domain::proposal::Proposal;
use crate::domain::target::Target;
use chrono::NaiveDate;
use diesel::Queryable;
use diesel::result::QueryResult;
use diesel::sql_types::{BigInt, Date, Int4, Nullable, Text, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use haicap_kit::db::{Db, Statement, literal_limit};
use haicap_types::{DutyCause, DutyCount, DutyKind, DutyWait, OrganizationCode, Vocabulary as _};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use uuid::Uuid;

/// For whom, and which duties; what is none is not asked for.
#[derive(Debug, Clone)]
pub struct Filter {
    /// The organizations that the person acts for in preparing and deciding.
    pub own: Vec<OrganizationCode>,
    /// The teams that the person leads.
    pub led: Vec<Uuid>,
    /// The person, by the subject of the token.
    pub subject: String,
    /// The date.
    pub today: NaiveDate,
    /// About things of this sort.
    pub kind: Option<DutyKind>,
    /// That wait for this.
    pub waits_for: Option<DutyWait>,
    /// Whose date has passed, or not.
    pub is_overdue: Option<bool>,
}

/// After which duty the page begins: its date, `infinity` where it has none, its id and kind.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct After(pub Option<NaiveDate>, pub Uuid, pub DutyKind);

/// Something that waits.
#[derive(Debug, Clone, Queryable)]
pub struct Waiting {
    /// What sort of thing it is about.
    pub kind: DutyKind,
    /// What it waits for.
    pub waits_for: DutyWait,
    /// Why.
    pub cause: DutyCause,
    /// The id of the thing.
    pub id: Uuid,
    /// The version of the thing.
    pub version: i32,
    /// The programme.
    pub programme: Uuid,
    /// What the programme is called.
    pub title: String,
    /// The organization that has to act.
    pub organization: OrganizationCode,
    /// The organization on the other side.
    pub counterpart: OrganizationCode,
    /// Until when.
    pub due_on: Option<NaiveDate>,
    /// What was said.
    pub remark: Option<String>,
}

/// The things that duties are about, by their ids.
#[derive(Debug)]
pub struct Things {
    /// Programmes.
    pub programmes: HashMap<Uuid, Programme>,
    /// Proposals.
    pub proposals: HashMap<Uuid, Proposal>,
    /// Decisions.
    pub decisions: HashMap<Uuid, Decision>,
    /// Targets.
    pub targets: HashMap<Uuid, Target>,
}

impl Things {
    /// Those of a page.
    pub async fn of(db: Db<'_>, found: &[Waiting]) -> QueryResult<Self> {
        let ids = |kinds: &[DutyKind]| -> Vec<Uuid> {
            found.iter().filter(|one| kinds.contains(&one.kind)).map(|one| one.id).collect()
        };
        let of_programmes = found.iter().map(|one| one.programme).collect();
        let (programmes, proposals, decisions, targets) = futures_util::try_join!(
            programmes::of_ids(db, of_programmes),
            proposals::of_ids(db, ids(&[DutyKind::Proposal])),
            decisions::of_ids(db, ids(&[DutyKind::Decision])),
            targets::of_ids(db, ids(&[DutyKind::Target, DutyKind::Extension])),
        )?;
        Ok(Self { programmes, proposals, decisions, targets })
    }
}

type SqlWaiting = (Text, Text, Text, SqlUuid, Int4, SqlUuid, Text, Text, Text, Nullable<Date>, Nullable<Text>);

/// A page of what waits, by date; undated last.
pub async fn list(mut db: Db<'_>, filter: &Filter, after: Option<&After>, rows: usize) -> QueryResult<Vec<Waiting>> {
    let mut statement = waiting::<SqlWaiting>(filter).text(
        "select kind, waits_for, cause, id, version, programme, title, organization, counterpart, due_on, remark \
         from waiting where true",
    );
    statement = filtered(statement, filter);
    if let Some(After(due_on, id, kind)) = after {
        statement = statement
            .text(" and (coalesce(due_on, 'infinity'), id, kind) > (coalesce(")
            .value(*due_on)
            .text(", 'infinity'), ")
            .value(*id)
            .text(", ")
            .value(kind.word().to_owned())
            .text(")");
    }
    let limit = literal_limit(rows);
    let statement = statement.text(format!(" order by coalesce(due_on, 'infinity'), id, kind limit {limit}"));
    let mut found: Vec<Waiting> = statement.load(&mut db).await?;
    found.truncate(rows);
    Ok(found)
}

/// How many there are.
pub async fn count(mut db: Db<'_>, filter: &Filter) -> QueryResult<Vec<DutyCount>> {
    let statement = waiting::<(Text, Text, BigInt, BigInt)>(filter)
        .text("select kind, waits_for, count(*), count(*) filter (where due_on < ")
        .value(filter.today)
        .text(") from waiting where true");
    let found: Vec<(DutyKind, DutyWait, i64, i64)> =
        filtered(statement, filter).text(" group by 1, 2 order by 1, 2").load(&mut db).await?;
    let count = |(kind, waits_for, count, overdue)| DutyCount { kind, waits_for, count, overdue };
    Ok(found.into_iter().map(count).collect())
}

fn filtered<R>(mut statement: Statement<R>, filter: &Filter) -> Statement<R> {
    if let Some(kind) = filter.kind {
        statement = statement.text(" and kind = ").value(kind.word().to_owned());
    }
    if let Some(waits_for) = filter.waits_for {
        statement = statement.text(" and waits_for = ").value(waits_for.word().to_owned());
    }
    match filter.is_overdue {
        Some(true) => statement.text(" and due_on < ").value(filter.today),
        Some(false) => statement.text(" and coalesce(due_on, 'infinity') >= ").value(filter.today),
        None => statement,
    }
}

/// Everything that waits for somebody, each thing once.
fn waiting<R>(filter: &Filter) -> Statement<R> {
    Statement::new("with own as (select unnest(")
        .value(filter.own.clone())
        .text(") as code), led as (select unnest(")
        .value(filter.led.clone())
        .text(
            ") as id), \
             waiting (kind, waits_for, cause, id, version, programme, title, organization, counterpart, due_on, remark) \
             as (select 'proposal', 'decision', 'submitted', r.id, r.version, p.id, p.plan->>'title', p.deciding, \
             p.conducting, null::date, null::text \
             from proposal r join programme p on p.id = r.programme_id \
             where r.state = 'submitted' and p.deciding in (select code from own) \
             union all select 'decision', 'work', 'approved', d.id, d.version, p.id, p.plan->>'title', p.deciding, \
             p.conducting, null, null from decision d join programme p on p.id = d.programme_id \
             where d.issued_on is null and p.state = 'approved' and p.deciding in (select code from own) \
             union all select 'programme', 'work', case p.state when 'decided' then 'approved' else 'returned' end, p.id, \
             p.version, p.id, p.plan->>'title', p.conducting, p.deciding, null, \
             case p.state when 'drafting' then r.reason end \
             from programme p left join lateral (select state, reason from proposal where programme_id = p.id \
             order by submitted_at desc limit 1) r on true where p.conducting in (select code from own) \
             and (p.state = 'decided' or p.state = 'drafting' and r.state = 'returned') \
             union all select 'target', 'work', 'new', t.id, t.version, p.id, p.plan->>'title', p.conducting, \
             t.organization, t.announce_by, null from target t join programme p on p.id = t.programme_id \
             where t.phase = 'planned' and p.state = 'running' \
             and (p.conducting in (select code from own) or t.team_id in (select id from led)) \
             union all select 'extension', 'decision', 'requested', t.id, t.version, p.id, p.plan->>'title', p.deciding, \
             p.conducting, null, t.extensions->-1->>'reason' from target t join programme p on p.id = t.programme_id \
             where t.extensions->-1->>'state' = 'pending' and p.state = 'running' \
             and p.deciding in (select code from own) \
             union all select 'declaration', 'work', 'new', m.id, m.version, p.id, p.plan->>'title', p.conducting, \
             p.conducting, null, null from person_file f join team m on m.persons @> array[f.id] \
             join programme p on p.id = m.programme_id and p.state = 'running' \
             left join lateral (select d.independent, d.excepted from declaration d where d.team_id = m.id \
             and d.person_id = f.id order by d.declared_at desc, d.id desc limit 1) d on true \
             where f.subject = ",
        )
        .value(filter.subject.clone())
        .text(
            " and exists (select from jsonb_array_elements(m.content->'members') x where (x->>'person')::uuid = f.id \
             and coalesce((x->>'from')::date, '-infinity') <= ",
        )
        .value(filter.today)
        .text(" and coalesce((x->>'to')::date, 'infinity') >= ")
        .value(filter.today)
        .text(
            ") and exists (select from target t where t.team_id = m.id and t.phase = 'planned' \
             and t.organization <> all (coalesce(d.independent, '{}')) \
             and not coalesce(d.excepted, '[]') @> jsonb_build_array(jsonb_build_object('organization', t.organization)))) ",
        )
}
