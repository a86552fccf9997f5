//! Clauses: each point of a document, written one by one or all at once.

mod input;
mod view;

pub(crate) use input::{ClauseIn, known_originals, read_clauses};

use crate::api::directives::{may, refused, seen, sees_all_of};
use crate::api::input::sound;
use crate::domain::clause::{Clause, Label};
use crate::domain::directive::{Action, Command, Directive, decide};
use crate::domain::rights::DirectiveAct;
use crate::facts::directive_event;
use crate::store;
use actix_web::{delete, get, patch, post, put};
use haicap_kit::db::Db;
use haicap_kit::http::{
    Answer, Fault, List, ListAnswer, ListingView, NoContentIn, NoFilter, PageQuery, Path, Problem, Reply, Write, kinds,
    patched,
};
use haicap_kit::{Routes, Stop, Work};
use haicap_reference::Call;
use haicap_types::Words;
use input::{ClausePatch, ClausesIn, Scope};
use serde_json::{Value, json};
use uuid::Uuid;
use view::{ClauseView, Context};

/// The routes.
pub fn routes(routes: &mut Routes<'_>) {
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
/// All points of the document, in its order. Whoever sees the document reads all of them; the number of assignments is
/// said to those alone who see all that the document brought about.
#[utoipa::path(
    tag = "clauses",
    params(PageQuery),
    responses((status = 200, description = "A page of clauses.", body = ListingView<ClauseView>))
)]
#[get("/directives/{id}/clauses")]
pub(crate) async fn list_clauses(call: Call, id: Path<Uuid>, list: List<NoFilter>) -> ListAnswer {
    list.pages
        .answer(async move |page| {
            let after = page.after::<i32>()?.unwrap_or(0);
            let (directive, clauses) = read(&call, id.0).await?;
            let is_counted = sees_all_of(&call, &directive).await?;
            let beside = page
                .read(&call.host.database, async |db| store::clauses::beside(db, id.0, &clauses, is_counted).await)
                .await?;
            let context = Context::new(&clauses, beside, &call.known.directory);
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
    responses((status = 200, description = "The clause.", body = ClauseView))
)]
#[get("/directives/{id}/clauses/{clause_id}")]
pub(crate) async fn get_clause(call: Call, path: Path<(Uuid, Uuid)>) -> Answer {
    let (id, clause_id) = path.0;
    let (directive, clauses) = read(&call, id).await?;
    let clause = clauses.iter().find(|clause| clause.id == clause_id).ok_or_else(Problem::not_found)?;
    let is_counted = sees_all_of(&call, &directive).await?;
    let beside = call.host.database.read(async |db| store::clauses::beside(db, id, &clauses, is_counted).await).await?;
    let context = Context::new(&clauses, beside, &call.known.directory);
    Ok(Reply::ok(&context.view(clause)).version(directive.version))
}

/// Add a clause to a draft
///
/// It takes the place that its label has among the others.
#[utoipa::path(
    tag = "clauses",
    request_body = ClauseIn,
    responses((status = 201, description = "The clause.", body = ClauseView))
)]
#[post("/directives/{id}/clauses")]
pub(crate) async fn add_clause(call: Call, id: Path<Uuid>, write: Write<ClauseIn>) -> Answer {
    call.host
        .change(&call.caller, &write.precondition, async |work| {
            let (draft, mut clauses) = writable(work.db(), &call, id.0).await?;
            write.precondition.if_match.check(draft.version)?;
            let clause_id = Uuid::now_v7();
            let clause = read_one(work.db(), &call, &write.body, (draft.id, clause_id), &clauses).await?;
            let after = clauses.iter().position(|other| other.label > clause.label);
            clauses.insert(after.unwrap_or(clauses.len()), clause);
            let location = format!("/directives/v1/directives/{}/clauses/{clause_id}", draft.id);
            let (next, view) = save_one(work, &call, &draft, clauses, clause_id).await?;
            Ok(Reply::created(&view, location).version(next.version))
        })
        .await
}

/// Replace all clauses of a draft
///
/// In the order in which they are sent. A clause keeps its id where its label stays.
#[utoipa::path(
    tag = "clauses",
    request_body = ClausesIn,
    responses((status = 200, description = "All clauses of the draft.", body = ListingView<ClauseView>))
)]
#[put("/directives/{id}/clauses")]
pub(crate) async fn replace_clauses(call: Call, id: Path<Uuid>, write: Write<ClausesIn>) -> Answer {
    call.host
        .change(&call.caller, &write.precondition, async |work| {
            let (draft, before) = writable(work.db(), &call, id.0).await?;
            write.precondition.if_match.require(draft.version)?;
            let sent = &write.body.clauses;
            let originals = known_originals(work.db(), &call, sent, draft.id).await?;
            let mut faults = Vec::new();
            let directory = &call.known.directory;
            let clauses = read_clauses(sent, (draft.id, &before), &originals, directory, &mut faults);
            let clauses = sound(clauses, faults)?;
            let next = save(work, &call, &draft, &clauses).await?;
            let beside = store::clauses::beside(work.db(), next.id, &clauses, sees_all_of(&call, &next).await?).await?;
            let context = Context::new(&clauses, beside, directory);
            let items = clauses.iter().map(|clause| context.view(clause)).collect();
            Ok(Reply::ok(&ListingView { items, next_cursor: None }).version(next.version))
        })
        .await
}

/// Change a clause of a draft
///
/// A merge patch. The clause keeps its place.
#[utoipa::path(
    tag = "clauses",
    request_body(content = ClausePatch, content_type = "application/merge-patch+json"),
    responses((status = 200, description = "The clause afterwards.", body = ClauseView))
)]
#[patch("/directives/{id}/clauses/{clause_id}")]
pub(crate) async fn edit_clause(call: Call, path: Path<(Uuid, Uuid)>, write: Write<Value>) -> Answer {
    let (id, clause_id) = path.0;
    call.host
        .change(&call.caller, &write.precondition, async |work| {
            let (draft, mut clauses) = writable(work.db(), &call, id).await?;
            let place = place_of(&clauses, clause_id)?;
            write.precondition.if_match.require(draft.version)?;
            let removed = clauses.remove(place);
            let labels: Vec<_> =
                clauses.iter().chain([&removed]).map(|clause| (clause.id, clause.label.clone())).collect();
            let body: ClauseIn = patched(&ClauseIn::of(&removed, &labels), &write.body)?;
            let clause = read_one(work.db(), &call, &body, (draft.id, clause_id), &clauses).await?;
            clauses.insert(place, clause);
            let (next, view) = save_one(work, &call, &draft, clauses, clause_id).await?;
            Ok(Reply::ok(&view).version(next.version))
        })
        .await
}

/// Remove a clause from a draft
///
/// Not while another clause refers to it.
#[utoipa::path(tag = "clauses", responses((status = 204, description = "It is gone.")))]
#[delete("/directives/{id}/clauses/{clause_id}")]
pub(crate) async fn delete_clause(call: Call, path: Path<(Uuid, Uuid)>, write: Write<NoContentIn>) -> Answer {
    let (id, clause_id) = path.0;
    call.host
        .change(&call.caller, &write.precondition, async |work| {
            let (draft, mut clauses) = writable(work.db(), &call, id).await?;
            let place = place_of(&clauses, clause_id)?;
            write.precondition.if_match.require(draft.version)?;
            clauses.remove(place);
            let refers = |other: &&Clause| other.binds.contains(&clause_id) || other.duplicate_of == Some(clause_id);
            if let Some(other) = clauses.iter().find(refers) {
                return Err(referred_to(&other.label).into());
            }
            renumber(&mut clauses);
            save(work, &call, &draft, &clauses).await?;
            Ok(Reply::no_content())
        })
        .await
}

async fn read(call: &Call, id: Uuid) -> Result<(Directive, Vec<Clause>), Problem> {
    let (found, clauses) = call
        .host
        .database
        .read(async |db| {
            let both = (store::directives::find(db, id), store::clauses::of_directive(db, id));
            futures_util::future::try_join(both.0, both.1).await
        })
        .await?;
    Ok((seen(call, found)?, clauses))
}

/// The document and its clauses, if the caller may write them.
async fn writable(db: Db<'_>, call: &Call, id: Uuid) -> Result<(Directive, Vec<Clause>), Stop> {
    let draft = seen(call, store::directives::find(db, id).await?)?;
    may(call, DirectiveAct::Edit, &draft.content.issuer)?;
    let clauses = store::clauses::of_directive(db, id).await?;
    Ok((draft, clauses))
}

fn place_of(clauses: &[Clause], id: Uuid) -> Result<usize, Problem> {
    clauses.iter().position(|clause| clause.id == id).ok_or_else(Problem::not_found)
}

/// One clause as the domain knows it, among the others of its document.
async fn read_one(
    db: Db<'_>,
    call: &Call,
    sent: &ClauseIn,
    (directive_id, id): (Uuid, Uuid),
    others: &[Clause],
) -> Result<Clause, Stop> {
    let originals = known_originals(db, call, std::slice::from_ref(sent), directive_id).await?;
    let mut labels: Vec<(Uuid, Label)> = others.iter().map(|clause| (clause.id, clause.label.clone())).collect();
    labels.extend(Label::new(&sent.label).ok().map(|label| (id, label)));
    let scope = Scope { directive_id, labels: &labels, originals: &originals, directory: &call.known.directory };
    let mut faults = Vec::new();
    let clause = sent.read(id, "", &scope, &mut faults);
    Ok(sound(clause, faults)?)
}

fn renumber(clauses: &mut [Clause]) {
    for (ordinal, clause) in (1..).zip(clauses) {
        clause.ordinal = ordinal;
    }
}

/// Saves a document in which one clause is new or changed.
async fn save_one(
    work: &mut Work<'_>,
    call: &Call,
    draft: &Directive,
    mut clauses: Vec<Clause>,
    id: Uuid,
) -> Result<(Directive, ClauseView), Stop> {
    renumber(&mut clauses);
    let faults = input::faults_of_one(&clauses, id);
    if !faults.is_empty() {
        return Err(Problem::new(&kinds::INVALID).faults(faults).into());
    }
    let next = save(work, call, draft, &clauses).await?;
    let beside = store::clauses::beside(work.db(), next.id, &clauses, sees_all_of(call, &next).await?).await?;
    let context = Context::new(&clauses, beside, &call.known.directory);
    let view = clauses.iter().find(|clause| clause.id == id).map(|clause| context.view(clause));
    Ok((next, view.ok_or_else(Problem::not_found)?))
}

/// A change of its clauses is a change of the document.
async fn save(work: &mut Work<'_>, call: &Call, draft: &Directive, clauses: &[Clause]) -> Result<Directive, Stop> {
    let command = Command::Edit(Box::new(draft.content.clone()));
    let mut next = decide(draft, &command, &call.caller.organization, work.now)
        .map_err(|refusal| refused(refusal, draft.state))?;
    if !store::directives::save(work.db(), &mut next).await? {
        return Err(Stop::Lost);
    }
    store::clauses::replace(work.db(), draft.id, clauses).await?;
    work.publish(directive_event(Action::Edit.event(), &next, &json!({ "changed": ["clauses"] })));
    Ok(next)
}

fn referred_to(by: &Label) -> Problem {
    Problem::new(&kinds::CONFLICT).code("clause_referred_to").detail(Words::with(
        format!("Điểm {by} đang dẫn chiếu điểm này; hãy sửa điểm {by} trước."),
        format!("Clause {by} refers to this one; change clause {by} first."),
    ))
}

/// Faults of a body, under another pointer.
fn under(prefix: &str, pointer: &str, words: Words) -> Fault {
    Fault::new(format!("{prefix}{pointer}"), words)
}
