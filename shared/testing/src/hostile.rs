//! What every service is tried with, whatever it is about.

/// Bodies that are no JSON object, or not one alone.
pub const BROKEN_BODIES: [&str; 11] = [
    r#"{"title":"a","title":"b"}"#,
    r#"{"reason":"a","reason":"b"}"#,
    "{} {}",
    "{",
    "[]",
    "null",
    "\"{}\"",
    "NaN",
    "{\"a\":1e400}",
    "{/**/}",
    r#"{"reason":"\ud800"}"#,
];

/// What hides, reorders or breaks what people read.
pub const HIDDEN_LETTERS: [char; 10] =
    ['\u{1}', '\u{1b}', '\u{85}', '\u{9f}', '\u{200b}', '\u{200d}', '\u{2028}', '\u{202e}', '\u{2066}', '\u{feff}'];

/// Bodies that are no file, whatever kind of file is wanted, with what they say that they are.
pub const NO_FILES: [(&str, &str); 5] = [
    (
        "multipart/form-data; boundary=x",
        "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\nContent-Type: application/pdf\r\n\r\n\
         %PDF-1.7\r\n--x--\r\n",
    ),
    ("application/json", "{\"file\":\"JVBERi0xLjcK\"}"),
    ("application/x-www-form-urlencoded", "file=%25PDF-1.7"),
    ("text/html", "%PDF-1.7"),
    ("application/problem+json", "%PDF-1.7"),
];

/// Pages and parameters that no list has.
pub const IMPOSSIBLE_QUERIES: [&str; 17] = [
    "limit=0",
    "limit=-1",
    "limit=201",
    "limit=100000000000000000000",
    "limit=",
    "limit=1.5",
    "limit=%00",
    "limit=1&limit=1",
    "cursor=",
    "cursor=damaged",
    "cursor=%00",
    "cursor=bnVsbA",
    "cursor=e30",
    "cursor=a&cursor=a",
    "sort=id%3B",
    "colour=red",
    "id=1",
];
