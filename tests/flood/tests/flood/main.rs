//! A small part of each flood, in every run of the tests.

use std::process::Command;

#[test]
fn a_hundredth_of_each_flood_keeps_nobody_waiting_and_fails_nothing() {
    let flood = Command::new(env!("CARGO_BIN_EXE_flood"))
        .args(["--scale", "0.01", "--seconds", "5", "--only", "methods,polls,filters,uploads", "--strict"])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&flood.stdout);
    assert!(flood.status.success(), "{said}\n{}", String::from_utf8_lossy(&flood.stderr));
    assert_eq!(said.lines().filter(|line| line.starts_with("| ")).count(), 5, "{said}");
}
