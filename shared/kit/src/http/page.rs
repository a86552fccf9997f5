use super::listing::{Listing, ListingView};
use super::problem::Problem;
use crate::auth::Caller;
use crate::db::{Database, Db};
use actix_web::HttpRequest;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, NaiveDate, Utc};
use diesel::result::QueryResult;
use haicap_types::{Words, is_in_range};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// The page that a list answers with when nobody says otherwise.
const DEFAULT_LIMIT: usize = 20;

/// The largest page.
const LIMIT: usize = 200;

/// The pages that an export is read in.
const EXPORT_LIMIT: usize = 1000;

/// The longest query string.
const QUERY_LIMIT_BYTES: usize = 8 * 1024;

/// Which part of a list is wanted.
#[derive(Debug)]
pub struct Page {
    /// How many items.
    pub limit: usize,
    is_of_an_export: bool,
    after: Option<serde_json::Value>,
    scope: String,
    path: String,
    query: Vec<(String, String)>,
}

#[derive(Serialize, Deserialize)]
struct Cursor<K> {
    /// What the cursor belongs to: this caller's organization, this address, these filters.
    s: String,
    /// The sort key of the last item.
    k: K,
}

impl Page {
    /// The sort key after which the page begins.
    ///
    /// # Errors
    /// The cursor holds something else.
    pub fn after<K: DeserializeOwned>(&self) -> Result<Option<K>, Problem> {
        self.after.clone().map(|key| serde_json::from_value(key).map_err(|_| damaged())).transpose()
    }

    /// How many rows to read: one more than the page, to know whether there is a next one.
    #[must_use]
    pub const fn rows(&self) -> usize {
        self.limit + 1
    }

    /// Reads the page's rows, and what belongs to them. The long pages of an export keep no short ones waiting.
    pub async fn read<T>(&self, database: &Database, ask: impl AsyncFn(Db<'_>) -> QueryResult<T>) -> QueryResult<T> {
        if self.is_of_an_export { database.read_at_length(ask).await } else { database.read(ask).await }
    }

    /// Cuts what was read to the page and says where to go on.
    #[must_use]
    pub fn cut<T, K: Serialize>(&self, mut rows: Vec<T>, key: impl Fn(&T) -> K) -> (Vec<T>, Option<String>) {
        let more = rows.len() > self.limit;
        rows.truncate(self.limit);
        let next = rows.last().filter(|_| more).and_then(|last| {
            let cursor = Cursor { s: self.scope.clone(), k: key(last) };
            serde_json::to_vec(&cursor).ok().map(|bytes| URL_SAFE_NO_PAD.encode(bytes))
        });
        (rows, next)
    }

    /// The page, ready to be answered.
    #[must_use]
    pub fn list<T>(&self, items: Vec<T>, next_cursor: Option<String>) -> Listing<T> {
        let link = next_cursor.as_ref().map(|cursor| {
            let mut query = self.query.clone();
            query.push(("limit".to_owned(), self.limit.to_string()));
            query.push(("cursor".to_owned(), cursor.clone()));
            let query = serde_urlencoded::to_string(query).unwrap_or_default();
            format!("<{}?{query}>; rel=\"next\"", self.path)
        });
        Listing { view: ListingView { items, next_cursor, actions: Vec::new() }, link }
    }

    /// A page with nothing on it, which is the last one.
    #[must_use]
    pub fn empty<T>(&self) -> Listing<T> {
        self.list(Vec::new(), None)
    }

    /// The filters by which the list was asked for, as they stand in a query string.
    #[must_use]
    pub fn filters(&self) -> String {
        serde_urlencoded::to_string(&self.query).unwrap_or_default()
    }

    /// Whether it becomes part of a file.
    #[must_use]
    pub const fn is_of_an_export(&self) -> bool {
        self.is_of_an_export
    }

    /// The last part of its address.
    pub(super) fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or_default()
    }

    /// The first of the pages that an export is made of, whatever page was asked for.
    pub(super) fn for_an_export(self) -> Self {
        Self { limit: EXPORT_LIMIT, is_of_an_export: true, after: None, ..self }
    }

    /// The page that begins at a cursor.
    ///
    /// # Errors
    /// The cursor is not this list's.
    pub(super) fn at(self, cursor: &str) -> Result<Self, Problem> {
        Ok(Self { after: Some(open(cursor, &self.scope)?), ..self })
    }
}

/// The page that a request asks for, and its other parameters.
pub(super) fn split(request: &HttpRequest) -> Result<(Page, String), Problem> {
    let query = request.query_string();
    if query.len() > QUERY_LIMIT_BYTES {
        return Err(Problem::parameter("", Words::new("Chuỗi truy vấn quá dài.", "The query string is too long.")));
    }
    let pairs: Vec<(String, String)> = serde_urlencoded::from_str(query).map_err(|_| {
        Problem::parameter("", Words::new("Chuỗi truy vấn không đọc được.", "The query string cannot be read."))
    })?;
    let mut limit = None;
    let mut cursor = None;
    let mut filters = Vec::new();
    for (name, value) in pairs {
        match name.as_str() {
            "limit" if limit.is_none() => limit = Some(value),
            "cursor" if cursor.is_none() => cursor = Some(value),
            "limit" | "cursor" => return Err(Problem::parameter(&name, TWICE)),
            _ => filters.push((name, value)),
        }
    }
    let limit = limit.map_or(Ok(DEFAULT_LIMIT), |text| match text.parse::<usize>() {
        Ok(limit @ 1..=LIMIT) => Ok(limit),
        _ => Err(Problem::parameter("limit", Words::new("limit phải từ 1 đến 200.", "limit must be from 1 to 200."))),
    })?;
    let scope = scope(request, &filters);
    let after = cursor.map(|cursor| open(&cursor, &scope)).transpose()?;
    let rest = serde_urlencoded::to_string(&filters).unwrap_or_default();
    Ok((Page { limit, is_of_an_export: false, after, scope, path: request.path().to_owned(), query: filters }, rest))
}

/// A cursor is good for the caller's organization, the address and the filters that it was made for.
fn scope(request: &HttpRequest, filters: &[(String, String)]) -> String {
    let mut sorted: Vec<_> = filters.iter().collect();
    sorted.sort();
    let acting = Caller::acting_for(request).unwrap_or_default();
    let text = format!("{}\n{acting}\n{sorted:?}", request.path());
    let sum = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, text.as_bytes());
    URL_SAFE_NO_PAD.encode(sum.as_ref().get(..6).unwrap_or_default())
}

fn open(text: &str, scope: &str) -> Result<serde_json::Value, Problem> {
    let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| damaged())?;
    let cursor: Cursor<serde_json::Value> = serde_json::from_slice(&bytes).map_err(|_| damaged())?;
    if cursor.s == scope && is_storable(&cursor.k) { Ok(cursor.k) } else { Err(damaged()) }
}

/// Cursors are not signed: whoever makes one up gets a page of what that caller sees anyway, but nothing may reach the
/// database that it cannot hold.
fn is_storable(key: &serde_json::Value) -> bool {
    match key {
        serde_json::Value::String(text) => {
            let date = text.parse::<NaiveDate>().ok();
            let moment = text.parse::<DateTime<Utc>>().ok();
            !text.contains('\0')
                && date.is_none_or(is_in_range)
                && moment.is_none_or(|moment| is_in_range(moment.date_naive()))
        }
        serde_json::Value::Array(parts) => parts.iter().all(is_storable),
        serde_json::Value::Object(parts) => parts.values().all(is_storable),
        _ => true,
    }
}

const TWICE: Words = Words::new("Tham số chỉ được ghi một lần.", "The parameter may appear only once.");

fn damaged() -> Problem {
    Problem::parameter(
        "cursor",
        Words::new(
            "cursor bị hỏng hoặc thuộc về bộ lọc, địa chỉ hay cơ quan khác.",
            "The cursor is damaged, or belongs to other filters, another address or another organization.",
        ),
    )
}
