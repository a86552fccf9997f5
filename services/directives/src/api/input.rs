//! From what is sent to what the domain trusts, with every fault in its place.

use crate::domain::text::{AudienceCode, Line, Text};
use haicap_kit::http::{Fault, Problem, kinds};
use haicap_reference::Directory;
use haicap_types::{OrganizationCode, Words, fold};
use serde::Deserialize;
use utoipa::IntoParams;

/// Reads a text; a fault leaves nothing.
pub(crate) fn text<const MAX: usize, const HAS_LINES: bool>(
    faults: &mut Vec<Fault>,
    pointer: impl Into<String>,
    sent: &str,
) -> Option<Text<MAX, HAS_LINES>> {
    match Text::new(sent) {
        Ok(text) => Some(text),
        Err(fault) => {
            faults.push(Fault::new(pointer, fault.words()));
            None
        }
    }
}

/// Reads a text that may be lacking.
pub(crate) fn optional_text<const MAX: usize, const HAS_LINES: bool>(
    faults: &mut Vec<Fault>,
    pointer: impl Into<String>,
    sent: Option<&str>,
) -> Option<Text<MAX, HAS_LINES>> {
    sent.and_then(|sent| text(faults, pointer, sent))
}

/// Notes an organization that the directory does not know.
pub(crate) fn expect_organization(
    faults: &mut Vec<Fault>,
    pointer: impl Into<String>,
    code: &OrganizationCode,
    directory: &Directory,
) {
    if directory.get(code).is_none() {
        faults.push(Fault::new(
            pointer,
            Words::with(
                format!("Danh mục không có cơ quan mang mã {code}."),
                format!("The directory has no organization {code}."),
            ),
        ));
    }
}

/// Notes an audience that the directory does not know.
pub(crate) fn expect_audience(
    faults: &mut Vec<Fault>,
    pointer: impl Into<String>,
    code: &AudienceCode,
    directory: &Directory,
) {
    if directory.audience(code.as_str()).is_none() {
        faults.push(Fault::new(
            pointer,
            Words::with(
                format!("Danh mục không có nhóm cơ quan mang mã {code}."),
                format!("The directory has no audience {code}."),
            ),
        ));
    }
}

/// What an uploaded file is called.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct FileNameQuery {
    /// The name, for whoever downloads the file; it decides nothing. Control characters, invisible characters and those
    /// that change the direction of writing are refused.
    #[param(
        example = "Tờ trình.pdf",
        min_length = 1,
        max_length = 200,
        pattern = r"^[^\x00-\x1F\x7F-\x9F\xAD\u034F\u061C\u180E\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFDD0-\uFDEF\uFEFF\uFFF9-\uFFFF]+$"
    )]
    file_name: String,
}

impl FileNameQuery {
    /// The name.
    ///
    /// # Errors
    /// 400 with what is wrong with it.
    pub(crate) fn read(&self) -> Result<Line<200>, Problem> {
        Line::new(&self.file_name).map_err(|fault| Problem::parameter("file_name", fault.words()))
    }
}

/// The longest text that a list is searched for, in characters: as long as the longest title.
const SEARCH_CHARS_MAX: usize = 300;

const NOT_A_SEARCH: Words = Words::new(
    "Nội dung tìm kiếm phải có ít nhất một chữ cái hoặc chữ số, tối đa 300 ký tự.",
    "A search has one letter or digit at least, and 300 characters at most.",
);

/// A text that a list is searched for, folded. A text without letters and digits would find everything, so every list
/// refuses it.
pub(crate) fn searched(text: &str) -> Result<String, Words> {
    let folded = fold(text);
    let is_search = text.chars().count() <= SEARCH_CHARS_MAX && !folded.is_empty();
    if is_search { Ok(folded) } else { Err(NOT_A_SEARCH) }
}

/// What was read, if nothing was wrong with it.
pub(crate) fn sound<T>(value: Option<T>, faults: Vec<Fault>) -> Result<T, Problem> {
    match value {
        Some(value) if faults.is_empty() => Ok(value),
        _ => Err(Problem::new(&kinds::INVALID).faults(faults)),
    }
}
