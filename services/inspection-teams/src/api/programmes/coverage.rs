use super::sight::seen;
use crate::domain::programme::Coverage;
use actix_web::get;
use haicap_kit::http::{Answer, Path, Reply};
use haicap_reference::Call;
use haicap_types::Named;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// Which targets belong to which teams.
#[derive(Debug, Serialize, ToSchema)]
struct CoverageView {
    /// The member `teams_version` of the programme at that time.
    #[schema(minimum = 0)]
    teams_version: i32,
    /// How many organizations are to be examined; those that have ended count as their heirs.
    #[schema(minimum = 0, example = 173)]
    expected: usize,
    /// How many of them belong to exactly one team.
    #[schema(minimum = 0, example = 173)]
    covered: usize,
    /// Those that belong to no team.
    missing: Vec<Named>,
    /// Those that belong to several.
    doubled: Vec<DoubledView>,
    /// Those of teams that are not to be examined.
    outside: Vec<Named>,
}

/// A target of several teams.
#[derive(Debug, Serialize, ToSchema)]
struct DoubledView {
    /// The target.
    organization: Named,
    /// The teams.
    teams: Vec<TeamRef>,
}

/// A team, as others name it.
#[derive(Debug, Serialize, ToSchema)]
struct TeamRef {
    /// Its id.
    id: Uuid,
    /// What it is called.
    #[schema(example = "Tổ Công tác số 1")]
    title: String,
}

/// Get the coverage of a programme
///
/// Which targets belong to no team, to several, or to a team although they are not to be examined. A programme is launched
/// when every target belongs to exactly one team.
#[utoipa::path(
    tag = "programmes",
    params(("id" = Uuid, Path, description = "Its id.")),
    responses((status = 200, description = "The coverage.", body = CoverageView))
)]
#[get("/programmes/{id}/coverage")]
pub(super) async fn get_coverage(call: Call, id: Path<Uuid>) -> Answer {
    let (programme, _) = seen(&call, id.0).await?;
    let teams = call.host.database.read(async |db| crate::store::teams::of_programme(db, id.0).await).await?;
    let held = teams.iter().map(|team| (team.id, &*team.content.targets));
    let (directory, today) = (&call.known.directory, call.known.today);
    let found = crate::domain::programme::coverage(&programme.expected, held, directory, today);
    let named = |code| call.named(code);
    let Coverage { expected, covered, missing, doubled, outside } = found;
    let title = |id: &Uuid| teams.iter().find(|team| team.id == *id).map(|team| team.content.title.clone());
    let team = |id: &Uuid| TeamRef { id: *id, title: title(id).unwrap_or_default() };
    let doubled = doubled
        .iter()
        .map(|one| DoubledView { organization: named(&one.organization), teams: one.teams.iter().map(team).collect() });
    Ok(Reply::ok(&CoverageView {
        teams_version: programme.teams_version,
        expected,
        covered,
        missing: missing.iter().map(named).collect(),
        doubled: doubled.collect(),
        outside: outside.iter().map(named).collect(),
    }))
}
