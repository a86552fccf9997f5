use crate::api::obligations::Done;
use crate::api::obligations::view::{
    FormVersionRef, PeriodRef, RegimeRef, actions, form as form_ref, period as period_ref,
};
use crate::domain::form::PublishedForm;
use crate::domain::obligation::{Act, Case, Signature, Submission};
use crate::domain::rule::Values;
use crate::domain::submission::values_json;
use crate::store::obligations::KeptObligation;
use crate::store::submissions::{form_of, previous_values};
use haicap_kit::Stop;
use haicap_kit::db::Db;
use haicap_kit::http::{Depth, Problem, Reply};
use haicap_reference::Call;
use haicap_types::{Action, Instant, Named, Severity, SubmissionState};
use serde::Serialize;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use utoipa::ToSchema;
use uuid::Uuid;

/// One version of a report.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SubmissionView {
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
    /// The body whose report it is.
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
    /// The figures by the codes of their indicators: whole numbers and truths as such, everything else as strings. What
    /// is blank is not there.
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
    /// What is to be mended, or looked at, in a draft; null otherwise, and in lists.
    #[schema(required)]
    issues: Option<Vec<IssueView>>,
    /// What the caller may do now, and why not the rest.
    actions: Vec<Action>,
}

/// Who did something, and when.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SignatureView {
    /// The token's subject.
    by: String,
    /// When.
    at: Instant,
}

impl From<Signature> for SignatureView {
    fn from(signature: Signature) -> Self {
        Self { by: signature.by, at: Instant(signature.at) }
    }
}

/// Something that is to be mended in a report, or looked at.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct IssueView {
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
    kept: &KeptObligation,
    case: &Case,
    submission: &Submission,
    form: Option<&PublishedForm>,
    previous: Option<&Values>,
) -> SubmissionView {
    let one = submission.clone();
    let issues = match (form, previous) {
        (Some(form), Some(previous)) if one.state == SubmissionState::Draft => {
            let found = form.issues(&one.values, &one.narrative, previous).into_iter();
            Some(
                found
                    .map(|issue| IssueView {
                        place: issue.place,
                        severity: issue.severity,
                        code: issue.code,
                        detail: call.language.say(&issue.words),
                    })
                    .collect(),
            )
        }
        _ => None,
    };
    SubmissionView {
        id: one.id,
        version: kept.obligation.version,
        obligation_id: one.obligation_id,
        regime: RegimeRef { code: kept.obligation.regime.clone(), title: kept.title.clone() },
        period: period_ref(kept),
        organization: call.named(&kept.obligation.organization),
        form: kept.obligation.form.as_ref().map(form_ref),
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
        actions: actions(call, case, Act::OF_SUBMISSIONS, Depth::Whole),
    }
}

/// What an act about a submission answers: the submission as it stands now.
pub(crate) async fn submission_reply(call: &Call, done: Done, db: Db<'_>) -> Result<Reply, Stop> {
    let submission = done.case.submission.as_ref().ok_or_else(Problem::not_found)?;
    let form = form_of(db, &done.kept).await?;
    let previous = match submission.state {
        SubmissionState::Draft => Some(previous_values(db, &done.kept).await?),
        _ => None,
    };
    let view = view(call, &done.kept, &done.case, submission, form.as_deref(), previous.as_ref());
    let version = done.kept.obligation.version;
    let reply = if done.is_new {
        Reply::created(&view, format!("/reporting/v1/submissions/{}", submission.id))
    } else {
        Reply::ok(&view)
    };
    Ok(reply.version(version))
}
