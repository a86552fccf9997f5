use super::catalogue::{directive, samples};
use super::{ASSIGNMENTS, DIRECTIVES, expect_problem, facts};
use crate::city::{City, doer, receiver};
use chrono::{DateTime, NaiveDate};
use serde_json::json;

fn set(city: &City, moment: &str) {
    city.service.host.clock.set(DateTime::parse_from_rfc3339(moment).unwrap().to_utc());
}

#[tokio::test(flavor = "multi_thread")]
async fn h17_dates_that_nobody_means_are_refused_in_every_body() {
    let city = City::with_conclusion().await;
    let samples = samples(&city).await;
    let before = facts(&city.service).await;
    let mut tried = 0;
    for sample in &samples {
        for pointer in sample.strings() {
            let is_date =
                sample.body.pointer(&pointer).and_then(|text| text.as_str()?.parse::<NaiveDate>().ok()).is_some();
            if !is_date {
                continue;
            }
            for date in [
                "0000-01-01",
                "10000-01-01",
                "+10000-01-01",
                "-262143-01-01",
                "1899-12-31",
                "2201-01-01",
                "2025-02-29",
                "2025-2-28",
                "2025-13-01",
                "2025-00-10",
                "infinity",
                "now",
                "",
                "2025-10-10T00:00:00Z",
                "10/10/2025",
            ] {
                let mut body = sample.body.clone();
                *body.pointer_mut(&pointer).unwrap() = json!(date);
                let case = format!("{} {} {pointer} {date}", sample.method, sample.path);
                let answer = sample.send(&city.service, &body).send().await;
                expect_problem(&answer, if answer.status == 400 { 400 } else { 422 }, &case);
                tried += 1;
            }
        }
    }
    assert!(tried > 200, "{tried}");
    assert_eq!(facts(&city.service).await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn h17_the_day_of_a_leap_year_is_a_day() {
    let city = City::with_conclusion().await;
    let mut body = directive();
    body["issued_on"] = json!("2024-02-29");
    city.service.post(&receiver(), DIRECTIVES, &body).expect(201).await;
    for query in ["due_from=0000-01-01", "due_to=10000-01-01", "due_to=infinity", "due_from=2025-9-2"] {
        let path = format!("{ASSIGNMENTS}?{query}");
        expect_problem(&city.service.get(&doer(), &path).send().await, 400, query);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn h17_a_date_ends_at_midnight_in_the_city_however_the_moment_is_written() {
    let city = City::with_conclusion().await;
    let path = city.task().await;
    city.service.post(&doer(), &format!("{path}/acknowledge"), &json!({})).expect(200).await;
    let asked = json!({ "due_on": "2025-10-10", "reason": "Cần khảo sát" });
    city.service.post(&doer(), &format!("{path}/date-proposals"), &asked).expect(200).await;
    let granted =
        city.service.post(&receiver(), &format!("{path}/date-proposals/decide"), &json!({ "decision": "granted" }));
    granted.header("if-match", "*").expect(200).await;
    for (moment, is_overdue) in [
        ("2025-10-10T00:00:00+07:00", false),
        ("2025-10-10T23:59:58+07:00", false),
        ("2025-10-10T16:59:58Z", false),
        ("2025-10-11T00:00:00+07:00", true),
        ("2025-10-10T17:00:00Z", true),
    ] {
        set(&city, moment);
        let seen = city.service.get(&doer(), &path).expect(200).await;
        assert_eq!(seen.body["is_overdue"], is_overdue, "{moment}");
        let bucket = format!("{ASSIGNMENTS}?kind=task&bucket=open_overdue");
        let found = city.service.get(&doer(), &bucket).expect(200).await;
        assert_eq!(found.items().len(), usize::from(is_overdue), "the list agrees with the view at {moment}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn h17_tomorrow_is_the_citys_tomorrow() {
    let city = City::with_conclusion().await;
    let mut body = directive();
    body["issued_on"] = json!(null);
    body["number"] = json!(null);
    let draft = city.service.post(&receiver(), DIRECTIVES, &body).expect(201).await;
    let path = format!("{DIRECTIVES}/{}/register", draft.text_at("/id"));
    let register = || city.service.post(&receiver(), &path, &json!({ "issued_on": "2025-10-11" }));
    set(&city, "2025-10-10T16:59:50Z");
    let refused = register().send().await;
    assert!(matches!(refused.status, 409 | 422), "{}", refused.text);
    set(&city, "2025-10-10T17:00:00Z");
    let registered = register().expect(200).await;
    assert!(registered.text.contains("+07:00") && !registered.text.contains("Z\""), "{}", registered.text);
}
