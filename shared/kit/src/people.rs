//! What people are called. Tables keep the subject of a person's token alone; its name is kept once, so that it can be
//! erased, and every answer shows it beside the subject.

use crate::db::{Db, Statement};
use arc_swap::ArcSwap;
use chrono::{DateTime, TimeDelta, Utc};
use diesel::result::QueryResult;
use diesel::sql_types::{Text, Timestamptz, Untyped};
use diesel_async::RunQueryDsl;
use haicap_types::PersonView;
use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

/// A name that is as old as this is committed, however long its transaction took.
const OVERLAP: TimeDelta = TimeDelta::minutes(1);

/// How often all names are read again, so that those are forgotten that were erased.
const READ_ALL_EVERY: TimeDelta = TimeDelta::minutes(10);

/// How many names are held at most, the latest first; whoever is not among them goes by the subject alone.
const NAMES: i64 = 200_000;

/// The names of people who acted here, as this process knows them.
#[derive(Debug, Default)]
pub struct People {
    names: RwLock<HashMap<String, String>>,
    read: ArcSwap<Read>,
}

/// Up to which moments of the database names were read.
#[derive(Debug, Clone, Copy, Default)]
struct Read {
    all: DateTime<Utc>,
    latest: DateTime<Utc>,
}

impl People {
    /// A person, with the name if it is known.
    #[must_use]
    pub fn person(&self, subject: &str) -> PersonView {
        PersonView { subject: subject.to_owned(), name: self.names().get(subject).cloned() }
    }

    /// Writes the name of a person who makes a change, unless it is known.
    pub(crate) async fn write(&self, mut db: Db<'_>, subject: &str, name: &str) -> QueryResult<()> {
        if self.knows(subject, name) {
            return Ok(());
        }
        Statement::<Untyped>::new("insert into person (subject, name) values (")
            .bind::<Text, _>(subject.to_owned())
            .text(", ")
            .bind::<Text, _>(name.to_owned())
            .text(
                ") on conflict (subject) do update set name = excluded.name, changed_at = excluded.changed_at \
                 where person.name <> excluded.name",
            )
            .execute(&mut db)
            .await
            .map(drop)
    }

    /// Knows a person whose change was committed.
    pub(crate) fn learn(&self, subject: &str, name: &str) {
        if !self.knows(subject, name) {
            self.names_to_change().insert(subject.to_owned(), name.to_owned());
        }
    }

    fn knows(&self, subject: &str, name: &str) -> bool {
        self.names().get(subject).is_some_and(|known| known == name)
    }

    fn names(&self) -> RwLockReadGuard<'_, HashMap<String, String>> {
        self.names.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn names_to_change(&self) -> RwLockWriteGuard<'_, HashMap<String, String>> {
        self.names.write().unwrap_or_else(PoisonError::into_inner)
    }

    /// Reads what other processes learned.
    pub(crate) async fn refresh(&self, mut db: Db<'_>) -> QueryResult<()> {
        let read = *self.read.load_full();
        let (now,) = Statement::<(Timestamptz,)>::new("select now()").get_result::<(DateTime<Utc>,)>(&mut db).await?;
        let is_whole = now - read.all > READ_ALL_EVERY;
        let since = if is_whole { DateTime::UNIX_EPOCH } else { read.latest - OVERLAP };
        let names: Vec<(String, String)> =
            Statement::<(Text, Text)>::new("select subject, name from person where changed_at >= ")
                .bind::<Timestamptz, _>(since)
                .text(format!(" order by changed_at desc limit {NAMES}"))
                .load(&mut db)
                .await?;
        if is_whole {
            let names = names.into_iter().collect();
            *self.names_to_change() = names;
        } else if !names.is_empty() {
            self.names_to_change().extend(names);
        }
        self.read.store(Arc::new(Read { all: if is_whole { now } else { read.all }, latest: now }));
        Ok(())
    }
}
