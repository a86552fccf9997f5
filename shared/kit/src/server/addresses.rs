//! What a service has at which address, and what is said where it has nothing.

use crate::http::{Problem, accepts, kinds};
use actix_web::http::Method;
use actix_web::{HttpMessage, HttpRequest, web};
use mime::Mime;
use serde_json::Value;

/// What is at the addresses of a service: its document's operations, and the pages beside them. It says what may be
/// asked before anything is asked.
#[derive(Debug, Default)]
pub(super) struct Addresses(Vec<Address>);

/// What is at an address.
#[derive(Debug)]
pub(super) struct Address {
    template: Vec<String>,
    methods: Vec<Method>,
    /// The forms in which it is read.
    forms: Vec<Mime>,
}

impl Addresses {
    /// The addresses of a service with this OpenAPI document.
    pub(super) fn of(service: &str, document: &Value) -> Self {
        let paths = document.get("paths").and_then(Value::as_object);
        let documented = paths.into_iter().flatten().map(|(path, item)| Address::documented(path, item));
        let pages = ["openapi.json", "docs", "docs/", "docs/{file}", "problems/{slug}"];
        let pages = pages.map(|page| Address::new(&format!("/{service}/{page}"), vec![Method::GET], Vec::new()));
        Self(documented.chain(pages).collect())
    }

    /// The address that a path means, as the router reads it: of several that match, the most literal one.
    pub(super) fn find(&self, path: &str) -> Option<&Address> {
        let path: Vec<&str> = path.split('/').collect();
        let matching = self.0.iter().filter(|address| matches(&address.template, &path));
        matching.min_by_key(|address| address.template.iter().filter(|part| part.starts_with('{')).count())
    }
}

impl Address {
    fn new(path: &str, mut methods: Vec<Method>, forms: Vec<Mime>) -> Self {
        if methods.contains(&Method::GET) {
            methods.push(Method::HEAD);
        }
        Self { template: path.split('/').map(str::to_owned).collect(), methods, forms }
    }

    fn documented(path: &str, item: &Value) -> Self {
        let methods = item.as_object().into_iter().flatten();
        let methods = methods.filter_map(|(name, _)| name.to_ascii_uppercase().parse().ok()).filter(is_known);
        let forms = item.pointer("/get/responses/200/content").and_then(Value::as_object).into_iter().flatten();
        Self::new(path, methods.collect(), forms.filter_map(|(form, _)| form.parse().ok()).collect())
    }

    /// Whether it is read in a form that the client takes. A file is of whatever type its content has; what is not read at
    /// all says so in its own way.
    pub(super) fn is_read_by(&self, request: &impl HttpMessage) -> bool {
        self.forms.is_empty()
            || self.forms.iter().any(|form| *form == mime::APPLICATION_OCTET_STREAM || accepts(request, form))
    }

    /// The forms in which it is read.
    pub(super) fn forms(&self) -> impl Iterator<Item = &str> {
        self.forms.iter().map(Mime::essence_str)
    }
}

/// 405 with `Allow` where the address exists, 404 where it does not.
///
/// # Errors
/// Always.
pub(super) async fn fallback(request: HttpRequest) -> Result<&'static str, Problem> {
    let addresses = request.app_data::<web::Data<Addresses>>();
    let Some(address) = addresses.and_then(|addresses| addresses.find(request.match_info().as_str())) else {
        return Err(Problem::not_found());
    };
    let allow: Vec<&str> = address.methods.iter().map(|method| method.as_str()).collect();
    Err(Problem::new(&kinds::METHOD_NOT_ALLOWED).header("Allow", allow.join(", ")))
}

fn is_known(method: &Method) -> bool {
    [Method::GET, Method::POST, Method::PUT, Method::PATCH, Method::DELETE].contains(method)
}

fn matches(template: &[String], path: &[&str]) -> bool {
    template.len() == path.len()
        && template
            .iter()
            .zip(path)
            .all(|(part, segment)| (part.starts_with('{') && !segment.is_empty()) || part == segment)
}
