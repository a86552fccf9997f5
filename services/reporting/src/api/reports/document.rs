use super::compose::{chart, compose};
use super::sight::seen;
use super::view::frozen;
use crate::api::blocking::off_the_loop;
use crate::store::regimes;
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, get};
use haicap_documents::{DocumentError, chart_svg, render_docx, render_pdf, render_xlsx};
use haicap_kit::http::{Answer, Path, Problem, Reply, XLSX, kinds, preferred};
use haicap_reference::Call;
use haicap_types::Words;
use std::future::{Ready, ready};
use uuid::Uuid;

const PDF: &str = "application/pdf";
const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// In which form a document is wanted.
#[derive(Debug, Clone, Copy)]
pub(super) enum DocumentForm {
    Pdf,
    Docx,
    Xlsx,
}

impl FromRequest for DocumentForm {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(match preferred(request, &[PDF, DOCX, XLSX]) {
            Some(DOCX) => Ok(Self::Docx),
            Some(XLSX) => Ok(Self::Xlsx),
            Some(_) => Ok(Self::Pdf),
            None => Err(Problem::not_acceptable([PDF, DOCX, XLSX])),
        })
    }
}

/// Get the document of a consolidated report
///
/// In the official layout, by the rules in force on its date: as PDF/A, DOCX or XLSX, as `Accept` says. Before it is sent
/// it is marked as a draft, and a recalled report as recalled. The same report gives the same bytes.
#[utoipa::path(
    tag = "consolidated-reports",
    params(("id" = Uuid, Path, description = "Its id.")),
    responses((
        status = 200,
        description = "The document.",
        content(
            (Vec<u8> = "application/pdf"),
            (Vec<u8> = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
            (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        )
    ))
)]
#[get("/consolidated-reports/{id}/document")]
pub(super) async fn get_document(call: Call, id: Path<Uuid>, form: DocumentForm) -> Answer {
    let kept = seen(&call, id.0).await?;
    let snapshot = frozen(&kept)?;
    let regime = call.host.database.read(async |db| regimes::find(db, &kept.report.regime).await).await?;
    let scheme = regime.ok_or_else(Problem::not_found)?.thing.scheme;
    let name = format!("{}-{}", kept.report.regime, kept.period);
    let issuer = call.known.directory.get(&kept.owed_by).and_then(|body| body.symbol.as_deref());
    let document = compose(&kept, &snapshot, scheme, issuer);
    let drawn = draw(&call, move || match form {
        DocumentForm::Pdf => render_pdf(&document),
        DocumentForm::Docx => render_docx(&document),
        DocumentForm::Xlsx => render_xlsx(&document),
    });
    let (media_type, ending) = match form {
        DocumentForm::Pdf => (PDF, "pdf"),
        DocumentForm::Docx => (DOCX, "docx"),
        DocumentForm::Xlsx => (XLSX, "xlsx"),
    };
    Ok(Reply::file(media_type, &format!("{name}.{ending}"), drawn.await?).version(kept.report.version))
}

/// Get the chart of a consolidated report
///
/// The shares of its period beside those of the one before, as SVG. 404 where the report has no shares.
#[utoipa::path(
    tag = "consolidated-reports",
    params(("id" = Uuid, Path, description = "Its id.")),
    responses((status = 200, description = "The chart.", body = String, content_type = "image/svg+xml"))
)]
#[get("/consolidated-reports/{id}/chart")]
pub(super) async fn get_chart(call: Call, id: Path<Uuid>) -> Answer {
    let kept = seen(&call, id.0).await?;
    let chart = chart(&frozen(&kept)?).ok_or_else(Problem::not_found)?;
    let drawn = draw(&call, move || chart_svg(&chart).map(String::into_bytes)).await?;
    let name = format!("{}-{}.svg", kept.report.regime, kept.period);
    Ok(Reply::file("image/svg+xml", &name, drawn).version(kept.report.version))
}

/// Draws where blocking is allowed, a few at a time.
async fn draw(
    call: &Call,
    render: impl FnOnce() -> Result<Vec<u8>, DocumentError> + Send + 'static,
) -> Result<Vec<u8>, Problem> {
    match off_the_loop(call, render).await? {
        Ok(Ok(bytes)) => Ok(bytes),
        Ok(Err(error @ DocumentError::Drawing(_))) => Err(Problem::internal(&error)),
        Ok(Err(error)) => {
            tracing::info!(%error, "a report is too large to be drawn");
            Err(Problem::new(&kinds::CONFLICT).code("too_large_to_draw").detail(TOO_LARGE))
        }
        Err(error) => Err(Problem::internal(&error)),
    }
}

const TOO_LARGE: Words = Words::new(
    "Báo cáo quá dài để kết xuất; hãy rút gọn các đoạn.",
    "The report is too long to be drawn; shorten its paragraphs.",
);
