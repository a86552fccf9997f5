//! What files of documents and of assignments have in common.

use crate::domain::text::Line;
use crate::store::attachments::{self as store, AttachmentRow, Owner};
use bytes::Bytes;
use haicap_kit::http::{Answer, ListAnswer, Pages, Problem, Reply};
use haicap_kit::{Stop, Work};
use haicap_reference::Call;
use haicap_types::{Instant, Named};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// A file that is kept.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct AttachmentView {
    /// Its id.
    pub(super) id: Uuid,
    /// Its name.
    #[schema(example = "Kết luận.pdf")]
    file_name: String,
    /// Its media type, as its first bytes say.
    #[schema(example = "application/pdf")]
    media_type: String,
    /// Its size in bytes.
    #[schema(minimum = 0, example = 482_133)]
    size: i64,
    /// Its SHA-256, in hexadecimal digits.
    #[schema(example = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")]
    sha256: String,
    /// The organization that added it.
    added_by: Named,
    /// When it was added.
    added_at: Instant,
    /// Where its bytes are, relative to the origin.
    #[schema(
        example = "/directives/v1/directives/0199b6a0-0000-7000-8000-000000000000/attachments/0199b6a0-0000-7000-8000-000000000001"
    )]
    pub(super) href: String,
}

impl AttachmentView {
    /// The view of a file, for a caller.
    pub(super) fn of(call: &Call, owner: Owner, row: &AttachmentRow) -> Self {
        Self {
            id: row.id,
            file_name: row.file_name.clone(),
            media_type: row.media_type.clone(),
            size: row.size,
            sha256: row.sha256.clone(),
            added_by: call.named(&row.added_by_organization),
            added_at: row.added_at.into(),
            href: format!("/directives/v1/{}/attachments/{}", place(owner), row.id),
        }
    }
}

/// What owns files, as addresses and the storage name it.
fn place(owner: Owner) -> String {
    match owner {
        Owner::Directive(id) => format!("directives/{id}"),
        Owner::Assignment(id) => format!("assignments/{id}"),
    }
}

/// Keeps a file, then notes it: a crash in between leaves a file that nothing names, never a name without a file.
pub(super) async fn keep(
    call: &Call,
    work: &Work<'_>,
    owner: Owner,
    file_name: &Line<200>,
    body: Bytes,
) -> Result<AttachmentRow, Stop> {
    let kept = call.host.storage.keep(&place(owner), body).await.map_err(Problem::from)?;
    let row = AttachmentRow {
        id: Uuid::now_v7(),
        directive_id: owner.directive(),
        assignment_id: owner.assignment(),
        file_name: file_name.to_string(),
        media_type: kept.media_type.to_owned(),
        size: kept.size,
        sha256: kept.sha256,
        storage_key: kept.key,
        added_by: call.caller.person.subject.to_string(),
        added_by_organization: call.caller.organization.clone(),
        added_at: work.now,
    };
    haicap_kit::db::insert(work.db(), row.clone()).await?;
    Ok(row)
}

/// A page of the files of something, in the order in which they were added.
pub(super) async fn answer_files(call: Call, owner: Owner, pages: Pages) -> ListAnswer {
    pages
        .answer(async move |page| {
            let after = page.after::<Uuid>()?;
            let found =
                page.read(&call.host.database, async |db| store::list(db, owner, after, page.rows()).await).await?;
            let (found, next) = page.cut(found, |attachment| attachment.id);
            let items = found.iter().map(|attachment| AttachmentView::of(&call, owner, attachment)).collect();
            Ok(page.list(items, next))
        })
        .await
}

/// The bytes of a file, never to be shown in place.
pub(super) async fn download(call: &Call, owner: Owner, id: Uuid) -> Answer {
    let found = call.host.database.read(async |db| store::find(db, owner, id).await).await?;
    let row = found.ok_or_else(Problem::not_found)?;
    let bytes = call.host.storage.get(&row.storage_key, &row.sha256).await?;
    Ok(Reply::file(row.media_type, &row.file_name, bytes.into()))
}
