use crate::http::{Problem, kinds};
use actix_web::http::Method;
use actix_web::{HttpRequest, web};
use serde_json::Value;

/// Which methods each address of a document takes: what the router could not place is judged by it.
#[derive(Debug, Clone, Default)]
pub(super) struct Addresses(Vec<(Vec<String>, Vec<Method>)>);

impl Addresses {
    /// The addresses of an OpenAPI document.
    #[must_use]
    pub(super) fn of(document: &Value) -> Self {
        let paths = document.get("paths").and_then(Value::as_object);
        let addresses = paths.into_iter().flatten().map(|(path, item)| {
            let methods = item.as_object().into_iter().flatten();
            let mut methods: Vec<Method> =
                methods.filter_map(|(name, _)| name.to_ascii_uppercase().parse().ok()).filter(is_known).collect();
            if methods.contains(&Method::GET) {
                methods.push(Method::HEAD);
            }
            (path.split('/').map(str::to_owned).collect(), methods)
        });
        Self(addresses.collect())
    }

    /// The addresses of what is beside the interface: pages, which are read.
    #[must_use]
    pub(super) fn of_pages(service: &str) -> Self {
        let pages = ["openapi.json", "docs", "docs/", "docs/{file}", "problems/{slug}"]
            .map(|page| format!("/{service}/{page}"));
        let read = |page: &String| (page.split('/').map(str::to_owned).collect(), vec![Method::GET, Method::HEAD]);
        Self(pages.iter().map(read).collect())
    }

    /// The methods of the address that a path means: of several that match, the most literal one.
    fn methods(&self, path: &str) -> &[Method] {
        let path: Vec<&str> = path.split('/').collect();
        let matching = self.0.iter().filter(|(template, _)| matches(template, &path));
        let parameters = |template: &[String]| template.iter().filter(|part| part.starts_with('{')).count();
        matching.min_by_key(|(template, _)| parameters(template)).map_or(&[], |(_, methods)| methods)
    }
}

/// 405 with `Allow` where the address exists, 404 where it does not.
///
/// # Errors
/// Always.
pub(super) async fn fallback(request: HttpRequest) -> Result<&'static str, Problem> {
    let addresses = request.app_data::<web::Data<Addresses>>();
    let methods = addresses.map(|addresses| addresses.methods(request.path())).unwrap_or_default();
    if methods.is_empty() {
        return Err(Problem::not_found());
    }
    let allow: Vec<&str> = methods.iter().map(|method| method.as_str()).collect();
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
