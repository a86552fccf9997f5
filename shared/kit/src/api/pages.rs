use crate::http::{Language, Problem, kinds};
use actix_web::{HttpRequest, HttpResponse, get, web};
use std::sync::Arc;

/// The service's OpenAPI document, as text.
pub(crate) struct DocumentText(pub(crate) Arc<str>);

#[get("/openapi.json")]
pub(crate) async fn document(text: web::Data<DocumentText>) -> HttpResponse {
    HttpResponse::Ok().content_type("application/json").body(text.0.to_string())
}

/// The documents' pages load their own scripts and styles; a relative redirect keeps whatever prefix a gateway adds.
#[get("/docs")]
pub(crate) async fn docs(request: HttpRequest) -> HttpResponse {
    let last = request.path().rsplit('/').next().unwrap_or_default();
    HttpResponse::MovedPermanently().insert_header(("Location", format!("{last}/"))).finish()
}

/// What a family of problems means: the page behind `type`.
#[get("/problems/{slug}")]
pub(crate) async fn problem(slug: web::Path<String>, language: Language) -> Result<HttpResponse, Problem> {
    let kind = kinds::ALL.iter().find(|kind| kind.slug == *slug).ok_or_else(Problem::not_found)?;
    let title = language.say(&kind.title);
    let text = language.say(&kind.explanation);
    let tag = language.tag();
    let status = kind.status;
    let page = format!(
        "<!doctype html><html lang=\"{tag}\"><meta charset=\"utf-8\"><title>{title}</title>\
         <body style=\"font:16px/1.5 sans-serif;max-width:40em;margin:3em auto;padding:0 1em\">\
         <h1>{status} · {title}</h1><p>{text}</p></body></html>"
    );
    Ok(HttpResponse::Ok().content_type("text/html; charset=utf-8").body(page))
}
