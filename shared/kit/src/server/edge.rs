//! What happens to every request on its way in and out.

use super::answer::Answer;
use super::connection::Connection;
use super::problems::Asked;
use super::span::known_method;
use crate::http::{Problem, kinds};
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::error::InternalError;
use actix_web::http::header::{
    CACHE_CONTROL, CONTENT_LENGTH, HeaderValue, TRANSFER_ENCODING, VARY, X_CONTENT_TYPE_OPTIONS,
};
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::Next;
use std::time::{Duration, Instant};

/// How long a request may take in all: longer than the longest poll.
const REQUEST_DEADLINE: Duration = Duration::from_secs(30);

/// The size of all header fields together.
const HEADER_LIMIT_BYTES: usize = 16 * 1024;

/// The route of what addresses nothing, in the metrics and the log.
const NO_ROUTE: &str = "unknown";

/// Writes problems in the caller's language, and measures.
///
/// # Errors
/// Only where no request is left to answer, as after the deadline; the error carries the finished answer.
pub(super) async fn edge(
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let started = Instant::now();
    let under_way = request.request().conn_data::<Connection>().map(Connection::begin);
    let method = known_method(request.method());
    let asked = Asked::of(&request);
    if request.method() == Method::HEAD {
        // Whatever answers GET answers HEAD; actix leaves out the body by the method that it read.
        request.head_mut().method = Method::GET;
    }
    let mut response = match next.call(request).await {
        Ok(response) => asked.answer(response.map_into_boxed_body()),
        Err(error) => {
            let (problem, answer) = asked.answer_to(&error);
            measure(method, NO_ROUTE.to_owned(), answer.status(), started);
            return Err(InternalError::from_response(problem, answer).into());
        }
    };
    let headers = response.headers_mut();
    if !headers.contains_key(CACHE_CONTROL) {
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    }
    headers.append(VARY, HeaderValue::from_static("Authorization, Acting-For, Accept, Accept-Language"));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    let route = response.request().match_pattern().unwrap_or_else(|| NO_ROUTE.to_owned());
    measure(method, route, response.status(), started);
    Ok(response.map_body(|_, body| Answer::paced(body, under_way)))
}

/// Refuses what no handler should see, and runs what is inside within a time.
///
/// # Errors
/// What is inside; and 503 when it takes too long.
pub(super) async fn admission(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    match admit(&request) {
        Ok(()) => match tokio::time::timeout(REQUEST_DEADLINE, next.call(request)).await {
            Ok(outcome) => outcome.map(ServiceResponse::map_into_boxed_body),
            Err(_) => Err(Problem::unavailable().into()),
        },
        Err(problem) => Ok(request.error_response(problem)),
    }
}

fn admit(request: &ServiceRequest) -> Result<(), Problem> {
    let size: usize = request.headers().iter().map(|(name, value)| name.as_str().len() + value.len() + 4).sum();
    if size + request.uri().path_and_query().map_or(0, |target| target.as_str().len()) > HEADER_LIMIT_BYTES {
        return Err(Problem::new(&kinds::HEADERS_TOO_LARGE).header("Connection", "close"));
    }
    if request.headers().contains_key(CONTENT_LENGTH) && request.headers().contains_key(TRANSFER_ENCODING) {
        // Whoever stands before us may have believed the other one (RFC 9112, section 6.1).
        return Err(Problem::new(&kinds::MALFORMED).header("Connection", "close"));
    }
    Ok(())
}

/// Every label is of a closed set: what a client makes up must not become a series.
fn measure(method: &'static str, route: String, status: StatusCode, started: Instant) {
    let duration = started.elapsed();
    if status.is_server_error() {
        // At a level that every filter lets through that lets the cause through.
        let (status, duration_ms) = (status.as_u16(), duration.as_millis());
        if status == 500 {
            tracing::error!(http.route = route, status, duration_ms, "answered with a server error");
        } else {
            tracing::warn!(http.route = route, status, duration_ms, "answered with a server error");
        }
    }
    metrics::histogram!(
        "http_server_request_duration_seconds",
        "method" => method,
        "route" => route,
        "status" => status.as_str().to_owned(),
    )
    .record(duration.as_secs_f64());
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_cors::Cors;
    use actix_web::body::to_bytes;
    use actix_web::middleware::from_fn;
    use actix_web::test::{TestRequest, init_service, try_call_service};
    use actix_web::{App, HttpResponse};
    use serde_json::Value;

    async fn breaks_off(
        _: ServiceRequest,
        _: Next<impl MessageBody + 'static>,
    ) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
        Err(Problem::unavailable().into())
    }

    #[actix_web::test]
    async fn what_breaks_off_is_a_problem_that_a_page_may_read() {
        let app = App::new()
            .wrap(from_fn(breaks_off))
            .wrap(Cors::default().allowed_origin("https://front.example"))
            .wrap(from_fn(edge));
        let request = TestRequest::get().insert_header(("origin", "https://front.example")).to_request();
        let error = try_call_service(&init_service(app).await, request).await.map(drop).unwrap_err();
        let answer: HttpResponse = error.error_response();
        assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(answer.headers().get("retry-after").unwrap(), "2");
        assert_eq!(answer.headers().get("access-control-allow-origin").unwrap(), "https://front.example");
        let body: Value = serde_json::from_slice(&to_bytes(answer.into_body()).await.unwrap()).unwrap();
        assert_eq!(body["code"], "unavailable");
    }
}
