use std::fs;

/// The memory that a process has, in kilobytes; none if there is no such process.
pub(crate) fn of_process(pid: u32) -> Option<u64> {
    field(&fs::read_to_string(format!("/proc/{pid}/status")).ok()?, "VmRSS:")
}

/// The memory that the database's processes for a role have each for itself, in kilobytes.
pub(crate) fn of_backends(role: &str) -> u64 {
    let title = format!("postgres: {role} ");
    let processes = fs::read_dir("/proc").into_iter().flatten().flatten();
    let backends = processes.filter(|process| {
        fs::read_to_string(process.path().join("cmdline")).is_ok_and(|line| line.starts_with(&title))
    });
    let status = backends.filter_map(|process| fs::read_to_string(process.path().join("status")).ok());
    status.filter_map(|status| field(&status, "RssAnon:")).sum()
}

fn field(status: &str, name: &str) -> Option<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix(name))?;
    line.trim().trim_end_matches(" kB").parse().ok()
}
