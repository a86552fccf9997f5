use crate::auth::Caller;
use crate::events::{Feed, FeedFilter, Titles, read_feed};
use crate::host::{Host, SeesEvents};
use crate::http::{Answer, Problem, Query, Reply};
use crate::worker::Stopping;
use actix_web::{get, web};
use haicap_types::{FeedPage, Instant, Role, Words};
use serde::Deserialize;
use std::time::Duration;
use utoipa::IntoParams;

/// The most events in one answer.
const LIMIT: i64 = 200;

/// The longest wait.
const WAIT_LIMIT_S: u64 = 20;

/// The longest `subject`.
const SUBJECT_LIMIT_CHARS: usize = 200;

/// The most prefixes in `kinds`.
const KIND_LIMIT: usize = 32;

/// Where to read, and what.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct EventsQuery {
    /// Where to go on: the `next_cursor` of the answer before; `latest` for what comes from now on; absent for the
    /// beginning of the log.
    after: Option<String>,
    /// Read backwards, the latest first: `latest` from the end of the log; the `next_cursor` of the answer before to go on.
    #[param(example = "latest")]
    before: Option<String>,
    /// Only what happened to this thing: `{noun}/{id}`, as in `subject`.
    #[param(max_length = 200)]
    subject: Option<String>,
    /// Only what happened at this moment or later.
    #[param(value_type = Option<Instant>)]
    since: Option<Instant>,
    /// Prefixes of kinds, separated by commas, such as `directives.assignment.`; absent for all.
    kinds: Option<String>,
    /// How many events at most.
    #[param(minimum = 1, maximum = 200, default = 100)]
    limit: Option<i64>,
    /// How many seconds to wait for the first event (long poll).
    #[param(minimum = 0, maximum = 20, default = 0)]
    wait: Option<u64>,
}

/// Get events
///
/// Events in the order of their positions, as CloudEvents 1.0; only those that concern organizations that the caller
/// sees. `before=latest` reads them from the end backwards. No event is skipped or reordered, whatever order changes commit in. A cursor that does not belong to the log
/// as it is now, because the log was restored or replaced, is answered with 409 `log_diverged`. One caller may have 20
/// requests waiting at once.
#[utoipa::path(
    tag = "events",
    params(EventsQuery),
    responses((status = 200, description = "A stretch of the log.", body = FeedPage))
)]
#[get("/events")]
pub(crate) async fn list_events(
    caller: Caller,
    host: web::Data<Host>,
    sees: web::Data<SeesEvents>,
    titles: web::Data<FeedTitles>,
    stopping: web::Data<Stopping>,
    query: Query<EventsQuery>,
) -> Answer {
    let EventsQuery { after, before, subject, since, kinds, limit, wait } = query.0;
    let cursor = |name, text: &str| {
        text.parse().map_err(|_| Problem::parameter(name, Words::new("Vị trí đọc bị hỏng.", "The cursor is damaged.")))
    };
    let from = match (after.as_deref(), before.as_deref()) {
        (Some(_), Some(_)) => return Err(Problem::parameter("before", ONE_WAY)),
        (None, None) => Feed::Beginning,
        (Some("latest"), None) => Feed::Latest,
        (Some(text), None) => Feed::After(cursor("after", text)?),
        (None, Some("latest")) => Feed::Backwards,
        (None, Some(text)) => Feed::Before(cursor("before", text)?),
    };
    let kinds: Vec<String> = kinds.iter().flat_map(|kinds| kinds.split(',')).map(str::to_owned).collect();
    if kinds.len() > KIND_LIMIT {
        return Err(Problem::parameter("kinds", Words::new("Tối đa 32 loại.", "At most 32 kinds are allowed.")));
    }
    if !kinds.iter().flat_map(|kind| kind.bytes()).all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte)) {
        return Err(Problem::parameter("kinds", NOT_A_KIND));
    }
    if subject.as_ref().is_some_and(|subject| subject.chars().count() > SUBJECT_LIMIT_CHARS) {
        return Err(Problem::parameter("subject", TOO_LONG));
    }
    let limit = limit.unwrap_or(100);
    if !(1..=LIMIT).contains(&limit) {
        return Err(Problem::parameter("limit", NOT_A_LIMIT));
    }
    let wait = wait.unwrap_or(0);
    if wait > WAIT_LIMIT_S {
        return Err(Problem::parameter("wait", NOT_A_WAIT));
    }
    if wait > 0 && before.is_some() {
        return Err(Problem::parameter("wait", NOT_WITH_BEFORE));
    }
    let since = since.map(|since| since.0);
    let filter = FeedFilter { kinds, subject, since, limit, wait: Duration::from_secs(wait) };
    let places = if caller.has(Role::Service) { &host.follower_polls } else { &host.long_polls };
    let _place = (wait > 0).then(|| places.take(&caller.person)).transpose()?;
    let sight = sees(&caller);
    let page = async |filter: &FeedFilter| read_feed(&host, titles.0, &from, filter, &sight).await;
    let page = tokio::select! {
        page = page(&filter) => page?,
        // Waiting requests are answered, or the shutdown would wait for them.
        () = stopping.wait() => page(&FeedFilter { wait: Duration::ZERO, ..filter.clone() }).await?,
    };
    Ok(Reply::ok(&page))
}

/// How the things of the service are called.
pub(crate) struct FeedTitles(pub(crate) &'static [Titles]);

const ONE_WAY: Words = Words::new("Chỉ dùng một trong hai: after hoặc before.", "Use one of the two: after or before.");

const TOO_LONG: Words = Words::new("Tối đa 200 ký tự.", "At most 200 characters are allowed.");

const NOT_A_LIMIT: Words = Words::new("limit phải từ 1 đến 200.", "limit must be from 1 to 200.");

const NOT_A_WAIT: Words = Words::new("wait phải từ 0 đến 20 giây.", "wait must be from 0 to 20 seconds.");

const NOT_WITH_BEFORE: Words = Words::new("Không dùng wait cùng với before.", "`wait` cannot be used with `before`.");

const NOT_A_KIND: Words = Words::new(
    "Tên loại sự kiện chỉ được có chữ cái không dấu, chữ số, dấu chấm, gạch nối và gạch dưới.",
    "A kind must have only letters, digits, dots, hyphens and underscores.",
);
