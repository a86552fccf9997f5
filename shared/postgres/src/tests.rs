//! Real servers, because everything here is about what they and the system do. As root they cover the lent account,
//! as anybody else our own.

use std::io::{BufRead, BufReader};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;
use std::{env, fs, thread};

use nix::sys::signal::{Signal, kill};
use nix::unistd::{Pid, geteuid};
use tempfile::TempDir;

use crate::place::Place;
use crate::{Binaries, Cluster, Error, Options, SUPERUSER, SharedCluster, lock, wait};

const LIMIT: Duration = Duration::from_secs(20);

#[test]
fn a_cluster_answers_on_its_socket_knows_unicode_and_listens_on_no_network() {
    let home = home();
    let cluster = open(home.path()).unwrap();
    for (question, answer) in [
        ("select lower('Đ')", "đ"),
        (
            "select string_agg(x, ' ' order by x collate \"vi-x-icu\") from unnest('{e,đ,d,â,ă,a}'::text[]) x",
            "a ă â d đ e",
        ),
        ("show listen_addresses", ""),
        ("show data_checksums", "on"),
        ("show fsync", "on"),
        ("show max_connections", "7"),
    ] {
        assert_eq!(ask(&cluster.url("postgres", SUPERUSER), question), answer, "{question}");
    }
    cluster.stop().unwrap();
}

#[test]
fn a_second_cluster_in_the_same_home_is_refused() {
    let home = home();
    let _first = open(home.path()).unwrap();
    assert!(matches!(open(home.path()), Err(Error::InUse { .. })));
}

#[test]
fn what_was_committed_survives_the_servers_sudden_death() {
    let home = home();
    let cluster = open(home.path()).unwrap();
    ask(&cluster.url("postgres", SUPERUSER), "create table kept as select 45 as number");
    send(cluster.process(), Signal::SIGKILL);
    drop(cluster);
    let cluster = open(home.path()).unwrap();
    assert_eq!(ask(&cluster.url("postgres", SUPERUSER), "select number from kept"), "45");
}

/// Runs itself as the parent that is killed.
#[test]
fn a_killed_parent_leaves_no_server_and_a_home_that_opens_again() {
    const HOME_VARIABLE: &str = "HOLD_A_CLUSTER_IN";
    if let Some(home) = env::var_os(HOME_VARIABLE) {
        let _cluster = open(Path::new(&home)).unwrap();
        println!("\nholding");
        loop {
            thread::park();
        }
    }
    let home = home();
    let mut parent = Command::new(env::current_exe().unwrap())
        .args(["--exact", "tests::a_killed_parent_leaves_no_server_and_a_home_that_opens_again", "--nocapture"])
        .env(HOME_VARIABLE, home.path())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let said = BufReader::new(parent.stdout.take().unwrap());
    assert!(said.lines().any(|line| line.unwrap() == "holding"));
    let place = Place::existing(&home.path().join("postgres")).unwrap();
    assert!(place.occupant().is_some());

    parent.kill().unwrap();
    parent.wait().unwrap();
    drop(open(home.path()).unwrap());
    assert_eq!(place.occupant(), None);
}

#[test]
fn an_interrupted_initdb_is_begun_again() {
    let home = home();
    drop(open(home.path()).unwrap());
    let place = home.path().join("postgres");
    fs::rename(place.join("data"), place.join("data.unfinished")).unwrap();
    fs::remove_file(place.join("data.unfinished/PG_VERSION")).unwrap();
    drop(open(home.path()).unwrap());
}

/// After a power cut the numbers of the last server's processes are given to others; after a kill they stay with who was
/// killed until somebody waits for it.
#[test]
fn what_names_a_process_that_is_not_the_server_keeps_no_server_from_starting() {
    let home = home();
    drop(open(home.path()).unwrap());
    let place = Place::existing(&home.path().join("postgres")).unwrap();
    let mut innocent = place.command("sleep").arg("60").spawn().unwrap();
    let mut zombie = place.command("true").spawn().unwrap();
    let is_zombie = || fs::read_to_string(format!("/proc/{}/stat", zombie.id())).unwrap().contains(") Z ");
    wait::until(LIMIT, || Ok(is_zombie().then_some(()))).unwrap().unwrap();

    for process in [innocent.id(), zombie.id()] {
        for left in ["data/postmaster.pid", "sockets/.s.PGSQL.5432.lock"] {
            fs::write(place.folder().join(left), format!("{process}\n")).unwrap();
            let cluster = open(home.path()).unwrap_or_else(|error| panic!("{left} names {process}: {error}"));
            cluster.stop().unwrap();
        }
    }
    innocent.kill().unwrap();
    innocent.wait().unwrap();
    zombie.wait().unwrap();
}

#[test]
fn data_of_another_version_are_refused_with_the_version_to_install() {
    let home = home();
    drop(open(home.path()).unwrap());
    fs::write(home.path().join("postgres/data/PG_VERSION"), "9\n").unwrap();
    let refusal = open(home.path()).err().unwrap().to_string();
    assert!(refusal.contains("install version 9 and set PG_BIN"), "{refusal}");
}

#[test]
fn a_home_whose_data_have_vanished_does_not_silently_begin_anew() {
    let home = home();
    std::os::unix::fs::symlink("/nowhere", home.path().join("postgres")).unwrap();
    assert!(matches!(open(home.path()), Err(Error::Lost { .. })));
}

#[test]
fn a_server_that_refuses_its_settings_says_why() {
    let home = home();
    let refusal = Cluster::open(Options {
        settings: vec![("shared_buffers".to_owned(), "a lot".to_owned())],
        ..options(home.path())
    });
    let refusal = refusal.err().unwrap().to_string();
    assert!(refusal.contains("FATAL:  invalid value for parameter \"shared_buffers\": \"a lot\""), "{refusal}");
}

#[test]
fn a_home_that_is_too_deep_or_too_private_for_a_server_still_gets_one() {
    let home = home();
    let deep = home.path().join("x".repeat(100));
    let private = home.path().join("private");
    fs::create_dir(&private).unwrap();
    fs::set_permissions(&private, PermissionsExt::from_mode(0o700)).unwrap();

    for home in [deep, private] {
        let cluster = open(&home).unwrap();
        assert_eq!(ask(&cluster.url("postgres", SUPERUSER), "show fsync"), "on");
        let (sockets, data) = (cluster.socket_folder().to_owned(), home.join("postgres"));
        assert_eq!(fs::metadata(&sockets).unwrap().permissions().mode() & 0o777, 0o700);
        assert_eq!(data.is_symlink(), geteuid().is_root() && home.ends_with("private"));
        let folder = data.canonicalize().unwrap();
        cluster.stop().unwrap();
        assert_eq!(sockets.exists(), sockets.starts_with(&folder));
        Cluster::remove(&home).unwrap();
        assert!(!data.is_symlink() && !folder.exists());
    }
}

#[test]
fn users_share_one_server_that_ends_soon_after_the_last_has_gone() {
    let folder = home();
    let first = SharedCluster::join_for(folder.path(), 1).unwrap();
    let second = SharedCluster::join_for(folder.path(), 1).unwrap();
    let url = first.url("postgres", SUPERUSER);
    assert_eq!(url, second.url("postgres", SUPERUSER));
    drop(first);
    // This is how the server's shell finds out that somebody is left.
    assert!(lock::alone(&folder.path().join("users")).unwrap().is_none());
    assert_eq!(ask(&url, "show fsync"), "off");

    let place = Place::existing(&folder.path().join("current")).unwrap();
    drop(second);
    let ended = wait::until(LIMIT, || Ok((!place.folder().exists()).then_some(()))).unwrap();
    assert!(ended.is_some());
    assert_eq!(place.occupant(), None);
    let third = SharedCluster::join_for(folder.path(), 1).unwrap();
    assert_eq!(ask(&third.url("postgres", SUPERUSER), "show fsync"), "off");
}

#[test]
fn a_shared_server_that_died_is_replaced() {
    let folder = home();
    let first = SharedCluster::join_for(folder.path(), 1).unwrap();
    let place = Place::existing(&folder.path().join("current")).unwrap();
    let process = fs::read_to_string(place.data().join("postmaster.pid")).unwrap();
    send(process.lines().next().unwrap().parse().unwrap(), Signal::SIGKILL);
    wait::until(LIMIT, || Ok(place.occupant().is_none().then_some(()))).unwrap().unwrap();

    let second = SharedCluster::join_for(folder.path(), 1).unwrap();
    assert_ne!(first.url("postgres", SUPERUSER), second.url("postgres", SUPERUSER));
    assert_eq!(ask(&second.url("postgres", SUPERUSER), "show fsync"), "off");
}

fn home() -> TempDir {
    let home = TempDir::new().unwrap();
    fs::set_permissions(home.path(), PermissionsExt::from_mode(0o755)).unwrap();
    home
}

fn options(home: &Path) -> Options {
    let pg_bin = env::var_os("PG_BIN").map(PathBuf::from);
    Options {
        home: home.to_owned(),
        binaries: Binaries::find(pg_bin.as_deref()).unwrap(),
        settings: vec![("max_connections".to_owned(), "7".to_owned()), ("max_wal_senders".to_owned(), "0".to_owned())],
    }
}

fn open(home: &Path) -> Result<Cluster, Error> {
    Cluster::open(options(home))
}

fn send(process: u32, signal: Signal) {
    kill(Pid::from_raw(process.try_into().unwrap()), signal).unwrap();
}

/// The first value of the first row, if there is one.
fn ask(url: &str, question: &str) -> String {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let (client, connection) = tokio_postgres::connect(url, tokio_postgres::NoTls).await.unwrap();
        tokio::spawn(connection);
        let answers = client.simple_query(question).await.unwrap();
        let row = answers.iter().find_map(|answer| match answer {
            tokio_postgres::SimpleQueryMessage::Row(row) => Some(row),
            _ => None,
        });
        row.and_then(|row| row.get(0)).unwrap_or_default().to_owned()
    })
}
