//! Persons: the files of those who can be members of teams, seen by the organization alone that keeps them.

use crate::domain::person::{Details, PersonFile};
use crate::domain::rights::may_prepare;
use crate::facts::{PersonFileEvent, person_event};
use crate::store::persons::{self as store, After};
use crate::store::teams;
use actix_web::{get, patch, post};
use haicap_kit::db::lock_name;
use haicap_kit::events::{HistoryItem, answer_history};
use haicap_kit::http::{
    Answer, List, ListAnswer, ListingView, NoFilter, PageQuery, Path, Problem, Reply, Write, kinds, patched,
};
use haicap_kit::{Routes, Stop};
use haicap_reference::Call;
use haicap_types::{Actor, Named, OrganizationCode, Words};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

/// What is locked, because two files that get the same subject at once would both find it free.
const FILES: &str = "person_file";

/// The routes.
pub(super) fn routes(routes: &mut Routes<'_>) {
    routes
        .service(list_persons)
        .service(open_person)
        .service(get_person)
        .service(get_person_history)
        .service(edit_person);
}

/// The file of a person.
#[derive(Debug, Serialize, ToSchema)]
struct PersonFileView {
    /// Its id.
    id: Uuid,
    /// Counts its changes; part of the ETag.
    version: i32,
    /// The organization that keeps it.
    keeper: Named,
    /// What it says: what a patch changes.
    details: Details,
}

/// List persons
///
/// The files that the caller's organization keeps, by name.
#[utoipa::path(
    tag = "persons",
    params(PageQuery),
    responses((status = 200, description = "A page of files.", body = ListingView<PersonFileView>))
)]
#[get("/persons")]
async fn list_persons(call: Call, list: List<NoFilter>) -> ListAnswer {
    expect_keeper(&call)?;
    list.pages
        .answer(async move |page| {
            let after: Option<After> = page.after()?;
            let (rows, keepers) = (page.rows(), call.known.stood_for());
            let database = &call.host.database;
            let found = page.read(database, async |db| store::list(db, &keepers, after.as_ref(), rows).await).await?;
            let (found, next) = page.cut(found, |one| After(one.details.name.clone(), one.id));
            Ok(page.list(found.into_iter().map(|one| view(&call, one)).collect(), next))
        })
        .await
}

/// Open the file of a person
///
/// By a body that conducts inspections, for itself. Posts, relatives and interests decide which targets the person may not
/// examine; nobody else sees them.
#[utoipa::path(
    tag = "persons",
    request_body = Details,
    responses((status = 201, description = "The file.", body = PersonFileView))
)]
#[post("/persons")]
async fn open_person(call: Call, write: Write<Details>) -> Answer {
    call.host
        .change(&call.caller, &write.precondition, async |work| {
            expect_keeper(&call)?;
            let details = write.body.clone().checked(&call.known.directory)?;
            expect_about_another(&call, &details)?;
            lock_name(work.db(), FILES).await?;
            let keeper = call.caller.organization.clone();
            let file = PersonFile { id: Uuid::now_v7(), keeper, details, version: 1 };
            if !store::insert(work.db(), &file).await? {
                return Err(taken().into());
            }
            work.publish(person_event(PersonFileEvent::Opened, &file));
            let location = format!("/inspection-teams/v1/persons/{}", file.id);
            let version = file.version;
            Ok(Reply::created(&view(&call, file), location).version(version))
        })
        .await
}

/// Get the file of a person
///
/// Only the organization that keeps it sees it.
#[utoipa::path(
    tag = "persons",
    params(("id" = Uuid, Path, description = "Its id.")),
    responses((status = 200, description = "The file.", body = PersonFileView))
)]
#[get("/persons/{id}")]
async fn get_person(call: Call, id: Path<Uuid>) -> Answer {
    let found = call.host.database.read(async |db| store::find(db, id.0).await).await?;
    let file = found.filter(|file| is_seen(&call, file)).ok_or_else(Problem::not_found)?;
    let version = file.version;
    Ok(Reply::ok(&view(&call, file)).version(version))
}

/// Get the history of the file of a person
///
/// Who changed it, and when; the latest first. Only the organization that keeps it sees it.
#[utoipa::path(
    tag = "persons",
    params(("id" = Uuid, Path, description = "Its id."), PageQuery),
    responses((status = 200, description = "A page of its history.", body = ListingView<HistoryItem>))
)]
#[get("/persons/{id}/history")]
async fn get_person_history(call: Call, id: Path<Uuid>, list: List<NoFilter>) -> ListAnswer {
    let found = call.host.database.read(async |db| store::find(db, id.0).await).await?;
    found.filter(|file| is_seen(&call, file)).ok_or_else(Problem::not_found)?;
    answer_history(list.pages, call.host, format!("person_file/{}", id.0)).await
}

/// Change the file of a person
///
/// A merge patch. Nobody changes the file about themselves.
#[utoipa::path(
    tag = "persons",
    params(("id" = Uuid, Path, description = "Its id.")),
    request_body(
        content = Details,
        content_type = "application/merge-patch+json",
        example = json!({ "relatives": [{ "organization": "DU-25747", "kinship": "Em ruột" }] })
    ),
    responses((status = 200, description = "The file afterwards.", body = PersonFileView))
)]
#[patch("/persons/{id}")]
async fn edit_person(call: Call, id: Path<Uuid>, write: Write<Value>) -> Answer {
    call.host
        .change(&call.caller, &write.precondition, async |work| {
            let found = store::find(work.db(), id.0).await?.filter(|file| is_seen(&call, file));
            let mut file = found.ok_or_else(Problem::not_found)?;
            expect_about_another(&call, &file.details)?;
            write.precondition.if_match.require(file.version)?;
            let sent: Details = patched(&file.details, &write.body)?;
            let before = std::mem::replace(&mut file.details, sent.checked(&call.known.directory)?);
            expect_about_another(&call, &file.details)?;
            lock_name(work.db(), FILES).await?;
            if before.subject.is_some()
                && before.subject != file.details.subject
                && teams::has_member(work.db(), file.id).await?
            {
                return Err(Problem::new(&kinds::CONFLICT).code("person_in_team").detail(IN_TEAM).into());
            }
            if store::is_taken(work.db(), &file).await? {
                return Err(taken().into());
            }
            if !store::save(work.db(), &file).await? {
                return Err(Stop::Lost);
            }
            file.version += 1;
            work.publish(person_event(PersonFileEvent::Changed, &file));
            let version = file.version;
            Ok(Reply::ok(&view(&call, file)).version(version))
        })
        .await
}

fn expect_keeper(call: &Call) -> Result<(), Problem> {
    let own: &OrganizationCode = &call.caller.organization;
    let kind = call.known.directory.get(own).map(|one| one.kind);
    may_prepare(&Actor::from(&call.caller), kind).map_err(Into::into)
}

/// Nobody says which targets they may examine themselves.
fn expect_about_another(call: &Call, details: &Details) -> Result<(), Problem> {
    if details.subject.as_deref() == Some(&*call.caller.person.subject) {
        return Err(Problem::new(&kinds::FORBIDDEN).code("same_person").detail(OWN_FILE));
    }
    Ok(())
}

fn is_seen(call: &Call, file: &PersonFile) -> bool {
    call.known.stands_for(&file.keeper) && expect_keeper(call).is_ok()
}

fn taken() -> Problem {
    Problem::new(&kinds::CONFLICT).code("person_exists").detail(TAKEN)
}

fn view(call: &Call, file: PersonFile) -> PersonFileView {
    PersonFileView { id: file.id, version: file.version, keeper: call.named(&file.keeper), details: file.details }
}

const TAKEN: Words = Words::new(
    "Cơ quan đã có hồ sơ của người mang tài khoản này.",
    "The organization has a file of the person with this subject already.",
);
const IN_TEAM: Words = Words::new(
    "Người này đang ở trong một tổ; không đổi được tài khoản của hồ sơ.",
    "This person is in a team; the subject of the file cannot change.",
);
const OWN_FILE: Words =
    Words::new("Không ai được sửa hồ sơ của chính mình.", "Nobody can change the file about themselves.");
