use crate::wait::eventually;
use diesel::sql_types::Bool;
use diesel_async::RunQueryDsl;
use haicap_kit::{Config, Service};
use haicap_testing::{Answer, Request, TestDatabase};
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use std::collections::HashMap;
use std::fs::File;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};

/// Below the ports that outgoing connections take.
const API_PORT: u16 = 28_080;
const OPS_PORT: u16 = 28_090;

/// A service as a process: killed, it can be started again at the same address, on the same database.
pub(crate) struct Process {
    service: Service,
    /// Where it answers; nobody else uses the address, so it is still free after a kill.
    pub(crate) origin: String,
    /// Its own database.
    pub(crate) database: TestDatabase,
    ops: String,
    environment: HashMap<String, String>,
    log: PathBuf,
    child: Option<Child>,
}

impl Process {
    /// Makes a database for a service, and starts nothing. `folder` holds the keys.
    pub(crate) async fn install(service: Service, folder: &Path, directives: Option<&Self>) -> Self {
        let database = TestDatabase::alone(service.schema).await;
        let [a, b, c]: [u8; 3] = rand::random();
        let address = format!("127.{a}.{b}.{}", c.clamp(2, 253));
        let path = |name: &str| folder.join(name).to_str().unwrap().to_owned();
        let mut environment = HashMap::from([
            ("DATABASE_URL", database.url.clone()),
            ("DATABASE_OWNER_URL", database.owner_url.clone()),
            ("LISTEN_ADDR", format!("{address}:{API_PORT}")),
            ("OPS_ADDR", format!("{address}:{OPS_PORT}")),
            ("AUTH_JWKS_FILE", path("jwks.json")),
            ("SERVICE_KEY_FILE", path("signing-key.der")),
            ("STORAGE_DIR", path(&format!("attachments-{}", service.name))),
        ]);
        if let Some(directives) = directives {
            environment.insert("DIRECTIVES_URL", directives.origin.clone());
        }
        let process = Self {
            service,
            origin: format!("http://{address}:{API_PORT}"),
            database,
            ops: format!("http://{address}:{OPS_PORT}"),
            environment: environment.into_iter().map(|(name, value)| (name.to_owned(), value)).collect(),
            log: folder.join(format!("{}.log", service.name)),
            child: None,
        };
        process.run(&["migrate"]);
        process
    }

    /// The service's name.
    pub(crate) const fn name(&self) -> &'static str {
        self.service.name
    }

    /// What the process is told.
    pub(crate) fn config(&self) -> Config {
        Config::read(&self.service, &self.environment).unwrap()
    }

    /// Starts it and waits until it is ready.
    pub(crate) async fn start(&mut self) {
        self.launch();
        eventually("it is ready", async || self.readiness().await.filter(|answer| answer.status == 200)).await;
    }

    /// Starts it and does not wait.
    pub(crate) fn launch(&mut self) {
        let log = File::options().create(true).append(true).open(&self.log).unwrap();
        self.child = Some(self.command().stdout(Stdio::null()).stderr(log).spawn().unwrap());
    }

    /// Kills it as the kernel does when memory runs out.
    pub(crate) fn kill(&mut self) {
        let mut child = self.child.take().unwrap();
        child.kill().unwrap();
        child.wait().unwrap();
    }

    /// Asks it to end.
    pub(crate) fn terminate(&self) {
        let id = self.child.as_ref().unwrap().id();
        kill(Pid::from_raw(i32::try_from(id).unwrap()), Signal::SIGTERM).unwrap();
    }

    /// Waits until it has ended by itself.
    pub(crate) async fn end(&mut self) -> ExitStatus {
        let child = tokio::sync::Mutex::new(self.child.take().unwrap());
        eventually("it ends", async || child.lock().await.try_wait().unwrap()).await
    }

    /// Runs another command of the same program; what it printed.
    pub(crate) fn run(&self, arguments: &[&str]) -> String {
        let output = self.command().args(arguments).output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    /// What it logged so far.
    pub(crate) fn logged(&self) -> String {
        std::fs::read_to_string(&self.log).unwrap()
    }

    /// What readiness says; `None` while nobody answers.
    pub(crate) async fn readiness(&self) -> Option<Answer> {
        self.operations("/health/ready").await
    }

    /// Waits until it says so of the directory.
    pub(crate) async fn expect_directory(&self, status: &str) {
        let says = |answer: &Answer| answer.text_at("/services/0/followers/0/state") == status;
        eventually(status, async || self.readiness().await.filter(says)).await;
    }

    /// Its metrics.
    pub(crate) async fn metrics(&self) -> String {
        self.operations("/metrics").await.unwrap().text
    }

    /// Waits until the answer to a question about its database is yes.
    pub(crate) async fn expect_in_database(&self, question: &str) {
        let ask = async || {
            let mut owner = self.database.owner().await;
            let answer = diesel::dsl::sql::<Bool>(&format!("select {question}"));
            answer.get_result::<bool>(&mut owner).await.unwrap().then_some(())
        };
        eventually(question, ask).await;
    }

    /// Waits until one of its transactions waits for a lock.
    pub(crate) async fn expect_blocked(&self) {
        self.expect_in_database(
            "exists (select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock')",
        )
        .await;
    }

    async fn operations(&self, path: &str) -> Option<Answer> {
        Request::new(reqwest::Client::new().get(format!("{}{path}", self.ops))).try_send().await.ok()
    }

    fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_service"));
        command.arg0(self.service.name).env_clear().envs(&self.environment).stdin(Stdio::null());
        command
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        if let Some(child) = &mut self.child {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}
