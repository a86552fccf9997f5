//! Several people at once on one report.

use crate::city::{City, receiver, unit};
use futures_util::future::join_all;
use serde_json::{Value, json};

/// What is counted up in the words of a draft.
fn count(view: &Value) -> u32 {
    view["narrative"]["results"].as_str().and_then(|text| text.parse().ok()).unwrap_or_default()
}

#[tokio::test(flavor = "multi_thread")]
async fn h33_edits_that_name_the_version_they_read_are_never_lost() {
    let city = City::weekly().await;
    let (draft, _) = city.draft().await;
    let edit = async || {
        let mut saved = 0;
        for _ in 0..60 {
            let seen = city.service.get(&unit(), &draft).expect(200).await;
            let next = json!({ "narrative": { "results": (count(&seen.body) + 1).to_string() } });
            let edit = city.service.request(&unit(), "PATCH", &draft).json(&next).header("if-match", seen.etag());
            saved += u32::from(edit.send().await.status == 200);
        }
        saved
    };
    let before = count(&city.service.get(&unit(), &draft).expect(200).await.body);
    let saved: u32 = join_all([edit(), edit(), edit(), edit()]).await.into_iter().sum();
    let after = city.service.get(&unit(), &draft).expect(200).await;
    assert_eq!(count(&after.body) - before, saved);
}

#[tokio::test(flavor = "multi_thread")]
async fn h33_of_many_who_judge_a_report_at_once_one_does() {
    let city = City::weekly().await;
    for _ in 0..4 {
        let sent = city.submitted().await;
        let judge = async |_: usize| {
            let body = json!({ "remark": "Xem lại." });
            city.service.post(&receiver(), &format!("{sent}/return"), &body).header("if-match", "*").send().await.status
        };
        let mut answers = join_all((0..6).map(judge)).await;
        answers.sort_unstable();
        assert_eq!(answers, [200, 409, 409, 409, 409, 409]);
    }
}
