//! Submissions: the versions of reports, written, sent and judged.

mod acts;
pub(super) mod carry_out;
mod input;
pub(super) mod view;

use super::obligations::sight::{is_seen, is_shown};
use super::obligations::view::{ObligationView, view as obligation_view};
use crate::domain::form::FormContent;
use crate::domain::indicator::Indicator;
use crate::domain::obligation::Obligation;
use crate::domain::submission::values_json;
use crate::store::cases::{self, Target, Whole};
use crate::store::submissions as store;
use actix_web::get;
use haicap_kit::Routes;
use haicap_kit::http::{Answer, Depth, List, ListAnswer, ListingView, PageQuery, Path, Problem, Reply};
use haicap_reference::Call;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use view::{SubmissionView, view};

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
    /// The figures that counted for the period before, by code; empty if nothing did.
    #[schema(value_type = Object)]
    previous: Map<String, Value>,
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
            let form = page.read(database, async |db| store::form_of(db, &found.kept).await).await?;
            let obligation = &found.kept.obligation;
            let shown: Vec<_> = versions.into_iter().filter(|one| is_shown(&call, obligation, one)).collect();
            call.note_oversight_of_page("submission", &page.filters(), shown.iter().map(|_| obligation.concerned()));
            let items = shown.iter().map(|one| view(&call, found, one, form.as_deref(), None, Depth::of_list(page)));
            Ok(page.list(items.collect(), next))
        })
        .await
}

/// Get a submission
///
/// Its figures and words by their codes; of a draft also everything that must be corrected.
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
/// Form, figures, those of the period before, remarks and deadlines in one answer.
#[utoipa::path(
    tag = "submissions",
    params(("id" = Uuid, Path, description = "Its id.")),
    responses((status = 200, description = "The submission and all about it.", body = EditorView))
)]
#[get("/submissions/{id}/editor")]
async fn get_editor(call: Call, id: Path<Uuid>) -> Answer {
    let seen = seen(&call, id.0).await?;
    let version = seen.found.kept.obligation.version;
    let form = seen.form.clone().ok_or_else(Problem::not_found)?;
    let editor = EditorView {
        submission: seen.view(&call),
        obligation: obligation_view(&call, &seen.found.kept, &seen.found.case, Depth::Whole),
        previous: values_json(&form, &seen.previous),
        form: form.content.clone(),
        indicators: form.indicators.clone(),
    };
    Ok(Reply::ok(&editor).version(version))
}

impl Whole {
    fn view(&self, call: &Call) -> SubmissionView {
        view(call, &self.found, &self.submission, self.form.as_deref(), Some(&self.previous), Depth::Whole)
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
