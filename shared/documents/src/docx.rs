//! DOCX: WordprocessingML (ISO/IEC 29500), written by hand so that line heights, rules and page numbers are exactly
//! those of the layout, and so that no identifier changes from one drawing to the next.

mod body;
mod package;
mod paragraph;
mod picture;
mod table;
mod xml;

use crate::compose::compose;
use crate::limits::DocumentError;
use crate::model::Document;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// Draws a document as DOCX, for word processors that have Times New Roman.
///
/// # Errors
/// When the document is too large or malformed.
pub fn render_docx(document: &Document) -> Result<Vec<u8>, DocumentError> {
    let layout = compose(document)?;
    let (body, pictures) = body::document(&layout)?;
    let mut parts = package::parts(&layout, pictures.len());
    parts.push(("word/document.xml".into(), body.into_bytes()));
    for (ordinal, picture) in (1..).zip(pictures) {
        parts.push((package::picture(ordinal), picture));
    }
    pack(parts).map_err(|error| DocumentError::Drawing(error.to_string()))
}

fn pack(parts: Vec<(String, Vec<u8>)>) -> zip::result::ZipResult<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        let method = if name.ends_with(".png") { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        // 1980-01-01, the first date of the format: the same bytes at any time.
        let options = SimpleFileOptions::default().compression_method(method).last_modified_time(DateTime::DEFAULT);
        archive.start_file(name, options)?;
        archive.write_all(&content)?;
    }
    archive.finish().map(Cursor::into_inner)
}
