use crate::api::consolidations::view::{CoverageView, FigureView};
use crate::api::refs::{PeriodRef, RegimeRef};
use crate::domain::obligation::Obligation;
use crate::domain::report::{
    Act, KeptReport, Refusal, Report, ReportContent, Snapshot, SnapshotSection, permit, permit_drawing,
};
use crate::domain::rights::may_report;
use crate::vocabulary::{ConsolidatedReportState, SectionKind};
use chrono::NaiveDate;
use haicap_kit::http::{Depth, Hindrance, Problem, actions as offered};
use haicap_reference::Call;
use haicap_types::{Action, Actor, Instant, Named, Signature, SignatureView, Vocabulary as _};
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;
use uuid::Uuid;

/// A consolidated report, without its words and figures.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ReportHeadView {
    /// Its id.
    id: Uuid,
    /// Counts its changes; part of the ETag.
    version: i32,
    /// The regime.
    regime: RegimeRef,
    /// The period.
    period: PeriodRef,
    /// The organization that reports.
    organization: Named,
    /// The organization that it reports to.
    receiver: Named,
    /// Its number within the obligation, from 1: the next one after each that was recalled.
    number: i32,
    /// Where it stands.
    state: ConsolidatedReportState,
    /// Whether reports that it is made of changed since its figures were taken. What was sent stays as it was.
    is_stale: bool,
    /// When its figures were taken.
    snapshot_at: Instant,
    /// The hash of its words and figures: approving names it. Null while it is drafted.
    #[schema(required)]
    hash: Option<String>,
    /// Why it was sent back for more work; null if it was not.
    #[schema(required)]
    remark: Option<String>,
    /// Who approved it, and when.
    #[schema(required)]
    approved: Option<SignatureView>,
    /// The number of the document; null until it is sent.
    #[schema(required, example = "45-BC/BTCTU")]
    document_number: Option<String>,
    /// Its date.
    #[schema(required)]
    issued_on: Option<NaiveDate>,
    /// Who sent it, and when.
    #[schema(required)]
    sent: Option<SignatureView>,
    /// The signed sheet, scanned; null while there is none.
    #[schema(required)]
    signed_scan: Option<SignedScanView>,
    /// Who acknowledged it, and when.
    #[schema(required)]
    acknowledged: Option<SignatureView>,
    /// Who recalled it, and when.
    #[schema(required)]
    recalled: Option<SignatureView>,
    /// Why it was recalled.
    #[schema(required)]
    recall_reason: Option<String>,
    /// Where the document is: ask for it as PDF, DOCX or XLSX.
    #[schema(example = "/reporting/v1/consolidated-reports/0199b6a0-0000-7000-8000-000000000000/document")]
    document_href: String,
    /// What the caller may do now; why not the rest is told of one report, not in lists.
    actions: Vec<Action>,
}

/// A scan of the sheet that was signed and stamped.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct SignedScanView {
    /// The file's name.
    #[schema(example = "45-BC-BTCTU.pdf")]
    file_name: String,
    /// Its media type, as its first bytes say.
    #[schema(example = "application/pdf")]
    media_type: String,
    /// Its size in bytes.
    #[schema(minimum = 0)]
    size: i64,
    /// Its SHA-256, in hexadecimal digits.
    sha256: String,
    /// Who added it, and when.
    #[serde(flatten)]
    added: SignatureView,
    /// Where it can be had, relative to the origin.
    #[schema(example = "/reporting/v1/consolidated-reports/0199b6a0-0000-7000-8000-000000000000/signed-scan")]
    href: String,
}

/// A consolidated report.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ReportView {
    /// What lists show of it.
    #[serde(flatten)]
    head: ReportHeadView,
    /// Its words.
    content: ReportContent,
    /// Its figures, as they were.
    snapshot: SnapshotView,
}

/// What a report is made of, frozen with all names as they were.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct SnapshotView {
    /// Who is in it, and who is missing.
    coverage: CoverageView,
    /// The figures, in the order of the forms.
    figures: Vec<FigureView>,
    /// The sections of the forms, in their order.
    sections: Vec<SnapshotSectionView>,
    /// Whose reports they are, by the ids of the submissions.
    sources: BTreeMap<Uuid, Named>,
}

/// A section of the forms.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SnapshotSection)]
pub(super) struct SnapshotSectionView {
    /// Its code.
    #[schema(example = "difficulties")]
    code: String,
    /// Whether it holds words or figures.
    kind: SectionKind,
    /// Its heading.
    #[schema(example = "Khó khăn, vướng mắc")]
    title_vi: String,
    /// The same in English.
    #[schema(example = "Difficulties")]
    title_en: String,
    /// The codes of its figures.
    #[schema(example = json!([]))]
    indicators: Vec<String>,
}

/// The view of a report without its words and figures; `owed` is the obligation that it answers.
pub(super) fn head(call: &Call, kept: &KeptReport, owed: &Obligation, depth: Depth) -> ReportHeadView {
    let actions = actions(call, &kept.report, owed, depth);
    let report = kept.report.clone();
    let signature = |one: Option<Signature>| one.map(|one| call.signature(&one));
    let (document_number, issued_on) = report.issued.unzip();
    let (recalled, recall_reason) = report.recalled.unzip();
    ReportHeadView {
        id: report.id,
        version: report.version,
        regime: RegimeRef { code: report.regime, title: kept.title.clone() },
        period: PeriodRef {
            id: report.period_id,
            key: kept.period.clone(),
            starts_on: kept.starts_on,
            ends_on: kept.ends_on,
        },
        organization: call.named(&report.organization),
        receiver: call.named(&kept.receiver),
        number: report.number,
        state: report.state,
        is_stale: kept.is_stale,
        snapshot_at: Instant(report.snapshot_at),
        hash: report.hash,
        remark: report.remark,
        approved: signature(report.approved),
        document_number,
        issued_on,
        sent: signature(report.sent),
        signed_scan: report.signed_scan.map(|scan| SignedScanView {
            file_name: scan.file_name,
            media_type: scan.media_type,
            size: scan.size,
            sha256: scan.sha256,
            added: call.signature(&Signature { by: scan.by, at: scan.at }),
            href: format!("/reporting/v1/consolidated-reports/{}/signed-scan", report.id),
        }),
        acknowledged: signature(report.acknowledged),
        recalled: signature(recalled),
        recall_reason,
        document_href: format!("/reporting/v1/consolidated-reports/{}/document", report.id),
        actions,
    }
}

/// The view of a report for a caller; `owed` is the obligation that it answers.
pub(super) fn view(call: &Call, kept: &KeptReport, owed: &Obligation) -> Result<ReportView, Problem> {
    Ok(ReportView {
        head: head(call, kept, owed, Depth::Whole),
        content: kept.report.content.clone(),
        snapshot: frozen(kept)?.into(),
    })
}

/// What a report is made of.
pub(super) fn frozen(kept: &KeptReport) -> Result<Snapshot, Problem> {
    Snapshot::read(&kept.report.snapshot).map_err(|error| Problem::internal(&error))
}

impl From<Snapshot> for SnapshotView {
    fn from(snapshot: Snapshot) -> Self {
        Self {
            coverage: snapshot.coverage.into(),
            figures: snapshot.figures.into_iter().map(FigureView::from).collect(),
            sections: snapshot.sections.into_iter().map(SnapshotSectionView::from).collect(),
            sources: snapshot.sources.into_iter().map(|(id, body)| (id, body.into())).collect(),
        }
    }
}

impl From<SnapshotSection> for SnapshotSectionView {
    fn from(one: SnapshotSection) -> Self {
        let SnapshotSection { code, kind, title_vi, title_en, indicators } = one;
        Self { code, kind, title_vi, title_en, indicators }
    }
}

haicap_types::acts! {
    /// What may be done about an obligation to consolidate before there is a report.
    Drawing as "drawing" {
        /// Its organization draws the report up.
        DrawUp = "draw_up", Post "consolidated-reports", "Lập báo cáo tổng hợp", "Draw up the consolidated report";
    }
}

/// What the caller may do about an obligation to consolidate that has no report.
pub(in crate::api) fn drawing(call: &Call, owed: &Obligation, depth: Depth) -> Vec<Action> {
    let (actor, now) = (Actor::from(&call.caller), call.host.clock.now());
    let href = |_| "/reporting/v1".to_owned();
    offered(call.language, depth, Drawing::ALL, href, |_| {
        may_report(&actor, Act::Edit, &owed.owed_by, &owed.receiver).map_err(Hindrance::Denial)?;
        permit_drawing(owed, 1, now).map_err(Hindrance::Refusal)
    })
}

/// What the caller may do with a report now, and why not the rest.
pub(in crate::api) fn actions(call: &Call, report: &Report, owed: &Obligation, depth: Depth) -> Vec<Action> {
    let href = |_| format!("/reporting/v1/consolidated-reports/{}", report.id);
    offered(call.language, depth, Act::ALL, href, judge(call, report, owed))
}

/// Judges acts: first the right to it, then what the report allows.
pub(super) fn judge(call: &Call, report: &Report, owed: &Obligation) -> impl Fn(Act) -> Result<(), Hindrance<Refusal>> {
    let (actor, now) = (Actor::from(&call.caller), call.host.clock.now());
    move |act| {
        may_report(&actor, act, &owed.owed_by, &owed.receiver).map_err(Hindrance::Denial)?;
        permit(report, owed, act, &actor, now).map_err(Hindrance::Refusal)
    }
}
