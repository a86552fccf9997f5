//! Who sees a target.

use crate::domain::declaration::Standing;
use crate::domain::programme::Programme;
use crate::domain::rights::{TargetRelation, sees_target};
use crate::domain::target::Target;
use crate::store::targets::Beside;
use crate::store::{declarations, programmes, targets as store, teams};
use crate::vocabulary::{MemberRole, Phase};
use diesel::QueryResult;
use haicap_kit::db::Db;
use haicap_reference::Call;
use haicap_types::Actor;
use uuid::Uuid;

/// A target that the caller may see, with what the caller has to do with it and what is beside it.
pub(super) async fn seen(
    db: Db<'_>,
    call: &Call,
    id: Uuid,
) -> QueryResult<Option<(Target, Vec<TargetRelation>, Beside)>> {
    let Some(target) = store::find(db, id).await? else { return Ok(None) };
    let Some(programme) = programmes::find(db, target.programme_id).await? else { return Ok(None) };
    let mut own = teams::of_member(db, &call.caller.person.subject, call.known.today).await?;
    own.retain(|(team, _)| *team == target.team_id);
    if !own.is_empty() && is_excepted(db, call, &target).await? {
        // Whoever said that they are not independent stays away.
        own.clear();
    }
    let held = relations(call, &target, &programme, &own);
    if !is_seen(call, &target, &held) {
        return Ok(None);
    }
    if held == [TargetRelation::Overseer] {
        call.note_oversight("target", id, [&target.organization]);
    }
    let beside = store::beside(db, vec![id]).await?.remove(&id);
    Ok(beside.map(|beside| (target, held, beside)))
}

/// Whether the caller, as a member of the team, declared not to be independent of the target.
async fn is_excepted(db: Db<'_>, call: &Call, target: &Target) -> QueryResult<bool> {
    let said = declarations::of_team(db, target.team_id).await?;
    let own = said.values().filter(|one| *one.declared.by == *call.caller.person.subject);
    let (directory, today) = (&call.known.directory, call.known.today);
    Ok(own.into_iter().any(|one| one.standing(&target.organization, directory, today) == Standing::Excepted))
}

/// All that the caller has to do with a target; `own` are the teams of which the caller is a member.
pub(in crate::api) fn relations(
    call: &Call,
    target: &Target,
    programme: &Programme,
    own: &[(Uuid, MemberRole)],
) -> Vec<TargetRelation> {
    let known = &call.known;
    let of_team = own.iter().filter(|(team, _)| *team == target.team_id).map(|(_, role)| match role {
        MemberRole::Head | MemberRole::Deputy => TargetRelation::Head,
        MemberRole::Secretary | MemberRole::Member => TargetRelation::Member,
    });
    let is_target = known.stands_for(&target.organization);
    [
        (known.stands_for(&programme.conducting), TargetRelation::Conducting),
        (known.stands_for(&programme.deciding), TargetRelation::Deciding),
        (is_target, TargetRelation::Target),
        (!is_target && known.sight.sees(&target.organization), TargetRelation::Overseer),
    ]
    .into_iter()
    .filter_map(|(holds, relation)| holds.then_some(relation))
    .chain(of_team)
    .collect()
}

/// Whether the caller may know of a target.
fn is_seen(call: &Call, target: &Target, held: &[TargetRelation]) -> bool {
    sees_target(&Actor::from(&call.caller), held, target.phase != Phase::Planned)
}
