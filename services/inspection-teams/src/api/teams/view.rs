use super::relations_of;
use crate::domain::programme::Programme;
use crate::domain::rights::may_teams;
use crate::domain::team::{Act, Refusal, Team, permit};
use crate::vocabulary::MemberRole;
use chrono::NaiveDate;
use haicap_kit::http::{Depth, Hindrance, actions as offered};
use haicap_reference::Call;
use haicap_types::{Action, Actor, Named, SignatureView, Vocabulary as _};
use serde::Serialize;
use std::collections::HashMap;
use utoipa::ToSchema;
use uuid::Uuid;

/// A team.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct TeamView {
    /// Its id.
    id: Uuid,
    /// Counts its changes; part of the ETag.
    version: i32,
    /// The programme, by its id.
    programme: Uuid,
    /// Its number within the programme.
    #[schema(minimum = 1)]
    ordinal: i32,
    /// What it is called.
    #[schema(example = "Tổ Công tác số 1")]
    title: String,
    /// Its symbol in the numbers of its papers.
    #[schema(example = "TCT1")]
    symbol: String,
    /// Its members: all that it has, had, or will have.
    members: Vec<MemberView>,
    /// Its targets.
    targets: Vec<Named>,
    /// Why it has fewer or more members than the rules say; null where it has not.
    #[schema(required)]
    size_reason: Option<String>,
    /// Who formed it, and when.
    formed: SignatureView,
    /// What the caller may do now, and why not the rest; empty in lists.
    actions: Vec<Action>,
}

/// A member of a team.
#[derive(Debug, Serialize, ToSchema)]
struct MemberView {
    /// The person, by the id of the file.
    person: Uuid,
    /// The person's name.
    #[schema(example = "Nguyễn Văn An")]
    name: String,
    /// The role.
    role: MemberRole,
    /// The first day; null from the beginning.
    #[schema(required)]
    from: Option<NaiveDate>,
    /// The last day; null until the end.
    #[schema(required)]
    to: Option<NaiveDate>,
    /// Why the person came later or left earlier.
    #[schema(required)]
    reason: Option<String>,
}

/// Everybody in these teams, by the ids of the files.
pub(super) fn members_of(teams: &[Team]) -> Vec<Uuid> {
    teams.iter().flat_map(|team| team.content.members.iter().map(|one| one.person)).collect()
}

/// The view of a team.
pub(super) fn view(call: &Call, team: &Team, persons: &HashMap<Uuid, String>, actions: Vec<Action>) -> TeamView {
    let content = &team.content;
    let members = content.members.iter().map(|one| MemberView {
        person: one.person,
        name: persons.get(&one.person).cloned().unwrap_or_default(),
        role: one.role,
        from: one.from,
        to: one.to,
        reason: one.reason.clone(),
    });
    TeamView {
        id: team.id,
        version: team.version,
        programme: team.programme_id,
        ordinal: team.ordinal,
        title: content.title.clone(),
        symbol: content.symbol.clone(),
        members: members.collect(),
        targets: content.targets.iter().map(|code| call.named(code)).collect(),
        size_reason: content.size_reason.clone(),
        formed: call.signature(&team.formed),
        actions,
    }
}

/// What the caller may do now, and why not the rest.
pub(super) fn actions(call: &Call, team: &Team, programme: &Programme) -> Vec<Action> {
    let href = |_| format!("/inspection-teams/v1/teams/{}", team.id);
    offered(call.language, Depth::Whole, Act::ALL, href, judge(call, programme))
}

/// Judges acts: first the right to it, then what the programme allows.
pub(super) fn judge(call: &Call, programme: &Programme) -> impl Fn(Act) -> Result<(), Hindrance<Refusal>> {
    let actor = Actor::from(&call.caller);
    let held = relations_of(call, programme);
    let state = programme.state;
    move |act| {
        may_teams(&actor, &held).map_err(Hindrance::Denial)?;
        permit(state, act).map_err(Hindrance::Refusal)
    }
}
