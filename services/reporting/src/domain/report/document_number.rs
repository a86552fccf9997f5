//! The number and symbol of a report: `45-BC/BTCTU` on documents of the Party (Guidance 36-HD/VPTW), `155/BC-SNV` on
//! those of the state (Decree 30/2020, appendix I).

use haicap_types::{DocumentScheme, Faults, Line, Words, fold};

/// The sign of reports.
const REPORT: &str = "BC";

/// What separates the number from the type, and the type from the issuer.
const fn separators(scheme: DocumentScheme) -> (char, char) {
    match scheme {
        DocumentScheme::Party => ('-', '/'),
        DocumentScheme::State => ('/', '-'),
    }
}

/// What follows the number of an issuer's report: `BC/BTCTU` or `BC-SNV`.
#[must_use]
pub fn symbol(scheme: DocumentScheme, issuer: Option<&str>) -> String {
    let (_, inner) = separators(scheme);
    issuer.map_or_else(|| REPORT.to_owned(), |issuer| format!("{REPORT}{inner}{issuer}"))
}

/// The number, from 1, and the symbol of a report that was sent, in the notation of its scheme, whatever notation it was
/// kept in. None where it is written in neither.
#[must_use]
pub fn number_and_symbol(text: &str, scheme: DocumentScheme) -> Option<(u32, String)> {
    let (_, inner) = separators(scheme);
    let (serial, written, rest) = parted(text)?;
    let (_, other) = separators(written);
    let symbol = rest.split_once(other).map(|(kind, issuer)| format!("{kind}{inner}{issuer}"));
    Some((serial, symbol.unwrap_or_else(|| rest.to_owned())))
}

/// Whether a text is a number and symbol in one of the two notations.
#[must_use]
pub fn is_number(text: &str) -> bool {
    parted(text).is_some_and(|(_, scheme, rest)| {
        let (_, inner) = separators(scheme);
        rest.split_once(inner).is_some_and(|(kind, issuer)| !kind.is_empty() && !issuer.is_empty())
    })
}

/// The number and symbol of a report in the form in which it is kept. `issuer` is the symbol of the organization that
/// sends it; none where the directory knows none.
///
/// # Errors
/// It is written in the notation of the other scheme, it is not a report's, or another organization's.
pub fn checked(text: &str, scheme: DocumentScheme, issuer: Option<&str>) -> Result<Line<64>, Faults> {
    let (outer, inner) = separators(scheme);
    let mut faults = Faults::default();
    let parts = parted(text).filter(|(_, written, _)| *written == scheme);
    let parts = parts.and_then(|(serial, _, rest)| Some((serial, rest.split_once(inner)?)));
    let Some((serial, (kind, said))) = parts else {
        faults.note(AT, other_notation(scheme, issuer));
        return faults.all(None);
    };
    faults.expect(fold(kind) == fold(REPORT), AT, NOT_A_REPORT);
    faults.expect(issuer.is_none_or(|issuer| fold(issuer) == fold(said)), AT, other_issuer(scheme, issuer));
    let symbol = symbol(scheme, Some(issuer.unwrap_or(said)));
    let number: Option<Line<64>> = faults.text(AT, &format!("{serial:02}{outer}{symbol}"));
    faults.all(number)
}

/// The number, the scheme in whose notation it is written, and what follows it.
fn parted(text: &str) -> Option<(u32, DocumentScheme, &str)> {
    let at = text.find(['-', '/'])?;
    let (number, rest) = (text.get(..at)?, text.get(at + 1..)?);
    let scheme = if text.get(at..)?.starts_with('-') { DocumentScheme::Party } else { DocumentScheme::State };
    let is_plain = number.bytes().all(|byte| byte.is_ascii_digit()) && (1..=6).contains(&number.len());
    let is_symbol = !rest.is_empty() && !rest.contains(char::is_whitespace);
    number.parse().ok().filter(|number| is_plain && is_symbol && *number > 0).map(|number| (number, scheme, rest))
}

const AT: &str = "/document_number";

fn example(scheme: DocumentScheme, issuer: Option<&str>) -> String {
    let (outer, _) = separators(scheme);
    let issuer = issuer.unwrap_or(match scheme {
        DocumentScheme::Party => "BTCTU",
        DocumentScheme::State => "SNV",
    });
    format!("45{outer}{}", symbol(scheme, Some(issuer)))
}

fn other_notation(scheme: DocumentScheme, issuer: Option<&str>) -> Words {
    let example = example(scheme, issuer);
    match scheme {
        DocumentScheme::Party => Words::with(
            format!("Đây là báo cáo theo thể thức văn bản của Đảng: số và ký hiệu phải viết như {example}."),
            format!("The report follows the rules of the Party: its number must be written like {example}."),
        ),
        DocumentScheme::State => Words::with(
            format!("Đây là báo cáo theo thể thức văn bản hành chính: số và ký hiệu phải viết như {example}."),
            format!("The report follows the rules of the state: its number must be written like {example}."),
        ),
    }
}

fn other_issuer(scheme: DocumentScheme, issuer: Option<&str>) -> Words {
    let example = example(scheme, issuer);
    Words::with(
        format!("Ký hiệu không phải của cơ quan gửi báo cáo; hãy viết như {example}."),
        format!("The symbol is not that of the organization that sends the report; write it like {example}."),
    )
}

const NOT_A_REPORT: Words =
    Words::new("Ký hiệu loại văn bản của báo cáo phải là BC.", "The sign of reports in a number must be BC.");

#[cfg(test)]
mod tests {
    use super::*;
    use DocumentScheme::{Party, State};

    #[test]
    fn a_report_has_the_number_of_its_scheme_and_of_its_organization() {
        for (text, scheme, issuer, kept) in [
            ("45-BC/BTCTU", Party, Some("BTCTU"), Some("45-BC/BTCTU")),
            ("5-bc/btctu", Party, Some("BTCTU"), Some("05-BC/BTCTU")),
            ("045-BC/DU", Party, Some("ĐU"), Some("45-BC/ĐU")),
            ("45-BC/BTCTU", Party, None, Some("45-BC/BTCTU")),
            ("155/BC-SNV", State, Some("SNV"), Some("155/BC-SNV")),
            ("155/BC-SNV-VP", State, None, Some("155/BC-SNV-VP")),
            ("155/BC-SNV", Party, Some("SNV"), None),
            ("155-BC/SNV", State, Some("SNV"), None),
            ("155/BC/SNV", State, Some("SNV"), None),
            ("17-QĐ/BTCTU", Party, Some("BTCTU"), None),
            ("17-BC/BTCTU", Party, Some("VPTU"), None),
            ("0-BC/BTCTU", Party, Some("BTCTU"), None),
            ("45-BC", Party, Some("BTCTU"), None),
        ] {
            let checked = checked(text, scheme, issuer).ok();
            assert_eq!(checked.as_ref().map(Line::as_str), kept, "{text}");
        }
    }

    #[test]
    fn what_was_sent_is_printed_in_the_notation_of_its_scheme() {
        for (text, scheme, printed) in [
            ("45-BC/BTCTU", Party, Some((45, "BC/BTCTU"))),
            ("155/BC-SNV", State, Some((155, "BC-SNV"))),
            ("155-BC/SNV", State, Some((155, "BC-SNV"))),
            ("17-QĐ/BTCTU", Party, Some((17, "QĐ/BTCTU"))),
            ("45-BC", Party, Some((45, "BC"))),
            ("BC/BTCTU", Party, None),
            ("45 BC", Party, None),
        ] {
            let found = number_and_symbol(text, scheme);
            assert_eq!(found.as_ref().map(|(number, symbol)| (*number, symbol.as_str())), printed, "{text}");
        }
    }

    #[test]
    fn both_notations_are_numbers() {
        let texts = ["45-BC/BTCTU", "155/BC-SNV", "45-BC", "45 BC", "45-/BTCTU", "45-BC/", "x-BC/TU", "0000000-BC/TU"];
        assert_eq!(texts.map(is_number), [true, true, false, false, false, false, false, false]);
    }
}
