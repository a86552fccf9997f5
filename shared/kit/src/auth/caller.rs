use crate::http::{Problem, kinds, single};
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use haicap_types::{Membership, OrganizationCode, Role, Words};
use std::future::{Ready, ready};
use std::sync::Arc;

/// Somebody whose token is good.
#[derive(Clone)]
pub struct Person {
    /// The provider's id of the person.
    pub subject: Arc<str>,
    /// The person's name; never logged.
    pub name: Arc<str>,
    /// The provider.
    pub issuer: Arc<str>,
    /// What the person may do, and for whom.
    pub memberships: Arc<[Membership]>,
    pub(super) not_before_s: i64,
    pub(super) expires_s: i64,
    pub(super) key_id: String,
    pub(super) token: Arc<str>,
}

/// A person acting for one organization.
#[derive(Debug, Clone)]
pub struct Caller {
    /// The person.
    pub person: Arc<Person>,
    /// The organization.
    pub organization: OrganizationCode,
    /// The person's roles in it.
    pub roles: Arc<[Role]>,
}

impl Person {
    /// The token, to relay it to a neighbour.
    #[must_use]
    pub fn token(&self) -> &str {
        &self.token
    }

    #[cfg(test)]
    pub(crate) fn of_test(subject: &str) -> Self {
        Self {
            subject: subject.into(),
            name: "".into(),
            issuer: "test".into(),
            memberships: Vec::new().into(),
            not_before_s: 0,
            expires_s: i64::MAX,
            key_id: String::new(),
            token: "".into(),
        }
    }

    /// Everybody that the person may act for.
    pub fn callers(self: &Arc<Self>) -> impl Iterator<Item = Caller> {
        self.memberships.iter().map(|membership| Caller {
            person: Arc::clone(self),
            organization: membership.org.clone(),
            roles: membership.roles.clone().into(),
        })
    }
}

/// Neither the name nor the token belongs into a log.
impl std::fmt::Debug for Person {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Person").field("subject", &self.subject).finish_non_exhaustive()
    }
}

impl Caller {
    /// Whether the caller has a role in the organization that is acted for.
    #[must_use]
    pub fn has(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    /// The organization that a request is made for, as its header or the only membership says.
    #[must_use]
    pub fn acting_for(request: &HttpRequest) -> Option<String> {
        Self::of(request).ok().map(|caller| caller.organization.to_string())
    }

    fn of(request: &HttpRequest) -> Result<Self, Problem> {
        let person = person(request)?;
        let named = single(request.headers(), "Acting-For")?.map(|code| code.to_str().unwrap_or_default());
        let membership = match (named, &*person.memberships) {
            (Some(code), all) => {
                all.iter().find(|membership| membership.org.as_str() == code).ok_or_else(|| not_yours(&person))?
            }
            (None, [only]) => only,
            (None, []) => return Err(not_yours(&person)),
            (None, _) => return Err(unnamed(&person)),
        };
        let (organization, roles) = (membership.org.clone(), membership.roles.clone().into());
        Ok(Self { person, organization, roles })
    }
}

/// The person whose token came with a request.
///
/// # Errors
/// 401 where none came.
pub(crate) fn person(request: &HttpRequest) -> Result<Arc<Person>, Problem> {
    let found = request.extensions().get::<Arc<Person>>().cloned();
    found.ok_or_else(|| Problem::new(&kinds::UNAUTHENTICATED))
}

/// The organizations that a person may act for.
fn choices(person: &Person) -> Vec<&str> {
    person.memberships.iter().map(|membership| membership.org.as_str()).collect()
}

fn unnamed(person: &Person) -> Problem {
    let choices = choices(person);
    let list = choices.join(", ");
    let words = Words::with(
        format!("Người dùng thuộc nhiều cơ quan: hãy ghi mã của một cơ quan vào tiêu đề Acting-For: {list}."),
        format!("The caller belongs to several organizations: name one in the header Acting-For: {list}."),
    );
    Problem::parameter("Acting-For", words).member("choices", choices.into())
}

fn not_yours(person: &Person) -> Problem {
    let words =
        Words::new("Người dùng không được thay mặt cơ quan này.", "The caller may not act for this organization.");
    Problem::new(&kinds::FORBIDDEN).code("acting_for").detail(words).member("choices", choices(person).into())
}

impl FromRequest for Caller {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Self::of(request))
    }
}

/// The person alone, for what answers for all of somebody's organizations.
impl FromRequest for Person {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(person(request).map(|person| (*person).clone()))
    }
}
