//! A list as a file of all its items, read page by page while it is sent.

mod cells;
mod columns;
mod table;
#[cfg(test)]
mod tests;
mod workbook;

pub use columns::CellKind;
pub use table::{disarmed, looks_like_a_formula};

pub(super) use columns::{Known, columns};
pub(super) use workbook::xlsx;

use super::accept::NDJSON;
use super::listing::{Listing, ListingView};
use super::page::Page;
use super::places::Place;
use super::problem::Problem;
use super::reply::attachment;
use actix_web::HttpResponse;
use actix_web::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use actix_web::web::Bytes;
use cells::Cells;
use columns::Column;
use futures_util::{stream, try_join};
use serde::Serialize;
use tokio::task::yield_now;

/// How many items are written at a stretch.
const SLICE: usize = 100;

/// How the pages after the first are read.
pub(super) struct Rest<P> {
    /// The page that was read last.
    pub(super) page: Page,
    /// Reads one.
    pub(super) read: P,
    pub(super) _place: Option<Place>,
}

impl<P> Rest<P> {
    async fn at<V>(self, cursor: &str) -> Result<(Listing<V>, Self), Problem>
    where
        P: AsyncFn(&Page) -> Result<Listing<V>, Problem>,
    {
        let page = self.page.at(cursor)?;
        let listing = (self.read)(&page).await?;
        Ok((listing, Self { page, ..self }))
    }
}

/// A line of JSON for each item.
pub(super) fn ndjson<V, P>(first: Listing<V>, rest: Rest<P>) -> HttpResponse
where
    V: Serialize + 'static,
    P: AsyncFn(&Page) -> Result<Listing<V>, Problem> + 'static,
{
    stream_pages(NDJSON, "ndjson", first, rest, |items, bytes| {
        for item in items {
            serde_json::to_writer(&mut *bytes, item).map_err(unwritten)?;
            bytes.push(b'\n');
        }
        Ok(())
    })
}

/// A table, with the mark by which spreadsheets know UTF-8.
pub(super) fn csv<V, P>(columns: Vec<Column>, first: Listing<V>, rest: Rest<P>) -> HttpResponse
where
    V: Serialize + 'static,
    P: AsyncFn(&Page) -> Result<Listing<V>, Problem> + 'static,
{
    let mut cells = Cells::of(&columns);
    let mut has_begun = false;
    stream_pages("text/csv; charset=utf-8", "csv", first, rest, move |items, bytes| {
        if !std::mem::replace(&mut has_begun, true) {
            bytes.extend_from_slice("\u{feff}".as_bytes());
            table::write_header(&columns, bytes).map_err(unwritten)?;
        }
        table::write_rows(&mut cells, items, bytes).map_err(unwritten)
    })
}

/// Writes a page while the next one is read, in slices, so that the database is asked on and other requests are answered
/// meanwhile; nothing is read ahead of what the client takes. An answer that fails on the way is cut off, so that nobody
/// takes half a file for a whole one.
fn stream_pages<V, P, W>(
    media_type: &'static str,
    extension: &str,
    first: Listing<V>,
    rest: Rest<P>,
    write: W,
) -> HttpResponse
where
    V: Serialize + 'static,
    P: AsyncFn(&Page) -> Result<Listing<V>, Problem> + 'static,
    W: FnMut(&[V], &mut Vec<u8>) -> Result<(), Problem> + 'static,
{
    let name = format!("{}.{extension}", rest.page.name());
    let pages = stream::try_unfold(Some((first, rest, write)), async |state| {
        let Some((listing, rest, mut write)) = state else { return Ok(None) };
        let ListingView { items, next_cursor, .. } = listing.view;
        let next = async move {
            match next_cursor {
                Some(cursor) => rest.at(&cursor).await.map(Some),
                None => Ok(None),
            }
        };
        let written = async {
            let mut bytes = Vec::new();
            for slice in items.chunks(SLICE) {
                yield_now().await;
                write(slice, &mut bytes)?;
            }
            if items.is_empty() {
                write(&[], &mut bytes)?;
            }
            Ok::<_, Problem>(Bytes::from(bytes))
        };
        let (next, bytes) = try_join!(next, written)?;
        Ok::<_, Problem>(Some((bytes, next.map(|(listing, rest)| (listing, rest, write)))))
    });
    file(media_type, &name).streaming(pages)
}

fn file(media_type: &'static str, name: &str) -> actix_web::HttpResponseBuilder {
    let mut response = HttpResponse::Ok();
    response.insert_header((CONTENT_TYPE, media_type)).insert_header((CONTENT_DISPOSITION, attachment(name)));
    response
}

fn unwritten(error: impl std::error::Error + 'static) -> Problem {
    Problem::internal(&error)
}
