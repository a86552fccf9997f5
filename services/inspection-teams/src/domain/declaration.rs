//! Declarations: what members of a team say about their independence of its targets.

use chrono::{DateTime, NaiveDate, Utc};
use haicap_reference::Directory;
use haicap_types::{Actor, Faults, OrganizationCode, Prose, Signature, Words, pointer};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashSet};
use uuid::Uuid;

/// What a member declares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declaration {
    /// Its id.
    pub id: Uuid,
    /// The team.
    pub team_id: Uuid,
    /// The member.
    pub person_id: Uuid,
    /// The targets of which the member is independent.
    pub independent: Vec<OrganizationCode>,
    /// Those of which the member is not.
    pub excepted: Vec<Exception>,
    /// Who declared it, and when.
    pub declared: Signature,
}

/// A target of which a member is not independent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exception {
    /// The target.
    pub organization: OrganizationCode,
    /// Why.
    pub reason: Prose<2_000>,
}

/// How a member stands to a target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Nothing was declared about it.
    Undeclared,
    /// The member is independent of it.
    Independent,
    /// The member is not, and stays away from it.
    Excepted,
}

impl Declaration {
    /// A declaration about all targets of a team, as they are called today, but for the exceptions.
    ///
    /// # Errors
    /// An exception that is no target of the team, or is there twice.
    pub fn declared(
        ids: (Uuid, Uuid, Uuid),
        targets: &[OrganizationCode],
        excepted: Vec<Exception>,
        known: (&Directory, NaiveDate),
        by: (&Actor, DateTime<Utc>),
    ) -> Result<Self, Faults> {
        let ((id, team_id, person_id), (directory, today), (actor, now)) = (ids, known, by);
        let present: Vec<&OrganizationCode> = targets.iter().map(|code| directory.present(code, today)).collect();
        let mut faults = Faults::default();
        let mut away = HashSet::new();
        for (index, exception) in excepted.iter().enumerate() {
            let code = directory.present(&exception.organization, today);
            let is_target = present.contains(&code) && away.insert(code);
            faults.expect(is_target, pointer(&[&"excepted", &index, &"organization"]), NO_TARGET);
        }
        faults.done(())?;
        // A target may stand under either name.
        let names = |code: &OrganizationCode| BTreeSet::from([code.clone(), directory.present(code, today).clone()]);
        let is_away = |code: &&OrganizationCode| away.contains(directory.present(code, today));
        let independent: BTreeSet<_> = targets.iter().filter(|code| !is_away(code)).flat_map(names).collect();
        let independent = independent.into_iter().collect();
        let declared = Signature { by: actor.subject.clone(), at: now };
        let of_each = |one: Exception| {
            let reason = one.reason;
            names(&one.organization)
                .into_iter()
                .map(move |organization| Exception { organization, reason: reason.clone() })
        };
        let excepted = excepted.iter().cloned().flat_map(of_each).collect();
        Ok(Self { id, team_id, person_id, independent, excepted, declared })
    }

    /// How the member stands to a target; organizations that have ended since stand under their heirs.
    #[must_use]
    pub fn standing(&self, target: &OrganizationCode, directory: &Directory, today: NaiveDate) -> Standing {
        let target = directory.present(target, today);
        let is_target = |code: &OrganizationCode| directory.present(code, today) == target;
        if self.excepted.iter().any(|exception| is_target(&exception.organization)) {
            return Standing::Excepted;
        }
        if self.independent.iter().any(is_target) { Standing::Independent } else { Standing::Undeclared }
    }
}

const NO_TARGET: Words = Words::new(
    "Đây không phải đối tượng của tổ, hoặc đã có trong danh sách.",
    "This is no target of the team, or it is in the list already.",
);
