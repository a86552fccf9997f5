use super::carry_out::{Sent, carry_out};
use super::gather::written;
use super::input::{LaunchIn, NOT_DECIDING, OpenRoundIn, ProgrammeIn, ProposeIn};
use super::view::{ProgrammeView, view};
use crate::api::input::ReasonIn;
use crate::domain::programme::{Act, Command, Parties, Plan, Programme};
use crate::domain::rights::{decides, may_prepare};
use crate::facts::drafted_event;
use crate::store::programmes as store;
use actix_web::{patch, post};
use haicap_kit::Routes;
use haicap_kit::http::{Answer, Path, Reply, Write};
use haicap_reference::Call;
use haicap_types::{Actor, Faults};
use serde_json::Value;
use uuid::Uuid;

/// The routes.
pub(super) fn routes(routes: &mut Routes<'_>) {
    routes
        .service(draft_programme)
        .service(edit_programme)
        .service(propose_programme)
        .service(discard_programme)
        .service(launch_programme)
        .service(open_programme_round)
        .service(cancel_programme);
}

/// Draft a programme
///
/// By a body that conducts inspections, for itself. The plan is checked against the rule pack that applies to a decision of
/// today.
#[utoipa::path(
    tag = "programmes",
    request_body = ProgrammeIn,
    responses((status = 201, description = "The programme.", body = ProgrammeView))
)]
#[post("/programmes")]
async fn draft_programme(call: Call, write: Write<ProgrammeIn>) -> Answer {
    let actor = Actor::from(&call.caller);
    let conducting = call.caller.organization.clone();
    call.host
        .change(&call.caller, &write.precondition, async |work| {
            let (directory, today) = (&call.known.directory, call.known.today);
            may_prepare(&actor, directory.get(&conducting).map(|one| one.kind))?;
            let ProgrammeIn { deciding, plan } = write.body.clone();
            let mut faults = Faults::default();
            directory.expect_organization(&mut faults, "/deciding", &deciding);
            let decides = directory.get(&deciding).is_some_and(|one| decides(one.kind));
            let leads = deciding == conducting || (decides && directory.sight(&deciding, today).sees(&conducting));
            faults.expect(!faults.is_empty() || leads, "/deciding", NOT_DECIDING);
            faults.done(())?;
            let parties = Parties { conducting: conducting.clone(), deciding };
            let written = written(work.db(), &call, &parties, "/plan", plan, &[]).await?;
            let new = Programme::drafted(Uuid::now_v7(), parties, written, &actor, work.now);
            store::insert(work.db(), &new).await?;
            work.publish(drafted_event(&new));
            let location = format!("/inspection-teams/v1/programmes/{}", new.id);
            Ok(Reply::created(&view(&call, &new, store::Beside::default()), location).version(new.version))
        })
        .await
}

/// Edit a programme
///
/// A merge patch of its plan, while it is a draft. The plan is checked anew as a whole.
#[utoipa::path(
    tag = "programmes",
    params(("id" = Uuid, Path, description = "Its id.")),
    request_body(
        content = Plan,
        content_type = "application/merge-patch+json",
        example = json!({ "title": "Giám sát việc vận hành mô hình chính quyền địa phương 2 cấp" })
    ),
    responses((status = 200, description = "The programme afterwards.", body = ProgrammeView))
)]
#[patch("/programmes/{id}")]
async fn edit_programme(call: Call, id: Path<Uuid>, write: Write<Value>) -> Answer {
    carry_out(&call, id.0, &write.precondition, Act::Edit, Sent::Edit(write.body)).await
}

/// Propose a programme
///
/// By the conducting organization. What is proposed is kept as it is now, with its teams; its hash is what is approved. Until
/// there is a ruling, neither the plan nor the teams change.
#[utoipa::path(
    tag = "programmes",
    params(("id" = Uuid, Path, description = "Its id.")),
    request_body = ProposeIn,
    extensions(("x-if-match" = json!(true))),
    responses((status = 200, description = "The programme, proposed.", body = ProgrammeView))
)]
#[post("/programmes/{id}/propose")]
async fn propose_programme(call: Call, id: Path<Uuid>, write: Write<ProposeIn>) -> Answer {
    carry_out(&call, id.0, &write.precondition, Act::Propose, Sent::Propose(write.body)).await
}

/// Discard a programme
///
/// By the conducting organization, while it is a draft, with the reason.
#[utoipa::path(
    tag = "programmes",
    params(("id" = Uuid, Path, description = "Its id.")),
    request_body = ReasonIn,
    extensions(("x-if-match" = json!(true))),
    responses((status = 200, description = "The programme, discarded.", body = ProgrammeView))
)]
#[post("/programmes/{id}/discard")]
async fn discard_programme(call: Call, id: Path<Uuid>, write: Write<ReasonIn>) -> Answer {
    let command = write.body.read().map(Command::Discard);
    carry_out(&call, id.0, &write.precondition, Act::Discard, Sent::Whole(command)).await
}

/// Launch a programme
///
/// By the conducting organization, once the decision is issued: from now on every target belongs to exactly one team.
/// Refused while a target belongs to several teams, or to none without a reason, and while anything is wrong with a team.
#[utoipa::path(
    tag = "programmes",
    params(("id" = Uuid, Path, description = "Its id.")),
    request_body = LaunchIn,
    extensions(("x-if-match" = json!(true))),
    responses((status = 200, description = "The programme, launched.", body = ProgrammeView))
)]
#[post("/programmes/{id}/launch")]
async fn launch_programme(call: Call, id: Path<Uuid>, write: Write<LaunchIn>) -> Answer {
    carry_out(&call, id.0, &write.precondition, Act::Launch, Sent::Launch(write.body)).await
}

/// Open a round of a programme
///
/// By the conducting organization, once the programme is running: every target gets the terms of the rule pack that the
/// decision was made under, and its team can announce the decision to it. Coverage is checked anew, with the organizations as
/// they are on that day.
#[utoipa::path(
    tag = "programmes",
    params(("id" = Uuid, Path, description = "Its id.")),
    request_body = OpenRoundIn,
    extensions(("x-if-match" = json!(true))),
    responses((status = 200, description = "The programme.", body = ProgrammeView))
)]
#[post("/programmes/{id}/open-round")]
async fn open_programme_round(call: Call, id: Path<Uuid>, write: Write<OpenRoundIn>) -> Answer {
    carry_out(&call, id.0, &write.precondition, Act::OpenRound, Sent::OpenRound(write.body)).await
}

/// Call a programme off
///
/// By a leader of the deciding organization who wrote nothing of it, with the reason.
#[utoipa::path(
    tag = "programmes",
    params(("id" = Uuid, Path, description = "Its id.")),
    request_body = ReasonIn,
    extensions(("x-if-match" = json!(true))),
    responses((status = 200, description = "The programme, called off.", body = ProgrammeView))
)]
#[post("/programmes/{id}/cancel")]
async fn cancel_programme(call: Call, id: Path<Uuid>, write: Write<ReasonIn>) -> Answer {
    let command = write.body.read().map(Command::Cancel);
    carry_out(&call, id.0, &write.precondition, Act::Cancel, Sent::Whole(command)).await
}
