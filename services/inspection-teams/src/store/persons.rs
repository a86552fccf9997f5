//! Files of persons.

use crate::domain::person::{Details, PersonFile};
use diesel::OptionalExtension;
use diesel::result::QueryResult;
use diesel::sql_types::{Text, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use haicap_kit::db::{Db, Row, Statement, from_json, insert_new, literal_limit, save as save_row, to_json};
use haicap_types::OrganizationCode;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::HashMap;
use uuid::Uuid;

/// After which file the page begins.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct After(pub String, pub Uuid);

haicap_kit::row! {
    /// A file as its table holds it.
    PersonRow in "person_file" by (id) {
        id: Uuid,
        keeper: OrganizationCode,
        version: i32,
    } changing {
        subject: Option<String>,
        name: String,
        details: Value,
    }
}

fn selected(condition: &str) -> Statement<<PersonRow as Row>::Sql> {
    Statement::new(format!("select {} from person_file f where {condition}", PersonRow::columns_of("f")))
}

/// The file with an id.
pub async fn find(mut db: Db<'_>, id: Uuid) -> QueryResult<Option<PersonFile>> {
    let found: Option<PersonRow> = selected("f.id = ").value(id).get_result(&mut db).await.optional()?;
    found.map(PersonFile::try_from).transpose()
}

/// What the files with these ids say, of those that one of these organizations keeps.
pub async fn kept(
    mut db: Db<'_>,
    keepers: Vec<OrganizationCode>,
    ids: Vec<Uuid>,
) -> QueryResult<HashMap<Uuid, Details>> {
    let statement = selected("f.keeper = any(").value(keepers).text(") and f.id = any(").value(ids).text(")");
    let found: Vec<PersonRow> = statement.load(&mut db).await?;
    found.into_iter().map(|row| Ok((row.id, from_json(row.details)?))).collect()
}

/// What the files of the members of teams say.
pub async fn details(mut db: Db<'_>, ids: Vec<Uuid>) -> QueryResult<HashMap<Uuid, Details>> {
    let found: Vec<PersonRow> = selected("f.id = any(").value(ids).text(")").load(&mut db).await?;
    found.into_iter().map(|row| Ok((row.id, from_json(row.details)?))).collect()
}

/// The names in the files with these ids.
pub async fn names(mut db: Db<'_>, ids: Vec<Uuid>) -> QueryResult<HashMap<Uuid, String>> {
    let statement = Statement::<(SqlUuid, Text)>::new("select id, name from person_file where id = any(");
    let found: Vec<(Uuid, String)> = statement.value(ids).text(")").load(&mut db).await?;
    Ok(found.into_iter().collect())
}

/// Whether an organization keeps another file of the person with this subject.
pub async fn is_taken(mut db: Db<'_>, file: &PersonFile) -> QueryResult<bool> {
    let Some(subject) = file.details.subject.clone() else { return Ok(false) };
    let statement = selected("f.keeper = ")
        .value(file.keeper.clone())
        .text(" and f.subject = ")
        .value(subject)
        .text(" and f.id <> ")
        .value(file.id);
    let found: Option<PersonRow> = statement.get_result(&mut db).await.optional()?;
    Ok(found.is_some())
}

/// The files of organizations by name, after one of them, at most so many.
pub async fn list(
    mut db: Db<'_>,
    keepers: &[OrganizationCode],
    after: Option<&After>,
    rows: usize,
) -> QueryResult<Vec<PersonFile>> {
    let mut statement = selected("f.keeper = any(").value(keepers.to_vec()).text(")");
    if let Some(After(name, id)) = after {
        statement = statement.text(" and (f.name, f.id) > (").value(name.clone()).text(", ").value(*id).text(")");
    }
    let limit = literal_limit(rows);
    let mut found: Vec<PersonRow> =
        statement.text(format!(" order by f.name, f.id limit {limit}")).load(&mut db).await?;
    found.truncate(rows);
    found.into_iter().map(PersonFile::try_from).collect()
}

/// Adds a file; false if there is one with its subject.
pub async fn insert(db: Db<'_>, new: &PersonFile) -> QueryResult<bool> {
    insert_new(db, row(new)?).await
}

/// Saves a file and raises its version; false if another change came first.
pub async fn save(db: Db<'_>, file: &PersonFile) -> QueryResult<bool> {
    save_row(db, row(file)?, file.version).await
}

fn row(file: &PersonFile) -> QueryResult<PersonRow> {
    let PersonFile { id, keeper, details, version } = file.clone();
    Ok(PersonRow {
        id,
        keeper,
        version,
        subject: details.subject.clone(),
        name: details.name.clone(),
        details: to_json(&details)?,
    })
}

impl TryFrom<PersonRow> for PersonFile {
    type Error = diesel::result::Error;

    fn try_from(row: PersonRow) -> Result<Self, Self::Error> {
        Ok(Self { id: row.id, keeper: row.keeper, details: from_json(row.details)?, version: row.version })
    }
}
