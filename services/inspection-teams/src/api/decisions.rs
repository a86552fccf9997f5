//! Decisions: what an approved proposal becomes.

use super::programmes::{relations_of, rules_on, seen, seen_locked};
use crate::api::call::prepares_for;
use crate::domain::decision::{Act, Decision, Issue, Issued, Refusal, issue, permit};
use crate::domain::programme::Programme;
use crate::domain::rights::may_decision;
use crate::facts::issued_event;
use crate::store::decisions::{self as store, After, Filter};
use crate::store::programmes;
use crate::vocabulary::ProgrammeState;
use actix_web::{get, post};
use chrono::NaiveDate;
use haicap_kit::db::Db;
use haicap_kit::http::{
    Answer, Depth, Hindrance, List, ListAnswer, ListingView, PageQuery, Path, Problem, Reply, Write,
    actions as offered, expect_may, possible, refused,
};
use haicap_kit::{Routes, Stop};
use haicap_reference::{Call, ParameterReader};
use haicap_types::{Action, Actor, Date, Faults, SignatureView, Vocabulary as _, Words};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

/// The routes.
pub(super) fn routes(routes: &mut Routes<'_>) {
    routes.service(list_decisions).service(get_decision).service(issue_decision);
}

/// Which decisions are wanted.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct DecisionsQuery {
    /// The programme, by its id.
    #[param(value_type = Option<Uuid>)]
    programme: Option<String>,
}

/// What stands on the signed paper of a decision.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct IssueIn {
    /// The number and symbol.
    #[schema(min_length = 1, max_length = 100, example = "25-QĐ/TU")]
    number: String,
    /// The date: not before the approval, nor after today.
    #[schema(example = "2025-10-01")]
    issued_on: Date,
    /// Who signed it.
    #[schema(min_length = 1, max_length = 200, example = "Trần Văn Bình")]
    signer_name: String,
    /// In which post.
    #[schema(min_length = 1, max_length = 200, example = "Phó Bí thư")]
    signer_post: String,
}

/// A decision.
#[derive(Debug, Serialize, ToSchema)]
struct DecisionView {
    /// Its id.
    id: Uuid,
    /// Counts its changes; part of the ETag.
    version: i32,
    /// The programme, by its id.
    programme: Uuid,
    /// The proposal that was approved, by its id: it says what is decided.
    proposal: Uuid,
    /// The code of the rule pack that applies to everything that follows.
    #[schema(example = "party-2025")]
    rule_pack: String,
    /// The version of the rule pack.
    #[schema(example = 1)]
    rule_pack_version: i32,
    /// Who approved it, and when.
    approved: SignatureView,
    /// How it was issued; null until then.
    #[schema(required)]
    issued: Option<IssuedView>,
    /// What the caller may do now, and why not the rest; in lists only what is allowed.
    actions: Vec<Action>,
}

/// How a decision was issued.
#[derive(Debug, Serialize, ToSchema)]
struct IssuedView {
    /// The number and symbol.
    #[schema(example = "25-QĐ/TU")]
    number: String,
    /// The date.
    issued_on: NaiveDate,
    /// Who signed it.
    #[schema(example = "Trần Văn Bình")]
    signer_name: String,
    /// In which post.
    #[schema(example = "Phó Bí thư")]
    signer_post: String,
    /// Who entered it, and when.
    entered: SignatureView,
}

/// List decisions
///
/// The latest first: those on programmes that the caller's organization conducts or decides on.
#[utoipa::path(
    tag = "decisions",
    params(DecisionsQuery, PageQuery),
    responses((status = 200, description = "A page of decisions.", body = ListingView<DecisionView>))
)]
#[get("/decisions")]
async fn list_decisions(call: Call, list: List<DecisionsQuery>) -> ListAnswer {
    let query = list.filter;
    let mut reader = ParameterReader::default();
    let filter = Filter { own: prepares_for(&call), programme: reader.one("programme", query.programme.as_deref()) };
    reader.done()?;
    list.pages
        .answer(async move |page| {
            let after: Option<After> = page.after()?;
            let rows = page.rows();
            let database = &call.host.database;
            let found = page.read(database, async |db| store::list(db, &filter, after.as_ref(), rows).await).await?;
            let (found, next) = page.cut(found, |one| After(one.approved.at, one.id));
            // What may be done depends on the programme, which a list does not read.
            Ok(page.list(found.iter().map(|one| view(&call, one, Vec::new())).collect(), next))
        })
        .await
}

/// Get a decision
///
/// Under which rules it was made, and what stands on its paper.
#[utoipa::path(
    tag = "decisions",
    params(("id" = Uuid, Path, description = "Its id.")),
    responses((status = 200, description = "The decision.", body = DecisionView))
)]
#[get("/decisions/{id}")]
async fn get_decision(call: Call, id: Path<Uuid>) -> Answer {
    let found = call.host.database.read(async |db| store::find(db, id.0).await).await?;
    let found = found.ok_or_else(Problem::not_found)?;
    let (programme, _) = seen(&call, found.programme_id).await?;
    let actions = actions(&call, &found, &programme, Depth::Whole);
    Ok(Reply::ok(&view(&call, &found, actions)).version(found.version))
}

/// Issue a decision
///
/// By the deciding organization: what stands on the signed paper. From its date on time runs.
#[utoipa::path(
    tag = "decisions",
    params(("id" = Uuid, Path, description = "Its id.")),
    request_body = IssueIn,
    extensions(("x-if-match" = json!(true))),
    responses((status = 200, description = "The decision, issued.", body = DecisionView))
)]
#[post("/decisions/{id}/issue")]
async fn issue_decision(call: Call, id: Path<Uuid>, write: Write<IssueIn>) -> Answer {
    let actor = Actor::from(&call.caller);
    call.host
        .change(&call.caller, &write.precondition, async |work| {
            let found = store::find(work.db(), id.0).await?.ok_or_else(Problem::not_found)?;
            let mut programme = seen_locked(work.db(), &call, found.programme_id).await?;
            let before = store::find(work.db(), id.0).await?.ok_or_else(Problem::not_found)?;
            let right = may_decision(&actor, Act::Issue, &relations_of(&call, &programme));
            let if_match = &write.precondition.if_match;
            expect_may(Act::Issue, right, Ok::<(), Refusal>(()), if_match, before.version)?;
            let paper = write.body.read()?;
            expect_same_rules(work.db(), &call, &programme, &before, paper.issued_on).await?;
            let refuse = |refusal| refused(&refusal, || possible(Act::ALL, judge(&call, &before, &programme)));
            let mut after = issue(&before, is_cancelled(&programme), paper, &actor, work.now).map_err(refuse)?;
            programme.state = ProgrammeState::Decided;
            if !store::save(work.db(), &after).await? || !programmes::save(work.db(), &programme).await? {
                return Err(Stop::Lost);
            }
            after.version += 1;
            work.publish(issued_event(&after, &programme));
            let actions = actions(&call, &after, &programme, Depth::Whole);
            Ok(Reply::ok(&view(&call, &after, actions)).version(after.version))
        })
        .await
}

/// Expects that the rules under which it was approved apply to a decision of its date.
async fn expect_same_rules(
    db: Db<'_>,
    call: &Call,
    programme: &Programme,
    decision: &Decision,
    issued_on: NaiveDate,
) -> Result<(), Problem> {
    let pack = rules_on(db, call, &programme.deciding, issued_on).await?;
    if (&pack.code, pack.version) == (&decision.rule_pack.code, decision.rule_pack.version) {
        return Ok(());
    }
    let mut faults = Faults::default();
    faults.note("/issued_on", OTHER_RULES);
    Err(Problem::from(faults).code("rules_changed"))
}

const OTHER_RULES: Words = Words::new(
    "Vào ngày này áp dụng quy định khác với quy định khi duyệt.",
    "Other rules apply on this date than those under which the decision was approved.",
);

impl IssueIn {
    fn read(&self) -> Result<Issue, Faults> {
        let mut faults = Faults::default();
        let number = faults.text("/number", &self.number);
        let issued_on = faults.date("/issued_on", self.issued_on);
        let signer_name = faults.text("/signer_name", &self.signer_name);
        let signer_post = faults.text("/signer_post", &self.signer_post);
        let (number, issued_on, signer_name, signer_post) =
            faults.all((number, issued_on, signer_name, signer_post))?;
        Ok(Issue { number, issued_on, signer_name, signer_post })
    }
}

fn is_cancelled(programme: &Programme) -> bool {
    programme.state == ProgrammeState::Cancelled
}

fn judge(call: &Call, decision: &Decision, programme: &Programme) -> impl Fn(Act) -> Result<(), Hindrance<Refusal>> {
    let actor = Actor::from(&call.caller);
    let held = relations_of(call, programme);
    let is_cancelled = is_cancelled(programme);
    move |act| {
        may_decision(&actor, act, &held).map_err(Hindrance::Denial)?;
        permit(decision, is_cancelled).map_err(Hindrance::Refusal)
    }
}

/// What the caller may do now, and why not the rest.
pub(super) fn actions(call: &Call, decision: &Decision, programme: &Programme, depth: Depth) -> Vec<Action> {
    let href = |_| format!("/inspection-teams/v1/decisions/{}", decision.id);
    offered(call.language, depth, Act::ALL, href, judge(call, decision, programme))
}

fn view(call: &Call, decision: &Decision, actions: Vec<Action>) -> DecisionView {
    let issued = decision.issued.as_ref().map(|Issued { issue, signature }| IssuedView {
        number: issue.number.to_string(),
        issued_on: issue.issued_on,
        signer_name: issue.signer_name.to_string(),
        signer_post: issue.signer_post.to_string(),
        entered: call.signature(signature),
    });
    DecisionView {
        id: decision.id,
        version: decision.version,
        programme: decision.programme_id,
        proposal: decision.proposal_id,
        rule_pack: decision.rule_pack.code.to_string(),
        rule_pack_version: decision.rule_pack.version,
        approved: call.signature(&decision.approved),
        issued,
        actions,
    }
}
