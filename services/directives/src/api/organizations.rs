//! Who there is: the organizations of the city, found by name and kind, and their history.

mod input;
mod view;

use crate::api::directory::{Keeper, Reading, on, refused};
use crate::api::exchange::export;
use crate::api::input::searched;
use crate::domain::rights::DirectoryAct;
use actix_web::{get, patch, post, web};
use haicap_kit::db::Db;
use haicap_kit::events::{HistoryItem, answer_history};
use haicap_kit::http::{
    Answer, List, ListAnswer, ListingView, NoFilter, PageQuery, Path, Problem, Reply, Write, patched,
};
use haicap_kit::{EventKind, Host, Routes};
use haicap_reference::store::{self, OrganizationFilter, OrganizationKey, OrganizationOrder};
use haicap_reference::{Change, DirectoryChange, rules};
use haicap_types::{OrganizationCode, OrganizationKind, Words};
use input::{OrganizationIn, OrganizationPatch};
use serde::Deserialize;
use serde_json::Value;
use utoipa::IntoParams;
use view::{OrganizationView, href};

/// The most words that a search looks for.
const WORDS_MAX: usize = 10;

/// Which organizations.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct OrganizationsQuery {
    /// Words that begin words of a name or of the code, whatever their accents and case: `thanh an` finds Thanh An and
    /// Thạnh An.
    #[param(example = "thanh an", min_length = 1, max_length = 300)]
    text: Option<String>,
    /// Kinds.
    #[param(value_type = Option<Vec<OrganizationKind>>, style = Form, explode = false, inline,
        example = json!(["department", "public_service_unit"]))]
    kind: Option<String>,
    /// The code of the organization directly above.
    #[param(example = "UBND")]
    parent: Option<String>,
    /// The code of the territory that it governs.
    #[param(example = "25807")]
    territory: Option<String>,
    /// The code of an audience that it belongs to.
    #[param(example = "departments")]
    audience: Option<String>,
    /// The date on which it exists; `all` for ended and future ones too; today if absent.
    #[param(example = "2025-10-01")]
    on: Option<String>,
    /// `name` (the default, as a Vietnamese dictionary sorts) or `code`; `-` before it for the other direction.
    #[param(example = "-name")]
    sort: Option<String>,
}

/// The routes.
pub fn routes(routes: &mut Routes<'_>) {
    routes
        .service(list_organizations)
        .service(create_organization)
        .service(get_organization)
        .service(change_organization)
        .service(get_organization_history);
}

/// The facts, of all nouns of the directory.
#[must_use]
pub fn event_kinds() -> Vec<EventKind> {
    DirectoryChange::event_kinds()
}

/// List organizations
///
/// The organizations that exist today, or on another date, by name.
#[utoipa::path(
    tag = "organizations",
    params(OrganizationsQuery, PageQuery),
    responses((
        status = 200,
        description = "A page of organizations; as CSV, every row whatever `limit` and `cursor`.",
        content(
            (ListingView<OrganizationView> = "application/json"),
            (String = "text/csv", example = json!(
                "code,name_vi,name_en,kind,parent,symbol,letterhead,head_authority,head_title,place,territory_code,\
                 electronic_id,office,post,telephone,mail,valid_from,valid_to,successors,version\n\
                 SNV,Sở Nội vụ,Department of Home Affairs,department,UBND,SNV,,,Giám đốc,Thành phố Hồ Chí Minh,,,,,,,\
                 2025-07-01,,,1\n"
            ))
        )
    ))
)]
#[get("/organizations")]
async fn list_organizations(host: web::Data<Host>, list: List<OrganizationsQuery>, reading: Reading) -> ListAnswer {
    let List { filter, pages } = list;
    let order = order(filter.sort.as_deref())?;
    let found = async move |reading: &Reading, after: Option<&OrganizationKey>, rows| {
        let Some(filter) = narrow(&filter, reading)? else { return Ok(Vec::new()) };
        let found = async |db: Db<'_>| store::list_organizations(db, &filter, order, after, rows).await;
        Ok::<_, Problem>(host.database.read(found).await?)
    };
    if pages.are_csv() {
        return export(&reading, &found(&reading, None, usize::MAX).await?);
    }
    pages
        .answer(async move |page| {
            let after: Option<OrganizationKey> = page.after()?;
            let rows = found(&reading, after.as_ref(), page.rows()).await?;
            let (rows, next) = page.cut(rows, |row| (row.name_vi.clone(), row.code.clone()));
            let views: Vec<_> = rows.iter().map(|row| OrganizationView::listed(&reading, row)).collect();
            Ok(page.list(views, next))
        })
        .await
}

/// Get an organization
///
/// Also one that has ended.
#[utoipa::path(
    tag = "organizations",
    params(("code" = String, Path, description = "The organization's code.", example = "BTC")),
    responses((status = 200, description = "The organization.", body = OrganizationView))
)]
#[get("/organizations/{code}")]
async fn get_organization(code: Path<OrganizationCode>, reading: Reading) -> Answer {
    let organization = reading.directory.get(&code.0).ok_or_else(Problem::not_found)?;
    Ok(Reply::ok(&OrganizationView::new(&reading, organization)).version(organization.version))
}

/// Get the history of an organization
///
/// What happened to the organization, newest first.
#[utoipa::path(
    tag = "organizations",
    params(("code" = String, Path, description = "The organization's code.", example = "BTC"), PageQuery),
    responses((status = 200, description = "A page of its history.", body = ListingView<HistoryItem>))
)]
#[get("/organizations/{code}/history")]
async fn get_organization_history(
    code: Path<OrganizationCode>,
    host: web::Data<Host>,
    list: List<NoFilter>,
    reading: Reading,
) -> ListAnswer {
    reading.directory.get(&code.0).ok_or_else(Problem::not_found)?;
    answer_history(list.pages, host.into_inner(), format!("organization/{}", code.0)).await
}

/// Add an organization
///
/// For the operator. The code must be free, and the parent must exist on the first day.
#[utoipa::path(
    tag = "organizations",
    request_body = OrganizationIn,
    responses((status = 201, description = "The organization.", body = OrganizationView))
)]
#[post("/organizations")]
async fn create_organization(keeper: Keeper, write: Write<OrganizationIn>) -> Answer {
    keeper
        .change(&write.precondition, async |keeping| {
            keeping.permit(DirectoryAct::EditOrganization)?;
            let new = write.body.parse()?;
            let row = rules::add_organization(&keeping.before.directory, new).map_err(|refusal| refused(&refusal))?;
            keeping.save(&DirectoryChange::Organization(Change::added(row.clone()))).await?;
            let view = OrganizationView::new(&keeping.before, &row);
            Ok(Reply::created(&view, href(&row.code)).version(row.version))
        })
        .await
}

/// Change an organization
///
/// For the operator. Another name, kind, contact or parent, from today on.
#[utoipa::path(
    tag = "organizations",
    params(("code" = String, Path, description = "The organization's code.", example = "BTC")),
    request_body(
        content = OrganizationPatch,
        content_type = "application/merge-patch+json",
        example = json!({ "telephone": "028 3829 7598" })
    ),
    responses((status = 200, description = "The organization afterwards.", body = OrganizationView))
)]
#[patch("/organizations/{code}")]
async fn change_organization(code: Path<OrganizationCode>, keeper: Keeper, write: Write<Value>) -> Answer {
    keeper
        .change(&write.precondition, async |keeping| {
            let Reading { directory, today, .. } = &keeping.before;
            let current = directory.get(&code.0).ok_or_else(Problem::not_found)?.clone();
            keeping.permit(DirectoryAct::EditOrganization)?;
            write.precondition.if_match.require(current.version)?;
            let revised = patched(&OrganizationIn::of(&current), &write.body)?.parse_as(&code.0)?;
            let row = rules::revise_organization(directory, revised, *today).map_err(|refusal| refused(&refusal))?;
            let change = Change { before: Some(current), after: Some(row.clone()) };
            keeping.save(&DirectoryChange::Organization(change)).await?;
            Ok(Reply::ok(&OrganizationView::new(&keeping.before, &row)).version(row.version))
        })
        .await
}

/// The filter as the store understands it; none if nothing can match.
fn narrow<'r>(query: &OrganizationsQuery, reading: &'r Reading) -> Result<Option<OrganizationFilter<'r>>, Problem> {
    let words = query.text.as_deref().map_or_else(|| Ok(Vec::new()), words)?;
    let kinds = query.kind.iter().flat_map(|kinds| kinds.split(','));
    let kinds = kinds.map(|kind| kind.parse().map_err(|_| Problem::parameter("kind", NOT_A_KIND)));
    let kinds = kinds.collect::<Result<_, _>>()?;
    let parent = query.parent.as_deref().map(|code| code.parse().map_err(|_| Problem::parameter("parent", NOT_A_CODE)));
    let parent = parent.transpose()?;
    if query.territory.as_ref().is_some_and(|code| !code.bytes().all(|byte| byte.is_ascii_digit())) {
        return Err(Problem::parameter("territory", NOT_A_TERRITORY));
    }
    let on = on(query.on.as_deref(), reading.today)?;
    let audience = query.audience.as_deref().map(|code| reading.directory.audience(code));
    let territory = query.territory.clone();
    Ok(match audience {
        Some(None) => None,
        Some(audience) => Some(OrganizationFilter { words, kinds, parent, territory, audience, on }),
        None => Some(OrganizationFilter { words, kinds, parent, territory, audience: None, on }),
    })
}

fn words(text: &str) -> Result<Vec<String>, Problem> {
    let folded = searched(text).map_err(|words| Problem::parameter("text", words))?;
    let words: Vec<String> = folded.split_whitespace().map(str::to_owned).collect();
    if words.len() <= WORDS_MAX { Ok(words) } else { Err(Problem::parameter("text", TOO_MANY_WORDS)) }
}

fn order(sort: Option<&str>) -> Result<OrganizationOrder, Problem> {
    match sort {
        None | Some("name") => Ok(OrganizationOrder::Name),
        Some("-name") => Ok(OrganizationOrder::NameDescending),
        Some("code") => Ok(OrganizationOrder::Code),
        Some("-code") => Ok(OrganizationOrder::CodeDescending),
        Some(_) => Err(Problem::parameter("sort", NOT_AN_ORDER)),
    }
}

const TOO_MANY_WORDS: Words =
    Words::new("Nội dung tìm kiếm chỉ được có tối đa 10 từ.", "A search may have at most 10 words.");
const NOT_A_KIND: Words = Words::new("Không có loại cơ quan này.", "There is no such kind of organization.");
const NOT_A_CODE: Words = Words::new("Mã cơ quan không đúng dạng.", "Not a valid organization code.");
const NOT_A_TERRITORY: Words =
    Words::new("Mã địa bàn chỉ được có chữ số.", "A territory's code must have only digits.");
const NOT_AN_ORDER: Words = Words::new(
    "Chỉ sắp xếp được theo name hoặc code, thêm dấu - để đảo chiều.",
    "Lists can be sorted only by name or code, with - before it for the other direction.",
);
