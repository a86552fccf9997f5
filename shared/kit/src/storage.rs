//! Files that people attach.
//!
//! A file is written before the row that names it, and is on disk when the row is committed. What goes wrong in between
//! leaves a file that no row names; so does the end of a row. Both are removed by the [`sweeper`].

mod sweep;

pub use sweep::{Files, Named, sweep, sweeper};

use crate::http::{KEPT, Problem, kinds};
use aws_lc_rs::digest::{SHA256, digest};
use bytes::Bytes;
use haicap_types::Words;
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt};
use std::path::Path as FilePath;
use std::sync::Arc;
use uuid::Uuid;

/// Where files are kept: a local folder by default.
#[derive(Debug, Clone)]
pub struct Storage {
    store: Arc<dyn ObjectStore>,
}

/// What is known of a file that was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The key under which it can be had again.
    pub key: String,
    /// Its media type, as its first bytes say.
    pub media_type: &'static str,
    /// Its SHA-256, in hexadecimal digits.
    pub sha256: String,
    /// Its size in bytes.
    pub size: i64,
}

/// Why a file is not kept, or cannot be had.
#[derive(Debug, thiserror::Error)]
pub enum StorageError {
    /// Its first bytes are of no kind that we keep.
    #[error("not a kind of file that is kept")]
    Kind,
    /// The folder cannot be written or read.
    #[error("the storage does not answer: {0}")]
    Store(#[from] object_store::Error),
    /// The file is not the one that was kept.
    #[error("the file {0} does not have the SHA-256 with which it was kept")]
    Damaged(String),
    /// The folder cannot be made.
    #[error("the storage folder cannot be made: {0}")]
    Folder(#[from] std::io::Error),
}

impl From<StorageError> for Problem {
    fn from(error: StorageError) -> Self {
        match &error {
            StorageError::Kind => Self::new(&kinds::UNSUPPORTED_MEDIA_TYPE).code("file_kind").detail(Words::new(
                "Chỉ nhận tệp PDF, ảnh PNG hoặc JPEG, tệp ZIP và tệp văn phòng.",
                "Only PDF, PNG and JPEG images, ZIP files and office documents are kept.",
            )),
            StorageError::Store(_) | StorageError::Damaged(_) | StorageError::Folder(_) => Self::internal(&error),
        }
    }
}

impl Storage {
    /// A folder on this machine. What is kept there has reached the disk, file and folder, when that is said.
    ///
    /// # Errors
    /// The folder cannot be made.
    pub fn folder(folder: &FilePath) -> Result<Self, StorageError> {
        std::fs::create_dir_all(folder)?;
        let store = LocalFileSystem::new_with_prefix(folder)?.with_fsync(true).with_automatic_cleanup(true);
        Ok(Self { store: Arc::new(store) })
    }

    /// Keeps a file under its thing. The name that the sender gave decides nothing.
    ///
    /// # Errors
    /// A kind of file that is not kept, or the storage fails.
    pub async fn keep(&self, thing: &str, bytes: Bytes) -> Result<Kept, StorageError> {
        let media_type = media_type(&bytes).ok_or(StorageError::Kind)?;
        let sha256 = sha256(&bytes);
        let key = format!("{thing}/{}", Uuid::now_v7());
        let size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
        self.store.put(&Path::from(key.as_str()), bytes.into()).await?;
        Ok(Kept { key, media_type, sha256, size })
    }

    /// The bytes of a file, which have the hash that was noted when it was kept: files are small enough to be read
    /// before they are sent, so nobody gets the beginning of a damaged one.
    ///
    /// # Errors
    /// The storage fails, or the file is gone or damaged.
    pub async fn get(&self, key: &str, kept_sha256: &str) -> Result<Bytes, StorageError> {
        let bytes = self.store.get(&Path::from(key)).await?.bytes().await?;
        if sha256(&bytes) == kept_sha256 {
            return Ok(bytes);
        }
        metrics::counter!("storage_files_damaged_total").increment(1);
        Err(StorageError::Damaged(key.to_owned()))
    }
}

/// The kind of file, as its first bytes say. The library also finds the mark of a PDF further down, where it may belong to
/// a file that stands inside something else, such as a form.
fn media_type(bytes: &[u8]) -> Option<&'static str> {
    let found = infer::get(bytes)?.mime_type();
    let (kept, _) = KEPT.iter().find(|(kept, _)| *kept == found)?;
    (*kept != "application/pdf" || bytes.starts_with(b"%PDF-")).then_some(*kept)
}

/// The SHA-256, in hexadecimal digits.
fn sha256(bytes: &[u8]) -> String {
    hex::encode(digest(&SHA256, bytes))
}

#[cfg(test)]
mod tests {
    use super::media_type;

    #[test]
    fn h41_a_file_is_what_its_first_byte_begins() {
        for (kind, bytes) in [
            ("application/pdf", b"%PDF-1.7\n%\xe2\xe3".as_slice()),
            ("image/png", b"\x89PNG\r\n\x1a\n0000"),
            ("image/jpeg", b"\xff\xd8\xff\xe0\0\x10JFIF"),
            ("application/zip", b"PK\x03\x04\x14\0\0\0\x08\0"),
        ] {
            assert_eq!(media_type(bytes), Some(kind));
            for before in ["\n", "\u{feff}", "--boundary\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\n"] {
                assert_eq!(media_type(&[before.as_bytes(), bytes].concat()), None, "{kind} after {before:?}");
            }
        }
        assert_eq!(media_type(b"%PDFnonsense"), None);
    }
}
