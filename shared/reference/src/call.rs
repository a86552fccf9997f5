use crate::{Known, Reader};
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};
use haicap_kit::Host;
use haicap_kit::auth::{Caller, Person};
use haicap_kit::http::{Language, Problem, kinds};
use haicap_kit::telemetry::ACCESS_LOG;
use haicap_types::{Instant, Named, OrganizationCode, PersonView, Role, Signature, SignatureView, Words};
use std::future::{Ready, ready};
use std::sync::Arc;
use uuid::Uuid;

/// Roles whose holders read what their organization sees. Another service of ours sees feeds alone, an operator no
/// business of the city.
const READERS: &[Role] =
    &[Role::Leader, Role::Coordinator, Role::Officer, Role::Inspector, Role::Auditor, Role::Integration];

/// A caller with what every handler needs: the directory as the caller sees it, and the language of the answer.
pub struct Call {
    /// Who calls, and for whom.
    pub caller: Caller,
    /// The directory, the date, and what the caller's organization sees.
    pub known: Known,
    /// The language of reasons.
    pub language: Language,
    /// The service.
    pub host: Arc<Host>,
}

impl Call {
    /// A code with its names.
    #[must_use]
    pub fn named(&self, code: &OrganizationCode) -> Named {
        self.known.directory.named(code)
    }

    /// A person, by the subject of the token.
    #[must_use]
    pub fn person(&self, subject: &str) -> PersonView {
        let known = self.host.people.person(subject);
        let caller = &self.caller.person;
        // Whoever acts for the first time is known once that is done.
        if known.name.is_none() && *caller.subject == *subject {
            return PersonView { name: Some(caller.name.to_string()), ..known };
        }
        known
    }

    /// Who did something, and when.
    #[must_use]
    pub fn signature(&self, signature: &Signature) -> SignatureView {
        SignatureView { by: self.person(&signature.by), at: Instant(signature.at) }
    }

    /// Leaves a line in the access log where somebody reads, by oversight only, what belongs to another organization.
    pub fn note_oversight<'a>(
        &self,
        noun: &'static str,
        id: Uuid,
        concerned: impl IntoIterator<Item = &'a OrganizationCode>,
    ) {
        if concerned.into_iter().any(|code| self.known.sight.is_own(code)) {
            return;
        }
        let (subject, organization) = (&self.caller.person.subject, &self.caller.organization);
        tracing::info!(target: ACCESS_LOG, %subject, %organization, noun, %id, "read by oversight");
    }

    /// Leaves one line in the access log for a page that holds, by oversight alone, what is not the caller's own: how many
    /// items, and by which filters they were found. `items` are the organizations that each of them concerns.
    pub fn note_oversight_of_page<'a, C>(&self, noun: &'static str, filters: &str, items: impl IntoIterator<Item = C>)
    where
        C: IntoIterator<Item = &'a OrganizationCode>,
    {
        let is_foreign = |concerned: C| !concerned.into_iter().any(|code| self.known.sight.is_own(code));
        let count = items.into_iter().filter_map(|one| is_foreign(one).then_some(())).count();
        if count == 0 {
            return;
        }
        let (subject, organization) = (&self.caller.person.subject, &self.caller.organization);
        tracing::info!(target: ACCESS_LOG, %subject, %organization, noun, filters, count, "listed by oversight");
    }

    /// Whether the caller sees something that concerns these organizations.
    pub fn sees<'a>(&self, concerned: impl IntoIterator<Item = &'a OrganizationCode>) -> bool {
        concerned.into_iter().any(|code| self.known.sight.sees(code))
    }
}

impl Call {
    /// Whether the caller's organization has ended. Its people may go on reading what it did; what it owed and received is
    /// its successors' to act on.
    fn acts_for_the_past(&self) -> bool {
        let own = self.known.directory.get(&self.caller.organization);
        own.and_then(|body| body.valid_to).is_some_and(|last| last < self.known.today)
    }
}

impl FromRequest for Call {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        ready(call(request, payload))
    }
}

fn call(request: &HttpRequest, payload: &mut Payload) -> Result<Call, Problem> {
    let caller = Caller::from_request(request, payload).into_inner()?;
    if !is_reader(&caller) {
        return Err(not_a_reader());
    }
    let call = compose(request, caller)?;
    if request.method().is_safe() || !call.acts_for_the_past() { Ok(call) } else { Err(ended()) }
}

/// A call about reference data, which everybody who works here may read, an operator too.
pub struct ReferenceCall(pub Call);

impl FromRequest for ReferenceCall {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let reader = Reader::from_request(request, payload).into_inner();
        ready(reader.and_then(|Reader(caller)| compose(request, caller)).map(Self))
    }
}

/// One call for each organization that the person may act for, or for the one that `Acting-For` names: what answers
/// for all of them asks for this.
pub struct Calls(pub Vec<Call>);

impl FromRequest for Calls {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        if request.headers().contains_key("acting-for") {
            return ready(call(request, payload).map(|call| Self(vec![call])));
        }
        ready(calls(request, payload))
    }
}

fn calls(request: &HttpRequest, payload: &mut Payload) -> Result<Calls, Problem> {
    let person = Arc::new(Person::from_request(request, payload).into_inner()?);
    let calls: Vec<Call> =
        person.callers().filter(is_reader).map(|caller| compose(request, caller)).collect::<Result<_, _>>()?;
    if calls.is_empty() { Err(not_a_reader()) } else { Ok(Calls(calls)) }
}

fn compose(request: &HttpRequest, caller: Caller) -> Result<Call, Problem> {
    let host = request.app_data::<web::Data<Host>>().ok_or_else(Problem::unavailable)?;
    let known = Known::of(request, &caller.organization)?;
    Ok(Call { caller, known, language: Language::of(request.headers()), host: Arc::clone(host) })
}

fn ended() -> Problem {
    Problem::new(&kinds::FORBIDDEN).code("organization_ended").detail(Words::new(
        "Cơ quan này đã kết thúc hoạt động; chỉ còn xem được hồ sơ cũ. Hãy nhân danh cơ quan kế thừa.",
        "This organization has ended; what it did can still be read. Act for its successor.",
    ))
}

fn is_reader(caller: &Caller) -> bool {
    caller.roles.iter().any(|role| READERS.contains(role))
}

fn not_a_reader() -> Problem {
    Problem::new(&kinds::FORBIDDEN).code("not_your_role").detail(Words::new(
        "Vai trò này không được xem văn bản, nhiệm vụ và báo cáo.",
        "This role may not read directives, assignments or reports.",
    ))
}
