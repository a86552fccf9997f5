use super::content::{narrative, values};
use super::course::{Deed, Step, behaviour, in_order, plan};
use super::definitions::{
    COMMUNE_FORM, DEFINED_AT, DEPARTMENT_FORM, FormDefinition, MARK, RegimeDefinition, directory, forms, indicators,
    regimes,
};
use crate::example::directives::story::BEGINS_AT;
use chrono::{DateTime, FixedOffset};
use haicap_reference::period::Period;
use haicap_types::{OrganizationCode, Prose, Severity};
use reporting::domain::form::{NARRATIVE_MAX, PublishedForm, Rule};
use reporting::domain::indicator::Indicator;
use reporting::domain::regime::{Regime, Surroundings};
use reporting::domain::rule::{Expression, Outcome, Values};
use reporting::domain::value::Value as Figure;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

fn moment(text: &str) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(text).unwrap()
}

fn known() -> BTreeMap<String, Indicator> {
    indicators().into_iter().map(|one| (one.code.clone(), one)).collect()
}

fn published() -> BTreeMap<String, PublishedForm> {
    let known = known();
    let publish = |form: FormDefinition| {
        let published = form.content.clone().publish(&known).unwrap();
        assert_eq!(published.content.sections, form.content.sections, "{}", form.code);
        (form.code, published)
    };
    forms().into_iter().map(publish).collect()
}

/// The regimes, as they are defined one after the other.
fn checked() -> BTreeMap<String, Regime> {
    let forms: BTreeSet<String> = forms().into_iter().map(|form| form.code).collect();
    let today = moment(DEFINED_AT).date_naive();
    let mut defined = BTreeMap::<String, Regime>::new();
    for RegimeDefinition { definition, acknowledged_warnings, serves } in regimes() {
        let source = definition.source_regime.as_ref().and_then(|code| defined.get(code));
        let around = Surroundings {
            directory: directory(),
            today,
            forms: &forms,
            source,
            before: None,
            dependents: &[],
            kept: None,
        };
        assert_eq!(serves.is_none(), definition.code == "two-tier-half-month");
        let (regime, warnings) = definition.clone().checked(&around).unwrap();
        assert_eq!(regime, definition);
        let warnings: Vec<_> = warnings.into_iter().map(|warning| warning.code).collect();
        assert_eq!(warnings, acknowledged_warnings, "{}", regime.code);
        defined.insert(regime.code.clone(), regime);
    }
    defined
}

fn period_of(regime: &Regime, key: &str) -> Period {
    regime.periods_after(None).take(60).find(|(name, _)| name == key).unwrap().1
}

/// Everybody who reports by a form, with the form.
fn reporters() -> Vec<(OrganizationCode, String)> {
    let regimes = checked();
    let all = regimes["two-tier-weekly"].expected(directory(), moment(BEGINS_AT).date_naive());
    all.into_iter().filter_map(|one| Some((one.organization, one.form?))).collect()
}

#[test]
fn the_definitions_are_what_the_service_takes() {
    let mut known = BTreeMap::new();
    for indicator in indicators() {
        let kept = indicator.clone().checked(&known).unwrap_or_else(|faults| panic!("{}: {faults:?}", indicator.code));
        assert_eq!(kept, indicator);
        known.insert(kept.code.clone(), kept);
    }
    let asked: BTreeSet<String> = published().into_values().flat_map(|form| form.indicators.into_keys()).collect();
    assert_eq!(asked, known.into_keys().collect());
    assert_eq!(checked().len(), 3);
    let forms: Vec<_> = reporters().into_iter().map(|(_, form)| form).collect();
    let by = |code: &str| forms.iter().filter(|form| *form == code).count();
    assert_eq!((by(COMMUNE_FORM), by(DEPARTMENT_FORM), forms.len()), (168, 16, 184));
}

/// The rules of the forms, read once: reading them for each of hundreds of reports would take long.
struct Reader {
    bare: PublishedForm,
    rules: Vec<(String, Severity, Arc<Expression>)>,
}

impl Reader {
    fn new(form: PublishedForm) -> Self {
        let read = |rule: &Rule| {
            (rule.code.clone(), rule.severity, Expression::read(&rule.expression, &form.indicators).unwrap())
        };
        let rules = form.content.rules.iter().map(read).collect();
        let mut bare = form;
        bare.content.rules.clear();
        Self { bare, rules }
    }

    fn figures(&self, values: &Map<String, Value>) -> Values {
        let read = |(code, value): (&String, &Value)| {
            let indicator = self.bare.typed(code).unwrap_or_else(|| panic!("{code}"));
            Some((code.clone(), Figure::read(indicator, value).unwrap()?))
        };
        values.iter().filter_map(read).collect()
    }

    /// The codes of everything that must be corrected, or only looked at.
    fn issues(&self, values: &Values, words: &BTreeMap<String, String>, before: &Values) -> Vec<(Severity, String)> {
        let bare = self.bare.findings(values, words, before).issues;
        let bare = bare.into_iter().map(|issue| (issue.severity, issue.place));
        let broken = self.rules.iter().filter_map(|(code, severity, rule)| {
            let outcome = rule.apply(&self.bare.indicators, values, before);
            matches!(outcome, Outcome::Broken | Outcome::Unclear(_)).then(|| (*severity, code.clone()))
        });
        bare.chain(broken).collect()
    }
}

fn readers() -> BTreeMap<String, Reader> {
    published().into_iter().map(|(code, form)| (code, Reader::new(form))).collect()
}

fn words(reader: &Reader, narrative: &Map<String, Value>) -> BTreeMap<String, String> {
    let told = narrative.iter().map(|(section, text)| {
        let text = text.as_str().unwrap();
        assert!(reader.bare.narrative(section).is_some(), "{section}");
        assert!(text.starts_with(MARK) && text.len() > MARK.len() + 20, "{text}");
        let kept: String = Prose::<NARRATIVE_MAX>::new(text).unwrap().into();
        assert_eq!(kept, text);
        (section.clone(), kept)
    });
    told.collect()
}

#[test]
fn every_report_agrees_with_itself_and_with_the_one_before() {
    let readers = readers();
    let mut texts = BTreeSet::new();
    for (organization, form) in reporters() {
        let reader = &readers[&form];
        let mut before = Values::new();
        for period in ["2025-09-H1", "2025-W38", "2025-W39", "2025-W40"] {
            let sent = values(&organization, period, &form);
            assert_eq!(values(&organization, period, &form), sent);
            let figures = reader.figures(&sent);
            let words = words(reader, &narrative(&organization, period, &form));
            texts.extend(words.values().cloned());
            // Flows of half a month are no measure for those of a week, and another regime's anyway.
            let previous = if period == "2025-W38" { Values::new() } else { before };
            assert_eq!(reader.issues(&figures, &words, &previous), [], "{organization} {period}");
            before = figures;
        }
    }
    assert!(texts.len() > 1500, "{} texts", texts.len());
}

#[test]
fn stocks_move_and_add_up_to_what_a_city_could_have() {
    let total = |code: &str, period: &str| -> i64 {
        let of = |(organization, form)| values(&organization, period, form).get(code).and_then(Value::as_i64);
        reporters().iter().filter_map(|(organization, form)| of((organization.clone(), form.as_str()))).sum()
    };
    let weeks = ["2025-W38", "2025-W39", "2025-W40"];
    for (code, least, most, grows) in [
        ("divisions_after", 100, 190, false),
        ("boards_reorganised", 60, 260, true),
        ("premises_undecided", 300, 600, false),
        ("part_time_filled", 22_000, 32_000, true),
        ("households", 2_000_000, 4_000_000, true),
        ("quarters_funding_spent", 150_000_000_000, 400_000_000_000, true),
        ("people_to_train", 15_000, 50_000, false),
    ] {
        let totals = weeks.map(|week| total(code, week));
        assert!(totals.iter().all(|total| (least..=most).contains(total)), "{code}: {totals:?}");
        assert!(totals.windows(2).all(|pair| (pair[0] < pair[1]) == grows && pair[0] != pair[1]), "{code}: {totals:?}");
    }
    let received = total("dossiers_received", "2025-09-H1") - total("dossiers_received", "2025-W38");
    assert!(received > 30_000, "{received}");
}

#[test]
fn everybody_does_what_can_be_done_at_that_time() {
    let regimes = checked();
    let begins_at = moment(BEGINS_AT);
    let readers = readers();
    for behaviour in behaviour() {
        let missing: BTreeSet<_> = behaviour.missing.iter().cloned().collect();
        let course = behaviour.course();
        let regime = &regimes[&course.regime];
        let period = period_of(regime, &course.period);
        let moments = regime.timetable().moments(&period, directory().calendar());
        let due = moments.tiers[0];
        let expected: BTreeMap<_, _> = (regime.expected(directory(), period.starts_on).into_iter())
            .filter(|one| one.tier == 1)
            .map(|one| (one.organization, (one.receiver, one.form.unwrap())))
            .collect();
        let mut last = HashMap::<&OrganizationCode, &Deed>::new();
        let (mut late, mut counts) = (0, BTreeMap::<&str, usize>::new());
        assert!(course.steps.is_sorted_by_key(|step| step.at));
        for Step { at, organization, deed } in &course.steps {
            let (receiver, form) = &expected[organization];
            assert_eq!(*receiver, course.receiver);
            assert!(*at >= moments.opens_at && *at < begins_at && *at > moment(DEFINED_AT), "{organization} {at}");
            let before = last.get(organization).copied();
            let (name, fits) = match deed {
                Deed::Submit { slips } => {
                    let mut sent = values(organization, &course.period, form);
                    for slip in slips {
                        let right = sent[&slip.cell].clone();
                        slip.spoil(&mut sent);
                        assert_ne!(sent[&slip.cell], right, "{organization} {}", slip.cell);
                    }
                    let reader = &readers[form];
                    let words = words(reader, &narrative(organization, &course.period, form));
                    let issues = reader.issues(&reader.figures(&sent), &words, &Values::new());
                    assert!(issues.iter().all(|(severity, _)| *severity == Severity::Warning), "{issues:?}");
                    late += usize::from(*at > due.due_at);
                    (if slips.is_empty() { "submit" } else { "slip" }, before.is_none() && *at < due.locks_at)
                }
                Deed::Nil { .. } => ("nil", before.is_none() && *at <= due.due_at),
                Deed::Return { remarks } => {
                    let cells = remarks.keys().map(|place| place.strip_prefix("/values/").unwrap());
                    assert!(
                        cells.clone().count() == 1
                            && cells.into_iter().all(|cell| readers[form].bare.typed(cell).is_some())
                    );
                    ("return", matches!(before, Some(Deed::Submit { slips }) if !slips.is_empty()))
                }
                Deed::Resubmit => ("resubmit", matches!(before, Some(Deed::Return { .. }))),
                Deed::Accept => (
                    "accept",
                    matches!(
                        before,
                        Some(Deed::Submit { .. } | Deed::Nil { .. } | Deed::Resubmit | Deed::Correct { .. })
                    ),
                ),
                Deed::Correct { .. } => {
                    assert!(course.consolidated_at.is_some_and(|consolidated_at| *at > consolidated_at));
                    ("correct", matches!(before, Some(Deed::Accept)))
                }
                Deed::Ask { .. } => ("ask", before.is_none() && *at < due.due_at),
                Deed::Waive { .. } => ("waive", matches!(before, Some(Deed::Ask { .. }))),
            };
            assert!(fits, "{organization} {at} {deed:?} after {before:?}");
            *counts.entry(name).or_default() += 1;
            last.insert(organization, deed);
        }
        let silent: BTreeSet<_> = expected.keys().filter(|code| !last.contains_key(code)).cloned().collect();
        if course.period == "2025-W40" {
            assert_eq!(counts, [("submit", 12)].into());
            continue;
        }
        assert_eq!(silent, missing);
        assert_eq!((silent.len(), late), (4, 6), "{}", course.period);
        for (name, count) in
            [("slip", 4), ("return", 3), ("resubmit", 3), ("correct", 1), ("nil", 2), ("ask", 1), ("waive", 1)]
        {
            assert_eq!(counts.get(name), Some(&count), "{} {name}", course.period);
        }
        let consolidated_at = course.consolidated_at.unwrap();
        assert!(consolidated_at > due.due_at && consolidated_at < moments.tiers[1].due_at, "{}", course.period);
    }
}

#[test]
fn there_is_one_order_of_all_steps() {
    let courses = plan();
    let steps = in_order(&courses);
    assert!(steps.is_sorted_by_key(|(_, step)| step.at));
    assert_eq!(steps.len(), courses.iter().map(|course| course.steps.len()).sum::<usize>());
}
