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
    ] {
        let faults = content(&changes).publish(&indicators()).err().unwrap_or_default();
        assert_eq!(faults.into_iter().map(|fault| fault.pointer).collect::<Vec<_>>(), pointers, "{changes}");
    }
}

#[test]
fn issues_stand_in_their_places() {
    let form = content(&json!({})).publish(&indicators()).unwrap();
    let values = |total: Option<i64>, surplus: Option<i64>| -> Values {
        [("total", total), ("surplus", surplus)]
            .into_iter()
            .filter_map(|(code, number)| Some((code.to_owned(), Value::Number(number?.into()))))
            .collect()
    };
    let words: BTreeMap<_, _> = [("results".to_owned(), "Đã xong.".to_owned())].into();
    for (values, narrative, found) in [
        (values(Some(10), Some(3)), &words, vec![]),
        (values(Some(4), Some(3)), &words, vec!["values/total grown"]),
        (values(None, None), &BTreeMap::new(), vec!["narrative/results required", "values/total required"]),
        (values(Some(200), Some(-1)), &words, vec!["values/surplus out_of_bounds"]),
        (values(Some(10), Some(11)), &words, vec!["values/surplus within", "values/total within"]),
    ] {
        let previous: Values = [("total".to_owned(), Value::Number(5.into()))].into();
        let issues = form.issues(&values, narrative, &previous);
        let issues: Vec<_> = issues.iter().map(|issue| format!("{} {}", issue.place, issue.code)).collect();
        assert_eq!(issues, found);
    }
}
