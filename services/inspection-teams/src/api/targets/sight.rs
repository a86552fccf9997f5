//! Who sees a target.

use crate::domain::declaration::Standing;
use crate::domain::programme::Programme;
use crate::domain::rights::{TargetRelation, sees_target};
use crate::domain::target::Target;
use crate::store::targets::{Beside, Surroundings};
use crate::vocabulary::{MemberRole, Phase};
use haicap_reference::Call;
use haicap_types::Actor;
use uuid::Uuid;

/// A target that the caller may see, with what the caller has to do with it.
pub(super) struct Seen {
    /// The target.
    pub(super) target: Target,
    /// What the caller has to do with it.
    pub(super) held: Vec<TargetRelation>,
    /// What its view shows.
    pub(super) beside: Beside,
}

/// What was read of a target, if the caller may see it.
pub(super) fn seen(call: &Call, read: Surroundings) -> Option<Seen> {
    let Surroundings { target, programme, mut own, said, beside } = read;
    own.retain(|(team, _)| *team == target.team_id);
    let (directory, today) = (&call.known.directory, call.known.today);
    let by_caller = said.iter().filter(|one| *one.declared.by == *call.caller.person.subject);
    let standings = by_caller.map(|one| one.standing(&target.organization, directory, today));
    if standings.into_iter().any(|standing| standing == Standing::Excepted) {
        // Whoever said that they are not independent stays away.
        own.clear();
    }
    let held = relations(call, &target, &programme, &own);
    if !is_seen(call, &target, &held) {
        return None;
    }
    if held == [TargetRelation::Overseer] {
        call.note_oversight("target", target.id, [&target.organization]);
    }
    Some(Seen { target, held, beside })
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
