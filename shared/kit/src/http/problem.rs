use actix_web::http::StatusCode;
use actix_web::{HttpResponse, ResponseError};
pub use haicap_types::Fault;
use haicap_types::{Faults, LastChange, Vocabulary, Words};
use serde::Serialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::kinds::{self, Kind};
use crate::db::Failure;

/// Why a request was not carried out.
#[derive(Debug, Clone)]
pub struct Problem {
    /// The family.
    pub kind: &'static Kind,
    /// A stable word for programs, finer than the family.
    pub code: &'static str,
    /// The rest, apart so that a result that may be a problem stays small.
    pub details: Box<Details>,
}

/// What a problem says beside its family.
#[derive(Debug, Clone, Default)]
pub struct Details {
    /// What is wrong this time.
    pub words: Option<Words>,
    /// Every place of the request that is wrong.
    pub faults: Vec<Fault>,
    /// Further members of the answer.
    pub members: Map<String, Value>,
    /// Response headers that belong to the problem.
    pub headers: Vec<(&'static str, String)>,
}

impl Problem {
    /// A problem of a family, without detail.
    #[must_use]
    pub fn new(kind: &'static Kind) -> Self {
        Self { kind, code: kind.code, details: Box::default() }
    }

    /// Says what is wrong this time.
    #[must_use]
    pub fn detail(mut self, detail: Words) -> Self {
        self.details.words = Some(detail);
        self
    }

    /// Gives the problem a finer code than its family.
    #[must_use]
    pub fn code(mut self, code: &'static str) -> Self {
        self.code = code;
        self
    }

    /// Names the places that are wrong.
    #[must_use]
    pub fn faults(mut self, faults: Vec<Fault>) -> Self {
        self.details.faults = faults;
        self
    }

    /// Adds a member to the answer.
    #[must_use]
    pub fn member(mut self, name: &str, value: Value) -> Self {
        self.details.members.insert(name.to_owned(), value);
        self
    }

    /// Adds a header to the answer.
    #[must_use]
    pub fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.details.headers.push((name, value.into()));
        self
    }

    /// Adds the address of the resource that stands in the way, and that the caller sees.
    #[must_use]
    pub fn href(self, address: impl Into<String>) -> Self {
        self.member("href", Value::String(address.into()))
    }

    /// The address answers in other forms than those that are asked for; in these.
    #[must_use]
    pub fn not_acceptable<'f>(forms: impl IntoIterator<Item = &'f str>) -> Self {
        let forms = forms.into_iter().collect::<Vec<_>>().join(", ");
        Self::new(&kinds::NOT_ACCEPTABLE).detail(Words::with(
            format!("Địa chỉ này chỉ trả lời bằng: {forms}."),
            format!("This address answers only in: {forms}."),
        ))
    }

    /// What was sent is of another media type than the address takes.
    #[must_use]
    pub fn unsupported(words: Words) -> Self {
        Self::new(&kinds::UNSUPPORTED_MEDIA_TYPE).detail(words)
    }

    /// What is wrong this time. A problem that names one place says what is wrong there; one of which nothing more is
    /// known, what its family means.
    #[must_use]
    pub fn words(&self) -> Words {
        match (&self.details.words, self.details.faults.as_slice()) {
            (Some(words), _) => words.clone(),
            (None, [Fault { pointer, words }]) if !pointer.is_empty() => {
                Words::with(format!("{pointer}: {}", words.vi), format!("{pointer}: {}", words.en))
            }
            (None, [Fault { words, .. }]) => words.clone(),
            (None, _) => self.kind.explanation.clone(),
        }
    }

    /// Not there, or not the caller's to know.
    #[must_use]
    pub fn not_found() -> Self {
        Self::new(&kinds::NOT_FOUND)
    }

    /// One query parameter is malformed.
    #[must_use]
    pub fn parameter(name: &str, words: Words) -> Self {
        Self::new(&kinds::MALFORMED).faults(vec![Fault::new(name, words)])
    }

    /// One place of the body is understood and wrong.
    #[must_use]
    pub fn invalid(pointer: &str, words: Words) -> Self {
        Self::new(&kinds::INVALID).faults(vec![Fault::new(pointer, words)])
    }

    /// One place of the body is understood and wrong, for a reason that programs know.
    #[must_use]
    pub fn unfit(pointer: &str, code: &'static str, words: Words) -> Self {
        Self::invalid(pointer, words.clone()).code(code).detail(words)
    }

    /// The request is sound, but not now; these acts would be possible.
    #[must_use]
    pub fn not_now<A: Vocabulary>(code: &'static str, words: Words, legal: impl IntoIterator<Item = A>) -> Self {
        let legal: Vec<&str> = legal.into_iter().map(Vocabulary::word).collect();
        Self::new(&kinds::CONFLICT).code(code).detail(words).member("legal_actions", legal.into())
    }

    /// Something inside failed: the cause goes to the log, here and only here, and never to the caller.
    #[must_use]
    pub fn internal(cause: &(dyn std::error::Error + 'static)) -> Self {
        tracing::error!(error = cause, "request failed");
        Self::new(&kinds::INTERNAL)
    }

    /// The database, or a neighbour, cannot answer now.
    #[must_use]
    pub fn unavailable() -> Self {
        Self::new(&kinds::UNAVAILABLE).header("Retry-After", "2")
    }

    /// The status as actix knows it.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        StatusCode::from_u16(self.kind.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code)
    }
}

impl std::error::Error for Problem {}

impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        self.status()
    }

    /// The body is written by the edge, which knows the caller's language.
    fn error_response(&self) -> HttpResponse {
        HttpResponse::new(self.status())
    }
}

impl From<Faults> for Problem {
    /// 422 with every fault.
    fn from(faults: Faults) -> Self {
        Self::new(&kinds::INVALID).faults(faults.into_iter().collect())
    }
}

impl From<diesel::result::Error> for Problem {
    fn from(error: diesel::result::Error) -> Self {
        match Failure::of(&error) {
            Failure::Fault => Self::internal(&error),
            failure => {
                tracing::warn!(%error, ?failure, "the database cannot answer now");
                Self::unavailable()
            }
        }
    }
}

/// The answer for every status that is not 2xx or 304 (RFC 9457).
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Problem)]
pub struct ProblemView {
    /// The family of the problem, with a page behind it; relative to the origin.
    #[serde(rename = "type")]
    pub kind: String,
    /// What the problem is called, in the language of the request.
    #[schema(example = "Không tìm thấy")]
    pub title: String,
    /// The HTTP status.
    #[schema(example = 404)]
    pub status: u16,
    /// A stable word for programs, finer than the family.
    #[schema(example = "not_found")]
    pub code: String,
    /// What is wrong this time and what to do about it, in the language of the request.
    #[schema(example = "Không có đối tượng này, hoặc người dùng không được biết đến nó.")]
    pub detail: String,
    /// Every place of the request that is wrong.
    pub errors: Vec<FaultView>,
    /// The id under which the request stands in the logs.
    #[schema(example = "0af7651916cd43dd8448eb211c80319c")]
    pub trace_id: String,
    /// What only some problems have.
    #[serde(flatten)]
    #[schema(ignore)]
    pub members: Map<String, Value>,
}

/// What only some problems have: the document has these among the members of a problem.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "describes members that problems add one by one")]
pub(crate) struct ProblemMembers {
    /// 409: what the caller can do with the resource now.
    #[schema(required = false, example = json!(["acknowledge"]))]
    legal_actions: Vec<String>,
    /// 409: the address of the resource that stands in the way, such as the draft that is there already.
    #[schema(required = false)]
    href: String,
    /// 412: the version that the resource has now.
    #[schema(required = false, example = 8)]
    current_version: i64,
    /// 412: what gave the resource that version; absent where it is nothing that the log of events tells, such as a
    /// change of a draft.
    #[schema(required = false)]
    last_change: LastChange,
    /// Where `Acting-For` is missing or wrong: the organizations that it may name.
    #[schema(required = false, example = json!(["BTC", "TT"]))]
    choices: Vec<String>,
    /// Of `unread_warnings`: the codes of the warnings that were not acknowledged.
    #[schema(required = false)]
    warnings: Vec<String>,
}

/// One place of a request that is wrong.
#[derive(Debug, Serialize, ToSchema)]
pub struct FaultView {
    /// A JSON pointer into the body, or the name of a query parameter or header.
    #[schema(example = "/title")]
    pub pointer: String,
    /// What is wrong there, in the language of the request.
    #[schema(example = "Trường này còn thiếu.")]
    pub detail: String,
}
