//! Clauses: each point of a document, written one by one or all at once.

mod input;
mod view;

pub(super) use input::{ClauseIn, known_originals, read_clauses};

use super::access::{seen, sees_all_of};
use super::carry_out::{Subject, carry_out_with};
use crate::domain::clause::Clause;
use crate::domain::directive::{Act, Change, Command, Directive, Fact, Refusal};
use crate::store;
use actix_web::{delete, get, patch, post, put};
use haicap_kit::http::{
    Answer, List, ListAnswer, ListingView, NoContentIn, NoFilter, PageQuery, Path, Problem, Reply, Write, patched,
};
use haicap_kit::{Routes, Stop};
use haicap_reference::Call;
use haicap_types::Faults;
use input::{ClausePatch, ClausesIn, checked, numbered, read_one};
use serde_json::Value;
use uuid::Uuid;
use view::{ClauseView, Context};

/// The routes.
pub(super) fn routes(routes: &mut Routes<'_>) {
    routes
        .service(list_clauses)
        .service(add_clause)
        .service(replace_clauses)
        .service(get_clause)
        .service(edit_clause)
        .service(delete_clause);
}

/// List the clauses of a directive
///
/// All points of the document, in its order, for everybody who sees the document. `assignments` is null for callers who
/// do not see all assignments of the document.
#[utoipa::path(
    tag = "clauses",
    params(("id" = Uuid, Path, description = "The directive's id."), PageQuery),
    responses((status = 200, description = "A page of clauses.", body = ListingView<ClauseView>))
)]
#[get("/directives/{id}/clauses")]
pub(crate) async fn list_clauses(call: Call, id: Path<Uuid>, list: List<NoFilter>) -> ListAnswer {
    list.pages
        .answer(async move |page| {
            let after = page.after::<i32>()?.unwrap_or(0);
            let (directive, clauses) = read(&call, id.0).await?;
            let is_counted =
                page.read(&call.host.database, async |db| sees_all_of(db, &call, &directive).await).await?;
            let beside = page
                .read(&call.host.database, async |db| store::clauses::beside(db, id.0, &clauses, is_counted).await)
                .await?;
            let context = Context::new(directive.version, &clauses, beside, &call.known.directory);
            let rest = clauses.iter().filter(|clause| clause.ordinal > after).take(page.rows()).collect();
            let (shown, next) = page.cut(rest, |clause| clause.ordinal);
            let items = shown.into_iter().map(|clause| context.view(clause)).collect();
            Ok(page.list(items, next))
        })
        .await
}

/// Get a clause
///
/// Its entity tag counts the changes of the whole document.
#[utoipa::path(
    tag = "clauses",
    params(
        ("id" = Uuid, Path, description = "The directive's id."),
        ("clause_id" = Uuid, Path, description = "The clause's id.")
    ),
    responses((status = 200, description = "The clause.", body = ClauseView))
)]
#[get("/directives/{id}/clauses/{clause_id}")]
pub(crate) async fn get_clause(call: Call, path: Path<(Uuid, Uuid)>) -> Answer {
    let (id, clause_id) = path.0;
    let (directive, clauses) = read(&call, id).await?;
    let clause = clauses.iter().find(|clause| clause.id == clause_id).ok_or_else(Problem::not_found)?;
    let is_counted = call.host.database.read(async |db| sees_all_of(db, &call, &directive).await).await?;
    let beside = call.host.database.read(async |db| store::clauses::beside(db, id, &clauses, is_counted).await).await?;
    let context = Context::new(directive.version, &clauses, beside, &call.known.directory);
    Ok(Reply::ok(&context.view(clause)).version(directive.version))
}

/// Add a clause to a draft
///
/// It takes the place that its label has among the others.
#[utoipa::path(
    tag = "clauses",
    params(("id" = Uuid, Path, description = "The directive's id.")),
    request_body = ClauseIn,
    responses((status = 201, description = "The clause.", body = ClauseView))
)]
#[post("/directives/{id}/clauses")]
pub(crate) async fn add_clause(call: Call, id: Path<Uuid>, write: Write<ClauseIn>) -> Answer {
    let id = (id.0, Uuid::now_v7());
    carry_out_with(
        &call,
        id.0,
        &write.precondition,
        Act::AddClause,
        Ok(&write.body),
        async |subject, sent| {
            let mut clauses = subject.clauses.to_vec();
            let clause = read_one(subject.db, &call, sent, id, &clauses).await?;
            let after = clauses.iter().position(|other| other.label > clause.label);
            clauses.insert(after.unwrap_or(clauses.len()), clause);
            Ok(Command::AddClause(checked(clauses, id.1)?))
        },
        async |call: &Call, subject: &Subject<'_>, change: &Change| {
            let location = format!("/directives/v1/directives/{}/clauses/{}", id.0, id.1);
            let view = view_one(call, subject, change, id.1).await?;
            Ok(Reply::created(&view, location).version(change.directive.version))
        },
    )
    .await
}

/// Replace all clauses of a draft
///
/// In the order in which they are sent. A clause keeps its id where its label stays.
#[utoipa::path(
    tag = "clauses",
    params(("id" = Uuid, Path, description = "The directive's id.")),
    request_body = ClausesIn,
    responses((status = 200, description = "All clauses of the draft.", body = ListingView<ClauseView>))
)]
#[put("/directives/{id}/clauses")]
pub(crate) async fn replace_clauses(call: Call, id: Path<Uuid>, write: Write<ClausesIn>) -> Answer {
    carry_out_with(
        &call,
        id.0,
        &write.precondition,
        Act::EditClauses,
        Ok(&write.body.clauses),
        async |subject, sent| {
            let own = (subject.directive.id, subject.clauses);
            let originals = known_originals(subject.db, &call, sent, own.0).await?;
            let mut faults = Faults::default();
            let read = read_clauses(sent, own, &originals, &call.known.directory);
            let clauses = faults.part("/clauses", read);
            Ok(Command::EditClauses(faults.all(clauses)?))
        },
        async |call: &Call, subject: &Subject<'_>, change: &Change| {
            let views = views(call, subject, change).await?;
            let listing = ListingView { items: views, next_cursor: None, actions: Vec::new() };
            Ok(Reply::ok(&listing).version(change.directive.version))
        },
    )
    .await
}

/// Change a clause of a draft
///
/// A merge patch. The clause keeps its place.
#[utoipa::path(
    tag = "clauses",
    params(
        ("id" = Uuid, Path, description = "The directive's id."),
        ("clause_id" = Uuid, Path, description = "The clause's id.")
    ),
    request_body(
        content = ClausePatch,
        content_type = "application/merge-patch+json",
        example = json!({ "text": "Rà soát, lập phương án quản lý, sử dụng trụ sở dôi dư sau sắp xếp." })
    ),
    responses((status = 200, description = "The clause afterwards.", body = ClauseView))
)]
#[patch("/directives/{id}/clauses/{clause_id}")]
pub(crate) async fn edit_clause(call: Call, path: Path<(Uuid, Uuid)>, write: Write<Value>) -> Answer {
    let (directive_id, id) = path.0;
    carry_out_with(
        &call,
        path.0,
        &write.precondition,
        Act::EditClauses,
        Ok(&write.body),
        async |subject, patch| {
            let labels: Vec<_> = subject.clauses.iter().map(|clause| (clause.id, clause.label.clone())).collect();
            let (mut clauses, place, removed) = without(subject.clauses, id)?;
            let body: ClauseIn = patched(&ClauseIn::of(&removed, &labels), patch)?;
            let clause = read_one(subject.db, &call, &body, (directive_id, id), &clauses).await?;
            clauses.insert(place, clause);
            Ok(Command::EditClauses(checked(clauses, id)?))
        },
        async |call: &Call, subject: &Subject<'_>, change: &Change| {
            let view = view_one(call, subject, change, id).await?;
            Ok(Reply::ok(&view).version(change.directive.version))
        },
    )
    .await
}

/// Remove a clause from a draft
///
/// Not while another clause refers to it.
#[utoipa::path(
    tag = "clauses",
    params(
        ("id" = Uuid, Path, description = "The directive's id."),
        ("clause_id" = Uuid, Path, description = "The clause's id.")
    ),
    responses((status = 204, description = "It is gone."))
)]
#[delete("/directives/{id}/clauses/{clause_id}")]
pub(crate) async fn delete_clause(call: Call, path: Path<(Uuid, Uuid)>, write: Write<NoContentIn>) -> Answer {
    let (_, id) = path.0;
    carry_out_with(
        &call,
        path.0,
        &write.precondition,
        Act::EditClauses,
        Ok(()),
        async |subject, ()| {
            let (clauses, ..) = without(subject.clauses, id)?;
            let refers = |other: &&Clause| other.binds.contains(&id) || other.duplicate_of == Some(id);
            if let Some(other) = clauses.iter().find(refers) {
                return Err(subject.refuse(&Refusal::ClauseReferredTo { by: other.label.clone() }).into());
            }
            Ok(Command::EditClauses(numbered(clauses)))
        },
        async |_: &Call, _: &Subject<'_>, _: &Change| Ok(Reply::no_content()),
    )
    .await
}

async fn read(call: &Call, id: Uuid) -> Result<(Directive, Vec<Clause>), Problem> {
    let directive = seen(call, id).await?;
    let clauses = call.host.database.read(async |db| store::clauses::of_directive(db, id).await).await?;
    Ok((directive, clauses))
}

/// The clauses but for one; its place, and itself.
fn without(clauses: &[Clause], id: Uuid) -> Result<(Vec<Clause>, usize, Clause), Problem> {
    let mut clauses = clauses.to_vec();
    let place = clauses.iter().position(|clause| clause.id == id).ok_or_else(Problem::not_found)?;
    let removed = clauses.remove(place);
    Ok((clauses, place, removed))
}

/// The clauses after a change of them.
async fn views(call: &Call, subject: &Subject<'_>, change: &Change) -> Result<Vec<ClauseView>, Stop> {
    let Fact::Edited { clauses: Some(clauses), .. } = &change.fact else { return Ok(Vec::new()) };
    let is_counted = sees_all_of(subject.db, call, &change.directive).await?;
    let beside = store::clauses::beside(subject.db, change.directive.id, clauses, is_counted).await?;
    let context = Context::new(change.directive.version, clauses, beside, &call.known.directory);
    Ok(clauses.iter().map(|clause| context.view(clause)).collect())
}

/// One of them.
async fn view_one(call: &Call, subject: &Subject<'_>, change: &Change, id: Uuid) -> Result<ClauseView, Stop> {
    let views = views(call, subject, change).await?;
    Ok(views.into_iter().find(|view| view.id == id).ok_or_else(Problem::not_found)?)
}
