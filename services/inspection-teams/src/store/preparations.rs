//! Preparations: what is read of a programme when its teams are checked.

use super::{decisions, persons, rule_packs, teams};
use crate::domain::preparation::Preparation;
use crate::domain::programme::Programme;
use chrono::NaiveDate;
use diesel::result::QueryResult;
use haicap_kit::db::Db;
use haicap_types::OrganizationCode;

/// The teams of a programme with the files of their members and the rules of its decision; where there is none, those that
/// apply on a date to these organizations, the nearest first. None where no rules apply.
pub async fn find(
    db: Db<'_>,
    programme: &Programme,
    deciding: Vec<OrganizationCode>,
    on: NaiveDate,
) -> QueryResult<Option<Preparation>> {
    let teams = teams::of_programme(db, programme.id).await?;
    let ids = teams.iter().flat_map(|team| team.content.members.iter().map(|one| one.person)).collect();
    let persons = persons::details(db, ids).await?;
    let pack = match decisions::of_programme(db, programme.id).await? {
        Some(one) => rule_packs::find(db, &one.rule_pack.code, one.rule_pack.version).await?,
        None => rule_packs::in_force(db, deciding, on).await?,
    };
    Ok(pack.map(|pack| Preparation { teams, persons, pack }))
}
