use crate::domain::assignment::{Assignment, Circumstances, Command, decide};
use crate::domain::fulfilment::{Period, cadence_of};
use crate::domain::text::Remark;
use crate::store::assignments as store;
use crate::store::unapplied_facts;
use crate::work::assignments::apply;
use crate::work::open_begun;
use chrono::NaiveDate;
use diesel::QueryResult;
use futures_util::FutureExt;
use haicap_kit::Neighbour;
use haicap_kit::db::Db;
use haicap_kit::events::{Author, Follower, publish};
use haicap_reference::Directory;
use haicap_reference::store::LoadError;
use haicap_types::{Actor, Cadence, CloudEvent, Instant, OrganizationCode, Refusal as _, local_date};
use serde::Deserialize;
use std::sync::Arc;
use uuid::Uuid;

/// The service that is followed, as the log names who fulfilled a period.
const SOURCE: &str = "reporting";

/// The only fact that matters here: the organization above has a report in its hands.
const ACKNOWLEDGED: &str = "reporting.consolidated_report.acknowledged";

/// What of that fact matters here.
#[derive(Debug, Deserialize)]
struct Acknowledged {
    organization: OrganizationCode,
    receiver: OrganizationCode,
    period: ReportedPeriod,
    document_number: Option<String>,
    acknowledged_at: Option<Instant>,
    serves_clause: Option<Uuid>,
    cadence: Option<Cadence>,
}

/// The period that was reported on.
#[derive(Debug, Deserialize)]
struct ReportedPeriod {
    ends_on: NaiveDate,
    /// The last day of what its key names; earlier facts do not say it, and their periods are whole.
    named_after: Option<NaiveDate>,
}

/// The service whose reports fulfil periods of duties. Nothing else here depends on it.
pub const REPORTING: Neighbour =
    Neighbour { name: SOURCE, is_required: false, why: "acknowledged reports fulfil periods of clauses" };

/// Fulfils what reports were due for.
#[must_use]
pub fn follow_reporting() -> Follower {
    Follower {
        name: "reporting follower",
        source: SOURCE,
        kinds: ACKNOWLEDGED,
        apply: |db, events| async move { apply_reports(db, &events).await }.boxed(),
        applied: Arc::new(|| {}),
    }
}

/// Applies reporting's facts, in order; what cannot be applied is noted with the reason.
///
/// # Errors
/// The database cannot answer, or a fact cannot be read: skipping it would lose a fulfilment.
pub async fn apply_reports(db: Db<'_>, events: &[CloudEvent]) -> QueryResult<()> {
    let unreadable = |error| diesel::result::Error::DeserializationError(Box::new(error));
    let mut serving = Vec::new();
    for event in events.iter().filter(|event| event.kind == ACKNOWLEDGED) {
        let acknowledged: Acknowledged = serde_json::from_value(event.data.clone()).map_err(unreadable)?;
        serving.extend(acknowledged.serves_clause.map(|clause| (event, clause, acknowledged)));
    }
    if serving.is_empty() {
        return Ok(());
    }
    let directory = haicap_reference::store::load(db).await.map_err(|error| match error {
        LoadError::Database(error) => error,
        other => diesel::result::Error::DeserializationError(Box::new(other)),
    })?;
    for (event, clause, acknowledged) in serving {
        fulfil(db, event, clause, &acknowledged, &directory).await?;
    }
    Ok(())
}

/// Fulfils the period of the clause's recurring duty in which the reported one ends, or would if it were whole: of the
/// organization that reported, where it owes that to the organization that acknowledged, and as often. What an ended
/// organization owed or received, its only successor does.
async fn fulfil(
    db: Db<'_>,
    event: &CloudEvent,
    clause: Uuid,
    acknowledged: &Acknowledged,
    directory: &Directory,
) -> QueryResult<()> {
    let on = acknowledged.acknowledged_at.map_or_else(|| local_date(event.time.0), |at| local_date(at.0));
    let standing = |code: &OrganizationCode| {
        std::iter::once(code).chain(directory.predecessors(code, on)).cloned().collect::<Vec<_>>()
    };
    let (organizations, receivers) = (standing(&acknowledged.organization), standing(&acknowledged.receiver));
    let duties = store::lock_recurring_duties(db, clause, organizations, receivers).await?;
    if duties.is_empty() {
        return note(db, event, format!("clause/{clause}"), "nobody_owes_it").await;
    }
    for (duty, last_day) in duties {
        let id = duty.id;
        if let Some(obstacle) = fulfil_duty(db, duty, last_day, acknowledged, directory).await? {
            note(db, event, format!("assignment/{id}"), obstacle).await?;
        }
    }
    Ok(())
}

async fn note(db: Db<'_>, event: &CloudEvent, thing: String, reason: &'static str) -> QueryResult<()> {
    tracing::warn!(event = %event.id, thing, reason, "a report is not counted");
    unapplied_facts::insert(db, event, thing, reason).await
}

/// Fulfils a period of one duty; what is in the way, as a stable word, where something is.
async fn fulfil_duty(
    db: Db<'_>,
    duty: Assignment,
    last_day: Option<NaiveDate>,
    acknowledged: &Acknowledged,
    directory: &Directory,
) -> QueryResult<Option<&'static str>> {
    let Some(Instant(at)) = acknowledged.acknowledged_at else { return Ok(Some("no_moment")) };
    let cadence = cadence_of(duty.clause_kind, duty.cadence).filter(|own| Some(*own) == acknowledged.cadence);
    let Some(cadence) = cadence else { return Ok(Some("other_cadence")) };
    let last = acknowledged.period.named_after.unwrap_or(acknowledged.period.ends_on);
    let Some(period) = Period::containing(cadence, last) else { return Ok(Some("no_period")) };
    // Whoever opens periods begins after the last one, so none may be written before those that come first. Whatever is
    // decided below, they have begun.
    open_begun(db, &[(duty.clone(), last_day)], directory, at).await?;
    let duty = store::find(db, duty.id).await?.unwrap_or(duty);
    let Some((due, is_open)) = store::fulfilment(db, duty.id, period).await? else {
        return Ok(Some("before_duty"));
    };
    // A period that was confirmed already stays as it is.
    if !is_open {
        return Ok(None);
    }
    let remark = acknowledged.document_number.as_deref().and_then(|number| Remark::new(number).ok());
    let command = Command::SetFulfilment { period, is_fulfilled: true, remark };
    let circumstances = Circumstances {
        period_due: Some(due),
        earliest_other_due_on: store::earliest_open_period(db, duty.id, period).await?,
        ..Circumstances::default()
    };
    let actor = reporting_as(&acknowledged.receiver);
    let change = match decide(&duty, &command, &actor, &circumstances, at) {
        Ok(change) => change,
        Err(refusal) => return Ok(Some(refusal.code())),
    };
    // The row is locked and was read since, so nobody can have saved it: if somebody has, all of it is tried again.
    let events = apply(db, &actor, at, &duty, &change).await?.ok_or(diesel::result::Error::RollbackTransaction)?;
    let author = Author { subject: SOURCE, name: "Hai Cấp", organization: Some(&acknowledged.receiver) };
    publish(db, author, at, &events).await?;
    Ok(None)
}

/// Who acts: the other service, for the organization that acknowledged.
fn reporting_as(receiver: &OrganizationCode) -> Actor {
    Actor {
        subject: SOURCE.to_owned(), name: "Hai Cấp".to_owned(), organization: receiver.clone(), roles: Vec::new()
    }
}
