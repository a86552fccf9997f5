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
use haicap_types::Words;
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

    /// Reads the text of the file.
    ///
    /// # Errors
    /// As for any file; or it is no CSV, or not in UTF-8.
    pub async fn read(self) -> Result<Received<String>, Problem> {
        // Browsers on computers with Excel call a CSV file so.
        let takes = |kind: &str| matches!(kind, "text/csv" | "application/vnd.ms-excel");
        let Received { body, precondition, _held, _place } = self.0.read(Self::LIMIT_BYTES, takes, &CSV_WANTED).await?;
        let body = String::from_utf8(body.into())
            .map_err(|_| Problem::new(&kinds::MALFORMED).faults(vec![Fault::new("", NOT_UTF8)]))?;
        Ok(Received { body, precondition, _held, _place })
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
     (multipart/form-data) hay JSON.",
    "Send the CSV file as the body, not compressed, with Content-Type: text/csv; no form (multipart/form-data) and no JSON.",
);
static XLSX_WANTED: Words = Words::new(
    "Hãy gửi nguyên tệp XLSX làm phần thân của yêu cầu, không nén thêm, với Content-Type: \
     application/vnd.openxmlformats-officedocument.spreadsheetml.sheet; không gửi biểu mẫu (multipart/form-data) hay JSON.",
    "Send the XLSX file as the body, not compressed again, with Content-Type: \
     application/vnd.openxmlformats-officedocument.spreadsheetml.sheet; no form (multipart/form-data) and no JSON.",
);
const NO_WORKBOOK: Words = Words::new("Tệp này không phải tệp XLSX.", "The file is no XLSX workbook.");
const NOT_UTF8: Words = Words::new("Tệp phải được lưu bằng bảng mã UTF-8.", "The file must be saved as UTF-8.");
