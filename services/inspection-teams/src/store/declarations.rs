//! Declarations of independence.

use crate::domain::declaration::Declaration;
use chrono::{DateTime, Utc};
use diesel::result::QueryResult;
use diesel_async::RunQueryDsl;
use haicap_kit::db::{Db, Row, Statement, from_json, insert as insert_row, to_json};
use haicap_types::{OrganizationCode, Signature};
use serde_json::Value;
use std::collections::HashMap;
use uuid::Uuid;

haicap_kit::row! {
    /// A declaration as its table holds it.
    DeclarationRow in "declaration" by (id) {
        id: Uuid,
        team_id: Uuid,
        person_id: Uuid,
        independent: Vec<OrganizationCode>,
        excepted: Value,
        declared_by: String,
        declared_at: DateTime<Utc>,
    }
}

/// The latest declaration of each member of a team, by the id of the person.
pub async fn of_team(mut db: Db<'_>, team: Uuid) -> QueryResult<HashMap<Uuid, Declaration>> {
    let statement = Statement::<<DeclarationRow as Row>::Sql>::new(format!(
        "select distinct on (d.person_id) {} from declaration d where d.team_id = ",
        DeclarationRow::columns_of("d")
    ));
    let statement = statement.value(team).text(" order by d.person_id, d.declared_at desc, d.id desc");
    let found: Vec<DeclarationRow> = statement.load(&mut db).await?;
    found.into_iter().map(|row| Declaration::try_from(row).map(|one| (one.person_id, one))).collect()
}

/// Writes a declaration.
pub async fn insert(db: Db<'_>, new: &Declaration) -> QueryResult<()> {
    let Declaration { id, team_id, person_id, independent, excepted, declared } = new.clone();
    let excepted = to_json(&excepted)?;
    let (declared_by, declared_at) = (declared.by, declared.at);
    insert_row(db, DeclarationRow { id, team_id, person_id, independent, excepted, declared_by, declared_at }).await
}

impl TryFrom<DeclarationRow> for Declaration {
    type Error = diesel::result::Error;

    fn try_from(row: DeclarationRow) -> Result<Self, Self::Error> {
        Ok(Self {
            id: row.id,
            team_id: row.team_id,
            person_id: row.person_id,
            independent: row.independent,
            excepted: from_json(row.excepted)?,
            declared: Signature { by: row.declared_by, at: row.declared_at },
        })
    }
}
