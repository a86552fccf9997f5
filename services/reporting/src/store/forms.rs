//! Forms and their versions.

use super::Kept;
use crate::domain::form::PublishedForm;
use crate::domain::obligation::FormVersion;
use chrono::{DateTime, Utc};
use diesel::OptionalExtension;
use diesel::result::QueryResult;
use diesel::sql_types::{Int4, Nullable, Text, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use haicap_kit::db::{Db, Row, Statement, from_json, insert as insert_row, insert_new, literal_limit, save, to_json};
use haicap_types::{ListCode, OrganizationCode};
use quick_cache::sync::Cache;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};
use uuid::Uuid;

/// How many versions are remembered.
const REMEMBERED: usize = 200;

/// A form, apart from what it asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormHead {
    /// Its code.
    pub code: String,
    /// What it is called.
    pub name_vi: String,
    /// The same in English.
    pub name_en: String,
    /// The number of its last version; none while nothing is published.
    pub latest: Option<i32>,
}

/// A published version of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptVersion {
    /// Its number, from 1.
    pub number: i32,
    /// What it asks for.
    pub form: Arc<PublishedForm>,
    /// When it was published.
    pub published_at: DateTime<Utc>,
    /// The subject of the person who published it.
    pub published_by: String,
}

haicap_kit::row! {
    /// A form as its table holds it.
    FormRow in "form" by (code) {
        code: String,
        owner: OrganizationCode,
        name_vi: String,
        name_en: String,
        version: i32,
    } changing {
        latest: Option<i32>,
    }
}

haicap_kit::row! {
    /// A version of a form as its table holds it; it never changes.
    VersionRow in "form_version" by (form, number) {
        form: String,
        number: i32,
        content: Value,
        published_at: DateTime<Utc>,
        published_by: String,
    }
}

/// The form with a code.
pub async fn find(mut db: Db<'_>, code: &str) -> QueryResult<Option<Kept<FormHead>>> {
    let found: Option<FormRow> = selected("f.code = ").value(code.to_owned()).get_result(&mut db).await.optional()?;
    Ok(found.map(kept))
}

/// The forms by code, after one of them, at most so many.
pub async fn list(mut db: Db<'_>, after: &str, rows: usize) -> QueryResult<Vec<Kept<FormHead>>> {
    let limit = literal_limit(rows);
    let mut found: Vec<FormRow> = selected("f.code > ")
        .value(after.to_owned())
        .text(format!(" order by f.code limit {limit}"))
        .load(&mut db)
        .await?;
    found.truncate(rows);
    Ok(found.into_iter().map(kept).collect())
}

/// Adds a form; false if its code is taken.
pub async fn insert(db: Db<'_>, kept: &Kept<FormHead>) -> QueryResult<bool> {
    insert_new(db, row(kept)).await
}

/// Publishes the next version of a form; false if another change came first.
pub async fn publish(db: Db<'_>, kept: &Kept<FormHead>, version: &KeptVersion) -> QueryResult<bool> {
    let head = FormHead { latest: Some(version.number), ..kept.thing.clone() };
    if !save(db, row(&Kept { thing: head, ..kept.clone() }), kept.version).await? {
        return Ok(false);
    }
    let new = VersionRow {
        form: kept.thing.code.clone(),
        number: version.number,
        content: to_json(&*version.form)?,
        published_at: version.published_at,
        published_by: version.published_by.clone(),
    };
    insert_row(db, new).await?;
    Ok(true)
}

/// A version of a form.
pub async fn version(mut db: Db<'_>, code: &str, number: i32) -> QueryResult<Option<KeptVersion>> {
    let found: Option<(Uuid,)> = Statement::<(SqlUuid,)>::new("select id from form_version where form = ")
        .value(code.to_owned())
        .text(" and number = ")
        .value(number)
        .get_result(&mut db)
        .await
        .optional()?;
    match found {
        Some((id,)) => version_of_id(db, id).await.map(Some),
        None => Ok(None),
    }
}

/// The version with an id. It never changes, so that it is read once: every cell that somebody types is checked by it.
///
/// # Errors
/// The database's, or there is none.
pub async fn version_of_id(mut db: Db<'_>, id: Uuid) -> QueryResult<KeptVersion> {
    static KNOWN: LazyLock<Cache<Uuid, KeptVersion>> = LazyLock::new(|| Cache::new(REMEMBERED));
    if let Some(known) = KNOWN.get(&id) {
        return Ok(known);
    }
    let select = format!("select {} from form_version v where v.id = ", VersionRow::columns_of("v"));
    let row: VersionRow = Statement::<<VersionRow as Row>::Sql>::new(select).value(id).get_result(&mut db).await?;
    let VersionRow { number, content, published_at, published_by, .. } = row;
    let version = KeptVersion { number, form: Arc::new(from_json(content)?), published_at, published_by };
    KNOWN.insert(id, version.clone());
    Ok(version)
}

/// The numbers of the last versions of those of these forms that have one.
pub async fn latest(mut db: Db<'_>, codes: BTreeSet<String>) -> QueryResult<BTreeMap<String, FormVersion>> {
    // What is no code may be what the database cannot even be asked about.
    let codes: Vec<String> = codes.into_iter().filter(|code| ListCode::new(code).is_ok()).collect();
    let found: Vec<(String, Option<i32>)> =
        Statement::<(Text, Nullable<Int4>)>::new("select code, latest from form where code = any(")
            .value(codes)
            .text(")")
            .load(&mut db)
            .await?;
    let versions = found.into_iter().filter_map(|(code, latest)| Some(FormVersion { number: latest?, code }));
    Ok(versions.map(|version| (version.code.clone(), version)).collect())
}

fn selected(condition: &str) -> Statement<<FormRow as Row>::Sql> {
    Statement::new(format!("select {} from form f where {condition}", FormRow::columns_of("f")))
}

fn row(kept: &Kept<FormHead>) -> FormRow {
    let Kept { owner, thing: FormHead { code, name_vi, name_en, latest }, version } = kept.clone();
    FormRow { code, owner, name_vi, name_en, version, latest }
}

fn kept(row: FormRow) -> Kept<FormHead> {
    let FormRow { code, owner, name_vi, name_en, version, latest } = row;
    Kept { owner, thing: FormHead { code, name_vi, name_en, latest }, version }
}
