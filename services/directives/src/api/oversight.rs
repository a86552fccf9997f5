//! Whose work an organization follows, whatever the tree says.

use crate::api::directory::{Keeper, NamedAudience, Reading, on, organization_code, refused};
use crate::api::exchange::export;
use crate::domain::rights::DirectoryAct;
use actix_web::{get, post};
use chrono::NaiveDate;
use haicap_kit::Routes;
use haicap_kit::http::{Answer, List, ListAnswer, ListingView, PageQuery, Path, Problem, Reply, Write};
use haicap_reference::{Change, Directory, DirectoryChange, DirectoryRefusal, Oversight, rules};
use haicap_types::{Action, Date, Faults, Line, Method, Named, OrganizationCode, if_sent};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Whose work an organization follows for some time, whatever the tree says. It may read and urge, and sees no drafts.
#[derive(Debug, Serialize, ToSchema)]
struct OversightView {
    /// The organization that follows.
    body: Named,
    /// The audience that is followed.
    audience: NamedAudience,
    /// The first day.
    valid_from: NaiveDate,
    /// The last day; null while no end is decided.
    #[schema(required)]
    valid_to: Option<NaiveDate>,
    /// On what ground, in Vietnamese.
    #[schema(example = "Ủy ban Kiểm tra Thành ủy nắm tình hình thực hiện nhiệm vụ")]
    reason_vi: String,
    /// On what ground, in English.
    #[schema(required, example = "The Inspection Commission reads all tasks")]
    reason_en: Option<String>,
    /// Counts the changes.
    version: i32,
    /// What the caller may do with it now; in lists only what is allowed.
    actions: Vec<Action>,
}

/// A new span of oversight.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "body": "UBKT", "audience": "departments", "valid_from": "2026-01-01", "valid_to": "2026-12-31",
    "reason_vi": "Theo chương trình kiểm tra, giám sát năm 2026", "reason_en": "By the inspection programme for 2026",
}))]
struct OversightIn {
    /// The code of the organization that follows.
    #[schema(example = "UBKT")]
    body: String,
    /// The code of the audience that is followed.
    #[schema(example = "departments")]
    audience: String,
    /// The first day.
    valid_from: Date,
    /// The last day, if it is known.
    valid_to: Option<Date>,
    /// On what ground, in Vietnamese.
    #[schema(example = "Theo chương trình kiểm tra, giám sát năm 2026", max_length = 500)]
    reason_vi: String,
    /// On what ground, in English.
    #[schema(example = "By the inspection programme for 2026", max_length = 500)]
    reason_en: Option<String>,
}

/// The end of a span of oversight.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "valid_to": "2026-06-30" }))]
struct OversightEndIn {
    /// The last day.
    valid_to: Date,
}

/// Which spans.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct OversightQuery {
    /// The code of the organization that follows.
    #[param(example = "UBKT")]
    body: Option<String>,
    /// The code of the audience that is followed.
    #[param(example = "departments")]
    audience: Option<String>,
    /// The date on which it holds; `all` for ended and future ones too; today if absent.
    #[param(example = "2025-10-01")]
    on: Option<String>,
}

type Key = (OrganizationCode, String, Date);

/// The routes.
pub fn routes(routes: &mut Routes<'_>) {
    routes.service(list_oversight).service(create_oversight).service(get_oversight).service(end_oversight);
}

/// List who oversees whom
///
/// By organization, audience and first day.
#[utoipa::path(
    tag = "organizations",
    params(OversightQuery, PageQuery),
    responses((
        status = 200,
        description = "A page of spans; as CSV, every row whatever `limit` and `cursor`.",
        content(
            (ListingView<OversightView> = "application/json"),
            (String = "text/csv", example = json!(
                "body,audience,valid_from,valid_to,reason_vi,reason_en,version\n\
                 TT,all,2025-07-01,,Thường trực Thành ủy chỉ đạo chung,,1\n"
            ))
        )
    ))
)]
#[get("/oversight")]
async fn list_oversight(list: List<OversightQuery>, reading: Reading) -> ListAnswer {
    let List { filter: OversightQuery { body, audience, on: date }, pages } = list;
    let on = on(date.as_deref(), reading.today)?;
    let is_wanted = move |row: &&Oversight| {
        body.as_ref().is_none_or(|body| row.body.as_str() == body)
            && audience.as_ref().is_none_or(|audience| row.audience == *audience)
            && on.is_none_or(|on| row.is_valid_on(on))
    };
    let sorted = move |reading: &Reading| {
        let mut rows: Vec<Oversight> = reading.directory.oversight().iter().filter(&is_wanted).cloned().collect();
        rows.sort_unstable_by_key(key);
        rows
    };
    if pages.are_csv() {
        return export(&reading, &sorted(&reading));
    }
    pages
        .answer(async move |page| {
            let after: Option<Key> = page.after()?;
            let mut rows = sorted(&reading);
            rows.retain(|row| after.as_ref().is_none_or(|after| key(row) > *after));
            let (rows, next) = page.cut(rows, key);
            let views: Vec<_> = rows.iter().map(|row| OversightView::listed(&reading, row)).collect();
            Ok(page.list(views, next))
        })
        .await
}

/// Get a span of oversight
///
/// Also one that has ended.
#[utoipa::path(
    tag = "organizations",
    params(
        ("body" = String, Path, description = "The code of the organization that follows.", example = "UBKT"),
        ("audience" = String, Path, description = "The code of the audience that is followed.", example = "below-leadership"),
        ("valid_from" = NaiveDate, Path, description = "The first day.", example = "2025-07-01")
    ),
    responses((status = 200, description = "The span.", body = OversightView))
)]
#[get("/oversight/{body}/{audience}/{valid_from}")]
async fn get_oversight(span: Path<Key>, reading: Reading) -> Answer {
    let row = find(&reading.directory, &span.0).ok_or_else(Problem::not_found)?;
    Ok(Reply::ok(&OversightView::new(&reading, row)).version(row.version))
}

/// Let an organization oversee an audience
///
/// For the operator. No two spans of one organization and one audience share a day.
#[utoipa::path(
    tag = "organizations",
    request_body = OversightIn,
    responses((status = 201, description = "The span.", body = OversightView))
)]
#[post("/oversight")]
async fn create_oversight(keeper: Keeper, write: Write<OversightIn>) -> Answer {
    keeper
        .change(&write.precondition, async |keeping| {
            keeping.permit(DirectoryAct::EditOversight)?;
            let new = write.body.parse()?;
            let row = rules::add_oversight(&keeping.before.directory, new).map_err(|refusal| match refusal {
                DirectoryRefusal::OrganizationUnknown { .. } => {
                    Problem::invalid("/body", refusal.words()).code(refusal.code())
                }
                _ => refused(&refusal),
            })?;
            keeping.save(&DirectoryChange::Oversight(Change::added(row.clone()))).await?;
            let view = OversightView::new(&keeping.before, &row);
            Ok(Reply::created(&view, href(&row)).version(row.version))
        })
        .await
}

/// End a span of oversight
///
/// For the operator. From the day after, the organization sees what it saw without it.
#[utoipa::path(
    tag = "organizations",
    params(
        ("body" = String, Path, description = "The code of the organization that follows.", example = "UBKT"),
        ("audience" = String, Path, description = "The code of the audience that is followed.", example = "departments"),
        ("valid_from" = NaiveDate, Path, description = "The first day.", example = "2026-01-01")
    ),
    request_body = OversightEndIn,
    responses((status = 200, description = "The span afterwards.", body = OversightView))
)]
#[post("/oversight/{body}/{audience}/{valid_from}/end")]
async fn end_oversight(span: Path<Key>, keeper: Keeper, write: Write<OversightEndIn>) -> Answer {
    keeper
        .change(&write.precondition, async |keeping| {
            let directory = &keeping.before.directory;
            let current = find(directory, &span.0).ok_or_else(Problem::not_found)?.clone();
            keeping.permit(DirectoryAct::EditOversight)?;
            write.precondition.if_match.check(current.version)?;
            let (body, audience, valid_from) = &span.0;
            let row = rules::end_oversight(directory, body, audience, valid_from.0, write.body.valid_to.0);
            let row = row.map_err(|refusal| refused(&refusal))?;
            let change = Change { before: Some(current), after: Some(row.clone()) };
            keeping.save(&DirectoryChange::Oversight(change)).await?;
            Ok(Reply::ok(&OversightView::new(&keeping.before, &row)).version(row.version))
        })
        .await
}

impl OversightIn {
    /// A span that has not been held against the directory yet.
    fn parse(&self) -> Result<Oversight, Faults> {
        let mut faults = Faults::default();
        let body = organization_code(&mut faults, "/body", &self.body);
        let reason_vi: Option<Line<500>> = faults.text("/reason_vi", &self.reason_vi);
        let reason_en: Option<Option<Line<500>>> =
            if_sent(self.reason_en.as_deref(), |reason| faults.text("/reason_en", reason));
        let (body, reason_vi, reason_en) = faults.all((body, reason_vi, reason_en))?;
        Ok(Oversight {
            body,
            audience: self.audience.clone(),
            valid_from: self.valid_from.0,
            valid_to: self.valid_to.map(|Date(date)| date),
            reason_vi: reason_vi.into(),
            reason_en: reason_en.map(String::from),
            version: 1,
        })
    }
}

impl OversightView {
    fn new(reading: &Reading, row: &Oversight) -> Self {
        let end = format!("{}/end", href(row));
        Self {
            body: reading.directory.named(&row.body),
            audience: reading.named_audience(&row.audience),
            valid_from: row.valid_from,
            valid_to: row.valid_to,
            reason_vi: row.reason_vi.clone(),
            reason_en: row.reason_en.clone(),
            version: row.version,
            actions: reading.actions(DirectoryAct::EditOversight, &[("end", Method::Post)], &end),
        }
    }

    /// As it stands in lists.
    fn listed(reading: &Reading, row: &Oversight) -> Self {
        let mut view = Self::new(reading, row);
        view.actions.retain(|action| action.is_allowed);
        view
    }
}

fn key(row: &Oversight) -> Key {
    (row.body.clone(), row.audience.clone(), Date(row.valid_from))
}

fn find<'d>(directory: &'d Directory, wanted: &Key) -> Option<&'d Oversight> {
    directory.oversight().iter().find(|row| key(row) == *wanted)
}

fn href(row: &Oversight) -> String {
    format!("/directives/v1/oversight/{}/{}/{}", row.body, row.audience, row.valid_from)
}
