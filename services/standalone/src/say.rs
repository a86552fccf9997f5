use std::fmt::Display;
use std::io::Write as _;

/// Says something to the person at the terminal. Standard output is for what a program asked for.
pub(crate) fn say(line: impl Display) {
    // Who closed standard error does not want to know.
    let _ = writeln!(std::io::stderr(), "{line}");
}
