use std::convert::Infallible;
use std::ffi::OsString;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command};
use std::sync::mpsc::{self, Sender};
use std::time::Duration;
use std::{fs, io, thread};

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

use crate::error::Trying;
use crate::place::Place;
use crate::program::{end_with_this_thread, reason_in};
use crate::settings::Durability;
use crate::{Error, wait};

/// After a power cut a server first replays what it had logged.
const READY_LIMIT: Duration = Duration::from_secs(120);

/// How the server is asked to end, from polite to final, and how long it may take each time. The first lets nobody
/// finish, but leaves nothing to replay.
const STOPS: [(Signal, Duration); 3] = [
    (Signal::SIGINT, Duration::from_secs(30)),
    (Signal::SIGQUIT, Duration::from_secs(5)),
    (Signal::SIGKILL, Duration::from_secs(5)),
];

/// A running server that ends when it is dropped, or when this process does.
pub(crate) struct Server {
    child: Child,
    /// The kernel ends the server with the thread that spawned it, so that thread waits until this is dropped.
    _anchor: Sender<Infallible>,
}

impl Server {
    /// Starts the program and waits until it accepts connections.
    pub(crate) fn start(mut command: Command, place: &Place, log: &Path) -> Result<Self, Error> {
        end_with_this_thread(&mut command);
        // Ctrl-C reaches the whole group of processes: the server has to outlive those who still talk to it.
        command.process_group(0);
        let mut server = Self::spawn(command).trying("run PostgreSQL in", place.folder())?;
        wait_until_ready(&mut server.child, place, log)?;
        Ok(server)
    }

    fn spawn(mut command: Command) -> io::Result<Self> {
        let (anchor, release) = mpsc::channel();
        let (report, outcome) = mpsc::channel();
        thread::Builder::new().name("postgres-anchor".to_owned()).spawn(move || {
            // Either end fails only when the other is gone, and then there is nothing left to do.
            let _ = report.send(command.spawn());
            let _ = release.recv();
        })?;
        let child = outcome.recv().map_err(io::Error::other)??;
        Ok(Self { child, _anchor: anchor })
    }

    /// The server's first process.
    pub(crate) fn process(&self) -> u32 {
        self.child.id()
    }

    /// Ends the server and waits until it has ended.
    pub(crate) fn stop(&mut self) -> Result<(), Error> {
        if self.ends_within(Duration::ZERO)? {
            return Ok(());
        }
        for (signal, limit) in STOPS {
            // Its number is still its own: only `ends_within` takes the notice of its end.
            if let Ok(number) = i32::try_from(self.child.id()) {
                let _ = kill(Pid::from_raw(number), signal);
            }
            if self.ends_within(limit)? {
                return Ok(());
            }
            tracing::warn!(%signal, limit_s = limit.as_secs(), "PostgreSQL did not end in time");
        }
        Err(Error::NotStopped { process: self.child.id() })
    }

    /// Whether the server ends within a time.
    pub(crate) fn ends_within(&mut self, limit: Duration) -> Result<bool, Error> {
        let child = &mut self.child;
        let ended = wait::until(limit, || child.try_wait().trying("wait for", Path::new("PostgreSQL")))?;
        Ok(ended.is_some())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Err(error) = self.stop() {
            tracing::error!(%error, "PostgreSQL was left running");
        }
    }
}

/// What the server is told when it starts: all of it, so that no file of the cluster needs to be edited.
pub(crate) fn arguments(
    place: &Place,
    sockets: &Path,
    durability: Durability,
    more: &[(String, String)],
) -> Vec<OsString> {
    // The value is a list of folders: quotes keep a comma in a name from ending it.
    let mut socket_setting = OsString::from("unix_socket_directories=\"");
    socket_setting.push(sockets);
    socket_setting.push("\"");

    let settings = durability.settings().map(|(name, value)| format!("{name}={value}"));
    let more = more.iter().map(|(name, value)| format!("{name}={value}"));
    let mut arguments = vec!["-D".into(), place.data().into_os_string()];
    for setting in settings.map(OsString::from).chain([socket_setting]).chain(more.map(OsString::from)) {
        arguments.extend(["-c".into(), setting]);
    }
    arguments
}

/// Waits until the place's server accepts connections, or the process that was to run it has ended.
pub(crate) fn wait_until_ready(process: &mut Child, place: &Place, log: &Path) -> Result<(), Error> {
    let ready = wait::until(READY_LIMIT, || {
        if place.is_ready() {
            return Ok(Some(()));
        }
        match process.try_wait().trying("wait for PostgreSQL in", place.folder())? {
            None => Ok(None),
            Some(_) => {
                let said = fs::read(log).unwrap_or_default();
                Err(Error::NotStarted { reason: reason_in(&String::from_utf8_lossy(&said)), log: log.to_owned() })
            }
        }
    })?;
    ready.ok_or_else(|| Error::NotReady { limit_s: READY_LIMIT.as_secs(), log: log.to_owned() })
}
