use crate::case::Case;
use crate::http::Connection;
use crate::place::Place;
use crate::service::Service;
use crate::world::World;
use haicap_kit::Exit;
use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::time::Duration;

/// Requests before the one that is shown, so that every connection has prepared its statements.
const WARM_UP: usize = 64;

/// How long the server's log may take to show what was answered.
const SETTLE: Duration = Duration::from_millis(500);

/// What only workers ask for, who run beside every request.
const OF_WORKERS: [&str; 5] =
    ["event_position", "from event_pending", "directory_state", "from follower", "SKIP LOCKED"];

/// Prints the statements of one request of each case, as the server's log has them.
pub(crate) async fn print(place: &Place, world: &dyn World, cases: &[Case]) -> Exit {
    let service = Service::start(place, world).await?;
    let mut connection = Connection::open(service.address).await?;
    let mut request = Vec::new();
    for case in cases {
        let mut from = 0;
        for turn in 0..=WARM_UP {
            if turn == WARM_UP {
                tokio::time::sleep(SETTLE).await;
                from = log(place)?.len();
            }
            if !world.write_request(*case, &mut request) {
                return Err("there are too few rows: --rows".into());
            }
            let (status, body) = connection.send(&request).await?;
            if status != case.status() {
                return Err(format!("{}: {status} {}", case.name(), String::from_utf8_lossy(body)).into());
            }
        }
        tokio::time::sleep(SETTLE).await;
        let statements = statements(log(place)?.get(from..).unwrap_or_default());
        let mut text = format!("-- {}: {} statements\n", case.name(), statements.len());
        for statement in statements {
            writeln!(text, "{statement};")?;
        }
        writeln!(std::io::stdout(), "{text}")?;
    }
    service.stop().await;
    Ok(())
}

fn log(place: &Place) -> std::io::Result<String> {
    fs::read_to_string(place.folder.join("postgres.log"))
}

/// The statements in a piece of the log, without those of workers.
fn statements(log: &str) -> Vec<String> {
    let mut transactions: Vec<Vec<String>> = Vec::new();
    let mut open: HashMap<&str, usize> = HashMap::new();
    let mut last: Option<usize> = None;
    for line in log.lines() {
        let entry = line.split_once(' ').filter(|(process, _)| process.parse::<u32>().is_ok());
        let Some((process, said)) = entry else {
            // A statement of several lines goes on behind a tab.
            let statement: Option<&mut String> = last.and_then(|at| transactions.get_mut(at)?.last_mut());
            if let Some(statement) = statement {
                statement.push('\n');
                statement.push_str(line.trim_start_matches('\t'));
            }
            continue;
        };
        let Some(statement) = statement(said) else { continue };
        let word = statement.to_ascii_lowercase();
        let at = *open.entry(process).or_insert_with(|| {
            transactions.push(Vec::new());
            transactions.len() - 1
        });
        if let Some(transaction) = transactions.get_mut(at) {
            transaction.push(statement.to_owned());
        }
        last = Some(at);
        let is_open = transactions.get(at).and_then(|all| all.first()).is_some_and(|first| is_begin(first));
        if !is_open || word == "commit" || word == "rollback" {
            open.remove(process);
        }
    }
    let is_foreign = |transaction: &Vec<String>| {
        let is_torn = transaction.first().is_some_and(|first| first.eq_ignore_ascii_case("commit"));
        is_torn || transaction.iter().any(|one| OF_WORKERS.iter().any(|word| one.contains(word)))
    };
    transactions.into_iter().filter(|transaction| !is_foreign(transaction)).flatten().collect()
}

fn is_begin(statement: &str) -> bool {
    statement.to_ascii_lowercase().starts_with("begin")
}

/// What a line of the log executes: `LOG:  execute s1: select …` or `LOG:  statement: BEGIN`.
fn statement(said: &str) -> Option<&str> {
    let said = said.strip_prefix("LOG:  ")?;
    said.strip_prefix("statement: ").or_else(|| said.strip_prefix("execute ")?.split_once(": ").map(|(_, text)| text))
}

#[cfg(test)]
mod tests {
    use super::statements;

    #[test]
    fn the_transactions_of_workers_are_left_out_wherever_they_begin() {
        let log = "1 LOG:  statement: BEGIN\n2 LOG:  statement: BEGIN\n1 LOG:  execute s1: update a\n\tset b = 1\n\
                   2 LOG:  execute s0: select from event_position\n2 LOG:  statement: COMMIT\n\
                   1 LOG:  statement: COMMIT\n3 LOG:  execute s4: select 1\n";
        assert_eq!(statements(log), ["BEGIN", "update a\nset b = 1", "COMMIT", "select 1"]);
    }
}
