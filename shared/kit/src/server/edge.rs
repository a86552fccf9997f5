//! What happens to every request on its way in and out.

use super::{Mounted, addressed};
use crate::auth::{Unauthenticated, wall_seconds};
use crate::http::{Fault, FaultView, Language, Problem, ProblemView, accepts, kinds};
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::error::InternalError;
use actix_web::http::header::{
    AUTHORIZATION, CACHE_CONTROL, CONNECTION, CONTENT_LANGUAGE, CONTENT_LENGTH, CONTENT_TYPE, HeaderName, HeaderValue,
    TRANSFER_ENCODING, VARY, X_CONTENT_TYPE_OPTIONS,
};
use actix_web::http::{ConnectionType, Method, StatusCode};
use actix_web::middleware::Next;
use actix_web::{HttpMessage, HttpResponse, web};
use haicap_types::Words;
use opentelemetry::trace::TraceContextExt;
use std::time::{Duration, Instant};
use tracing_opentelemetry::OpenTelemetrySpanExt;

/// The most faults that one answer names: more are of no use to anybody.
const FAULT_LIMIT: usize = 100;

/// How long a request may take in all: longer than the longest poll.
const REQUEST_DEADLINE: Duration = Duration::from_secs(30);

/// The size of all header fields together.
const HEADER_LIMIT_BYTES: usize = 16 * 1024;

/// What an answer needs to know of its request once that is gone.
struct Asked {
    language: Language,
    service: &'static str,
    trace_id: String,
}

/// Identifies the request, refuses what no handler should see, runs the handler within a time, and writes problems in
/// the caller's language.
///
/// # Errors
/// Only when the handler took too long; the error carries the finished answer.
pub(super) async fn edge(
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let started = Instant::now();
    let method = request.method().clone();
    let asked = Asked {
        language: Language::of(request.headers()),
        // The first one where the path addresses none of ours: its pages explain the problem.
        service: service(&request).or_else(|| services(&request)?.first()).map_or("", |mounted| mounted.service.name),
        trace_id: tracing::Span::current().context().span().span_context().trace_id().to_string(),
    };
    if method == Method::HEAD {
        // Whatever answers GET answers HEAD; actix leaves out the body by the method that it read.
        request.head_mut().method = Method::GET;
    }
    if let Err(problem) = admit(&request).await {
        let response = asked.render(&problem);
        return Ok(finish(request.into_response(response), &method, started));
    }
    let Ok(outcome) = tokio::time::timeout(REQUEST_DEADLINE, next.call(request)).await else {
        let problem = Problem::unavailable();
        return Err(InternalError::from_response(problem.clone(), asked.render(&problem)).into());
    };
    let response = outcome?.map_into_boxed_body();
    let response = match problem_of(&response) {
        Some(problem) => response.into_response(asked.render(&problem)),
        None => response,
    };
    Ok(finish(response, &method, started))
}

async fn admit(request: &ServiceRequest) -> Result<(), Problem> {
    let size: usize = request.headers().iter().map(|(name, value)| name.as_str().len() + value.len() + 4).sum();
    if size + request.uri().path_and_query().map_or(0, |target| target.as_str().len()) > HEADER_LIMIT_BYTES {
        return Err(Problem::new(&kinds::HEADERS_TOO_LARGE).header("Connection", "close"));
    }
    if request.headers().contains_key(CONTENT_LENGTH) && request.headers().contains_key(TRANSFER_ENCODING) {
        // Whoever stands before us may have believed the other one (RFC 9112, section 6.1).
        return Err(Problem::new(&kinds::MALFORMED).header("Connection", "close"));
    }
    if request.path().split('/').nth(2) != Some("v1") {
        return Ok(());
    }
    authenticate(request).await?;
    if is_taken(request) { Ok(()) } else { Err(Problem::new(&kinds::NOT_ACCEPTABLE)) }
}

/// Whether the client takes what may come. What is done is answered in JSON, what is read may have other forms, and that
/// nothing is there is told to everybody.
fn is_taken(request: &ServiceRequest) -> bool {
    accepts(request, &mime::APPLICATION_JSON)
        || service(request)
            .and_then(|mounted| mounted.addresses.find(request.path()))
            .is_none_or(|address| request.method() == Method::GET && address.is_read_by(request))
}

/// Leaves the person in the request, for the handler's `Caller`.
async fn authenticate(request: &ServiceRequest) -> Result<(), Problem> {
    let Some(Mounted { host, .. }) = service(request) else { return Ok(()) };
    let mut lines = request.headers().get_all(AUTHORIZATION);
    let token = match (lines.next(), lines.next()) {
        (Some(line), None) => line.to_str().ok().and_then(|line| {
            let (scheme, token) = line.split_once(' ')?;
            scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
        }),
        _ => None,
    };
    let token = token.filter(|token| !token.is_empty()).ok_or_else(|| unauthenticated(""))?;
    match host.verifier.verify(token, wall_seconds()).await {
        Ok(person) => {
            request.extensions_mut().insert(person);
            Ok(())
        }
        Err(Unauthenticated::KeysUnavailable) => Err(Problem::unavailable()),
        Err(Unauthenticated::Refused(reason)) => {
            tracing::info!(reason, "token refused");
            Err(unauthenticated(", error=\"invalid_token\""))
        }
    }
}

/// The service that the request addresses.
fn service(request: &ServiceRequest) -> Option<&Mounted> {
    addressed(services(request)?, request.path())
}

fn services(request: &ServiceRequest) -> Option<&[Mounted]> {
    Some(request.app_data::<web::Data<Vec<Mounted>>>()?.as_slice())
}

fn unauthenticated(error: &str) -> Problem {
    Problem::new(&kinds::UNAUTHENTICATED).header("WWW-Authenticate", format!("Bearer realm=\"haicap\"{error}"))
}

/// The problem behind an answer that is not a success, also where actix itself refused.
fn problem_of(response: &ServiceResponse<BoxBody>) -> Option<Problem> {
    if let Some(error) = response.response().error() {
        if let Some(problem) = error.as_error::<Problem>() {
            return Some(problem.clone());
        }
        let kind = match response.status() {
            StatusCode::NOT_FOUND => &kinds::NOT_FOUND,
            StatusCode::PAYLOAD_TOO_LARGE => &kinds::TOO_LARGE,
            status if status.is_client_error() => &kinds::MALFORMED,
            _ => {
                tracing::error!(%error, "request failed");
                &kinds::INTERNAL
            }
        };
        return Some(Problem::new(kind));
    }
    None
}

impl Asked {
    fn render(&self, problem: &Problem) -> HttpResponse {
        let say = |words: &Words| self.language.say(words);
        let errors = problem
            .details
            .faults
            .iter()
            .take(FAULT_LIMIT)
            .map(|Fault { pointer, words }| FaultView { pointer: pointer.clone(), detail: say(words) });
        let view = ProblemView {
            kind: format!("/{}/problems/{}", self.service, problem.kind.slug),
            title: say(&problem.kind.title),
            status: problem.kind.status,
            code: problem.code.to_owned(),
            detail: problem.details.words.as_ref().map(say),
            errors: errors.collect(),
            trace_id: self.trace_id.clone(),
            members: problem.details.members.clone(),
        };
        let body = serde_json::to_vec(&view).unwrap_or_default();
        let mut response = HttpResponse::new(problem.status()).set_body(BoxBody::new(body));
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        headers.insert(CONTENT_LANGUAGE, HeaderValue::from_static(self.language.tag()));
        for (name, value) in &problem.details.headers {
            if let (Ok(name), Ok(value)) = (HeaderName::try_from(*name), HeaderValue::try_from(value)) {
                headers.insert(name, value);
            }
        }
        if headers.remove(CONNECTION).next().is_some() {
            // The header alone would leave the connection open, with the rest of a body that nobody reads.
            response.head_mut().set_connection_type(ConnectionType::Close);
        }
        response
    }
}

fn finish(mut response: ServiceResponse<BoxBody>, method: &Method, started: Instant) -> ServiceResponse<BoxBody> {
    let headers = response.headers_mut();
    if !headers.contains_key(CACHE_CONTROL) {
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    }
    headers.append(VARY, HeaderValue::from_static("Authorization, Acting-For, Accept, Accept-Language"));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    let route = response.request().match_pattern().unwrap_or_else(|| "unknown".to_owned());
    metrics::histogram!(
        "http_server_request_duration_seconds",
        "method" => method.as_str().to_owned(),
        "route" => route,
        "status" => response.status().as_str().to_owned(),
    )
    .record(started.elapsed().as_secs_f64());
    response
}
