use super::view::oversees;
use super::{is_seen, seen};
use crate::api::input::FileNameQuery;
use crate::domain::assignment::{Act, Assignment, Circumstances, legal_acts, permit};
use crate::domain::rights::{may, relations};
use crate::store::assignments::{self as store, AttachmentRow};
use actix_web::{get, post};
use haicap_kit::Routes;
use haicap_kit::http::{Answer, Path, Problem, Query, Reply, Upload, refused};
use haicap_reference::Call;
use haicap_types::{Actor, Instant, Words};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// How many files an assignment may have.
const ATTACHMENTS_MAX: i64 = 50;

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
    params(FileNameQuery),
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
            let current = store::lock(work.db(), id.0).await?.filter(|current| is_seen(&call, current));
            let current = current.ok_or_else(Problem::not_found)?;
            upload.precondition.if_match.check(current.version)?;
            expect_place(&current, &actor, store::count_attachments(work.db(), id.0).await?)?;
            // Kept before it is noted: a crash in between leaves a file that nothing names, never a name without a file.
            let kept = call
                .host
                .storage
                .keep(&format!("assignments/{}", id.0), upload.body.clone())
                .await
                .map_err(Problem::from)?;
            let row: AttachmentRow = (
                Uuid::now_v7(),
                file_name.as_str().to_owned(),
                kept.media_type.to_owned(),
                kept.size,
                kept.sha256,
                kept.key,
                work.now,
            );
            store::insert_attachment(work.db(), id.0, &row, &actor).await?;
            let view = view(id.0, row);
            let href = view.href.clone();
            Ok(Reply::created(&view, href))
        })
        .await
}

/// Evidence may be added while there may be a next submission; files are for evidence.
fn expect_place(assignment: &Assignment, actor: &Actor, present: i64) -> Result<(), Problem> {
    let circumstances = Circumstances::default();
    let legal = || legal_acts(assignment, actor, &circumstances);
    permit(assignment, Act::AddEvidence, actor, &circumstances).map_err(|refusal| refused(&refusal, legal))?;
    if present < ATTACHMENTS_MAX {
        return Ok(());
    }
    let words = Words::with(
        format!("Mỗi nhiệm vụ chỉ có tối đa {ATTACHMENTS_MAX} tệp."),
        format!("An assignment has at most {ATTACHMENTS_MAX} files."),
    );
    Err(Problem::not_now("too_many_attachments", words, legal()))
}

/// Download a file
///
/// As an attachment, never shown in place.
#[utoipa::path(
    tag = "follow-ups",
    responses((status = 200, description = "The file.", body = Vec<u8>, content_type = "application/octet-stream"))
)]
#[get("/assignments/{id}/attachments/{attachment_id}")]
async fn download_attachment(call: Call, path: Path<(Uuid, Uuid)>) -> Answer {
    let (id, attachment) = path.0;
    seen(&call, id).await?;
    let found = call.host.database.read(async |db| store::attachment(db, id, attachment).await).await?;
    let (_, file_name, media_type, _, sha256, key, _) = found.ok_or_else(Problem::not_found)?;
    let bytes = call.host.storage.get(&key, &sha256).await?;
    Ok(Reply::file(media_type, &file_name, bytes.into()))
}

fn view(assignment: Uuid, row: AttachmentRow) -> AttachmentView {
    let (id, file_name, media_type, size, sha256, _, added_at) = row;
    let href = format!("/directives/v1/assignments/{assignment}/attachments/{id}");
    AttachmentView { id, file_name, media_type, size, sha256, added_at: Instant(added_at), href }
}
