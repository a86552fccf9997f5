use super::accept::{Representation, representation};
use super::export::{self, CellKind, Known};
use super::json::Spelling;
use super::listing::Listing;
use super::page::{Page, split};
use super::parameters::parse;
use super::places::Place;
use super::problem::Problem;
use super::reply::Reply;
use crate::auth::person;
use crate::host::Host;
use actix_web::dev::Payload;
use actix_web::web::Data;
use actix_web::{Either, FromRequest, HttpRequest, HttpResponse};
use haicap_types::Action;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::future::{Ready, ready};
use std::sync::Arc;
use utoipa::{IntoParams, ToSchema};

/// How every list is paged.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes two parameters that `List` reads itself")]
pub struct PageQuery {
    /// How many items a page has at most.
    #[param(minimum = 1, maximum = 200, default = 20)]
    limit: Option<u8>,
    /// Where to go on: the `next_cursor` of the page before, with the same filters.
    cursor: Option<String>,
}

/// A list without parameters but those of the page.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoFilter {}

/// A request for a list: filters, and what is wanted of it.
#[derive(Debug)]
pub struct List<T> {
    /// The filters.
    pub filter: T,
    /// A page of it, or all of them.
    pub pages: Pages,
}

/// What lists of a service offer to callers beside their items.
#[derive(Clone)]
pub struct Offers(Arc<Offer>);

/// What a request for a collection, which is named by the last part of its address, is offered.
type Offer = dyn Fn(&HttpRequest, &str) -> Vec<Action> + Send + Sync;

impl Offers {
    /// What `offer` says of a request for a collection, which is named by the last part of its address.
    pub fn new(offer: impl Fn(&HttpRequest, &str) -> Vec<Action> + Send + Sync + 'static) -> Self {
        Self(Arc::new(offer))
    }
}

/// What is wanted of a list.
#[derive(Debug)]
pub struct Pages {
    representation: Representation,
    first: Page,
    known: Known,
    actions: Vec<Action>,
    /// A file of all items takes a place until it is sent.
    place: Option<Place>,
}

/// The result of a list's handler: a page, or a file.
pub type ListAnswer = Result<Either<Reply, HttpResponse>, Problem>;

impl Pages {
    /// Whether CSV is wanted, of which the tables of the directory have a form of their own.
    #[must_use]
    pub fn are_csv(&self) -> bool {
        self.representation == Representation::Csv
    }

    /// In a table, the field that is a map has a column for each of these keys.
    #[must_use]
    pub fn spread(mut self, field: &'static str, keys: impl IntoIterator<Item = (String, CellKind)>) -> Self {
        self.known.spread = Some((field, keys.into_iter().collect()));
        self
    }

    /// In a table, the field that can hold anything holds this.
    #[must_use]
    pub fn tell(mut self, field: &'static str, kind: CellKind) -> Self {
        self.known.told = Some((field, kind));
        self
    }

    /// Answers with the page, or with a file of all pages, one read after the other while the client takes them.
    ///
    /// # Errors
    /// The first page's.
    pub async fn answer<V, P>(self, read: P) -> ListAnswer
    where
        V: Serialize + ToSchema + 'static,
        P: AsyncFn(&Page) -> Result<Listing<V>, Problem> + 'static,
    {
        if self.representation == Representation::Json {
            let mut listing = read(&self.first).await?;
            listing.view.actions = self.actions;
            return Ok(Either::Left(listing.into()));
        }
        let listing = read(&self.first).await?;
        let columns = export::columns::<V>(&self.known);
        let rest = export::Rest { page: self.first, read, _place: self.place };
        let file = match self.representation {
            Representation::Csv => export::csv(columns, listing, rest),
            Representation::Xlsx => export::xlsx(columns, listing, rest).await?,
            Representation::Ndjson | Representation::Json => export::ndjson(listing, rest),
        };
        Ok(Either::Right(file))
    }
}

impl<T: Serialize> From<Listing<T>> for Reply {
    fn from(listing: Listing<T>) -> Self {
        let reply = Self::ok(&listing.view);
        match listing.link {
            Some(link) => reply.header("Link", link),
            None => reply,
        }
    }
}

impl<T: DeserializeOwned> FromRequest for List<T> {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(read(request))
    }
}

/// The list that a request asks for.
pub(super) fn read<T: DeserializeOwned>(request: &HttpRequest) -> Result<List<T>, Problem> {
    let representation = representation(request);
    let (page, filters) = split(request)?;
    let filter = parse(&filters, Spelling::List)?;
    if representation == Representation::Json {
        let offers = request.app_data::<Data<Offers>>();
        let actions = offers.map(|offers| (offers.0)(request, page.name())).unwrap_or_default();
        let pages = Pages { representation, first: page, known: Known::default(), actions, place: None };
        return Ok(List { filter, pages });
    }
    let place = match (person(request), request.app_data::<Data<Host>>()) {
        (Ok(person), Some(host)) => Some(host.exports.take(&person)?),
        // Without a service around it nobody else wants the place.
        _ => None,
    };
    let (first, known, actions) = (page.for_an_export(), Known::default(), Vec::new());
    Ok(List { filter, pages: Pages { representation, first, known, actions, place } })
}
