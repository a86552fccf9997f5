//! What every service answers about the caller and about its knowledge of the city.

use crate::prepared::Creations;
use crate::{LiveDirectory, Reader};
use actix_web::{HttpRequest, get, web};
use haicap_kit::Routes;
use haicap_kit::auth::{Caller, Person};
use haicap_kit::http::{Answer, Language, Reply};
use haicap_types::{Action, Named, Role};
use serde::Serialize;
use std::sync::Arc;
use utoipa::ToSchema;

/// The caller.
#[derive(Debug, Serialize, ToSchema)]
pub struct MeView {
    /// The provider's id of the person.
    #[schema(example = "btc.leader")]
    pub subject: String,
    /// The person's name.
    #[schema(example = "Nguyễn Văn An")]
    pub name: String,
    /// For whom the person may act, and as what.
    pub memberships: Vec<MembershipView>,
}

/// What the caller may do for one organization.
#[derive(Debug, Serialize, ToSchema)]
pub struct MembershipView {
    /// The organization.
    pub organization: Named,
    /// The caller's roles in it.
    pub roles: Vec<Role>,
    /// What the caller may create for it in this service, and why not the rest.
    pub actions: Vec<Action>,
}

/// How much a service knows of the city.
#[derive(Debug, Serialize, ToSchema)]
pub struct DirectoryView {
    /// Counts the changes of this service's tables; a copy counts for itself.
    pub version: i64,
    /// How many organizations there are, ended ones included.
    #[schema(example = 370)]
    pub organizations: usize,
    /// How many audiences.
    #[schema(example = 9)]
    pub audiences: usize,
    /// How many rows of oversight, ended ones included.
    #[schema(example = 7)]
    pub oversight: usize,
    /// How many days differ from ordinary ones.
    #[schema(example = 45)]
    pub calendar_days: usize,
    /// SHA-256 over all of these in the order of their keys: the same in a copy and in its source.
    #[schema(example = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")]
    pub digest: String,
}

/// The routes.
pub fn routes(routes: &mut Routes<'_>) {
    routes.service(get_me).service(get_directory);
}

/// Who am I
///
/// The caller and all memberships, with the organizations' names and what can be created for each; needs no `Acting-For`.
#[utoipa::path(tag = "me", responses((status = 200, description = "The caller.", body = MeView)))]
#[get("/me")]
async fn get_me(
    request: HttpRequest,
    person: Person,
    live: web::Data<LiveDirectory>,
    creations: web::Data<Creations>,
) -> Answer {
    let (directory, language) = (live.snapshot(), Language::of(request.headers()));
    let (subject, name) = (person.subject.to_string(), person.name.to_string());
    let membership = |caller: Caller| MembershipView {
        organization: directory.named(&caller.organization),
        roles: caller.roles.to_vec(),
        actions: creations.of(&caller, language),
    };
    let memberships = Arc::new(person).callers().map(membership).collect();
    Ok(Reply::ok(&MeView { subject, name, memberships }))
}

/// Sum up the directory as this service knows it
///
/// The directives service owns the directory, the others follow it: where `digest` is the same, the copy is complete.
#[utoipa::path(
    tag = "organizations",
    responses((status = 200, description = "Counts and digest.", body = DirectoryView))
)]
#[get("/directory")]
async fn get_directory(live: web::Data<LiveDirectory>, _: Reader) -> Answer {
    let directory = live.snapshot();
    Ok(Reply::ok(&DirectoryView {
        version: directory.version(),
        organizations: directory.organizations().count(),
        audiences: directory.audiences().count(),
        oversight: directory.oversight().len(),
        calendar_days: directory.calendar().days().count(),
        digest: directory.digest(),
    })
    .version(directory.version()))
}
