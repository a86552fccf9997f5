//! Who there is, found, kept and changed over HTTP.

use crate::city::start as city;
use haicap_testing::{Persona, TestService};
use haicap_types::Role;
use serde_json::{Value, json};

const ORGANIZATIONS: &str = "/directives/v1/organizations";

fn operator() -> Persona {
    Persona::new("VPTU", Role::Operator)
}

fn officer() -> Persona {
    Persona::new("BTC", Role::Officer)
}

fn new_department() -> Value {
    json!({
        "code": "SMOI", "name_vi": "Sở Mới", "name_en": "New Department", "kind": "department", "parent": "UBND",
        "valid_from": "2025-10-01",
    })
}

async fn codes(city: &TestService, query: &str) -> Vec<String> {
    let answer = city.get(&officer(), &format!("{ORGANIZATIONS}?limit=200&{query}")).expect(200).await;
    answer.items().iter().filter_map(|item| Some(item.get("code")?.as_str()?.to_owned())).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn h15_both_communes_of_one_accent_free_name_are_found() {
    let city = city().await;
    for text in ["thanh%20an", "Thạnh%20An", "THANH%20AN"] {
        let found = city.get(&officer(), &format!("{ORGANIZATIONS}?limit=200&text={text}")).expect(200).await;
        for territory in ["25807", "27676"] {
            let of_territory = found.items().iter().filter(|item| item["territory_code"] == territory);
            assert_eq!(of_territory.count(), 2, "{text} {territory}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn h16_pages_by_name_follow_the_vietnamese_alphabet_and_miss_nobody() {
    let city = city().await;
    let (mut names, mut next) = (Vec::new(), format!("{ORGANIZATIONS}?limit=100"));
    loop {
        let page = city.get(&officer(), &next).expect(200).await;
        names.extend(page.items().iter().map(|item| item["name_vi"].as_str().unwrap_or_default().to_owned()));
        let Some(cursor) = page.body["next_cursor"].as_str() else { break };
        next = format!("{ORGANIZATIONS}?limit=100&cursor={cursor}");
    }
    assert_eq!(names.len(), 370);
    let place =
        |start: &str| names.iter().position(|name| name.starts_with(start)).unwrap_or_else(|| panic!("{start}"));
    let places = ["Ban ", "Đảng ", "Học ", "Sở ", "Thanh ", "Ủy ", "Văn "].map(place);
    assert!(places.is_sorted(), "{places:?}");
    assert_eq!(
        codes(&city, "sort=-code&kind=department").await.len(),
        codes(&city, "audience=departments").await.len()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn h16_letters_that_bytes_would_scatter_stand_side_by_side() {
    let city = city().await;
    let letters = ["a", "ă", "â", "b", "d", "đ", "e", "ê"];
    for (number, letter) in letters.iter().rev().enumerate() {
        let mut body = new_department();
        (body["code"], body["name_vi"]) = (json!(format!("THU-{number}")), json!(format!("{letter} thử sắp xếp")));
        city.post(&operator(), ORGANIZATIONS, &body).expect(201).await;
    }
    for (sort, expected) in [("name", letters.to_vec()), ("-name", letters.into_iter().rev().collect())] {
        let path = format!("{ORGANIZATIONS}?text=sap%20xep&sort={sort}");
        let found = city.get(&officer(), &path).expect(200).await;
        let names = found.items().iter().filter_map(|item| item["name_vi"].as_str()?.split(' ').next());
        assert_eq!(names.collect::<Vec<_>>(), expected, "{sort}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn h07_h43_parameters_outside_the_list_are_refused() {
    let city = city().await;
    for query in [
        "limit=0",
        "limit=201",
        "sort=version",
        "colour=red",
        "on=2025-7-1",
        "kind=ministry",
        "parent=btc",
        "text=%20",
        "territory=x",
        "cursor=damaged",
    ] {
        city.get(&officer(), &format!("{ORGANIZATIONS}?{query}")).expect(400).await;
    }
    assert!(codes(&city, "parent=NOBODY").await.is_empty());
    assert!(codes(&city, "audience=nobody").await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_organization_is_added_changed_and_remembered() {
    let city = city().await;
    let added = city.post(&operator(), ORGANIZATIONS, &new_department()).expect(201).await;
    assert_eq!(added.header("location"), Some("/directives/v1/organizations/SMOI"));
    let path = format!("{ORGANIZATIONS}/SMOI");
    let seen = city.get(&officer(), &path).expect(200).await;
    assert_eq!((&seen.body["parent"]["code"], &seen.body["version"]), (&json!("UBND"), &json!(1)));
    assert!(seen.body["audiences"].as_array().is_some_and(|all| all.iter().any(|one| one["code"] == "departments")));

    let patch = json!({ "name_vi": "Sở Mới và Cũ", "telephone": "028 1022" });
    let changed = city.request(&operator(), "PATCH", &path).json(&patch).header("if-match", seen.etag());
    let changed = changed.expect(200).await;
    assert_eq!(changed.body["version"], 2);
    assert_eq!(city.get(&officer(), &path).expect(200).await.body["name_vi"], "Sở Mới và Cũ");

    let history = city.get(&officer(), &format!("{path}/history")).expect(200).await;
    let kinds: Vec<_> = history.items().iter().map(|item| item["kind"].clone()).collect();
    assert_eq!(kinds, ["directives.organization.changed", "directives.organization.created"]);
    assert_eq!(history.items()[0]["data"]["after"]["telephone"], "028 1022");
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_operator_keeps_the_directory() {
    let city = city().await;
    let refused = city.post(&officer(), ORGANIZATIONS, &new_department()).expect(403).await;
    assert_eq!(refused.body["code"], "operator_only");
    let seen = city.get(&officer(), &format!("{ORGANIZATIONS}/BTC")).expect(200).await;
    assert_eq!(seen.body["actions"][0]["is_allowed"], false);
    assert_eq!(seen.body["actions"][0]["reason"]["code"], "operator_only");
}

#[tokio::test(flavor = "multi_thread")]
async fn refusals_come_in_their_order() {
    let city = city().await;
    let patch = |path: &str| city.request(&operator(), "PATCH", &format!("{ORGANIZATIONS}/{path}"));
    patch("NOBODY").json(&json!({})).expect(404).await;
    patch("BTC").json(&json!({})).expect(428).await;
    patch("BTC").json(&json!({ "name_vi": "" })).header("if-match", "\"7-0000\"").expect(412).await;
    patch("BTC").json(&json!({ "version": 9 })).header("if-match", "*").expect(400).await;
    patch("BTC").json(&json!({ "name_vi": "" })).header("if-match", "*").expect(422).await;
    patch("BTC").json(&json!({ "parent": "BTC" })).header("if-match", "*").expect(422).await;
    let mut taken = new_department();
    taken["code"] = json!("BTC");
    assert_eq!(city.post(&operator(), ORGANIZATIONS, &taken).expect(409).await.body["code"], "code_taken");
}

#[tokio::test(flavor = "multi_thread")]
async fn h33_of_many_writers_one_wins_each_version_and_none_disturbs_another_thing() {
    let city = city().await;
    let write = async |code: &str, name: String| {
        let request = city.request(&operator(), "PATCH", &format!("{ORGANIZATIONS}/{code}"));
        request.json(&json!({ "office": name })).header("if-match", "\"1-0\"").send().await.status
    };
    let same = futures_util::future::join_all((0..10).map(|n| write("BTC", format!("Phòng {n}")))).await;
    assert_eq!(same.iter().filter(|status| **status == 200).count(), 1, "{same:?}");
    assert_eq!(same.iter().filter(|status| **status == 412).count(), 9, "{same:?}");
    let others = ["TT", "BTV", "UBKT", "VPTU"];
    let others = futures_util::future::join_all(others.map(|code| write(code, "Phòng tiếp dân".to_owned()))).await;
    assert_eq!(others, [200; 4]);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_audience_stands_for_its_members_and_can_be_replaced() {
    let city = city().await;
    let wards = json!({
        "code": "pilot", "name_vi": "Thí điểm", "name_en": "Pilot", "kinds": [], "organizations": ["BTC", "UBKT", "BTC"],
    });
    let added = city.post(&operator(), "/directives/v1/audiences", &wards).expect(201).await;
    assert_eq!(added.body["members"], 2);
    let path = "/directives/v1/audiences/pilot";
    let mut wider = wards.clone();
    wider["kinds"] = json!(["department"]);
    let replaced =
        city.request(&operator(), "PUT", path).json(&wider).header("if-match", added.etag()).expect(200).await;
    assert!(replaced.body["members"].as_u64() > Some(2));
    let members = city.get(&officer(), &format!("{path}/members?limit=1")).expect(200).await;
    assert_eq!(members.items()[0]["code"], "BTC");
    wider["organizations"] = json!(["NOBODY"]);
    city.request(&operator(), "PUT", path).json(&wider).header("if-match", "*").expect(422).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn oversight_begins_and_ends() {
    let city = city().await;
    let span = json!({
        "body": "BTC", "audience": "departments", "valid_from": "2026-01-01", "reason_vi": "Theo chương trình năm 2026",
    });
    let added = city.post(&operator(), "/directives/v1/oversight", &span).expect(201).await;
    let path = added.header("location").unwrap_or_default().to_owned();
    assert_eq!(city.get(&officer(), &path).expect(200).await.body["audience"]["code"], "departments");
    city.post(&operator(), "/directives/v1/oversight", &span).expect(409).await;
    let ended = city.post(&operator(), &format!("{path}/end"), &json!({ "valid_to": "2026-12-31" })).expect(200).await;
    assert_eq!(ended.body["valid_to"], "2026-12-31");
    let held = city.get(&officer(), "/directives/v1/oversight?body=BTC&on=2027-01-01&audience=departments");
    assert!(held.expect(200).await.items().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_is_declared_counted_and_taken_back() {
    let city = city().await;
    let path = "/directives/v1/working-calendar/2026-06-05";
    let count = "/directives/v1/working-days?from=2026-06-04&days=1";
    let ordinary = city.get(&officer(), path).expect(200).await;
    assert_eq!((&ordinary.body["is_working"], &ordinary.body["version"]), (&json!(true), &json!(0)));
    let holiday = json!({ "name_vi": "Nghỉ hoán đổi", "kind": "swap_off", "status": "official" });
    let put = city.request(&operator(), "PUT", path).json(&holiday).header("if-match", ordinary.etag());
    let put = put.expect(200).await;
    assert_eq!(city.get(&officer(), count).expect(200).await.body["date"], "2026-06-08");
    let listed =
        city.get(&officer(), "/directives/v1/working-calendar?from=2026-06-01&to=2026-06-30").expect(200).await;
    assert_eq!(listed.items().len(), 1);
    city.request(&operator(), "DELETE", path).header("if-match", put.etag()).expect(204).await;
    assert_eq!(city.get(&officer(), count).expect(200).await.body["date"], "2026-06-05");
    city.request(&operator(), "DELETE", path).header("if-match", "*").expect(409).await;
    city.get(&officer(), "/directives/v1/working-calendar/2201-01-01").expect(404).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn territories_are_found_in_their_province() {
    let city = city().await;
    let found = city.get(&officer(), "/directives/v1/territories?text=thanh%20an&province=79").expect(200).await;
    let codes: Vec<_> = found.items().iter().map(|item| item["code"].clone()).collect();
    assert_eq!(codes, ["25807", "27676"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_learns_who_they_are() {
    let city = city().await;
    let me = city.get(&officer(), "/directives/v1/me").expect(200).await;
    assert_eq!(me.text_at("/memberships/0/organization/name_vi"), "Ban Tổ chức Thành ủy");
    assert_eq!(me.body["memberships"][0]["roles"], json!(["officer"]));
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_learns_what_they_may_create() {
    let city = city().await;
    let coordinator = Persona::new("BTC", Role::Coordinator);
    for (who, expected) in [
        (coordinator, vec!["directives", "number-books"]),
        (Persona::new("VPTU", Role::Coordinator), vec!["directives", "number-books", "terms"]),
        (operator(), vec!["organizations", "audiences", "oversight"]),
        (Persona::new("BTC", Role::Auditor), vec![]),
    ] {
        let me = city.get(&who, "/directives/v1/me").expect(200).await;
        let all = me.body["memberships"][0]["actions"].as_array().unwrap();
        let allowed = all.iter().filter(|action| action["is_allowed"] == true);
        let hrefs: Vec<_> = allowed.map(|action| action["href"].as_str().unwrap()).collect();
        let expected: Vec<_> = expected.iter().map(|name| format!("/directives/v1/{name}")).collect();
        assert_eq!(hrefs, expected, "{}", who.subject);
        let list = city.get(&who, "/directives/v1/organizations?limit=1").expect(200).await;
        let create = &list.body["actions"][0];
        assert_eq!(create["is_allowed"], expected.contains(&"/directives/v1/organizations".to_owned()));
        assert_eq!((&create["name"], &create["takes_body"]), (&json!("create"), &json!(true)));
    }
}
