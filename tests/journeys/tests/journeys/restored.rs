use crate::city::City;
use crate::edits::Editor;
use crate::process::Process;
use haicap_testing::{Persona, TestDatabase};
use haicap_types::Role;
use std::pin::pin;
use std::time::Duration;

#[tokio::test(flavor = "multi_thread")]
async fn a_log_restored_from_an_older_dump_stops_its_followers_loudly() {
    let mut city = City::start().await;
    city.directives.kill();
    let dump = dump(&city.directives).await;
    city.directives.start().await;
    let mut lost = Editor::new(23);
    for _ in 0..4 {
        lost.think().make(&city).await;
    }
    city.expect_equal().await;
    let copied = city.digest(&city.reporting).await;

    // One follower goes on asking; the other comes back when the new log is longer than the old one was.
    city.inspection_teams.kill();
    city.directives.kill();
    restore(&city.directives, &dump).await;
    city.directives.start().await;
    city.reporting.expect_directory("diverged").await;
    let mut others = Editor::new(24);
    for _ in 0..6 {
        others.think().make(&city).await;
    }
    city.inspection_teams.start().await;
    city.inspection_teams.expect_directory("diverged").await;

    for copy in [&city.reporting, &city.inspection_teams] {
        assert_eq!(city.digest(copy).await, copied, "nothing is skipped, nothing is applied");
        assert_eq!(copy.readiness().await.unwrap().status, 200, "it still answers");
        let gauge = format!("follower_diverged{{service=\"{}\",source=\"directives\"}} 1", copy.name());
        assert!(copy.metrics().await.contains(&gauge), "{gauge}");
        let line = copy.logged().lines().find(|line| line.contains("following stops")).unwrap_or_default().to_owned();
        for words in ["\"level\":\"ERROR\"", "log of `directives` is not the one", "delete the row of `directives`"] {
            assert!(line.contains(words), "{words}: {line}");
        }
    }

    // What the message asks for is enough.
    city.reporting.kill();
    let reconcile = "truncate organization, audience, oversight, calendar_day; delete from follower";
    city.reporting.database.run(reconcile).await;
    city.reporting.start().await;
    city.expect_copy(&city.reporting).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_log_that_becomes_another_one_while_a_reader_waits_is_not_read_on() {
    let mut city = City::found().await;
    city.directives.start().await;
    let directives = &city.directives;
    directives.expect_in_database("not exists (select from event_pending)").await;
    let follower = Persona::new("HAICAP", Role::Service);
    let latest = city.request(directives, &follower, "GET", "/events?after=latest").expect(200).await;
    let path = format!("/events?wait=20&after={}", latest.text_at("/next_cursor"));
    let mut waiting = pin!(city.request(directives, &follower, "GET", &path).send());
    tokio::select! {
        answer = &mut waiting => panic!("nothing has happened: {}", answer.text),
        () = tokio::time::sleep(Duration::from_millis(500)) => {}
    }

    let swap_the_last_two = "with newest as (select position, event_id from event_position order by position desc limit 2), \
         gone as (delete from event_position where position in (select position from newest)) \
         insert into event_pending (event_id) select event_id from newest order by position desc";
    directives.database.run(swap_the_last_two).await;
    Editor::new(31).think().make(&city).await;
    assert_eq!(waiting.await.status, 409);
}

/// Copies a database that nobody uses; the copy's name.
async fn dump(process: &Process) -> String {
    let name = process.database.name();
    let copy = format!("{name}_dump");
    beside(process).run(&format!("create database {copy} template {name}")).await;
    copy
}

/// Puts a copy in the place of the database.
async fn restore(process: &Process, copy: &str) {
    let (name, beside) = (process.database.name(), beside(process));
    beside.run(&format!("drop database {name} with (force)")).await;
    beside.run(&format!("alter database {copy} rename to {name}")).await;
}

/// Another database on the same server: one cannot copy what one is in.
fn beside(process: &Process) -> TestDatabase {
    process.database.beside("postgres")
}
