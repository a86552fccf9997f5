//! How a draft is written and thrown away, and how a directive is revoked.

use super::access::seen;
use super::force::{count, expect_legal};
use super::input::{DirectiveIn, DirectivePatch};
use super::view::{DirectiveView, permitted, refused, view};
use crate::api::clauses::{known_originals, read_clauses};
use crate::api::input::{sound, text};
use crate::domain::clause::Clause;
use crate::domain::directive::{Action, Command, Content, Directive, decide};
use crate::domain::rights::DirectiveAct;
use crate::facts::directive_event;
use crate::store;
use actix_web::{delete, patch, post};
use futures_util::try_join;
use haicap_kit::Stop;
use haicap_kit::db::Db;
use haicap_kit::http::{Answer, NoContentIn, Path, Reply, Write, patched};
use haicap_reference::Call;
use haicap_types::DirectiveState;
use serde::Deserialize;
use serde_json::{Value, json};
use utoipa::ToSchema;
use uuid::Uuid;

/// Why a directive no longer holds.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RevokeIn {
    /// The reason.
    #[schema(min_length = 1, max_length = 2_000, example = "Không còn phù hợp với quy định mới của Trung ương.")]
    reason: String,
}

/// Draft a directive
///
/// Begins a draft, by the body that will issue it or by one that keeps the register for it. All clauses may come along,
/// with the assignments that they intend, so that one call writes a whole document. Documents that are state secrets
/// of any degree are refused.
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
            permitted(&call, DirectiveAct::Create, &write.body.issuer)?;
            let (content, clauses) = read(work.db(), &call, &write.body, id, &[]).await?;
            let organization = &call.caller.organization;
            let draft = Directive::draft(id, content, &call.caller.person.subject, organization, work.now)
                .map_err(|refusal| refused(refusal, DirectiveState::Draft))?;
            let clauses = clauses.unwrap_or_default();
            // Sent together: which of them comes first does not matter before the end.
            try_join!(store::directives::insert(work.db(), &draft), store::clauses::insert_many(work.db(), &clauses))?;
            let issuer = &draft.content.issuer;
            work.publish(directive_event("directives.directive.drafted", &draft, &json!({ "issuer": issuer })));
            let location = format!("/directives/v1/directives/{id}");
            Ok(Reply::created(&view(&draft, count(&clauses), &call), location).version(draft.version))
        })
        .await
}

/// Change a draft
///
/// A merge patch of what the document says of itself. `clauses`, if given, replace all clauses.
#[utoipa::path(
    tag = "directives",
    request_body(content = DirectivePatch, content_type = "application/merge-patch+json"),
    responses((status = 200, description = "The draft afterwards.", body = DirectiveView))
)]
#[patch("/directives/{id}")]
pub(crate) async fn edit_directive(call: Call, id: Path<Uuid>, write: Write<Value>) -> Answer {
    call.host
        .change(&call.caller, &write.precondition, async |work| {
            let draft = seen(&call, store::directives::find(work.db(), id.0).await?)?;
            let body: DirectiveIn = patched(&DirectiveIn::of(&draft.content), &write.body)?;
            permitted(&call, DirectiveAct::Edit, &draft.content.issuer)?;
            permitted(&call, DirectiveAct::Edit, &body.issuer)?;
            write.precondition.if_match.require(draft.version)?;
            let before = store::clauses::of_directive(work.db(), draft.id).await?;
            let (content, clauses) = read(work.db(), &call, &body, draft.id, &before).await?;
            let command = Command::Edit(Box::new(content));
            let mut next = decide(&draft, &command, &call.caller.organization, work.now)
                .map_err(|refusal| refused(refusal, draft.state))?;
            if !store::directives::save(work.db(), &mut next).await? {
                return Err(Stop::Lost);
            }
            if let Some(clauses) = &clauses {
                store::clauses::replace(work.db(), draft.id, clauses).await?;
            }
            let data = json!({ "changed": names(&write.body) });
            work.publish(directive_event(Action::Edit.event(), &next, &data));
            let clauses = count(&clauses.unwrap_or(before));
            Ok(Reply::ok(&view(&next, clauses, &call)).version(next.version))
        })
        .await
}

/// Throw a draft away
///
/// With its clauses and files. What was issued or registered is never deleted.
#[utoipa::path(tag = "directives", responses((status = 204, description = "It is gone.")))]
#[delete("/directives/{id}")]
pub(crate) async fn delete_directive(call: Call, id: Path<Uuid>, write: Write<NoContentIn>) -> Answer {
    call.host
        .change(&call.caller, &write.precondition, async |work| {
            let draft = seen(&call, store::directives::find(work.db(), id.0).await?)?;
            permitted(&call, DirectiveAct::Delete, &draft.content.issuer)?;
            write.precondition.if_match.require(draft.version)?;
            expect_legal(&draft, Action::Delete)?;
            if !store::directives::delete(work.db(), &draft).await? {
                return Err(Stop::Lost);
            }
            let data = json!({ "issuer": draft.content.issuer });
            work.publish(directive_event(Action::Delete.event(), &draft, &data));
            Ok(Reply::no_content())
        })
        .await
}

/// Revoke a directive
///
/// It no longer holds. What was assigned under it stays owed until it is withdrawn.
#[utoipa::path(
    tag = "directives",
    request_body = RevokeIn,
    responses((status = 200, description = "The directive afterwards.", body = DirectiveView))
)]
#[post("/directives/{id}/revoke")]
pub(crate) async fn revoke_directive(call: Call, id: Path<Uuid>, write: Write<RevokeIn>) -> Answer {
    call.host
        .change(&call.caller, &write.precondition, async |work| {
            let directive = seen(&call, store::directives::find(work.db(), id.0).await?)?;
            permitted(&call, DirectiveAct::Revoke, &directive.content.issuer)?;
            write.precondition.if_match.check(directive.version)?;
            let mut faults = Vec::new();
            let reason = text(&mut faults, "/reason", &write.body.reason);
            let command = Command::Revoke { reason: sound(reason, faults)? };
            let mut next = decide(&directive, &command, &call.caller.organization, work.now)
                .map_err(|refusal| refused(refusal, directive.state))?;
            if !store::directives::save(work.db(), &mut next).await? {
                return Err(Stop::Lost);
            }
            let data = json!({ "state": next.state, "before": directive.state, "by": null });
            work.publish(directive_event(Action::Revoke.event(), &next, &data));
            let clauses = store::clauses::count(work.db(), next.id).await?;
            Ok(Reply::ok(&view(&next, clauses, &call)).version(next.version))
        })
        .await
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
    linked.retain(|directive| store::directives::visible(directive, &call.caller, &call.known.sight));
    let mut faults = Vec::new();
    let content = body.read(id, &call.known.directory, &linked, &mut faults);
    let clauses = match &body.clauses {
        None => None,
        Some(sent) => {
            let originals = known_originals(db, call, sent, id).await?;
            read_clauses(sent, (id, before), &originals, &call.known.directory, &mut faults)
        }
    };
    Ok((sound(content, faults)?, clauses))
}

/// The names of the fields that a patch touches.
fn names(patch: &Value) -> Vec<String> {
    patch.as_object().into_iter().flat_map(|fields| fields.keys().cloned()).collect()
}
