//! What PostgreSQL's programs have in common when they are run: how they end with us, and how they say why they gave up.

use std::os::unix::process::CommandExt;
use std::process::Command;

use nix::errno::Errno;
use nix::sys::prctl::set_pdeathsig;
use nix::sys::signal::Signal;
use nix::unistd::{getpid, getppid};

/// The line that tells why PostgreSQL's programs gave up: the last that speaks of a failure, else the last.
pub(crate) fn reason_in(said: &str) -> String {
    let failure = |line: &&str| ["FATAL:", "PANIC:", "error:"].iter().any(|mark| line.contains(mark));
    let mut lines = said.lines().map(str::trim).filter(|line| !line.is_empty());
    let last = lines.clone().next_back();
    lines.rfind(failure).or(last).unwrap_or("it said nothing").to_owned()
}

/// Has the kernel end the program politely when the thread that spawns it ends, by whatever cause.
pub(crate) fn end_with_this_thread(command: &mut Command) {
    let parent = getpid();
    let before_it_runs = move || {
        // Asked for here, after the change of account, which would undo it.
        set_pdeathsig(Signal::SIGINT)?;
        // The parent may have died before that: then nobody would ever tell.
        if getppid() == parent { Ok(()) } else { Err(Errno::ESRCH.into()) }
    };
    #[expect(unsafe_code, reason = "between fork and exec it makes two system calls and allocates nothing")]
    unsafe {
        command.pre_exec(before_it_runs);
    }
}

#[cfg(test)]
mod tests {
    use super::reason_in;

    #[test]
    fn the_reason_is_the_last_failure_that_was_told() {
        for (said, reason) in [
            ("LOG:  starting\nFATAL:  no room\nLOG:  database system is shut down\n", "FATAL:  no room"),
            ("creating …\ninitdb: error: no rights\ninitdb: hint: ask\n", "initdb: error: no rights"),
            ("cannot execute\n\n", "cannot execute"),
            ("", "it said nothing"),
        ] {
            assert_eq!(reason_in(said), reason);
        }
    }
}
