use super::body::XLSX;
use actix_web::http::header::{ACCEPT, Accept, Header, Quality};
use actix_web::{HttpMessage, HttpRequest};
use mime::Mime;

/// The forms in which a list can be wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Representation {
    /// A page, as JSON.
    Json,
    /// Every row, as CSV.
    Csv,
    /// Every item, as JSON in lines of their own.
    Ndjson,
    /// Every row, as a workbook.
    Xlsx,
}

/// One JSON text on each line.
pub(crate) const NDJSON: &str = "application/x-ndjson";

/// The form that a client wants most; a page, if it has no preference.
pub(super) fn representation(request: &HttpRequest) -> Representation {
    match preferred(request, &["application/json", "text/csv", NDJSON, XLSX]) {
        Some("text/csv") => Representation::Csv,
        Some(NDJSON) => Representation::Ndjson,
        Some(XLSX) => Representation::Xlsx,
        _ => Representation::Json,
    }
}

/// Which of these types a client wants most; of equal ones the first. None where it takes none of them.
#[must_use]
pub fn preferred<'a>(request: &HttpRequest, kinds: &[&'a str]) -> Option<&'a str> {
    let judged = kinds.iter().rev().filter_map(|kind| Some((*kind, quality(request, &kind.parse().ok()?))));
    // The last of several equal ones is the first of the list.
    judged.filter(|(_, quality)| *quality > Quality::ZERO).max_by_key(|(_, quality)| *quality).map(|(kind, _)| kind)
}

/// Whether a client takes an answer of this type.
pub(crate) fn accepts(request: &impl HttpMessage, kind: &Mime) -> bool {
    quality(request, kind) > Quality::ZERO
}

/// How much a client wants a type: the most specific range of `Accept` that it falls into decides (RFC 9110, section
/// 12.5.1). A header that cannot be read names nothing.
fn quality(request: &impl HttpMessage, kind: &Mime) -> Quality {
    if !request.headers().contains_key(ACCEPT) {
        return Quality::MAX;
    }
    let Ok(Accept(ranges)) = Accept::parse(request) else { return Quality::ZERO };
    let specificity = |range: &Mime| match (range.type_(), range.subtype()) {
        (mime::STAR, mime::STAR) => Some(0),
        (group, mime::STAR) if group == kind.type_() => Some(1),
        (group, member) if (group, member) == (kind.type_(), kind.subtype()) => Some(2),
        _ => None,
    };
    let fitting = ranges.iter().filter_map(|range| Some((specificity(&range.item)?, range.quality)));
    fitting.max_by_key(|(specificity, _)| *specificity).map_or(Quality::ZERO, |(_, quality)| quality)
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::test::TestRequest;

    #[test]
    fn the_most_specific_range_decides() {
        for (accept, takes_json, form) in [
            ("*/*", true, Representation::Json),
            ("application/*", true, Representation::Json),
            ("Application/JSON; charset=utf-8", true, Representation::Json),
            ("text/csv", false, Representation::Csv),
            ("text/csv, application/json;q=0.5", true, Representation::Csv),
            ("text/csv;q=0.5, */*", true, Representation::Json),
            ("application/json;q=0, */*", false, Representation::Csv),
            ("application/x-ndjson, text/csv;q=0.9", false, Representation::Ndjson),
            (XLSX, false, Representation::Xlsx),
            ("application/json;q=0.0", false, Representation::Json),
            ("text/html", false, Representation::Json),
            ("nonsense", false, Representation::Json),
            ("", false, Representation::Json),
        ] {
            let request = TestRequest::default().insert_header((ACCEPT, accept)).to_http_request();
            assert_eq!(accepts(&request, &mime::APPLICATION_JSON), takes_json, "{accept}");
            assert_eq!(representation(&request), form, "{accept}");
        }
        assert!(accepts(&TestRequest::default().to_http_request(), &mime::TEXT_CSV));
    }
}
