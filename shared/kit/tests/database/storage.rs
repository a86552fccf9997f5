use crate::service::SERVICE;
use chrono::{TimeDelta, Utc};
use futures_util::FutureExt;
use haicap_kit::Host;
use haicap_kit::storage::{Files, Kept, sweep};
use haicap_testing::TestService;
use std::path::PathBuf;

async fn keep(host: &Host) -> Kept {
    host.storage.keep("things/1", b"%PDF-1.7 something"[..].into()).await.unwrap()
}

fn path(service: &TestService, kept: &Kept) -> PathBuf {
    service.storage().join(&kept.key)
}

/// Files that no row names.
const UNNAMED: Files = Files { folders: &["things"], named: |_, _| async { Ok(Vec::new()) }.boxed() };

/// Files that all have a row.
const NAMED: Files = Files { folders: &["things"], named: |_, keys| async { Ok(keys) }.boxed() };

/// Files of a neighbour that was given the same folder.
const NEIGHBOURS: Files = Files { folders: &["others"], ..UNNAMED };

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_no_row_names_is_removed_after_a_day_and_no_other() {
    let service = TestService::start(SERVICE).await;
    let host = &*service.host;
    let old = keep(host).await;
    // From here on the files are known to belong to this database.
    assert_eq!(sweep(host, UNNAMED, Utc::now()).await.unwrap(), 0);
    let (named, new) = (keep(host).await, Utc::now());
    let (tomorrow, later) = (new + TimeDelta::hours(23), new + TimeDelta::hours(25));
    assert_eq!(sweep(host, UNNAMED, tomorrow).await.unwrap(), 0, "not after less than a day");
    assert_eq!(sweep(host, NAMED, later).await.unwrap(), 0, "not while a row names it");
    assert_eq!(sweep(host, NEIGHBOURS, later).await.unwrap(), 0, "not one of another service");
    assert_eq!(sweep(host, UNNAMED, later).await.unwrap(), 1);
    assert!(!path(&service, &named).exists());
    assert!(path(&service, &old).exists(), "what was there before the folder was marked is nobody's to remove");
}

#[tokio::test(flavor = "multi_thread")]
async fn files_of_another_database_are_left_alone() {
    let service = TestService::start(SERVICE).await;
    let host = &*service.host;
    sweep(host, UNNAMED, Utc::now()).await.unwrap();
    let kept = keep(host).await;
    service.database.run("update event_log set id = gen_random_uuid()").await;
    assert_eq!(sweep(host, UNNAMED, Utc::now() + TimeDelta::days(2)).await.unwrap(), 0);
    assert!(path(&service, &kept).exists());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_not_what_was_kept_is_not_given_out() {
    let service = TestService::start(SERVICE).await;
    let kept = keep(&service.host).await;
    assert!(service.host.storage.get(&kept.key, &kept.sha256).await.is_ok());
    std::fs::write(path(&service, &kept), b"%PDF-1.7 something else").unwrap();
    let refused = service.host.storage.get(&kept.key, &kept.sha256).await.unwrap_err();
    assert!(refused.to_string().contains("SHA-256"), "{refused}");
}
