//! The number and symbol of a document, in the notation of the Party and in that of the state.
//!
//! Party: `45-KL/TU` (serial, hyphen, type, slash, issuer). State (decree 30/2020, appendix I): `45/QĐ-UBND`; legal
//! normative documents carry the year, `31/2025/QĐ-UBND`; official letters name a unit instead of a type,
//! `123/UBND-TH`.

mod fault;
mod notation;

pub use fault::NumberFault;

use super::text::{Line, TextFault};
use crate::vocabulary::DocumentType;
use haicap_types::{DocumentScheme, Vocabulary, YEARS};
use serde::{Deserialize, Serialize};

/// The types that Party organizations number.
pub const PARTY_TYPES: &[DocumentType] = &[
    DocumentType::Resolution,
    DocumentType::Decision,
    DocumentType::Instruction,
    DocumentType::Conclusion,
    DocumentType::Regulation,
    DocumentType::WorkingRules,
    DocumentType::Notice,
    DocumentType::Guidance,
    DocumentType::Report,
    DocumentType::Plan,
    DocumentType::Programme,
    DocumentType::SubmissionPaper,
    DocumentType::OfficialLetter,
    DocumentType::Scheme,
    DocumentType::Minutes,
];

/// The types that state organizations number (decree 30/2020, appendix III).
pub const STATE_TYPES: &[DocumentType] = &[
    DocumentType::Resolution,
    DocumentType::Decision,
    DocumentType::Instruction,
    DocumentType::Regulation,
    DocumentType::WorkingRules,
    DocumentType::Notice,
    DocumentType::Guidance,
    DocumentType::Report,
    DocumentType::Plan,
    DocumentType::Programme,
    DocumentType::SubmissionPaper,
    DocumentType::OfficialLetter,
    DocumentType::Scheme,
    DocumentType::Dispatch,
    DocumentType::Minutes,
];

/// Types that no organization of the city numbers, and that are registered as they come, in either scheme.
const FOREIGN_TYPES: &[DocumentType] = &[
    DocumentType::Law,
    DocumentType::Decree,
    DocumentType::Circular,
    DocumentType::JointCircular,
    DocumentType::ConsolidatedText,
    DocumentType::Other,
];

/// The state types that can be legal normative documents of a locality.
const NORMATIVE_TYPES: &[DocumentType] = &[DocumentType::Resolution, DocumentType::Decision];

/// A number and symbol in canonical form: `parse(print(n)) == n`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct DocumentNumber {
    scheme: DocumentScheme,
    serial: Serial,
    document_type: DocumentType,
    year: Option<i32>,
    issuer_symbol: Symbol,
    unit_symbol: Option<Symbol>,
}

/// The running number of a document in its series, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "i32", into = "i32")]
pub struct Serial(i32);

/// The part of a symbol that stands for an organization or a unit: `TU`, `UBND`, `BTCTU`, `TTg`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Symbol(String);

/// A number as it stands on a document from anywhere: understood, or kept as written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(into = "String")]
pub enum RecordedNumber {
    /// A number in one of the two notations.
    Formal(DocumentNumber),
    /// Any other notation, as written.
    Verbatim(Line<64>),
}

impl DocumentNumber {
    /// A number of the Party's scheme.
    ///
    /// # Errors
    ///
    /// [`NumberFault::TypeNotInScheme`].
    pub fn party(serial: Serial, document_type: DocumentType, issuer_symbol: Symbol) -> Result<Self, NumberFault> {
        let scheme = DocumentScheme::Party;
        if !types_of(scheme).contains(&document_type) {
            return Err(NumberFault::TypeNotInScheme);
        }
        Ok(Self { scheme, serial, document_type, year: None, issuer_symbol, unit_symbol: None })
    }

    /// A number of the state's scheme; a year makes it one of a legal normative document.
    ///
    /// # Errors
    ///
    /// [`NumberFault::TypeNotInScheme`], [`NumberFault::YearNotForType`], [`NumberFault::Year`]; for an official
    /// letter also those of [`Self::state_letter`].
    pub fn state(
        serial: Serial,
        document_type: DocumentType,
        year: Option<i32>,
        issuer_symbol: Symbol,
    ) -> Result<Self, NumberFault> {
        let scheme = DocumentScheme::State;
        if !types_of(scheme).contains(&document_type) {
            return Err(NumberFault::TypeNotInScheme);
        }
        if year.is_some() && !NORMATIVE_TYPES.contains(&document_type) {
            return Err(NumberFault::YearNotForType);
        }
        if year.is_some_and(|year| !YEARS.contains(&year)) {
            return Err(NumberFault::Year);
        }
        if document_type == DocumentType::OfficialLetter {
            return Self::state_letter(serial, issuer_symbol, None);
        }
        Ok(Self { scheme, serial, document_type, year, issuer_symbol, unit_symbol: None })
    }

    /// The number of an official letter of a state organization, with the unit that drafted it.
    ///
    /// # Errors
    ///
    /// [`NumberFault::Symbol`] if the issuer's symbol would be read as a type of document.
    pub fn state_letter(
        serial: Serial,
        issuer_symbol: Symbol,
        unit_symbol: Option<Symbol>,
    ) -> Result<Self, NumberFault> {
        if notation::is_abbreviation(issuer_symbol.as_str()) {
            return Err(NumberFault::Symbol);
        }
        let (scheme, document_type) = (DocumentScheme::State, DocumentType::OfficialLetter);
        Ok(Self { scheme, serial, document_type, year: None, issuer_symbol, unit_symbol })
    }

    /// Reads a number as people write it: with or without `Số`, with spaces, either normal form, look-alikes of `Đ` and
    /// of the hyphen, any case, leading zeros.
    ///
    /// # Errors
    ///
    /// A [`NumberFault`] that says which part is wrong.
    pub fn parse(text: &str) -> Result<Self, NumberFault> {
        notation::parse(text)
    }

    /// Which rules number the document.
    #[must_use]
    pub const fn scheme(&self) -> DocumentScheme {
        self.scheme
    }

    /// The running number.
    #[must_use]
    pub const fn serial(&self) -> Serial {
        self.serial
    }

    /// The type of the document.
    #[must_use]
    pub const fn document_type(&self) -> DocumentType {
        self.document_type
    }

    /// The year, on legal normative documents only.
    #[must_use]
    pub const fn year(&self) -> Option<i32> {
        self.year
    }

    /// The symbol of the issuing organization.
    #[must_use]
    pub const fn issuer_symbol(&self) -> &Symbol {
        &self.issuer_symbol
    }

    /// Whether it is in the notation of official letters of state organizations, which names no type.
    #[must_use]
    pub fn is_state_letter(&self) -> bool {
        self.scheme == DocumentScheme::State && self.document_type == DocumentType::OfficialLetter
    }

    /// The symbol of the unit that drafted it, on official letters of state organizations only.
    #[must_use]
    pub const fn unit_symbol(&self) -> Option<&Symbol> {
        self.unit_symbol.as_ref()
    }
}

impl Serial {
    /// The first of a series.
    pub const FIRST: Self = Self(1);
    /// The highest serial.
    pub const MAX: i32 = 999_999;

    /// A serial from 1 to [`Self::MAX`].
    ///
    /// # Errors
    ///
    /// [`NumberFault::Serial`].
    pub const fn new(serial: i32) -> Result<Self, NumberFault> {
        if serial >= 1 && serial <= Self::MAX { Ok(Self(serial)) } else { Err(NumberFault::Serial) }
    }

    /// The serial as a number.
    #[must_use]
    pub const fn get(self) -> i32 {
        self.0
    }
}

impl Symbol {
    /// Reads a symbol: 1 to 16 letters and digits, the first a letter; `.` and `&` between them.
    ///
    /// # Errors
    ///
    /// [`NumberFault::Symbol`].
    pub fn new(symbol: &str) -> Result<Self, NumberFault> {
        notation::read_symbol(symbol).map(Self)
    }

    /// The symbol as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl RecordedNumber {
    /// The number on a document of a type; what is not surely understood is kept letter by letter.
    #[must_use]
    pub fn on(document_type: DocumentType, written: Line<64>) -> Self {
        match DocumentNumber::parse(written.as_str()) {
            // A state symbol that names no type is an official letter's only on an official letter: `18/BCTĐ-STP` is
            // the report of a department STP, and no letter of an organization BCTĐ.
            Ok(number) if number.is_state_letter() && document_type != DocumentType::OfficialLetter => {
                Self::Verbatim(written)
            }
            Ok(number) if !FOREIGN_TYPES.contains(&document_type) => Self::Formal(number),
            _ => Self::Verbatim(written),
        }
    }

    /// The same of a text.
    ///
    /// # Errors
    ///
    /// A [`TextFault`] if the text cannot be kept at all.
    pub fn read(document_type: DocumentType, text: &str) -> Result<Self, TextFault> {
        Line::new(text).map(|written| Self::on(document_type, written))
    }
}

/// Whether documents of a type are registered in a scheme. The state's inspectorates issue conclusions, which decree
/// 30/2020 does not list and no book here numbers.
#[must_use]
pub fn is_of_scheme(scheme: DocumentScheme, document_type: DocumentType) -> bool {
    types_of(scheme).contains(&document_type)
        || FOREIGN_TYPES.contains(&document_type)
        || (scheme, document_type) == (DocumentScheme::State, DocumentType::Conclusion)
}

/// The types of a scheme that its organizations number here.
#[must_use]
pub const fn types_of(scheme: DocumentScheme) -> &'static [DocumentType] {
    match scheme {
        DocumentScheme::Party => PARTY_TYPES,
        DocumentScheme::State => STATE_TYPES,
    }
}

/// How a scheme abbreviates a type: a regulation is `QĐi` in the Party and `QyĐ` in the state.
#[must_use]
pub fn abbreviation(scheme: DocumentScheme, document_type: DocumentType) -> &'static str {
    match (scheme, document_type) {
        (DocumentScheme::State, DocumentType::Regulation) => "QyĐ",
        (_, other) => other.word(),
    }
}

impl std::fmt::Display for DocumentNumber {
    /// Both schemes write serials below ten with a zero (`05`): guidance 36-HD/VPTW, decree 30/2020 appendix I.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (serial, issuer) = (self.serial.get(), self.issuer_symbol.as_str());
        let name = abbreviation(self.scheme, self.document_type);
        match (self.scheme, self.year, &self.unit_symbol) {
            (DocumentScheme::Party, _, _) => write!(f, "{serial:02}-{name}/{issuer}"),
            (DocumentScheme::State, Some(year), _) => {
                write!(f, "{serial:02}/{year}/{name}-{issuer}")
            }
            (DocumentScheme::State, None, Some(unit)) => {
                write!(f, "{serial:02}/{issuer}-{}", unit.as_str())
            }
            (DocumentScheme::State, None, None) if self.document_type == DocumentType::OfficialLetter => {
                write!(f, "{serial:02}/{issuer}")
            }
            (DocumentScheme::State, None, None) => write!(f, "{serial:02}/{name}-{issuer}"),
        }
    }
}

impl std::fmt::Display for RecordedNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Formal(number) => number.fmt(f),
            Self::Verbatim(text) => text.fmt(f),
        }
    }
}

impl std::str::FromStr for DocumentNumber {
    type Err = NumberFault;

    fn from_str(text: &str) -> Result<Self, NumberFault> {
        Self::parse(text)
    }
}

impl TryFrom<String> for DocumentNumber {
    type Error = NumberFault;

    fn try_from(text: String) -> Result<Self, NumberFault> {
        Self::parse(&text)
    }
}

impl From<DocumentNumber> for String {
    fn from(number: DocumentNumber) -> Self {
        number.to_string()
    }
}

impl From<RecordedNumber> for String {
    fn from(number: RecordedNumber) -> Self {
        number.to_string()
    }
}

impl TryFrom<i32> for Serial {
    type Error = NumberFault;

    fn try_from(serial: i32) -> Result<Self, NumberFault> {
        Self::new(serial)
    }
}

impl From<Serial> for i32 {
    fn from(serial: Serial) -> Self {
        serial.0
    }
}

impl TryFrom<String> for Symbol {
    type Error = NumberFault;

    fn try_from(symbol: String) -> Result<Self, NumberFault> {
        Self::new(&symbol)
    }
}

impl From<Symbol> for String {
    fn from(symbol: Symbol) -> Self {
        symbol.0
    }
}
