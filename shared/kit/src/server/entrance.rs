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

/// Lets in whoever has a good token and takes what may come.
///
/// # Errors
/// What is inside.
pub(super) async fn entrance(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let refused = match authenticate(&request).await {
        Ok(()) if is_taken(&request) => None,
        Ok(()) => Some(Problem::new(&kinds::NOT_ACCEPTABLE)),
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
    let token = token.filter(|token| !token.is_empty()).ok_or_else(|| unauthenticated(""))?;
    match host.verifier.verify(token, wall_seconds()).await {
        Ok(person) => {
            request.extensions_mut().insert(person);
            if let Some(connection) = request.request().conn_data::<Connection>() {
                connection.recognize();
            }
            Ok(())
        }
        Err(Unauthenticated::KeysUnavailable) => Err(Problem::unavailable()),
        Err(Unauthenticated::Refused(reason)) => {
            tracing::info!(reason, "token refused");
            Err(unauthenticated(", error=\"invalid_token\""))
        }
    }
}

/// Whether the client takes what may come. What is done is answered in JSON, what is read may have other forms, and that
/// nothing is there is told to everybody.
fn is_taken(request: &ServiceRequest) -> bool {
    accepts(request, &mime::APPLICATION_JSON)
        || request
            .app_data::<Data<Addresses>>()
            .and_then(|addresses| addresses.find(request.match_info().as_str()))
            .is_none_or(|address| request.method() == Method::GET && address.is_read_by(request))
}

fn unauthenticated(error: &str) -> Problem {
    Problem::new(&kinds::UNAUTHENTICATED).header("WWW-Authenticate", format!("Bearer realm=\"haicap\"{error}"))
}
