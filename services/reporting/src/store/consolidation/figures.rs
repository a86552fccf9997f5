use super::whole::Side;
use super::{Scope, within};
use crate::domain::consolidation::{Found, FoundTwice, measure};
use crate::domain::exact::{Exact, NoNumber};
use crate::domain::indicator::{Blank, Indicator};
use crate::vocabulary::{FigureMeasure, OverTime};
use diesel::Queryable;
use diesel::result::{Error, QueryResult};
use diesel::sql_types::{BigInt, Nullable, Text};
use diesel_async::RunQueryDsl;
use haicap_kit::db::{Db, Statement};
use haicap_types::Vocabulary;
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

/// A unit's values of several periods `p` become one, by the rule in the column `rule`; only those that `which` holds for.
/// What is counted is there if it is there once. A mean is multiplied with `k.multiple`, into which every number of
/// periods goes, so that it is whole and nothing is rounded here.
fn over_time(number: &str, rule: &str, which: &str) -> String {
    let of = format!("filter (where {which})");
    format!(
        "case {rule}
            when 'sum' then sum({number}) {of}
            when 'mean' then sum({number}) {of} * div(k.multiple, nullif(count({number}) {of}, 0))
            when 'maximum' then max({number}) {of}
            else (array_agg({number} order by p.ends_on desc) {of})[1]
        end"
    )
}

/// Goes on with the indicators of the cells, up to the list that is bound. `is true` keeps this a filter of each cell, for
/// which Postgres hashes the list: as a join it has Postgres look up every indicator of every report.
const AMONG: &str = " and (v.indicator in (select unnest(";

/// What is asked of the cells: of a period, and of the one before if there was one.
pub(super) struct Question<'a> {
    /// The period.
    pub(super) now: &'a Side,
    /// The one before.
    pub(super) before: Option<&'a Side>,
}

/// Cells that nobody wrote and that mean zero: what a form asks for and a report that counts leaves out.
#[derive(Debug, Default)]
struct Zeros {
    /// Of every report by a version of a form: form, number of the version, indicator.
    blank: Asked,
    /// Of reports that there is nothing to report, beside the above.
    nil: Asked,
    /// These reports.
    nil_reports: Vec<Uuid>,
}

/// Which indicators versions of forms ask for, in three columns.
#[derive(Debug, Default)]
struct Asked {
    forms: Vec<String>,
    numbers: Vec<i32>,
    indicators: Vec<String>,
}

impl Question<'_> {
    /// Whether several periods become one.
    fn has_time(&self) -> bool {
        self.sides().any(|side| side.scope.periods.len() != 1)
    }

    /// What means over time are multiplied with.
    fn multiple(&self) -> Exact {
        let most = self.sides().map(|side| side.scope.periods.len()).max().unwrap_or_default();
        Exact::common_multiple(u32::try_from(most).unwrap_or(u32::MAX))
    }

    fn sides(&self) -> impl Iterator<Item = &Side> {
        [self.now].into_iter().chain(self.before)
    }

    /// The cells of these indicators, with their zeros; what is `counted` is one where it is there.
    fn cells<Row>(&self, statement: Statement<Row>, wanted: &[String], counted: &[String]) -> Statement<Row> {
        let statement = written(statement, &self.now.scope, true, wanted, counted);
        let statement = Zeros::of(self.now, wanted).added(statement, &self.now.scope, true);
        let Some(before) = self.before else { return statement };
        let statement = written(statement.text(" union all "), &before.scope, false, wanted, counted);
        Zeros::of(before, wanted).added(statement, &before.scope, false)
    }
}

/// What was written, cell by cell.
fn written<Row>(
    statement: Statement<Row>,
    scope: &Scope,
    is_now: bool,
    wanted: &[String],
    counted: &[String],
) -> Statement<Row> {
    let statement = statement
        .text(format!(
            "select {is_now} as is_now, o.organization, o.period_id, v.submission_id, v.indicator,
                case when v.indicator = any("
        ))
        .value(counted.to_vec())
        .text(
            ") then 1 else v.number end as number
            from obligation o join submission_value v on v.submission_id = o.effective_submission where ",
        );
    within(statement, scope).text(AMONG).value(wanted.to_vec()).text("))) is true")
}

impl Zeros {
    /// The implied zeros of a period's reports. Of what is counted, every report without it is a zero.
    fn of(side: &Side, wanted: &[String]) -> Self {
        let mut zeros = Self::default();
        let wanted: BTreeSet<&String> = wanted.iter().collect();
        for (version, form) in &side.forms {
            let typed = form.indicators.values().filter(|indicator| indicator.is_typed());
            for indicator in typed.filter(|indicator| wanted.contains(&indicator.code)) {
                if indicator.means_zero(Blank::Cell) || measure(indicator) == FigureMeasure::Units {
                    zeros.blank.push(version, indicator);
                } else if indicator.means_zero(Blank::NilReport) {
                    zeros.nil.push(version, indicator);
                }
            }
        }
        zeros.nil_reports = side.units.iter().filter(|unit| unit.is_nil).filter_map(|unit| unit.submission).collect();
        zeros
    }

    /// Adds them to the cells that were written.
    fn added<Row>(&self, statement: Statement<Row>, scope: &Scope, is_now: bool) -> Statement<Row> {
        let blank = within(self.blank.joined(statement, is_now), scope).text(
            " and o.effective_submission is not null and not exists (select from submission_value v
                where v.submission_id = o.effective_submission and v.indicator = a.indicator)",
        );
        within(self.nil.joined(blank, is_now), scope)
            .text(" and o.effective_submission = any(")
            .value(self.nil_reports.clone())
            .text(")")
    }
}

impl Asked {
    fn push(&mut self, (form, number): &(String, i32), indicator: &Indicator) {
        self.forms.push(form.clone());
        self.numbers.push(*number);
        self.indicators.push(indicator.code.clone());
    }

    fn joined<Row>(&self, statement: Statement<Row>, is_now: bool) -> Statement<Row> {
        statement
            .text(format!(
                " union all
                select {is_now}, o.organization, o.period_id, o.effective_submission, a.indicator, 0::numeric
                from obligation o join unnest("
            ))
            .value(self.forms.clone())
            .text(", ")
            .value(self.numbers.clone())
            .text(", ")
            .value(self.indicators.clone())
            .text(") a (form, number, indicator) on a.form = o.form and a.number = o.form_number where ")
    }
}

/// What was found of these indicators, in one statement: of all units in the period, and of those that gave a value in
/// both periods in either.
pub(super) async fn figures(
    mut db: Db<'_>,
    question: &Question<'_>,
    indicators: &[&Indicator],
) -> QueryResult<HashMap<String, FoundTwice>> {
    const BOTH: &str = "filter (where now is not null and before is not null)";
    let codes: Vec<String> = indicators.iter().map(|one| one.code.clone()).collect();
    let counted: Vec<&&Indicator> = indicators.iter().filter(|one| measure(one) == FigureMeasure::Units).collect();
    let counted: Vec<String> = counted.into_iter().map(|one| one.code.clone()).collect();
    let multiple = if question.has_time() { question.multiple() } else { Exact::from(1_u32) };
    let cells = question.cells(Statement::<SqlFound>::new("with cell as ("), &codes, &counted);
    let units = if question.has_time() {
        let rule = |one: &&Indicator| if counted.contains(&one.code) { OverTime::Maximum } else { one.over_time };
        let rules: Vec<String> = indicators.iter().map(|one| rule(one).word().to_owned()).collect();
        let [now, before] = ["c.is_now", "not c.is_now"].map(|which| over_time("c.number", "r.rule", which));
        cells
            .text("), scale as (select ")
            .value(multiple.to_string())
            .text(format!(
                "::numeric as multiple), unit as (select c.indicator, {now} as now, {before} as before
                from cell c join period p on p.id = c.period_id cross join scale k left join unnest("
            ))
            .value(codes)
            .text(", ")
            .value(rules)
            .text(
                ") r (indicator, rule) on r.indicator = c.indicator
                group by c.organization, c.indicator, r.rule, k.multiple)",
            )
    } else {
        cells.text(
            "), unit as (select c.indicator, max(c.number) filter (where c.is_now) as now,
                max(c.number) filter (where not c.is_now) as before from cell c group by c.organization, c.indicator)",
        )
    };
    let statement = units.text(format!(
        " select indicator, count(now), sum(now)::text, min(now)::text, max(now)::text,
            count(*) {BOTH}, (sum(now) {BOTH})::text, (min(now) {BOTH})::text, (max(now) {BOTH})::text,
            (sum(before) {BOTH})::text, (min(before) {BOTH})::text, (max(before) {BOTH})::text, count(*)
        from unit group by indicator"
    ));
    let found: Vec<FoundRow> = statement.load(&mut db).await?;
    let one = Exact::from(1_u32);
    let scales: HashMap<&str, &Exact> = indicators
        .iter()
        .map(|indicator| (indicator.code.as_str(), if is_mean(indicator) { &multiple } else { &one }))
        .collect();
    let found = found.into_iter().map(|row| {
        let scale = scales.get(row.indicator.as_str()).copied().unwrap_or(&one);
        Ok((row.indicator.clone(), row.found(scale)?))
    });
    found.collect()
}

/// Whether a unit's values of several periods are taken to their mean.
fn is_mean(indicator: &Indicator) -> bool {
    indicator.over_time == OverTime::Mean && measure(indicator) != FigureMeasure::Units
}

type SqlNumber = Nullable<Text>;
type SqlFound = (
    Text,
    BigInt,
    SqlNumber,
    SqlNumber,
    SqlNumber,
    BigInt,
    SqlNumber,
    SqlNumber,
    SqlNumber,
    SqlNumber,
    SqlNumber,
    SqlNumber,
    BigInt,
);

/// What was found of an indicator, as it is read: numbers as texts, since they may have more digits than a decimal number
/// here.
#[derive(Queryable)]
struct FoundRow {
    indicator: String,
    count: i64,
    sum: Option<String>,
    minimum: Option<String>,
    maximum: Option<String>,
    compared: i64,
    compared_sum: Option<String>,
    compared_minimum: Option<String>,
    compared_maximum: Option<String>,
    before_sum: Option<String>,
    before_minimum: Option<String>,
    before_maximum: Option<String>,
    either: i64,
}

impl FoundRow {
    fn found(self, scale: &Exact) -> QueryResult<FoundTwice> {
        let read = |count: i64, numbers: [Option<String>; 3]| -> QueryResult<Found> {
            let [sum, minimum, maximum] = numbers.map(|number| number.map(|number| scaled(&number, scale)).transpose());
            Ok(Found { count: counted(count), sum: sum?, divisor: None, minimum: minimum?, maximum: maximum? })
        };
        Ok(FoundTwice {
            now: read(self.count, [self.sum, self.minimum, self.maximum])?,
            compared: read(self.compared, [self.compared_sum, self.compared_minimum, self.compared_maximum])?,
            before: read(self.compared, [self.before_sum, self.before_minimum, self.before_maximum])?,
            either: counted(self.either),
        })
    }
}

fn counted(count: i64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// A number that was multiplied before it was read.
fn scaled(number: &str, scale: &Exact) -> QueryResult<Exact> {
    let number: Exact = number.parse().map_err(|error: NoNumber| Error::DeserializationError(error.into()))?;
    Ok(number.over(scale).unwrap_or(number))
}

/// What was found of the pairs that ratios and weighted means are made of: of the reports that hold both.
pub(super) async fn pairs(
    mut db: Db<'_>,
    question: &Question<'_>,
    derived: &[&Indicator],
    indicators: &HashMap<String, Indicator>,
) -> QueryResult<HashMap<String, FoundTwice>> {
    let pairs: Vec<Pair> = derived.iter().filter_map(|one| Pair::of(one, indicators)).collect();
    if pairs.is_empty() {
        return Ok(HashMap::new());
    }
    let multiple = question.multiple();
    let found: Vec<PairRow> = parts(question, &pairs, &multiple).load(&mut db).await?;
    let mut all = HashMap::new();
    for row in found {
        let Some(pair) = pairs.iter().find(|pair| pair.code == row.code) else { continue };
        let scale = |rule: OverTime| {
            if rule == OverTime::Mean && !pair.weighs { multiple.clone() } else { Exact::from(1_u32) }
        };
        let scales = [scale(pair.first_rule), scale(pair.second_rule)];
        all.insert(row.code.clone(), row.found(&scales)?);
    }
    Ok(all)
}

type SqlPair = (Text, BigInt, SqlNumber, SqlNumber, BigInt, SqlNumber, SqlNumber, SqlNumber, SqlNumber, BigInt);

/// What was found of a pair, as it is read.
#[derive(Queryable)]
struct PairRow {
    code: String,
    count: i64,
    first: Option<String>,
    second: Option<String>,
    compared: i64,
    compared_first: Option<String>,
    compared_second: Option<String>,
    before_first: Option<String>,
    before_second: Option<String>,
    either: i64,
}

impl PairRow {
    fn found(self, [first_scale, second_scale]: &[Exact; 2]) -> QueryResult<FoundTwice> {
        let read = |count: i64, first: Option<String>, second: Option<String>| -> QueryResult<Found> {
            let sum = first.map(|number| scaled(&number, first_scale)).transpose()?;
            let divisor = second.map(|number| scaled(&number, second_scale)).transpose()?;
            Ok(Found { count: counted(count), sum, divisor, ..Found::default() })
        };
        Ok(FoundTwice {
            now: read(self.count, self.first, self.second)?,
            compared: read(self.compared, self.compared_first, self.compared_second)?,
            before: read(self.compared, self.before_first, self.before_second)?,
            either: counted(self.either),
        })
    }
}

/// The cells that are needed, each read once. Then each unit's two parts over time, and their sums over units; what weighs
/// is multiplied report by report.
fn parts(question: &Question<'_>, pairs: &[Pair], multiple: &Exact) -> Statement<SqlPair> {
    const BOTH: &str = "filter (where first is not null and before_first is not null)";
    let texts = |text: fn(&Pair) -> &str| pairs.iter().map(|pair| text(pair).to_owned()).collect::<Vec<String>>();
    let needed: BTreeSet<&String> = pairs.iter().flat_map(|pair| [&pair.first, &pair.second]).collect();
    let needed: Vec<String> = needed.into_iter().cloned().collect();
    question
        .cells(Statement::new("with cell as materialized ("), &needed, &[])
        .text("), scale as (select ")
        .value(multiple.to_string())
        .text(format!(
            "::numeric as multiple), part as (
            select r.code, a.organization, a.is_now,
                   case when r.weighs then sum(a.number * b.number) else {} end as first,
                   case when r.weighs then sum(b.number) else {} end as second
            from unnest(",
            over_time("a.number", "r.first_rule", "true"),
            over_time("b.number", "r.second_rule", "true")
        ))
        .value(texts(|pair| &pair.code))
        .text(", ")
        .value(texts(|pair| &pair.first))
        .text(", ")
        .value(texts(|pair| &pair.second))
        .text(", ")
        .value(texts(|pair| pair.first_rule.word()))
        .text(", ")
        .value(texts(|pair| pair.second_rule.word()))
        .text(", ")
        .value(pairs.iter().map(|pair| pair.weighs).collect::<Vec<bool>>())
        .text(format!(
            ") r (code, first_code, second_code, first_rule, second_rule, weighs)
            cross join scale k
            join cell a on a.indicator = r.first_code
            join cell b on b.submission_id = a.submission_id and b.indicator = r.second_code
            join period p on p.id = a.period_id
            group by r.code, a.organization, a.is_now, r.first_rule, r.second_rule, r.weighs, k.multiple
        ), unit as (
            select code, max(first) filter (where is_now) as first, max(second) filter (where is_now) as second,
                   max(first) filter (where not is_now) as before_first,
                   max(second) filter (where not is_now) as before_second
            from part group by code, organization
        ) select code, count(first), sum(first)::text, sum(second)::text,
            count(*) {BOTH}, (sum(first) {BOTH})::text, (sum(second) {BOTH})::text,
            (sum(before_first) {BOTH})::text, (sum(before_second) {BOTH})::text, count(*)
        from unit group by code"
        ))
}

/// How often each text of these indicators is the last that a unit gave: of choices by their codes, of dates.
pub(super) async fn spread(
    mut db: Db<'_>,
    scope: &Scope,
    indicators: Vec<String>,
) -> QueryResult<HashMap<String, Vec<(String, u32)>>> {
    if indicators.is_empty() {
        return Ok(HashMap::new());
    }
    let statement = Statement::<(Text, Text, BigInt)>::new(
        "select indicator, text, count(*) from (
            select distinct on (o.organization, v.indicator) v.indicator, v.text
            from obligation o join submission_value v on v.submission_id = o.effective_submission
            join period p on p.id = o.period_id where v.text is not null and ",
    );
    let found: Vec<(String, String, i64)> = within(statement, scope)
        .text(AMONG)
        .value(indicators)
        .text("))) is true order by o.organization, v.indicator, p.ends_on desc) last group by indicator, text")
        .load(&mut db)
        .await?;
    let mut spread: HashMap<String, Vec<(String, u32)>> = HashMap::new();
    for (indicator, text, count) in found {
        spread.entry(indicator).or_default().push((text, counted(count)));
    }
    Ok(spread)
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
