use crate::city::{City, doer, receiver};
use crate::dice::Dice;
use chrono::{DateTime, Utc};
use directives::background::Opener;
use directives::domain::assignment::{Assignment, NewAssignment};
use directives::domain::health::{Marks, Thresholds, bucket, health};
use directives::store::assignments::{Filter, Sort, insert_many, list};
use directives::vocabulary::{AssignmentState, Bucket, ClauseKind, DueBasis, Health};
use haicap_types::{Urgency, Vocabulary, local_date};
use serde_json::json;
use uuid::Uuid;

const ROWS: usize = 1_500;

fn any(dice: &mut Dice, now: DateTime<Utc>) -> Assignment {
    let today = local_date(now);
    let kinds = [ClauseKind::Task, ClauseKind::Task, ClauseKind::StandingDuty, ClauseKind::EventDuty];
    let id = Uuid::now_v7();
    let new = NewAssignment {
        id,
        directive_id: None,
        clause_id: None,
        parent: None,
        clause_kind: dice.one_of(&kinds),
        title: "Nhiệm vụ".to_owned(),
        product_kind: None,
        product: None,
        urgency: Urgency::Normal,
        accountable: "BTC".parse().unwrap(),
        executing: None,
        coordinating: Vec::new(),
        monitoring: Vec::new(),
        reports_to: Some("TT".parse().unwrap()),
        issuer: "TT".parse().unwrap(),
        cadence: None,
        due_on: dice.near(today),
    };
    let mut one = new.assign(dice.ago(now, 800));
    one.state = dice.one_of(AssignmentState::ALL);
    one.last_update_at = dice.ago(now, 400);
    one.next_fulfilment_due_on = dice.near(today);
    one.submitted_at = (dice.throw(2) == 0).then(|| dice.ago(now, 400));
    if one.due_on.is_none() && dice.throw(2) == 0 {
        one.due_basis = DueBasis::Proposed;
    }
    if one.state == AssignmentState::Completed {
        one.is_on_time = Some(dice.throw(2) == 0);
        one.completed_at = Some(now);
    }
    if !one.state.is_open() {
        one.ended_at = Some(now);
    }
    one
}

#[tokio::test(flavor = "multi_thread")]
async fn the_rule_in_sql_and_the_rule_in_rust_agree_on_every_row() {
    let city = City::with_conclusion().await;
    let now = city.service.host.clock.now();
    let directory = haicap_reference::shipped::directory();
    let calendar = directory.calendar();
    let marks =
        Marks::at(now, &Thresholds::STANDARD, &|date, days| calendar.add_working_days(date, days), &|date, days| {
            calendar.subtract_working_days(date, days)
        });
    let mut dice = Dice(20_250_922);
    let rows: Vec<Assignment> = (0..ROWS).map(|_| any(&mut dice, now)).collect();
    let connection = city.service.host.database.own().await.unwrap();
    insert_many(&connection, &rows).await.unwrap();

    let find = async |filter: Filter| {
        let mut found: Vec<Uuid> = Vec::new();
        let mut after = None;
        loop {
            let page = list(&connection, &filter, &marks, Sort::Due, after.as_ref(), 201).await.unwrap();
            found.extend(page.iter().filter(|one| one.directive_id.is_none()).map(|one| one.id));
            let Some(last) = page.last().filter(|_| page.len() == 201) else { break };
            after = Some(directives::store::assignments::After::Due(last.effective_due_on(), last.id));
        }
        found.sort_unstable();
        found
    };
    for colour in Health::ALL {
        let found = find(Filter { health: vec![*colour], ..Filter::default() }).await;
        let expected: Vec<Uuid> =
            rows.iter().filter(|one| health(one, &marks) == Some(*colour)).map(|one| one.id).collect();
        assert_eq!(found, expected, "{colour}");
        assert!(!expected.is_empty(), "{colour} was tried");
    }
    for group in Bucket::ALL {
        let found = find(Filter { buckets: vec![*group], ..Filter::default() }).await;
        let expected: Vec<Uuid> =
            rows.iter().filter(|one| bucket(one, marks.today) == *group).map(|one| one.id).collect();
        assert_eq!(found, expected, "{group}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn periods_open_with_the_calendar_once_and_turn_red_when_nobody_confirms() {
    let city = City::with_conclusion().await;
    let report = city.assignment("recurring_report").await;
    let path = format!("/directives/v1/assignments/{}", report["id"].as_str().unwrap());
    let service = &city.service;
    let directory = haicap_reference::shipped::directory();
    let openers: Vec<_> = (0..4).map(|_| Opener::new("directives")).collect();
    let opened =
        futures_util::future::join_all(openers.iter().map(|opener| opener.round(&service.host, &directory))).await;
    assert!(opened.iter().all(Result::is_ok));
    let periods = async || {
        let list = service.get(&doer(), &format!("{path}/fulfilments")).expect(200).await;
        list.items().iter().map(|one| one["ends_on"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(periods().await, ["2025-10-05"]);
    service.host.clock.set("2025-10-14T08:00:00+07:00".parse::<DateTime<Utc>>().unwrap());
    Opener::new("directives").round(&service.host, &directory).await.unwrap();
    assert_eq!(periods().await, ["2025-10-19", "2025-10-12", "2025-10-05"]);
    let seen = service.get(&doer(), &path).expect(200).await;
    assert_eq!((&seen.body["health"], &seen.body["next_fulfilment_due_on"]), (&json!("red"), &json!("2025-10-06")));
    let confirm = |period: &str| json!({ "period": period, "is_fulfilled": true });
    let late = service.post(&receiver(), &format!("{path}/fulfilments"), &confirm("2025-W40")).expect(200).await;
    assert_eq!(late.body["next_fulfilment_due_on"], "2025-10-13");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_duty_whose_periods_cannot_be_opened_stops_no_other_one() {
    let city = City::with_conclusion().await;
    let poisoned = city.assignment("recurring_report").await["id"].as_str().unwrap().to_owned();
    let path = format!("/directives/v1/assignments/{poisoned}");
    city.service.post(&doer(), &format!("{path}/acknowledge"), &json!({})).expect(200).await;
    city.service.post(&doer(), &format!("{path}/children"), &json!({ "organizations": ["SNV"] })).expect(200).await;
    let database = &city.service.database;
    let poison = format!("alter table fulfilment add constraint poison check (assignment_id <> '{poisoned}')");
    database.run(&poison).await;
    let (opener, directory) = (Opener::new("directives"), haicap_reference::shipped::directory());
    assert_eq!(opener.round(&city.service.host, &directory).await.unwrap(), 1);
    assert_eq!(opener.round(&city.service.host, &directory).await.unwrap(), 0, "what failed is left alone for a while");
    database.run("alter table fulfilment drop constraint poison").await;
    assert_eq!(Opener::new("directives").round(&city.service.host, &directory).await.unwrap(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn periods_that_nobody_opened_yet_are_opened_before_a_later_one_is_confirmed() {
    let city = City::with_conclusion().await;
    let path =
        format!("/directives/v1/assignments/{}", city.assignment("recurring_report").await["id"].as_str().unwrap());
    city.service.host.clock.set("2025-10-21T08:00:00+07:00".parse::<DateTime<Utc>>().unwrap());
    let confirm = json!({ "period": "2025-W43", "is_fulfilled": true });
    // Opening them raises the version; what the caller names is compared before.
    let read = city.service.get(&receiver(), &path).expect(200).await;
    let request = city.service.post(&receiver(), &format!("{path}/fulfilments"), &confirm);
    let seen = request.header("if-match", read.etag()).expect(200).await;
    assert_eq!((&seen.body["next_fulfilment_due_on"], &seen.body["is_overdue"]), (&json!("2025-10-06"), &json!(true)));
    let list = city.service.get(&doer(), &format!("{path}/fulfilments")).expect(200).await;
    let periods: Vec<_> = list.items().iter().map(|one| one["period"].as_str().unwrap()).collect();
    assert_eq!(periods, ["2025-W43", "2025-W42", "2025-W41", "2025-W40"]);
    // Of what is refused nothing stays.
    let wrong = json!({ "period": "2025-Q4", "is_fulfilled": true });
    city.service.post(&receiver(), &format!("{path}/fulfilments"), &wrong).expect(422).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn counts_name_what_they_count() {
    let city = City::with_conclusion().await;
    let path = "/directives/v1/assignments/counts?by=organization,bucket";
    let table = city.service.get(&receiver(), path).expect(200).await;
    let cell = &table.body["cells"][0];
    assert_eq!((&cell["at"][0]["name_en"], &cell["count"]), (&json!("Organization Commission"), &json!(2)));
    let by_territory = "/directives/v1/assignments/counts?by=territory";
    let table = city.service.get(&receiver(), by_territory).expect(200).await;
    assert_eq!(
        table.body["cells"],
        json!([
            { "at": [{ "value": null, "name_vi": null, "name_en": null }], "count": 2 }
        ])
    );
    city.service.get(&receiver(), "/directives/v1/assignments/counts?by=colour").expect(400).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_sees_every_assignment_gets_the_figures_and_who_does_not_gets_none() {
    let city = City::with_conclusion().await;
    for figures in ["coverage", "tracking-sheet"] {
        let path = format!("/directives/v1/directives/{}/{figures}", city.directive);
        city.service.get(&receiver(), &path).expect(200).await;
        city.service.get(&doer(), &path).expect(200).await;
        city.service.get(&crate::city::stranger(), &path).expect(404).await;
    }
    // A department that owes one of two duties does not see the other, and so no figures.
    let task = city.task().await;
    let reassignment = json!({ "accountable": "SNV", "reason": "Phân công lại." });
    city.service.post(&receiver(), &format!("{task}/reassign"), &reassignment).expect(200).await;
    let department = haicap_testing::Persona::new("SNV", haicap_types::Role::Coordinator);
    city.service.get(&department, &task).expect(200).await;
    let path = format!("/directives/v1/directives/{}/coverage", city.directive);
    let answer = city.service.get(&department, &path).send().await;
    assert!(matches!(answer.status, 403 | 404), "{}", answer.text);
}
