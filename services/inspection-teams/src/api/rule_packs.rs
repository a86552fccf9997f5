//! Rule packs: the limits, sizes and steps that regulations prescribe.

mod input;
mod view;

use crate::domain::rights::may_enter_pack;
use crate::domain::rule_pack::{PackCode, PackVersion, RulePack};
use crate::facts::pack_entered_event;
use crate::store::rule_packs as store;
use actix_web::{get, post};
use haicap_kit::http::{
    Answer, List, ListAnswer, ListingView, NoFilter, PageQuery, Path, Problem, Query, Reply, Write, kinds,
};
use haicap_kit::{Routes, Stop};
use haicap_reference::{ParameterReader, ReferenceCall};
use haicap_types::{Actor, OrganizationCode, Signature, Words};
use input::{InForceQuery, RulePackIn};
use view::{RulePackHeadView, RulePackView, head, reply, view};

/// The routes.
pub(super) fn routes(routes: &mut Routes<'_>) {
    routes
        .service(list_rule_packs)
        .service(enter_rule_pack)
        .service(get_rule_pack)
        .service(list_rule_pack_versions)
        .service(enter_rule_pack_version)
        .service(get_rule_pack_version)
        .service(get_rule_pack_in_force);
}

/// List rule packs
///
/// The latest version of each, by code, without its rules.
#[utoipa::path(
    tag = "rule-packs",
    params(PageQuery),
    responses((status = 200, description = "A page of rule packs.", body = ListingView<RulePackHeadView>))
)]
#[get("/rule-packs")]
async fn list_rule_packs(ReferenceCall(call): ReferenceCall, list: List<NoFilter>) -> ListAnswer {
    list.pages
        .answer(async move |page| {
            let after = page.after::<String>()?.unwrap_or_default();
            let rows = page.rows();
            let found = page.read(&call.host.database, async |db| store::list(db, &after, rows).await).await?;
            let (found, next) = page.cut(found, |one| one.code.to_string());
            Ok(page.list(found.into_iter().map(|one| head(&call, one)).collect(), next))
        })
        .await
}

/// Get a rule pack
///
/// The latest version.
#[utoipa::path(
    tag = "rule-packs",
    params(("code" = String, Path, description = "Its code.", example = "party-2025")),
    responses((status = 200, description = "The rule pack.", body = RulePackView))
)]
#[get("/rule-packs/{code}")]
async fn get_rule_pack(ReferenceCall(call): ReferenceCall, code: Path<PackCode>) -> Answer {
    let found = call.host.database.read(async |db| store::latest(db, &code.0).await).await?;
    Ok(reply(&call, &found.ok_or_else(Problem::not_found)?))
}

/// List the versions of a rule pack
///
/// The latest first, without their rules.
#[utoipa::path(
    tag = "rule-packs",
    params(("code" = String, Path, description = "Its code.", example = "party-2025"), PageQuery),
    responses((status = 200, description = "A page of versions.", body = ListingView<RulePackHeadView>))
)]
#[get("/rule-packs/{code}/versions")]
async fn list_rule_pack_versions(
    ReferenceCall(call): ReferenceCall,
    code: Path<PackCode>,
    list: List<NoFilter>,
) -> ListAnswer {
    let found = call.host.database.read(async |db| store::find(db, &code.0, 1).await).await?;
    found.ok_or_else(Problem::not_found)?;
    list.pages
        .answer(async move |page| {
            let before = page.after::<i32>()?.unwrap_or(i32::MAX);
            let rows = page.rows();
            let found =
                page.read(&call.host.database, async |db| store::versions(db, &code.0, before, rows).await).await?;
            let (found, next) = page.cut(found, |one| one.version);
            Ok(page.list(found.into_iter().map(|one| head(&call, one)).collect(), next))
        })
        .await
}

/// Get a version of a rule pack
///
/// It never changes.
#[utoipa::path(
    tag = "rule-packs",
    params(
        ("code" = String, Path, description = "Its code.", example = "party-2025"),
        ("version" = i32, Path, description = "The number of the version.", example = 1)
    ),
    responses((status = 200, description = "The version.", body = RulePackView))
)]
#[get("/rule-packs/{code}/versions/{version}")]
async fn get_rule_pack_version(ReferenceCall(call): ReferenceCall, path: Path<(PackCode, i32)>) -> Answer {
    let (code, version) = &path.0;
    let found = call.host.database.read(async |db| store::find(db, code, *version).await).await?;
    Ok(reply(&call, &found.ok_or_else(Problem::not_found)?))
}

/// Get the rule pack in force for an organization
///
/// The one that applies to a decision of that organization on a date: that of the nearest organization at or above it,
/// and of its packs the one with the latest first date.
#[utoipa::path(
    tag = "rule-packs",
    params(("code" = String, Path, description = "The organization's code.", example = "BTV"), InForceQuery),
    responses((status = 200, description = "The rule pack.", body = RulePackView))
)]
#[get("/organizations/{code}/rule-pack")]
async fn get_rule_pack_in_force(
    ReferenceCall(call): ReferenceCall,
    code: Path<OrganizationCode>,
    query: Query<InForceQuery>,
) -> Answer {
    let mut reader = ParameterReader::default();
    let on = reader.date("on", query.0.on.as_deref());
    reader.done()?;
    let upwards = call.known.directory.upwards(&code.0);
    let organizations: Vec<OrganizationCode> = upwards.map(|organization| organization.code.clone()).collect();
    if organizations.is_empty() {
        return Err(Problem::not_found());
    }
    let on = on.unwrap_or(call.known.today);
    let found = call.host.database.read(async |db| store::in_force(db, organizations.clone(), on).await).await?;
    Ok(reply(&call, &found.ok_or_else(Problem::not_found)?))
}

/// Enter a rule pack
///
/// By the operator. Decisions from its first date on are made under it; what was decided before goes on as it is.
#[utoipa::path(
    tag = "rule-packs",
    request_body = RulePackIn,
    responses((status = 201, description = "The rule pack.", body = RulePackView))
)]
#[post("/rule-packs")]
async fn enter_rule_pack(ReferenceCall(call): ReferenceCall, write: Write<RulePackIn>) -> Answer {
    call.host
        .change(&call.caller, &write.precondition, async |work| {
            may_enter_pack(&Actor::from(&call.caller))?;
            let (code, rules) = write.body.read(&call.known.directory)?;
            let entered = Some(Signature { by: call.caller.person.subject.to_string(), at: work.now });
            let pack = PackVersion { code, version: 1, rules, entered };
            let location = format!("/inspection-teams/v1/rule-packs/{}", pack.code);
            if !store::insert(work.db(), &pack).await? {
                let problem = Problem::new(&kinds::CONFLICT).code("rule_pack_exists").detail(EXISTS);
                return Err(problem.href(location).into());
            }
            work.publish(pack_entered_event(&pack, call.known.directory.roots().map(|root| &root.code)));
            Ok(Reply::created(&view(&call, &pack), location).version(pack.version))
        })
        .await
}

/// Enter a version of a rule pack
///
/// By the operator; `If-Match` names the latest version. Packs that were shipped have no further versions: enter another
/// pack.
#[utoipa::path(
    tag = "rule-packs",
    params(("code" = String, Path, description = "Its code.", example = "tphcm-2026")),
    request_body = RulePack,
    extensions(("x-if-match" = json!(true))),
    responses((status = 201, description = "The version.", body = RulePackView))
)]
#[post("/rule-packs/{code}/versions")]
async fn enter_rule_pack_version(
    ReferenceCall(call): ReferenceCall,
    code: Path<PackCode>,
    write: Write<RulePack>,
) -> Answer {
    call.host
        .change(&call.caller, &write.precondition, async |work| {
            let latest = store::latest(work.db(), &code.0).await?.ok_or_else(Problem::not_found)?;
            may_enter_pack(&Actor::from(&call.caller))?;
            write.precondition.if_match.require(latest.version)?;
            let rules = input::read(&write.body, &call.known.directory)?;
            if latest.entered.is_none() {
                return Err(Problem::new(&kinds::CONFLICT).code("rule_pack_shipped").detail(SHIPPED).into());
            }
            let entered = Some(Signature { by: call.caller.person.subject.to_string(), at: work.now });
            let pack = PackVersion { code: latest.code, version: latest.version + 1, rules, entered };
            if !store::insert(work.db(), &pack).await? {
                return Err(Stop::Lost);
            }
            work.publish(pack_entered_event(&pack, call.known.directory.roots().map(|root| &root.code)));
            let location = format!("/inspection-teams/v1/rule-packs/{}/versions/{}", pack.code, pack.version);
            Ok(Reply::created(&view(&call, &pack), location).version(pack.version))
        })
        .await
}

const EXISTS: Words = Words::new("Đã có bộ quy định mang mã này.", "There is a rule pack with this code.");
const SHIPPED: Words = Words::new(
    "Bộ quy định đi kèm phần mềm không sửa được; hãy nhập bộ quy định khác.",
    "A rule pack that was shipped with the service cannot be changed; enter another one.",
);
