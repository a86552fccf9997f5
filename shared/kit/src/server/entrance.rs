//! Who comes into `/{service}/v1`. It stands behind the router, so that whatever is routed there has passed it, however
//! its address is spelt.

use super::addresses::Addresses;
use super::connection::Connection;
use crate::auth::{Unauthenticated, wall_seconds};
use crate::host::Host;
use crate::http::{Problem, accepts, kinds};
use actix_web::HttpMessage;
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::http::header::AUTHORIZATION;
use actix_web::middleware::Next;
use actix_web::web::Data;
use haicap_types::Words;

/// Lets in whoever has a good token and takes what may come.
///
/// # Errors
/// What is inside.
pub(super) async fn entrance(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let refused = match authenticate(&request).await {
        Ok(()) => expect_taken(&request).err(),
        Err(problem) => Some(problem),
    };
    match refused {
        None => next.call(request).await.map(ServiceResponse::map_into_boxed_body),
        Some(problem) => Ok(request.error_response(problem)),
    }
}

/// Leaves the person in the request, for the handler's `Caller`.
async fn authenticate(request: &ServiceRequest) -> Result<(), Problem> {
    let host = request.app_data::<Data<Host>>().ok_or_else(Problem::not_found)?;
    let mut lines = request.headers().get_all(AUTHORIZATION);
    let token = match (lines.next(), lines.next()) {
        (Some(line), None) => line.to_str().ok().and_then(|line| {
            let (scheme, token) = line.split_once(' ')?;
            scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
        }),
        _ => None,
    };
    let token = token.filter(|token| !token.is_empty()).ok_or_else(|| unauthenticated("", NO_TOKEN))?;
    match host.verifier.verify(token, wall_seconds()).await {
        Ok(person) => {
            request.extensions_mut().insert(person);
            if let Some(connection) = request.request().conn_data::<Connection>() {
                connection.recognize();
            }
            Ok(())
        }
        Err(Unauthenticated::KeysUnavailable) => Err(Problem::unavailable()),
        Err(Unauthenticated::Expired) => Err(unauthenticated(INVALID, EXPIRED).code("token_expired")),
        Err(Unauthenticated::Refused(reason)) => {
            tracing::info!(reason, "token refused");
            Err(unauthenticated(INVALID, NOT_GOOD).code("token_invalid"))
        }
    }
}

/// Whether the client takes what may come. What is done is answered in JSON, what is read in the forms that the document
/// names; a file is of whatever type its content has, and that nothing is there is told to everybody.
fn expect_taken(request: &ServiceRequest) -> Result<(), Problem> {
    const JSON: &str = "application/json";
    let path = request.match_info().as_str();
    let address = request.app_data::<Data<Addresses>>().and_then(|addresses| addresses.find(path));
    match address {
        None => Ok(()),
        Some(address) if request.method() == Method::GET && !address.is_read_by(request) => {
            Err(Problem::not_acceptable(address.forms()))
        }
        Some(_) if request.method() != Method::GET && !accepts(request, &mime::APPLICATION_JSON) => {
            Err(Problem::not_acceptable([JSON]))
        }
        Some(address) => address.expect_parameters(request.method(), request.query_string()),
    }
}

/// What `WWW-Authenticate` says of a token that is not taken (RFC 6750, section 3.1).
const INVALID: &str = ", error=\"invalid_token\"";

const NO_TOKEN: Words = Words::new(
    "Thiếu mã truy cập: hãy gửi đúng một tiêu đề Authorization dạng Bearer.",
    "The access token is missing: send one header Authorization with a Bearer token.",
);
const EXPIRED: Words = Words::new(
    "Mã truy cập đã hết hạn; hãy lấy mã mới rồi gửi lại yêu cầu.",
    "The access token has expired; get a new one and repeat the request.",
);
const NOT_GOOD: Words = Words::new(
    "Mã truy cập không hợp lệ ở đây; hãy đăng nhập lại.",
    "The access token is not valid here; sign in again.",
);

fn unauthenticated(error: &str, words: Words) -> Problem {
    let header = format!("Bearer realm=\"haicap\"{error}");
    Problem::new(&kinds::UNAUTHENTICATED).detail(words).header("WWW-Authenticate", header)
}
