//! The files of the repository, read once for each rule.

use std::fs;
use std::path::{Path, PathBuf};

/// One file that belongs to the repository.
pub(crate) struct File {
    /// Where it is, from the top.
    pub(crate) path: String,
    /// What is in it.
    pub(crate) bytes: Vec<u8>,
}

impl File {
    /// The content, unless it is not text.
    pub(crate) fn text(&self) -> Option<&str> {
        std::str::from_utf8(&self.bytes).ok().filter(|text| !text.contains('\0'))
    }

    /// The part of the name after its last dot; empty where there is none.
    pub(crate) fn extension(&self) -> &str {
        Path::new(&self.path).extension().and_then(|extension| extension.to_str()).unwrap_or_default()
    }

    /// Whether it is Rust in the given room (`api`, `domain`, `store`) of a service.
    pub(crate) fn is_in_room(&self, room: &str) -> bool {
        match self.path.split('/').collect::<Vec<_>>()[..] {
            ["services", _, "src", first, ..] => first.trim_end_matches(".rs") == room && self.extension() == "rs",
            _ => false,
        }
    }
}

/// The folder that holds the workspace.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().expect("the workspace is two folders up")
}

/// Every file but those that `.gitignore` names.
pub(crate) fn files() -> Vec<File> {
    let root = root();
    let ignored = fs::read_to_string(root.join(".gitignore")).expect(".gitignore is readable");
    // What begins with a slash stands at the top, and nowhere else.
    let mut skipped: Vec<_> =
        ignored.lines().filter_map(|line| line.strip_prefix('/')).map(|name| root.join(name)).collect();
    skipped.push(root.join(".git"));

    let mut files = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder is readable") {
            let entry = entry.expect("a folder is readable");
            let kind = entry.file_type().expect("a file has a type");
            if skipped.contains(&entry.path()) {
                continue;
            } else if kind.is_dir() {
                folders.push(entry.path());
            } else if kind.is_file() {
                let path = entry.path();
                let bytes = fs::read(&path).expect("a file is readable");
                let path = path.strip_prefix(&root).expect("it is under the top").to_string_lossy().into_owned();
                files.push(File { path, bytes });
            }
        }
    }
    files.sort_by(|left, right| left.path.cmp(&right.path));
    files
}

/// Fails with what to do and where, unless nothing was found.
#[track_caller]
pub(crate) fn none(found: &[String], remedy: &str) {
    assert!(found.is_empty(), "{remedy}\n  {}\n", found.join("\n  "));
}

/// Where a text holds one of the words: `path:line: word`. A word counts where no letter, digit or `_` stands before it.
pub(crate) fn lines_with(path: &str, text: &str, words: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        for word in words.iter().filter(|word| holds(line, word)) {
            found.push(format!("{path}:{number}: {word}"));
        }
    }
    found
}

fn holds(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        !before.is_some_and(|letter| letter.is_alphanumeric() || letter == '_')
    })
}

#[test]
fn a_word_is_found_where_it_begins() {
    assert_eq!(lines_with("a.rs", "use diesel_async;\nlet weasel = undiesel();", &["diesel"]), ["a.rs:1: diesel"]);
}
