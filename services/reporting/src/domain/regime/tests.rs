use super::*;
use haicap_reference::shipped;
use serde_json::{Value, json};

fn regime(changes: &Value) -> Regime {
    let mut whole = json!({
        "code": "weekly", "kind": "periodic", "scheme": "party", "title": "Báo cáo tuần",
        "required_content": "Tình hình.", "channel": "Hệ thống",
        "frequency": { "kind": "weekly", "first_weekday": "monday" },
        "cutoff": { "days_before_end": 0, "at": "24:00" },
        "tiers": [
            { "deadline": { "kind": "working_days", "after_cutoff": 1, "at": "17:00" }, "locks_after_working_days": 5,
              "legs": [{ "audience": "commune-party-committees", "receiver": "BTC", "form": "commune" }] },
            { "deadline": { "kind": "working_days", "after_cutoff": 2, "at": "17:00" }, "locks_after_working_days": 5,
              "legs": [{ "organization": "BTC", "receiver": "TT" }] },
        ],
        "starts_on": "2025-09-01",
    });
    json_patch::merge(&mut whole, changes);
    serde_json::from_value(whole).unwrap()
}

fn pointers(changes: &Value, source: Option<&Regime>) -> Vec<String> {
    judged(changes, source, None, &[])
}

fn judged(changes: &Value, source: Option<&Regime>, before: Option<&Regime>, dependents: &[Regime]) -> Vec<String> {
    let directory = shipped::directory();
    let forms = ["commune".to_owned()].into();
    let today = "2025-09-01".parse().unwrap();
    let around = Surroundings { directory: &directory, today, forms: &forms, source, before, dependents };
    match regime(changes).checked(&around) {
        Ok((_, warnings)) => warnings.into_iter().map(|warning| format!("warning {}", warning.code)).collect(),
        Err(faults) => faults.into_iter().map(|fault| fault.pointer).collect(),
    }
}

#[test]
fn what_contradicts_itself_is_refused_in_its_place() {
    let leg = |audience: &str, receiver: &str| json!({ "audience": audience, "receiver": receiver, "form": "commune" });
    let tier = |after: u8, legs: Vec<Value>| {
        json!({ "deadline": { "kind": "working_days", "after_cutoff": after, "at": "17:00" },
            "locks_after_working_days": 5, "legs": legs })
    };
    let communes = leg("commune-party-committees", "BTC");
    let upward = json!({ "organization": "BTC", "receiver": "TT" });
    for (changes, found) in [
        (json!({}), vec![]),
        (json!({ "code": "Weekly" }), vec!["/code"]),
        (json!({ "starts_on": "1899-12-31" }), vec!["/starts_on"]),
        (json!({ "starts_on": "2023-08-31" }), vec!["/starts_on"]),
        (json!({ "ends_on": "2025-08-31" }), vec!["/ends_on"]),
        (json!({ "tiers": [] }), vec!["/tiers"]),
        (json!({ "tiers": [tier(1, vec![leg("nobody", "BTC")])] }), vec!["/tiers/0/legs/0/audience"]),
        (json!({ "tiers": [tier(1, vec![leg("departments", "NOBODY")])] }), vec!["/tiers/0/legs/0/receiver"]),
        (json!({ "tiers": [tier(1, vec![upward.clone()])] }), vec!["/tiers/0/legs/0/form"]),
        (
            json!({ "tiers": [tier(1, vec![communes.clone()]), tier(2, vec![leg("departments", "TT")])] }),
            vec!["/tiers/1/legs/0/form"],
        ),
        (json!({ "tiers": [tier(1, vec![communes.clone(), communes.clone()])] }), vec!["/tiers/0/legs/1"; 168]),
        (json!({ "tiers": [tier(1, vec![leg("advisory-bodies", "BTC")])] }), vec!["/tiers/0/legs/0"]),
        (
            json!({ "tiers": [tier(1, vec![communes.clone()]), tier(2, vec![json!({ "organization": "VPTU", "receiver": "TT" })])] }),
            vec!["/tiers/1/legs"],
        ),
        (
            json!({ "tiers": [tier(3, vec![communes.clone()]), tier(2, vec![upward.clone()])] }),
            vec!["/tiers/1/deadline"],
        ),
        (
            json!({ "tiers": [tier(0, vec![communes.clone()])] , "cutoff": { "days_before_end": 3, "at": "12:00" } }),
            vec!["warning short_time"],
        ),
        (
            json!({ "scheme": "state", "tiers": [tier(0, vec![communes])] , "cutoff": { "days_before_end": 3, "at": "12:00" } }),
            vec!["/tiers/0/deadline"],
        ),
    ] {
        assert_eq!(pointers(&changes, None), found, "{changes}");
    }
}

#[test]
fn a_regime_is_made_of_another_only_where_periods_fit() {
    let weekly = regime(&json!({}));
    let upward = |at: &str| {
        json!([{ "deadline": { "kind": "working_days", "after_cutoff": 1, "at": at },
            "locks_after_working_days": 5, "legs": [{ "organization": "BTC", "receiver": "BTV" }] }])
    };
    let made_of = |frequency: Value, tiers: Value| json!({ "code": "other", "source_regime": "weekly", "frequency": frequency, "tiers": tiers });
    let two_weekly = |anchor: &str| json!({ "kind": "two_weekly", "anchor": anchor, "first_weekday": null });
    for (changes, found) in [
        (made_of(two_weekly("2025-09-01"), upward("17:00")), vec![]),
        (made_of(two_weekly("2025-09-08"), upward("17:00")), vec![]),
        (made_of(two_weekly("2025-09-03"), upward("17:00")), vec!["/source_regime"]),
        (made_of(json!({ "kind": "half_monthly", "first_weekday": null }), upward("17:00")), vec!["/source_regime"]),
        (made_of(two_weekly("2025-09-01"), upward("16:59")), vec!["/tiers/0/deadline"]),
    ] {
        assert_eq!(pointers(&changes, Some(&weekly)), found, "{changes}");
    }
    assert_eq!(pointers(&made_of(two_weekly("2025-09-01"), upward("17:00")), None), ["/source_regime"]);
}

#[test]
fn a_source_does_not_leave_what_is_made_of_it_behind() {
    let weekly = regime(&json!({}));
    let upward = json!([{ "deadline": { "kind": "working_days", "after_cutoff": 1, "at": "17:00" },
        "locks_after_working_days": 5, "legs": [{ "organization": "BTC", "receiver": "BTV" }] }]);
    let two_weekly = json!({ "kind": "two_weekly", "anchor": "2025-09-01", "first_weekday": null });
    let dependent =
        regime(&json!({ "code": "other", "source_regime": "weekly", "frequency": two_weekly, "tiers": upward }));
    let judge = |changes: Value| judged(&changes, None, Some(&weekly), std::slice::from_ref(&dependent));
    assert_eq!(judge(json!({ "title": "Báo cáo hằng tuần" })), Vec::<String>::new());
    assert_eq!(judge(json!({ "frequency": { "kind": "half_monthly", "first_weekday": null } })), [""]);
    // What did not fit before is not in the way of its source.
    let broken = Regime { source_regime: Some("weekly".into()), ..weekly.clone() };
    assert_eq!(judged(&json!({}), None, Some(&weekly), &[broken]), Vec::<String>::new());
}

#[test]
fn a_regime_that_began_long_ago_can_be_edited() {
    let old = regime(&json!({ "starts_on": "2021-01-04" }));
    assert_eq!(judged(&json!({ "starts_on": "2021-01-04" }), None, Some(&old), &[]), Vec::<String>::new());
}

#[test]
fn everybody_is_expected_once_along_the_route() {
    let directory = shipped::directory();
    let expected = regime(&json!({})).expected(&directory, "2025-09-01".parse().unwrap());
    assert_eq!(expected.iter().filter(|one| one.tier == 1).count(), 168);
    let above: Vec<_> = expected.iter().filter(|one| one.tier == 2).collect();
    assert_eq!((above.len(), above[0].organization.as_str(), above[0].receiver.as_str()), (1, "BTC", "TT"));
}

#[test]
fn no_period_begins_before_or_after_its_regime() {
    let once = regime(&json!({ "starts_on": "2025-09-03", "ends_on": "2025-09-15" }));
    let names: Vec<_> =
        once.periods("2020-01-01".parse().unwrap()).map(|period| once.frequency.name(&period)).collect();
    assert_eq!(names, ["2025-W37", "2025-W38"]);
}
