//! Which files import each other in a circle: none may, or nobody can read one of them first.

use crate::repository::none;
use crate::source::{Crate, Module};
use std::collections::{BTreeMap, BTreeSet};

/// A noun in a room of a service, a file elsewhere: what is deeper belongs to it.
const DEPTH: usize = 2;

type Graph = BTreeMap<String, BTreeSet<String>>;

#[test]
fn no_files_import_each_other_in_a_circle() {
    let mut found: Vec<String> = Vec::new();
    for crate_ in Crate::all() {
        for circle in circles(&graph(&crate_)) {
            found.push(format!("{}: {}", crate_.folder, circle.join(", ")));
        }
    }
    none(&found, "Move what both need into a file that imports neither.");
}

/// Which unit imports which. A child may name its parents: it is a part of them.
fn graph(crate_: &Crate) -> Graph {
    let mut graph = Graph::new();
    for (from, to) in crate_.edges() {
        let (unit, other) = (unit(&from), unit(&to));
        if unit != other && !from.starts_with(&to) {
            graph.entry(unit).or_default().insert(other);
        }
    }
    graph
}

fn unit(module: &Module) -> String {
    module.iter().take(DEPTH).map(String::as_str).collect::<Vec<_>>().join("/")
}

/// The largest sets of which each member leads to each other.
fn circles(graph: &Graph) -> Vec<Vec<String>> {
    let reach: BTreeMap<&String, BTreeSet<&String>> = graph.keys().map(|unit| (unit, reached(graph, unit))).collect();
    let leads = |from: &String, to: &String| reach.get(from).is_some_and(|reached| reached.contains(to));
    let together =
        |unit: &String| graph.keys().filter(|other| leads(unit, other) && leads(other, unit)).cloned().collect();
    let circles: BTreeSet<Vec<String>> = graph.keys().map(together).collect();
    circles.into_iter().filter(|circle| circle.len() > 1).collect()
}

fn reached<'a>(graph: &'a Graph, from: &String) -> BTreeSet<&'a String> {
    let (mut reached, mut left) = (BTreeSet::new(), vec![from]);
    while let Some(unit) = left.pop() {
        for next in graph.get(unit).into_iter().flatten() {
            if reached.insert(next) {
                left.push(next);
            }
        }
    }
    reached
}

#[test]
fn circles_are_found_whole() {
    let edges = [("a", "b"), ("b", "c"), ("c", "a"), ("c", "d"), ("d", "e"), ("x", "y"), ("y", "x"), ("e", "e")];
    let mut graph = Graph::new();
    for (from, to) in edges {
        graph.entry(from.to_owned()).or_default().insert(to.to_owned());
    }
    assert_eq!(circles(&graph), [vec!["a", "b", "c"], vec!["x", "y"]]);
}
