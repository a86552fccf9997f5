use super::PREFIX;
use super::world::World;
use crate::city::receiver;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use haicap_testing::Persona;
use haicap_testing::hostile::IMPOSSIBLE_QUERIES;
use haicap_types::Role;
use serde_json::{Value, json};

/// Every list, with at least two items where there can be that many.
fn lists(world: &World) -> Vec<String> {
    let of = "regime=weekly&period=2025-W39";
    let open =
        ["indicators?", "forms?", "regimes?", "periods?", "obligations?", "obligations?sort=-due_at&", "duties?"];
    let open = open.iter().chain(&["consolidated-reports?"]).map(|list| format!("{PREFIX}/{list}"));
    let added =
        ["rows?", "cells?indicator=total&", "cells?indicator=total&sort=-value&", "narratives?section=results&"];
    let added = added.iter().map(|list| format!("{PREFIX}/consolidations/{list}{of}&"));
    let below = [
        format!("{PREFIX}/submissions?obligation={}&", world.owed.rsplit_once('/').unwrap().1),
        format!("{}/history?", world.asked),
        format!("{}/history?", world.sent),
    ];
    open.chain(added).chain(below).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn h07_h43_no_list_takes_a_page_or_a_parameter_that_cannot_be() {
    let world = World::new().await;
    for list in lists(&world) {
        for query in IMPOSSIBLE_QUERIES {
            let case = format!("{list}{query}");
            world.service.get(&receiver(), &case).send().await.expect_problem(400, &case);
        }
        let longest = world.service.get(&receiver(), &format!("{list}limit=200")).expect(200).await;
        assert!(longest.items().len() <= 200, "{list}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn h07_a_cursor_is_good_for_its_list_its_filters_and_its_organization_alone() {
    let world = World::new().await;
    let page = world.service.get(&receiver(), &format!("{PREFIX}/obligations?limit=1&regime=weekly")).expect(200).await;
    let cursor = page.text_at("/next_cursor");
    let good = format!("{PREFIX}/obligations?regime=weekly&limit=7&cursor={cursor}");
    world.service.get(&receiver().called("another"), &good).expect(200).await;
    for (who, path) in [
        (receiver(), format!("{PREFIX}/obligations?cursor={cursor}")),
        (receiver(), format!("{PREFIX}/obligations?regime=second&cursor={cursor}")),
        (receiver(), format!("{PREFIX}/periods?regime=weekly&cursor={cursor}")),
        (Persona::new("TT", Role::Leader), good),
    ] {
        world.service.get(&who, &path).send().await.expect_problem(400, &path);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn h07_a_cursor_that_was_tampered_with_never_reaches_the_database() {
    let world = World::new().await;
    let mut tried = 0;
    for list in lists(&world) {
        let page = world.service.get(&receiver(), &format!("{list}limit=1")).expect(200).await;
        let Some(cursor) = page.body["next_cursor"].as_str() else { continue };
        let cursor: Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(cursor).unwrap()).unwrap();
        for forged in forged(&cursor["k"]) {
            let text = json!({ "s": cursor["s"], "k": forged }).to_string();
            let path = format!("{list}cursor={}", URL_SAFE_NO_PAD.encode(&text));
            world.service.get(&receiver(), &path).send().await.expect_problem(400, &format!("{list} {text}"));
            tried += 1;
        }
    }
    assert!(tried > 60, "{tried}");
}

/// A cursor's key with one of its leaves replaced by what the database cannot hold or the type does not take.
fn forged(key: &Value) -> Vec<Value> {
    let places: Vec<String> = match key {
        Value::Array(parts) => (0..parts.len()).map(|place| format!("/{place}")).collect(),
        Value::Object(parts) => parts.keys().map(|name| format!("/{name}")).collect(),
        _ => vec![String::new()],
    };
    let wrong = [json!("\0"), json!("-262143-01-01"), json!({}), json!([[]]), json!(1e300), json!(u64::MAX)];
    let with = |place: &String, wrong: &Value| {
        let mut key = key.clone();
        *key.pointer_mut(place).unwrap() = wrong.clone();
        key
    };
    places.iter().flat_map(|place| wrong.iter().map(move |wrong| with(place, wrong))).collect()
}
