//! Who sees a consolidated report.

use crate::domain::report::KeptReport;
use crate::store::reports as store;
use haicap_kit::http::Problem;
use haicap_reference::Call;
use uuid::Uuid;

/// A report that the caller may see.
///
/// # Errors
/// 404.
pub(super) async fn seen(call: &Call, id: Uuid) -> Result<KeptReport, Problem> {
    let found = call.host.database.read(async |db| store::find(db, id).await).await?;
    let kept = found.filter(|kept| is_seen(call, kept)).ok_or_else(Problem::not_found)?;
    call.note_oversight("consolidated_report", id, kept.concerned());
    Ok(kept)
}

/// Whether the caller may know of a report: one of the caller's organization, or one that was sent to it or by an
/// organization that it sees.
pub(super) fn is_seen(call: &Call, kept: &KeptReport) -> bool {
    let (own, report) = (&call.caller.organization, &kept.report);
    is_author(call, kept)
        || (report.sent.is_some()
            && ([&report.receiver, &kept.receiver].contains(&own) || call.sees([&report.organization])))
}

/// Whether a report is one of the caller's organization, drafts included.
pub(super) fn is_author(call: &Call, kept: &KeptReport) -> bool {
    [&kept.report.organization, &kept.owed_by].contains(&&call.caller.organization)
}
