//! Named selectors of organizations.

use crate::api::directory::{Keeper, Reading, organization_code, refused};
use crate::api::exchange::export;
use crate::domain::rights::DirectoryAct;
use actix_web::{get, post, put};
use haicap_kit::Routes;
use haicap_kit::http::{Answer, List, ListAnswer, ListingView, NoFilter, PageQuery, Path, Problem, Reply, Write};
use haicap_reference::{Audience, Change, DirectoryChange, ParameterReader, rules};
use haicap_types::{Action, Faults, Line, Method, Named, OrganizationCode, OrganizationKind, Words, pointer};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use utoipa::{IntoParams, ToSchema};

/// A named selector of organizations, such as "all commune Party committees".
#[derive(Debug, Serialize, ToSchema)]
struct AudienceView {
    /// The natural key.
    #[schema(example = "departments")]
    code: String,
    /// The Vietnamese name.
    #[schema(example = "Các sở, ngành thuộc Ủy ban nhân dân Thành phố")]
    name_vi: String,
    /// The English name.
    #[schema(example = "Departments and equivalent organizations of the City People's Committee")]
    name_en: String,
    /// Every organization of these kinds belongs to it.
    kinds: Vec<OrganizationKind>,
    /// So do these, whatever their kind.
    organizations: Vec<Named>,
    /// How many organizations it stands for today.
    #[schema(example = 16)]
    members: usize,
    /// Counts the changes.
    version: i32,
    /// What the caller may do with it now; in lists only what is allowed.
    actions: Vec<Action>,
}

/// What an operator says of an audience: its names and whom it selects.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "code": "pilot-wards", "name_vi": "Các phường thí điểm", "name_en": "Pilot wards",
    "kinds": [], "organizations": ["DU-25747", "DU-25750"],
}))]
struct AudienceIn {
    /// The natural key: 1 to 64 small letters, digits and hyphens; it never changes.
    #[schema(example = "pilot-wards", pattern = "^[a-z0-9][a-z0-9-]{0,63}$")]
    code: String,
    /// The Vietnamese name.
    #[schema(example = "Các phường thí điểm", max_length = 300)]
    name_vi: String,
    /// The English name.
    #[schema(example = "Pilot wards", max_length = 300)]
    name_en: String,
    /// Every organization of these kinds.
    #[schema(max_items = 16)]
    kinds: Vec<OrganizationKind>,
    /// The codes of organizations that belong to it whatever their kind.
    #[schema(max_items = 1000, example = json!(["BTC"]))]
    organizations: Vec<String>,
}

/// On which day.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct MembersQuery {
    /// The date on which the members exist; today if absent.
    #[param(example = "2025-10-01")]
    on: Option<String>,
}

/// The routes.
pub fn routes(routes: &mut Routes<'_>) {
    routes
        .service(list_audiences)
        .service(create_audience)
        .service(get_audience)
        .service(replace_audience)
        .service(list_audience_members);
}

/// List audiences
///
/// Named selectors of organizations, by code.
#[utoipa::path(
    tag = "organizations",
    params(PageQuery),
    responses((
        status = 200,
        description = "A page of audiences; as CSV, every row whatever `limit` and `cursor`.",
        content(
            (ListingView<AudienceView> = "application/json"),
            (String = "text/csv", example = json!(
                "code,name_vi,name_en,kinds,organizations,version\n\
                 departments,\"Các sở, ngành thuộc Ủy ban nhân dân Thành phố\",Departments,department,,1\n"
            ))
        )
    ))
)]
#[get("/audiences")]
async fn list_audiences(list: List<NoFilter>, reading: Reading) -> ListAnswer {
    if list.pages.are_csv() {
        return export(&reading, reading.directory.audiences());
    }
    list.pages
        .answer(async move |page| {
            let after: Option<String> = page.after()?;
            let rows = reading.directory.audiences().filter(|row| after.as_ref().is_none_or(|after| row.code > *after));
            let (rows, next) = page.cut(rows.take(page.rows()).collect(), |row| row.code.clone());
            let views: Vec<_> = rows.into_iter().map(|row| AudienceView::listed(&reading, row)).collect();
            Ok(page.list(views, next))
        })
        .await
}

/// Get an audience
///
/// Its names, and whom it selects.
#[utoipa::path(
    tag = "organizations",
    params(("code" = String, Path, description = "The audience's code.", example = "departments")),
    responses((status = 200, description = "The audience.", body = AudienceView))
)]
#[get("/audiences/{code}")]
async fn get_audience(code: Path<String>, reading: Reading) -> Answer {
    let audience = reading.directory.audience(&code.0).ok_or_else(Problem::not_found)?;
    Ok(Reply::ok(&AudienceView::new(&reading, audience)).version(audience.version))
}

/// List the members of an audience
///
/// The organizations that it stands for on a date, by code.
#[utoipa::path(
    tag = "organizations",
    params(
        ("code" = String, Path, description = "The audience's code.", example = "departments"),
        MembersQuery,
        PageQuery
    ),
    responses((status = 200, description = "A page of organizations.", body = ListingView<Named>))
)]
#[get("/audiences/{code}/members")]
async fn list_audience_members(code: Path<String>, list: List<MembersQuery>, reading: Reading) -> ListAnswer {
    let List { filter, pages } = list;
    let mut reader = ParameterReader::default();
    let on = reader.date("on", filter.on.as_deref()).unwrap_or(reading.today);
    reader.done()?;
    pages
        .answer(async move |page| {
            let after: Option<OrganizationCode> = page.after()?;
            let audience = reading.directory.audience(&code.0).ok_or_else(Problem::not_found)?;
            let members = reading.directory.members_of(audience, on).into_iter();
            let members = members.filter(|member| after.as_ref().is_none_or(|after| member.code > *after));
            let (members, next) = page.cut(members.take(page.rows()).collect(), |member| member.code.clone());
            let named: Vec<_> = members.into_iter().map(haicap_reference::Organization::named).collect();
            Ok(page.list(named, next))
        })
        .await
}

/// Add an audience
///
/// For the operator. It selects by kind, by name, or by both.
#[utoipa::path(
    tag = "organizations",
    request_body = AudienceIn,
    responses((status = 201, description = "The audience.", body = AudienceView))
)]
#[post("/audiences")]
async fn create_audience(keeper: Keeper, write: Write<AudienceIn>) -> Answer {
    keeper
        .change(&write.precondition, async |keeping| {
            keeping.permit(DirectoryAct::EditAudience)?;
            let new = write.body.parse()?;
            let row = rules::add_audience(&keeping.before.directory, new).map_err(|refusal| refused(&refusal))?;
            keeping.save(&DirectoryChange::Audience(Change::added(row.clone()))).await?;
            let view = AudienceView::new(&keeping.before, &row);
            Ok(Reply::created(&view, href(&row.code)).version(row.version))
        })
        .await
}

/// Replace what an audience selects
///
/// For the operator. Directives that were issued before keep the organizations that they were addressed to.
#[utoipa::path(
    tag = "organizations",
    params(("code" = String, Path, description = "The audience's code.", example = "pilot-wards")),
    request_body = AudienceIn,
    responses((status = 200, description = "The audience afterwards.", body = AudienceView))
)]
#[put("/audiences/{code}")]
async fn replace_audience(code: Path<String>, keeper: Keeper, write: Write<AudienceIn>) -> Answer {
    keeper
        .change(&write.precondition, async |keeping| {
            let directory = &keeping.before.directory;
            let current = directory.audience(&code.0).ok_or_else(Problem::not_found)?.clone();
            keeping.permit(DirectoryAct::EditAudience)?;
            write.precondition.if_match.require(current.version)?;
            if write.body.code != code.0 {
                return Err(Problem::invalid("/code", CODE_IS_FIXED).into());
            }
            let revised = write.body.parse()?;
            let row = rules::revise_audience(directory, revised).map_err(|refusal| refused(&refusal))?;
            let change = Change { before: Some(current), after: Some(row.clone()) };
            keeping.save(&DirectoryChange::Audience(change)).await?;
            Ok(Reply::ok(&AudienceView::new(&keeping.before, &row)).version(row.version))
        })
        .await
}

/// More organizations than any audience names one by one.
const ORGANIZATIONS_MAX: usize = 1_000;

const TOO_MANY: Words =
    Words::new("Chỉ được nêu đích danh tối đa 1.000 cơ quan.", "An audience may name at most 1,000 organizations.");
const CODE_IS_FIXED: Words = Words::new("Mã nhóm cơ quan không được thay đổi.", "An audience's code never changes.");

impl AudienceIn {
    /// An audience that has not been held against the directory yet.
    fn parse(&self) -> Result<Audience, Faults> {
        let mut faults = Faults::default();
        let name_vi: Option<Line<300>> = faults.text("/name_vi", &self.name_vi);
        let name_en: Option<Line<300>> = faults.text("/name_en", &self.name_en);
        faults.expect(self.organizations.len() <= ORGANIZATIONS_MAX, "/organizations", TOO_MANY);
        let named = self.organizations.iter().take(ORGANIZATIONS_MAX).enumerate();
        let organizations: BTreeSet<_> = named
            .filter_map(|(place, code)| organization_code(&mut faults, pointer(&[&"organizations", &place]), code))
            .collect();
        let kinds: BTreeSet<_> = self.kinds.iter().copied().collect();
        let (name_vi, name_en) = faults.all((name_vi, name_en))?;
        Ok(Audience {
            code: self.code.clone(),
            name_vi: name_vi.into(),
            name_en: name_en.into(),
            kinds: kinds.into_iter().collect(),
            organizations: organizations.into_iter().collect(),
            version: 1,
        })
    }
}

impl AudienceView {
    fn new(reading: &Reading, audience: &Audience) -> Self {
        let directory = &reading.directory;
        Self {
            code: audience.code.clone(),
            name_vi: audience.name_vi.clone(),
            name_en: audience.name_en.clone(),
            kinds: audience.kinds.clone(),
            organizations: audience.organizations.iter().map(|code| directory.named(code)).collect(),
            members: directory.members_of(audience, reading.today).len(),
            version: audience.version,
            actions: reading.actions(DirectoryAct::EditAudience, &[("replace", Method::Put)], &href(&audience.code)),
        }
    }

    /// As it stands in lists.
    fn listed(reading: &Reading, audience: &Audience) -> Self {
        let mut view = Self::new(reading, audience);
        view.actions.retain(|action| action.is_allowed);
        view
    }
}

fn href(code: &str) -> String {
    format!("/directives/v1/audiences/{code}")
}
