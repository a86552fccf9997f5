use crate::place::binaries;
use std::error::Error;
use std::process::Command;

/// What a figure is worth nothing without.
pub(crate) struct Facts {
    pub(crate) revision: String,
    pub(crate) cores: usize,
    pub(crate) processor: String,
    pub(crate) postgres: String,
    pub(crate) load_average: String,
}

impl Facts {
    pub(crate) fn of() -> Result<Self, Box<dyn Error + Send + Sync>> {
        let version = Command::new(binaries()?.program("postgres")).arg("--version").output()?;
        let version = String::from_utf8_lossy(&version.stdout);
        let processors = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
        let model = processors.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
        let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
        Ok(Self {
            revision: revision(),
            cores: std::thread::available_parallelism()?.get(),
            processor: model.map_or("unknown", |(_, model)| model).to_owned(),
            postgres: version.split(' ').nth(2).unwrap_or("unknown").trim().to_owned(),
            load_average: load.split(' ').take(1).collect(),
        })
    }
}

/// The commit that was built, as far as git knows; with `+` where files differ from it.
fn revision() -> String {
    let git = |arguments: &[&str]| {
        let output = Command::new("git").args(arguments).output().ok().filter(|output| output.status.success());
        output.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned())
    };
    let Some(commit) = git(&["rev-parse", "--short", "HEAD"]) else { return "unknown".to_owned() };
    let is_clean = git(&["status", "--porcelain", "--untracked-files=no"]).is_some_and(|files| files.is_empty());
    if is_clean { commit } else { format!("{commit}+") }
}
