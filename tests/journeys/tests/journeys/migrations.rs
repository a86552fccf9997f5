//! Migrations backwards: where there is a way back, it leads back.

use crate::catalogue::whole;
use haicap_testing::TestDatabase;
use journeys::{SERVICES, crates};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

#[tokio::test(flavor = "multi_thread")]
async fn a_way_back_leads_to_what_was_there_before() {
    for service in SERVICES {
        let schema = service.schema;
        let database = TestDatabase::alone(schema).await;
        database.run(&format!("create schema {schema}; create extension pg_trgm schema public")).await;
        let mut before = whole(&database).await;
        for (name, folder) in migrations(&crates(&service)) {
            let up = fs::read_to_string(folder.join("up.sql")).unwrap();
            database.run(&up).await;
            let after = whole(&database).await;
            if let Ok(down) = fs::read_to_string(folder.join("down.sql")) {
                database.run(&down).await;
                assert_eq!(whole(&database).await, before, "{schema}: back from {name}");
                database.run(&up).await;
                assert_eq!(whole(&database).await, after, "{schema}: {name} again");
            }
            before = after;
        }
    }
}

/// The folders of all migrations by their names, which begin with their numbers.
fn migrations(crates: &[String]) -> BTreeMap<String, PathBuf> {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let folders = crates.iter().filter_map(|folder| fs::read_dir(top.join(folder).join("migrations")).ok());
    folders.flatten().map(|folder| folder.unwrap()).map(|folder| (name_of(&folder), folder.path())).collect()
}

fn name_of(folder: &fs::DirEntry) -> String {
    folder.file_name().to_str().unwrap().to_owned()
}
