use super::{ASSIGNMENTS, DIRECTIVES, ORGANIZATIONS, expect_problem, operator};
use crate::city::{City, doer, receiver};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use haicap_testing::Persona;
use haicap_testing::hostile::IMPOSSIBLE_QUERIES;
use haicap_types::Role;
use serde_json::{Value, json};

const OPEN: &str = "/directives/v1";

/// Every list, with at least two items where there can be that many.
async fn lists(city: &City) -> Vec<String> {
    let task = city.task().await;
    let directive = format!("{DIRECTIVES}/{}", city.directive);
    let of_task = ["history", "submissions", "progress", "evidence", "date-requests", "urgings", "fulfilments"];
    let of_directive = ["clauses", "history", "attachments"];
    let open = [
        "directives",
        "assignments",
        "organizations",
        "organizations/BTC/history",
        "territories",
        "audiences",
        "audiences/departments/members",
        "oversight",
        "working-calendar",
        "number-books",
        "terms",
        "duties",
    ];
    let open = open.iter().map(|segment| format!("{OPEN}/{segment}"));
    let of_task = of_task.iter().map(|segment| format!("{task}/{segment}"));
    let of_directive = of_directive.iter().map(|segment| format!("{directive}/{segment}"));
    open.chain(of_task).chain(of_directive).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn h07_h43_no_list_takes_a_page_or_a_parameter_that_cannot_be() {
    let city = City::with_conclusion().await;
    for list in lists(&city).await {
        for query in IMPOSSIBLE_QUERIES {
            let case = format!("{list}?{query}");
            expect_problem(&city.service.get(&receiver(), &case).send().await, 400, &case);
        }
        let longest = city.service.get(&receiver(), &format!("{list}?limit=200")).expect(200).await;
        assert!(longest.items().len() <= 200, "{list}");
    }
    for query in
        ["limit=0", "limit=-1", "limit=201", "wait=21", "wait=-1", "after=", "after=x", "kinds=%00", "kinds=A%27"]
    {
        let case = format!("{OPEN}/events?{query}");
        expect_problem(&city.service.get(&receiver(), &case).send().await, 400, &case);
    }
    let many = format!("{ASSIGNMENTS}?{}", "s=a&".repeat(10_000));
    expect_problem(&city.service.get(&receiver(), &many).send().await, 431, "10,000 filters");
    let long = format!("{ASSIGNMENTS}?{}", "a=1&".repeat(2_100));
    expect_problem(&city.service.get(&receiver(), &long).send().await, 400, "a query of 8,400 bytes");
}

#[tokio::test(flavor = "multi_thread")]
async fn h07_a_cursor_is_good_for_its_list_its_filters_and_its_organization_alone() {
    let city = City::with_conclusion().await;
    let page = city.service.get(&doer(), &format!("{ORGANIZATIONS}?limit=1&kind=department")).expect(200).await;
    let cursor = page.text_at("/next_cursor").to_owned();
    let colleague = doer().called("another");
    let good = format!("{ORGANIZATIONS}?kind=department&limit=7&cursor={cursor}");
    city.service.get(&doer(), &good).expect(200).await;
    city.service.get(&colleague, &good).expect(200).await;
    let link = page.header("link").unwrap_or_default();
    let next = link.strip_prefix('<').and_then(|rest| rest.split_once('>')).unwrap().0;
    assert_eq!(city.service.get(&doer(), next).expect(200).await.items().len(), 1);
    let other = Persona::new("UBKT", Role::Coordinator);
    for (who, path) in [
        (doer(), format!("{ORGANIZATIONS}?cursor={cursor}")),
        (doer(), format!("{ORGANIZATIONS}?kind=academy&cursor={cursor}")),
        (doer(), format!("{ORGANIZATIONS}?kind=department&sort=-name&cursor={cursor}")),
        (doer(), format!("{ASSIGNMENTS}?kind=department&cursor={cursor}")),
        (other, good),
    ] {
        expect_problem(&city.service.get(&who, &path).send().await, 400, &path);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn h07_a_cursor_that_was_tampered_with_never_reaches_the_database() {
    let city = City::with_conclusion().await;
    let mut tried = 0;
    let calendar = format!("{OPEN}/working-calendar");
    for list in lists(&city).await.into_iter().chain([
        format!("{DIRECTIVES}?sort=issued_on"),
        format!("{ASSIGNMENTS}?sort=updated_at"),
        format!("{ORGANIZATIONS}?sort=-code"),
    ]) {
        // One more document, so that lists of documents have two pages.
        let body = json!({ "scheme": "party", "document_type": "CV", "title": "Công văn", "issuer": "TT", "issued_on": "2025-09-01" });
        if list.starts_with(DIRECTIVES) {
            city.service.post(&receiver(), DIRECTIVES, &body).expect(201).await;
        }
        let glue = if list.contains('?') { '&' } else { '?' };
        let page = city.service.get(&receiver(), &format!("{list}{glue}limit=1")).expect(200).await;
        let Some(cursor) = page.body["next_cursor"].as_str() else { continue };
        let cursor: Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(cursor).unwrap()).unwrap();
        for forged in forged(&cursor["k"]) {
            let text = json!({ "s": cursor["s"], "k": forged }).to_string();
            let path = format!("{list}{glue}cursor={}", URL_SAFE_NO_PAD.encode(&text));
            let answer = city.service.get(&receiver(), &path).send().await;
            expect_problem(&answer, 400, &format!("{list} {text}"));
            tried += 1;
        }
    }
    assert!(tried > 40, "{tried}");
    city.service.get(&operator(), &calendar).expect(200).await;
}

/// A cursor's key with one of its leaves replaced by what the database cannot hold or the type does not take.
fn forged(key: &Value) -> Vec<Value> {
    match key {
        Value::Array(parts) => (0..parts.len())
            .flat_map(|place| {
                forged(&parts[place]).into_iter().map(move |part| {
                    let mut parts = parts.clone();
                    parts[place] = part;
                    Value::Array(parts)
                })
            })
            .collect(),
        Value::Object(parts) => parts
            .iter()
            .flat_map(|(name, part)| {
                forged(part).into_iter().map(move |part| {
                    let mut parts = parts.clone();
                    parts.insert(name.clone(), part);
                    Value::Object(parts)
                })
            })
            .collect(),
        _ => vec![
            json!("\0"),
            json!("-262143-01-01"),
            json!("+262142-12-31"),
            json!("-262143-01-01T00:00:00Z"),
            json!({}),
            json!([[]]),
            json!(1e300),
            json!(18_446_744_073_709_551_615_u64),
        ],
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn h43_every_list_refuses_a_text_that_would_find_everything() {
    let city = City::with_conclusion().await;
    let document = city.service.anonymous("GET", "/directives/openapi.json").expect(200).await;
    let searched = document.body["paths"].as_object().unwrap().iter().filter(|(_, operations)| {
        let parameters = operations["get"]["parameters"].as_array();
        parameters.into_iter().flatten().any(|parameter| parameter["name"] == "text")
    });
    let paths: Vec<&str> = searched.map(|(path, _)| path.as_str()).collect();
    assert_eq!(paths.len(), 5, "{paths:?}");
    for path in paths {
        let by = if path.ends_with("/counts") { "by=state&" } else { "" };
        let find = async |text: &str| city.service.get(&receiver(), &format!("{path}?{by}text={text}")).send().await;
        for text in ["", "%20", "%25", "_", "...", "%F0%9F%99%82", "%CC%81", &"a".repeat(301)] {
            let answer = find(text).await;
            expect_problem(&answer, 400, &format!("{path} {text}"));
            assert_eq!(answer.body["errors"][0]["pointer"], "text", "{path} {text}");
        }
        assert_eq!(find("tap%20huan").await.status, 200, "{path}");
    }
}
