use crate::telemetry::REQUEST_SPAN;
use actix_web::Error;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::http::header::HeaderMap;
use opentelemetry::propagation::Extractor;
use opentelemetry::trace::TraceContextExt;
use tracing::Span;
use tracing::field::Empty;
use tracing_actix_web::RootSpanBuilder;
use tracing_opentelemetry::OpenTelemetrySpanExt;

/// The span of a request, named as OpenTelemetry's conventions say. Neither the query, which may hold what somebody
/// searched for or a token that does not belong there, nor what a client claims of its own address gets into it.
pub(super) struct RequestSpan;

impl RootSpanBuilder for RequestSpan {
    fn on_request_start(request: &ServiceRequest) -> Span {
        let span = tracing::info_span!(
            REQUEST_SPAN,
            http.request.method = known_method(request.method()),
            url.path = request.path(),
            otel.kind = "server",
            trace_id = Empty,
        );
        let parent = opentelemetry::global::get_text_map_propagator(|propagator| {
            propagator.extract(&Headers(request.headers()))
        });
        // Fails only where no OpenTelemetry layer listens, and then there is nobody to tell.
        let _ = span.set_parent(parent);
        let trace_id = span.context().span().span_context().trace_id();
        span.record("trace_id", tracing::field::display(trace_id));
        span
    }

    fn on_request_end<B: MessageBody>(span: Span, outcome: &Result<ServiceResponse<B>, Error>) {
        // Attributes of the trace alone: no line of the log comes after them, and a field is written by reading all of
        // the span's fields again.
        let status = match outcome {
            Ok(response) => {
                if let Some(route) = response.request().match_pattern() {
                    span.set_attribute("http.route", route);
                }
                response.status()
            }
            Err(error) => error.as_response_error().status_code(),
        };
        span.set_attribute("http.response.status_code", i64::from(status.as_u16()));
    }
}

/// The method, if it is one that HTTP clients use; any other word is the client's own, and of any length.
pub(super) fn known_method(method: &Method) -> &'static str {
    const KNOWN: [&str; 7] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
    KNOWN.into_iter().find(|known| *known == method.as_str()).unwrap_or("other")
}

struct Headers<'a>(&'a HeaderMap);

impl Extractor for Headers<'_> {
    fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).and_then(|value| value.to_str().ok())
    }

    fn keys(&self) -> Vec<&str> {
        self.0.keys().map(|name| name.as_str()).collect()
    }
}
