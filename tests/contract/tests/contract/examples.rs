//! Every documented example, carried out as it stands: none fails, and none changes more than it says.

mod scene;
mod ways;

use contract::{SERVICES, Stage};
use haicap_kit::document::{build, operations};
use scene::Scene;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use ways::{WAYS, find, way};

#[tokio::test(flavor = "multi_thread")]
async fn every_documented_example_is_carried_out_and_does_no_harm() {
    let stage = Stage::set().await;
    let (mut faults, mut known) = (Vec::new(), BTreeSet::new());
    for (service, running) in SERVICES.iter().zip(stage.services()) {
        let document = build(service);
        let book: BTreeMap<&str, _> = operations(&document)
            .map(|found| (found.2["operationId"].as_str().expect("an operation has an id"), found))
            .collect();
        known.extend(book.keys().map(ToString::to_string));
        let untold = book.iter().filter(|(name, (_, method, _))| *method != "get" && find(name).is_none());
        faults.extend(untold.map(|(name, _)| format!("{name}: say in WAYS who sends its example, and after what")));
        let mut ways: Vec<Vec<&str>> = book.keys().map(|operation| way(operation)).collect();
        // What has come on the way to something else need not come again, and what has a fixed code cannot.
        ways.sort_by_key(|way| Reverse(way.len()));
        let mut done = BTreeSet::new();
        for (number, way) in ways.into_iter().enumerate() {
            if way.last().is_none_or(|last| done.contains(last)) {
                continue;
            }
            let mut scene = Scene::new(&stage, running, number);
            for step in way {
                match book.get(step) {
                    Some((path, method, operation)) => {
                        done.insert(step);
                        let found = scene.carry_out(step, path, method, operation).await;
                        let goes_on = found.is_empty();
                        faults.extend(found);
                        if !goes_on {
                            break;
                        }
                    }
                    None => scene.set(step).await,
                }
            }
        }
    }
    let unknown: Vec<&str> = WAYS.iter().map(|way| way.0).filter(|operation| !known.contains(*operation)).collect();
    assert!(unknown.is_empty(), "not documented: {unknown:?}");
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}
