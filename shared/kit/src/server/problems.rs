//! Problems as they are sent.

use super::{Mounted, addressed};
use crate::http::{Fault, FaultView, Language, Problem, ProblemView, kinds};
use actix_web::HttpResponse;
use actix_web::body::BoxBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{
    ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, CONNECTION, CONTENT_LANGUAGE, HeaderMap, HeaderName,
    HeaderValue, VARY,
};
use actix_web::http::{ConnectionType, StatusCode};
use actix_web::web::Data;
use haicap_types::Words;
use opentelemetry::trace::TraceContextExt;
use tracing_opentelemetry::OpenTelemetrySpanExt;

/// The most faults that one answer names: more are of no use to anybody.
const FAULT_LIMIT: usize = 100;

/// Header fields of every problem.
pub(super) const HEADERS: [(&str, &str); 3] = [
    ("content-type", "application/problem+json"),
    ("cache-control", "private, no-cache"),
    ("x-content-type-options", "nosniff"),
];

/// What middleware has said of an answer, which stays when its content is written anew.
const KEPT: [HeaderName; 3] = [ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, VARY];

/// What an answer needs to know of its request once that is gone.
pub(super) struct Asked {
    pub(super) language: Language,
    pub(super) service: &'static str,
    pub(super) trace_id: String,
}

impl Asked {
    pub(super) fn of(request: &ServiceRequest) -> Self {
        let services = request.app_data::<Data<Vec<Mounted>>>().map(|services| services.as_slice()).unwrap_or_default();
        // The first one where the path addresses none of ours: its pages explain the problem.
        let service = addressed(services, request.match_info().as_str()).or_else(|| services.first());
        Self {
            language: Language::of(request.headers()),
            service: service.map_or("", |mounted| mounted.service.name),
            trace_id: tracing::Span::current().context().span().span_context().trace_id().to_string(),
        }
    }

    /// The answer, or the problem behind it.
    pub(super) fn answer(&self, response: ServiceResponse<BoxBody>) -> ServiceResponse<BoxBody> {
        let Some(error) = response.response().error() else { return response };
        let mut answer = self.render(&problem_behind(error, response.status()));
        keep(response.headers(), answer.headers_mut());
        response.into_response(answer)
    }

    /// The problem behind an error that came in the place of an answer, and the answer.
    pub(super) fn answer_to(&self, error: &actix_web::Error) -> (Problem, HttpResponse) {
        let bare = error.error_response();
        let problem = problem_behind(error, bare.status());
        let mut answer = self.render(&problem);
        keep(bare.headers(), answer.headers_mut());
        (problem, answer)
    }

    fn render(&self, problem: &Problem) -> HttpResponse {
        let mut response = HttpResponse::new(problem.status()).set_body(BoxBody::new(self.body(problem)));
        let headers = response.headers_mut();
        for (name, value) in HEADERS {
            headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
        }
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

    /// The problem document.
    pub(super) fn body(&self, problem: &Problem) -> Vec<u8> {
        let say = |words: &Words| self.language.say(words);
        let errors = problem
            .details
            .faults
            .iter()
            .take(FAULT_LIMIT)
            .map(|Fault { pointer, words }| FaultView { pointer: pointer.clone(), detail: say(words) });
        let view = ProblemView {
            kind: format!("/{}/problems/{}", self.service, problem.kind.slug()),
            title: say(&problem.kind.title),
            status: problem.kind.status,
            code: problem.code.to_owned(),
            detail: say(&problem.words()),
            errors: errors.collect(),
            trace_id: self.trace_id.clone(),
            members: problem.details.members.clone(),
        };
        serde_json::to_vec(&view).unwrap_or_default()
    }
}

/// The problem behind an error, also where actix itself refused.
fn problem_behind(error: &actix_web::Error, status: StatusCode) -> Problem {
    if let Some(problem) = error.as_error::<Problem>() {
        return problem.clone();
    }
    let kind = match status {
        StatusCode::NOT_FOUND => &kinds::NOT_FOUND,
        StatusCode::PAYLOAD_TOO_LARGE => &kinds::TOO_LARGE,
        status if status.is_client_error() => &kinds::MALFORMED,
        _ => {
            tracing::error!(%error, "request failed");
            &kinds::INTERNAL
        }
    };
    Problem::new(kind)
}

/// Takes over what middleware has said of an answer.
fn keep(from: &HeaderMap, to: &mut HeaderMap) {
    for name in KEPT {
        for value in from.get_all(&name) {
            to.append(name.clone(), value.clone());
        }
    }
}
