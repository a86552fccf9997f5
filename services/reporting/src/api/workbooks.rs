//! Workbooks: reports as files that are filled in, tried and brought in.

use super::blocking::off_the_loop;
use super::obligations::carry_out::{decided, expect_possible, expect_to};
use super::obligations::sight::{right_to, seen};
use super::submissions::carry_out::carry_out_with;
use super::submissions::seen as seen_submission;
use super::submissions::view::{SubmissionView, reply};
use crate::domain::Remark;
use crate::domain::obligation::{Act, Case, Command, Content, FormVersion};
use crate::store::cases::{KeptCase, Target};
use crate::store::forms;
use crate::store::obligations::KeptObligation;
use crate::store::submissions::form_of;
use crate::vocabulary::SubmissionState;
use crate::workbook::{self, Owed, Refusal, Report, Source};
use actix_web::web::Bytes;
use actix_web::{get, post};
use haicap_kit::Routes;
use haicap_kit::http::{Answer, Fault, Path, Problem, Query, Reply, XLSX, XlsxFile, kinds};
use haicap_reference::Call;
use haicap_types::{Faults, Words};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

/// The most faults that an answer names.
const FAULTS_MAX: usize = 100;

/// The routes.
pub(super) fn routes(routes: &mut Routes<'_>) {
    routes.service(get_form_template).service(get_submission_workbook).service(import_workbook);
}

/// How a workbook is brought in.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct WorkbookQuery {
    /// `true` to learn what would be there and change nothing.
    #[serde(default)]
    #[param(default = false)]
    dry_run: bool,
    /// Why what was sent before is corrected; wanted only where that begins with this file.
    #[param(max_length = 2000)]
    reason: Option<String>,
}

/// Get the workbook of a form
///
/// An XLSX file to be filled in and sent to `POST /obligations/{id}/workbook`: a sheet of figures and one of words, in
/// which only what is asked for can be written, with lists to choose from. The same version gives the same bytes.
#[utoipa::path(
    tag = "forms",
    params(
        ("code" = String, Path, description = "The form's code.", example = "two-tier-commune"),
        ("number" = i32, Path, description = "The number of the version.", example = 1),
    ),
    responses((
        status = 200,
        description = "The file.",
        body = Vec<u8>,
        content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    ))
)]
#[get("/forms/{code}/versions/{number}/template")]
async fn get_form_template(call: Call, place: Path<(String, i32)>) -> Answer {
    let (code, number) = place.0;
    let source = source(&call, FormVersion { code, number }, None).await?;
    let name = format!("Biểu mẫu {} - phiên bản {number}.xlsx", source.version.code);
    written(&call, source, &name, number).await
}

/// Get a submission as a workbook
///
/// The workbook of its form, filled with its figures and words. What is exported can be imported again unchanged, with
/// the ETag of this answer as `If-Match`.
#[utoipa::path(
    tag = "submissions",
    params(("id" = Uuid, Path, description = "Its id.")),
    responses((
        status = 200,
        description = "The file.",
        body = Vec<u8>,
        content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    ))
)]
#[get("/submissions/{id}/workbook")]
async fn get_submission_workbook(call: Call, id: Path<Uuid>) -> Answer {
    let seen = seen_submission(&call, id.0).await?;
    let kept = &seen.found.kept;
    let obligation = &kept.obligation;
    let version = obligation.form.clone().ok_or_else(Problem::not_found)?;
    let report = Report {
        title: kept.title.clone(),
        owed: owed(&call, kept),
        content: Content { values: seen.submission.values.clone(), narrative: seen.submission.narrative.clone() },
    };
    let (regime, period, number) = (&obligation.regime, &kept.period, seen.submission.number);
    let name = format!("Báo cáo {regime} {period} {} - lần {number}.xlsx", obligation.organization);
    written(&call, source(&call, version, Some(report)).await?, &name, obligation.version).await
}

/// Import a workbook as a draft
///
/// The whole content of a report, as a file that `GET /forms/{code}/versions/{number}/template` or `GET
/// /submissions/{id}/workbook` gave. Where no draft is there, one is begun, as by `POST /obligations/{id}/submissions`:
/// 201. Where one is, the file takes the place of all that is in it: 200; that needs `If-Match`, or is answered by 428. All
/// of the file or nothing: bad cells are named as `/Số liệu/D7`, the first 100 of them. Bounds and rules of the
/// form are not judged here: `issues` names what must be corrected before the report is sent.
///
/// Numbers stand as numbers, which count as a spreadsheet shows them (fifteen digits of a fraction), or as text in
/// Vietnamese notation: `1.087,5`, and `1.087` for one thousand and eighty-seven. Dates are real dates or text such as
/// `22/09/2025`; choices are codes or Vietnamese names. Refused are more decimals than an indicator has, formulas,
/// merged cells, hidden sheets, content in hidden rows or columns (also those of a filter or a collapsed group),
/// unknown or repeated codes, missing sheets, columns and rows, files of another version of the form, and files that
/// were exported from the report of another unit, period or regime. Other sheets and columns are ignored. A file has at
/// most 5 MiB, and 50 MiB unpacked.
#[utoipa::path(
    tag = "submissions",
    params(("id" = Uuid, Path, description = "The obligation's id."), WorkbookQuery),
    request_body(
        content = Vec<u8>,
        content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        description = "The file."
    ),
    extensions(("x-if-match" = json!(false))),
    responses(
        (status = 201, description = "The draft, begun with this content.", body = SubmissionView),
        (status = 200, description = "The draft with this content; with `dry_run` as it would be, and with the id of \
                                      zeros where it would be a new one.", body = SubmissionView),
    )
)]
#[post("/obligations/{id}/workbook")]
async fn import_workbook(call: Call, id: Path<Uuid>, query: Query<WorkbookQuery>, file: XlsxFile) -> Answer {
    let WorkbookQuery { dry_run, reason } = query.0;
    let about = Target::Obligation(id.0);
    let found = seen(&call, about).await?;
    let act = begin_or_edit(&found.case);
    right_to(&call, act, &found.kept.obligation)?;
    let file = file.read().await?;
    // What is refused anyway is not worth parsing. The refusal comes below, after the replay of an earlier answer.
    let is_possible = expect_to(&call, &file.precondition, act, &found.case)
        .and_then(|()| expect_possible(&call, act, &found.case, call.host.clock.now()));
    let read = match is_possible {
        Ok(()) => content(&call, &found.kept, &file.body).await?,
        Err(refused) => Err(refused),
    };
    let sent = read_reason(reason.as_deref());
    // What is only tried gets no id that anybody could keep.
    let new = if dry_run { Uuid::nil() } else { Uuid::now_v7() };
    let gather = |_: &KeptCase, reason: &Option<Remark>| {
        let content = read.clone()?;
        Ok(match act {
            Act::Edit => Command::Edit(content),
            _ => Command::Draft { id: new, reason: reason.clone(), content: Some(content) },
        })
    };
    if !dry_run {
        return carry_out_with(&call, about, &file.precondition, act, sent, gather).await;
    }
    call.host
        .change(&call.caller, &file.precondition.unless_tried(dry_run), async |work| {
            let (found, change) = decided(&call, work, about, act, &sent, &gather).await?;
            Ok(reply(&call, &found.after(change))?)
        })
        .await
}

/// The act that brings content in. Where somebody else begins or sends the draft meanwhile, that act is refused.
fn begin_or_edit(case: &Case) -> Act {
    let latest = case.obligation.latest.map(|latest| latest.state);
    if latest == Some(SubmissionState::Draft) { Act::Edit } else { Act::Draft }
}

fn read_reason(sent: Option<&str>) -> Result<Option<Remark>, Faults> {
    let mut faults = Faults::default();
    let reason = faults.optional("reason", sent);
    faults.all(reason)
}

/// What a file says, or what is wrong with it. It is read before the report is held.
async fn content(call: &Call, kept: &KeptObligation, file: &Bytes) -> Result<Result<Content, Problem>, Problem> {
    let form = call.host.database.read(async |db| form_of(db, kept).await).await?;
    let Some((form, version)) = form.zip(kept.obligation.form.clone()) else { return Ok(Ok(Content::default())) };
    let (owed, bytes) = (owed(call, kept), file.clone());
    let read = off_the_loop(call, move || workbook::read(&form, &version, &owed, &bytes)).await?;
    // A file that ends the reader is no file of ours.
    Ok(read.unwrap_or(Err(Refusal::Unreadable)).map_err(refused))
}

/// Whose report is exported or imported.
fn owed(call: &Call, kept: &KeptObligation) -> Owed {
    let obligation = &kept.obligation;
    Owed {
        regime: obligation.regime.clone(),
        period: kept.period.clone(),
        starts_on: kept.starts_on,
        ends_on: kept.ends_on,
        organization: obligation.organization.to_string(),
        organization_name: call.named(&obligation.organization).name_vi,
    }
}

fn refused(refusal: Refusal) -> Problem {
    match refusal {
        Refusal::TooLarge => Problem::new(&kinds::TOO_LARGE).detail(TOO_LARGE),
        Refusal::Unreadable => Problem::new(&kinds::MALFORMED).faults(vec![Fault::new("", UNREADABLE)]),
        Refusal::Faults(faults) => Problem::new(&kinds::INVALID).faults(faults.into_iter().take(FAULTS_MAX).collect()),
    }
}

/// What a workbook of a form is made from.
async fn source(call: &Call, version: FormVersion, report: Option<Report>) -> Result<Source, Problem> {
    let FormVersion { code, number } = &version;
    let database = &call.host.database;
    let head = database.read(async |db| forms::find(db, code).await).await?.ok_or_else(Problem::not_found)?;
    let kept = database.read(async |db| forms::version(db, code, *number).await).await?;
    let kept = kept.ok_or_else(Problem::not_found)?;
    Ok(Source { name: head.thing.name_vi, version, form: kept.form, published_at: kept.published_at, report })
}

/// The answer with a workbook, tagged with the version of what it was made from.
async fn written(call: &Call, source: Source, file_name: &str, version: i32) -> Answer {
    let written = off_the_loop(call, move || workbook::write(&source)).await?;
    let written = written.map_err(|error| Problem::internal(&error))?;
    let bytes = written.map_err(|error| Problem::internal(&error))?;
    Ok(Reply::file(XLSX, file_name, bytes).version(version))
}

const TOO_LARGE: Words = Words::new(
    "Tệp khi giải nén vượt 50 MiB, hoặc có phần quá lớn so với một biểu mẫu.",
    "Unpacked, the file has more than 50 MiB, or a part that is larger than any form needs.",
);
const UNREADABLE: Words = Words::new(
    "Tệp không đọc được: không phải tệp XLSX, bị hỏng hoặc có mật khẩu.",
    "The file cannot be read: it is no XLSX file, damaged, or needs a password.",
);
