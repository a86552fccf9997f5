use super::etag::EntityTag;
use super::file_name::download_name;
use actix_web::http::header::{
    CONTENT_TYPE, Charset, ContentDisposition, DispositionParam, DispositionType, ETAG, ExtendedValue, HeaderName,
    HeaderValue, IF_NONE_MATCH, LOCATION,
};
use actix_web::http::{Method, StatusCode};
use actix_web::{HttpRequest, HttpResponse, Responder};
use haicap_types::Instant;
use serde::Serialize;
use std::borrow::Cow;

/// An answer that is rendered already, so that it can be stored beside the change that it reports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// The text; empty for 204.
    pub body: Vec<u8>,
    /// The entity tag.
    pub etag: Option<String>,
    /// The address of what was made.
    pub location: Option<String>,
    media_type: Cow<'static, str>,
    headers: Vec<(&'static str, String)>,
}

const JSON: &str = "application/json";

impl Reply {
    /// 200 with a view.
    #[must_use]
    pub fn ok(view: &impl Serialize) -> Self {
        Self::with(200, view)
    }

    /// 200 with a view of what holds at a moment, its member `as_of`. The tag is weak (RFC 9110, section 8.8.1): it is that
    /// of everything else, so that it stays while nothing changes.
    #[must_use]
    pub fn as_of(view: &impl Serialize, moment: Instant) -> Self {
        let reply = Self::ok(view);
        let told = serde_json::to_string(&moment).map(|moment| format!("\"as_of\":{moment}")).unwrap_or_default();
        let text = String::from_utf8_lossy(&reply.body).replacen(&told, "", 1);
        Self { etag: Some(format!("W/{}", EntityTag::of_bytes(text.as_bytes()).as_str())), ..reply }
    }

    /// 201 with a view and its address.
    #[must_use]
    pub fn created(view: &impl Serialize, location: String) -> Self {
        Self { location: Some(location), ..Self::with(201, view) }
    }

    /// 204: nothing to say.
    #[must_use]
    pub const fn no_content() -> Self {
        Self::stored(204, Vec::new(), None, None)
    }

    /// 200 with a file that a spreadsheet opens.
    #[must_use]
    pub fn csv(file_name: &str, text: String) -> Self {
        Self::file("text/csv; charset=utf-8", file_name, text.into_bytes())
    }

    /// 200 with a file, to be saved and never to be shown in place.
    #[must_use]
    pub fn file(media_type: impl Into<Cow<'static, str>>, file_name: &str, bytes: Vec<u8>) -> Self {
        let reply = Self { media_type: media_type.into(), ..Self::stored(200, bytes, None, None) };
        let name = attachment(&download_name(&reply.media_type, file_name)).to_string();
        reply.header("Content-Disposition", name)
    }

    /// An answer that was given before.
    #[must_use]
    pub const fn stored(status: u16, body: Vec<u8>, etag: Option<String>, location: Option<String>) -> Self {
        Self { status, body, etag, location, media_type: Cow::Borrowed(JSON), headers: Vec::new() }
    }

    /// Tags the answer with the version of the resource that it shows.
    #[must_use]
    pub fn version(mut self, version: impl Into<i64>) -> Self {
        self.etag = Some(EntityTag::new(version.into(), &self.body).as_str().to_owned());
        self
    }

    /// Adds a header.
    #[must_use]
    pub fn header(mut self, name: &'static str, value: impl Into<Cow<'static, str>>) -> Self {
        self.headers.push((name, value.into().into_owned()));
        self
    }

    fn with(status: u16, view: &impl Serialize) -> Self {
        let body = serde_json::to_vec(view).unwrap_or_else(|error| {
            tracing::error!(%error, "a view cannot be written as JSON");
            b"null".to_vec()
        });
        Self::stored(status, body, None, None)
    }

    /// What is read and has no version is tagged by its bytes, so that whoever asks again need not load it again.
    fn tagged(self, request: &HttpRequest) -> Self {
        if self.etag.is_some() || self.status != 200 || request.method() != Method::GET {
            return self;
        }
        Self { etag: Some(EntityTag::of_bytes(&self.body).as_str().to_owned()), ..self }
    }

    fn is_known_to(&self, request: &HttpRequest) -> bool {
        let is_read = self.status == 200 && request.method() == Method::GET;
        let opaque = |tag: &str| tag.strip_prefix("W/").unwrap_or(tag).to_owned();
        let Some(etag) = self.etag.as_deref().filter(|_| is_read).map(opaque) else { return false };
        request
            .headers()
            .get_all(IF_NONE_MATCH)
            .filter_map(|line| line.to_str().ok())
            .any(|line| line.split(',').map(str::trim).any(|tag| tag == "*" || opaque(tag) == etag))
    }
}

/// RFC 6266: a name beyond plain letters in UTF-8 for all that read it, and a plain one for the rest. A number such as
/// `45-KL/TU` is part of a name here, and no folder.
pub(super) fn attachment(file_name: &str) -> ContentDisposition {
    let file_name = &file_name.replace(['/', '\\'], "-");
    let is_plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte));
    let parameters = if is_plain(file_name) {
        vec![DispositionParam::Filename(file_name.to_owned())]
    } else {
        let extension = file_name.rsplit_once('.').map(|(_, extension)| extension);
        let extension = extension.filter(|extension| extension.len() <= 8 && is_plain(extension));
        let plain = extension.map_or_else(|| "attachment".to_owned(), |extension| format!("attachment.{extension}"));
        let value = file_name.as_bytes().to_vec();
        let named = ExtendedValue { charset: Charset::Ext("UTF-8".to_owned()), language_tag: None, value };
        vec![DispositionParam::Filename(plain), DispositionParam::FilenameExt(named)]
    };
    ContentDisposition { disposition: DispositionType::Attachment, parameters }
}

impl Responder for Reply {
    type Body = actix_web::body::BoxBody;

    fn respond_to(self, request: &HttpRequest) -> HttpResponse {
        let reply = self.tagged(request);
        let known = reply.is_known_to(request);
        let status = if known { 304 } else { reply.status };
        let mut response = HttpResponse::new(StatusCode::from_u16(status).unwrap_or(StatusCode::OK));
        let headers = response.headers_mut();
        for (name, value) in [(ETAG, reply.etag), (LOCATION, reply.location)] {
            if let Some(value) = value.and_then(|value| HeaderValue::try_from(value).ok()) {
                headers.insert(name, value);
            }
        }
        for (name, value) in reply.headers {
            if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
                headers.insert(name, value);
            }
        }
        if known || reply.body.is_empty() {
            return response;
        }
        if let Ok(media_type) = HeaderValue::try_from(&*reply.media_type) {
            headers.insert(CONTENT_TYPE, media_type);
        }
        response.set_body(actix_web::body::BoxBody::new(reply.body))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::test::TestRequest;

    #[test]
    fn what_is_read_has_a_tag_and_is_not_sent_again_to_whoever_has_it() {
        let get = |tag: &str| TestRequest::get().insert_header((IF_NONE_MATCH, tag)).to_http_request();
        let first = Reply::ok(&[1]).respond_to(&get(""));
        let tag = first.headers().get(ETAG).unwrap().to_str().unwrap().to_owned();
        for (known, view, status) in
            [(&*tag, 1, 304), (&*format!("\"7-0\", W/{tag}"), 1, 304), (&*tag, 2, 200), ("", 1, 200)]
        {
            let answer = Reply::ok(&[view]).respond_to(&get(known));
            assert_eq!((answer.status().as_u16(), answer.headers().contains_key(ETAG)), (status, true), "{known}");
        }
        let post = TestRequest::post().insert_header((IF_NONE_MATCH, tag)).to_http_request();
        assert!(!Reply::ok(&[1]).respond_to(&post).headers().contains_key(ETAG));
    }

    #[test]
    fn the_moment_of_which_a_view_tells_is_no_change() {
        let told = |second: i64, count: i64| {
            let moment = Instant(chrono::DateTime::from_timestamp(second, 0).unwrap());
            Reply::as_of(&serde_json::json!({ "as_of": moment, "count": count }), moment)
        };
        let first = told(1, 7).etag.unwrap();
        assert!(first.starts_with("W/\"h"), "{first}");
        let again = TestRequest::get().insert_header((IF_NONE_MATCH, first)).to_http_request();
        assert_eq!(told(2, 7).respond_to(&again).status(), 304);
        assert_eq!(told(2, 8).respond_to(&again).status(), 200);
    }

    #[test]
    fn h41_file_names_with_quotes_and_vietnamese_letters_stay_one_header() {
        for (name, header) in [
            ("audiences.csv", "attachment; filename=\"audiences.csv\""),
            (
                "Báo \"cáo\".xlsx",
                "attachment; filename=\"attachment.xlsx\"; filename*=UTF-8''B%C3%A1o%20%22c%C3%A1o%22.xlsx",
            ),
            ("../45-KL/TU.pdf", "attachment; filename=\"..-45-KL-TU.pdf\""),
            ("a\r\nb", "attachment; filename=\"attachment\"; filename*=UTF-8''a%0D%0Ab"),
        ] {
            assert_eq!(attachment(name).to_string(), header);
        }
    }
}
