//! How a draft is written and deleted, and how a directive is revoked.

use super::access::{authority, is_seen};
use super::carry_out::{carry_out, carry_out_with, count, whole};
use super::clauses::{known_originals, read_clauses};
use super::force::endings;
use super::input::{DirectiveIn, DirectivePatch};
use super::view::{DirectiveView, view};
use crate::domain::clause::Clause;
use crate::domain::directive::{Act, Command, Content, Directive, OpenAssignments};
use crate::domain::rights::may_draft;
use crate::domain::text::Reason;
use crate::facts::drafted_event;
use crate::store;
use actix_web::{delete, patch, post};
use futures_util::try_join;
use haicap_kit::Stop;
use haicap_kit::db::Db;
use haicap_kit::http::{Answer, DryRun, NoContentIn, Path, Query, Reply, Write, patched};
use haicap_reference::Call;
use haicap_types::{Actor, Denial, Faults, OrganizationCode, if_sent};
use serde::Deserialize;
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

/// Why a directive no longer holds.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RevokeIn {
    /// The reason.
    #[schema(min_length = 1, max_length = 2_000, example = "Không còn phù hợp với quy định mới của Trung ương.")]
    reason: String,
    /// What becomes of its open assignments; nothing can be carried over, as no document takes its place.
    open_assignments: OpenAssignments,
}

/// Why a registration is taken back.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AnnulIn {
    /// The reason.
    #[schema(min_length = 1, max_length = 2_000, example = "Vào sổ trùng văn bản đã có.")]
    reason: String,
}

/// Draft a directive
///
/// Begins a draft, by the organization that will issue it or by one that keeps the register for it. All clauses may
/// come along, with the assignments that they intend, so that one call writes a whole document. Documents that are
/// state secrets of any degree are refused.
#[utoipa::path(
    tag = "directives",
    request_body = DirectiveIn,
    responses((status = 201, description = "The draft.", body = DirectiveView))
)]
#[post("/directives")]
pub(crate) async fn create_directive(call: Call, write: Write<DirectiveIn>) -> Answer {
    call.host
        .change(&call.caller, &write.precondition, async |work| {
            let id = Uuid::now_v7();
            may_write_for(&call, &write.body.issuer)?;
            let (content, clauses) = read(work.db(), &call, &write.body, id, &[]).await?;
            let organization = &call.caller.organization;
            let draft = Directive::draft(id, content, &call.caller.person.subject, organization, work.now);
            let clauses = clauses.unwrap_or_default();
            // Sent together: which of them comes first does not matter before the end.
            try_join!(store::directives::insert(work.db(), &draft), store::clauses::insert_many(work.db(), &clauses))?;
            work.publish(drafted_event(&draft));
            let location = format!("/directives/v1/directives/{id}");
            Ok(Reply::created(&view(&call, &draft, count(&clauses), &[], true), location).version(draft.version))
        })
        .await
}

/// Change a draft
///
/// A merge patch of what the document says of itself. `clauses`, if given, replace all clauses.
#[utoipa::path(
    tag = "directives",
    params(("id" = Uuid, Path, description = "The directive's id.")),
    request_body(
        content = DirectivePatch,
        content_type = "application/merge-patch+json",
        example = json!({ "title": "Kết luận về kết quả vận hành mô hình chính quyền địa phương 2 cấp" })
    ),
    responses((status = 200, description = "The draft afterwards.", body = DirectiveView))
)]
#[patch("/directives/{id}")]
pub(crate) async fn edit_directive(call: Call, id: Path<Uuid>, write: Write<Value>) -> Answer {
    carry_out_with(
        &call,
        id.0,
        &write.precondition,
        Act::Edit,
        Ok(&write.body),
        async |subject, patch| {
            let draft = subject.directive;
            let body: DirectiveIn = patched(&DirectiveIn::of(&draft.content), patch)?;
            may_write_for(&call, &body.issuer)?;
            let (content, clauses) = read(subject.db, &call, &body, draft.id, subject.clauses).await?;
            Ok(Command::Edit { content: Box::new(content), clauses, changed: names(patch) })
        },
        whole,
    )
    .await
}

/// Delete a draft
///
/// With its clauses and files. What was issued or registered is never deleted.
#[utoipa::path(
    tag = "directives",
    params(("id" = Uuid, Path, description = "The directive's id.")),
    responses((status = 204, description = "It is gone."))
)]
#[delete("/directives/{id}")]
pub(crate) async fn delete_directive(call: Call, id: Path<Uuid>, write: Write<NoContentIn>) -> Answer {
    carry_out(&call, id.0, &write.precondition, Act::Delete, Ok(Command::Delete)).await
}

/// Revoke a directive
///
/// It no longer holds. Its open assignments are withdrawn, or stay in force until they are done: by clause if wished.
#[utoipa::path(
    tag = "directives",
    params(("id" = Uuid, Path, description = "The directive's id."), DryRun),
    request_body = RevokeIn,
    responses((status = 200, description = "The directive afterwards.", body = DirectiveView))
)]
#[post("/directives/{id}/revoke")]
pub(crate) async fn revoke_directive(
    call: Call,
    id: Path<Uuid>,
    dry_run: Query<DryRun>,
    write: Write<RevokeIn>,
) -> Answer {
    carry_out_with(
        &call,
        (id.0, dry_run.0),
        &write.precondition,
        Act::Revoke,
        write.body.read(),
        async |subject, (reason, open_assignments)| {
            let ending = endings(subject.db, vec![subject.directive.id]).await?;
            let trees = ending.into_iter().flat_map(|ending| ending.trees).collect();
            let (reason, open_assignments) = (reason.clone(), open_assignments.clone());
            Ok(Command::Revoke { reason, open_assignments, trees, clauses: subject.clauses.to_vec() })
        },
        whole,
    )
    .await
}

/// Annul a registration
///
/// Takes back the entry of a document that should not have been registered, such as one that is there twice. Its open
/// assignments are withdrawn, its number is free again, and lists leave it out unless they ask for `state=annulled`. By
/// the issuer, or by the office that registered it; not where its coming into force has ended others.
#[utoipa::path(
    tag = "directives",
    params(("id" = Uuid, Path, description = "The directive's id."), DryRun),
    request_body = AnnulIn,
    responses((status = 200, description = "The directive afterwards.", body = DirectiveView)),
    extensions(("x-if-match" = json!(true)))
)]
#[post("/directives/{id}/annul")]
pub(crate) async fn annul_registration(
    call: Call,
    id: Path<Uuid>,
    dry_run: Query<DryRun>,
    write: Write<AnnulIn>,
) -> Answer {
    let mut faults = Faults::default();
    let reason: Option<Reason> = faults.text("/reason", &write.body.reason);
    carry_out_with(
        &call,
        (id.0, dry_run.0),
        &write.precondition,
        Act::Annul,
        faults.all(reason),
        async |subject, reason: &Reason| {
            let ending = endings(subject.db, vec![subject.directive.id]).await?;
            let trees = ending.into_iter().flat_map(|ending| ending.trees).collect();
            Ok(Command::Annul { reason: reason.clone(), trees, clauses: subject.clauses.to_vec() })
        },
        whole,
    )
    .await
}

impl RevokeIn {
    fn read(&self) -> Result<(Reason, OpenAssignments), Faults> {
        let mut faults = Faults::default();
        let reason = faults.text("/reason", &self.reason);
        let plan = &self.open_assignments;
        let plan = faults.part("/open_assignments", plan.faults(false).done(plan.clone()));
        faults.all((reason, plan))
    }
}

/// Whether the caller may write drafts of this issuer.
fn may_write_for(call: &Call, issuer: &OrganizationCode) -> Result<(), Denial> {
    may_draft(&Actor::from(&call.caller), authority(call, issuer))
}

/// What was sent, as the domain knows it, with the faults of the document and of its clauses all at once.
async fn read(
    db: Db<'_>,
    call: &Call,
    body: &DirectiveIn,
    id: Uuid,
    before: &[Clause],
) -> Result<(Content, Option<Vec<Clause>>), Stop> {
    let mut linked = store::directives::find_many(db, &body.linked()).await?;
    linked.retain(|directive| is_seen(call, directive));
    let originals = known_originals(db, call, body.clauses.as_deref().unwrap_or_default(), id).await?;
    let directory = &call.known.directory;
    let mut faults = Faults::default();
    let content = faults.part("", body.read(id, directory, &linked));
    let clauses = if_sent(body.clauses.as_deref(), |sent| {
        faults.part("/clauses", read_clauses(sent, (id, before), &originals, directory))
    });
    Ok(faults.all((content, clauses))?)
}

/// The names of the fields that a patch touches.
fn names(patch: &Value) -> Vec<String> {
    patch.as_object().into_iter().flat_map(|fields| fields.keys().cloned()).collect()
}
