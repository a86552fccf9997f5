use crate::api::obligations::view::actions;
use crate::api::refs::{FormVersionRef, PeriodRef, RegimeRef};
use crate::domain::form::{Issue, PublishedForm};
use crate::domain::obligation::{Act, Case, Submission};
use crate::domain::rule::Values;
use crate::domain::submission::values_json;
use crate::store::cases::KeptCase;
use crate::store::submissions::{form_of, previous_values};
use crate::vocabulary::SubmissionState;
use haicap_kit::Stop;
use haicap_kit::db::Db;
use haicap_kit::http::{Depth, Problem, Reply};
use haicap_reference::Call;
use haicap_types::{Action, Instant, Named, Severity, SignatureView};
use serde::Serialize;
use serde_json::{Map, Value};
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
    /// The figures by the codes of their indicators: whole numbers and booleans as such, everything else as strings.
    /// What is blank is not there.
    #[schema(value_type = Object)]
    values: Map<String, Value>,
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
    /// What was said about the whole.
    #[schema(required)]
    remark: Option<String>,
    /// What was said about its places: `values/<code>` and `narrative/<section>`. A draft shows what the version before
    /// was returned with.
    remarks: BTreeMap<String, String>,
    /// What must be corrected or checked in a draft; null otherwise, and in lists.
    #[schema(required)]
    issues: Option<Vec<IssueView>>,
    /// What the caller may do now; why not the rest is told of one submission, not in lists.
    actions: Vec<Action>,
}

/// Something that must be corrected or checked in a report.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct IssueView {
    /// Where: `values/<code>` or `narrative/<section>`.
    #[schema(example = "values/premises_surplus")]
    place: String,
    /// An error keeps the report from being sent.
    severity: Severity,
    /// `required`, `out_of_bounds`, or the code of the form's rule.
    #[schema(example = "surplus_within_total")]
    code: String,
    /// What is wrong, in the language of the request.
    detail: String,
}

/// The view of a submission for a caller; with what counted before, a draft's issues are found.
pub(super) fn view(
    call: &Call,
    found: &KeptCase,
    submission: &Submission,
    form: Option<&PublishedForm>,
    previous: Option<&Values>,
    depth: Depth,
) -> SubmissionView {
    let (one, kept) = (submission.clone(), &found.kept);
    let issues = match (form, previous) {
        (Some(form), Some(previous)) if one.state == SubmissionState::Draft => Some(issues(call, form, &one, previous)),
        _ => None,
    };
    let case = Case { submission: Some(one.clone()), ..found.case.clone() };
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
        values: form.map(|form| values_json(form, &one.values)).unwrap_or_default(),
        narrative: one.narrative,
        reason: one.reason,
        hash: one.hash,
        drafted_at: Instant(one.drafted_at),
        submitted: one.submitted.map(SignatureView::from),
        judged: one.judged.map(SignatureView::from),
        remark: one.remark,
        remarks: one.remarks,
        issues,
        actions: actions(call, &case, Act::OF_SUBMISSIONS, depth),
    }
}

fn issues(call: &Call, form: &PublishedForm, draft: &Submission, previous: &Values) -> Vec<IssueView> {
    let found = form.issues(&draft.values, &draft.narrative, previous).into_iter();
    let issue = |issue: Issue| IssueView {
        place: issue.place,
        severity: issue.severity,
        code: issue.code,
        detail: call.language.say(&issue.words),
    };
    found.map(issue).collect()
}

/// What an act about a submission answers: the submission as it stands now.
pub(in crate::api) async fn reply(call: &Call, found: &KeptCase, db: Db<'_>) -> Result<Reply, Stop> {
    let (_, view) = last(call, found, db).await?;
    Ok(Reply::ok(&view).version(found.kept.obligation.version))
}

/// What an act that begins a submission answers.
pub(super) async fn created(call: &Call, found: &KeptCase, db: Db<'_>) -> Result<Reply, Stop> {
    let (id, view) = last(call, found, db).await?;
    let location = format!("/reporting/v1/submissions/{id}");
    Ok(Reply::created(&view, location).version(found.kept.obligation.version))
}

async fn last(call: &Call, found: &KeptCase, db: Db<'_>) -> Result<(Uuid, SubmissionView), Stop> {
    let submission = found.case.submission.as_ref().ok_or_else(Problem::not_found)?;
    let form = form_of(db, &found.kept).await?;
    let previous = match submission.state {
        SubmissionState::Draft => Some(previous_values(db, &found.kept).await?),
        _ => None,
    };
    Ok((submission.id, view(call, found, submission, form.as_deref(), previous.as_ref(), Depth::Whole)))
}
