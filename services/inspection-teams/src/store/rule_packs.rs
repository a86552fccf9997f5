//! Rule packs.

use crate::domain::rule_pack::{PackCode, PackVersion};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::OptionalExtension;
use diesel::result::QueryResult;
use diesel::sql_types::{Bool, Date, Int4, Nullable, Text, Timestamptz};
use diesel_async::RunQueryDsl;
use haicap_kit::db::{Db, Row, Statement, from_json, insert_new, literal_limit, to_json};
use haicap_types::{OrganizationCode, Signature};
use serde_json::Value;

haicap_kit::row! {
    /// A version of a rule pack as its table holds it.
    RulePackRow in "rule_pack" by (code, version) {
        code: PackCode,
        version: i32,
        valid_from: NaiveDate,
        valid_to: Option<NaiveDate>,
        applies_to: Option<OrganizationCode>,
        rules: Value,
        entered_by: Option<String>,
        entered_at: Option<DateTime<Utc>>,
    }
}

/// A version of a rule pack, without its rules.
#[derive(Debug, Clone, diesel::Queryable)]
pub struct PackHead {
    /// The code of the pack.
    pub code: PackCode,
    /// Its number, from 1.
    pub version: i32,
    /// What it is called.
    pub title_vi: String,
    /// The same in English.
    pub title_en: String,
    /// The first date of decisions to which it applies.
    pub valid_from: NaiveDate,
    /// The last one.
    pub valid_to: Option<NaiveDate>,
    /// The organization for which, and for those below which, it applies.
    pub applies_to: Option<OrganizationCode>,
    /// Who entered it; none where it was shipped.
    pub entered_by: Option<String>,
    /// When.
    pub entered_at: Option<DateTime<Utc>>,
}

type SqlHead = (Text, Int4, Text, Text, Date, Nullable<Date>, Nullable<Text>, Nullable<Text>, Nullable<Timestamptz>);

const HEAD: &str = "r.code, r.version, r.rules->>'title_vi', r.rules->>'title_en', r.valid_from, r.valid_to, \
                    r.applies_to, r.entered_by, r.entered_at";

/// The latest version of a pack.
pub async fn latest(db: Db<'_>, code: &PackCode) -> QueryResult<Option<PackVersion>> {
    one(db, selected("r.code = ").value(code.clone()).text(" order by r.version desc limit 1")).await
}

/// A version of a pack.
pub async fn find(db: Db<'_>, code: &PackCode, version: i32) -> QueryResult<Option<PackVersion>> {
    one(db, selected("r.code = ").value(code.clone()).text(" and r.version = ").value(version)).await
}

/// The version that applies to a decision of this date, by an organization with these above it, itself first: that of
/// the nearest organization, and of its packs the latest one.
pub async fn in_force(
    db: Db<'_>,
    organizations: Vec<OrganizationCode>,
    on: NaiveDate,
) -> QueryResult<Option<PackVersion>> {
    let statement = selected("r.valid_from <= ")
        .value(on)
        .text(" and (r.valid_to is null or r.valid_to >= ")
        .value(on)
        .text(") and (r.applies_to is null or r.applies_to = any(")
        .value(organizations.clone())
        .text(
            ")) and not exists (select from rule_pack n where n.code = r.code and n.version > r.version \
             and n.valid_from <= r.valid_from) order by array_position(",
        )
        .value(organizations)
        .text(", r.applies_to) nulls last, r.valid_from desc, r.code desc limit 1");
    one(db, statement).await
}

/// The latest version of each pack, by code, after one of them, at most so many.
pub async fn list(mut db: Db<'_>, after: &str, rows: usize) -> QueryResult<Vec<PackHead>> {
    let limit = literal_limit(rows);
    let statement =
        Statement::<SqlHead>::new(format!("select distinct on (r.code) {HEAD} from rule_pack r where r.code > "));
    let statement = statement.value(after.to_owned());
    let mut found: Vec<PackHead> =
        statement.text(format!(" order by r.code, r.version desc limit {limit}")).load(&mut db).await?;
    found.truncate(rows);
    Ok(found)
}

/// The versions of a pack, the latest first, before one of them, at most so many.
pub async fn versions(mut db: Db<'_>, code: &PackCode, before: i32, rows: usize) -> QueryResult<Vec<PackHead>> {
    let limit = literal_limit(rows);
    let statement = Statement::<SqlHead>::new(format!("select {HEAD} from rule_pack r where r.code = "))
        .value(code.clone())
        .text(" and r.version < ")
        .value(before)
        .text(format!(" order by r.version desc limit {limit}"));
    let mut found: Vec<PackHead> = statement.load(&mut db).await?;
    found.truncate(rows);
    Ok(found)
}

/// Whether a version of the pack says the same.
pub async fn is_entered(mut db: Db<'_>, pack: &PackVersion) -> QueryResult<bool> {
    let statement = Statement::<(Bool,)>::new("select exists (select from rule_pack r where r.code = ");
    let statement = statement.value(pack.code.clone()).text(" and r.rules = ").value(to_json(&pack.rules)?).text(")");
    let (is_entered,): (bool,) = statement.get_result(&mut db).await?;
    Ok(is_entered)
}

/// Adds a version; false if there is one with its number.
pub async fn insert(db: Db<'_>, pack: &PackVersion) -> QueryResult<bool> {
    let (entered_by, entered_at) = Signature::parted(pack.entered.clone());
    let row = RulePackRow {
        code: pack.code.clone(),
        version: pack.version,
        valid_from: pack.rules.valid_from,
        valid_to: pack.rules.valid_to,
        applies_to: pack.rules.applies_to.clone(),
        rules: to_json(&pack.rules)?,
        entered_by,
        entered_at,
    };
    insert_new(db, row).await
}

fn selected(condition: &str) -> Statement<<RulePackRow as Row>::Sql> {
    Statement::new(format!("select {} from rule_pack r where {condition}", RulePackRow::columns_of("r")))
}

async fn one(mut db: Db<'_>, statement: Statement<<RulePackRow as Row>::Sql>) -> QueryResult<Option<PackVersion>> {
    let found: Option<RulePackRow> = statement.get_result(&mut db).await.optional()?;
    found
        .map(|row| {
            let entered = Signature::joined(row.entered_by, row.entered_at);
            Ok(PackVersion { code: row.code, version: row.version, rules: from_json(row.rules)?, entered })
        })
        .transpose()
}
