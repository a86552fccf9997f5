use super::{Scope, within};
use crate::domain::consolidation::{Blank, Found, FoundPair, means_zero};
use crate::domain::coverage::Unit;
use crate::domain::form::PublishedForm;
use crate::domain::indicator::Indicator;
use crate::vocabulary::OverTime;
use diesel::Queryable;
use diesel::result::QueryResult;
use diesel::sql_types::{BigInt, Nullable, Numeric, Text};
use diesel_async::RunQueryDsl;
use haicap_kit::db::{Db, Statement};
use haicap_types::Vocabulary;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;
use uuid::Uuid;

/// A unit's values of several periods `p` become one, by the rule in the column `rule`.
fn over_time(number: &str, rule: &str) -> String {
    format!(
        "case {rule}
            when 'sum' then sum({number})
            when 'mean' then avg({number})
            when 'maximum' then max({number})
            else (array_agg({number} order by p.ends_on desc))[1]
        end"
    )
}

/// What counts, cell by cell.
const CELLS: &str = "select o.organization, o.period_id, v.submission_id, v.indicator, v.number
    from obligation o join submission_value v on v.submission_id = o.effective_submission where ";

/// Goes on with the indicators of the cells, up to the list that is bound. `is true` keeps this a filter of each cell, for
/// which Postgres hashes the list: as a join it has Postgres look up every indicator of every report. What is in none of
/// the forms is joined to nothing for the same reason where several periods are added up.
const AMONG: &str = " and (v.indicator in (select unnest(";

/// The largest quotient that is a figure. What is beyond, by weights that cancel out, is left blank: it means nothing, and
/// no decimal number could hold it.
const QUOTIENT_MAX: &str = "1e24";

/// Cells that nobody wrote and that mean zero: what a form asks for and a report that counts leaves out.
#[derive(Debug, Default)]
pub(super) struct Zeros {
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

impl Zeros {
    /// The implied zeros of these units' reports.
    pub(super) fn of(forms: &BTreeMap<(String, i32), Arc<PublishedForm>>, units: &[Unit]) -> Self {
        let mut zeros = Self::default();
        for (version, form) in forms {
            for indicator in form.indicators.values().filter(|indicator| indicator.is_typed()) {
                if means_zero(indicator, Blank::Cell) {
                    zeros.blank.push(version, indicator);
                } else if means_zero(indicator, Blank::NilReport) {
                    zeros.nil.push(version, indicator);
                }
            }
        }
        zeros.nil_reports = units.iter().filter(|unit| unit.is_nil).filter_map(|unit| unit.submission).collect();
        zeros
    }

    /// Adds them to the cells that were written.
    fn added<Row>(&self, statement: Statement<Row>, scope: &Scope) -> Statement<Row> {
        let blank = within(self.blank.joined(statement), scope).text(
            " and o.effective_submission is not null and not exists (select from submission_value v
                where v.submission_id = o.effective_submission and v.indicator = a.indicator)",
        );
        within(self.nil.joined(blank), scope)
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

    fn joined<Row>(&self, statement: Statement<Row>) -> Statement<Row> {
        statement
            .text(
                " union all select o.organization, o.period_id, o.effective_submission, a.indicator, 0::numeric
                from obligation o join unnest(",
            )
            .value(self.forms.clone())
            .text(", ")
            .value(self.numbers.clone())
            .text(", ")
            .value(self.indicators.clone())
            .text(") a (form, number, indicator) on a.form = o.form and a.number = o.form_number where ")
    }
}

/// What was found of these indicators, in one statement. There may be others in it.
pub(super) async fn figures(
    mut db: Db<'_>,
    scope: &Scope,
    zeros: &Zeros,
    indicators: &[&Indicator],
) -> QueryResult<HashMap<String, Found>> {
    let (codes, rules) = by_time(indicators);
    type Sql = (Text, BigInt, Nullable<Numeric>, Nullable<Numeric>, Nullable<Numeric>);
    const OVER_UNITS: &str = "select c.indicator, count(*), sum(c.number), min(c.number), max(c.number)";
    let cells = within(Statement::<Sql>::new(format!("with cell as ({CELLS}")), scope);
    let statement = if scope.periods.len() == 1 {
        let cells = cells.text(AMONG).value(codes).text("))) is true");
        zeros.added(cells, scope).text(format!(") {OVER_UNITS} from cell c group by c.indicator"))
    } else {
        zeros
            .added(cells, scope)
            .text(format!(
                "), unit as (select c.indicator, {} as number
                from cell c join period p on p.id = c.period_id left join unnest(",
                over_time("c.number", "r.rule")
            ))
            .value(codes)
            .text(", ")
            .value(rules)
            .text(format!(
                ") r (indicator, rule) on r.indicator = c.indicator group by c.organization, c.indicator, r.rule)
                {OVER_UNITS} from unit c group by c.indicator"
            ))
    };
    let found: Vec<FoundRow> = statement.load(&mut db).await?;
    Ok(found.into_iter().map(|row| (row.indicator.clone(), row.into())).collect())
}

/// What was found of an indicator, as it is read.
#[derive(Queryable)]
struct FoundRow {
    indicator: String,
    count: i64,
    sum: Option<Decimal>,
    minimum: Option<Decimal>,
    maximum: Option<Decimal>,
}

impl From<FoundRow> for Found {
    fn from(row: FoundRow) -> Self {
        let count = u32::try_from(row.count).unwrap_or(u32::MAX);
        Self { count, sum: row.sum.unwrap_or_default(), minimum: row.minimum, maximum: row.maximum }
    }
}

/// What was found of the pairs that ratios and weighted means are made of: of the reports that hold both.
pub(super) async fn pairs(
    mut db: Db<'_>,
    scope: &Scope,
    zeros: &Zeros,
    derived: &[&Indicator],
    indicators: &HashMap<String, Indicator>,
) -> QueryResult<HashMap<String, FoundPair>> {
    let pairs: Vec<Pair> = derived.iter().filter_map(|one| Pair::of(one, indicators)).collect();
    if pairs.is_empty() {
        return Ok(HashMap::new());
    }
    let needed: BTreeSet<String> = pairs.iter().flat_map(|pair| [pair.first.clone(), pair.second.clone()]).collect();
    let needed = needed.into_iter().collect();
    let found: Vec<(String, i64, Option<Decimal>)> = quotients(scope, zeros, &pairs, needed).load(&mut db).await?;
    let found = found
        .into_iter()
        .map(|(code, count, quotient)| (code, FoundPair { count: u32::try_from(count).unwrap_or(u32::MAX), quotient }));
    Ok(found.collect())
}

/// The cells that are needed, each read once. Then each unit's two parts over time, and the quotient of their sums over
/// units; what weighs is multiplied report by report. Products of two cells have more digits than a decimal number
/// here, so they are divided there.
fn quotients(
    scope: &Scope,
    zeros: &Zeros,
    pairs: &[Pair],
    needed: Vec<String>,
) -> Statement<(Text, BigInt, Nullable<Numeric>)> {
    let texts = |text: fn(&Pair) -> &str| pairs.iter().map(|pair| text(pair).to_owned()).collect::<Vec<String>>();
    let cells = within(Statement::new(format!("with cell as materialized ({CELLS}")), scope)
        .text(AMONG)
        .value(needed)
        .text("))) is true");
    zeros
        .added(cells, scope)
        .text(format!(
            "), part as (
            select r.code, a.organization,
                   case when r.weighs then sum(a.number * b.number) else {} end as first,
                   case when r.weighs then sum(b.number) else {} end as second
            from unnest(",
            over_time("a.number", "r.first_rule"),
            over_time("b.number", "r.second_rule")
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
            join cell a on a.indicator = r.first_code
            join cell b on b.submission_id = a.submission_id and b.indicator = r.second_code
            join period p on p.id = a.period_id
            group by r.code, a.organization, r.first_rule, r.second_rule, r.weighs
        ), whole as (
            select code, count(*) as count, sum(first) / nullif(sum(second), 0) as quotient from part group by code
        ) select code, count, case when abs(quotient) < {QUOTIENT_MAX} then quotient end from whole"
        ))
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
