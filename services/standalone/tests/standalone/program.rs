use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use reqwest::blocking::{Client, RequestBuilder};
use serde_json::Value;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

/// How long the kernel's signal may take to end an orphaned server, and a program without its server to notice.
const ORPHAN_LIMIT: Duration = Duration::from_secs(10);

/// The program while it runs; it ends with this value.
pub(crate) struct Program {
    process: Child,
    said: String,
    heard: Receiver<String>,
    home: PathBuf,
    origin: String,
}

impl Program {
    /// Starts it and waits until it answers.
    pub(crate) fn start(home: &Path) -> Self {
        Self::start_until(home, "Ready: ")
    }

    /// Starts it and waits until it says something.
    pub(crate) fn start_until(home: &Path, words: &str) -> Self {
        Self::start_with(home, &[], &[], words)
    }

    /// Starts it with arguments and variables and waits until it says something.
    pub(crate) fn start_with(home: &Path, arguments: &[&str], environment: &[(&str, &str)], words: &str) -> Self {
        let mut command = command(home);
        command.args(arguments).envs(environment.iter().copied()).stderr(Stdio::piped());
        let mut process = command.spawn().unwrap();
        let mut lines = BufReader::new(process.stderr.take().unwrap()).lines().map(Result::unwrap);
        let mut said = String::new();
        let found = lines.by_ref().find(|line| {
            said.push_str(line);
            said.push('\n');
            line.starts_with(words)
        });
        let Some(line) = found else { panic!("it ended without saying {words:?}:\n{said}") };
        let (say, heard) = mpsc::channel();
        thread::spawn(move || lines.for_each(|line| drop(say.send(line))));
        let origin = line.trim_start_matches("Ready: ").to_owned();
        Self { process, said, heard, home: home.to_owned(), origin }
    }

    /// Sends it a signal and waits until it has ended; whether it said that all went well.
    pub(crate) fn end(mut self, signal: Signal) -> bool {
        kill(Pid::from_raw(i32::try_from(self.process.id()).unwrap()), signal).unwrap();
        self.process.wait().unwrap().success()
    }

    /// Kills its server and waits until it has ended itself, which is a failure; what it said last.
    pub(crate) fn end_of_server(mut self) -> String {
        let file = std::fs::read_to_string(self.home.join("postgres/data/postmaster.pid")).unwrap();
        let server: i32 = file.lines().next().unwrap().parse().unwrap();
        kill(Pid::from_raw(server), Signal::SIGKILL).unwrap();
        let mut last = String::new();
        loop {
            match self.heard.recv_timeout(ORPHAN_LIMIT) {
                Ok(line) => last = line,
                Err(RecvTimeoutError::Disconnected) => break,
                Err(RecvTimeoutError::Timeout) => panic!("it goes on without its server: {last}"),
            }
        }
        assert!(!self.process.wait().unwrap().success());
        last
    }

    /// What it said until it answered.
    pub(crate) fn said(&self) -> &str {
        &self.said
    }

    /// Where it answers.
    pub(crate) fn origin(&self) -> &str {
        &self.origin
    }

    /// Reads as somebody.
    pub(crate) fn get(&self, org: &str, role: &str, path: &str) -> Value {
        let request = Client::new().get(format!("{}{path}", self.origin));
        serde_json::from_str(&answer(request.bearer_auth(self.token(org, role)))).unwrap()
    }

    /// Does something that needs no content as somebody.
    pub(crate) fn post(&self, org: &str, role: &str, path: &str) {
        answer(Client::new().post(format!("{}{path}", self.origin)).bearer_auth(self.token(org, role)));
    }

    /// Attaches a file to a directive; where it is had again.
    pub(crate) fn attach(&self, directive: &str, file: &'static str) -> String {
        let address = format!("{}/directives/v1/directives/{directive}/attachments?file_name=x.pdf", self.origin);
        let request = Client::new().post(address).bearer_auth(self.token("TT", "coordinator"));
        let request = request.header("content-type", "application/octet-stream").body(file);
        let added: Value = serde_json::from_str(&answer(request)).unwrap();
        added["href"].as_str().unwrap().to_owned()
    }

    /// Reads a file.
    pub(crate) fn file(&self, href: &str) -> String {
        answer(Client::new().get(format!("{}{href}", self.origin)).bearer_auth(self.token("TT", "coordinator")))
    }

    /// Reads without a token.
    pub(crate) fn text(&self, path: &str) -> String {
        answer(Client::new().get(format!("{}{path}", self.origin)))
    }

    /// Runs another command beside it.
    pub(crate) fn run(&self, arguments: &[&str]) -> String {
        Self::run_in(&self.home, arguments)
    }

    /// Runs a command; what it printed.
    pub(crate) fn run_in(home: &Path, arguments: &[&str]) -> String {
        let output = command(home).args(arguments).output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    /// Runs a command that fails; what it complained.
    pub(crate) fn refused_in(home: &Path, arguments: &[&str], environment: &[(&str, &str)]) -> String {
        let output = command(home).args(arguments).envs(environment.iter().copied()).output().unwrap();
        assert_eq!(output.status.code(), Some(1));
        assert!(output.stdout.is_empty());
        String::from_utf8(output.stderr).unwrap()
    }

    fn token(&self, org: &str, role: &str) -> String {
        self.run(&["token", "--org", org, "--role", role]).trim().to_owned()
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// No server works in this home any more.
pub(crate) fn assert_no_server_in(home: &Path) {
    let data = home.join("postgres").canonicalize().unwrap();
    let since = Instant::now();
    while works_in(&data) {
        assert!(since.elapsed() < ORPHAN_LIMIT, "a server was left in {}", data.display());
        thread::sleep(Duration::from_millis(20));
    }
}

fn works_in(folder: &Path) -> bool {
    let processes = std::fs::read_dir("/proc").unwrap().flatten();
    processes.filter_map(|process| process.path().join("cwd").read_link().ok()).any(|cwd| cwd.starts_with(folder))
}

fn command(home: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_haicap"));
    command.stdin(Stdio::null()).env("HAICAP_HOME", home).env_remove("DATABASE_URL");
    command.env("HAICAP_ADDR", "127.0.0.1:0").env("HAICAP_OPS_ADDR", "127.0.0.1:0");
    command
}

fn answer(request: RequestBuilder) -> String {
    let answer = request.send().unwrap();
    let (status, text) = (answer.status(), answer.text().unwrap());
    assert!(status.is_success(), "{status}: {text}");
    text
}
