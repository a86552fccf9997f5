use crate::api::assignments::change_event;
use crate::background::begun;
use crate::domain::assignment::{Assignment, Circumstances, Command, decide};
use crate::domain::fulfilment::{Period, cadence_of};
use crate::domain::rights::Actor;
use crate::store::assignments as store;
use chrono::NaiveDate;
use diesel::QueryResult;
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use haicap_kit::Host;
use haicap_kit::db::Db;
use haicap_kit::events::{Author, Follow, FollowStatus, follow, publish};
use haicap_kit::worker::Worker;
use haicap_reference::Directory;
use haicap_reference::store::LoadError;
use haicap_types::{Cadence, CloudEvent, Instant, OrganizationCode, local_date};
use serde::Deserialize;
use std::sync::Arc;
use tokio::sync::watch;
use uuid::Uuid;

/// The service that is followed, as the log names who fulfilled a period.
const SOURCE: &str = "reporting";

/// The only fact that matters here: the body above has a report in its hands.
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
}

/// The work that follows the reporting service; none where nobody said where that is. Nothing here waits for it.
#[must_use]
pub fn follow_reporting(host: &Host) -> Option<Worker> {
    let origin = host.reporting_url.clone()?;
    let (status, _) = watch::channel(FollowStatus::Behind);
    let status = Arc::new(status);
    let run = move |host, stopping| {
        let task = Follow {
            source: SOURCE,
            origin: origin.clone(),
            kinds: ACKNOWLEDGED,
            apply,
            applied: Arc::new(|| {}),
            status: Arc::clone(&status),
        };
        follow(host, task, stopping).boxed()
    };
    Some(Worker { name: "reporting follower", run: Arc::new(run) })
}

fn apply(db: Db<'_>, events: Vec<CloudEvent>) -> BoxFuture<'_, QueryResult<()>> {
    async move {
        for event in events.iter().filter(|event| event.kind == ACKNOWLEDGED) {
            // A fact that cannot be read stops the follower, which tries again: skipping it would lose a fulfilment.
            let acknowledged: Acknowledged = serde_json::from_value(event.data.clone())
                .map_err(|error| diesel::result::Error::DeserializationError(Box::new(error)))?;
            fulfil(db, &acknowledged).await?;
        }
        Ok(())
    }
    .boxed()
}

/// Fulfils the period of the clause's recurring duty in which the reported one ends: of the body that reported, where it
/// owes that to the body that acknowledged, and as often.
async fn fulfil(db: Db<'_>, acknowledged: &Acknowledged) -> QueryResult<()> {
    let Some(clause) = acknowledged.serves_clause else { return Ok(()) };
    let duties = store::lock_recurring_duties(db, clause, &acknowledged.organization, &acknowledged.receiver).await?;
    if duties.is_empty() {
        tracing::warn!(%clause, organization = %acknowledged.organization, "a report serves a clause that nobody owes");
        return Ok(());
    }
    let directory = haicap_reference::store::load(db).await.map_err(|error| match error {
        LoadError::Database(error) => error,
        other => diesel::result::Error::DeserializationError(Box::new(other)),
    })?;
    for (duty, last_day) in duties {
        fulfil_duty(db, &duty, last_day, acknowledged, &directory).await?;
    }
    Ok(())
}

async fn fulfil_duty(
    db: Db<'_>,
    duty: &Assignment,
    last_day: Option<NaiveDate>,
    acknowledged: &Acknowledged,
    directory: &Directory,
) -> QueryResult<()> {
    let Some(Instant(at)) = acknowledged.acknowledged_at else { return Ok(()) };
    let cadence = cadence_of(duty.clause_kind, duty.cadence);
    if cadence.is_none() || cadence != acknowledged.cadence {
        tracing::warn!(duty = %duty.id, "a report comes at other times than the duty that it serves");
        return Ok(());
    }
    // Whoever opens periods begins after the last one, so none may be written before those that come first.
    let opened: Vec<_> = begun(duty, last_day, directory, local_date(at)).map(|period| (duty.id, period)).collect();
    store::insert_fulfilments(db, &opened).await?;
    let period = cadence.and_then(|cadence| Period::containing(cadence, acknowledged.period.ends_on));
    let Some(period) = period else { return Ok(()) };
    let Some((due_on, is_open)) = store::fulfilment(db, duty.id, period).await? else {
        tracing::warn!(duty = %duty.id, %period, "a report is about a time before the duty that it serves");
        return Ok(());
    };
    // What somebody confirmed already stays as he said it.
    if !is_open {
        return Ok(());
    }
    let remark = acknowledged.document_number.clone();
    let command = Command::SetFulfilment { period, due_on, is_fulfilled: true, remark };
    let circumstances = Circumstances {
        earliest_other_due_on: store::earliest_open_period(db, duty.id, period).await?,
        ..Circumstances::default()
    };
    let change = match decide(duty, &command, &reporting_as(&acknowledged.receiver), &circumstances, at) {
        Ok(change) => change,
        Err(refusal) => {
            tracing::warn!(duty = %duty.id, code = refusal.code(), "a period is not fulfilled");
            return Ok(());
        }
    };
    store::save(db, duty, &change.assignment).await?;
    store::write_fact(db, duty.id, &change.fact, &reporting_as(&acknowledged.receiver), at).await?;
    let author = Author { subject: SOURCE, name: "Hai Cấp", organization: Some(&acknowledged.receiver) };
    publish(db, author, at, &[change_event(duty, &change)]).await
}

/// Who acts: the other service, for the body that acknowledged.
fn reporting_as(receiver: &OrganizationCode) -> Actor {
    Actor {
        subject: SOURCE.to_owned(),
        name: "Hai Cấp".to_owned(),
        organization: receiver.clone(),
        roles: Vec::new(),
        decides_for_inspection: false,
    }
}
