use crate::model::{Document, Level};
use crate::notation::{self, fill};
use crate::number::Number;
use chrono::NaiveDate;
use haicap_types::{DocumentScheme, Urgency};
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

/// A template pack: the sizes, wordings and punctuation of one set of rules, as a file in `packs/` says them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pack {
    pub(crate) name: String,
    scheme: DocumentScheme,
    in_force_from: NaiveDate,
    pub(crate) page: PageStyle,
    pub(crate) heading: HeadingStyle,
    pub(crate) title: TitleStyle,
    pub(crate) address: AddressStyle,
    pub(crate) body: BodyStyle,
    levels: [LevelStyle; 4],
    pub(crate) tables: TableStyle,
    pub(crate) signature: SignatureStyle,
    pub(crate) recipients: RecipientsStyle,
    pub(crate) appendix: AppendixStyle,
    notation: Notation,
}

impl Pack {
    /// The pack of the rules in force when a document of this scheme was issued. A document older than all of them
    /// follows the oldest.
    #[must_use]
    pub fn for_document(scheme: DocumentScheme, issued_on: NaiveDate) -> &'static Self {
        let (first, others) = match scheme {
            DocumentScheme::Party => (&PACKS.party_2018, [Some(&PACKS.party_2026)]),
            DocumentScheme::State => (&PACKS.state_2020, [None]),
        };
        others.into_iter().flatten().rfind(|pack| pack.in_force_from <= issued_on).unwrap_or(first)
    }

    pub(crate) fn of(document: &Document) -> &'static Self {
        Self::for_document(document.scheme, document.heading.issued_on.unwrap_or(document.drawn_on))
    }

    /// The name of the pack: `party-2018`.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whose documents the pack is for.
    #[must_use]
    pub fn scheme(&self) -> DocumentScheme {
        self.scheme
    }

    /// A date as running text has it: `ngày 22/9/2025`.
    #[must_use]
    pub fn date(&self, date: NaiveDate) -> String {
        notation::date(&self.notation.date, date)
    }

    /// A date as headings have it: `ngày 05 tháng 9 năm 2025`.
    #[must_use]
    pub fn date_in_words(&self, date: NaiveDate) -> String {
        notation::date(&self.notation.date_in_words, date)
    }

    /// A date of which only the year is known, with room to write day and month in.
    pub(crate) fn date_of_draft(&self, year: i32) -> String {
        let room = notation::room(self.heading.date_room);
        fill(&self.notation.date, &[("day", &room), ("month", &room), ("year", &year.to_string())])
    }

    /// A stretch of days: `từ ngày 15/9/2025 đến ngày 21/9/2025`.
    #[must_use]
    pub fn span(&self, from: NaiveDate, to: NaiveDate) -> String {
        fill(&self.notation.span, &[("from", &self.date(from)), ("to", &self.date(to))])
    }

    /// Per cent: `97,6%`.
    #[must_use]
    pub fn percent(&self, number: Number) -> String {
        fill(&self.notation.percent, &[("number", &number.to_string())])
    }

    /// A change in percentage points: `7,6 điểm %`.
    pub(crate) fn points(&self, number: Number) -> String {
        fill(&self.notation.points, &[("number", &number.to_string())])
    }

    pub(crate) fn level(&self, level: Level) -> &LevelStyle {
        let [one, two, three, four] = &self.levels;
        match level {
            Level::One => one,
            Level::Two => two,
            Level::Three => three,
            Level::Four => four,
        }
    }
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PageStyle {
    pub(crate) top: f64,
    pub(crate) bottom: f64,
    pub(crate) left: f64,
    pub(crate) right: f64,
    pub(crate) number_from_top: f64,
    pub(crate) number_size: f64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct HeadingStyle {
    pub(crate) national: Vec<NationalLine>,
    pub(crate) parent_size: f64,
    pub(crate) issuer_size: f64,
    /// Stands alone under the issuing body; empty for none.
    pub(crate) issuer_mark: String,
    /// A rule under the issuing body, as a part of its line; 0 for none.
    pub(crate) issuer_rule_percent: f64,
    pub(crate) number_size: f64,
    /// The number with its symbol.
    pub(crate) number: String,
    /// The line that it stands on.
    pub(crate) number_line: String,
    pub(crate) number_room: usize,
    /// Whether number and place share a row below the two columns.
    pub(crate) number_beside_place: bool,
    pub(crate) left_at_least: f64,
    pub(crate) place: String,
    pub(crate) place_size: f64,
    pub(crate) date_room: usize,
    pub(crate) draft_size: f64,
    pub(crate) urgency_size: f64,
    pub(crate) urgency_boxed: bool,
    urgency: UrgencyWords,
}

impl HeadingStyle {
    pub(crate) fn urgency(&self, urgency: Urgency) -> Option<&str> {
        match urgency {
            Urgency::Normal => None,
            Urgency::Urgent => Some(&self.urgency.urgent),
            Urgency::VeryUrgent => Some(&self.urgency.very_urgent),
            Urgency::Immediate => Some(&self.urgency.immediate),
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NationalLine {
    pub(crate) text: String,
    pub(crate) size: f64,
    pub(crate) bold: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct UrgencyWords {
    urgent: String,
    very_urgent: String,
    immediate: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TitleStyle {
    /// The name of a document that has none, in the file's properties.
    pub(crate) untitled: String,
    pub(crate) type_size: f64,
    pub(crate) abstract_size: f64,
    /// Whether the abstract begins with a capital.
    pub(crate) abstract_capital: bool,
    pub(crate) separator: String,
    pub(crate) separator_size: f64,
    pub(crate) separator_rule_percent: f64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AddressStyle {
    /// Stands before one addressee, and above several.
    pub(crate) label: String,
    pub(crate) size: f64,
    pub(crate) before: String,
    pub(crate) after: String,
    pub(crate) last: String,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct BodyStyle {
    pub(crate) size: f64,
    /// The exact height of a line.
    pub(crate) line_points: f64,
    pub(crate) spacing_points: f64,
    pub(crate) first_line: f64,
    pub(crate) bullet: String,
    pub(crate) end_mark: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LevelStyle {
    pub(crate) number: String,
    pub(crate) bold: bool,
    pub(crate) capitals: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TableStyle {
    pub(crate) size: f64,
    pub(crate) caption_size: f64,
    pub(crate) unit: String,
    pub(crate) unit_size: f64,
    /// What stands above a chart.
    pub(crate) chart: String,
    /// The names of sheets in a workbook: with a table, and without any.
    pub(crate) sheet: String,
    pub(crate) text_sheet: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SignatureStyle {
    pub(crate) capacity_size: f64,
    pub(crate) title_size: f64,
    pub(crate) title_bold: bool,
    /// Whether the title is bold where no capacity stands above it.
    pub(crate) title_alone_bold: bool,
    pub(crate) name_size: f64,
    /// Room for the signature and the seal.
    pub(crate) gap: f64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RecipientsStyle {
    pub(crate) label: String,
    pub(crate) label_size: f64,
    pub(crate) label_underlined: bool,
    pub(crate) label_bold: bool,
    pub(crate) label_italic: bool,
    pub(crate) size: f64,
    pub(crate) before: String,
    pub(crate) after: String,
    pub(crate) last: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AppendixStyle {
    pub(crate) label: String,
    /// Where there are several.
    pub(crate) numbered_label: String,
    pub(crate) label_size: f64,
    pub(crate) title_size: f64,
    /// What the appendix belongs to.
    pub(crate) reference: String,
    /// The same, where the document has no type of its own.
    pub(crate) untyped: String,
    pub(crate) reference_size: f64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Notation {
    percent: String,
    points: String,
    date: String,
    date_in_words: String,
    span: String,
}

struct Packs {
    party_2018: Pack,
    party_2026: Pack,
    state_2020: Pack,
}

static PACKS: LazyLock<Packs> = LazyLock::new(|| Packs {
    party_2018: read(include_str!("../packs/party-2018.toml")),
    party_2026: read(include_str!("../packs/party-2026.toml")),
    state_2020: read(include_str!("../packs/state-2020.toml")),
});

#[expect(clippy::expect_used, reason = "a test reads every pack, and they cannot change after the build")]
fn read(text: &str) -> Pack {
    toml::from_str(text).expect("the packs are well-formed")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_issue_date_chooses_the_pack() {
        for (scheme, issued_on, name) in [
            (DocumentScheme::Party, "2001-01-01", "party-2018"),
            (DocumentScheme::Party, "2025-09-22", "party-2018"),
            (DocumentScheme::Party, "2026-05-26", "party-2018"),
            (DocumentScheme::Party, "2026-05-27", "party-2026"),
            (DocumentScheme::State, "2025-09-22", "state-2020"),
        ] {
            let pack = Pack::for_document(scheme, day(issued_on));
            assert_eq!(pack.name(), name, "{issued_on}");
            assert_eq!(pack.scheme(), scheme);
        }
    }

    #[test]
    fn days_below_ten_and_the_first_two_months_are_padded() {
        let pack = Pack::for_document(DocumentScheme::Party, day("2025-09-22"));
        assert_eq!(pack.date(day("2025-09-22")), "ngày 22/9/2025");
        assert_eq!(pack.date(day("2017-03-08")), "ngày 08/3/2017");
        assert_eq!(pack.date_in_words(day("2025-09-05")), "ngày 05 tháng 9 năm 2025");
        assert_eq!(pack.date_in_words(day("2026-02-03")), "ngày 03 tháng 02 năm 2026");
        assert_eq!(pack.date_in_words(day("2025-12-30")), "ngày 30 tháng 12 năm 2025");
        assert_eq!(pack.span(day("2025-09-15"), day("2025-09-21")), "từ ngày 15/9/2025 đến ngày 21/9/2025");
        assert_eq!(pack.percent(Number::new(976, 1)), "97,6%");
    }
}
