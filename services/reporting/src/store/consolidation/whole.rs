use super::figures::{Question, figures, pairs, spread};
use super::{Scope, scope, units};
use crate::domain::consolidation::{Comparison, Figure, FoundTwice, Spread, figure, measure};
use crate::domain::coverage::{Coverage, Place, Unit};
use crate::domain::form::PublishedForm;
use crate::domain::indicator::Indicator;
use crate::domain::period::Period;
use crate::domain::regime::Regime;
use crate::store::{forms, indicators, periods, regimes};
use crate::vocabulary::{FigureMeasure, ValueType};
use diesel::result::QueryResult;
use haicap_kit::db::Db;
use haicap_types::OrganizationCode;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;
use uuid::Uuid;

/// What the reports of an organization's reporters add up to for a period.
#[derive(Debug, Clone)]
pub struct Consolidation {
    /// Whose reports it is made of.
    pub scope: Scope,
    /// What is expected of each unit.
    pub units: Vec<Unit>,
    /// Whether it is settled, for all of the time that it is about, who has to report.
    pub is_settled: bool,
    /// Who is in it, and who is missing.
    pub coverage: Coverage,
    /// The forms by which they report, by code and number.
    pub forms: BTreeMap<(String, i32), Arc<PublishedForm>>,
    /// The figures, in the order of the forms.
    pub figures: Vec<Consolidated>,
}

/// A figure, with what it was asked of.
#[derive(Debug, Clone)]
pub struct Consolidated {
    /// What it means.
    pub indicator: Indicator,
    /// What it adds up to.
    pub figure: Figure,
    /// It beside itself in the period before; none if there was none.
    pub comparison: Option<Comparison>,
    /// How its values are spread, where it is a date or a choice.
    pub spread: Spread,
    /// How many units were asked for it: all but those to whom it was waived.
    pub expected: u32,
}

/// The periods of the units' regime that make up a period of a regime: itself, or those of its source within its days.
/// Beside them, whether all of them are there and settled.
async fn sources(db: Db<'_>, regime: &Regime, period: &Period) -> QueryResult<(Vec<Uuid>, bool)> {
    let Some(source) = &regime.source_regime else { return Ok((vec![period.id], period.frozen_at.is_some())) };
    let (found, are_all) = futures_util::try_join!(
        periods::within(db, source, period.starts_on, period.ends_on),
        regimes::is_written_until(db, source, period.ends_on)
    )?;
    let is_settled = are_all && found.iter().all(|(_, is_settled)| *is_settled);
    Ok((found.into_iter().map(|(id, _)| id).collect(), is_settled))
}

/// A period of an organization's reporters, before anything is added up.
#[derive(Debug)]
pub(super) struct Side {
    /// Whose reports they are.
    pub(super) scope: Scope,
    /// What is expected of each unit.
    pub(super) units: Vec<Unit>,
    /// Whether it is settled who has to report.
    is_settled: bool,
    /// The forms by which they report, by code and number.
    pub(super) forms: BTreeMap<(String, i32), Arc<PublishedForm>>,
}

async fn side(db: Db<'_>, regime: &Regime, period: &Period, organization: &OrganizationCode) -> QueryResult<Side> {
    let (periods, is_settled) = sources(db, regime, period).await?;
    let scope = scope(db, periods, organization).await?;
    let units = units(db, &scope).await?;
    let mut forms = BTreeMap::new();
    for (code, number) in units.iter().filter_map(|unit| unit.form.clone()).collect::<BTreeSet<_>>() {
        if let Some(version) = forms::version(db, &code, number).await? {
            forms.insert((code, number), version.form);
        }
    }
    Ok(Side { scope, units, is_settled, forms })
}

/// What the reports of an organization's reporters add up to for a period, beside the period `before`.
pub async fn consolidate(
    db: Db<'_>,
    regime: &Regime,
    period: &Period,
    before: Option<&Period>,
    organization: &OrganizationCode,
) -> QueryResult<Consolidation> {
    let now = side(db, regime, period, organization).await?;
    let before = match before {
        Some(before) => Some(side(db, regime, before, organization).await?),
        None => None,
    };
    let question = Question { now: &now, before: before.as_ref() };
    let codes: Vec<String> = in_order(&now.forms);
    let known = indicators::of_codes(db, codes.clone()).await?;
    let ordered: Vec<&Indicator> = codes.iter().filter_map(|code| known.get(code)).collect();
    let is_made = |one: &Indicator| one.needs().next().is_some();
    let (made, plain): (Vec<&Indicator>, Vec<&Indicator>) = ordered.iter().copied().partition(|one| is_made(one));
    let plain: Vec<&Indicator> = plain.into_iter().filter(|one| measure(one) != FigureMeasure::Nothing).collect();
    let has_spread = |one: &&&Indicator| matches!(one.value_type, ValueType::Date | ValueType::Choice);
    let texts = plain.iter().filter(has_spread).map(|one| one.code.clone()).collect();
    let parts = parts(db, &made, &known).await?;
    let (found, pairs, texts) = futures_util::try_join!(
        figures(db, &question, &plain),
        pairs(db, &question, &made, &parts),
        spread(db, &now.scope, texts),
    )?;
    let coverage = Coverage::of(&now.units);
    let mut expected_by_forms = HashMap::new();
    let none = FoundTwice::default();
    let figures = ordered.into_iter().map(|indicator| {
        let asking = now.forms.iter().filter(|(_, form)| form.indicators.contains_key(&indicator.code));
        let asking: Vec<&(String, i32)> = asking.map(|(form, _)| form).collect();
        // Most indicators are asked for by the same forms, and so of the same units.
        let expected =
            *expected_by_forms.entry(asking).or_insert_with_key(|asking| expected(asking, &now.units, &coverage));
        let found = if is_made(indicator) { &pairs } else { &found }.get(&indicator.code).unwrap_or(&none);
        Consolidated {
            indicator: indicator.clone(),
            figure: figure(indicator, &found.now),
            comparison: before.as_ref().map(|_| Comparison::of(indicator, found)),
            spread: texts.get(&indicator.code).map(|texts| Spread::of(indicator, texts)).unwrap_or_default(),
            expected,
        }
    });
    let figures = figures.collect();
    let Side { scope, units, is_settled, forms } = now;
    Ok(Consolidation { scope, units, is_settled, coverage, forms, figures })
}

/// The codes of what the forms ask for, each once, where it first stands.
fn in_order(forms: &BTreeMap<(String, i32), Arc<PublishedForm>>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let codes = forms.values().flat_map(|form| form.content.codes());
    codes.filter(|code| seen.insert(*code)).map(str::to_owned).collect()
}

/// What ratios and weighted means are made of, whether a form asks for it or not.
async fn parts(
    db: Db<'_>,
    made: &[&Indicator],
    known: &BTreeMap<String, Indicator>,
) -> QueryResult<HashMap<String, Indicator>> {
    let mut parts: HashMap<String, Indicator> = known.iter().map(|(code, one)| (code.clone(), one.clone())).collect();
    let lacking: BTreeSet<&str> =
        made.iter().flat_map(|one| one.needs()).filter(|code| !known.contains_key(*code)).collect();
    if !lacking.is_empty() {
        parts.extend(indicators::of_codes(db, lacking.into_iter().map(str::to_owned).collect()).await?);
    }
    Ok(parts)
}

/// How many units were asked by these forms, each once, whatever the period.
fn expected(forms: &[&(String, i32)], units: &[Unit], coverage: &Coverage) -> u32 {
    let is_asked = |unit: &&Unit| unit.form.as_ref().is_some_and(|form| forms.contains(&form));
    let organizations: BTreeSet<&OrganizationCode> =
        units.iter().filter(is_asked).map(|unit| &unit.organization).collect();
    let covered = organizations.into_iter().filter_map(|code| coverage.units.get(code));
    u32::try_from(covered.filter(|unit| unit.place != Place::Waived).count()).unwrap_or(u32::MAX)
}
