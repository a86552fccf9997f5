//! The directory between services: its owner fills and changes it, a copy follows.
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test that cannot be set up ends there, and JSON that lacks a member fails the test"
)]

use diesel_async::AsyncConnection;
use futures_util::FutureExt;
use haicap_kit::Service;
use haicap_kit::events::{Author, publish};
use haicap_reference::{
    CalendarDay, Change, DirectoryChange, LiveDirectory, OWNER_OF_DIRECTORY, Organization, follow_directory, install,
    shipped, store,
};
use haicap_testing::{Answer, Persona, TestService};
use haicap_types::{DayKind, DayStatus, Role};
use std::time::{Duration, Instant};

/// How long a copy may take to catch up.
const PATIENCE: Duration = Duration::from_secs(10);

const OWNER: Service = Service {
    name: "directives",
    schema: "directives",
    title: "Owner",
    description: "Owns the directory.",
    tags: &[],
    neighbours: &[],
    figures: &[],
    migrations: || vec![haicap_reference::MIGRATIONS],
    routes: haicap_reference::api::routes,
    vocabulary: Vec::new,
    events: DirectoryChange::event_kinds,
    titles: &[],
    prepare: |host| {
        async move {
            let live = LiveDirectory::load(&host.database).await?;
            Ok(live.prepared(&host, &[], Vec::new(), Vec::new()))
        }
        .boxed()
    },
};

const COPY: Service = Service {
    name: "reporting",
    schema: "reporting",
    title: "Copy",
    description: "Follows the directory.",
    neighbours: &[OWNER_OF_DIRECTORY],
    events: Vec::new,
    titles: &[],
    prepare: |host| {
        async move {
            let live = LiveDirectory::load(&host.database).await?;
            Ok(live.prepared(&host, &[], Vec::new(), vec![follow_directory(&live)]))
        }
        .boxed()
    },
    ..OWNER
};

fn somebody() -> Persona {
    Persona::new("BTC", Role::Officer)
}

async fn directory(service: &TestService, name: &str) -> Answer {
    service.get(&somebody(), &format!("/{name}/v1/directory")).expect(200).await
}

/// Waits until the copy says the same as the owner.
async fn expect_equal(copy: &TestService, owner: &TestService) {
    let deadline = Instant::now() + PATIENCE;
    loop {
        let (theirs, ours) = (directory(owner, "directives").await, directory(copy, "reporting").await);
        if ours.text_at("/digest") == theirs.text_at("/digest") {
            return;
        }
        assert!(Instant::now() < deadline, "{} is not {}", ours.text, theirs.text);
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// Waits until the service has a directory of so many organizations.
async fn expect_organizations(service: &TestService, count: u64) {
    let deadline = Instant::now() + PATIENCE;
    while directory(service, "directives").await.body["organizations"] != count {
        assert!(Instant::now() < deadline, "the directory is not loaded");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

async fn make(owner: &TestService, change: DirectoryChange) {
    let host = &owner.host;
    let mut connection = host.database.own().await.expect("a connection");
    let event = change.event(&shipped::directory());
    let author = Author { subject: "an", name: "An", organization: None };
    connection
        .transaction(async |connection| {
            change.apply(connection).await?;
            store::bump_version(connection).await?;
            publish(connection, author, host.clock.now(), &[event]).await
        })
        .await
        .expect("the change is made");
    host.log.wake();
}

async fn filled() -> TestService {
    let owner = TestService::start(OWNER).await;
    assert!(install(&owner.host, shipped::parts()).await.expect("it is filled"));
    expect_organizations(&owner, 370).await;
    owner
}

#[tokio::test(flavor = "multi_thread")]
async fn a_directory_is_filled_once_and_fast() {
    let owner = TestService::start(OWNER).await;
    let begun = Instant::now();
    assert!(install(&owner.host, shipped::parts()).await.expect("it is filled"));
    assert!(begun.elapsed() < Duration::from_secs(1), "{:?}", begun.elapsed());
    assert!(!install(&owner.host, shipped::parts()).await.expect("it is left alone"));
    expect_organizations(&owner, 370).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_that_starts_late_becomes_equal_and_follows_every_change() {
    let owner = filled().await;
    let copy = TestService::start_following(COPY, &[&owner]).await;
    expect_equal(&copy, &owner).await;

    let before = shipped::organizations().remove(3);
    let after = Organization { name_en: "Another name".to_owned(), version: 2, ..before.clone() };
    make(&owner, DirectoryChange::Organization(Change { before: Some(before), after: Some(after) })).await;
    let day = CalendarDay {
        date: "2026-06-06".parse().expect("a date"),
        name_vi: "Làm bù".to_owned(),
        kind: DayKind::MakeupWorkday,
        status: DayStatus::Official,
        version: 1,
    };
    make(&owner, DirectoryChange::Day(Change::added(day.clone()))).await;
    expect_equal(&copy, &owner).await;

    make(&owner, DirectoryChange::Day(Change { before: Some(day), after: None })).await;
    expect_equal(&copy, &owner).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_catches_up_with_what_happened_while_it_was_down() {
    let owner = filled().await;
    let copy = TestService::start_following(COPY, &[&owner]).await;
    expect_equal(&copy, &owner).await;
    let database = copy.stop().await;

    let before = shipped::organizations().remove(0);
    let after = Organization { name_en: "Renamed meanwhile".to_owned(), version: 2, ..before.clone() };
    make(&owner, DirectoryChange::Organization(Change { before: Some(before), after: Some(after) })).await;

    let copy = TestService::start_on(COPY, database, &[&owner]).await;
    expect_equal(&copy, &owner).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn h06_another_service_reads_feeds_alone() {
    let owner = TestService::start(OWNER).await;
    let service = Persona::new("TU", Role::Service);
    owner.get(&service, "/directives/v1/directory").expect(403).await;
    owner.get(&service, "/directives/v1/events").expect(200).await;
    owner.get(&service, "/directives/v1/me").expect(200).await;
}
