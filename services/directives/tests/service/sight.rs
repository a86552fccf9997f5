use crate::city::{City, doer, receiver};
use crate::dice::Dice;
use chrono::{DateTime, Utc};
use diesel::sql_types::BigInt;
use diesel_async::RunQueryDsl;
use directives::domain::assignment::{Assignment, NewAssignment};
use directives::domain::health::{Marks, Thresholds};
use directives::store::assignments::{After, Filter, Sort, insert_many, list};
use directives::vocabulary::{AssignmentState, ClauseKind, OrganizationRole};
use haicap_kit::db::{Db, Statement};
use haicap_types::{OrganizationCode, Urgency, local_date};
use serde_json::json;
use uuid::Uuid;

const ROWS: usize = 300;
const BODIES: [&str; 6] = ["BTC", "VPTU", "SNV", "STC", "TT", "UBND"];

fn code(text: &str) -> OrganizationCode {
    text.parse().unwrap()
}

fn any(dice: &mut Dice, now: DateTime<Utc>) -> Assignment {
    let one = NewAssignment {
        id: Uuid::now_v7(),
        directive_id: None,
        clause_id: None,
        parent: None,
        clause_kind: ClauseKind::Task,
        title: "Nhiệm vụ".to_owned(),
        product_kind: None,
        product: None,
        urgency: Urgency::Normal,
        accountable: code(dice.one_of(&BODIES)),
        executing: (dice.throw(3) == 0).then(|| code(dice.one_of(&BODIES))),
        coordinating: (0..dice.throw(3)).map(|_| code(dice.one_of(&BODIES))).collect(),
        monitoring: Vec::new(),
        reports_to: Some(code(dice.one_of(&BODIES))),
        issuer: code(dice.one_of(&BODIES)),
        cadence: None,
        due_on: dice.near(local_date(now)),
    };
    let mut one = one.assign(dice.ago(now, 800));
    one.state = dice.one_of(&[AssignmentState::Assigned, AssignmentState::InProgress, AssignmentState::Withdrawn]);
    one.ended_at = (!one.state.is_open()).then_some(now);
    one.last_update_at = dice.ago(now, 400);
    one
}

fn has_role(one: &Assignment, code: &OrganizationCode, role: Option<OrganizationRole>) -> bool {
    let is = |wanted| role.is_none_or(|role| role == wanted);
    is(OrganizationRole::Accountable) && one.accountable == *code
        || is(OrganizationRole::Executing) && one.executing.as_ref() == Some(code)
        || is(OrganizationRole::Coordinating) && one.coordinating.contains(code)
        || is(OrganizationRole::ReportsTo) && one.reports_to.as_ref() == Some(code)
        || role.is_none() && one.issuer == *code
}

fn is_wanted(one: &Assignment, filter: &Filter) -> bool {
    filter.seen.as_ref().is_none_or(|seen| seen.iter().any(|code| has_role(one, code, None)))
        && filter.organization.as_ref().is_none_or(|(code, role)| has_role(one, code, *role))
        && (filter.states.is_empty() || filter.states.contains(&one.state))
        && filter.due_from.is_none_or(|from| one.due_on.is_none_or(|due_on| due_on >= from))
}

fn any_filter(dice: &mut Dice, now: DateTime<Utc>) -> Filter {
    let roles = [
        None,
        Some(OrganizationRole::Accountable),
        Some(OrganizationRole::Executing),
        Some(OrganizationRole::Coordinating),
        Some(OrganizationRole::ReportsTo),
    ];
    let states: &[&[AssignmentState]] =
        &[&[], &[AssignmentState::InProgress], &[AssignmentState::Assigned, AssignmentState::Withdrawn]];
    Filter {
        seen: (dice.throw(3) > 0).then(|| (0..=dice.throw(4)).map(|_| code(dice.one_of(&BODIES))).collect()),
        organization: (dice.throw(2) == 0).then(|| (code(dice.one_of(&BODIES)), dice.one_of(&roles))),
        states: dice.one_of(states).to_vec(),
        due_from: if dice.throw(3) == 0 { dice.near(local_date(now)) } else { None },
        ..Filter::default()
    }
}

async fn all(db: Db<'_>, filter: &Filter, marks: &Marks, sort: Sort) -> Vec<Uuid> {
    let (mut found, mut after) = (Vec::new(), None);
    loop {
        let page = list(db, filter, marks, sort, after.as_ref(), 21).await.unwrap();
        found.extend(page.iter().map(|one| one.id));
        let Some(last) = page.last().filter(|_| page.len() == 21) else { return found };
        after = Some(match sort {
            Sort::Due | Sort::DueDescending => After::Due(last.effective_due_on(), last.id),
            Sort::Updated | Sort::UpdatedDescending => After::Updated(last.last_update_at, last.id),
        });
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_hold_what_is_in_sight_and_wanted_once_and_in_order() {
    let service = crate::city::start().await;
    let now = service.host.clock.now();
    let marks = Marks::at(now, &Thresholds::STANDARD, &|date, _| date, &|date, _| date);
    let mut dice = Dice(20_250_922);
    let rows: Vec<Assignment> = (0..ROWS).map(|_| any(&mut dice, now)).collect();
    let connection = service.host.database.own().await.unwrap();
    insert_many(&connection, &rows).await.unwrap();
    for _ in 0..60 {
        let filter = any_filter(&mut dice, now);
        let sort = dice.one_of(&[Sort::Due, Sort::DueDescending, Sort::Updated, Sort::UpdatedDescending]);
        let mut expected: Vec<&Assignment> = rows.iter().filter(|one| is_wanted(one, &filter)).collect();
        let date = |one: &Assignment| one.due_on.map_or(chrono::NaiveDate::MAX, |due_on| due_on);
        match sort {
            Sort::Due | Sort::DueDescending => expected.sort_by_key(|one| (date(one), one.id)),
            Sort::Updated | Sort::UpdatedDescending => expected.sort_by_key(|one| (one.last_update_at, one.id)),
        }
        if matches!(sort, Sort::DueDescending | Sort::UpdatedDescending) {
            expected.reverse();
        }
        let expected: Vec<Uuid> = expected.into_iter().map(|one| one.id).collect();
        assert_eq!(all(&connection, &filter, &marks, sort).await, expected, "{sort:?} {filter:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn parties_follow_their_assignment() {
    let city = City::with_conclusion().await;
    let (service, task) = (&city.service, city.task().await);
    let act = async |who: haicap_testing::Persona, act: &str, body| {
        service.post(&who, &format!("{task}/{act}"), &body).header("if-match", "*").expect(200).await;
        let connection = service.host.database.own().await.unwrap();
        assert_eq!(astray(&connection).await, 0, "{act}");
    };
    let proposal = json!({ "due_on": "2025-11-14", "reason": "Cần khảo sát." });
    let parts = json!({ "title": "Mở lớp cho cấp ủy viên cơ sở.", "organizations": ["STC", "SXD"] });
    act(doer(), "acknowledge", json!({})).await;
    act(doer(), "date-proposals", proposal).await;
    act(receiver(), "date-proposals/decide", json!({ "decision": "granted" })).await;
    act(doer(), "children", parts).await;
    act(receiver(), "reassign", json!({ "accountable": "UBKT", "reason": "Phân công lại." })).await;
    act(receiver(), "withdraw", json!({ "reason": "Không còn cần thiết." })).await;
}

/// How many rows of parties are missing, left over, or not what the assignment says.
async fn astray(mut db: Db<'_>) -> i64 {
    Statement::<(BigInt,)>::new(
        "with wanted as (
            select a.id, party.organization, a.due_sort, a.ended_at is null
            from assignment a cross join lateral unnest(a.concerned) party (organization)
        ), kept as (
            select assignment_id, organization, due_sort, is_open from assignment_party
        )
        select count(*) from ((table wanted except table kept) union all (table kept except table wanted)) astray",
    )
    .get_result::<(i64,)>(&mut db)
    .await
    .unwrap()
    .0
}
