use std::fs;
use std::io::{Error, ErrorKind, Result};
use std::path::Path;
use std::time::Duration;

/// The kernel counts CPU time in hundredths of a second, whatever its own clock does.
const TICK_MS: u64 = 10;

/// The CPU time that a process has used.
pub(crate) fn cpu(process: u32) -> Result<Duration> {
    Ok(Stat::read(format!("/proc/{process}/stat"))?.own)
}

/// The CPU time that a process has used with its children, those that have ended included.
pub(crate) fn family_cpu(parent: u32) -> Result<Duration> {
    let first = Stat::read(format!("/proc/{parent}/stat"))?;
    let children = children(parent)?.into_iter().map(|child| cpu(child).unwrap_or_default());
    Ok(first.own + first.ended_children + children.sum::<Duration>())
}

/// The memory that a process has, and the most that it ever had, in kilobytes.
pub(crate) fn memory_kb(process: u32) -> Result<(u64, u64)> {
    let status = fs::read_to_string(format!("/proc/{process}/status"))?;
    Ok((kilobytes(&status, "VmRSS:"), kilobytes(&status, "VmHWM:")))
}

/// Has a process's peak of memory begin anew.
pub(crate) fn forget_peak(process: u32) -> Result<()> {
    // What 5 asks for: see proc(5), `clear_refs`.
    fs::write(format!("/proc/{process}/clear_refs"), "5")
}

/// The memory of a process and its children in kilobytes, what they share counted once.
pub(crate) fn family_memory_kb(parent: u32) -> Result<u64> {
    let all = children(parent)?.into_iter().chain([parent]);
    let rollups = all.filter_map(|process| fs::read_to_string(format!("/proc/{process}/smaps_rollup")).ok());
    Ok(rollups.map(|rollup| kilobytes(&rollup, "Pss:")).sum())
}

fn children(parent: u32) -> Result<Vec<u32>> {
    let processes = fs::read_dir("/proc")?.flatten().filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    let is_child = |process: &u32| {
        Stat::read(Path::new("/proc").join(process.to_string()).join("stat")).is_ok_and(|stat| stat.parent == parent)
    };
    Ok(processes.filter(is_child).collect())
}

fn kilobytes(text: &str, name: &str) -> u64 {
    let line = text.lines().find_map(|line| line.strip_prefix(name));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or_default()
}

/// What `/proc/{process}/stat` says.
#[derive(Debug, PartialEq, Eq)]
struct Stat {
    parent: u32,
    own: Duration,
    ended_children: Duration,
}

impl Stat {
    fn read(path: impl AsRef<Path>) -> Result<Self> {
        Self::parse(&fs::read_to_string(path)?).ok_or_else(|| Error::from(ErrorKind::InvalidData))
    }

    /// A program's name may hold spaces and brackets, so the fields are counted from behind it.
    fn parse(text: &str) -> Option<Self> {
        let (_, fields) = text.rsplit_once(") ")?;
        let fields: Vec<&str> = fields.split_whitespace().collect();
        let ticks = |at: usize| fields.get(at)?.parse::<u64>().ok();
        let time =
            |first: usize, second: usize| Some(Duration::from_millis((ticks(first)? + ticks(second)?) * TICK_MS));
        Some(Self { parent: fields.get(1)?.parse().ok()?, own: time(11, 12)?, ended_children: time(13, 14)? })
    }
}

#[cfg(test)]
mod tests {
    use super::{Duration, Stat, cpu, memory_kb};

    #[test]
    fn a_name_with_brackets_does_not_shift_the_fields() {
        let text = "7 (a) b) S 3 7 7 0 -1 4194560 1 2 3 4 10 20 30 40 20 0 1 0 5\n";
        let stat = Stat { parent: 3, own: Duration::from_millis(300), ended_children: Duration::from_millis(700) };
        assert_eq!(Stat::parse(text), Some(stat));
    }

    #[test]
    fn this_process_can_be_read() {
        let process = std::process::id();
        assert!(cpu(process).is_ok() && memory_kb(process).unwrap().0 > 0);
    }
}
