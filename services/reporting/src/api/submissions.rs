//! Submissions: the versions of reports, written, sent and judged.

mod acts;
pub(super) mod carry_out;
mod input;
pub(super) mod view;

use super::figure_value::FigureValue;
use super::obligations::sight::{is_seen, is_shown};
use super::obligations::view::{ObligationView, SubmissionRef, judge, view as obligation_view};
use super::refs::PeriodRef;
use crate::domain::form::{FormContent, PublishedForm};
use crate::domain::indicator::Indicator;
use crate::domain::obligation::{Act, Obligation, Previous};
use crate::store::cases::{self, KeptCase, Target, Whole};
use crate::store::submissions as store;
use actix_web::get;
use haicap_kit::Routes;
use haicap_kit::http::{Answer, Depth, List, ListAnswer, ListingView, PageQuery, Path, Problem, Reply};
use haicap_reference::Call;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use view::{SubmissionView, values, view};

/// The routes.
pub(super) fn routes(routes: &mut Routes<'_>) {
    routes.service(list_submissions).service(get_submission).service(get_editor);
    acts::routes(routes);
}

/// Whose submissions.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct SubmissionsQuery {
    /// The obligation that they answer.
    obligation: Uuid,
}

/// All that a screen needs to write a report.
#[derive(Debug, Serialize, ToSchema)]
struct EditorView {
    /// The submission.
    submission: SubmissionView,
    /// What it answers, with its deadlines.
    obligation: ObligationView,
    /// What the form asks for, section by section.
    form: FormContent,
    /// What its indicators mean, by code.
    indicators: BTreeMap<String, Indicator>,
    /// The places that the caller can edit now, as JSON pointers: `/values/<code>` and `/narrative/<section>`. What
    /// follows from other figures is never among them; empty where the caller cannot edit.
    #[schema(example = json!(["/narrative/results", "/values/premises_surplus"]))]
    writable: Vec<String>,
    /// What counted for the period before; null if nothing did.
    #[schema(required)]
    previous: Option<PreviousView>,
}

/// What counted for the period before.
#[derive(Debug, Serialize, ToSchema)]
struct PreviousView {
    /// That period.
    period: PeriodRef,
    /// The submission.
    submission: SubmissionRef,
    /// Its figures by code: also the zeros that blank cells and reports of nothing mean.
    values: BTreeMap<String, FigureValue>,
    /// Its words by section.
    narrative: BTreeMap<String, String>,
}

/// List the submissions of an obligation
///
/// The last version first. Drafts are seen by their writers alone.
#[utoipa::path(
    tag = "submissions",
    params(SubmissionsQuery, PageQuery),
    responses((status = 200, description = "A page of submissions.", body = ListingView<SubmissionView>))
)]
#[get("/submissions")]
async fn list_submissions(call: Call, list: List<SubmissionsQuery>) -> ListAnswer {
    let id = list.filter.obligation;
    let is_seen = |obligation: &Obligation| is_seen(&call, obligation);
    let found = call.host.database.read(async |db| cases::find(db, Target::Obligation(id), is_seen).await).await?;
    list.pages
        .answer(async move |page| {
            let database = &call.host.database;
            let Some(found) = &found else { return Ok(page.empty()) };
            let before: Option<i32> = page.after()?;
            let rows = page.rows();
            let versions = page.read(database, async |db| store::of_obligation(db, id, before, rows).await).await?;
            let (versions, next) = page.cut(versions, |one| one.number);
            let obligation = &found.kept.obligation;
            let shown: Vec<_> = versions.into_iter().filter(|one| is_shown(&call, obligation, one)).collect();
            call.note_oversight_of_page("submission", &page.filters(), shown.iter().map(|_| obligation.concerned()));
            let items = shown.iter().map(|one| view(&call, found, one, Depth::of_list(page)));
            Ok(page.list(items.collect(), next))
        })
        .await
}

/// Get a submission
///
/// Its figures and words by their codes, what must be corrected or looked at, and the rules that were not applied.
#[utoipa::path(
    tag = "submissions",
    params(("id" = Uuid, Path, description = "Its id.")),
    responses((status = 200, description = "The submission.", body = SubmissionView))
)]
#[get("/submissions/{id}")]
async fn get_submission(call: Call, id: Path<Uuid>) -> Answer {
    let seen = seen(&call, id.0).await?;
    let version = seen.found.kept.obligation.version;
    Ok(Reply::ok(&seen.view(&call)).version(version))
}

/// Get all that a screen needs to write a report
///
/// Form, figures, what counted for the period before, issues, remarks and deadlines in one answer.
#[utoipa::path(
    tag = "submissions",
    params(("id" = Uuid, Path, description = "Its id.")),
    responses((status = 200, description = "The submission and all about it.", body = EditorView))
)]
#[get("/submissions/{id}/editor")]
async fn get_editor(call: Call, id: Path<Uuid>) -> Answer {
    let seen = seen(&call, id.0).await?;
    let KeptCase { kept, case } = &seen.found;
    let version = kept.obligation.version;
    let form = case.form.clone().ok_or_else(Problem::not_found)?;
    let can_edit = judge(&call, case)(Act::Edit).is_ok();
    let editor = EditorView {
        submission: seen.view(&call),
        obligation: obligation_view(&call, kept, case, Depth::Whole),
        writable: if can_edit { form.places().collect() } else { Vec::new() },
        previous: case.previous.as_ref().map(|previous| PreviousView::of(&form, previous)),
        form: form.content.clone(),
        indicators: form.indicators.clone(),
    };
    Ok(Reply::ok(&editor).version(version))
}

impl Whole {
    fn view(&self, call: &Call) -> SubmissionView {
        view(call, &self.found, &self.submission, Depth::Whole)
    }
}

impl PreviousView {
    /// What counted before, as far as the form of this period asks for it.
    fn of(form: &PublishedForm, previous: &Previous) -> Self {
        let Previous { period_id, period, starts_on, ends_on, submission, narrative, .. } = previous.clone();
        Self {
            period: PeriodRef { id: period_id, key: period, starts_on, ends_on },
            submission: SubmissionRef::of(submission),
            values: values(form, &previous.values),
            narrative,
        }
    }
}

/// A submission that the caller may see, and all about it.
///
/// # Errors
/// 404.
pub(super) async fn seen(call: &Call, id: Uuid) -> Result<Whole, Problem> {
    let is_seen = |obligation: &Obligation| is_seen(call, obligation);
    let found = call.host.database.read(async |db| cases::whole(db, id, is_seen).await).await?;
    let is_shown = |whole: &Whole| is_shown(call, &whole.found.kept.obligation, &whole.submission);
    let whole = found.filter(is_shown).ok_or_else(Problem::not_found)?;
    call.note_oversight("submission", id, whole.found.kept.obligation.concerned());
    Ok(whole)
}
