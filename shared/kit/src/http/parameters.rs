use super::json::{Json, Spelling, read};
use super::kinds;
use super::problem::Problem;
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
        ready(parse(request.query_string(), Spelling::Query).map(Self))
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

pub(super) fn parse<T: DeserializeOwned>(query: &str, spelling: Spelling) -> Result<T, Problem> {
    let pairs = form_urlencoded::parse(query.as_bytes());
    let pairs: Vec<(String, String)> = pairs.map(|(name, value)| (name.into_owned(), value.into_owned())).collect();
    // No database can be asked about it.
    if let Some((name, _)) = pairs.iter().find(|(_, value)| value.contains('\0')) {
        return Err(Problem::parameter(name, Words::new("Có ký tự NUL.", "It holds a NUL.")));
    }
    let mut json = Json::Object(pairs.into_iter().map(|(name, value)| (name, Json::Text(value))).collect());
    read(&mut json, spelling).map_err(|faults| Problem::new(&kinds::MALFORMED).faults(faults))
}

/// The value of a header that is sent once at most.
///
/// # Errors
/// 400 where it is sent twice: no rule says which of two values counts.
pub(crate) fn single<'h>(headers: &'h HeaderMap, name: &str) -> Result<Option<&'h HeaderValue>, Problem> {
    let mut values = headers.get_all(name);
    let first = values.next();
    if values.next().is_some() {
        let words = Words::new("Tiêu đề này chỉ được gửi một lần.", "This header may appear only once.");
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

#[cfg(test)]
mod tests {
    use super::*;
    use haicap_types::DayKind;
    use serde::Deserialize;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only read")]
    struct Asked {
        name: String,
        kind: Option<DayKind>,
        #[serde(default)]
        is_late: bool,
        least: Option<i16>,
    }

    #[test]
    fn h43_a_parameter_is_missing_or_unknown_or_says_what_it_takes() {
        let faults = |query: &str| {
            let faults =
                parse::<Asked>(query, Spelling::List).err().map(|problem| problem.details.faults).unwrap_or_default();
            faults.iter().map(|fault| format!("{} {:#}", fault.pointer, fault.words)).collect::<Vec<_>>()
        };
        assert_eq!(faults("name=&kind=holiday&is_late=true&least=-5"), Vec::<String>::new());
        assert_eq!(
            faults("kind=feast&is_late=1&least=1.5&colour=red&least=2"),
            [
                "least Mỗi tham số chỉ được ghi một lần.",
                "kind Chỉ nhận: holiday, in_lieu, swap_off, makeup_workday.",
                "is_late Chỉ nhận: true, false.",
                "least Phải là số nguyên từ -32768 đến 32767.",
                "colour Không có tham số này; chỉ có: name, kind, is_late, least, limit, cursor.",
                "name Thiếu tham số này.",
            ]
        );
    }
}
