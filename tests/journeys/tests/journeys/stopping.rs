use crate::city::{City, officer, operator};
use crate::wait::eventually;
use diesel_async::SimpleAsyncConnection;
use haicap_testing::Persona;
use haicap_types::Role;
use serde_json::json;
use std::time::{Duration, Instant};

/// What container runtimes wait before they kill.
const GRACE: Duration = Duration::from_secs(10);

#[tokio::test(flavor = "multi_thread")]
async fn a_service_that_is_asked_to_end_finishes_what_runs_and_takes_no_more() {
    let mut city = City::found().await;
    city.directives.start().await;
    let directives = &city.directives;
    directives.expect_in_database("not exists (select from event_pending)").await;
    let follower = Persona::new("HAICAP", Role::Service);
    let poll = city.request(directives, &follower, "GET", "/events?after=latest&wait=20");
    let waiting = tokio::spawn(poll.try_send());
    let mut owner = directives.database.owner().await;
    owner.batch_execute("begin; select version from directory_state for update").await.unwrap();
    let day = "/working-calendar/2090-01-02";
    let holiday = json!({ "name_vi": "Ngày lễ", "kind": "holiday", "status": "official" });
    let put = city.request(directives, &operator(), "PUT", day).json(&holiday).header("if-match", "*");
    let running = tokio::spawn(put.try_send());
    directives.expect_blocked().await;

    let told = Instant::now();
    directives.terminate();
    let refuses = async || directives.readiness().await.filter(|answer| answer.status == 503);
    assert_eq!(eventually("it is not ready", refuses).await.body["is_ready"], false);
    let is_closed = async || city.request(directives, &officer(), "GET", "/me").try_send().await.err();
    eventually("new requests are refused", is_closed).await;
    owner.batch_execute("rollback").await.unwrap();
    let answer = running.await.unwrap().expect("what runs is finished");
    assert_eq!((answer.status, &answer.body["kind"]), (200, &json!("holiday")), "{}", answer.text);
    let answer = waiting.await.unwrap().expect("who waits is told");
    assert_eq!((answer.status, answer.items().len()), (200, 0), "{}", answer.text);
    let status = city.directives.end().await;
    assert_eq!(status.code(), Some(0));
    assert!(told.elapsed() < GRACE, "{:?}", told.elapsed());

    city.directives.start().await;
    let kept = city.request(&city.directives, &officer(), "GET", day).expect(200).await;
    assert_eq!(kept.body["kind"], "holiday");
}
