//! From what is sent to what the domain trusts, with every fault in its place.

use crate::domain::text::AudienceCode;
use haicap_reference::Directory;
use haicap_types::{Faults, Words, fold};

/// Notes an audience that the directory does not know.
pub(crate) fn expect_audience(
    faults: &mut Faults,
    pointer: impl Into<String>,
    code: &AudienceCode,
    directory: &Directory,
) {
    if directory.audience(code.as_str()).is_none() {
        faults.note(
            pointer,
            Words::with(
                format!("Danh mục không có nhóm cơ quan mang mã {code}."),
                format!("The directory has no audience {code}."),
            ),
        );
    }
}

/// The longest text that a list is searched for, in characters: as long as the longest title.
const SEARCH_CHARS_MAX: usize = 300;

const NOT_A_SEARCH: Words = Words::new(
    "Nội dung tìm kiếm phải có ít nhất một chữ cái hoặc chữ số, tối đa 300 ký tự.",
    "A search must have at least one letter or digit, and at most 300 characters.",
);

/// A text that a list is searched for, folded. A text without letters and digits would find everything, so every list
/// refuses it.
pub(crate) fn searched(text: &str) -> Result<String, Words> {
    let folded = fold(text);
    let is_search = text.chars().count() <= SEARCH_CHARS_MAX && !folded.is_empty();
    if is_search { Ok(folded) } else { Err(NOT_A_SEARCH) }
}
