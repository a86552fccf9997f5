use super::figures::{sections, take_figures};
use super::view::{ReportView, view};
use crate::domain::obligation::Obligation;
use crate::domain::period::Period;
use crate::domain::regime::Regime;
use crate::domain::report::{
    Act, KeptReport, Narrative, Refusal, Report, ReportContent, Said, Snapshot, Source, Wording, drawn_up,
    permit_drawing, renewed,
};
use crate::domain::rights::may_report;
use crate::store::consolidation::Consolidation;
use crate::store::reports as store;
use crate::store::{obligations, periods, regimes, submissions};
use crate::vocabulary::SectionKind;
use crate::work::reports::draw_up;
use actix_web::post;
use chrono::{DateTime, Utc};
use haicap_kit::Stop;
use haicap_kit::db::Db;
use haicap_kit::http::{Answer, Problem, Reply, Write, kinds, refused};
use haicap_reference::Call;
use haicap_types::{Actor, ListCode, OrganizationCode, Words};
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};
use utoipa::ToSchema;
use uuid::Uuid;

/// What is drawn up.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "regime": "two-tier-weekly", "period": "2025-W40" }))]
struct DrawUpIn {
    /// The regime's code.
    regime: String,
    /// What the period is called.
    period: String,
}

/// Draw up a consolidated report
///
/// By the organization that consolidates, once the period has begun, and every period that it is made of: the figures
/// as they are now, and what the units wrote, section by section, every paragraph with the submission that it is taken
/// from. All of it can be edited; `refresh` takes the present figures and words.
#[utoipa::path(
    tag = "consolidated-reports",
    request_body = DrawUpIn,
    responses((status = 201, description = "The report, as a draft.", body = ReportView))
)]
#[post("/consolidated-reports")]
pub(super) async fn draw_up_report(call: Call, write: Write<DrawUpIn>) -> Answer {
    call.host
        .change(&call.caller, &write.precondition, async |work| {
            let db = work.db();
            let (regime, period) = addressed(db, &write.body).await?;
            let (kept, owed, sources) = drawn(db, &call, regime, period, work.now).await?;
            let address = |id: Uuid| format!("/reporting/v1/consolidated-reports/{id}");
            let Some(event) = draw_up(db, &kept, &sources).await? else {
                let problem = not_drawn(Refusal::Exists);
                return Err(match store::last_id(db, owed.id).await? {
                    Some(live) => problem.href(address(live)).into(),
                    None => problem.into(),
                });
            };
            work.publish(event);
            let location = address(kept.report.id);
            Ok(Reply::created(&view(&call, &kept, &owed)?, location).version(kept.report.version))
        })
        .await
}

/// The regime and the period that are named.
async fn addressed(db: Db<'_>, sent: &DrawUpIn) -> Result<(Regime, Period), Stop> {
    // What is no code may be what the database cannot even be asked about.
    if ListCode::new(&sent.regime).is_err() {
        return Err(Problem::invalid("/regime", NO_REGIME).into());
    }
    if ListCode::new(&sent.period).is_err() {
        return Err(Problem::invalid("/period", NO_PERIOD).into());
    }
    let regime = regimes::find(db, &sent.regime).await?.ok_or_else(|| Problem::invalid("/regime", NO_REGIME))?.thing;
    let period = periods::of_key(db, &regime.code, &sent.period).await?;
    Ok((regime, period.ok_or_else(|| Problem::invalid("/period", NO_PERIOD))?))
}

/// A report as it is drawn up, the obligation that it answers, and what it is made of.
async fn drawn(
    db: Db<'_>,
    call: &Call,
    regime: Regime,
    period: Period,
    now: DateTime<Utc>,
) -> Result<(KeptReport, Obligation, Vec<Source>), Stop> {
    let actor = Actor::from(&call.caller);
    let own = &actor.organization;
    let owed = obligations::consolidating(db, period.id, own).await?;
    let owed = owed.ok_or_else(|| Problem::new(&kinds::FORBIDDEN).code("not_on_the_route").detail(NOT_YOURS))?;
    let owed = owed.obligation;
    may_report(&actor, Act::Edit, own, &owed.receiver)?;
    let number = store::last_number(db, owed.id).await?.unwrap_or_default().saturating_add(1);
    permit_drawing(&owed, number, now).map_err(not_drawn)?;
    let (whole, figures) = take_figures(db, call, &regime, &period, own).await?;
    let narrative = drawn_up(said(db, &whole, &counting(&whole)).await?);
    let content = content(call, &regime, &owed, narrative);
    let report = Report::begun(Uuid::now_v7(), &owed, number, content, figures.snapshot, &actor, now);
    let kept = KeptReport {
        report,
        period: period.key,
        starts_on: period.starts_on,
        ends_on: period.ends_on,
        title: regime.title,
        owed_by: owed.owed_by.clone(),
        receiver: owed.receiver.clone(),
        is_stale: false,
    };
    Ok((kept, owed, figures.sources))
}

/// No act is possible on what was not drawn up.
fn not_drawn(refusal: Refusal) -> Problem {
    refused(&refusal, Vec::<Act>::new)
}

/// What submissions say, section by section.
async fn said(
    db: Db<'_>,
    whole: &Consolidation,
    of_whom: &HashMap<Uuid, OrganizationCode>,
) -> Result<BTreeMap<String, Vec<Said>>, Stop> {
    let mut said = BTreeMap::new();
    for section in sections(whole).into_iter().filter(|section| section.kind == SectionKind::Narrative) {
        let found = submissions::sections(db, of_whom.keys().copied().collect(), &section.code).await?;
        let found = found.into_iter().filter_map(|(id, text)| Some((of_whom.get(&id)?.clone(), id, text)));
        said.insert(section.code, found.collect());
    }
    Ok(said)
}

/// Whose submissions count.
fn counting(whole: &Consolidation) -> HashMap<Uuid, OrganizationCode> {
    whole.units.iter().filter_map(|unit| Some((unit.submission?, unit.organization.clone()))).collect()
}

/// The words of a report with those that units wrote since its figures were taken.
pub(super) async fn renewed_words(
    db: Db<'_>,
    kept: &KeptReport,
    taken: &Snapshot,
    whole: &Consolidation,
) -> Result<Narrative, Stop> {
    let now = counting(whole);
    let before = taken.sources.iter().map(|(id, body)| (*id, body.code.clone()));
    let all = before.chain(now.iter().map(|(id, code)| (*id, code.clone()))).collect();
    let said = said(db, whole, &all).await?;
    let (taken, counting) = (taken.sources.keys().copied().collect(), now.into_keys().collect());
    Ok(renewed(kept.report.content.narrative.clone(), &taken, &counting, said))
}

/// What a report says before anybody has written on it.
fn content(call: &Call, regime: &Regime, owed: &Obligation, narrative: Narrative) -> ReportContent {
    let (own, receiver) = (call.named(&owed.owed_by), call.named(&owed.receiver));
    let words = Wording { own: &own.name_vi, receiver: &receiver.name_vi };
    let masthead = call.known.directory.masthead(&owed.owed_by);
    let kind = call.known.directory.get(&owed.owed_by).map(|body| body.kind);
    words.content(regime, masthead, kind, narrative)
}

const NO_REGIME: Words = Words::new("Không có chế độ báo cáo mang mã này.", "There is no such regime.");
const NO_PERIOD: Words = Words::new("Chế độ báo cáo này không có kỳ đó.", "The regime has no such period.");
const NOT_YOURS: Words = Words::new(
    "Cơ quan của đồng chí không tổng hợp chế độ báo cáo này.",
    "Your organization does not consolidate this regime.",
);
