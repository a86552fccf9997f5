use super::{no_rules, ruled_by, seen};
use crate::domain::team::{Check, check};
use crate::store::preparations;
use actix_web::get;
use haicap_kit::db::Db;
use haicap_kit::http::{Answer, Path, Reply};
use haicap_reference::Call;
use haicap_types::Named;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// What is wrong with a team.
#[derive(Debug, Serialize, ToSchema)]
struct TeamCheckView {
    /// Whether it can be launched.
    is_ready: bool,
    /// What keeps it from that.
    errors: Vec<CheckView>,
    /// What somebody should know.
    warnings: Vec<CheckView>,
}

/// Something that is wrong with a team.
#[derive(Debug, Serialize, ToSchema)]
struct CheckView {
    /// A stable word for programs.
    #[schema(example = "former_organization")]
    code: String,
    /// A sentence for people.
    #[schema(example = "Thành viên đang trong thời gian thi hành kỷ luật.")]
    detail: String,
    /// The member, by the id of the file; null where it is about the whole team.
    #[schema(required)]
    person: Option<Uuid>,
    /// The target; null where it is not about one.
    #[schema(required)]
    target: Option<Named>,
}

/// Check a team
///
/// Whether it has a head, a secretary and the right size, and what keeps its members from its targets: present and former
/// posts, in the target or in what it succeeded, relatives, interests, disciplinary measures.
#[utoipa::path(
    tag = "teams",
    params(("id" = Uuid, Path, description = "Its id.")),
    responses((status = 200, description = "What is wrong with it.", body = TeamCheckView))
)]
#[get("/teams/{id}/check")]
pub(super) async fn get_team_check(call: Call, id: Path<Uuid>) -> Answer {
    let (team, programme) = seen(&call, id.0).await?;
    let (rules, today) = (ruled_by(&call, &programme.deciding), call.known.today);
    let read = async |db: Db<'_>| preparations::find(db, &programme, rules.clone(), today).await;
    let prepared = call.host.database.read(read).await?.ok_or_else(no_rules)?;
    let found = check(&team, prepared.staff(&call.known.directory, today));
    let (errors, warnings): (Vec<Check>, Vec<Check>) = found.into_iter().partition(|one| one.kind.is_error());
    let view = |one: Check| CheckView {
        code: one.kind.code().to_owned(),
        detail: call.language.say(&one.kind.words()),
        person: one.person,
        target: one.target.as_ref().map(|code| call.named(code)),
    };
    Ok(Reply::ok(&TeamCheckView {
        is_ready: errors.is_empty(),
        errors: errors.into_iter().map(view).collect(),
        warnings: warnings.into_iter().map(view).collect(),
    }))
}
