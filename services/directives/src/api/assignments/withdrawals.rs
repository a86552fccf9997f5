//! Assignments that nobody asks for any more are withdrawn, all of those that are meant at once.

use super::is_seen;
use super::view::relations_of;
use crate::domain::assignment::{Act, Assignment};
use crate::domain::rights::may;
use crate::domain::text::Reason;
use crate::store::assignments::{Filter, lock_matching_trees};
use crate::vocabulary::{AssignmentState, OrganizationRole};
use crate::work::assignments::withdraw_all;
use actix_web::post;
use haicap_kit::Work;
use haicap_kit::http::{Answer, Problem, Query, Reply, Write, kinds};
use haicap_reference::{Call, ParameterReader};
use haicap_types::{Actor, Faults, OrganizationCode, Vocabulary as _, Words};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

/// How many assignments are withdrawn at once at most.
const AT_ONCE_MAX: usize = 5_000;

/// Which assignments are meant.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct WithdrawQuery {
    /// The directive that has ended.
    #[param(value_type = Option<Uuid>)]
    directive: Option<String>,
    /// A clause of such a directive.
    #[param(value_type = Option<Uuid>)]
    clause: Option<String>,
    /// The accountable organization.
    #[param(value_type = Option<OrganizationCode>, inline, example = "DU-25747")]
    accountable: Option<String>,
    /// `true`: the answer says how many it would be, and nothing is changed.
    #[serde(default)]
    #[param(default = false)]
    dry_run: bool,
}

/// Why they are withdrawn.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct WithdrawAllIn {
    /// The reason.
    #[schema(min_length = 1, max_length = 2_000, example = "Văn bản đã được thay thế.")]
    reason: String,
}

/// What was withdrawn.
#[derive(Debug, Serialize, ToSchema)]
struct WithdrawnView {
    /// How many assignments were withdrawn, children included.
    #[schema(minimum = 0)]
    withdrawn: usize,
    /// How many that are meant stay open, because withdrawing them is not the caller's right.
    #[schema(minimum = 0)]
    skipped: usize,
}

/// Withdraw what is no longer in force
///
/// All open assignments whose directive has ended without keeping them, as far as they match the parameters and the
/// caller receives them or issued their directive; their open children go along. At most 5,000 at once.
#[utoipa::path(
    tag = "assignments",
    params(WithdrawQuery),
    request_body = WithdrawAllIn,
    responses((status = 200, description = "How many were withdrawn.", body = WithdrawnView))
)]
#[post("/withdrawals")]
pub(super) async fn withdraw_assignments(
    call: Call,
    query: Query<WithdrawQuery>,
    write: Write<WithdrawAllIn>,
) -> Answer {
    let filter = query.0.read(&call)?;
    let mut faults = Faults::default();
    let reason = faults.text("/reason", &write.body.reason);
    let reason: Reason = faults.all(reason)?;
    let make = async |work: &mut Work<'_>| {
        let trees = lock_matching_trees(work.db(), &filter, AT_ONCE_MAX + 1).await?;
        if trees.len() > AT_ONCE_MAX {
            return Err(too_many().into());
        }
        let (leaving, skipped) = divide(&call, &filter, &trees);
        let events = withdraw_all(work.db(), &trees, &leaving, &reason, work.now).await?;
        events.into_iter().for_each(|event| work.publish(event));
        Ok(Reply::ok(&WithdrawnView { withdrawn: leaving.len(), skipped }))
    };
    if query.0.dry_run {
        call.host.rehearse(&call.caller, &write.precondition, make).await
    } else {
        call.host.change(&call.caller, &write.precondition, make).await
    }
}

impl WithdrawQuery {
    fn read(&self, call: &Call) -> Result<Filter, Problem> {
        let mut reader = ParameterReader::default();
        let accountable = reader.organization("accountable", self.accountable.as_deref());
        let filter = Filter {
            seen: Some(call.known.sight.codes().to_vec()),
            organization: accountable.map(|code| (code, Some(OrganizationRole::Accountable))),
            states: AssignmentState::ALL.iter().copied().filter(|state| state.is_open()).collect(),
            is_in_force: Some(false),
            directive: reader.one("directive", self.directive.as_deref()),
            clause: reader.one("clause", self.clause.as_deref()),
            ..Filter::default()
        };
        reader.done().map(|()| filter)
    }
}

/// The assignments of these trees, a parent before its children, that are withdrawn; and how many are meant and are
/// not, because that is not the caller's right.
fn divide(call: &Call, filter: &Filter, trees: &[Assignment]) -> (HashSet<Uuid>, usize) {
    let actor = Actor::from(&call.caller);
    let (mut leaving, mut skipped) = (HashSet::new(), 0);
    for one in trees {
        let is_meant = is_seen(call, one) && filter.means(one);
        let is_right = is_meant && may(&actor, Act::Withdraw, &relations_of(call, one)).is_ok();
        if is_right || one.parent_id.is_some_and(|parent| leaving.contains(&parent)) {
            leaving.insert(one.id);
        } else if is_meant {
            skipped += 1;
        }
    }
    (leaving, skipped)
}

fn too_many() -> Problem {
    Problem::new(&kinds::INVALID).code("too_many_assignments").detail(Words::new(
        "Mỗi lần chỉ rút được tối đa 5.000 nhiệm vụ; hãy thu hẹp bộ lọc.",
        "At most 5,000 assignments are withdrawn at once; narrow the filters.",
    ))
}
