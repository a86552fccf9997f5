//! Number books: which serial a document gets, and within which span no serial is given twice.

use super::document_number::{DocumentNumber, NumberFault, Serial, Symbol};
use super::text::BookCode;
use crate::vocabulary::DocumentType;
use chrono::{Datelike, NaiveDate};
use haicap_types::{DocumentScheme, OrganizationCode, Words};

/// How many serials a series may be carried forward by one number that is given by hand or registered; a larger step
/// is a slip of the pen.
pub const RESERVED_AHEAD_MAX: i32 = 500;

/// A book from which one or several organizations number their documents: one for all that issue as `/TU`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberBook {
    /// The book's code.
    pub code: BookCode,
    /// Which rules it follows.
    pub scheme: DocumentScheme,
    /// The symbol that its numbers carry.
    pub issuer_symbol: Symbol,
    /// The organizations that number from it.
    pub issuers: Vec<OrganizationCode>,
}

/// A committee's term: Party serials begin anew with each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    /// Its first day.
    pub starts_on: NaiveDate,
    /// Its last day; none while it runs.
    pub ends_on: Option<NaiveDate>,
}

/// Whether a document is a legal normative one; those have a series of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LegalForce {
    /// Any other document.
    Ordinary,
    /// A legal normative document: its number carries the year.
    Normative,
}

/// How long a series runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Span {
    /// A committee's term, known by its first day.
    Term(NaiveDate),
    /// A calendar year.
    Year(i32),
}

/// A series: within it no serial is used twice. Printed, it is the key of a row: `TU:KL:ordinary:2025-10-14`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SeriesKey {
    /// The book.
    pub book: BookCode,
    /// The type of the documents.
    pub document_type: DocumentType,
    /// Whether they are normative.
    pub force: LegalForce,
    /// The span.
    pub span: Span,
}

/// How far a series has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// The first serial that may be given here; those before it were given on paper.
    pub opens_at: Serial,
    /// The highest serial so far after which the series goes on; `None` if there is none yet.
    pub reached: Option<Serial>,
}

/// A serial that somebody names, among those that are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Named {
    /// The serial.
    pub serial: Serial,
    /// Whether it is taken already.
    pub is_taken: bool,
    /// The highest serial below it that is taken, whether the series goes on after that one or not.
    pub below: Option<Serial>,
}

/// A serial that a document takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Taking {
    /// The serial.
    pub serial: Serial,
    /// Whether the series goes on after it.
    pub moves_series: bool,
}

/// Why a book does not give a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BookFault {
    /// No term of the committee holds the date.
    NoTerm,
    /// The number is of the other scheme.
    OtherScheme,
    /// The number carries another organization's symbol.
    OtherSymbol,
    /// The organization does not number from this book.
    OtherIssuer,
    /// The year in the number is not that of the issue date.
    OtherYear,
    /// The serial is given already.
    Taken(Serial),
    /// The serial was given on paper before the book was opened here.
    BeforeOpening(Serial),
    /// The serial is too far ahead of the highest.
    TooFarAhead(Serial),
    /// The series has come to its end.
    Exhausted,
    /// The scheme has no such number.
    Number(NumberFault),
}

/// The series that a document belongs to: per type within a committee's term (Party) or a calendar year (state).
///
/// Where terms overlap by mistake, the later one counts, as in the committees' own practice.
///
/// # Errors
///
/// [`BookFault::NoTerm`] for a Party document issued outside every term.
pub fn series_key(
    book: &NumberBook,
    document_type: DocumentType,
    force: LegalForce,
    issued_on: NaiveDate,
    terms: &[Term],
) -> Result<SeriesKey, BookFault> {
    let span = match book.scheme {
        DocumentScheme::State => Span::Year(issued_on.year()),
        DocumentScheme::Party => {
            let starts = terms.iter().filter(|term| term.holds(issued_on)).map(|term| term.starts_on);
            Span::Term(starts.max().ok_or(BookFault::NoTerm)?)
        }
    };
    Ok(SeriesKey { book: book.code.clone(), document_type, force, span })
}

/// The serial that comes next: gaps left by reserved numbers are never filled by themselves. It may be taken by a
/// registered number, and then the first free one after it comes next.
///
/// # Errors
///
/// [`BookFault::Exhausted`].
pub fn next_serial(standing: Standing) -> Result<Serial, BookFault> {
    let Some(reached) = standing.reached else {
        return Ok(standing.opens_at);
    };
    Ok(following(reached)?.max(standing.opens_at))
}

/// The serial after another.
///
/// # Errors
///
/// [`BookFault::Exhausted`].
pub fn following(serial: Serial) -> Result<Serial, BookFault> {
    Serial::new(serial.get() + 1).map_err(|_| BookFault::Exhausted)
}

/// A serial given by hand to a document that is issued: in a gap, or at most [`RESERVED_AHEAD_MAX`] ahead of the series
/// or of a registered number, so that an organization whose first numbers were given on paper goes on from the last of
/// them.
///
/// # Errors
///
/// [`BookFault::Taken`], [`BookFault::BeforeOpening`], [`BookFault::TooFarAhead`].
pub fn reserved_serial(standing: Standing, named: Named) -> Result<Taking, BookFault> {
    let serial = named.serial;
    if named.is_taken {
        return Err(BookFault::Taken(serial));
    }
    if serial < standing.opens_at {
        return Err(BookFault::BeforeOpening(standing.opens_at));
    }
    let goes_on_from = |below: Serial| leaves_enough(serial) && is_near(below, serial);
    if is_near(standing.present(), serial) || named.below.is_some_and(goes_on_from) {
        return Ok(Taking { serial, moves_series: leaves_enough(serial) });
    }
    Err(BookFault::TooFarAhead(standing.present()))
}

/// The serial of a document that was issued on paper. Whatever it is, it is taken, and never given again; far ahead of
/// the series it leaves the series where it is, so that one wrong digit does not use it up.
///
/// # Errors
///
/// [`BookFault::Taken`].
pub fn registered_serial(standing: Standing, named: Named) -> Result<Taking, BookFault> {
    if named.is_taken {
        return Err(BookFault::Taken(named.serial));
    }
    let moves_series = is_near(standing.present(), named.serial) && leaves_enough(named.serial);
    Ok(Taking { serial: named.serial, moves_series })
}

/// Whether a serial is at most [`RESERVED_AHEAD_MAX`] ahead of another.
const fn is_near(from: Serial, serial: Serial) -> bool {
    serial.get() - from.get() <= RESERVED_AHEAD_MAX
}

/// Whether a series that goes on after a serial has numbers left: the last ones are left to the series itself, so that
/// numbers given by hand or registered never use it up.
const fn leaves_enough(serial: Serial) -> bool {
    Serial::MAX - serial.get() >= RESERVED_AHEAD_MAX
}

impl Standing {
    /// Where the series stands, the serials before its opening included.
    fn present(self) -> Serial {
        self.reached.unwrap_or(self.opens_at).max(self.opens_at)
    }
}

impl NumberBook {
    /// The number that a serial makes for a document; `unit` is the drafting unit of a state official letter.
    ///
    /// # Errors
    ///
    /// [`BookFault::Number`] if the scheme has no such number.
    pub fn number(
        &self,
        serial: Serial,
        document_type: DocumentType,
        force: LegalForce,
        issued_on: NaiveDate,
        unit: Option<Symbol>,
    ) -> Result<DocumentNumber, BookFault> {
        let issuer = self.issuer_symbol.clone();
        let number = match (self.scheme, force, document_type) {
            (DocumentScheme::Party, LegalForce::Normative, _) => Err(NumberFault::YearNotForType),
            (DocumentScheme::Party, LegalForce::Ordinary, _) => DocumentNumber::party(serial, document_type, issuer),
            (DocumentScheme::State, LegalForce::Normative, _) => {
                DocumentNumber::state(serial, document_type, Some(issued_on.year()), issuer)
            }
            (DocumentScheme::State, LegalForce::Ordinary, DocumentType::OfficialLetter) => {
                DocumentNumber::state_letter(serial, issuer, unit)
            }
            (DocumentScheme::State, LegalForce::Ordinary, _) => {
                DocumentNumber::state(serial, document_type, None, issuer)
            }
        };
        number.map_err(BookFault::Number)
    }

    /// The series of a number that somebody gives by hand, after checking that it belongs to this book.
    ///
    /// # Errors
    ///
    /// A [`BookFault`] that says why the number is not one of this book.
    pub fn series_of(
        &self,
        number: &DocumentNumber,
        issuer: &OrganizationCode,
        issued_on: NaiveDate,
        terms: &[Term],
    ) -> Result<SeriesKey, BookFault> {
        if number.scheme() != self.scheme {
            return Err(BookFault::OtherScheme);
        }
        if *number.issuer_symbol() != self.issuer_symbol {
            return Err(BookFault::OtherSymbol);
        }
        if !self.issuers.contains(issuer) {
            return Err(BookFault::OtherIssuer);
        }
        let force = match number.year() {
            Some(year) if year != issued_on.year() => return Err(BookFault::OtherYear),
            Some(_) => LegalForce::Normative,
            None => LegalForce::Ordinary,
        };
        series_key(self, number.document_type(), force, issued_on, terms)
    }
}

impl Term {
    fn holds(&self, date: NaiveDate) -> bool {
        self.starts_on <= date && self.ends_on.is_none_or(|last| date <= last)
    }
}

impl std::fmt::Display for SeriesKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let force = match self.force {
            LegalForce::Ordinary => "ordinary",
            LegalForce::Normative => "normative",
        };
        write!(f, "{}:{}:{force}:", self.book, self.document_type)?;
        match self.span {
            Span::Term(starts_on) => write!(f, "{starts_on}"),
            Span::Year(year) => write!(f, "{year}"),
        }
    }
}

impl BookFault {
    /// A stable word for programs.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoTerm => "no_term",
            Self::OtherScheme => "number_of_other_scheme",
            Self::OtherSymbol => "number_of_other_symbol",
            Self::OtherIssuer => "issuer_not_in_book",
            Self::OtherYear => "number_of_other_year",
            Self::Taken(_) => "serial_taken",
            Self::BeforeOpening(_) => "serial_before_opening",
            Self::TooFarAhead(_) => "serial_too_far_ahead",
            Self::Exhausted => "series_exhausted",
            Self::Number(_) => "number_not_in_scheme",
        }
    }

    /// What is wrong and what to do about it.
    #[must_use]
    pub fn words(self) -> Words {
        match self {
            Self::NoTerm => Words::new(
                "Ngày ban hành không thuộc nhiệm kỳ nào của cấp ủy; hãy kiểm tra ngày hoặc bổ sung nhiệm kỳ.",
                "The issue date lies in no term of the committee; check the date or add the term.",
            ),
            Self::OtherScheme => Words::new(
                "Số, ký hiệu không đúng hệ thống văn bản của sổ này.",
                "The number is in the other scheme than this book.",
            ),
            Self::OtherSymbol => Words::new(
                "Ký hiệu cơ quan trong số văn bản không phải của sổ này.",
                "The number carries another symbol than this book.",
            ),
            Self::OtherIssuer => Words::new(
                "Cơ quan ban hành không lấy số từ sổ này; hãy chọn đúng sổ.",
                "The issuing organization does not number from this book; choose its own.",
            ),
            Self::OtherYear => Words::new(
                "Năm trong số, ký hiệu phải trùng với năm ban hành.",
                "The year in the number must be that of the issue date.",
            ),
            Self::Taken(serial) => Words::with(
                format!("Số {:02} đã được cấp trong sổ này; hãy chọn số khác.", serial.get()),
                format!("Serial {:02} is given already in this book; choose another.", serial.get()),
            ),
            Self::BeforeOpening(opens_at) => Words::with(
                format!("Sổ này bắt đầu từ số {:02}; các số trước đó đã cấp trên giấy.", opens_at.get()),
                format!("This book begins with {:02}; earlier serials were given on paper.", opens_at.get()),
            ),
            Self::TooFarAhead(reached) => Words::with(
                format!(
                    "Sổ mới đến số {:02}; chỉ được giữ trước tối đa {RESERVED_AHEAD_MAX} số. Nếu các số trước đó đã cấp \
                     trên giấy, hãy vào sổ văn bản giấy gần nhất trước.",
                    reached.get()
                ),
                format!(
                    "The book has reached {:02}; at most {RESERVED_AHEAD_MAX} serials may be reserved ahead. If earlier \
                     numbers were given on paper, register the latest of those documents first.",
                    reached.get()
                ),
            ),
            Self::Exhausted => Words::new(
                "Sổ này đã dùng hết số của kỳ hiện tại.",
                "This book has used up the serials of the present span.",
            ),
            Self::Number(fault) => fault.words(),
        }
    }
}

#[cfg(test)]
mod tests;
