//! Forms and their versions.

use super::Kept;
use crate::domain::form::PublishedForm;
use crate::domain::obligation::FormVersion;
use crate::schema::{form, form_version};
use chrono::{DateTime, Utc};
use diesel::result::QueryResult;
use diesel::{ExpressionMethods, OptionalExtension, QueryDsl};
use diesel_async::RunQueryDsl;
use haicap_kit::db::{Db, from_json, to_json};
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

type Row = (OrganizationCode, String, String, String, Option<i32>, i32);

const COLUMNS: (form::owner, form::code, form::name_vi, form::name_en, form::latest, form::version) =
    (form::owner, form::code, form::name_vi, form::name_en, form::latest, form::version);

/// The form with a code.
///
/// # Errors
/// The database's.
pub async fn find(mut db: Db<'_>, code: &str) -> QueryResult<Option<Kept<FormHead>>> {
    let found: Option<Row> = form::table.find(code).select(COLUMNS).get_result(&mut db).await.optional()?;
    Ok(found.map(kept))
}

/// The forms by code, after one of them, at most so many.
///
/// # Errors
/// The database's.
pub async fn list(mut db: Db<'_>, after: &str, rows: usize) -> QueryResult<Vec<Kept<FormHead>>> {
    let found: Vec<Row> = form::table
        .filter(form::code.gt(after))
        .order(form::code)
        .limit(i64::try_from(rows).unwrap_or(i64::MAX))
        .select(COLUMNS)
        .load(&mut db)
        .await?;
    Ok(found.into_iter().map(kept).collect())
}

/// Adds a form; false if its code is taken.
///
/// # Errors
/// The database's.
pub async fn insert(mut db: Db<'_>, kept: &Kept<FormHead>) -> QueryResult<bool> {
    let head = &kept.thing;
    diesel::insert_into(form::table)
        .values((
            form::code.eq(&head.code),
            form::owner.eq(&kept.owner),
            form::name_vi.eq(&head.name_vi),
            form::name_en.eq(&head.name_en),
            form::version.eq(kept.version),
        ))
        .on_conflict_do_nothing()
        .execute(&mut db)
        .await
        .map(|inserted| inserted == 1)
}

/// Publishes the next version of a form; false if another change came first.
///
/// # Errors
/// The database's.
pub async fn publish(mut db: Db<'_>, kept: &mut Kept<FormHead>, version: &KeptVersion) -> QueryResult<bool> {
    let read = kept.version;
    kept.version = read.saturating_add(1);
    kept.thing.latest = Some(version.number);
    let unchanged = form::table.find(&kept.thing.code).filter(form::version.eq(read));
    let saved = diesel::update(unchanged)
        .set((form::latest.eq(kept.thing.latest), form::version.eq(kept.version)))
        .execute(&mut db)
        .await?;
    if saved == 0 {
        return Ok(false);
    }
    diesel::insert_into(form_version::table)
        .values((
            form_version::form.eq(&kept.thing.code),
            form_version::number.eq(version.number),
            form_version::content.eq(to_json(&*version.form)?),
            form_version::published_at.eq(version.published_at),
            form_version::published_by.eq(&version.published_by),
        ))
        .execute(&mut db)
        .await?;
    Ok(true)
}

/// A version of a form.
///
/// # Errors
/// The database's.
pub async fn version(mut db: Db<'_>, code: &str, number: i32) -> QueryResult<Option<KeptVersion>> {
    let kept = form_version::table.find((code, number));
    let id: Option<Uuid> = kept.select(form_version::id).get_result(&mut db).await.optional()?;
    match id {
        Some(id) => version_of_id(db, id).await.map(Some),
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
    let (number, content, published_at, published_by): (_, Value, _, _) = form_version::table
        .filter(form_version::id.eq(id))
        .select((form_version::number, form_version::content, form_version::published_at, form_version::published_by))
        .get_result(&mut db)
        .await?;
    let version = KeptVersion { number, form: Arc::new(from_json(content)?), published_at, published_by };
    KNOWN.insert(id, version.clone());
    Ok(version)
}

/// The numbers of the last versions of those of these forms that have one.
///
/// # Errors
/// The database's.
pub async fn latest(mut db: Db<'_>, codes: BTreeSet<String>) -> QueryResult<BTreeMap<String, FormVersion>> {
    // What is no code may be what the database cannot even be asked about.
    let codes: Vec<String> = codes.into_iter().filter(|code| ListCode::new(code).is_ok()).collect();
    let found: Vec<(String, Option<i32>)> =
        form::table.filter(form::code.eq_any(codes)).select((form::code, form::latest)).load(&mut db).await?;
    let versions = found.into_iter().filter_map(|(code, latest)| Some(FormVersion { number: latest?, code }));
    Ok(versions.map(|version| (version.code.clone(), version)).collect())
}

fn kept((owner, code, name_vi, name_en, latest, version): Row) -> Kept<FormHead> {
    Kept { owner, thing: FormHead { code, name_vi, name_en, latest }, version }
}
