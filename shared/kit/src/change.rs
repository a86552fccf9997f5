//! The four beats of every change, in one short transaction: read, decide, save if unchanged, publish.

mod idempotency;

pub use idempotency::forget_old_keys;

use crate::auth::Caller;
use crate::db::{Db, Failure, OwnConnection, begin, commit, lock_name, roll_back};
use crate::events::{Event, Kind, last_change, publish};
use crate::host::Host;
use crate::http::{Answer, Precondition, Problem, Reply};
use crate::people::People;
use chrono::{DateTime, Utc};
use futures_util::try_join;
use haicap_types::{Denial, Faults};
use idempotency::Claim;
use serde_json::Value;
use std::fmt::Display;
use std::sync::OnceLock;

/// How often a change is read and decided in all. Whoever lost a race waits in line for the thing, so the next attempt
/// competes only with those who come fresh.
const ATTEMPTS: usize = 8;

/// A change that is being made.
pub struct Work<'a> {
    /// Who makes it.
    pub caller: &'a Caller,
    /// When it is made, on the domain clock.
    pub now: DateTime<Utc>,
    /// What makes it safe to send.
    pub precondition: &'a Precondition,
    connection: OwnConnection,
    events: Vec<Event>,
    about: OnceLock<String>,
}

/// Why a change did not come about.
#[derive(Debug)]
pub enum Stop {
    /// It may not, or cannot.
    Problem(Problem),
    /// Somebody else saved first, or the database ended this transaction so that another could go on.
    Lost,
}

impl Work<'_> {
    /// The transaction's connection.
    #[must_use]
    pub fn db(&self) -> Db<'_> {
        &self.connection
    }

    /// Says whose version the change is about (`{noun}/{id}`), where that is not the thing of the address.
    pub fn about<K: Kind>(&self, id: impl Display) {
        self.about.get_or_init(|| format!("{}/{id}", K::NOUN));
    }

    /// Notes a fact; it is written with the change.
    pub fn publish(&mut self, event: Event) {
        self.events.push(event);
    }
}

impl Host {
    /// Makes a change: claims the idempotency key, lets `act` read, decide and save, writes the events and the answer,
    /// and commits all of it or nothing. A lost race is read and decided again, also where the caller named a version:
    /// `act` compares it with what it reads, and what changed meanwhile may have been something else.
    ///
    /// # Errors
    /// What `act` refused, or what the key or the database says.
    pub async fn change(
        &self,
        caller: &Caller,
        precondition: &Precondition,
        act: impl AsyncFn(&mut Work<'_>) -> Result<Reply, Stop>,
    ) -> Answer {
        self.make(caller, precondition, act, Close::Commit).await
    }

    /// Does all that [`Host::change`] does, and rolls it back: the answer is what the change would answer, without the
    /// tag of a version that does not exist. Nothing is kept under the idempotency key.
    ///
    /// # Errors
    /// As [`Host::change`].
    pub async fn rehearse(
        &self,
        caller: &Caller,
        precondition: &Precondition,
        act: impl AsyncFn(&mut Work<'_>) -> Result<Reply, Stop>,
    ) -> Answer {
        self.make(caller, &precondition.unless_tried(true), act, Close::RollBack).await.map(|mut reply| {
            reply.etag = None;
            reply
        })
    }

    async fn make(
        &self,
        caller: &Caller,
        precondition: &Precondition,
        act: impl AsyncFn(&mut Work<'_>) -> Result<Reply, Stop>,
        close: Close,
    ) -> Answer {
        for attempt in 1..=ATTEMPTS {
            let connection = self.database.own().await?;
            let now = self.clock.now();
            let mut work = Work { caller, now, precondition, connection, events: Vec::new(), about: OnceLock::new() };
            begin(&mut work.connection).await?;
            match carry_out(&mut work, &self.people, attempt > 1, &act).await {
                Ok(Outcome::Done(reply)) if close == Close::Commit => {
                    commit(&mut work.connection).await?;
                    self.people.learn(&caller.person.subject, &caller.person.name);
                    self.log.wake();
                    return Ok(reply);
                }
                Ok(Outcome::Done(reply) | Outcome::Replayed(reply)) => {
                    roll_back(&mut work.connection).await;
                    return Ok(reply);
                }
                Err(Stop::Problem(problem)) => {
                    roll_back(&mut work.connection).await;
                    return Err(with_last_change(problem, &work).await);
                }
                Err(Stop::Lost) => roll_back(&mut work.connection).await,
            }
        }
        Err(Problem::unavailable())
    }
}

/// Who acts on what was read before is told what happened since.
async fn with_last_change(problem: Problem, work: &Work<'_>) -> Problem {
    let Some(current) = problem.details.members.get("current_version").and_then(Value::as_i64) else { return problem };
    let Some(subject) = work.about.get().cloned().or_else(|| work.precondition.subject()) else { return problem };
    // The answer is right without it.
    let last = last_change(work.db(), &subject, current).await.ok().flatten();
    match last.and_then(|last| serde_json::to_value(last).ok()) {
        Some(last) => problem.member("last_change", last),
        None => problem,
    }
}

/// How the transaction of a change that was made is closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Close {
    Commit,
    RollBack,
}

enum Outcome {
    Done(Reply),
    Replayed(Reply),
}

async fn carry_out(
    work: &mut Work<'_>,
    people: &People,
    is_again: bool,
    act: &impl AsyncFn(&mut Work<'_>) -> Result<Reply, Stop>,
) -> Result<Outcome, Stop> {
    if is_again {
        // Waits until those are done who lost a race for the same thing before. It comes first in the transaction, so
        // whoever waits here holds nothing that they might need.
        lock_name(work.db(), &work.precondition.thing).await?;
    }
    let scope = idempotency::Scope::of(work.caller, work.precondition);
    if let Some(scope) = &scope {
        match idempotency::claim(work.db(), scope).await? {
            Claim::Ours => {}
            Claim::Answered(reply) => return Ok(Outcome::Replayed(reply)),
            Claim::Refused(problem) => return Err(problem.into()),
        }
    }
    let reply = act(work).await?;
    let published = publish(work.db(), work.caller, work.now, &work.events);
    match &scope {
        // Sent together: the database carries them out in this order, and one wait is enough for both.
        Some(scope) => try_join!(published, idempotency::answer(work.db(), scope, &reply)).map(drop)?,
        None => published.await?,
    }
    let person = &work.caller.person;
    people.write(work.db(), &person.subject, &person.name).await?;
    Ok(Outcome::Done(reply))
}

impl From<Problem> for Stop {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

impl From<Denial> for Stop {
    fn from(denial: Denial) -> Self {
        Self::Problem(denial.into())
    }
}

impl From<Faults> for Stop {
    fn from(faults: Faults) -> Self {
        Self::Problem(faults.into())
    }
}

impl From<diesel::result::Error> for Stop {
    fn from(error: diesel::result::Error) -> Self {
        match Failure::of(&error) {
            Failure::Conflict => Self::Lost,
            _ => Problem::from(error).into(),
        }
    }
}
