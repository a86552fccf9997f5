use crate::city::City;
use crate::edits::Editor;
use crate::process::{Process, in_database};
use haicap_testing::TestDatabase;

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
        let gauge = format!("directory_follow_diverged{{service=\"{}\"}} 1", copy.name());
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

/// Copies a database that nobody uses; the copy's name.
async fn dump(process: &Process) -> String {
    let name = database_of(process);
    let copy = format!("{name}_dump");
    beside(process).run(&format!("create database {copy} template {name}")).await;
    copy
}

/// Puts a copy in the place of the database.
async fn restore(process: &Process, copy: &str) {
    let (name, beside) = (database_of(process), beside(process));
    beside.run(&format!("drop database {name} with (force)")).await;
    beside.run(&format!("alter database {copy} rename to {name}")).await;
}

fn database_of(process: &Process) -> String {
    let address = process.database.owner_url.split('?').next().unwrap_or_default();
    address.rsplit('/').next().unwrap_or_default().to_owned()
}

/// Another database on the same server: one cannot copy what one is in.
fn beside(process: &Process) -> TestDatabase {
    let owner_url = in_database(&process.database.owner_url, "postgres");
    TestDatabase { owner_url, ..process.database.clone() }
}
