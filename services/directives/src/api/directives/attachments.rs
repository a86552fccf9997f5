//! Files of a directive: they have its rights, and are never reached by a bare id.

use super::access::seen;
use super::view::{conflict, permitted};
use crate::api::input::FileNameQuery;
use crate::domain::directive::Directive;
use crate::domain::rights::DirectiveAct;
use crate::facts::directive_event;
use crate::store;
use crate::store::directives::attachments::{self, Attachment};
use actix_web::{get, post};
use haicap_kit::http::{
    Answer, List, ListAnswer, ListingView, NoFilter, PageQuery, Path, Problem, Query, Reply, Upload,
};
use haicap_reference::Call;
use haicap_reference::Directory;
use haicap_types::{DirectiveState, Instant, Named, Words};
use serde::Serialize;
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;

/// How many files a directive may have.
const ATTACHMENTS_MAX: i64 = 50;

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
    params(PageQuery),
    responses((status = 200, description = "A page of files.", body = ListingView<DirectiveAttachmentView>))
)]
#[get("/directives/{id}/attachments")]
pub(crate) async fn list_attachments(call: Call, id: Path<Uuid>, list: List<NoFilter>) -> ListAnswer {
    seen(&call, call.host.database.read(async |db| store::directives::find(db, id.0).await).await?)?;
    list.pages
        .answer(async move |page| {
            let after = page.after::<Uuid>()?;
            let found = page
                .read(&call.host.database, async |db| attachments::list(db, id.0, after, page.rows()).await)
                .await?;
            let (found, next) = page.cut(found, |attachment| attachment.id);
            let items =
                found.iter().map(|attachment| attachment_view(id.0, attachment, &call.known.directory)).collect();
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
    params(FileNameQuery),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 201, description = "The file as it is kept.", body = DirectiveAttachmentView))
)]
#[post("/directives/{id}/attachments")]
pub(crate) async fn add_attachment(call: Call, id: Path<Uuid>, query: Query<FileNameQuery>, upload: Upload) -> Answer {
    let file_name = query.0.read()?;
    let directive = call.host.database.read(async |db| store::directives::find(db, id.0).await).await?;
    permitted(&call, DirectiveAct::Edit, &seen(&call, directive)?.content.issuer)?;
    let upload = upload.read().await?;
    call.host
        .change(&call.caller, &upload.precondition, async |work| {
            // Locked, so that nobody deletes the draft, and what is counted stays true, until the file is noted.
            let directive = seen(&call, store::directives::lock(work.db(), id.0).await?)?;
            permitted(&call, DirectiveAct::Edit, &directive.content.issuer)?;
            upload.precondition.if_match.check(directive.version)?;
            let present = attachments::count(work.db(), directive.id).await?;
            expect_place(&directive, present)?;
            let thing = format!("directives/{}", directive.id);
            let kept = call.host.storage.keep(&thing, upload.body.clone()).await.map_err(Problem::from)?;
            let attachment = Attachment {
                id: Uuid::now_v7(),
                directive_id: Some(directive.id),
                file_name: file_name.to_string(),
                media_type: kept.media_type.to_owned(),
                size: kept.size,
                sha256: kept.sha256,
                storage_key: kept.key,
                added_by: call.caller.person.subject.to_string(),
                added_by_organization: call.caller.organization.clone(),
                added_at: work.now,
            };
            attachments::insert(work.db(), &attachment).await?;
            let data = json!({ "attachment": attachment.id, "sha256": attachment.sha256 });
            work.publish(directive_event("directives.directive.attachment_added", &directive, &data));
            let view = attachment_view(directive.id, &attachment, &call.known.directory);
            Ok(Reply::created(&view, view.href.clone()))
        })
        .await
}

/// Download a file of a directive
///
/// The bytes as they were added, never to be shown in place.
#[utoipa::path(
    tag = "directives",
    responses((status = 200, description = "The file.", body = Vec<u8>, content_type = "application/octet-stream"))
)]
#[get("/directives/{id}/attachments/{attachment_id}")]
pub(crate) async fn get_attachment(call: Call, path: Path<(Uuid, Uuid)>) -> Answer {
    let (directive_id, id) = path.0;
    seen(&call, call.host.database.read(async |db| store::directives::find(db, directive_id).await).await?)?;
    let found = call.host.database.read(async |db| attachments::find(db, directive_id, id).await).await?;
    let attachment = found.ok_or_else(Problem::not_found)?;
    let bytes = call.host.storage.get(&attachment.storage_key, &attachment.sha256).await?;
    Ok(Reply::file(attachment.media_type, &attachment.file_name, bytes.into()))
}

fn attachment_view(directive_id: Uuid, attachment: &Attachment, directory: &Directory) -> DirectiveAttachmentView {
    DirectiveAttachmentView {
        id: attachment.id,
        file_name: attachment.file_name.clone(),
        media_type: attachment.media_type.clone(),
        size: attachment.size,
        sha256: attachment.sha256.clone(),
        added_by: directory.named(&attachment.added_by_organization),
        added_at: attachment.added_at.into(),
        href: format!("/directives/v1/directives/{directive_id}/attachments/{}", attachment.id),
    }
}

/// What has ended changes no more.
fn expect_place(directive: &Directive, present: i64) -> Result<(), Problem> {
    if matches!(directive.state, DirectiveState::Superseded | DirectiveState::Revoked) {
        let words = Words::new(
            "Văn bản đã hết hiệu lực, không thể thêm tệp.",
            "The document no longer holds; no file can be added.",
        );
        return Err(conflict("not_in_this_state", words, directive.state, &[]));
    }
    if present >= ATTACHMENTS_MAX {
        let words = Words::with(
            format!("Mỗi văn bản chỉ có tối đa {ATTACHMENTS_MAX} tệp."),
            format!("A document has at most {ATTACHMENTS_MAX} files."),
        );
        return Err(conflict("too_many_attachments", words, directive.state, &[]));
    }
    Ok(())
}
