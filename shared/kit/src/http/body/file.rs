//! Files that are sent. A handler gets them unread: it decides by address and token who may send one, then reads.

use super::Precondition;
use super::budget::Held;
use super::receive::{Taken, receive};
use crate::auth::person;
use crate::host::Host;
use crate::http::file_name::KEPT;
use crate::http::kinds;
use crate::http::places::Place;
use crate::http::problem::{Fault, Problem};
use actix_web::dev::Payload;
use actix_web::web::Data;
use actix_web::{FromRequest, HttpRequest};
use bytes::Bytes;
use encoding_rs::{Encoding, UTF_8};
use haicap_types::Words;
use std::borrow::Cow;
use std::future::{Ready, ready};
use std::time::Duration;

/// The media type of workbooks (ISO/IEC 29500).
pub const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// How long a file may take to arrive: 20 MiB over the 8 Mbit/s that a commune may have. The whole request has 30 seconds.
const FILE_DEADLINE: Duration = Duration::from_secs(25);

/// A file that was read. As long as this is held, it counts among the files that its sender sends at once.
#[derive(Debug)]
pub struct Received<T> {
    /// The file.
    pub body: T,
    /// What makes it safe to send.
    pub precondition: Precondition,
    _held: Held,
    _place: Option<Place>,
}

/// A body that nobody has read yet.
struct Unread {
    request: HttpRequest,
    payload: Payload,
}

/// Bytes that are stored as they come.
pub struct Upload(Unread);

/// A table in a file.
pub struct CsvFile(Unread);

/// A workbook in a file.
pub struct XlsxFile(Unread);

impl Unread {
    fn take(request: &HttpRequest, payload: &mut Payload) -> Self {
        Self { request: request.clone(), payload: payload.take() }
    }

    /// A file is the body as it is. Whoever says of what type it is may say that it is bytes; a form with a file in it, or
    /// JSON, is something else.
    async fn read(
        mut self,
        limit_bytes: usize,
        is_meant: fn(&str) -> bool,
        wanted: &'static Words,
    ) -> Result<Received<Bytes>, Problem> {
        let place = match (person(&self.request), self.request.app_data::<Data<Host>>()) {
            (Ok(person), Some(host)) => Some(host.uploads.take(&person)?),
            // Without a service around it nobody else wants the place.
            _ => None,
        };
        let is_file = move |kind: &str| kind.is_empty() || kind == BYTES || is_meant(kind);
        let taken = Taken { limit_bytes, deadline: FILE_DEADLINE, takes: &is_file, wanted };
        let (body, held) = receive(&self.request, &mut self.payload, taken).await?;
        let precondition = Precondition::of(&self.request, || body.clone())?;
        Ok(Received { body, precondition, _held: held, _place: place })
    }
}

impl Upload {
    /// The largest file.
    pub const LIMIT_BYTES: usize = 20 * 1024 * 1024;

    /// Reads the file.
    ///
    /// # Errors
    /// It is too large, comes too slowly or compressed, or its sender or all together send too much at once.
    pub async fn read(self) -> Result<Received<Bytes>, Problem> {
        let is_kept = |kind: &str| ALIASES.contains(&kind) || KEPT.iter().any(|(kept, _)| *kept == kind);
        self.0.read(Self::LIMIT_BYTES, is_kept, &FILE_WANTED).await
    }
}

impl CsvFile {
    /// The largest table.
    pub const LIMIT_BYTES: usize = 8 * 1024 * 1024;

    /// The types under which tables arrive: that of CSV, and those by which Windows calls files that Excel saved.
    const TYPES: &[&str] = &["text/csv", "text/tab-separated-values", "text/plain", "application/vnd.ms-excel"];

    /// Reads the text of the file.
    ///
    /// # Errors
    /// As for any file; or it is no text in UTF-8, or in UTF-16 with its mark.
    pub async fn read(self) -> Result<Received<String>, Problem> {
        let takes = |kind: &str| Self::TYPES.contains(&kind);
        let Received { body, precondition, _held, _place } = self.0.read(Self::LIMIT_BYTES, takes, &CSV_WANTED).await?;
        Ok(Received { body: text(&body)?, precondition, _held, _place })
    }
}

impl XlsxFile {
    /// The largest workbook, as it is sent; what it holds is larger, and is measured by whoever opens it.
    pub const LIMIT_BYTES: usize = 5 * 1024 * 1024;

    /// Reads the file.
    ///
    /// # Errors
    /// As for any file; or it is no workbook: 415 `file_kind`.
    pub async fn read(self) -> Result<Received<Bytes>, Problem> {
        let received = self.0.read(Self::LIMIT_BYTES, |kind| kind == XLSX, &XLSX_WANTED).await?;
        // A reader of ZIP files begins at their end, and would pass over what stands before.
        if received.body.starts_with(ZIP_MARK) {
            Ok(received)
        } else {
            Err(Problem::unsupported(NO_WORKBOOK).code("file_kind"))
        }
    }
}

/// The text of a table, whatever its type was called.
fn text(bytes: &[u8]) -> Result<String, Problem> {
    if WORKBOOKS.iter().any(|mark| bytes.starts_with(mark)) {
        return Err(Problem::new(&kinds::UNSUPPORTED_MEDIA_TYPE).detail(CSV_WANTED.clone()));
    }
    let (encoding, mark) = Encoding::for_bom(bytes).unwrap_or((UTF_8, 0));
    let text = bytes.get(mark..).and_then(|text| encoding.decode_without_bom_handling_and_without_replacement(text));
    // UTF-16 without its mark is full of zeros, and no text has one.
    let text = text.filter(|text| !text.contains('\0')).map(Cow::into_owned);
    text.ok_or_else(|| Problem::new(&kinds::MALFORMED).faults(vec![Fault::new("", NOT_TEXT)]))
}

/// How workbooks begin: archives, and the older compound files.
const WORKBOOKS: [&[u8]; 2] = [b"PK\x03\x04", b"\xD0\xCF\x11\xE0"];

macro_rules! unread {
    ($($file:ident),+) => {$(
        impl FromRequest for $file {
            type Error = Problem;
            type Future = Ready<Result<Self, Problem>>;

            fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
                ready(Ok(Self(Unread::take(request, payload))))
            }
        }
    )+};
}

unread!(Upload, CsvFile, XlsxFile);

/// What stands at the beginning of every ZIP file, of which a workbook is one.
const ZIP_MARK: &[u8] = b"PK\x03\x04";

/// The media type of bytes of which nobody says more.
const BYTES: &str = "application/octet-stream";

/// What browsers also call kinds of files that are kept.
const ALIASES: [&str; 2] = ["application/x-zip-compressed", "image/jpg"];

static FILE_WANTED: Words = Words::new(
    "Hãy gửi nguyên nội dung tệp làm phần thân của yêu cầu, không nén, với Content-Type là kiểu của tệp hoặc \
     application/octet-stream; không gửi biểu mẫu (multipart/form-data) hay JSON.",
    "Send the bytes of the file as the body, not compressed, with the file's media type or application/octet-stream as \
     Content-Type; no form (multipart/form-data) and no JSON.",
);
static CSV_WANTED: Words = Words::new(
    "Hãy gửi nguyên tệp CSV làm phần thân của yêu cầu, không nén, với Content-Type: text/csv; không gửi biểu mẫu \
     (multipart/form-data) hay JSON. Nếu dùng Excel, hãy chọn Lưu thành (Save As), kiểu “CSV UTF-8”, rồi gửi tệp đó.",
    "Send the CSV file as the body, not compressed, with Content-Type: text/csv; no form (multipart/form-data) and no JSON. \
     In Excel choose Save As, “CSV UTF-8”, and send that file.",
);
static XLSX_WANTED: Words = Words::new(
    "Hãy gửi nguyên tệp XLSX làm phần thân của yêu cầu, không nén thêm, với Content-Type: \
     application/vnd.openxmlformats-officedocument.spreadsheetml.sheet; không gửi biểu mẫu (multipart/form-data) hay JSON.",
    "Send the XLSX file as the body, not compressed again, with Content-Type: \
     application/vnd.openxmlformats-officedocument.spreadsheetml.sheet; no form (multipart/form-data) and no JSON.",
);
const NO_WORKBOOK: Words = Words::new("Tệp này không phải tệp XLSX.", "The file is no XLSX workbook.");
const NOT_TEXT: Words = Words::new(
    "Tệp phải được lưu bằng bảng mã UTF-8 hoặc UTF-16. Nếu dùng Excel, hãy chọn Lưu thành (Save As), kiểu “CSV UTF-8”.",
    "The file must be saved as UTF-8 or UTF-16. In Excel choose Save As, “CSV UTF-8”.",
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_read_in_the_encodings_that_offices_save() {
        let words = "ngày;Tết Dương lịch";
        let utf_16 = |bytes: fn(u16) -> [u8; 2]| words.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
        let (little, big) = (utf_16(u16::to_le_bytes), utf_16(u16::to_be_bytes));
        for (name, bytes, status) in [
            ("UTF-8", words.as_bytes().to_vec(), 200),
            ("UTF-8 with its mark", ["\u{feff}".as_bytes(), words.as_bytes()].concat(), 200),
            ("UTF-16 of Windows", [&[0xff, 0xfe], &little[..]].concat(), 200),
            ("UTF-16, the other way round", [&[0xfe, 0xff], &big[..]].concat(), 200),
            ("UTF-16 without its mark", little.clone(), 400),
            ("UTF-16, cut in a letter", [&[0xff, 0xfe], &little[..5]].concat(), 400),
            ("UTF-16, half a pair", vec![0xff, 0xfe, 0x00, 0xd8], 400),
            ("Windows-1258", b"ng\xe0y;T\xea\xect".to_vec(), 400),
            ("XLSX", b"PK\x03\x04 and so on".to_vec(), 415),
            ("XLS", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec(), 415),
        ] {
            match text(&bytes) {
                Ok(text) => assert_eq!((text.as_str(), status), (words, 200), "{name}"),
                Err(problem) => assert_eq!(problem.kind.status, status, "{name}"),
            }
        }
    }
}
