use super::{DocumentNumber, NumberFault, Serial, Symbol, abbreviation, types_of};
use crate::vocabulary::DocumentType;
use haicap_types::{DocumentScheme, Vocabulary};
use unicode_normalization::UnicodeNormalization;

/// Longer texts are not looked at; the longest canonical number has 50 characters.
const LENGTH_MAX: usize = 200;

/// Abbreviations of state types that this system does not keep. Without them `12/TT-BTC`, a circular, would be read as
/// an official letter of an organization `TT`.
const OTHER_STATE_ABBREVIATIONS: &[&str] = &[
    "NĐ", "TT", "TTLT", "TC", "PA", "DA", "HĐ", "BTT", "BGN", "GUQ", "GM", "GGT", "GNP", "PG", "PC", "PB", "SY", "SL",
    "TrS",
];

/// Symbols whose small letters belong to them; all others are written in capitals.
const MIXED_CASE_SYMBOLS: &[&str] = &["TTg"];

/// Letters beside A to Z that abbreviations of Vietnamese names use.
const VIETNAMESE_LETTERS: &str = "ĂÂĐÊÔƠƯăâđêôơư";

const SYMBOL_LENGTH_MAX: usize = 16;

pub(super) fn parse(text: &str) -> Result<DocumentNumber, NumberFault> {
    if text.len() > LENGTH_MAX {
        return Err(NumberFault::Notation);
    }
    let tidy = tidy(text);
    let text = ["Số", "số", "SỐ"].iter().find_map(|label| tidy.strip_prefix(label)).unwrap_or(&tidy);
    let text = text.strip_prefix(':').unwrap_or(text);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (serial, rest) = text.split_at(digits);
    if let Some(rest) = rest.strip_prefix('-') {
        return parse_party(serial, rest);
    }
    if let Some(rest) = rest.strip_prefix('/') {
        return parse_state(serial, rest);
    }
    Err(NumberFault::Notation)
}

fn parse_party(serial: &str, rest: &str) -> Result<DocumentNumber, NumberFault> {
    let (name, issuer) = rest.split_once('/').ok_or(NumberFault::Notation)?;
    let document_type = read_type(DocumentScheme::Party, name)?;
    DocumentNumber::party(read_serial(serial)?, document_type, Symbol::new(issuer)?)
}

fn parse_state(serial: &str, rest: &str) -> Result<DocumentNumber, NumberFault> {
    let serial = read_serial(serial)?;
    let (year, symbol) = match rest.split_once('/') {
        Some((year, symbol)) => (Some(read_year(year)?), symbol),
        None => (None, rest),
    };
    let (first, second) = match symbol.split_once('-') {
        Some((first, second)) => (first, Some(second)),
        None => (symbol, None),
    };
    match read_type(DocumentScheme::State, first) {
        Ok(DocumentType::OfficialLetter) => Err(NumberFault::LetterAbbreviated),
        Ok(document_type) => {
            let issuer = Symbol::new(second.ok_or(NumberFault::Symbol)?)?;
            DocumentNumber::state(serial, document_type, year, issuer)
        }
        Err(NumberFault::UnknownType) if year.is_some() || is_abbreviation(first) => Err(NumberFault::UnknownType),
        Err(NumberFault::UnknownType) => {
            let unit = second.map(Symbol::new).transpose()?;
            DocumentNumber::state_letter(serial, Symbol::new(first)?, unit)
        }
        Err(fault) => Err(fault),
    }
}

/// One normal form, no spaces, one kind of `Đ`, of hyphen and of slash.
fn tidy(text: &str) -> String {
    let letters = text.nfc().filter(|letter| !letter.is_whitespace());
    letters
        .map(|letter| match letter {
            '\u{D0}' | '\u{189}' => 'Đ',
            '\u{F0}' | '\u{256}' => 'đ',
            '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FF0D}' => '-',
            '\u{2044}' | '\u{2215}' | '\u{FF0F}' => '/',
            other => other,
        })
        .collect()
}

fn read_serial(digits: &str) -> Result<Serial, NumberFault> {
    digits.parse().map_err(|_| NumberFault::Serial).and_then(Serial::new)
}

fn read_year(text: &str) -> Result<i32, NumberFault> {
    let is_year = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_year { text.parse().map_err(|_| NumberFault::Year) } else { Err(NumberFault::Notation) }
}

fn read_type(scheme: DocumentScheme, name: &str) -> Result<DocumentType, NumberFault> {
    let named_in = |scheme: DocumentScheme| {
        types_of(scheme).iter().copied().find(|document_type| same(abbreviation(scheme, *document_type), name))
    };
    let elsewhere = || DocumentScheme::ALL.iter().any(|scheme| named_in(*scheme).is_some());
    named_in(scheme).ok_or_else(|| if elsewhere() { NumberFault::TypeNotInScheme } else { NumberFault::UnknownType })
}

/// Whether a state symbol that begins so names a type, not an organization.
pub(super) fn is_abbreviation(text: &str) -> bool {
    read_type(DocumentScheme::State, text) != Err(NumberFault::UnknownType)
        || OTHER_STATE_ABBREVIATIONS.iter().any(|name| same(name, text))
}

pub(super) fn read_symbol(text: &str) -> Result<String, NumberFault> {
    let symbol = tidy(text);
    let is_letter = |letter: char| letter.is_ascii_alphabetic() || VIETNAMESE_LETTERS.contains(letter);
    let is_inside = |letter: char| is_letter(letter) || letter.is_ascii_digit();
    let sized = (1..=SYMBOL_LENGTH_MAX).contains(&symbol.chars().count());
    let shaped = symbol.starts_with(is_letter)
        && symbol.ends_with(is_inside)
        && symbol.chars().all(|letter| is_inside(letter) || matches!(letter, '.' | '&'));
    if !sized || !shaped {
        return Err(NumberFault::Symbol);
    }
    let known = MIXED_CASE_SYMBOLS.iter().find(|known| same(known, &symbol));
    Ok(known.map_or_else(|| symbol.to_uppercase(), |known| (*known).to_owned()))
}

fn same(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::document_number::RecordedNumber;
    use proptest::prelude::*;

    #[test]
    fn numbers_of_both_schemes_are_read_and_printed() {
        let cases = [
            ("45-KL/TU", "45-KL/TU"),
            ("1-QĐ/TU", "01-QĐ/TU"),
            ("0045-KL/TU", "45-KL/TU"),
            ("19-QĐi/TU", "19-QĐi/TU"),
            ("123-CV/TU", "123-CV/TU"),
            ("885-qđ/ubkttw", "885-QĐ/UBKTTW"),
            ("  Số 45 - BC / BTCTU ", "45-BC/BTCTU"),
            ("Số: 5/QĐ-UBND", "05/QĐ-UBND"),
            ("31/2025/QĐ-UBND", "31/2025/QĐ-UBND"),
            ("07/2025/NQ-HĐND", "07/2025/NQ-HĐND"),
            ("19/2025/QĐ-TTg", "19/2025/QĐ-TTg"),
            ("19/2025/qđ-ttg", "19/2025/QĐ-TTg"),
            ("4/QyĐ-UBND", "04/QyĐ-UBND"),
            ("123/UBND-TH", "123/UBND-TH"),
            ("123/ubnd", "123/UBND"),
            ("45–KL∕TU", "45-KL/TU"),
        ];
        for (written, printed) in cases {
            assert_eq!(
                DocumentNumber::parse(written).map(|number| number.to_string()),
                Ok(printed.to_owned()),
                "{written}"
            );
        }
    }

    #[test]
    fn what_is_no_number_is_refused_with_the_part_that_is_wrong() {
        let cases = [
            ("", NumberFault::Notation),
            ("45", NumberFault::Notation),
            ("KL/TU", NumberFault::Notation),
            ("45-KL", NumberFault::Notation),
            ("45/25/QĐ-UBND", NumberFault::Notation),
            ("-KL/TU", NumberFault::Serial),
            ("0-KL/TU", NumberFault::Serial),
            ("1000000-KL/TU", NumberFault::Serial),
            ("99999999999999999999/QĐ-UBND", NumberFault::Serial),
            ("45-XX/TU", NumberFault::UnknownType),
            ("12/TT-BTC", NumberFault::UnknownType),
            ("30/2020/NĐ-CP", NumberFault::UnknownType),
            ("45-CĐ/TU", NumberFault::TypeNotInScheme),
            ("45/KL-TU", NumberFault::TypeNotInScheme),
            ("45/CV-UBND", NumberFault::LetterAbbreviated),
            ("31/2025/KH-UBND", NumberFault::YearNotForType),
            ("31/0000/QĐ-UBND", NumberFault::Year),
            ("45/QĐ", NumberFault::Symbol),
            ("45-KL/", NumberFault::Symbol),
            ("45-KL/TU/TU", NumberFault::Symbol),
            ("45-KL/TU\u{200B}", NumberFault::Symbol),
            ("45/2025", NumberFault::Symbol),
            ("45/QĐ-UBND-TH", NumberFault::Symbol),
        ];
        for (written, fault) in cases {
            assert_eq!(DocumentNumber::parse(written), Err(fault), "{written}");
        }
        assert_eq!(DocumentNumber::parse(&"4".repeat(10_000)), Err(NumberFault::Notation));
    }

    #[test]
    fn h15_look_alike_letters_make_the_same_number() {
        let number = DocumentNumber::parse("45/QĐ-HĐND");
        assert_eq!(DocumentNumber::parse("45/Q\u{D0}-H\u{D0}ND"), number);
        assert_eq!(DocumentNumber::parse("45/q\u{F0}-h\u{111}nd"), number);
        let recorded = RecordedNumber::read(DocumentType::Decision, "45/Q\u{D0}-H\u{D0}ND").unwrap();
        assert_eq!(recorded.to_string(), "45/QĐ-HĐND");
    }

    #[test]
    fn numbers_of_real_papers_are_understood_or_kept_letter_by_letter() {
        use DocumentType::{
            Circular, Conclusion, ConsolidatedText, Decision, Decree, Dispatch, Guidance, Instruction, JointCircular,
            Law, Minutes, Notice, OfficialLetter, Other, Plan, Programme, Regulation, Report, Resolution, Scheme,
            SubmissionPaper, WorkingRules,
        };
        // What is printed, and whether it is understood.
        let cases = [
            (Report, "18/BCTĐ-STP", "18/BCTĐ-STP", false),
            (SubmissionPaper, "318/TTrCAT-PC04", "318/TTrCAT-PC04", false),
            (Resolution, "122/NQHĐND", "122/NQHĐND", false),
            (Conclusion, "15/KL-TTr", "15/KL-TTr", false),
            (Circular, "7/2021/TT-BNV", "7/2021/TT-BNV", false),
            (Circular, "12/TT-BTC", "12/TT-BTC", false),
            (JointCircular, "02/2025/TTLT-BCA-BQP", "02/2025/TTLT-BCA-BQP", false),
            (ConsolidatedText, "03/VBHN-VPQH", "03/VBHN-VPQH", false),
            (Decree, "30/2020/NĐ-CP", "30/2020/NĐ-CP", false),
            (Decree, "154/2025/NĐ-CP", "154/2025/NĐ-CP", false),
            (Law, "72/2025/QH15", "72/2025/QH15", false),
            (Resolution, "202/2025/QH15", "202/2025/QH15", false),
            (Resolution, "1685/NQ-UBTVQH15", "1685/NQ-UBTVQH15", true),
            (Resolution, "76/2025/UBTVQH15", "76/2025/UBTVQH15", false),
            (Resolution, "60-NQ/TW", "60-NQ/TW", true),
            (Conclusion, "127-KL/TW", "127-KL/TW", true),
            (Conclusion, "9-KL/TU", "09-KL/TU", true),
            (Decision, "885-QĐ/UBKTTW", "885-QĐ/UBKTTW", true),
            (Decision, "1685/QĐ-UBND", "1685/QĐ-UBND", true),
            (Decision, "31/2025/QĐ-UBND", "31/2025/QĐ-UBND", true),
            (Decision, "19/2025/QĐ-TTg", "19/2025/QĐ-TTg", true),
            (Decision, "1130/QĐ-BNV-TCCB", "1130/QĐ-BNV-TCCB", false),
            (Decision, "Số 5/QĐ-UBND", "05/QĐ-UBND", true),
            (Decision, "12/QĐ", "12/QĐ", false),
            (Decision, "12/QĐUB", "12/QĐUB", false),
            (Decision, "12-QĐ/ĐU", "12-QĐ/ĐU", true),
            (Decision, "01-QĐ/ĐUP", "01-QĐ/ĐUP", true),
            (Regulation, "22-QĐi/TW", "22-QĐi/TW", true),
            (Regulation, "22-QĐ/TW", "22-QĐ/TW", true),
            (Regulation, "04/QyĐ-UBND", "04/QyĐ-UBND", true),
            (Guidance, "36-HD/VPTW", "36-HD/VPTW", true),
            (Guidance, "03/HD-SNV", "03/HD-SNV", true),
            (Guidance, "12-HD/BTCTW", "12-HD/BTCTW", true),
            (Instruction, "45-CT/TW", "45-CT/TW", true),
            (Instruction, "16/CT-TTg", "16/CT-TTg", true),
            (Plan, "249-KH/UBKTTW", "249-KH/UBKTTW", true),
            (Plan, "02-KH/BCĐTW", "02-KH/BCĐTW", true),
            (Plan, "1234/KH-UBND", "1234/KH-UBND", true),
            (Plan, "31/2025/KH-UBND", "31/2025/KH-UBND", false),
            (Notice, "1-TB/TU", "01-TB/TU", true),
            (Notice, "411/TB-VPCP", "411/TB-VPCP", true),
            (Notice, "99-TB/TGV", "99-TB/TGV", true),
            (Programme, "11-CTr/TU", "11-CTr/TU", true),
            (Programme, "11-CTrHĐ/TU", "11-CTrHĐ/TU", false),
            (Scheme, "01-ĐA/TU", "01-ĐA/TU", true),
            (WorkingRules, "01-QC/TU", "01-QC/TU", true),
            (Minutes, "07/BB-HĐND", "07/BB-HĐND", true),
            (Dispatch, "86/CĐ-TTg", "86/CĐ-TTg", true),
            (OfficialLetter, "123-CV/TU", "123-CV/TU", true),
            (OfficialLetter, "4567/UBND-TH", "4567/UBND-TH", true),
            (OfficialLetter, "4567/SNV-XDCQ&CTTN", "4567/SNV-XDCQ&CTTN", true),
            (OfficialLetter, "4567/UBND", "4567/UBND", true),
            (OfficialLetter, "12/CV-UBND", "12/CV-UBND", false),
            (OfficialLetter, "12 CV/ĐU", "12 CV/ĐU", false),
            (Report, "155/BC-SNV", "155/BC-SNV", true),
            (Report, "15/BC-TCT06", "15/BC-TCT06", true),
            (Report, "15 BC/ĐU", "15 BC/ĐU", false),
            (Report, "BC 15", "BC 15", false),
            (Report, "không số", "không số", false),
            (Report, "15a/BC-UBND", "15a/BC-UBND", false),
            (Other, "33/GM-UBND", "33/GM-UBND", false),
            (Other, "33/PC-VP", "33/PC-VP", false),
            (Other, "33/SNV-VP", "33/SNV-VP", false),
        ];
        for (document_type, written, printed, is_understood) in cases {
            let number = RecordedNumber::read(document_type, written).unwrap();
            let found = (number.to_string(), matches!(number, RecordedNumber::Formal(_)));
            assert_eq!(found, (printed.to_owned(), is_understood), "{written}");
            assert_eq!(RecordedNumber::read(document_type, printed), Ok(number), "it reads back: {written}");
        }
        assert!(RecordedNumber::read(Other, "12\u{202E}").is_err());
    }

    fn any_symbol() -> impl Strategy<Value = Symbol> {
        "[A-ZĐƯ]([A-ZĐ0-9]|[.&][A-ZĐ0-9]){0,7}".prop_map(|symbol| Symbol::new(&symbol).unwrap())
    }

    fn any_number() -> impl Strategy<Value = DocumentNumber> {
        let types = (
            prop::sample::select(types_of(DocumentScheme::Party)),
            prop::sample::select(types_of(DocumentScheme::State)),
        );
        let symbols = (any_symbol(), prop::option::of(any_symbol()));
        (0..3, 1..=Serial::MAX, types, 1900..=2200, symbols).prop_filter_map(
            "the issuer's symbol may be an abbreviation",
            |(form, serial, (party, state), year, (issuer, unit))| {
                let serial = Serial::new(serial).ok()?;
                match form {
                    0 => DocumentNumber::party(serial, party, issuer).ok(),
                    1 => DocumentNumber::state_letter(serial, issuer, unit).ok(),
                    _ => DocumentNumber::state(serial, state, Some(year), issuer.clone())
                        .or_else(|_| DocumentNumber::state(serial, state, None, issuer))
                        .ok(),
                }
            },
        )
    }

    proptest! {
        #[test]
        fn printed_numbers_are_read_back_as_they_were(number in any_number()) {
            let printed = number.to_string();
            prop_assert_eq!(DocumentNumber::parse(&printed), Ok(number.clone()));
            prop_assert_eq!(DocumentNumber::parse(&printed.to_lowercase()), Ok(number.clone()));
            let decomposed: String = printed.nfd().collect();
            prop_assert_eq!(DocumentNumber::parse(&decomposed), Ok(number.clone()));
        }

        #[test]
        fn no_text_makes_the_parser_panic(text in "\\PC*|[0-9]{0,8}[-/]([A-Za-zĐđÐ0-9.&]|[-/ ]){0,20}") {
            if let Ok(number) = DocumentNumber::parse(&text) {
                prop_assert_eq!(DocumentNumber::parse(&number.to_string()), Ok(number));
            }
        }
    }
}
