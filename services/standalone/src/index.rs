//! The page at `/`: where a person begins.

mod text;

use actix_web::http::header;
use actix_web::{HttpResponse, get, web};
use haicap_kit::{Clock, Configure};
use std::path::Path;
use std::sync::Arc;

/// The page's own style, and nothing from anywhere else.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; \
                      frame-ancestors 'none'";

/// What the page says of this process.
struct Page {
    origin: String,
    program: String,
    clock: Clock,
}

/// Adds the page.
pub(crate) fn page(origin: &str, home: &Path, clock: &Clock) -> Configure {
    let page = Page { origin: origin.to_owned(), program: program(home), clock: clock.clone() };
    let page = web::Data::new(page);
    Arc::new(move |config| {
        config.app_data(page.clone()).service(index);
    })
}

/// Where to begin.
#[get("/")]
async fn index(page: web::Data<Page>) -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/html; charset=utf-8")
        .insert_header((header::CONTENT_SECURITY_POLICY, POLICY))
        .insert_header((header::REFERRER_POLICY, "no-referrer"))
        .body(text::html(&page.origin, &page.program, page.clock.now()))
}

/// How this program is called from the folder that it was started in.
pub(crate) fn program(home: &Path) -> String {
    let path = std::env::current_exe().unwrap_or_default();
    let here = std::env::current_dir().unwrap_or_default();
    let path = path.strip_prefix(&here).map_or_else(|_| path.clone(), |below| Path::new(".").join(below));
    let default = Path::new(".haicap");
    match home == default {
        true => path.display().to_string(),
        false => format!("HAICAP_HOME={} {}", home.display(), path.display()),
    }
}
