use super::is_seen;
use super::view::relations_of;
use crate::domain::programme::{Meeting, meetings};
use crate::domain::proposal::Proposal;
use crate::domain::rights::Relation;
use crate::store::{programmes, proposals};
use actix_web::get;
use chrono::NaiveDate;
use haicap_kit::http::{Answer, Path, Problem, Reply};
use haicap_reference::Call;
use haicap_types::{Denial, Named, OrganizationCode};
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
    let at = organizations_of(&call, &proposal);
    let others = database.read(async |db| programmes::at(db, at.clone()).await).await?;
    let programme = database.read(async |db| programmes::find(db, proposal.programme_id).await).await?;
    let programme = programme.ok_or_else(Problem::not_found)?;
    let met = meetings(&programme, &others, &call.known.directory, call.known.today);
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

/// The organizations of a proposal under all their names: as they were called, and as their heirs and these were.
pub(super) fn organizations_of(call: &Call, proposal: &Proposal) -> Vec<OrganizationCode> {
    let (directory, today) = (&call.known.directory, call.known.today);
    let heirs = proposal.snapshot.expected.iter().map(|code| directory.present(code, today));
    let all = heirs.flat_map(|heir| std::iter::once(heir).chain(directory.predecessors(heir, today)));
    all.chain(&proposal.snapshot.expected).cloned().collect()
}
