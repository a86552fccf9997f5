//! What a service that knows the directory needs to answer.

use crate::{Creation, LiveDirectory};
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};
use haicap_kit::auth::Caller;
use haicap_kit::events::Follower;
use haicap_kit::http::{Language, Offers};
use haicap_kit::worker::Worker;
use haicap_kit::{Clock, Host, Prepared};
use haicap_types::{Action, Actor, Method, Reason, local_date};
use std::sync::Arc;

impl LiveDirectory {
    /// What a service that knows the directory needs to answer. `creations`, `workers` and `followers` are its own.
    #[must_use]
    pub fn prepared(
        self: &Arc<Self>,
        host: &Arc<Host>,
        creations: &'static [Creation],
        mut workers: Vec<Worker>,
        followers: Vec<Follower>,
    ) -> Prepared {
        workers.push(self.worker());
        let data = web::Data::from(Arc::clone(self));
        let creations = Creations::new(host, self, creations);
        let offers = web::Data::new(creations.clone().offers());
        let creations = web::Data::new(creations);
        Prepared {
            sees: self.sees_events(host),
            configure: Arc::new(move |config| {
                config.app_data(data.clone()).app_data(creations.clone()).app_data(offers.clone());
            }),
            workers,
            followers,
        }
    }
}

/// The collections of a service that can be added to, and what says by whom.
#[derive(Clone)]
pub(crate) struct Creations {
    service: &'static str,
    all: &'static [Creation],
    live: Arc<LiveDirectory>,
    clock: Clock,
}

impl Creations {
    pub(crate) fn new(host: &Host, live: &Arc<LiveDirectory>, all: &'static [Creation]) -> Self {
        Self { service: host.service, all, live: Arc::clone(live), clock: host.clock.clone() }
    }

    /// What a caller may create, and why not the rest.
    pub(crate) fn of(&self, caller: &Caller, language: Language) -> Vec<Action> {
        self.all.iter().map(|one| self.action(one, caller, language)).collect()
    }

    /// What lists offer: to add to them.
    pub(crate) fn offers(self) -> Offers {
        Offers::new(move |request: &HttpRequest, collection: &str| {
            let creation = self.all.iter().find(|one| one.collection == collection);
            let caller = Caller::from_request(request, &mut Payload::None).into_inner().ok();
            let language = Language::of(request.headers());
            creation.zip(caller).map(|(one, caller)| self.action(one, &caller, language)).into_iter().collect()
        })
    }

    fn action(&self, creation: &Creation, caller: &Caller, language: Language) -> Action {
        let (directory, today) = (self.live.snapshot(), local_date(self.clock.now()));
        let denial = (creation.right)(&Actor::from(caller), &directory, today).err();
        Action {
            name: "create".into(),
            is_allowed: denial.is_none(),
            method: Method::Post,
            href: format!("/{}/v1/{}", self.service, creation.collection),
            needs_if_match: false,
            takes_body: true,
            reason: denial.map(|denial| Reason { code: denial.code().into(), detail: language.say(&denial.words()) }),
        }
    }
}
