//! The sheet that was signed and stamped, scanned.

use super::carry_out::carry_out_with;
use super::sight::seen;
use super::view::ReportView;
use crate::domain::report::{Act, Command, SignedScan};
use crate::domain::rights::may_report;
use actix_web::{get, post};
use haicap_kit::Routes;
use haicap_kit::http::{Answer, FileName, Path, Problem, Query, Reply, Upload};
use haicap_reference::Call;
use haicap_types::Actor;
use uuid::Uuid;

/// The routes.
pub(super) fn routes(routes: &mut Routes<'_>) {
    routes.service(attach_signed_scan).service(get_signed_scan);
}

/// Attach the signed scan
///
/// The body is the file, 20 MiB at most: PDF, PNG, JPEG, ZIP or an office document, told by its content and not by its
/// name. To an approved report, in place of the one before; to a sent one, if it has none yet.
#[utoipa::path(
    tag = "consolidated-reports",
    params(("id" = Uuid, Path, description = "Its id."), FileName),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 200, description = "The report, with the scan.", body = ReportView))
)]
#[post("/consolidated-reports/{id}/signed-scan")]
async fn attach_signed_scan(call: Call, id: Path<Uuid>, query: Query<FileName>, upload: Upload) -> Answer {
    let name = query.0.read()?;
    let kept = seen(&call, id.0).await?;
    may_report(&Actor::from(&call.caller), Act::AttachScan, &kept.owed_by, &kept.receiver)?;
    let upload = upload.read().await?;
    carry_out_with(&call, id.0, &upload.precondition, Act::AttachScan, Ok(()), async |subject, ()| {
        let thing = format!("consolidated-reports/{}", subject.kept.report.id);
        // Kept before it is noted: a crash in between leaves a file that nothing names, never a name without a file.
        let file = call.host.storage.keep(&thing, upload.body.clone()).await.map_err(Problem::from)?;
        Ok(Command::AttachScan(Box::new(SignedScan {
            file_name: name.as_str().to_owned(),
            media_type: file.media_type.to_owned(),
            size: file.size,
            sha256: file.sha256,
            key: file.key,
            by: Actor::from(&call.caller).subject,
            at: call.host.clock.now(),
        })))
    })
    .await
}

/// Get the signed scan
///
/// As an attachment, never shown in place. 404 where there is none.
#[utoipa::path(
    tag = "consolidated-reports",
    params(("id" = Uuid, Path, description = "Its id.")),
    responses((status = 200, description = "The file, of the type that its content has.", body = Vec<u8>, content_type = "*/*"))
)]
#[get("/consolidated-reports/{id}/signed-scan")]
async fn get_signed_scan(call: Call, id: Path<Uuid>) -> Answer {
    let kept = seen(&call, id.0).await?;
    let scan = kept.report.signed_scan.ok_or_else(Problem::not_found)?;
    let bytes = call.host.storage.get(&scan.key, &scan.sha256).await?;
    Ok(Reply::file(scan.media_type, &scan.file_name, bytes.into()))
}
