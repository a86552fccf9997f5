use super::carry_out::refuse;
use super::view::relations_of;
use super::{is_seen, seen};
use crate::api::attachments::{AttachmentView, answer_files, download, keep};
use crate::domain::assignment::{Act, Assignment, Circumstances, Refusal, permit};
use crate::domain::attachment::ATTACHMENTS_MAX;
use crate::domain::rights::may;
use crate::store;
use crate::store::attachments::{Owner, count};
use actix_web::{get, post};
use haicap_kit::Routes;
use haicap_kit::http::{
    Answer, FileName, List, ListAnswer, ListingView, NoFilter, PageQuery, Path, Problem, Query, Reply, Upload,
    expect_may,
};
use haicap_reference::Call;
use haicap_types::{Actor, Denial};
use uuid::Uuid;

/// The routes.
pub(super) fn routes(routes: &mut Routes<'_>) {
    routes.service(list_assignment_attachments).service(add_assignment_attachment).service(get_assignment_attachment);
}

/// List the files of an assignment
///
/// In the order in which they were added.
#[utoipa::path(
    tag = "follow-ups",
    params(("id" = Uuid, Path, description = "The assignment's id."), PageQuery),
    responses((status = 200, description = "A page of files.", body = ListingView<AttachmentView>))
)]
#[get("/assignments/{id}/attachments")]
async fn list_assignment_attachments(call: Call, id: Path<Uuid>, list: List<NoFilter>) -> ListAnswer {
    seen(&call, id.0).await?;
    answer_files(call, Owner::Assignment(id.0), list.pages).await
}

/// Add a file to an assignment
///
/// The body is the file, 20 MiB at most: PDF, Office documents, PNG, JPEG or ZIP, told by its content and not by its
/// name. 50 files at most, in the states in which evidence may be added; evidence then names them.
#[utoipa::path(
    tag = "follow-ups",
    params(("id" = Uuid, Path, description = "The assignment's id."), FileName),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 201, description = "The file was kept.", body = AttachmentView))
)]
#[post("/assignments/{id}/attachments")]
async fn add_assignment_attachment(call: Call, id: Path<Uuid>, query: Query<FileName>, upload: Upload) -> Answer {
    let actor = Actor::from(&call.caller);
    let assignment = seen(&call, id.0).await?;
    right_to_add(&call, &actor, &assignment)?;
    let file_name = query.0.read()?;
    let upload = upload.read().await?;
    call.host
        .change(&call.caller, &upload.precondition, async |work| {
            // Locked, so that what is counted stays true until the file is noted.
            let current = store::assignments::lock(work.db(), id.0).await?.filter(|current| is_seen(&call, current));
            let current = current.ok_or_else(Problem::not_found)?;
            let right = right_to_add(&call, &actor, &current);
            let if_match = &upload.precondition.if_match;
            expect_may(Act::Attach, right, Ok::<(), Refusal>(()), if_match, current.version)?;
            let owner = Owner::Assignment(id.0);
            expect_place(&call, &current, count(work.db(), owner).await?)?;
            let row = keep(&call, work, owner, &file_name, upload.body.clone()).await?;
            let view = AttachmentView::of(&call, owner, &row);
            Ok(Reply::created(&view, view.href.clone()))
        })
        .await
}

fn right_to_add(call: &Call, actor: &Actor, assignment: &Assignment) -> Result<(), Denial> {
    may(actor, Act::Attach, &relations_of(call, assignment))
}

/// There may be a next submission, and there is a limit.
fn expect_place(call: &Call, assignment: &Assignment, present: i64) -> Result<(), Problem> {
    let circumstances = Circumstances::default();
    let judged = match permit(assignment, Act::Attach, &Actor::from(&call.caller), &circumstances) {
        Ok(_) if present >= ATTACHMENTS_MAX => Err(Refusal::TooManyFiles),
        judged => judged.map(drop),
    };
    judged.map_err(|refusal| refuse(call, &refusal, assignment, &circumstances))
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
    responses((status = 200, description = "The file, of the type that its content has.", body = Vec<u8>, content_type = "*/*"))
)]
#[get("/assignments/{id}/attachments/{attachment_id}")]
async fn get_assignment_attachment(call: Call, path: Path<(Uuid, Uuid)>) -> Answer {
    let (id, attachment) = path.0;
    seen(&call, id).await?;
    download(&call, Owner::Assignment(id), attachment).await
}
