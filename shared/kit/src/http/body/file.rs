//! Files that are sent. A handler gets them unread: it decides by address and token who may send one, then reads.

use super::Precondition;
use super::budget::Held;
use super::receive::{Taken, receive};
use crate::auth::person;
use crate::host::Host;
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

    async fn read(mut self, taken: Taken) -> Result<Received<Bytes>, Problem> {
        let place = match (person(&self.request), self.request.app_data::<Data<Host>>()) {
            (Ok(person), Some(host)) => Some(host.uploads.take(&person)?),
            // Without a service around it nobody else wants the place.
            _ => None,
        };
        let (body, held) = receive(&self.request, &mut self.payload, taken).await?;
        let precondition = Precondition::of(&self.request, &body)?;
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
        self.0.read(Taken { limit_bytes: Self::LIMIT_BYTES, deadline: FILE_DEADLINE, types: None }).await
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
        let taken = Taken { limit_bytes: Self::LIMIT_BYTES, deadline: FILE_DEADLINE, types: Some(&["text/csv"]) };
        let Received { body, precondition, _held, _place } = self.0.read(taken).await?;
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
    /// As for any file; or it is no workbook.
    pub async fn read(self) -> Result<Received<Bytes>, Problem> {
        self.0.read(Taken { limit_bytes: Self::LIMIT_BYTES, deadline: FILE_DEADLINE, types: Some(&[XLSX]) }).await
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

const NOT_UTF8: Words = Words::new("Tệp phải được lưu bằng bảng mã UTF-8.", "The file must be saved as UTF-8.");
