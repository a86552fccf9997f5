use super::world::{City, FIGURES};
use crate::place::Place;
use std::error::Error;

/// Writes the reports of the weeks that have passed, and the drafts of this one.
pub(super) async fn reports(place: &Place, city: &City) -> Result<(), Box<dyn Error + Send + Sync>> {
    let script = include_str!("../../scripts/reporting/reports.sql");
    let script =
        script.replace(":figures", &FIGURES.to_string()).replace(":current", &city.current.starts_on.to_string());
    place.owner.batch_execute(&script).await?;
    place.share().await?;
    place.owner.batch_execute("vacuum (analyze)").await?;
    Ok(place.checkpoint().await?)
}

/// How many figures there are.
pub(super) async fn count(place: &Place) -> Result<i64, tokio_postgres::Error> {
    place.owner.query_one("select count(*) from submission_value", &[]).await?.try_get(0)
}
