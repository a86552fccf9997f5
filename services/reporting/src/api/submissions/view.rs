use crate::api::figure_value::{FigureNumber, FigureValue};
use crate::api::obligations::view::actions;
use crate::api::refs::{FormVersionRef, PeriodRef, RegimeRef};
use crate::domain::form::{Findings, Issue, NotApplied, PublishedForm};
use crate::domain::obligation::{Act, Case, Submission};
use crate::domain::rule::Values;
use crate::store::cases::KeptCase;
use crate::vocabulary::SubmissionState;
use haicap_kit::http::{Depth, Problem, Reply};
use haicap_reference::Call;
use haicap_types::{Action, Instant, Named, Severity, SignatureView};
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;
use uuid::Uuid;

/// One version of a report.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct SubmissionView {
    /// Its id.
    id: Uuid,
    /// The version of its obligation, which everything about it raises; part of the ETag.
    version: i32,
    /// The obligation that it answers.
    obligation_id: Uuid,
    /// The regime.
    regime: RegimeRef,
    /// The period.
    period: PeriodRef,
    /// The organization whose report it is.
    organization: Named,
    /// The form and its version.
    #[schema(required)]
    form: Option<FormVersionRef>,
    /// Its number within the obligation, from 1.
    number: i32,
    /// Where it stands.
    state: SubmissionState,
    /// Whether it is the one that counts.
    is_effective: bool,
    /// Whether it says that there is nothing to report.
    is_nil: bool,
    /// The figures by the codes of their indicators. What is blank is not there.
    values: BTreeMap<String, FigureValue>,
    /// What follows from two of the figures, by code: calculated, never written. What has a blank part, or would divide by
    /// zero, is not there.
    ratios: BTreeMap<String, FigureNumber>,
    /// The words by the codes of their sections.
    narrative: BTreeMap<String, String>,
    /// Why it corrects an earlier version, or has nothing to say.
    #[schema(required)]
    reason: Option<String>,
    /// The hash of what was sent: accepting names it. Null for a draft.
    #[schema(required)]
    hash: Option<String>,
    /// When it was begun.
    drafted_at: Instant,
    /// Who sent it, and when.
    #[schema(required)]
    submitted: Option<SignatureView>,
    /// Who accepted or returned it, and when.
    #[schema(required)]
    judged: Option<SignatureView>,
    /// What was said about the whole; a draft shows what the version before was returned with.
    #[schema(required)]
    remark: Option<String>,
    /// What was said about its places, by their JSON pointers: `/values/<code>` and `/narrative/<section>`. A draft shows
    /// what the version before was returned with.
    remarks: BTreeMap<String, String>,
    /// What must be corrected or checked; of what was sent, what whoever reviews it should look at, with the figures of
    /// the period before as they are now. Null in lists.
    #[schema(required)]
    issues: Option<Vec<IssueView>>,
    /// The rules of the form that say nothing of this report, because figures that they name are blank. Null in lists.
    #[schema(required)]
    rules_not_applied: Option<Vec<RuleNotAppliedView>>,
    /// What the caller may do now; why not the rest is told of one submission, not in lists.
    actions: Vec<Action>,
}

/// Something that must be corrected or checked in a report.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct IssueView {
    /// Where, as a JSON pointer: `/values/<code>` or `/narrative/<section>`.
    #[schema(example = "/values/premises_surplus")]
    place: String,
    /// An error keeps the report from being sent.
    severity: Severity,
    /// `required`, `out_of_bounds`, or the code of the form's rule.
    #[schema(example = "surplus_within_total")]
    code: String,
    /// What is wrong, in the language of the request.
    #[schema(example = "Số trụ sở dôi dư không được lớn hơn tổng số trụ sở.")]
    detail: String,
}

/// A rule that says nothing of a report.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct RuleNotAppliedView {
    /// The code of the form's rule.
    #[schema(example = "total_unchanged")]
    code: String,
    /// The blank figures, as JSON pointers: `/values/<code>`, or `/previous/values/<code>` of the period before.
    #[schema(example = json!(["/previous/values/premises_total"]))]
    places: Vec<String>,
    /// Why it is not applied, in the language of the request.
    #[schema(example = "Chưa có số liệu của kỳ trước.")]
    detail: String,
}

/// The view of a submission for a caller.
pub(super) fn view(call: &Call, found: &KeptCase, submission: &Submission, depth: Depth) -> SubmissionView {
    let case = Case { submission: Some(submission.clone()), ..found.case.clone() };
    let (one, kept, form) = (submission.clone(), &found.kept, case.form.as_deref());
    let findings = (depth == Depth::Whole && form.is_some()).then(|| case.findings());
    let (issues, rules_not_applied) = findings.map(|findings| said(call, findings)).unzip();
    SubmissionView {
        id: one.id,
        version: kept.obligation.version,
        obligation_id: one.obligation_id,
        regime: kept.into(),
        period: kept.into(),
        organization: call.named(&kept.obligation.organization),
        form: kept.obligation.form.as_ref().map(FormVersionRef::from),
        number: one.number,
        state: one.state,
        is_effective: kept.obligation.effective_submission == Some(one.id),
        is_nil: one.is_nil,
        values: form.map(|form| values(form, &one.values)).unwrap_or_default(),
        ratios: form.map(|form| ratios(form, &one)).unwrap_or_default(),
        narrative: one.narrative,
        reason: one.reason,
        hash: one.hash,
        drafted_at: Instant(one.drafted_at),
        submitted: one.submitted.map(|one| call.signature(&one)),
        judged: one.judged.map(|one| call.signature(&one)),
        remark: one.remark,
        remarks: one.remarks,
        issues,
        rules_not_applied,
        actions: actions(call, &case, Act::OF_SUBMISSIONS, depth),
    }
}

/// Figures by code, as they stand in JSON.
pub(super) fn values(form: &PublishedForm, values: &Values) -> BTreeMap<String, FigureValue> {
    let known = values.iter().filter_map(|(code, cell)| Some((code, form.indicators.get(code)?, cell)));
    known.map(|(code, indicator, cell)| (code.clone(), FigureValue::of(indicator, cell))).collect()
}

fn ratios(form: &PublishedForm, one: &Submission) -> BTreeMap<String, FigureNumber> {
    let made = form.ratios(&form.counted(&one.values, one.is_nil)).into_iter();
    made.filter_map(|(code, ratio)| Some((code, ratio?.into()))).collect()
}

fn said(call: &Call, findings: Findings) -> (Vec<IssueView>, Vec<RuleNotAppliedView>) {
    let issue = |issue: Issue| IssueView {
        place: issue.place,
        severity: issue.severity,
        code: issue.code,
        detail: call.language.say(&issue.words),
    };
    let not_applied = |one: NotApplied| RuleNotAppliedView {
        code: one.rule,
        places: one.places,
        detail: call.language.say(&one.words),
    };
    let Findings { issues, not_applied: rules } = findings;
    (issues.into_iter().map(issue).collect(), rules.into_iter().map(not_applied).collect())
}

/// What an act about a submission answers: the submission as it stands now.
pub(in crate::api) fn reply(call: &Call, found: &KeptCase) -> Result<Reply, Problem> {
    let (_, view) = last(call, found)?;
    Ok(Reply::ok(&view).version(found.kept.obligation.version))
}

/// What an act that begins a submission answers.
pub(super) fn created(call: &Call, found: &KeptCase) -> Result<Reply, Problem> {
    let (id, view) = last(call, found)?;
    let location = format!("/reporting/v1/submissions/{id}");
    Ok(Reply::created(&view, location).version(found.kept.obligation.version))
}

fn last(call: &Call, found: &KeptCase) -> Result<(Uuid, SubmissionView), Problem> {
    let submission = found.case.submission.as_ref().ok_or_else(Problem::not_found)?;
    Ok((submission.id, view(call, found, submission, Depth::Whole)))
}
