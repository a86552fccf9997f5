use reqwest::RequestBuilder;
use serde_json::Value;

/// A request that is being put together.
#[must_use]
pub struct Request(RequestBuilder);

/// What came back.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The header fields, names in lower case.
    pub headers: Vec<(String, String)>,
    /// The JSON body; null if there is none.
    pub body: Value,
    /// The body as text.
    pub text: String,
    /// The body as it came.
    pub bytes: Vec<u8>,
}

impl Request {
    /// A request for whoever sends requests to something else than a [`TestService`](crate::TestService).
    pub const fn new(builder: RequestBuilder) -> Self {
        Self(builder)
    }

    /// Adds a header field.
    pub fn header(self, name: &str, value: &str) -> Self {
        Self(self.0.header(name, value))
    }

    /// Sends JSON.
    pub fn json(self, body: &Value) -> Self {
        Self(self.0.json(body))
    }

    /// Sends bytes.
    pub fn bytes(self, media_type: &str, body: Vec<u8>) -> Self {
        Self(self.0.header("content-type", media_type).body(body))
    }

    /// Sends the request.
    pub async fn send(self) -> Answer {
        self.try_send().await.expect("the service answers")
    }

    /// Sends the request to a service that may be down.
    ///
    /// # Errors
    /// Nobody answers, or not to the end.
    pub async fn try_send(self) -> reqwest::Result<Answer> {
        let answer = self.0.send().await?;
        let status = answer.status().as_u16();
        let headers = answer
            .headers()
            .iter()
            .map(|(name, value)| (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned()));
        let headers = headers.collect();
        let bytes = answer.bytes().await?.to_vec();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let body = serde_json::from_str(&text).unwrap_or_default();
        Ok(Answer { status, headers, body, text, bytes })
    }

    /// Sends the request and expects a status.
    pub async fn expect(self, status: u16) -> Answer {
        let answer = self.send().await;
        assert_eq!(answer.status, status, "{}", answer.text);
        answer
    }
}

impl Answer {
    /// A header field.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(header, _)| header == name).map(|(_, value)| value.as_str())
    }

    /// The entity tag.
    #[must_use]
    pub fn etag(&self) -> &str {
        self.header("etag").unwrap_or_else(|| panic!("no ETag in {:?}", self.headers))
    }

    /// The `items` of a list.
    #[must_use]
    pub fn items(&self) -> &[Value] {
        self.body["items"].as_array().unwrap_or_else(|| panic!("not a list: {}", self.text))
    }

    /// A text member.
    #[must_use]
    pub fn text_at(&self, pointer: &str) -> &str {
        self.body.pointer(pointer).and_then(Value::as_str).unwrap_or_else(|| panic!("no {pointer} in {}", self.text))
    }
}
