use crate::http::{Language, Problem, kinds};
use actix_web::http::header::{CONTENT_ENCODING, ETAG, EntityTag, Header, IfNoneMatch};
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse, get, web};
use aws_lc_rs::digest::{SHA256, digest};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};
use utoipa_swagger_ui::{Config, SwaggerFile};

/// A document that is the same for everybody: all answers share its bytes.
#[derive(Clone)]
pub(crate) struct Static {
    bytes: Bytes,
    media_type: Cow<'static, str>,
    is_gzip: bool,
    tag: EntityTag,
}

/// What a service says of itself to people and programs.
pub(crate) struct Pages {
    document: Static,
    config: Arc<Config<'static>>,
    /// The files of the documents' pages, as they were asked for first.
    files: RwLock<HashMap<String, Static>>,
}

impl Static {
    fn new(bytes: Bytes, media_type: impl Into<Cow<'static, str>>, is_gzip: bool) -> Self {
        let sum = digest(&SHA256, &bytes);
        let sum = URL_SAFE_NO_PAD.encode(sum.as_ref().get(..12).unwrap_or_default());
        Self { bytes, media_type: media_type.into(), is_gzip, tag: EntityTag::new_strong(sum) }
    }

    fn answer(&self, request: &HttpRequest) -> HttpResponse {
        let is_known = match IfNoneMatch::parse(request) {
            Ok(IfNoneMatch::Any) => true,
            Ok(IfNoneMatch::Items(tags)) => tags.iter().any(|tag| tag.weak_eq(&self.tag)),
            Err(_) => false,
        };
        let mut response = if is_known { HttpResponse::NotModified() } else { HttpResponse::Ok() };
        response.insert_header((ETAG, self.tag.to_string()));
        if is_known {
            return response.finish();
        }
        if self.is_gzip {
            response.insert_header((CONTENT_ENCODING, "gzip"));
        }
        response.content_type(&*self.media_type).body(self.bytes.clone())
    }
}

impl Pages {
    /// The pages of a service with this OpenAPI document.
    pub(crate) fn new(service: &str, openapi: String) -> Self {
        let config = Config::new([format!("/{service}/openapi.json")])
            .display_request_duration(true)
            .try_it_out_enabled(true)
            .persist_authorization(true);
        Self {
            document: Static::new(openapi.into(), "application/json", false),
            config: Arc::new(config),
            files: RwLock::default(),
        }
    }

    /// A file of the documents' pages; none but those that there are is ever kept.
    fn file(&self, name: &str) -> Result<Static, Problem> {
        if let Some(kept) = self.files.read().unwrap_or_else(PoisonError::into_inner).get(name) {
            return Ok(kept.clone());
        }
        let found = utoipa_swagger_ui::serve(name, Arc::clone(&self.config)).map_err(|error| {
            tracing::error!(%error, "a page cannot be written");
            Problem::new(&kinds::INTERNAL)
        })?;
        let SwaggerFile { bytes, content_type, gzpipped, .. } = found.ok_or_else(Problem::not_found)?;
        let bytes = match bytes {
            Cow::Borrowed(bytes) => Bytes::from_static(bytes),
            Cow::Owned(bytes) => Bytes::from(bytes),
        };
        let file = Static::new(bytes, content_type, gzpipped);
        let mut files = self.files.write().unwrap_or_else(PoisonError::into_inner);
        Ok(files.entry(name.to_owned()).or_insert(file).clone())
    }
}

#[get("/openapi.json")]
pub(crate) async fn document(request: HttpRequest, pages: web::Data<Pages>) -> HttpResponse {
    pages.document.answer(&request)
}

/// The documents' pages load their own scripts and styles; a relative redirect keeps whatever prefix a gateway adds.
#[get("/docs")]
pub(crate) async fn docs(request: HttpRequest) -> HttpResponse {
    let last = request.path().rsplit('/').next().unwrap_or_default();
    HttpResponse::MovedPermanently().insert_header(("Location", format!("{last}/"))).finish()
}

/// A file of the documents' pages, for people.
#[get("/docs/{file:.*}")]
pub(crate) async fn docs_file(
    request: HttpRequest,
    pages: web::Data<Pages>,
    name: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    Ok(pages.file(&name)?.answer(&request))
}

/// What a family of problems means: the page behind `type`.
#[get("/problems/{slug}")]
pub(crate) async fn problem(slug: web::Path<String>, language: Language) -> Result<HttpResponse, Problem> {
    let kind = kinds::ALL.iter().find(|kind| kind.slug() == *slug).ok_or_else(Problem::not_found)?;
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
