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
    let begun = before.into_iter().flat_map(|before| before.periods_after(None));
    let begun: Vec<_> = begun.take_while(|(_, one)| one.starts_on <= today).collect();
    let kept = begun.last().map(|(_, last)| Created {
        keys: begun.iter().map(|(key, _)| key.clone()).collect(),
        first: begun[0].1.starts_on,
        last: last.ends_on,
    });
    let kept = kept.as_ref();
    let around = Surroundings { directory: &directory, today, forms: &forms, source, before, dependents, kept };
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
        (json!({ "tiers": [tier(1, vec![leg("advisory-bodies", "BTC")]), tier(2, vec![upward.clone()])] }), vec![]),
        (
            json!({ "tiers": [tier(1, vec![communes.clone()]), tier(2, vec![json!({ "organization": "BTC", "receiver": "BTC" })])] }),
            vec!["/tiers/1/legs/0"],
        ),
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
fn a_leg_of_an_organization_that_has_ended_is_in_no_changes_way() {
    let legs = json!({ "tiers": [
        { "deadline": { "kind": "working_days", "after_cutoff": 1, "at": "17:00" }, "locks_after_working_days": 5,
          "legs": [{ "organization": "STC", "receiver": "SNV", "form": "commune" },
                   { "organization": "STP", "receiver": "SNV", "form": "commune" }] },
        { "deadline": { "kind": "working_days", "after_cutoff": 2, "at": "17:00" }, "locks_after_working_days": 5,
          "legs": [{ "organization": "SNV", "receiver": "UBND" }] },
    ] });
    let before = regime(&legs);
    let today = "2025-10-01".parse().unwrap();
    let forms = ["commune".to_owned()].into();
    for (ended, successors, owing) in [
        ("STC", &[][..], ["STP to SNV", "SNV to UBND"].as_slice()),
        ("STC", &["STP"], &["STP to SNV", "SNV to UBND"]),
        ("STC", &["SXD"], &["SXD to SNV", "STP to SNV", "SNV to UBND"]),
        ("SNV", &["SXD"], &["STC to SXD", "STP to SXD", "SXD to UBND"]),
        ("SNV", &["UBND"], &["STC to UBND", "STP to UBND"]),
    ] {
        let mut parts = shipped::directory().parts();
        let body = parts.organizations.iter_mut().find(|one| one.code.as_str() == ended).unwrap();
        body.valid_to = Some("2025-09-30".parse().unwrap());
        body.successors = successors.iter().map(|code| code.parse().unwrap()).collect();
        let directory = Directory::new(parts, 1).unwrap();
        let around = |before| Surroundings {
            directory: &directory,
            today,
            forms: &forms,
            source: None,
            before,
            dependents: &[],
            kept: None,
        };
        let after = Regime { ends_on: Some("2026-12-31".parse().unwrap()), ..before.clone() };
        let (after, _) = after.checked(&around(Some(&before))).unwrap();
        let expected = after.expected(&directory, today).into_iter();
        let expected: Vec<_> = expected.map(|one| format!("{} to {}", one.organization, one.receiver)).collect();
        assert_eq!(expected, owing, "{ended} {successors:?}");
        // Nobody begins with somebody who has ended.
        if ended == "STC" {
            let faults = before.clone().checked(&around(None)).unwrap_err();
            assert_eq!(faults.into_iter().map(|fault| fault.pointer).collect::<Vec<_>>()[0], "/tiers/0/legs/0");
        }
    }
}

#[test]
fn a_regime_that_begins_or_ends_inside_of_a_period_has_a_short_one() {
    let span = |kind: &str, span: &str| json!({ "kind": kind, "span": span, "first_weekday": null });
    let once = json!({ "kind": "once", "key": "dot-1", "starts_on": "2025-10-01", "ends_on": "2025-10-31", "first_weekday": null });
    let (first, last) = ("2025-10-10", "2026-02-10");
    for (frequency, since, number, periods) in [
        (json!({}), first, 19, ["2025-W41 2025-10-10 2025-10-12", "2026-W07 2026-02-09 2026-02-10"]),
        (span("monthly", "calendar"), first, 5, ["2025-10 2025-10-10 2025-10-31", "2026-02 2026-02-01 2026-02-10"]),
        (span("monthly", "decree"), first, 5, ["2025-10 2025-10-10 2025-10-14", "2026-02 2026-01-15 2026-02-10"]),
        (span("quarterly", "calendar"), first, 2, ["2025-Q4 2025-10-10 2025-12-31", "2026-Q1 2026-01-01 2026-02-10"]),
        (span("nine_monthly", "calendar"), first, 1, ["2026-9M 2026-01-01 2026-02-10"; 2]),
        (once, first, 1, ["dot-1 2025-10-10 2025-10-31"; 2]),
        (span("monthly", "calendar"), "2026-02-05", 1, ["2026-02 2026-02-01 2026-02-10"; 2]),
    ] {
        let regime = regime(&json!({ "frequency": frequency, "starts_on": first, "ends_on": last }));
        let of = |since: &str| {
            let periods = regime.periods(since.parse().unwrap());
            let told = periods.map(|one| format!("{} {} {}", regime.key(&one), one.starts_on, one.ends_on));
            told.collect::<Vec<_>>()
        };
        let found = of(since);
        assert_eq!((found.len(), [&found[0][..], &found[found.len() - 1][..]]), (number, periods), "{frequency}");
        assert_eq!(of("2026-02-11"), Vec::<String>::new(), "{frequency}");
    }
}

#[test]
fn days_that_no_period_takes_in_any_more_are_named_before_a_regime_changes() {
    let monthly = json!({ "kind": "monthly", "span": "calendar", "first_weekday": null });
    let regime = |starts_on: &str, ends_on: Option<&str>| {
        regime(&json!({ "frequency": monthly, "starts_on": starts_on, "ends_on": ends_on }))
    };
    let (begun, to_come) = (regime("2025-08-20", Some("2025-09-10")), regime("2025-09-02", Some("2025-10-10")));
    for (before, starts_on, ends_on, warnings) in [
        (&begun, "2025-08-20", Some("2025-09-10"), vec![]),
        (&begun, "2025-08-20", Some("2025-09-05"), vec![]),
        (&begun, "2025-08-20", None, vec!["warning short_period"]),
        (&begun, "2025-08-01", None, vec!["warning days_left_out", "warning short_period"]),
        (&begun, "2025-08-01", Some("2025-09-10"), vec!["warning days_left_out"]),
        (&begun, "2025-09-20", None, vec!["warning days_left_out"]),
        (&to_come, "2025-09-02", None, vec![]),
    ] {
        let changes = json!({ "frequency": monthly, "starts_on": starts_on, "ends_on": ends_on });
        assert_eq!(judged(&changes, None, Some(before), &[]), warnings, "{changes}");
    }
}

#[test]
fn changed_rules_report_every_day_once() {
    let weekly = |day: &str| json!({ "kind": "weekly", "first_weekday": day });
    let yearly = json!({ "kind": "yearly", "span": "calendar", "first_weekday": null });
    let once = json!({ "kind": "once", "key": "once", "starts_on": "2025-10-04", "ends_on": "2025-10-10", "first_weekday": null });
    let monthly = json!({ "kind": "monthly", "span": "calendar", "first_weekday": null });
    for (frequency, key, ends_on, next) in [
        (
            weekly("monday"),
            "2025-W40",
            "2025-10-05",
            ["2025-W41 2025-10-06 2025-10-12", "2025-W42 2025-10-13 2025-10-19"],
        ),
        (
            weekly("wednesday"),
            "2025-W40",
            "2025-10-05",
            ["2025-W41 2025-10-06 2025-10-07", "2025-W42 2025-10-08 2025-10-14"],
        ),
        (
            weekly("monday"),
            "2025-W41",
            "2025-10-07",
            ["2025-W41-P02 2025-10-08 2025-10-12", "2025-W42 2025-10-13 2025-10-19"],
        ),
        (
            weekly("monday"),
            "2025-W41-P02",
            "2025-10-08",
            ["2025-W41-P03 2025-10-09 2025-10-12", "2025-W42 2025-10-13 2025-10-19"],
        ),
        (
            monthly.clone(),
            "2025-W38",
            "2025-09-21",
            ["2025-09-P02 2025-09-22 2025-09-30", "2025-10 2025-10-01 2025-10-31"],
        ),
        (once, "2025-W40", "2025-10-05", ["once-P02 2025-10-06 2025-10-10", ""]),
        (yearly, "2025-10", "2025-10-31", ["2025 2025-11-01 2025-12-31", "2026 2026-01-01 2026-12-31"]),
        (monthly, "2025-W41", "2025-10-07", ["2025-10 2025-10-08 2025-10-31", "2025-11 2025-11-01 2025-11-30"]),
    ] {
        let regime = regime(&json!({ "frequency": frequency }));
        let keys = ["2025-09", "once", key, key.split("-P").next().unwrap()].map(str::to_owned).into();
        let created = Created { keys, first: "2025-09-01".parse().unwrap(), last: ends_on.parse().unwrap() };
        let told = regime.periods_after(Some(&created));
        let told = told.map(|(key, one)| format!("{key} {} {}", one.starts_on, one.ends_on));
        let next = next.into_iter().filter(|one| !one.is_empty()).collect::<Vec<_>>();
        assert_eq!(told.take(2).collect::<Vec<_>>(), next, "{frequency} after {ends_on}");
    }
}

#[test]
fn a_short_period_is_made_of_whole_periods_of_its_source() {
    let weekly = regime(&json!({ "starts_on": "2025-08-04" }));
    let upward = json!([{ "deadline": { "kind": "working_days", "after_cutoff": 1, "at": "17:00" },
        "locks_after_working_days": 5, "legs": [{ "organization": "BTC", "receiver": "BTV" }] }]);
    for (starts_on, ends_on, found) in [
        ("2025-09-08", "2025-09-21", vec![]),
        ("2025-09-10", "2025-09-21", vec!["/source_regime"]),
        ("2025-09-08", "2025-09-24", vec!["/source_regime"]),
    ] {
        let changes = json!({ "code": "other", "source_regime": "weekly", "tiers": upward, "starts_on": starts_on,
            "ends_on": ends_on,
            "frequency": { "kind": "two_weekly", "anchor": "2025-09-01", "first_weekday": null } });
        assert_eq!(pointers(&changes, Some(&weekly)), found, "{starts_on} {ends_on}");
        // What is not changed is not judged again.
        let kept = judged(&changes, Some(&weekly), Some(&regime(&changes)), &[]);
        assert_eq!(kept, Vec::<String>::new(), "{starts_on} {ends_on}");
    }
}
