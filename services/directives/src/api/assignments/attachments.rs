use super::view::oversees;
use super::{is_seen, seen};
use crate::api::attachments::{FileNameQuery, download, keep};
use crate::domain::assignment::{Act, Assignment, Circumstances, Refusal, legal_acts, permit};
use crate::domain::attachment::ATTACHMENTS_MAX;
use crate::domain::rights::{may, relations};
use crate::store;
use crate::store::attachments::{AttachmentRow, Owner, count};
use actix_web::{get, post};
use haicap_kit::Routes;
use haicap_kit::http::{Answer, Path, Problem, Query, Reply, Upload, refused};
use haicap_reference::Call;
use haicap_types::{Actor, Instant};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// The routes.
pub(super) fn routes(routes: &mut Routes<'_>) {
    routes.service(upload_attachment).service(download_attachment);
}

/// A file that was kept.
#[derive(Debug, Serialize, ToSchema)]
struct AttachmentView {
    /// Its id.
    id: Uuid,
    /// Its name.
    file_name: String,
    /// Its media type, as its first bytes say.
    #[schema(example = "application/pdf")]
    media_type: String,
    /// Its size in bytes.
    #[schema(minimum = 0)]
    size: i64,
    /// Its SHA-256, in hexadecimal digits.
    sha256: String,
    /// When it was added.
    added_at: Instant,
    /// Where it can be had, relative to the origin.
    href: String,
}

/// Upload a file
///
/// The body is the file, 20 MiB at most: PDF, Office documents, PNG, JPEG or ZIP, told by its content and not by its
/// name. Whoever may add evidence may upload, in the states in which evidence may be added, 50 files at most; evidence
/// then names it.
#[utoipa::path(
    tag = "follow-ups",
    params(("id" = Uuid, Path, description = "The assignment's id."), FileNameQuery),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 201, description = "The file was kept.", body = AttachmentView))
)]
#[post("/assignments/{id}/attachments")]
async fn upload_attachment(call: Call, id: Path<Uuid>, query: Query<FileNameQuery>, upload: Upload) -> Answer {
    let actor = Actor::from(&call.caller);
    let assignment = seen(&call, id.0).await?;
    let relations = relations(&assignment, &actor.organization, oversees(&call, &assignment));
    may(&actor, Act::AddEvidence, &relations)?;
    let file_name = query.0.read()?;
    let upload = upload.read().await?;
    call.host
        .change(&call.caller, &upload.precondition, async |work| {
            // Locked, so that what is counted stays true until the file is noted.
            let current = store::assignments::lock(work.db(), id.0).await?.filter(|current| is_seen(&call, current));
            let current = current.ok_or_else(Problem::not_found)?;
            upload.precondition.if_match.check(current.version)?;
            let owner = Owner::Assignment(id.0);
            expect_place(&current, &actor, count(work.db(), owner).await?)?;
            let row = keep(&call, work, owner, &file_name, upload.body.clone()).await?;
            let view = view(id.0, row);
            let href = view.href.clone();
            Ok(Reply::created(&view, href))
        })
        .await
}

/// Evidence may be added while there may be a next submission; files are for evidence.
fn expect_place(assignment: &Assignment, actor: &Actor, present: i64) -> Result<(), Problem> {
    let circumstances = Circumstances::default();
    let judged = match permit(assignment, Act::AddEvidence, actor, &circumstances) {
        Ok(_) if present >= ATTACHMENTS_MAX => Err(Refusal::TooManyFiles),
        judged => judged.map(drop),
    };
    judged.map_err(|refusal| refused(&refusal, || legal_acts(assignment, actor, &circumstances)))
}

/// Download a file
///
/// As an attachment, never shown in place.
#[utoipa::path(
    tag = "follow-ups",
    params(
        ("id" = Uuid, Path, description = "The assignment's id."),
        ("attachment_id" = Uuid, Path, description = "The file's id.")
    ),
    responses((status = 200, description = "The file.", body = Vec<u8>, content_type = "application/octet-stream"))
)]
#[get("/assignments/{id}/attachments/{attachment_id}")]
async fn download_attachment(call: Call, path: Path<(Uuid, Uuid)>) -> Answer {
    let (id, attachment) = path.0;
    seen(&call, id).await?;
    download(&call, Owner::Assignment(id), attachment).await
}

fn view(assignment: Uuid, row: AttachmentRow) -> AttachmentView {
    let AttachmentRow { id, file_name, media_type, size, sha256, added_at, .. } = row;
    let href = format!("/directives/v1/assignments/{assignment}/attachments/{id}");
    AttachmentView { id, file_name, media_type, size, sha256, added_at: Instant(added_at), href }
}
