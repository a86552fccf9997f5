//! Files of a directive: they have its rights, and are never reached by a bare id.

use super::access::{is_seen, may, seen};
use super::carry_out::refuse;
use crate::api::attachments::{FileNameQuery, download, keep};
use crate::domain::attachment::ATTACHMENTS_MAX;
use crate::domain::directive::{Act, Directive, Refusal, permit};
use crate::facts::attached_event;
use crate::store;
use crate::store::attachments::{AttachmentRow, Owner, count, list};
use actix_web::{get, post};
use haicap_kit::http::{
    Answer, List, ListAnswer, ListingView, NoFilter, PageQuery, Path, Problem, Query, Reply, Upload, expect_may,
};
use haicap_reference::Call;
use haicap_types::{Instant, Named};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// A file of a directive.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DirectiveAttachmentView {
    /// Its id.
    id: Uuid,
    /// Its name.
    #[schema(example = "Kết luận.pdf")]
    file_name: String,
    /// Its media type, as its first bytes say.
    #[schema(example = "application/pdf")]
    media_type: String,
    /// Its size in bytes.
    #[schema(example = 482_133)]
    size: i64,
    /// Its SHA-256, in hexadecimal digits.
    #[schema(example = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")]
    sha256: String,
    /// The organization that added it.
    added_by: Named,
    /// When.
    added_at: Instant,
    /// Where its bytes are.
    #[schema(
        example = "/directives/v1/directives/0199b6a0-0000-7000-8000-000000000000/attachments/0199b6a0-0000-7000-8000-000000000001"
    )]
    href: String,
}

/// List the files of a directive
///
/// In the order in which they were added.
#[utoipa::path(
    tag = "directives",
    params(("id" = Uuid, Path, description = "The directive's id."), PageQuery),
    responses((status = 200, description = "A page of files.", body = ListingView<DirectiveAttachmentView>))
)]
#[get("/directives/{id}/attachments")]
pub(crate) async fn list_attachments(call: Call, id: Path<Uuid>, request: List<NoFilter>) -> ListAnswer {
    seen(&call, id.0).await?;
    request
        .pages
        .answer(async move |page| {
            let after = page.after::<Uuid>()?;
            let found = page
                .read(&call.host.database, async |db| list(db, Owner::Directive(id.0), after, page.rows()).await)
                .await?;
            let (found, next) = page.cut(found, |attachment| attachment.id);
            let items = found.iter().map(|attachment| view(&call, id.0, attachment)).collect();
            Ok(page.list(items, next))
        })
        .await
}

/// Add a file to a directive
///
/// The body is the file itself: PDF, an image, or an office document, recognised by its first bytes. To a draft, or to
/// a directive in force, such as the signed copy.
#[utoipa::path(
    tag = "directives",
    params(("id" = Uuid, Path, description = "The directive's id."), FileNameQuery),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 201, description = "The file as it is kept.", body = DirectiveAttachmentView))
)]
#[post("/directives/{id}/attachments")]
pub(crate) async fn add_attachment(call: Call, id: Path<Uuid>, query: Query<FileNameQuery>, upload: Upload) -> Answer {
    let file_name = query.0.read()?;
    may(&call, Act::Attach, &seen(&call, id.0).await?.content)?;
    let upload = upload.read().await?;
    call.host
        .change(&call.caller, &upload.precondition, async |work| {
            // Locked, so that nobody deletes the draft, and what is counted stays true, until the file is noted.
            let found = store::directives::lock(work.db(), id.0).await?;
            let directive = found.filter(|directive| is_seen(&call, directive)).ok_or_else(Problem::not_found)?;
            let right = may(&call, Act::Attach, &directive.content);
            let if_match = &upload.precondition.if_match;
            expect_may(Act::Attach, right, Ok::<(), Refusal>(()), if_match, directive.version)?;
            let present = count(work.db(), Owner::Directive(directive.id)).await?;
            expect_place(&directive, present).map_err(|refusal| refuse(&directive, &refusal))?;
            let owner = Owner::Directive(directive.id);
            let attachment = keep(&call, work, owner, &file_name, upload.body.clone()).await?;
            work.publish(attached_event(&directive, attachment.id, &attachment.sha256));
            let view = view(&call, directive.id, &attachment);
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
    responses((status = 200, description = "The file.", body = Vec<u8>, content_type = "application/octet-stream"))
)]
#[get("/directives/{id}/attachments/{attachment_id}")]
pub(crate) async fn get_attachment(call: Call, path: Path<(Uuid, Uuid)>) -> Answer {
    let (directive_id, id) = path.0;
    seen(&call, directive_id).await?;
    download(&call, Owner::Directive(directive_id), id).await
}

fn view(call: &Call, directive_id: Uuid, attachment: &AttachmentRow) -> DirectiveAttachmentView {
    DirectiveAttachmentView {
        id: attachment.id,
        file_name: attachment.file_name.clone(),
        media_type: attachment.media_type.clone(),
        size: attachment.size,
        sha256: attachment.sha256.clone(),
        added_by: call.named(&attachment.added_by_organization),
        added_at: attachment.added_at.into(),
        href: format!("/directives/v1/directives/{directive_id}/attachments/{}", attachment.id),
    }
}

/// What has ended changes no more, and there is a limit.
fn expect_place(directive: &Directive, present: i64) -> Result<(), Refusal> {
    permit(directive, Act::Attach)?;
    if present < ATTACHMENTS_MAX { Ok(()) } else { Err(Refusal::TooManyFiles) }
}
