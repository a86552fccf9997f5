use crate::city::{City, officer};
use crate::edits::Editor;
use crate::wait::eventually;
use haicap_reference::shipped;
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use std::time::Duration;

const EDITS: usize = 40;

/// A kill comes at some moment of it.
const LIFE_OF_A_REQUEST_MS: u64 = 30;

#[tokio::test(flavor = "multi_thread")]
async fn copies_equal_their_source_whoever_is_killed_while_it_changes() {
    let mut city = City::found().await;
    let before = shipped::directory().digest();
    for process in city.processes() {
        process.launch();
    }
    let (mut editor, mut moments) = (Editor::new(7), StdRng::seed_from_u64(7));
    for number in 0..EDITS {
        let edit = editor.think();
        if number % 3 == 1 {
            // Whatever the kill leaves of this, the edit is sent once more below.
            let sent = tokio::spawn(edit.request(&city).try_send());
            tokio::time::sleep(Duration::from_millis(moments.random_range(0..LIFE_OF_A_REQUEST_MS))).await;
            let victim = city.processes().into_iter().nth(number / 3 % 3).unwrap();
            victim.kill();
            victim.launch();
            let _ = sent.await;
        }
        edit.make(&city).await;
    }
    city.expect_equal().await;
    assert_ne!(city.digest(&city.reporting).await, before);

    let parts = shipped::parts();
    let first = parts.organizations.len() + parts.audiences.len() + parts.oversight.len() + parts.days.len();
    let head = city.directives.run(&["verify-log"]);
    assert!(head.starts_with(&format!("head {} ", first + EDITS)), "each edit is one event: {head}");
    for process in city.processes() {
        assert_eq!(process.readiness().await.unwrap().status, 200);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_service_whose_neighbour_is_down_starts_answers_and_catches_up() {
    let mut city = City::found().await;
    city.reporting.start().await;
    city.reporting.expect_directory("retrying").await;
    city.request(&city.reporting, &officer(), "GET", "/me").expect(200).await;
    city.request(&city.reporting, &officer(), "GET", "/duties").expect(200).await;
    let empty = city.request(&city.reporting, &officer(), "GET", "/directory").expect(200).await;
    assert_eq!(empty.body["organizations"], 0);

    city.directives.start().await;
    city.expect_copy(&city.reporting).await;
    city.reporting.expect_directory("up_to_date").await;

    let whole = city.digest(&city.reporting).await;
    city.directives.kill();
    city.reporting.expect_directory("retrying").await;
    assert_eq!(city.digest(&city.reporting).await, whole);
    let mut editor = Editor::new(11);
    city.directives.start().await;
    editor.think().make(&city).await;
    let has_moved = async || (city.digest(&city.reporting).await != whole).then_some(());
    eventually("the copy follows again", has_moved).await;
    city.expect_copy(&city.reporting).await;
}
