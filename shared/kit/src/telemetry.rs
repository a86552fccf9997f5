//! Logs and traces.

use opentelemetry::trace::TracerProvider as _;
use opentelemetry_sdk::propagation::TraceContextPropagator;
use opentelemetry_sdk::trace::SdkTracerProvider;
use std::io::IsTerminal;
use tracing::Subscriber;
use tracing_subscriber::filter::{FilterExt, LevelFilter, filter_fn};
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::layer::Filter;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::registry::LookupSpan;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{EnvFilter, Layer, Registry, fmt};

/// What a service logs where `RUST_LOG` does not say otherwise.
pub const SERVICE_LOG: &str = "info,actix_server=warn";

/// The name of the span in which a request is answered.
pub(crate) const REQUEST_SPAN: &str = "request";

/// The target of what is noted about who read what.
pub const ACCESS_LOG: &str = "access";

/// What becomes of the access log.
#[derive(Clone, Copy)]
enum AccessLog {
    /// It is written whatever the filter says.
    Kept,
    /// It is filtered like everything else.
    Filtered,
}

/// Sets up logs: readable on a terminal, one JSON object a line elsewhere, on standard error. `RUST_LOG` filters, else
/// `filter` does; the access log is kept whatever they say.
///
/// Safe to call twice.
pub fn start(filter: &str) {
    set_up(filter, AccessLog::Kept);
}

/// Sets up logs of a program that itself tells the person at the terminal what it does: warnings and errors alone,
/// unless `RUST_LOG` asks for more.
///
/// Safe to call twice.
pub fn start_quietly() {
    set_up("warn", AccessLog::Filtered);
}

fn set_up(filter: &str, access_log: AccessLog) {
    opentelemetry::global::set_text_map_propagator(TraceContextPropagator::new());
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(filter));
    let filter = with_requests(filter, access_log);
    let log = if std::io::stderr().is_terminal() {
        fmt::layer().with_writer(std::io::stderr).with_target(false).boxed()
    } else {
        lines(std::io::stderr).boxed()
    };
    // A second call finds the first one's subscriber in place, and that is the one that counts.
    let _ = subscriber(log.with_filter(filter)).try_init();
}

/// Has panics logged like everything else: one line that the log's readers can parse. What catches them knows less.
pub fn log_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let message = panic.payload_as_str().unwrap_or_default();
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(message, place, "panicked");
    }));
}

/// Traces, and a log. Each request has a span with an id that answers name, however little is logged; without a tracer
/// provider the id would be zero.
fn subscriber(log: impl Layer<Registry> + Send + Sync) -> impl Subscriber + Send + Sync {
    let tracer = SdkTracerProvider::builder().build().tracer("haicap");
    let traces = tracing_opentelemetry::layer().with_tracer(tracer).with_filter(LevelFilter::INFO);
    tracing_subscriber::registry().with(log).with(traces)
}

/// A filter that also lets through the spans of requests, and the access log where it is kept: an error's line names
/// its request however little is logged, and who reads by oversight leaves a line.
fn with_requests<S: Subscriber>(filter: EnvFilter, access_log: AccessLog) -> impl Filter<S> {
    let is_kept = filter_fn(move |metadata| match metadata.is_span() {
        true => metadata.name() == REQUEST_SPAN,
        false => matches!(access_log, AccessLog::Kept) && metadata.target() == ACCESS_LOG,
    });
    is_kept.with_max_level_hint(LevelFilter::INFO).or(filter)
}

/// One JSON object a line, whatever is in it.
fn lines<S, W>(writer: W) -> impl Layer<S>
where
    S: Subscriber + for<'span> LookupSpan<'span>,
    W: for<'writer> MakeWriter<'writer> + 'static,
{
    fmt::layer().json().flatten_event(true).with_writer(writer)
}

#[cfg(test)]
mod tests {
    use super::*;
    use opentelemetry::trace::TraceContextExt;
    use std::sync::{Arc, Mutex, PoisonError};
    use tracing_opentelemetry::OpenTelemetrySpanExt;

    #[derive(Clone, Default)]
    struct Kept(Arc<Mutex<Vec<u8>>>);

    impl std::io::Write for Kept {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.lock().unwrap_or_else(PoisonError::into_inner).write(bytes)
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    impl Kept {
        fn lines(&self) -> Vec<serde_json::Value> {
            let bytes = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
            let text = String::from_utf8(bytes).unwrap();
            text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
        }
    }

    #[test]
    fn the_line_of_an_error_names_its_request_and_the_access_log_is_kept_whatever_the_filter() {
        for filter in ["trace", "info", "warn", "error", "haicap_kit::telemetry=error", "off,haicap_kit=error"] {
            let kept = Kept::default();
            let writer = kept.clone();
            let filtered = with_requests(EnvFilter::new(filter), AccessLog::Kept);
            let log = lines(move || writer.clone()).with_filter(filtered);
            tracing::subscriber::with_default(subscriber(log), || {
                let span = tracing::info_span!(REQUEST_SPAN, url.path = "/directives/v1/me", trace_id = "0af7");
                let _entered = span.enter();
                let _within = tracing::info_span!("step").entered();
                tracing::error!("request failed");
                tracing::info!(target: ACCESS_LOG, "read by oversight");
            });
            let logged = kept.lines();
            assert_eq!(logged.len(), 2, "{filter}");
            assert_eq!(logged[1]["message"], "read by oversight", "{filter}");
            let request = logged[0]["spans"].as_array().unwrap().iter().find(|span| span["name"] == REQUEST_SPAN);
            let request = request.unwrap_or_else(|| panic!("{filter}: {}", logged[0]));
            assert_eq!((&request["url.path"], &request["trace_id"]), (&"/directives/v1/me".into(), &"0af7".into()));
        }
    }

    #[test]
    fn who_is_told_by_the_program_itself_is_shown_warnings_and_errors_alone() {
        for (filter, expected) in [("warn", 1), ("info", 3)] {
            let kept = Kept::default();
            let writer = kept.clone();
            let filtered = with_requests(EnvFilter::new(filter), AccessLog::Filtered);
            let log = lines(move || writer.clone()).with_filter(filtered);
            tracing::subscriber::with_default(subscriber(log), || {
                tracing::info!(target: ACCESS_LOG, "listed by oversight");
                tracing::info!("it listens");
                tracing::warn!("work waits to be done");
            });
            let logged = kept.lines();
            assert_eq!(logged.len(), expected, "{filter}");
            assert_eq!(logged[expected - 1]["message"], "work waits to be done", "{filter}");
        }
    }

    #[test]
    fn a_request_has_an_id_though_nothing_is_logged() {
        let log = fmt::layer().with_writer(std::io::sink).with_filter(EnvFilter::new("warn"));
        tracing::subscriber::with_default(subscriber(log), || {
            let span = tracing::info_span!(REQUEST_SPAN);
            assert!(span.context().span().span_context().is_valid());
        });
    }

    #[test]
    fn h38_what_is_logged_stays_in_one_valid_line() {
        let kept = Kept::default();
        let writer = kept.clone();
        let registry = tracing_subscriber::registry().with(lines(move || writer.clone()));
        let hostile = ["a\nb", "a\r\n{\"level\":\"ERROR\"}", "\u{1b}[31m", "\u{2028}", "\0", "\"}", "\\"];
        tracing::subscriber::with_default(registry, || {
            for text in hostile {
                let span = tracing::info_span!("request", http.target = %text);
                let _entered = span.enter();
                tracing::info!(user_agent = %text, error = ?text, "{text}");
            }
        });
        let logged = kept.lines();
        assert_eq!(logged.len(), hostile.len());
        for (line, text) in logged.iter().zip(hostile) {
            let seen = (&line["message"], &line["user_agent"], &line["span"]["http.target"], &line["level"]);
            assert_eq!(seen, (&text.into(), &text.into(), &text.into(), &"INFO".into()));
            assert!(!line.to_string().chars().any(char::is_control), "{line}");
        }
    }
}
