use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use haicap_kit::auth::Caller;
use haicap_kit::http::{Problem, kinds};
use haicap_types::{Role, Words};
use std::future::{Ready, ready};

/// Somebody who may read the directory: it is no secret to anybody who works here, but another service reads feeds
/// alone.
#[derive(Debug, Clone)]
pub struct Reader(pub Caller);

const FEEDS_ONLY: Words = Words::new(
    "Dịch vụ nội bộ chỉ được đọc nguồn sự kiện; hãy theo dõi danh mục qua nguồn sự kiện.",
    "A service reads feeds alone; follow the directory by the feed.",
);

impl FromRequest for Reader {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        ready(Caller::from_request(request, payload).into_inner().and_then(|caller| {
            if caller.roles.iter().any(|role| *role != Role::Service) {
                Ok(Self(caller))
            } else {
                Err(Problem::new(&kinds::FORBIDDEN).code("feeds_only").detail(FEEDS_ONLY))
            }
        }))
    }
}
