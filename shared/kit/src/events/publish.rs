use super::Kind;
use crate::auth::Caller;
use crate::db::{Db, Statement};
use aws_lc_rs::digest::{SHA256, digest};
use chrono::{DateTime, Utc};
use diesel::result::QueryResult;
use diesel::sql_types::{Array, Binary, Nullable, Text, Timestamptz, Untyped, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use haicap_types::OrganizationCode;
use serde::Serialize;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use uuid::Uuid;

/// A fact, about to be written with the change that makes it true.
#[derive(Debug, Clone)]
pub struct Event {
    kind: &'static str,
    subject: String,
    organizations: BTreeSet<OrganizationCode>,
    data: Value,
    person: Map<String, Value>,
}

impl Event {
    /// A fact of this kind about this thing: `{noun}/{id}`.
    #[must_use]
    pub fn new(kind: &'static str, noun: &str, id: impl std::fmt::Display) -> Self {
        let subject = format!("{noun}/{id}");
        Self { kind, subject, organizations: BTreeSet::new(), data: Value::Null, person: Map::new() }
    }

    /// An event of this kind about the thing with this id.
    #[must_use]
    pub fn of<K: Kind>(kind: K, id: impl std::fmt::Display) -> Self {
        Self::new(kind.name(), K::NOUN, id)
    }

    /// Whom it concerns: they, and whoever sees them, see the fact.
    #[must_use]
    pub fn concerns<'a>(mut self, organizations: impl IntoIterator<Item = &'a OrganizationCode>) -> Self {
        self.organizations.extend(organizations.into_iter().cloned());
        self
    }

    /// What changed: codes and ids, no names of people.
    #[must_use]
    pub fn data(mut self, data: &impl Serialize) -> Self {
        self.data = serde_json::to_value(data).unwrap_or(Value::Null);
        self
    }

    /// A personal field, kept apart so that it can be erased.
    #[must_use]
    pub fn person(mut self, field: &str, value: &str) -> Self {
        self.person.insert(field.to_owned(), json!(value));
        self
    }
}

/// Whom a fact is ascribed to.
#[derive(Debug, Clone, Copy)]
pub struct Author<'a> {
    /// The token's subject, or the name of the program that acts by itself.
    pub subject: &'a str,
    /// The name of the person, kept apart so that it can be erased.
    pub name: &'a str,
    /// The organization that is acted for; none for the system itself.
    pub organization: Option<&'a OrganizationCode>,
}

impl<'a> From<&'a Caller> for Author<'a> {
    fn from(caller: &'a Caller) -> Self {
        Self { subject: &caller.person.subject, name: &caller.person.name, organization: Some(&caller.organization) }
    }
}

const INSERT: &str = "with given as (
        select * from unnest(";

/// Writes facts, in one statement.
pub async fn publish<'a>(
    db: Db<'_>,
    author: impl Into<Author<'a>>,
    now: DateTime<Utc>,
    events: &[Event],
) -> QueryResult<()> {
    if events.is_empty() {
        return Ok(());
    }
    let author = author.into();
    let mut rows = Rows::default();
    for event in events {
        rows.push(author, now, event);
    }
    rows.insert(db).await
}

#[derive(Default)]
struct Rows {
    ids: Vec<Uuid>,
    kinds: Vec<String>,
    subjects: Vec<String>,
    at: Vec<DateTime<Utc>>,
    actors: Vec<String>,
    acting: Vec<Option<String>>,
    organizations: Vec<String>,
    data: Vec<String>,
    hashes: Vec<Vec<u8>>,
    salts: Vec<Vec<u8>>,
    persons: Vec<String>,
}

impl Rows {
    fn push(&mut self, author: Author<'_>, now: DateTime<Utc>, event: &Event) {
        let mut person = event.person.clone();
        person.insert("actor_name".to_owned(), json!(author.name));
        let person = Value::Object(person).to_string();
        let salt: [u8; 16] = rand::random();
        let hash = digest(&SHA256, &[&salt, person.as_bytes()].concat());
        self.ids.push(Uuid::now_v7());
        self.kinds.push(event.kind.to_owned());
        self.subjects.push(event.subject.clone());
        self.at.push(now);
        self.actors.push(author.subject.to_owned());
        self.acting.push(author.organization.map(ToString::to_string));
        // Codes hold no spaces, and an array of arrays cannot be unnested by rows.
        let codes: Vec<&str> = event.organizations.iter().map(OrganizationCode::as_str).collect();
        self.organizations.push(codes.join(" "));
        self.data.push(event.data.to_string());
        self.hashes.push(hash.as_ref().to_vec());
        self.salts.push(salt.to_vec());
        self.persons.push(person);
    }

    async fn insert(self, mut db: Db<'_>) -> QueryResult<()> {
        Statement::<Untyped>::new(INSERT)
            .bind::<Array<SqlUuid>, _>(self.ids)
            .text(", ")
            .bind::<Array<Text>, _>(self.kinds)
            .text(", ")
            .bind::<Array<Text>, _>(self.subjects)
            .text(", ")
            .bind::<Array<Timestamptz>, _>(self.at)
            .text(", ")
            .bind::<Array<Text>, _>(self.actors)
            .text(", ")
            .bind::<Array<Nullable<Text>>, _>(self.acting)
            .text(", ")
            .bind::<Array<Text>, _>(self.organizations)
            .text(", ")
            .bind::<Array<Text>, _>(self.data)
            .text(", ")
            .bind::<Array<Binary>, _>(self.hashes)
            .text(", ")
            .bind::<Array<Binary>, _>(self.salts)
            .text(", ")
            .bind::<Array<Text>, _>(self.persons)
            .text(
                ") as given (id, kind, subject, at, actor, organization, organizations, data, person_hash, salt, fields)
    ), written as (
        insert into event (id, kind, subject, at, actor, organization, organizations, data, person_hash)
        select id, kind, subject, at, actor, organization, string_to_array(organizations, ' '), data::json, person_hash
        from given
    ), apart as (
        insert into event_person (event_id, salt, fields) select id, salt, fields::json from given
    )
    insert into event_pending (event_id) select id from given order by id",
            )
            .execute(&mut db)
            .await
            .map(drop)
    }
}
