use super::carry_out::carry_out;
use super::view::ObligationView;
use crate::domain::obligation::{Act, Command, Wanted};
use crate::vocabulary::GrantKind;
use actix_web::post;
use haicap_kit::Routes;
use haicap_kit::http::{Answer, Path, Write};
use haicap_reference::Call;
use haicap_types::{Faults, Instant, Words};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// The routes.
pub(super) fn routes(routes: &mut Routes<'_>) {
    routes.service(ask).service(decide_request);
}

/// What is asked for in place of reporting in time.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct RequestIn {
    /// A waiver, an extension or an unlocking.
    kind: GrantKind,
    /// Until when: of an extension the new deadline, of an unlocking its end; none for a waiver.
    #[serde(default)]
    #[schema(required = false, example = "2025-09-17T17:00:00+07:00")]
    until: Option<Instant>,
    /// Why.
    #[schema(min_length = 1, max_length = 2000, example = "Mất kết nối do sự cố đường truyền.")]
    reason: String,
}

/// What is decided about it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct RequestDecisionIn {
    /// Whether it is granted.
    is_granted: bool,
    /// What is said about it.
    #[serde(default)]
    #[schema(required = false, max_length = 2000)]
    remark: Option<String>,
}

/// Ask for a waiver, an extension or an unlocking
///
/// By the unit or by the body that it reports to; another person of that body decides. An extension is asked for before
/// the deadline and ends before the period locks. An unlocking lasts 30 days at most, ends by itself, and what is sent in
/// it is late all the same.
#[utoipa::path(
    tag = "obligations",
    params(("id" = Uuid, Path, description = "Its id.")),
    request_body = RequestIn,
    responses((status = 200, description = "The obligation, with the request.", body = ObligationView))
)]
#[post("/obligations/{id}/requests")]
async fn ask(call: Call, id: Path<Uuid>, write: Write<RequestIn>) -> Answer {
    carry_out(&call, id.0, &write.precondition, Act::Ask, write.body.command()).await
}

/// Decide on a request
///
/// Needs `If-Match`, and another person than the one who asked.
#[utoipa::path(
    tag = "obligations",
    params(("id" = Uuid, Path, description = "Its id.")),
    request_body = RequestDecisionIn,
    extensions(("x-if-match" = json!(true))),
    responses((status = 200, description = "The obligation, with what was granted.", body = ObligationView))
)]
#[post("/obligations/{id}/requests/decide")]
async fn decide_request(call: Call, id: Path<Uuid>, write: Write<RequestDecisionIn>) -> Answer {
    carry_out(&call, id.0, &write.precondition, Act::Decide, write.body.command()).await
}

impl RequestIn {
    fn command(&self) -> Result<Command, Faults> {
        let mut faults = Faults::default();
        let wanted = match (self.kind, self.until) {
            (GrantKind::Waiver, None) => Ok(Wanted::Waiver),
            (GrantKind::Waiver, Some(_)) => Err(NO_END),
            (GrantKind::Extension, Some(Instant(until))) => Ok(Wanted::Extension { until }),
            (GrantKind::Unlock, Some(Instant(until))) => Ok(Wanted::Unlock { until }),
            (GrantKind::Extension | GrantKind::Unlock, None) => Err(END_WANTED),
        };
        let wanted = faults.keep("/until", wanted);
        let reason = faults.text("/reason", &self.reason);
        let (wanted, reason) = faults.all((wanted, reason))?;
        Ok(Command::Ask { id: Uuid::now_v7(), wanted, reason })
    }
}

impl RequestDecisionIn {
    fn command(&self) -> Result<Command, Faults> {
        let mut faults = Faults::default();
        let remark = faults.optional("/remark", self.remark.as_deref());
        Ok(Command::Decide { is_granted: self.is_granted, remark: faults.all(remark)? })
    }
}

const NO_END: Words = Words::new("Miễn báo cáo không có thời hạn.", "A waiver has no end.");
const END_WANTED: Words = Words::new(
    "Gia hạn và mở lại phải nêu thời hạn.",
    "An extension names the new deadline, and an unlocking its end.",
);
