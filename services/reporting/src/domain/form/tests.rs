use super::*;
use crate::domain::indicator::tests::indicator;
use serde_json::{Value as Json, json};

fn indicators() -> BTreeMap<String, Indicator> {
    [
        indicator("total", &json!({ "minimum": "0" })),
        indicator("surplus", &json!({ "minimum": "0", "maximum": "100" })),
        indicator(
            "share",
            &json!({ "value_type": "percent", "over_units": "none", "decimals": 1,
            "ratio": { "numerator": "surplus", "denominator": "total", "scale": 100 } }),
        ),
    ]
    .map(|one| (one.code.clone(), one))
    .into()
}

fn content(changes: &Json) -> FormContent {
    let mut whole = json!({
        "sections": [
            { "code": "results", "kind": "narrative", "title_vi": "Kết quả", "title_en": "Results", "is_required": true },
            { "code": "figures", "kind": "figures", "title_vi": "Số liệu", "title_en": "Figures",
              "indicators": [{ "code": "total", "is_required": true }, { "code": "surplus" }, { "code": "share" }] },
        ],
        "rules": [
            { "code": "within", "expression": "surplus <= total", "severity": "error", "message_vi": "Vượt tổng.",
              "message_en": "Too many." },
            { "code": "grown", "expression": "total >= previous.total", "severity": "warning", "message_vi": "Giảm.",
              "message_en": "Fewer.", "cells": ["total"] },
        ],
    });
    json_patch::merge(&mut whole, changes);
    serde_json::from_value(whole).unwrap()
}

#[test]
fn what_contradicts_itself_is_refused_in_its_place() {
    let section = |changes: Json| {
        let mut section = json!({ "code": "a", "kind": "narrative", "title_vi": "A", "title_en": "A" });
        json_patch::merge(&mut section, &changes);
        json!({ "sections": [section], "rules": [] })
    };
    let rule = |expression: &str, cell: &str| {
        json!({ "rules": [{ "code": "r", "expression": expression, "severity": "error", "message_vi": "V",
            "message_en": "E", "cells": [cell] }] })
    };
    for (changes, pointers) in [
        (json!({}), vec![]),
        (json!({ "sections": [] , "rules": [] }), vec!["/sections"]),
        (section(json!({ "code": "A" })), vec!["/sections/0/code"]),
        (section(json!({ "title_vi": "" })), vec!["/sections/0/title_vi"]),
        (section(json!({ "kind": "figures" })), vec!["/sections/0/kind"]),
        (section(json!({ "indicators": [{ "code": "total" }] })), vec!["/sections/0/kind"]),
        (
            section(
                json!({ "kind": "figures", "indicators": [{ "code": "total" }, { "code": "total" }, { "code": "x" }] }),
            ),
            vec!["/sections/0/indicators/1/code", "/sections/0/indicators/2/code"],
        ),
        (
            section(json!({ "kind": "figures", "indicators": [{ "code": "share", "is_required": true }] })),
            vec!["/sections/0/indicators/0/code"],
        ),
        (rule("surplus <= total", "x"), vec!["/rules/0/cells/0"]),
        (rule("share < 5.0", "total"), vec!["/rules/0/expression"]),
        (
            json!({ "rules": [{ "code": "r", "expression": "previous.total > 0", "severity": "error",
                "message_vi": "V", "message_en": "E" }] }),
            vec!["/rules/0/cells"],
        ),
    ] {
        let faults = content(&changes).publish(&indicators()).err().unwrap_or_default();
        assert_eq!(faults.into_iter().map(|fault| fault.pointer).collect::<Vec<_>>(), pointers, "{changes}");
    }
}

fn values(figures: &[(&str, i64)]) -> Values {
    figures.iter().map(|(code, number)| ((*code).to_owned(), Value::Number((*number).into()))).collect()
}

fn words() -> BTreeMap<String, String> {
    [("results".to_owned(), "Đã xong.".to_owned())].into()
}

/// Each issue and each rule that is not applied, in one line.
fn lines(findings: &Findings) -> Vec<String> {
    let issues = findings.issues.iter().map(|one| {
        let severity = if one.severity == Severity::Error { "error" } else { "warning" };
        format!("{} {} {severity}", one.place, one.code)
    });
    let not_applied = findings.not_applied.iter().map(|one| format!("{} waits for {}", one.rule, one.places.join(" ")));
    issues.chain(not_applied).collect()
}

#[test]
fn issues_stand_in_their_places_and_rules_that_wait_are_named() {
    let form = content(&json!({})).publish(&indicators()).unwrap();
    for (values, narrative, found) in [
        (values(&[("total", 10), ("surplus", 3)]), words(), vec![]),
        (values(&[("total", 4), ("surplus", 3)]), words(), vec!["/values/total grown warning"]),
        (values(&[("total", 10)]), words(), vec!["within waits for /values/surplus"]),
        (
            values(&[("surplus", 200)]),
            BTreeMap::new(),
            vec![
                "/narrative/results required error",
                "/values/total required error",
                "/values/surplus out_of_bounds error",
                "/values/total within error",
                "/values/total grown warning",
            ],
        ),
        (values(&[("total", 200), ("surplus", -1)]), words(), vec!["/values/surplus out_of_bounds error"]),
        (
            values(&[("total", 10), ("surplus", 11)]),
            words(),
            vec!["/values/surplus within error", "/values/total within error"],
        ),
    ] {
        let findings = form.findings(&values, &narrative, &self::values(&[("total", 5)]));
        assert_eq!(lines(&findings), found);
        assert_eq!(findings.errors().len(), found.iter().filter(|line| line.ends_with("error")).count());
    }
    let first = form.findings(&values(&[("total", 10), ("surplus", 3)]), &words(), &Values::new());
    assert_eq!(lines(&first), ["grown waits for /previous/values/total"]);
    assert!(first.not_applied[0].words.vi.contains("Chỉ tiêu (kỳ trước)"));
}

#[test]
fn an_error_rule_that_cannot_be_calculated_stays_an_error_and_says_why() {
    let rule = |severity: &str| {
        json!({ "rules": [{ "code": "timely", "expression": "surplus * 100 / total >= 90", "severity": severity,
            "message_vi": "Dưới 90%.", "message_en": "Below 90%." }] })
    };
    for severity in ["error", "warning"] {
        let form = content(&rule(severity)).publish(&indicators()).unwrap();
        let findings = form.findings(&values(&[("total", 0), ("surplus", 5)]), &words(), &Values::new());
        let expected = ["surplus", "total"].map(|code| format!("/values/{code} timely {severity}"));
        assert_eq!(lines(&findings), expected);
        let words = &findings.issues[0].words;
        assert!(words.vi.contains("chia cho 0") && words.vi.ends_with("Dưới 90%."), "{words:?}");
    }
}

#[test]
fn a_report_of_nothing_is_zero_to_rules_as_it_is_to_sums() {
    let rules = json!({ "rules": [
        { "code": "steady", "expression": "total <= previous.total + 2", "severity": "error", "message_vi": "Tăng.",
          "message_en": "More." },
        { "code": "never_down", "expression": "total >= previous.total", "severity": "warning", "message_vi": "Giảm.",
          "message_en": "Fewer." },
    ] });
    let form = content(&rules).publish(&indicators()).unwrap();
    let nothing = form.counted(&Values::new(), true);
    assert_eq!(nothing, values(&[("total", 0), ("surplus", 0)]));
    let after = form.findings(&values(&[("total", 30), ("surplus", 0)]), &words(), &nothing);
    assert_eq!(lines(&after), ["/values/total steady error"]);
    assert_eq!(form.counted(&Values::new(), false), Values::new(), "a blank cell is not zero here");
    assert_eq!(lines(&form.findings_of_nil(&values(&[("total", 5)]))), ["/values/total never_down warning"]);
}

#[test]
fn ratios_follow_from_what_is_written() {
    let form = content(&json!({})).publish(&indicators()).unwrap();
    for (figures, share) in [
        (vec![("total", 2016), ("surplus", 2015)], Some("99.9")),
        (vec![("total", 0), ("surplus", 0)], None),
        (vec![("total", 3)], None),
    ] {
        let ratios = form.ratios(&form.counted(&values(&figures), false));
        let ratios: Vec<_> = ratios.into_iter().map(|(code, ratio)| (code, ratio.map(|one| one.to_string()))).collect();
        assert_eq!(ratios, [("share".to_owned(), share.map(str::to_owned))]);
    }
}

#[test]
fn places_are_pointers_of_what_is_asked_for() {
    let form = content(&json!({})).publish(&indicators()).unwrap();
    let places: Vec<String> = form.places().collect();
    assert_eq!(places, ["/narrative/results", "/values/total", "/values/surplus"]);
    for place in &places {
        assert!(form.has_place(place), "{place}");
    }
    for place in ["", "values/total", "/values/x", "/narrative/figures", "//values/total", "/values"] {
        assert!(!form.has_place(place), "{place}");
    }
}
