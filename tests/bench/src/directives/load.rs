use super::world::Assignments;
use crate::place::Place;
use std::error::Error;
use tokio_postgres::Client;

/// Assignments in one statement.
const CHUNK: u32 = 100_000;

type Done = Result<(), Box<dyn Error + Send + Sync>>;

/// Writes down whom the assignments belong to, where the load and pgbench's scripts find it.
pub(crate) async fn organizations(place: &Place, world: &Assignments) -> Done {
    place.owner.batch_execute(include_str!("../../scripts/directives/organizations.sql")).await?;
    place.share().await?;
    for (at, body) in world.bodies.iter().enumerate() {
        let (at, code) = (i32::try_from(at)?, body.code.as_str());
        place.owner.execute("insert into bench.organization (place, code) values ($1, $2)", &[&at, &code]).await?;
    }
    for body in world.wards.iter().filter_map(|at| world.bodies.get(*at)) {
        let (code, seen) = (body.code.as_str(), body.seen.iter().map(|code| code.as_str()).collect::<Vec<_>>());
        place.owner.execute("insert into bench.ward (code, seen) values ($1, $2)", &[&code, &seen]).await?;
    }
    Ok(())
}

/// Loads assignments `first..=last` with their documents, clauses and submissions.
pub(crate) async fn rows(place: &Place, first: u32, last: u32) -> Done {
    // A trigram index is built many times faster than it is kept up.
    let indexes = indexes(&place.owner).await?;
    for (name, _) in &indexes {
        place.owner.batch_execute(&format!("drop index {name}")).await?;
    }
    let mut from = first;
    while from <= last {
        let to = last.min(from.saturating_add(CHUNK - 1));
        let script = include_str!("../../scripts/directives/rows.sql");
        let script = script.replace(":first", &from.to_string()).replace(":last", &to.to_string());
        place.owner.batch_execute(&script).await?;
        from = to + 1;
    }
    for (_, definition) in &indexes {
        place.owner.batch_execute(definition).await?;
    }
    Ok(())
}

/// The indexes on assignments and what is looked up beside them that no constraint stands behind, and how they are made.
async fn indexes(owner: &Client) -> Result<Vec<(String, String)>, tokio_postgres::Error> {
    let found = owner
        .query(
            "select indexrelid::regclass::text, pg_get_indexdef(indexrelid) from pg_index i \
             where indrelid = any ('{assignment,assignment_party,assignment_text}'::regclass[]) \
             and not exists (select from pg_constraint c where c.conindid = i.indexrelid)",
            &[],
        )
        .await?;
    found.iter().map(|row| Ok((row.try_get(0)?, row.try_get(1)?))).collect()
}

/// Notes the pages that the lists answer, and lets the server take stock.
pub(crate) async fn settle(place: &Place) -> Done {
    place.owner.batch_execute("vacuum (analyze)").await?;
    place.owner.batch_execute(include_str!("../../scripts/directives/pages.sql")).await?;
    place.owner.batch_execute("vacuum (analyze) bench.organization, bench.ward, bench.page").await?;
    Ok(place.checkpoint().await?)
}
