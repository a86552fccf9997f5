//! Who may depend on whom, and which crates may come in from outside.

use crate::repository::{files, none, root};
use serde_json::Value;
use std::fs;
use std::process::Command;

/// A member of the workspace.
struct Member {
    name: String,
    /// Its folder's parent: `services`, `shared` or `tests`.
    house: String,
    dependencies: Vec<String>,
}

/// The one program that may import every service: it runs them in one process.
const STANDALONE: &str = "haicap";

#[test]
fn a_service_depends_on_no_other_service() {
    let members = members();
    let services = services(&members);
    let mut edges = Vec::new();
    for member in &services {
        for other in services.iter().filter(|other| member.dependencies.contains(&other.name)) {
            edges.push(format!("{} depends on {}", member.name, other.name));
        }
    }
    none(
        &edges,
        "Services share words (`haicap-types`), reference data and the wire: follow the feed or ask over HTTP.",
    );
}

#[test]
fn nothing_shared_depends_on_a_service() {
    let members = members();
    let services = services(&members);
    let mut edges = Vec::new();
    for member in members.iter().filter(|member| member.house == "shared") {
        for service in services.iter().filter(|service| member.dependencies.contains(&service.name)) {
            edges.push(format!("{} depends on {}", member.name, service.name));
        }
    }
    none(&edges, "Turn it round: what is shared is told by its users what it needs to know.");
}

/// Shared crates with one user, and why they are shared all the same.
const LONELY: &[(&str, &str)] =
    &[("haicap-documents", "the papers of inspections are drawn by it too, once there are any")];

#[test]
fn a_shared_crate_has_two_users() {
    let members = members();
    let users = |name: &String| members.iter().filter(|member| member.dependencies.contains(name)).count();
    let lonely: Vec<String> = members
        .iter()
        .filter(|member| member.house == "shared" && users(&member.name) < 2)
        .map(|member| member.name.clone())
        .collect();
    let known = |name: &String| LONELY.iter().any(|(lonely, _)| lonely == name);
    let new: Vec<_> = lonely.iter().filter(|name| !known(name)).cloned().collect();
    none(&new, "Move the crate into its only user.");
    let gone: Vec<_> = LONELY.iter().filter(|(name, _)| !lonely.iter().any(|one| one == name)).collect();
    assert!(gone.is_empty(), "These crates have two users: remove them from `LONELY`: {gone:?}");
}

#[test]
fn every_dependency_is_named_in_the_code_that_declares_it() {
    let files = files();
    let mut unused = Vec::new();
    for package in packages() {
        let manifest = package["manifest_path"].as_str().expect("a package has a manifest");
        let folder =
            manifest.trim_start_matches(&format!("{}/", root().display())).trim_end_matches("Cargo.toml").to_owned();
        for dependency in package["dependencies"].as_array().expect("a package has dependencies") {
            let crate_name = dependency["rename"].as_str().or(dependency["name"].as_str()).expect("it has a name");
            let identifier = crate_name.replace('-', "_");
            // What the tests alone need is a dependency of theirs.
            let place = if dependency["kind"] == "dev" { folder.clone() } else { format!("{folder}src/") };
            let is_named = files.iter().any(|file| {
                file.path.starts_with(&place)
                    && file.extension() == "rs"
                    && names(file.text().unwrap_or_default(), &identifier)
            });
            if !is_named {
                unused.push(format!("{manifest}: {crate_name}"));
            }
        }
    }
    none(&unused, "Remove it, or declare it under `dev-dependencies` if only tests name it.");
}

#[test]
fn every_dependency_of_the_workspace_has_a_user() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).expect("Cargo.toml is readable");
    let (_, table) = manifest.split_once("[workspace.dependencies]\n").expect("the workspace has dependencies");
    let declared = table.lines().take_while(|line| !line.starts_with('[')).filter_map(|line| line.split(" = ").next());
    let packages = packages();
    let used: Vec<String> = packages
        .iter()
        .flat_map(|package| package["dependencies"].as_array().expect("a package has dependencies").iter().map(name))
        .collect();
    let unused: Vec<String> =
        declared.filter(|name| !name.is_empty() && !used.iter().any(|user| user == name)).map(str::to_owned).collect();
    none(&unused, "Remove it from Cargo.toml.");
}

/// Whether a text names a crate: the identifier, and no longer one.
fn names(text: &str, identifier: &str) -> bool {
    let is_part = |letter: char| letter.is_alphanumeric() || letter == '_';
    text.match_indices(identifier).any(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + identifier.len()..]);
        !before.chars().next_back().is_some_and(is_part) && !after.chars().next().is_some_and(is_part)
    })
}

#[test]
fn one_crypto_library_and_no_libpq_are_built() {
    let unwanted = ["ring", "openssl", "openssl-sys", "native-tls", "rsa", "pq-sys"];
    let tree = cargo(&["tree", "--locked", "--workspace", "--edges=all", "--prefix=none", "--format={p}"]);
    let mut found: Vec<String> = tree
        .lines()
        .filter(|line| unwanted.iter().any(|name| line.split(' ').next() == Some(*name)))
        .map(str::to_owned)
        .collect();
    found.sort();
    found.dedup();
    none(&found, "Find who brings it in with `cargo tree --invert NAME`, and turn that feature off.");
}

#[test]
fn the_central_libraries_have_one_version_each() {
    let lock = fs::read_to_string(root().join("Cargo.lock")).expect("Cargo.lock is readable");
    let versions = |name: &str| lock.lines().filter(|line| *line == format!("name = \"{name}\"")).count();
    let doubled: Vec<String> = ["actix-web", "diesel", "tokio"]
        .into_iter()
        .filter(|name| versions(name) > 1)
        .map(|name| format!("{name} has {} versions", versions(name)))
        .collect();
    none(&doubled, "Find who brings in the other one with `cargo tree --duplicates`, and agree on a version.");
}

fn services(members: &[Member]) -> Vec<&Member> {
    members.iter().filter(|member| member.house == "services" && member.name != STANDALONE).collect()
}

fn members() -> Vec<Member> {
    packages().iter().map(member).collect()
}

fn packages() -> Vec<Value> {
    let metadata: Value = serde_json::from_str(&cargo(&["metadata", "--no-deps", "--format-version=1"]))
        .expect("cargo describes the workspace as JSON");
    metadata["packages"].as_array().expect("a workspace has packages").clone()
}

fn member(package: &Value) -> Member {
    let manifest = package["manifest_path"].as_str().expect("a package has a manifest");
    let dependencies = package["dependencies"].as_array().expect("a package has dependencies");
    Member {
        name: name(package),
        house: manifest.rsplit('/').nth(2).expect("a member is two folders down").to_owned(),
        dependencies: dependencies.iter().map(name).collect(),
    }
}

fn name(package: &Value) -> String {
    package["name"].as_str().expect("a package has a name").to_owned()
}

fn cargo(arguments: &[&str]) -> String {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo).args(arguments).current_dir(root()).output().expect("cargo runs");
    assert!(output.status.success(), "cargo {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("cargo writes UTF-8")
}
