//! What stands beside obligations that wait for somebody.

use super::obligations::Waiting;
use super::{reports, requests, submissions};
use crate::domain::obligation::{GrantRequest, Submission};
use crate::domain::report::Report;
use diesel::result::QueryResult;
use haicap_kit::db::Db;
use haicap_types::DutyKind;
use std::collections::HashMap;
use uuid::Uuid;

/// What stands beside obligations that wait, by the ids of these.
#[derive(Debug)]
pub struct Beside {
    /// The request that waits for a decision.
    pub pending: HashMap<Uuid, GrantRequest>,
    /// The submissions that wait, by their own ids, without figures and words.
    pub submissions: HashMap<Uuid, Submission>,
    /// The live consolidated report, without its figures.
    pub reports: HashMap<Uuid, Report>,
}

impl Beside {
    /// What stands beside these.
    pub async fn of(db: Db<'_>, found: &[Waiting]) -> QueryResult<Self> {
        let ids = |is: fn(&Waiting) -> bool| {
            found.iter().filter(|one| is(one)).map(|one| one.kept.obligation.id).collect::<Vec<_>>()
        };
        let (pending, submissions, reports) = futures_util::try_join!(
            requests::pending_of(db, ids(|one| one.kind == DutyKind::Request)),
            submissions::heads(db, found.iter().filter_map(Waiting::submission).collect()),
            reports::live_heads(db, ids(|one| one.kind == DutyKind::ConsolidatedReport)),
        )?;
        Ok(Self {
            pending: pending.into_iter().collect(),
            submissions: submissions.into_iter().map(|one| (one.id, one)).collect(),
            reports: reports.into_iter().map(|one| (one.obligation_id, one)).collect(),
        })
    }
}
