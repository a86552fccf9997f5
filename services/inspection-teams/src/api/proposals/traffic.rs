use super::is_seen;
use super::view::relations_of;
use crate::domain::programme::{Meeting, meetings};
use crate::domain::proposal::Proposal;
use crate::domain::rights::Relation;
use crate::store::{programmes, proposals};
use actix_web::get;
use chrono::NaiveDate;
use diesel::QueryResult;
use haicap_kit::db::Db;
use haicap_kit::http::{Answer, Path, Problem, Reply};
use haicap_reference::Call;
use haicap_types::{Denial, Named};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// Where a proposed programme meets others.
#[derive(Debug, Serialize, ToSchema)]
struct TrafficView {
    /// The other programmes.
    meetings: Vec<MeetingView>,
}

/// Another programme at the same organizations at the same time.
#[derive(Debug, Serialize, ToSchema)]
struct MeetingView {
    /// The id of the other programme: whoever approves the proposal names it.
    programme: Uuid,
    /// The organization that conducts it.
    conducting: Named,
    /// The organizations where both are.
    organizations: Vec<Named>,
    /// The first day on which both are there.
    from: NaiveDate,
    /// The last one.
    to: NaiveDate,
}

/// Get the traffic of a proposal
///
/// For the deciding organization: other approved programmes at the same organizations in rounds that overlap. What they are
/// about is not told.
#[utoipa::path(
    tag = "proposals",
    params(("id" = Uuid, Path, description = "The proposal's id.")),
    responses((status = 200, description = "The other programmes.", body = TrafficView))
)]
#[get("/proposals/{id}/traffic")]
pub(super) async fn get_proposal_traffic(call: Call, id: Path<Uuid>) -> Answer {
    let database = &call.host.database;
    let found = database.read(async |db| proposals::find(db, id.0).await).await?;
    let proposal = found.filter(|one| is_seen(&call, one)).ok_or_else(Problem::not_found)?;
    if !relations_of(&call, &proposal).contains(&Relation::Deciding) {
        return Err(Denial::Organization.into());
    }
    let met = database.read(async |db| meetings_of(db, &call, &proposal).await).await?;
    let named = |one: &Meeting| one.organizations.iter().map(|code| call.named(code)).collect();
    let view = |one: &Meeting| MeetingView {
        programme: one.programme,
        conducting: call.named(&one.conducting),
        organizations: named(one),
        from: one.from,
        to: one.to,
    };
    Ok(Reply::ok(&TrafficView { meetings: met.iter().map(view).collect() }))
}

/// Where the programme of a proposal meets others, as the organizations are today.
pub(super) async fn meetings_of(db: Db<'_>, call: &Call, proposal: &Proposal) -> QueryResult<Vec<Meeting>> {
    let Some(programme) = programmes::find(db, proposal.programme_id).await? else { return Ok(Vec::new()) };
    let (directory, today) = (&call.known.directory, call.known.today);
    let mut codes = programme.expected.clone();
    let heirs: Vec<_> = codes.iter().map(|code| directory.present(code, today).clone()).collect();
    codes.extend(heirs.iter().flat_map(|heir| directory.predecessors(heir, today).cloned().collect::<Vec<_>>()));
    codes.extend(heirs);
    let others = programmes::at(db, codes).await?;
    Ok(meetings(&programme, &others, directory, today))
}
