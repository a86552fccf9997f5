//! Forms: what reports ask for.

use super::call::{answer_by_code, expect_definer, expect_owner};
use crate::domain::form::{FormContent, PublishedForm};
use crate::domain::indicator::Indicator;
use crate::facts::{FormEvent, definition_event};
use crate::store::forms::{FormHead, KeptVersion};
use crate::store::{Kept, forms as store, indicators};
use actix_web::{get, post};
use haicap_kit::http::{
    Answer, List, ListAnswer, ListingView, NoFilter, PageQuery, Path, Problem, Query, Reply, Write, kinds,
};
use haicap_kit::{Routes, Stop};
use haicap_reference::Call;
use haicap_types::{Faults, Instant, ListCode, Named, PersonView, Words};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::BTreeMap;
use std::sync::Arc;
use utoipa::{IntoParams, ToSchema};

/// The routes.
pub(super) fn routes(routes: &mut Routes<'_>) {
    routes
        .service(list_forms)
        .service(create_form)
        .service(get_form)
        .service(publish_form_version)
        .service(get_form_version);
}

/// A form to be created.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "code": "premises-review", "name_vi": "Biểu mẫu rà soát trụ sở", "name_en": "Form for the review of premises",
}))]
struct NewForm {
    /// Its code.
    #[schema(pattern = "^[a-z0-9][a-z0-9-]{0,63}$", example = "two-tier-commune")]
    code: String,
    /// What it is called.
    #[schema(min_length = 1, max_length = 300, example = "Biểu mẫu dành cho xã, phường, đặc khu")]
    name_vi: String,
    /// The same in English.
    #[schema(min_length = 1, max_length = 300, example = "Form for communes")]
    name_en: String,
}

/// A form as it stands in answers.
#[derive(Debug, Serialize, ToSchema)]
struct FormView {
    /// Its code.
    #[schema(example = "two-tier-commune")]
    code: String,
    /// What it is called.
    #[schema(example = "Biểu mẫu dành cho xã, phường, đặc khu")]
    name_vi: String,
    /// The same in English.
    #[schema(example = "Form for communes")]
    name_en: String,
    /// The organization that created it.
    owner: Named,
    /// The number of its last version; null while nothing is published.
    #[schema(required, example = 1)]
    latest_version: Option<i32>,
    /// Counts its changes; part of the ETag.
    version: i32,
}

/// A version of a form as it stands in answers; it never changes.
#[derive(Debug, Serialize, ToSchema)]
struct FormVersionView {
    /// The form's code.
    #[schema(example = "two-tier-commune")]
    form: String,
    /// Its number, from 1.
    #[schema(minimum = 1)]
    number: i32,
    /// What it asks for.
    content: FormContent,
    /// What its indicators meant when it was published, by code.
    indicators: BTreeMap<String, Indicator>,
    /// When it was published.
    published_at: Instant,
    /// The person who published it.
    published_by: PersonView,
}

/// Whether a version is only tried.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct TrialQuery {
    /// `true` to learn what is wrong with it and change nothing.
    #[serde(default)]
    #[param(default = false)]
    dry_run: bool,
}

/// List forms
///
/// By code.
#[utoipa::path(
    tag = "forms",
    params(PageQuery),
    responses((status = 200, description = "A page of forms.", body = ListingView<FormView>))
)]
#[get("/forms")]
async fn list_forms(call: Call, list: List<NoFilter>) -> ListAnswer {
    answer_by_code(list.pages, call, store::list, |thing| &thing.code, view).await
}

/// Get a form
///
/// Its names and the number of its last version.
#[utoipa::path(
    tag = "forms",
    params(("code" = String, Path, description = "Its code.", example = "two-tier-commune")),
    responses((status = 200, description = "The form.", body = FormView))
)]
#[get("/forms/{code}")]
async fn get_form(call: Call, code: Path<String>) -> Answer {
    let found = call.host.database.read(async |db| store::find(db, &code.0).await).await?;
    let kept = found.ok_or_else(Problem::not_found)?;
    let version = kept.version;
    Ok(Reply::ok(&view(&call, kept)).version(version))
}

/// Create a form
///
/// By an organization that follows others' work. It asks for nothing until a version is published.
#[utoipa::path(
    tag = "forms",
    request_body = NewForm,
    responses((status = 201, description = "The form.", body = FormView))
)]
#[post("/forms")]
async fn create_form(call: Call, write: Write<NewForm>) -> Answer {
    call.host
        .change(&call.caller, &write.precondition, async |work| {
            expect_definer(&call)?;
            let thing = write.body.clone().read()?;
            let kept = Kept { owner: call.caller.organization.clone(), thing, version: 1 };
            let location = format!("/reporting/v1/forms/{}", kept.thing.code);
            if !store::insert(work.db(), &kept).await? {
                let problem = Problem::new(&kinds::CONFLICT).code("form_exists").detail(EXISTS);
                return Err(problem.href(location).into());
            }
            let names = json!({ "name_vi": kept.thing.name_vi, "name_en": kept.thing.name_en });
            let facts = (None::<&()>, &names);
            work.publish(definition_event(FormEvent::Created, &kept.thing.code, &kept.owner, facts));
            let version = kept.version;
            Ok(Reply::created(&view(&call, kept), location).version(version))
        })
        .await
}

/// Publish a version of a form
///
/// The whole of what it asks for from now on. A published version never changes, and reports keep the one that they
/// were begun with. Needs `If-Match` with the form's version, so that nobody publishes over another.
#[utoipa::path(
    tag = "forms",
    params(("code" = String, Path, description = "The form's code.", example = "two-tier-commune"), TrialQuery),
    request_body = FormContent,
    extensions(("x-if-match" = json!(true))),
    responses(
        (status = 201, description = "The version.", body = FormVersionView),
        (status = 200, description = "The version as it would be; only with `dry_run`.", body = FormVersionView),
    )
)]
#[post("/forms/{code}/versions")]
async fn publish_form_version(
    call: Call,
    code: Path<String>,
    query: Query<TrialQuery>,
    write: Write<FormContent>,
) -> Answer {
    call.host
        .change(&call.caller, &write.precondition.unless_tried(query.0.dry_run), async |work| {
            let kept = store::find(work.db(), &code.0).await?.ok_or_else(Problem::not_found)?;
            expect_owner(&call, &kept.owner)?;
            write.precondition.if_match.require(kept.version)?;
            let content = write.body.clone();
            let codes = content.codes().map(str::to_owned).collect();
            let indicators = indicators::of_codes(work.db(), codes).await?;
            let version = KeptVersion {
                number: kept.thing.latest.unwrap_or_default().saturating_add(1),
                form: Arc::new(content.publish(&indicators)?),
                published_at: work.now,
                published_by: call.caller.person.subject.to_string(),
            };
            let number = version.number;
            if query.0.dry_run {
                return Ok(Reply::ok(&version_view(&call, &code.0, version)));
            }
            if !store::publish(work.db(), &kept, &version).await? {
                return Err(Stop::Lost);
            }
            let facts = (None::<&()>, &json!({ "number": number }));
            work.publish(definition_event(FormEvent::Published, &kept.thing.code, &kept.owner, facts));
            let location = format!("/reporting/v1/forms/{}/versions/{number}", kept.thing.code);
            Ok(Reply::created(&version_view(&call, &code.0, version), location).version(number))
        })
        .await
}

/// Get a version of a form
///
/// Sections, indicators and rules, as they were published.
#[utoipa::path(
    tag = "forms",
    params(
        ("code" = String, Path, description = "The form's code.", example = "two-tier-commune"),
        ("number" = i32, Path, description = "The number of the version.", example = 1),
    ),
    responses((status = 200, description = "The version.", body = FormVersionView))
)]
#[get("/forms/{code}/versions/{number}")]
async fn get_form_version(call: Call, place: Path<(String, i32)>) -> Answer {
    let (code, number) = place.0;
    let found = call.host.database.read(async |db| store::version(db, &code, number).await).await?;
    Ok(Reply::ok(&version_view(&call, &code, found.ok_or_else(Problem::not_found)?)).version(number))
}

const EXISTS: Words = Words::new("Đã có biểu mẫu mang mã này.", "There is a form with this code.");
const BAD_CODE: Words = Words::new(
    "Mã phải gồm 1 đến 64 chữ thường không dấu, chữ số và dấu gạch nối, không bắt đầu bằng dấu gạch nối.",
    "A code must have 1 to 64 small letters, digits and hyphens; the first must not be a hyphen.",
);

impl NewForm {
    fn read(mut self) -> Result<FormHead, Faults> {
        let mut faults = Faults::default();
        let is_code = ListCode::new(&self.code).is_ok() && !self.code.bytes().any(|byte| byte.is_ascii_uppercase());
        faults.expect(is_code, "/code", BAD_CODE);
        faults.tidy::<300, false>("/name_vi", &mut self.name_vi);
        faults.tidy::<300, false>("/name_en", &mut self.name_en);
        faults.done(FormHead { code: self.code, name_vi: self.name_vi, name_en: self.name_en, latest: None })
    }
}

fn view(call: &Call, kept: Kept<FormHead>) -> FormView {
    let FormHead { code, name_vi, name_en, latest } = kept.thing;
    FormView { code, name_vi, name_en, owner: call.named(&kept.owner), latest_version: latest, version: kept.version }
}

fn version_view(call: &Call, code: &str, version: KeptVersion) -> FormVersionView {
    let PublishedForm { content, indicators } = Arc::unwrap_or_clone(version.form);
    FormVersionView {
        form: code.to_owned(),
        number: version.number,
        content,
        indicators,
        published_at: Instant(version.published_at),
        published_by: call.person(&version.published_by),
    }
}
