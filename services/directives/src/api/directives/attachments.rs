//! Files of a directive: they have its rights, and are never reached by a bare id.

use super::access::{is_seen, may, seen};
use super::carry_out::refuse;
use crate::api::attachments::{AttachmentView, answer_files, download, keep};
use crate::domain::attachment::ATTACHMENTS_MAX;
use crate::domain::directive::{Act, Directive, Refusal, permit};
use crate::facts::attached_event;
use crate::store;
use crate::store::attachments::{Owner, count};
use actix_web::{get, post};
use haicap_kit::http::{
    Answer, FileName, List, ListAnswer, ListingView, NoFilter, PageQuery, Path, Problem, Query, Reply, Upload,
    expect_may,
};
use haicap_reference::Call;
use uuid::Uuid;

/// List the files of a directive
///
/// In the order in which they were added.
#[utoipa::path(
    tag = "directives",
    params(("id" = Uuid, Path, description = "The directive's id."), PageQuery),
    responses((status = 200, description = "A page of files.", body = ListingView<AttachmentView>))
)]
#[get("/directives/{id}/attachments")]
pub(crate) async fn list_attachments(call: Call, id: Path<Uuid>, list: List<NoFilter>) -> ListAnswer {
    seen(&call, id.0).await?;
    answer_files(call, Owner::Directive(id.0), list.pages).await
}

/// Add a file to a directive
///
/// The body is the file itself: PDF, an image, or an office document, recognised by its first bytes. To a draft, or to
/// a directive in force, such as the signed copy.
#[utoipa::path(
    tag = "directives",
    params(("id" = Uuid, Path, description = "The directive's id."), FileName),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 201, description = "The file as it is kept.", body = AttachmentView))
)]
#[post("/directives/{id}/attachments")]
pub(crate) async fn add_attachment(call: Call, id: Path<Uuid>, query: Query<FileName>, upload: Upload) -> Answer {
    let file_name = query.0.read()?;
    may(&call, Act::Attach, &seen(&call, id.0).await?)?;
    let upload = upload.read().await?;
    call.host
        .change(&call.caller, &upload.precondition, async |work| {
            // Locked, so that nobody deletes the draft, and what is counted stays true, until the file is noted.
            let found = store::directives::lock(work.db(), id.0).await?;
            let directive = found.filter(|directive| is_seen(&call, directive)).ok_or_else(Problem::not_found)?;
            let right = may(&call, Act::Attach, &directive);
            let if_match = &upload.precondition.if_match;
            expect_may(Act::Attach, right, Ok::<(), Refusal>(()), if_match, directive.version)?;
            let present = count(work.db(), Owner::Directive(directive.id)).await?;
            expect_place(&directive, present).map_err(|refusal| refuse(&call, &directive, &refusal))?;
            let owner = Owner::Directive(directive.id);
            let attachment = keep(&call, work, owner, &file_name, upload.body.clone()).await?;
            work.publish(attached_event(&directive, attachment.id, &attachment.sha256));
            let view = AttachmentView::of(&call, owner, &attachment);
            Ok(Reply::created(&view, view.href.clone()))
        })
        .await
}

/// Download a file of a directive
///
/// The bytes as they were added, never to be shown in place.
#[utoipa::path(
    tag = "directives",
    params(
        ("id" = Uuid, Path, description = "The directive's id."),
        ("attachment_id" = Uuid, Path, description = "The file's id.")
    ),
    responses((status = 200, description = "The file, of the type that its content has.", body = Vec<u8>, content_type = "*/*"))
)]
#[get("/directives/{id}/attachments/{attachment_id}")]
pub(crate) async fn get_attachment(call: Call, path: Path<(Uuid, Uuid)>) -> Answer {
    let (directive_id, id) = path.0;
    seen(&call, directive_id).await?;
    download(&call, Owner::Directive(directive_id), id).await
}

/// What has ended changes no more, and there is a limit.
fn expect_place(directive: &Directive, present: i64) -> Result<(), Refusal> {
    permit(directive, Act::Attach)?;
    if present < ATTACHMENTS_MAX { Ok(()) } else { Err(Refusal::TooManyFiles) }
}
