use super::Problem;
use haicap_types::Line;
use serde::Deserialize;
use utoipa::IntoParams;

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
}
