//! Lists as files.

use crate::city::{City, doer};
use serde_json::Value;

async fn pages(city: &City, path: &str) -> Vec<Value> {
    let mut items = Vec::new();
    let mut cursor = String::new();
    loop {
        let page = city.service.get(&doer(), &format!("{path}limit=200{cursor}")).expect(200).await;
        items.extend_from_slice(page.items());
        match page.body["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return items,
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_has_the_items_of_all_pages() {
    let city = City::with_conclusion().await;
    let history = format!("/directives/v1/directives/{}/history?", city.directive);
    for path in ["/directives/v1/territories?", "/directives/v1/assignments?sort=-updated_at&", &history] {
        let mut items = pages(&city, path).await;
        // A file is read by others, and later.
        items.iter_mut().filter_map(|item| item.get_mut("actions")).for_each(|actions| *actions = Value::Array(vec![]));
        // Whatever page is asked for.
        let asked = format!("{path}limit=1");
        let file = |form: &'static str| city.service.get(&doer(), &asked).header("accept", form).expect(200);
        let lines = file("application/x-ndjson").await;
        let read: Vec<Value> = lines.text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert!(read == items, "{path}: {} of {}", read.len(), items.len());
        assert_eq!(lines.header("content-type"), Some("application/x-ndjson"));
        let table = file("text/csv").await;
        assert_eq!(table.text.lines().count(), items.len() + 1, "{path}");
        let name = path.trim_end_matches(|letter| letter != '?').trim_end_matches('?').rsplit('/').next().unwrap();
        let expected = format!("attachment; filename={name:?}.csv").replace("\".csv", ".csv\"");
        assert_eq!(table.header("content-disposition"), Some(expected.as_str()));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_fails_before_the_first_item_is_a_problem() {
    let city = City::with_conclusion().await;
    let unknown = city.service.get(&doer(), "/directives/v1/assignments?sort=size").header("accept", "text/csv");
    assert_eq!(unknown.expect(400).await.header("content-type"), Some("application/problem+json"));
}
