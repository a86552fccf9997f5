use super::{expect_conducting, relations_of, seen};
use crate::domain::declaration::{Declaration, Exception};
use crate::domain::rights::{WRITERS, may_teams};
use crate::domain::team::Team;
use crate::facts::declared_event;
use crate::store::{declarations as store, persons, programmes, teams};
use actix_web::{get, post};
use haicap_kit::Routes;
use haicap_kit::http::{Answer, Path, Problem, Reply, Write, kinds};
use haicap_reference::Call;
use haicap_types::{Action, Actor, Denial, Faults, Method, Named, OrganizationCode, SignatureView, Words, pointer};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// How many targets a member can except.
const EXCEPTED_MAX: usize = 500;

/// The routes.
pub(super) fn routes(routes: &mut Routes<'_>) {
    routes.service(get_declarations).service(declare_independence);
}

/// What a member declares about all targets of the team.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "excepted": [] }))]
struct DeclarationIn {
    /// The targets of which the member is not independent, and stays away from; an empty list where there are none.
    #[schema(max_items = 500)]
    excepted: Vec<ExceptionIn>,
}

/// A target of which a member is not independent.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ExceptionIn {
    /// The target.
    #[schema(example = "DU-25747")]
    organization: OrganizationCode,
    /// Why.
    #[schema(min_length = 1, max_length = 2_000, example = "Có người thân công tác tại đơn vị.")]
    reason: String,
}

/// What the members of a team declared.
#[derive(Debug, Serialize, ToSchema)]
struct DeclarationsView {
    /// The latest declaration of each member, in the order of the members.
    declarations: Vec<DeclarationView>,
    /// The members that have declared nothing.
    missing: Vec<DeclarantView>,
}

/// What a member declared.
#[derive(Debug, Serialize, ToSchema)]
struct DeclarationView {
    /// The member.
    member: DeclarantView,
    /// The targets of which the member is independent.
    independent: Vec<Named>,
    /// Those of which the member is not.
    excepted: Vec<ExceptionView>,
    /// Who declared it, and when.
    declared: SignatureView,
}

/// A member that declares.
#[derive(Debug, Clone, Serialize, ToSchema)]
struct DeclarantView {
    /// The person, by the id of the file.
    person: Uuid,
    /// The person's name.
    #[schema(example = "Nguyễn Văn An")]
    name: String,
}

/// A target of which a member is not independent.
#[derive(Debug, Serialize, ToSchema)]
struct ExceptionView {
    /// The target.
    organization: Named,
    /// Why.
    #[schema(example = "Có người thân công tác tại đơn vị.")]
    reason: String,
}

/// Get the declarations of a team
///
/// What its members declared about their independence, and who has not declared anything. For the conducting organization.
#[utoipa::path(
    tag = "teams",
    params(("id" = Uuid, Path, description = "The team's id.")),
    responses((status = 200, description = "The declarations.", body = DeclarationsView))
)]
#[get("/teams/{id}/declarations")]
async fn get_declarations(call: Call, id: Path<Uuid>) -> Answer {
    let (team, _) = seen(&call, id.0).await?;
    let said = call.host.database.read(async |db| store::of_team(db, id.0).await).await?;
    let members = || team.members_on(call.known.today).map(|one| one.person);
    let names = call.host.database.read(async |db| persons::names(db, members().collect()).await).await?;
    let member = |person: Uuid| DeclarantView { person, name: names.get(&person).cloned().unwrap_or_default() };
    let view = |one: &Declaration| DeclarationView {
        member: member(one.person_id),
        independent: one.independent.iter().map(|code| call.named(code)).collect(),
        excepted: one.excepted.iter().map(|exception| told(&call, exception)).collect(),
        declared: call.signature(&one.declared),
    };
    Ok(Reply::ok(&DeclarationsView {
        declarations: members().filter_map(|person| said.get(&person)).map(view).collect(),
        missing: members().filter(|person| !said.contains_key(person)).map(member).collect(),
    }))
}

/// Declare independence
///
/// By a member of the team, about all its targets at once; a later declaration replaces an earlier one. It is needed again
/// when a target is added. Whoever excepts a target stays away from it.
#[utoipa::path(
    tag = "teams",
    params(("id" = Uuid, Path, description = "The team's id.")),
    request_body = DeclarationIn,
    responses((status = 201, description = "What was declared.", body = DeclarationView))
)]
#[post("/teams/{id}/declarations")]
async fn declare_independence(call: Call, id: Path<Uuid>, write: Write<DeclarationIn>) -> Answer {
    let actor = Actor::from(&call.caller);
    call.host
        .change(&call.caller, &write.precondition, async |work| {
            let team = own_team(work, &call, id.0).await?;
            let member = member_of(work, &call, &team).await?;
            if team.content.targets.iter().any(|code| call.known.stands_for(code)) {
                return Err(Denial::Organization.into());
            }
            if !actor.has_one_of(&WRITERS) {
                return Err(Denial::Role.into());
            }
            let excepted = write.body.read()?;
            let ids = (Uuid::now_v7(), team.id, member.person);
            let known = (&*call.known.directory, call.known.today);
            let new = Declaration::declared(ids, &team.content.targets, excepted, known, (&actor, work.now))?;
            store::insert(work.db(), &new).await?;
            work.publish(declared_event(&team, &new));
            let view = DeclarationView {
                member,
                independent: new.independent.iter().map(|code| call.named(code)).collect(),
                excepted: new.excepted.iter().map(|exception| told(&call, exception)).collect(),
                declared: call.signature(&new.declared),
            };
            Ok(Reply::created(&view, format!("/inspection-teams/v1/teams/{}/declarations", team.id)))
        })
        .await
}

/// The act that is offered to a member of a team who has not declared independence of all its targets.
pub(in crate::api) fn declaring(team: Uuid) -> Action {
    Action {
        name: "declare".into(),
        is_allowed: true,
        method: Method::Post,
        href: format!("/inspection-teams/v1/teams/{team}/declarations"),
        needs_if_match: false,
        takes_body: true,
        reason: None,
    }
}

impl DeclarationIn {
    fn read(&self) -> Result<Vec<Exception>, Faults> {
        let mut faults = Faults::default();
        faults.expect(self.excepted.len() <= EXCEPTED_MAX, "/excepted", TOO_MANY);
        let read = self.excepted.iter().enumerate().filter_map(|(index, one)| {
            let reason = faults.text(pointer(&[&"excepted", &index, &"reason"]), &one.reason)?;
            Some(Exception { organization: one.organization.clone(), reason })
        });
        let excepted = read.collect();
        faults.done(excepted)
    }
}

/// A team whose member the caller is, or of a programme that the caller's organization conducts; its programme is locked.
async fn own_team(work: &haicap_kit::Work<'_>, call: &Call, id: Uuid) -> Result<Team, Problem> {
    let team = teams::find(work.db(), id).await?.ok_or_else(Problem::not_found)?;
    let programme = programmes::lock(work.db(), team.programme_id).await?.ok_or_else(Problem::not_found)?;
    let own = teams::of_member(work.db(), &call.caller.person.subject, call.known.today).await?;
    if own.iter().all(|(team, _)| *team != id) {
        // Those who form teams know of this one, and are told that they are no members.
        expect_conducting(call, &programme)?;
        may_teams(&Actor::from(&call.caller), &relations_of(call, &programme)).map_err(|_| Problem::not_found())?;
    }
    teams::find(work.db(), id).await?.ok_or_else(Problem::not_found)
}

/// The member that the caller is.
async fn member_of(work: &haicap_kit::Work<'_>, call: &Call, team: &Team) -> Result<DeclarantView, Problem> {
    let ids = team.members_on(call.known.today).map(|one| one.person).collect();
    let files = persons::details(work.db(), ids).await?;
    let subject = &*call.caller.person.subject;
    let own = files.into_iter().find(|(_, details)| details.subject.as_deref() == Some(subject));
    let (person, details) =
        own.ok_or_else(|| Problem::new(&kinds::FORBIDDEN).code("not_a_member").detail(NO_MEMBER))?;
    Ok(DeclarantView { person, name: details.name })
}

fn told(call: &Call, exception: &Exception) -> ExceptionView {
    ExceptionView { organization: call.named(&exception.organization), reason: exception.reason.to_string() }
}

const TOO_MANY: Words = Words::new("Không được quá 500 mục.", "There must be at most 500 items.");
const NO_MEMBER: Words = Words::new(
    "Chỉ thành viên của tổ mới tự cam kết được, bằng tài khoản của mình.",
    "Only members of the team can declare this, each with their own account.",
);
