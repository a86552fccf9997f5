use super::Problem;
use haicap_types::Line;
use serde::Deserialize;
use std::borrow::Cow;
use utoipa::IntoParams;

/// Media types of files that may be kept, each with the extensions that its names have.
pub(crate) const KEPT: &[(&str, &[&str])] = &[
    ("application/pdf", &["pdf"]),
    ("image/png", &["png"]),
    ("image/jpeg", &["jpg", "jpeg"]),
    ("application/zip", &["zip"]),
    ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", &["docx"]),
    ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", &["xlsx"]),
    ("application/vnd.openxmlformats-officedocument.presentationml.presentation", &["pptx"]),
    ("application/msword", &["doc"]),
    ("application/vnd.ms-excel", &["xls"]),
];

/// The name of a file that is sent.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct FileName {
    /// The name, for whoever downloads the file; the media type does not depend on it. It is not blank, and has no control
    /// characters, no invisible characters and none that change the direction of writing.
    #[param(
        example = "Tờ trình.pdf",
        min_length = 1,
        max_length = 200,
        pattern = r"^[^\x00-\x1F\x7F-\x9F\xAD\u034F\u061C\u180E\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFDD0-\uFDEF\uFEFF\uFFF9-\uFFFB\uFFFE\uFFFF]+$"
    )]
    file_name: String,
}

impl FileName {
    /// The name, checked.
    ///
    /// # Errors
    /// 400 with what is wrong with it.
    pub fn read(&self) -> Result<Line<200>, Problem> {
        Line::new(&self.file_name).map_err(|fault| Problem::parameter("file_name", fault.words()))
    }
}

/// The name under which a kept file is downloaded: with an extension of its media type, so that a computer opens it as what
/// it is. What the sender called `report.hta` and is a PDF is `report.hta.pdf`.
#[must_use]
pub(super) fn download_name<'n>(media_type: &str, file_name: &'n str) -> Cow<'n, str> {
    let extensions = KEPT.iter().find(|(kept, _)| *kept == media_type).map_or(&[][..], |(_, all)| all);
    let own = file_name.rsplit_once('.').map(|(_, own)| own.to_lowercase()).unwrap_or_default();
    match extensions.first() {
        Some(first) if !extensions.contains(&own.as_str()) => format!("{file_name}.{first}").into(),
        _ => file_name.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use regex::Regex;
    use serde_json::to_value;

    /// Tags (U+E0000 to U+E007F) and noncharacters beyond the first plane are refused too, but a pattern that names them is
    /// not read alike by every engine.
    #[test]
    fn h13_the_pattern_in_the_document_matches_the_names_that_are_accepted() {
        let parameters = FileName::into_params(|| None);
        let pattern = to_value(&parameters[0]).unwrap()["schema"]["pattern"].as_str().unwrap().to_owned();
        let pattern = Regex::new(&pattern).unwrap();
        for letter in '\0'..='\u{FFFF}' {
            let name = format!("a{letter}b");
            assert_eq!(Line::<200>::new(&name).is_ok(), pattern.is_match(&name), "U+{:04X}", u32::from(letter));
        }
    }

    #[test]
    fn h41_a_file_is_downloaded_under_a_name_that_fits_what_it_is() {
        for (sent, name) in [
            ("Tờ trình.PDF", "Tờ trình.PDF"),
            ("bao-cao.hta", "bao-cao.hta.pdf"),
            ("bao-cao.pdf.exe", "bao-cao.pdf.exe.pdf"),
            ("Báo cáo số 45", "Báo cáo số 45.pdf"),
            ("..", "...pdf"),
        ] {
            assert_eq!(download_name("application/pdf", sent), name);
        }
        assert_eq!(download_name("image/jpeg", "anh.jpeg"), "anh.jpeg");
        assert_eq!(download_name("image/svg+xml", "bieu-do.svg"), "bieu-do.svg");
    }
}
