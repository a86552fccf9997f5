use actix_web::http::header::{ACCEPT_LANGUAGE, HeaderMap};
use haicap_types::Words;

/// The language of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// Vietnamese: what is spoken here, and so the default.
    #[default]
    Vietnamese,
    /// English.
    English,
}

impl Language {
    /// What the caller asked for: the better of `vi` and `en` in `Accept-Language`, Vietnamese if neither stands there.
    #[must_use]
    pub fn of(headers: &HeaderMap) -> Self {
        let asked = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        if weight(asked, "en") > weight(asked, "vi") { Self::English } else { Self::Vietnamese }
    }

    /// The tag for `Content-Language`.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Vietnamese => "vi",
            Self::English => "en",
        }
    }

    /// The sentence in this language.
    #[must_use]
    pub fn say(self, words: &Words) -> String {
        match self {
            Self::Vietnamese => words.vi.to_string(),
            Self::English => words.en.to_string(),
        }
    }
}

impl actix_web::FromRequest for Language {
    type Error = std::convert::Infallible;
    type Future = std::future::Ready<Result<Self, Self::Error>>;

    fn from_request(request: &actix_web::HttpRequest, _: &mut actix_web::dev::Payload) -> Self::Future {
        std::future::ready(Ok(Self::of(request.headers())))
    }
}

/// The quality of a language, 0 to 1.
fn weight(accept: &str, tag: &str) -> f32 {
    accept
        .split(',')
        .filter_map(|range| {
            let mut parts = range.split(';').map(str::trim);
            let name = parts.next()?.split('-').next()?;
            if !name.eq_ignore_ascii_case(tag) {
                return None;
            }
            let quality =
                parts.find_map(|part| part.strip_prefix("q=")).map_or(Some(1.0), |q| q.parse::<f32>().ok())?;
            Some(quality.clamp(0.0, 1.0))
        })
        .fold(0.0, f32::max)
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::http::header::HeaderValue;

    #[test]
    fn the_better_language_wins_and_vietnamese_is_the_default() {
        for (asked, expected) in [
            ("", Language::Vietnamese),
            ("en", Language::English),
            ("en-GB,vi;q=0.5", Language::English),
            ("en;q=0.5, vi-VN;q=0.8", Language::Vietnamese),
            ("fr", Language::Vietnamese),
            ("en;q=0", Language::Vietnamese),
            ("en;q=nonsense", Language::Vietnamese),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(ACCEPT_LANGUAGE, HeaderValue::from_str(asked).unwrap());
            assert_eq!(Language::of(&headers), expected, "{asked}");
        }
    }
}
