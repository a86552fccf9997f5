//! Invented figures that agree with each other and with the rules of the forms. Whatever moves with time is made of
//! steps that are each dated once, so that a later period never takes back what an earlier one said.

use super::definitions::MARK;
use super::draw::Unit;
use chrono::{Days, NaiveDate};
use serde_json::{Map, Value, json};
use std::ops::RangeInclusive;

/// The ways in which a surplus building is disposed of, and which of twelve lots fall to each.
const DISPOSALS: [(&str, RangeInclusive<i64>); 6] = [
    ("premises_transferred", 0..=3),
    ("premises_health", 4..=5),
    ("premises_education", 6..=7),
    ("premises_culture", 8..=9),
    ("premises_auctioned", 10..=10),
    ("premises_leased", 11..=11),
];

/// The Monday on which the week begins in which the first plans were approved.
const FIRST_APPROVALS: Option<NaiveDate> = NaiveDate::from_ymd_opt(2025, 9, 8);

/// How many weeks before its approval a plan is submitted.
const SUBMITTED_BEFORE: i64 = 1;

pub(super) fn commune(unit: &Unit<'_>) -> Map<String, Value> {
    let mut values = Map::new();
    let boards = unit.draw("boards", 1, 2);
    put(&mut values, "boards_to_reorganise", boards);
    put(&mut values, "boards_reorganised", happened(unit, "board", boards, 6));
    quarters(unit, &mut values);
    dossiers(unit, unit.sized(620), &mut values);
    premises(unit, unit.sized(18), &mut values);
    training(unit, unit.sized(240), &mut values);
    obstacles(unit, &mut values);
    values
}

pub(super) fn department(unit: &Unit<'_>) -> Map<String, Value> {
    let mut values = Map::new();
    organisation(unit, &mut values);
    dossiers(unit, unit.sized(1400), &mut values);
    premises(unit, unit.draw("premises", 3, 12), &mut values);
    training(unit, unit.sized(160), &mut values);
    obstacles(unit, &mut values);
    values
}

fn organisation(unit: &Unit<'_>, values: &mut Map<String, Value>) {
    let approval = unit.draw("approval", 0, 4);
    let since = unit.week - approval;
    // Nothing is merged before the plan is approved.
    let merged = |question: &str, planned: i64| {
        let dates = (0..planned).map(|one| unit.draw_each(question, one, 0, 2));
        count(dates.filter(|weeks| *weeks <= since).count())
    };
    let (divisions, units) = (unit.draw("divisions", 7, 13), unit.draw("units", 0, 14));
    let (fewer_divisions, fewer_units) = (unit.draw("fewer divisions", 1, divisions / 3), units / 4);
    let (merged_divisions, merged_units) = (merged("division", fewer_divisions), merged("unit", fewer_units));
    put(values, "divisions_before", divisions);
    put(values, "divisions_after", divisions - merged_divisions);
    put(values, "units_before", units);
    put(values, "units_after", units - merged_units);
    let is_complete = (merged_divisions, merged_units) == (fewer_divisions, fewer_units);
    let state = match since {
        0.. if is_complete => "completed",
        0.. => "approved",
        _ if since + SUBMITTED_BEFORE >= 0 => "submitted",
        _ => "preparing",
    };
    values.insert("reorganisation_state".to_owned(), json!(state));
    let days = u64::try_from(7 * approval + unit.draw("approval day", 0, 3)).unwrap_or_default();
    let approved_on = FIRST_APPROVALS.and_then(|monday| monday.checked_add_days(Days::new(days)));
    if let Some(day) = approved_on.filter(|_| since >= 0) {
        values.insert("reorganisation_decided_on".to_owned(), json!(day));
    }
}

fn quarters(unit: &Unit<'_>, values: &mut Map<String, Value>) {
    let quarters = unit.sized(34);
    let moved: i64 = weeks(unit).map(|week| unit.draw_each("households", week, 0, 9)).sum();
    put(values, "quarters", quarters);
    put(values, "households", quarters * unit.draw("households", 360, 680) + moved);
    let entitled = 5 * quarters;
    let vacant = unit.draw("vacant", 0, entitled / 7);
    let found: i64 = weeks(unit).map(|week| unit.draw_each("found", week, 0, 2)).sum();
    put(values, "part_time_entitled", entitled);
    put(values, "part_time_filled", entitled - (vacant - found).max(0));
    let allocated = quarters * 6_000_000 * unit.draw("funding", 8, 12);
    let spent: i64 = weeks(unit).map(|week| unit.draw_each("spent", week, 6, 21)).sum();
    let per_mille = (unit.draw("spent", 590, 660) + spent).min(1000);
    put(values, "quarters_funding_allocated", allocated);
    put(values, "quarters_funding_spent", allocated / 1000 * per_mille);
}

fn dossiers(unit: &Unit<'_>, weekly: i64, values: &mut Map<String, Value>) {
    let week = unit.week;
    let received = Unit::weeks(week) * weekly * unit.draw_each("received", week, 86, 114) / 100;
    let handled = received * unit.draw_each("handled", week, 900, 985) / 1000;
    let late = handled * unit.draw_each("late", week, 0, 38) / 1000;
    put(values, "dossiers_received", received);
    put(values, "dossiers_handled", handled);
    put(values, "dossiers_on_time", handled - late);
    put(values, "dossiers_online", received * unit.draw_each("online", week, 560, 910) / 1000);
    let delay = if late == 0 { 0 } else { unit.draw_each("delay", week, 1, 9) };
    put(values, "dossiers_longest_delay", delay);
    let satisfaction = unit.draw_each("satisfaction", week, 925, 994);
    values.insert("satisfaction".to_owned(), json!(format!("{}.{}", satisfaction / 10, satisfaction % 10)));
}

fn premises(unit: &Unit<'_>, total: i64, values: &mut Map<String, Value>) {
    let surplus = total * unit.draw("surplus", 12, 46) / 100;
    put(values, "premises_total", total);
    put(values, "premises_surplus", surplus);
    let mut decided = 0;
    for (code, lots) in DISPOSALS {
        let chosen = (0..surplus).filter(|one| lots.contains(&unit.draw_each("disposal", *one, 0, 11)));
        let done = count(chosen.filter(|one| unit.draw_each("decided", *one, -6, 14) <= unit.week).count());
        decided += done;
        // Some write a zero, others leave the cell blank: both mean the same.
        if done > 0 || unit.draw("zeros", 0, 1) == 1 {
            put(values, code, done);
        }
    }
    put(values, "premises_undecided", surplus - decided);
    let has_plan = unit.draw("plan", 0, 7) <= unit.week + 2;
    values.insert("premises_plan_issued".to_owned(), json!(has_plan));
    if decided < surplus {
        let text = format!("{MARK} Cơ sở nhà, đất số {:02} trong danh mục dôi dư", unit.draw("priority", 1, surplus));
        values.insert("premises_priority".to_owned(), json!(text));
    }
}

fn training(unit: &Unit<'_>, people: i64, values: &mut Map<String, Value>) {
    let (mut left, mut classes, mut trained) = (people, 0, 0);
    for week in 0..=unit.week {
        let held = unit.draw_each("classes", week, 0, 1) * Unit::weeks(week);
        trained = (held * unit.draw_each("class size", week, 24, 48)).min(left);
        classes = if trained > 0 { held } else { 0 };
        left -= trained;
    }
    put(values, "training_classes", classes);
    put(values, "people_trained", trained);
    put(values, "people_to_train", left);
}

fn obstacles(unit: &Unit<'_>, values: &mut Map<String, Value>) {
    let raised = unit.draw_each("raised", unit.week, 0, 2 + Unit::weeks(unit.week));
    put(values, "obstacles_raised", raised);
    put(values, "obstacles_answered", unit.draw_each("answered", unit.week, 0, raised));
}

/// The weeks since the first period.
fn weeks(unit: &Unit<'_>) -> impl Iterator<Item = i64> + use<> {
    1..=unit.week
}

/// How many of several things have happened by now, where each happens in a week of its own.
fn happened(unit: &Unit<'_>, question: &str, things: i64, last_week: i64) -> i64 {
    count((0..things).filter(|one| unit.draw_each(question, *one, 0, last_week) <= unit.week).count())
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or_default()
}

fn put(values: &mut Map<String, Value>, code: &str, number: i64) {
    values.insert(code.to_owned(), json!(number));
}
