//! Health and metrics, on a listener of their own that is not for the public.

use crate::db::Statement;
use crate::events::{Follow, FollowState};
use crate::host::Host;
use crate::worker::{Stopping, WorkHealth, WorkState};
use actix_web::{HttpResponse, get, web};
use chrono::Utc;
use diesel::sql_types::Bool;
use haicap_types::Instant;
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use serde::Serialize;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

/// How long the database may take to show that it is there.
const DATABASE_DEADLINE: Duration = Duration::from_secs(2);

/// How often the samples of the metrics are taken stock of.
const UPKEEP: Duration = Duration::from_secs(5);

/// What the operations listener knows of a service.
#[derive(Clone)]
pub(super) struct Operated {
    /// The service.
    pub(super) host: Arc<Host>,
    /// What it follows.
    pub(super) followers: Vec<Follow>,
    /// How its work beside requests fares.
    pub(super) work: Vec<Arc<WorkHealth>>,
}

/// Whether new requests are still welcome.
#[derive(Debug, Default)]
pub(super) struct Draining(AtomicBool);

impl Draining {
    /// From now on readiness says no.
    pub(super) fn begin(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    fn has_begun(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

#[derive(Serialize)]
struct Readiness {
    service: &'static str,
    is_ready: bool,
    database: &'static str,
    followers: Vec<FollowerView>,
    workers: Vec<WorkView>,
}

/// How a follower fares. A copy that is behind is served all the same.
#[derive(Serialize)]
struct FollowerView {
    source: &'static str,
    state: &'static str,
    caught_up_at: Option<Instant>,
}

impl FollowerView {
    fn of(follow: &Follow) -> Self {
        let status = follow.status();
        Self { source: follow.source(), state: status.state.word(), caught_up_at: status.caught_up_at.map(Instant) }
    }
}

/// How work beside requests fares. None of it makes a process unready: requests are answered all the same, and another
/// replica's work would fail for the same reason.
#[derive(Serialize)]
struct WorkView {
    name: &'static str,
    state: &'static str,
    failing_since: Option<Instant>,
    error: Option<&'static str>,
}

impl WorkView {
    fn of(work: &WorkHealth) -> Self {
        let (state, failing_since, error) = match work.state() {
            WorkState::Starting => ("starting", None, None),
            WorkState::Ok => ("ok", None, None),
            WorkState::Failing { since, class } => ("failing", Some(Instant(since)), Some(class)),
            WorkState::Ended { class } => ("ended", None, class),
        };
        Self { name: work.worker(), state, failing_since, error }
    }
}

/// The process runs.
#[get("/health/live")]
async fn live() -> HttpResponse {
    HttpResponse::Ok().json(serde_json::json!({ "is_live": true }))
}

/// Requests can be answered: the database is there, and the service is not ending.
#[get("/health/ready")]
async fn ready(operated: web::Data<Vec<Operated>>, draining: web::Data<Draining>) -> HttpResponse {
    let mut services = Vec::new();
    for service in operated.iter() {
        services.push(readiness(service).await);
    }
    let is_ready = !draining.has_begun() && services.iter().all(|service| service.is_ready);
    let status = if is_ready { HttpResponse::Ok() } else { HttpResponse::ServiceUnavailable() };
    let mut status = status;
    status.json(serde_json::json!({ "is_ready": is_ready, "services": services }))
}

/// Prometheus metrics, written on a thread where nobody who asks for health waits behind them.
#[get("/metrics")]
async fn metrics_text(operated: web::Data<Vec<Operated>>) -> HttpResponse {
    for service in operated.iter() {
        let (size, idle) = service.host.database.pool_status();
        let name = service.host.service;
        metrics::gauge!("db_pool_connections", "service" => name).set(count(size));
        metrics::gauge!("db_pool_idle_connections", "service" => name).set(count(idle));
        metrics::gauge!("event_log_head", "service" => name).set(position(service.host.log.position()));
        service.followers.iter().for_each(|follow| measure(name, follow));
    }
    match web::block(|| recorder().render()).await {
        Ok(text) => HttpResponse::Ok().content_type("text/plain; version=0.0.4").body(text),
        Err(_) => HttpResponse::ServiceUnavailable().finish(),
    }
}

/// The routes of the operations listener.
pub(super) fn routes(config: &mut web::ServiceConfig) {
    config.service(live).service(ready).service(metrics_text);
}

/// The process's metrics.
pub fn recorder() -> &'static PrometheusHandle {
    static RECORDER: OnceLock<PrometheusHandle> = OnceLock::new();
    const SECONDS: &[f64] = &[0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0];
    RECORDER.get_or_init(|| {
        let builder = PrometheusBuilder::new();
        let builder = match builder.set_buckets_for_metric(Matcher::Suffix("_seconds".to_owned()), SECONDS) {
            Ok(builder) => builder,
            Err(_) => PrometheusBuilder::new(),
        };
        let recorder = builder.build_recorder();
        let handle = recorder.handle();
        // A test that starts two services in one process has the first one's recorder.
        let _ = metrics::set_global_recorder(recorder);
        handle
    })
}

/// Takes stock of the samples that requests leave, which otherwise stay in memory until somebody asks for the metrics.
pub(super) async fn keep_up(stopping: Stopping) {
    while !stopping.is_stopping() {
        recorder().run_upkeep();
        tokio::select! {
            () = tokio::time::sleep(UPKEEP) => {}
            () = stopping.wait() => {}
        }
    }
}

async fn readiness(service: &Operated) -> Readiness {
    // Named here alone: in scope everywhere, it would take `load` away from the atomics.
    use diesel_async::RunQueryDsl;
    let asked = service.host.database.read(async |mut db| {
        Statement::<(Bool,)>::new("select exists (select from event_log)").get_result::<(bool,)>(&mut db).await
    });
    let there = matches!(tokio::time::timeout(DATABASE_DEADLINE, asked).await, Ok(Ok((true,))));
    Readiness {
        service: service.host.service,
        is_ready: there,
        database: if there { "up" } else { "down" },
        followers: service.followers.iter().map(FollowerView::of).collect(),
        workers: service.work.iter().map(|work| WorkView::of(work)).collect(),
    }
}

/// Whether a follower stopped for good, and for how long it has not known that it had applied everything.
fn measure(service: &'static str, follow: &Follow) {
    let (source, status) = (follow.source(), follow.status());
    let has_diverged = if status.state == FollowState::Diverged { 1.0 } else { 0.0 };
    metrics::gauge!("follower_diverged", "service" => service, "source" => source).set(has_diverged);
    let lag = match (status.state, status.caught_up_at) {
        (FollowState::NotConfigured | FollowState::UpToDate, _) => Some(Duration::ZERO),
        (_, Some(at)) => (Utc::now() - at).to_std().ok(),
        (_, None) => None,
    };
    metrics::gauge!("follower_lag_seconds", "service" => service, "source" => source)
        .set(lag.map_or(f64::INFINITY, |lag| lag.as_secs_f64()));
}

fn count(number: usize) -> f64 {
    u32::try_from(number).map_or(f64::INFINITY, f64::from)
}

fn position(number: i64) -> f64 {
    // A gauge is a float; positions stay far below 2^53.
    i32::try_from(number).map_or_else(|_| number.to_string().parse().unwrap_or(f64::INFINITY), f64::from)
}
