//! What a service has at which address, and what is said where it has nothing.

use crate::http::{Fault, Problem, accepts, kinds};
use actix_web::http::Method;
use actix_web::{HttpMessage, HttpRequest, web};
use haicap_types::Words;
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
    /// The parameters of what changes something, by the method.
    parameters: Vec<(Method, Vec<String>)>,
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
        Self { template: path.split('/').map(str::to_owned).collect(), methods, forms, parameters: Vec::new() }
    }

    fn documented(path: &str, item: &Value) -> Self {
        let operations = item.as_object().into_iter().flatten().filter_map(|(name, operation)| {
            let method = name.to_ascii_uppercase().parse().ok().filter(is_known)?;
            Some((method, operation))
        });
        let methods = operations.clone().map(|(method, _)| method);
        let parameters = operations.map(|(method, operation)| (method, parameters(operation)));
        let parameters = parameters.filter(|(method, _)| *method != Method::GET).collect();
        let forms = item.pointer("/get/responses/200/content").and_then(Value::as_object).into_iter().flatten();
        let forms = forms.filter_map(|(form, _)| form.parse().ok());
        Self { parameters, ..Self::new(path, methods.collect(), forms.collect()) }
    }

    /// Expects what changes something to be asked for with its own parameters alone: who tries it out with `dry_run` where
    /// it knows none would have it done.
    ///
    /// # Errors
    /// 400 with every other parameter.
    pub(super) fn expect_parameters(&self, method: &Method, query: &str) -> Result<(), Problem> {
        let Some((_, known)) = self.parameters.iter().find(|(of, _)| of == method) else { return Ok(()) };
        let unknown = form_urlencoded::parse(query.as_bytes()).filter(|(name, _)| known.iter().all(|one| one != name));
        let unknown: Vec<Fault> = unknown.map(|(name, _)| Fault::new(name, no_parameter(known))).collect();
        if unknown.is_empty() { Ok(()) } else { Err(Problem::new(&kinds::MALFORMED).faults(unknown)) }
    }

    /// Whether it is read in a form that the client takes. A file is of whatever type its content has; what is not read at
    /// all says so in its own way.
    pub(super) fn is_read_by(&self, request: &impl HttpMessage) -> bool {
        self.forms.is_empty() || self.forms.iter().any(|form| *form == mime::STAR_STAR || accepts(request, form))
    }

    /// The forms in which it is read.
    pub(super) fn forms(&self) -> impl Iterator<Item = &str> {
        self.forms.iter().map(Mime::essence_str)
    }
}

/// The parameters that stand in the query of an operation.
fn parameters(operation: &Value) -> Vec<String> {
    let all = operation.get("parameters").and_then(Value::as_array).into_iter().flatten();
    let in_query = all.filter(|parameter| parameter.get("in") == Some(&Value::from("query")));
    in_query.filter_map(|parameter| parameter.get("name")?.as_str().map(str::to_owned)).collect()
}

fn no_parameter(known: &[String]) -> Words {
    if known.is_empty() {
        return Words::new("Thao tác này không nhận tham số nào.", "This act takes no parameters.");
    }
    let known = known.join(", ");
    Words::with(
        format!("Không có tham số này; chỉ có: {known}."),
        format!("There is no such parameter; there are: {known}."),
    )
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
