//! From what is sent to what the domain trusts, with every fault in its place.

use crate::domain::text::{AudienceCode, Text};
use haicap_kit::http::{Fault, Problem, kinds};
use haicap_reference::Directory;
use haicap_types::{OrganizationCode, Words};

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

/// What was read, if nothing was wrong with it.
pub(crate) fn sound<T>(value: Option<T>, faults: Vec<Fault>) -> Result<T, Problem> {
    match value {
        Some(value) if faults.is_empty() => Ok(value),
        _ => Err(Problem::new(&kinds::INVALID).faults(faults)),
    }
}
