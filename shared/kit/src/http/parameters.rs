use super::kinds;
use super::problem::{Fault, Problem};
use actix_web::dev::Payload;
use actix_web::http::header::{HeaderMap, HeaderValue};
use actix_web::{FromRequest, HttpRequest};
use haicap_types::Words;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::future::{Ready, ready};
use utoipa::IntoParams;

/// Query parameters; unknown ones are refused if the type says `deny_unknown_fields`, as all of ours do.
#[derive(Debug)]
pub struct Query<T>(pub T);

impl<T: DeserializeOwned> FromRequest for Query<T> {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(parse(request.query_string()).map(Self))
    }
}

/// Whether an act is only tried.
#[derive(Debug, Clone, Copy, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DryRun {
    /// `true`: everything is checked and computed, the answer is what the act would answer, and nothing is changed.
    #[serde(default)]
    #[param(default = false)]
    pub dry_run: bool,
}

pub(super) fn parse<T: DeserializeOwned>(query: &str) -> Result<T, Problem> {
    // No database can be asked about it.
    if let Some((name, _)) = form_urlencoded::parse(query.as_bytes()).find(|(_, value)| value.contains('\0')) {
        return Err(Problem::parameter(&name, Words::new("Có ký tự NUL.", "It holds a NUL.")));
    }
    let pairs = serde_urlencoded::Deserializer::new(form_urlencoded::parse(query.as_bytes()));
    serde_path_to_error::deserialize(pairs).map_err(|error| {
        let name = error.path().to_string();
        let name = if name == "." { String::new() } else { name };
        let words = Words::with("Tham số lạ hoặc sai kiểu.".to_owned(), format!("{}.", error.inner()));
        Problem::new(&kinds::MALFORMED).faults(vec![Fault::new(name, words)])
    })
}

/// The value of a header that is sent once at most.
///
/// # Errors
/// 400 where it is sent twice: no rule says which of two values counts.
pub(crate) fn single<'h>(headers: &'h HeaderMap, name: &str) -> Result<Option<&'h HeaderValue>, Problem> {
    let mut values = headers.get_all(name);
    let first = values.next();
    if values.next().is_some() {
        let words = Words::new("Tiêu đề này chỉ được gửi một lần.", "This header is sent once at most.");
        return Err(Problem::parameter(name, words));
    }
    Ok(first)
}

/// Path parameters. A segment that cannot be an id addresses nothing, so it is 404 and not 400.
#[derive(Debug)]
pub struct Path<T>(pub T);

impl<T: DeserializeOwned> FromRequest for Path<T> {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        // Nor does what no database can be asked about.
        if request.uri().path().contains("%00") {
            return ready(Err(Problem::not_found()));
        }
        ready(request.match_info().load().map(Self).map_err(|_| Problem::not_found()))
    }
}
