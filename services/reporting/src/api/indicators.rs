//! Indicators: what figures mean.

use super::call::{answer_by_code, expect_definer, expect_owner};
use crate::domain::indicator::Indicator;
use crate::facts::{IndicatorEvent, definition_event};
use crate::store::{Kept, indicators as store};
use actix_web::{get, patch, post};
use haicap_kit::http::{
    Answer, List, ListAnswer, ListingView, NoFilter, PageQuery, Path, Problem, Reply, Write, kinds, patched,
};
use haicap_kit::{Routes, Stop};
use haicap_reference::Call;
use haicap_types::{Named, Words};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

/// The routes.
pub(super) fn routes(routes: &mut Routes<'_>) {
    routes.service(list_indicators).service(define_indicator).service(get_indicator).service(edit_indicator);
}

/// An indicator as it stands in answers.
#[derive(Debug, Serialize, ToSchema)]
struct IndicatorView {
    /// What it means: what a patch changes.
    definition: Indicator,
    /// The organization that defined it.
    owner: Named,
    /// Counts its changes; part of the ETag.
    version: i32,
}

/// List indicators
///
/// What figures mean, by code.
#[utoipa::path(
    tag = "indicators",
    params(PageQuery),
    responses((status = 200, description = "A page of indicators.", body = ListingView<IndicatorView>))
)]
#[get("/indicators")]
async fn list_indicators(call: Call, list: List<NoFilter>) -> ListAnswer {
    answer_by_code(list.pages, call, store::list, |thing| &thing.code, view).await
}

/// Get an indicator
///
/// What it means, and how several of its values become one.
#[utoipa::path(
    tag = "indicators",
    params(("code" = String, Path, description = "Its code.", example = "premises_surplus")),
    responses((status = 200, description = "The indicator.", body = IndicatorView))
)]
#[get("/indicators/{code}")]
async fn get_indicator(call: Call, code: Path<String>) -> Answer {
    let found = call.host.database.read(async |db| store::find(db, &code.0).await).await?;
    Ok(reply(&call, found.ok_or_else(Problem::not_found)?))
}

/// Define an indicator
///
/// By an organization that follows others' work. What it means never changes: its type, its aggregations, and what it
/// is calculated from. Something else is another indicator.
#[utoipa::path(
    tag = "indicators",
    request_body = Indicator,
    responses((status = 201, description = "The indicator.", body = IndicatorView))
)]
#[post("/indicators")]
async fn define_indicator(call: Call, write: Write<Indicator>) -> Answer {
    call.host
        .change(&call.caller, &write.precondition, async |work| {
            expect_definer(&call)?;
            let sent = write.body.clone();
            let needed = sent.needs().map(str::to_owned).collect();
            let others = store::of_codes(work.db(), needed).await?;
            let thing = sent.checked(&others)?;
            let kept = Kept { owner: call.caller.organization.clone(), thing, version: 1 };
            let location = format!("/reporting/v1/indicators/{}", kept.thing.code);
            if !store::insert(work.db(), &kept).await? {
                let problem = Problem::new(&kinds::CONFLICT).code("indicator_exists").detail(EXISTS);
                return Err(problem.href(location).into());
            }
            let facts = (None::<&Indicator>, &kept.thing);
            work.publish(definition_event(IndicatorEvent::Defined, &kept.thing.code, &kept.owner, facts));
            let version = kept.version;
            Ok(Reply::created(&view(&call, kept), location).version(version))
        })
        .await
}

/// Change an indicator
///
/// A merge patch of its names, its units, its bounds and the names of its choices. Forms that were published keep what
/// they said.
#[utoipa::path(
    tag = "indicators",
    params(("code" = String, Path, description = "Its code.", example = "premises_surplus")),
    request_body(
        content = Indicator,
        content_type = "application/merge-patch+json",
        example = json!({ "name_vi": "Số trụ sở dôi dư sau sắp xếp", "name_en": "Surplus premises after the rearrangement" })
    ),
    responses((status = 200, description = "The indicator afterwards.", body = IndicatorView))
)]
#[patch("/indicators/{code}")]
async fn edit_indicator(call: Call, code: Path<String>, write: Write<Value>) -> Answer {
    call.host
        .change(&call.caller, &write.precondition, async |work| {
            let mut kept = store::find(work.db(), &code.0).await?.ok_or_else(Problem::not_found)?;
            expect_owner(&call, &kept.owner)?;
            write.precondition.if_match.require(kept.version)?;
            let sent: Indicator = patched(&kept.thing, &write.body)?;
            if sent.code != kept.thing.code || !sent.means_the_same_as(&kept.thing) {
                return Err(Problem::new(&kinds::CONFLICT).code("meaning_changed").detail(MEANING).into());
            }
            let others = store::of_codes(work.db(), sent.needs().map(str::to_owned).collect()).await?;
            let before = std::mem::replace(&mut kept.thing, sent.checked(&others)?);
            if !store::save(work.db(), &kept).await? {
                return Err(Stop::Lost);
            }
            kept.version += 1;
            let facts = (Some(&before), &kept.thing);
            work.publish(definition_event(IndicatorEvent::Changed, &kept.thing.code, &kept.owner, facts));
            Ok(reply(&call, kept))
        })
        .await
}

const EXISTS: Words = Words::new("Đã có chỉ tiêu mang mã này.", "There is an indicator with this code.");
const MEANING: Words = Words::new(
    "Ý nghĩa của chỉ tiêu (mã, kiểu, cách tổng hợp, cách tính) không đổi được; hãy lập chỉ tiêu khác.",
    "What an indicator means (code, type, aggregation, derivation) cannot change; define another one.",
);

fn reply(call: &Call, kept: Kept<Indicator>) -> Reply {
    let version = kept.version;
    Reply::ok(&view(call, kept)).version(version)
}

fn view(call: &Call, kept: Kept<Indicator>) -> IndicatorView {
    IndicatorView { definition: kept.thing, owner: call.named(&kept.owner), version: kept.version }
}
