use super::{Scope, within};
use crate::domain::consolidation::{Found, FoundPair};
use crate::domain::indicator::Indicator;
use diesel::result::QueryResult;
use diesel::sql_types::{Array, BigInt, Bool, Nullable, Numeric, Text};
use diesel_async::RunQueryDsl;
use haicap_kit::db::{Db, Statement};
use haicap_types::{OverTime, Vocabulary};
use rust_decimal::Decimal;
use std::collections::{BTreeSet, HashMap};

/// A unit's values of several periods become one, by the rule beside each.
const OVER_TIME: &str = "case r.rule
    when 'sum' then sum(v.number)
    when 'mean' then avg(v.number)
    when 'maximum' then max(v.number)
    else (array_agg(v.number order by p.ends_on desc))[1]
end";

/// What counts, cell by cell.
const CELLS: &str = "from obligation o join submission_value v on v.submission_id = o.effective_submission";

/// Goes on with the indicators of the cells, up to the list that is bound. Written as a truth it stays a question about
/// each cell, with the list made a table: as a join it has Postgres look up every indicator of every report. What is in
/// none of the forms is joined to nothing for the same reason where several periods are added up.
const AMONG: &str = " and (v.indicator in (select unnest(";

/// What was found of these indicators, in one statement. There may be others in it.
///
/// # Errors
/// The database's.
pub async fn figures(mut db: Db<'_>, scope: &Scope, indicators: &[&Indicator]) -> QueryResult<HashMap<String, Found>> {
    let (codes, rules) = by_time(indicators);
    type Sql = (Text, BigInt, Nullable<Numeric>, Nullable<Numeric>, Nullable<Numeric>);
    const OVER_UNITS: &str = "select v.indicator, count(*), sum(v.number), min(v.number), max(v.number)";
    let statement = if scope.periods.len() == 1 {
        within(Statement::<Sql>::new(format!("{OVER_UNITS} {CELLS} where ")), scope)
            .text(AMONG)
            .bind::<Array<Text>, _>(codes)
            .text("))) is true group by v.indicator")
    } else {
        let unit = format!(
            "with v as (select v.indicator, {OVER_TIME} as number {CELLS} join period p on p.id = o.period_id left join unnest("
        );
        within(
            Statement::<Sql>::new(unit)
                .bind::<Array<Text>, _>(codes)
                .text(", ")
                .bind::<Array<Text>, _>(rules)
                .text(") r (indicator, rule) on r.indicator = v.indicator where "),
            scope,
        )
        .text(format!(" group by o.organization, v.indicator, r.rule) {OVER_UNITS} from v group by v.indicator"))
    };
    type Row = (String, i64, Option<Decimal>, Option<Decimal>, Option<Decimal>);
    let found: Vec<Row> = statement.load(&mut db).await?;
    let found = found.into_iter().map(|(code, count, sum, minimum, maximum)| {
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        (code, Found { count, sum: sum.unwrap_or_default(), minimum, maximum })
    });
    Ok(found.collect())
}

/// What was found of the pairs that ratios and weighted means are made of: of the reports that hold both.
///
/// # Errors
/// The database's.
pub async fn pairs(
    mut db: Db<'_>,
    scope: &Scope,
    derived: &[&Indicator],
    indicators: &HashMap<String, Indicator>,
) -> QueryResult<HashMap<String, FoundPair>> {
    let pairs: Vec<Pair> = derived.iter().filter_map(|one| Pair::of(one, indicators)).collect();
    if pairs.is_empty() {
        return Ok(HashMap::new());
    }
    let texts = |text: fn(&Pair) -> &str| pairs.iter().map(|pair| text(pair).to_owned()).collect::<Vec<String>>();
    let needed: BTreeSet<String> = pairs.iter().flat_map(|pair| [pair.first.clone(), pair.second.clone()]).collect();
    // The cells that are needed, each read once. Then each unit's two parts over time, and their sums over units; what
    // weighs is multiplied report by report.
    let statement = Statement::<(Text, BigInt, Nullable<Numeric>, Nullable<Numeric>)>::new(format!(
        "with cell as materialized (
            select o.organization, o.period_id, v.submission_id, v.indicator, v.number {CELLS}
            where "
    ));
    let statement = within(statement, scope)
        .text(AMONG)
        .bind::<Array<Text>, _>(needed.into_iter().collect::<Vec<String>>())
        .text(
            "))) is true), part as (
            select r.code, a.organization,
                   case when r.weighs then sum(a.number * b.number) else case r.first_rule
                       when 'sum' then sum(a.number) when 'mean' then avg(a.number) when 'maximum' then max(a.number)
                       else (array_agg(a.number order by p.ends_on desc))[1] end end as first,
                   case when r.weighs then sum(b.number) else case r.second_rule
                       when 'sum' then sum(b.number) when 'mean' then avg(b.number) when 'maximum' then max(b.number)
                       else (array_agg(b.number order by p.ends_on desc))[1] end end as second
            from unnest(",
        )
        .bind::<Array<Text>, _>(texts(|pair| &pair.code))
        .text(", ")
        .bind::<Array<Text>, _>(texts(|pair| &pair.first))
        .text(", ")
        .bind::<Array<Text>, _>(texts(|pair| &pair.second))
        .text(", ")
        .bind::<Array<Text>, _>(texts(|pair| pair.first_rule.word()))
        .text(", ")
        .bind::<Array<Text>, _>(texts(|pair| pair.second_rule.word()))
        .text(", ")
        .bind::<Array<Bool>, _>(pairs.iter().map(|pair| pair.weighs).collect::<Vec<bool>>())
        .text(
            ") r (code, first_code, second_code, first_rule, second_rule, weighs)
            join cell a on a.indicator = r.first_code
            join cell b on b.submission_id = a.submission_id and b.indicator = r.second_code
            join period p on p.id = a.period_id
            group by r.code, a.organization, r.first_rule, r.second_rule, r.weighs
        ) select code, count(*), sum(first), sum(second) from part group by code",
        );
    let found: Vec<(String, i64, Option<Decimal>, Option<Decimal>)> = statement.load(&mut db).await?;
    let found = found.into_iter().map(|(code, count, first, second)| {
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        (code, FoundPair { count, first: first.unwrap_or_default(), second: second.unwrap_or_default() })
    });
    Ok(found.collect())
}

/// Two indicators of which a third is made.
struct Pair {
    code: String,
    first: String,
    second: String,
    first_rule: OverTime,
    second_rule: OverTime,
    weighs: bool,
}

impl Pair {
    fn of(derived: &Indicator, indicators: &HashMap<String, Indicator>) -> Option<Self> {
        let rule = |code: &str| indicators.get(code).map_or(OverTime::Latest, |one| one.over_time);
        let (first, second, weighs) = match (&derived.ratio, &derived.weight) {
            (Some(ratio), _) => (ratio.numerator.clone(), ratio.denominator.clone(), false),
            (None, Some(weight)) => (derived.code.clone(), weight.clone(), true),
            (None, None) => return None,
        };
        let (first_rule, second_rule) = (rule(&first), rule(&second));
        Some(Self { code: derived.code.clone(), first, second, first_rule, second_rule, weighs })
    }
}

fn by_time(indicators: &[&Indicator]) -> (Vec<String>, Vec<String>) {
    indicators.iter().map(|one| (one.code.clone(), one.over_time.word().to_owned())).unzip()
}
