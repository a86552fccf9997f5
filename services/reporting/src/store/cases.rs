//! Cases: an obligation with its submissions and requests, read as the whole that an act is decided on, and saved as one.

use super::obligations::{self, KeptObligation};
use super::{requests, submissions};
use crate::domain::obligation::{Case, Change, Fact, Latest, Obligation, Submission};
use diesel::result::QueryResult;
use haicap_kit::db::Db;
use uuid::Uuid;

/// What an act is about.
#[derive(Debug, Clone, Copy)]
pub enum Target {
    /// An obligation, and the last submission of it.
    Obligation(Uuid),
    /// This submission.
    Submission(Uuid),
}

/// An obligation with all that an act about it is decided on.
#[derive(Debug, Clone)]
pub struct KeptCase {
    /// The obligation, with what its period is called.
    pub kept: KeptObligation,
    /// What an act is decided on.
    pub case: Case,
}

/// A submission, and what it answers.
#[derive(Debug, Clone)]
pub struct Whole {
    /// What it answers.
    pub found: KeptCase,
    /// The submission.
    pub submission: Submission,
}

impl KeptCase {
    /// What is kept once a change is saved, without reading it again.
    #[must_use]
    pub fn after(self, change: Change) -> Self {
        let last_sent = match &change.fact {
            Fact::Submitted(one) | Fact::Returned(one) | Fact::Accepted(one) => Some(Latest::of(one)),
            _ => self.kept.last_sent,
        };
        let kept = KeptObligation { obligation: change.obligation.clone(), last_sent, ..self.kept };
        Self { kept, case: self.case.after(change) }
    }
}

/// What an act about this is decided on, unless the obligation is one that `is_seen` says is not to be found.
///
/// The obligation comes first, alone: its version counts the changes of everything else, so what is read after it is as
/// new or newer, and saving fails where it is newer.
pub async fn find(db: Db<'_>, about: Target, is_seen: impl Fn(&Obligation) -> bool) -> QueryResult<Option<KeptCase>> {
    let kept = match about {
        Target::Obligation(id) => obligations::find(db, id).await?,
        Target::Submission(id) => obligations::of_submission(db, id).await?,
    };
    let Some(kept) = kept.filter(|kept| is_seen(&kept.obligation)) else { return Ok(None) };
    let addressed = match about {
        Target::Obligation(_) => kept.obligation.latest.map(|latest| latest.id),
        Target::Submission(id) => Some(id),
    };
    let submission = async {
        match addressed {
            Some(id) => submissions::find(db, id).await,
            None => Ok(None),
        }
    };
    let id = kept.obligation.id;
    let (submission, pending, mut earlier, form, previous) = futures_util::try_join!(
        submission,
        requests::pending(db, id),
        submissions::versions(db, id),
        submissions::form_of(db, &kept),
        submissions::previous(db, &kept),
    )?;
    if let Some(submission) = &submission {
        earlier.retain(|version| version.number < submission.number);
    }
    let case = Case { obligation: kept.obligation.clone(), submission, earlier, pending, form, previous };
    Ok(Some(KeptCase { kept, case }))
}

/// The submission with an id, and what it answers, unless `is_seen` says that its obligation is not to be found.
pub async fn whole(db: Db<'_>, id: Uuid, is_seen: impl Fn(&Obligation) -> bool) -> QueryResult<Option<Whole>> {
    let Some(found) = find(db, Target::Submission(id), is_seen).await? else { return Ok(None) };
    Ok(found.case.submission.clone().map(|submission| Whole { found, submission }))
}

/// Saves what an act brought about, with the rows that it wrote. False if another change came first.
pub async fn save(db: Db<'_>, change: &Change) -> QueryResult<bool> {
    if !obligations::save(db, &change.obligation).await? {
        return Ok(false);
    }
    if change.lapses_request {
        requests::lapse(db, change.obligation.id).await?;
    }
    match &change.fact {
        Fact::Drafted(one) | Fact::Edited(one) | Fact::Accepted(one) => submissions::put(db, one).await?,
        Fact::Returned(one) => {
            submissions::put(db, one).await?;
            submissions::remark_draft(db, one).await?;
        }
        Fact::Submitted(one) => {
            submissions::put(db, one).await?;
            submissions::insert_values(db, one).await?;
        }
        Fact::Discarded(id) => submissions::discard(db, *id).await?,
        Fact::Asked(request) => requests::insert(db, change.obligation.id, request).await?,
        Fact::Decided { request, decided, remark } => {
            requests::decide(db, change.obligation.id, request, decided, remark.as_deref()).await?;
        }
    }
    Ok(true)
}
