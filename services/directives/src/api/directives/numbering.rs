//! Numbers of documents: the next one of a series, or one that was given by hand.

use super::view::conflict;
use crate::domain::directive::{Action, Content, Directive};
use crate::domain::document_number::{DocumentNumber, RecordedNumber, Serial, Symbol};
use crate::domain::number_book::{
    BookFault, LegalForce, NumberBook, SeriesKey, Taking, following, next_serial, registered_serial, reserved_serial,
    series_key,
};
use crate::domain::text::BookCode;
use crate::store;
use chrono::NaiveDate;
use haicap_kit::Stop;
use haicap_kit::db::Db;
use haicap_kit::http::{Problem, kinds};
use haicap_types::Words;

/// What is wanted for a number.
#[derive(Debug, Clone)]
pub(super) struct Wish {
    /// The number, if it was given by hand.
    pub(super) number: Option<DocumentNumber>,
    /// Whether that came with the request, and not with the draft.
    pub(super) is_sent: bool,
    /// The book, where the issuer numbers from several.
    pub(super) book: Option<BookCode>,
    /// Whether it is a legal normative document.
    pub(super) force: LegalForce,
    /// The drafting unit, on official letters of state bodies.
    pub(super) unit: Option<Symbol>,
    /// The date of issue.
    pub(super) issued_on: NaiveDate,
}

/// Gives a directive its number: the one that is wanted, or the next of its series. The book stays locked until the
/// change is made, so that two directives never get one number.
pub(super) async fn give(db: Db<'_>, directive: &Directive, wish: &Wish) -> Result<DocumentNumber, Stop> {
    let content = &directive.content;
    let books = books(db, content).await?;
    let terms = store::number_books::terms(db).await?;
    let Some(number) = &wish.number else {
        let book = choose(&books, wish.book.as_ref(), directive)?;
        let series = series_key(book, content.document_type, wish.force, wish.issued_on, &terms)
            .map_err(|fault| refused(fault, wish.is_sent, directive, Action::Issue))?;
        let serial =
            next(db, &series).await?.map_err(|fault| refused(fault, wish.is_sent, directive, Action::Issue))?;
        let number = book
            .number(serial, content.document_type, wish.force, wish.issued_on, wish.unit.clone())
            .map_err(|fault| refused(fault, wish.is_sent, directive, Action::Issue))?;
        store::number_books::take(db, &series, Taking { serial, moves_series: true }, directive.id).await?;
        return Ok(number);
    };
    let book = of_symbol(&books, number).map_or_else(|| choose(&books, wish.book.as_ref(), directive), Ok)?;
    let series = book
        .series_of(number, &content.issuer, wish.issued_on, &terms)
        .map_err(|fault| refused(fault, wish.is_sent, directive, Action::Issue))?;
    let standing = store::number_books::standing(db, &series).await?;
    let named = store::number_books::named(db, &series, number.serial()).await?;
    let taking =
        reserved_serial(standing, named).map_err(|fault| refused(fault, wish.is_sent, directive, Action::Issue))?;
    store::number_books::take(db, &series, taking, directive.id).await?;
    Ok(number.clone())
}

/// The next serial of a series, behind those that registered documents have taken ahead of it.
async fn next(db: Db<'_>, series: &SeriesKey) -> Result<Result<Serial, BookFault>, Stop> {
    let serial = match next_serial(store::number_books::standing(db, series).await?) {
        Ok(serial) => serial,
        Err(fault) => return Ok(Err(fault)),
    };
    if !store::number_books::named(db, series, serial).await?.is_taken {
        return Ok(Ok(serial));
    }
    Ok(following(store::number_books::end_of_run(db, series, serial).await?))
}

/// A number of a document that was issued elsewhere.
pub(super) struct Entry<'a> {
    /// The number, if it is known.
    pub(super) number: Option<&'a RecordedNumber>,
    /// Whether it came with the request, and not with the draft.
    pub(super) is_sent: bool,
    /// The date of issue, if it is known.
    pub(super) issued_on: Option<NaiveDate>,
}

/// Enters the number of a document that was issued elsewhere, if it stands in one of our books: it must not be given
/// again. A number of a body that keeps no book here is nobody's to give.
pub(super) async fn enter(db: Db<'_>, directive: &Directive, entry: &Entry<'_>) -> Result<(), Stop> {
    let (Some(RecordedNumber::Formal(number)), Some(issued_on)) = (entry.number, entry.issued_on) else {
        return Ok(());
    };
    let content = &directive.content;
    let books = books(db, content).await?;
    let Some(book) = of_symbol(&books, number) else { return Ok(()) };
    let terms = store::number_books::terms(db).await?;
    let Ok(series) = book.series_of(number, &content.issuer, issued_on, &terms) else { return Ok(()) };
    let standing = store::number_books::standing(db, &series).await?;
    let named = store::number_books::named(db, &series, number.serial()).await?;
    let taking = registered_serial(standing, named)
        .map_err(|fault| refused(fault, entry.is_sent, directive, Action::Register))?;
    Ok(store::number_books::take(db, &series, taking, directive.id).await?)
}

async fn books(db: Db<'_>, content: &Content) -> Result<Vec<NumberBook>, Stop> {
    let kept = store::number_books::lock_of_issuer(db, content.scheme, &content.issuer).await?;
    Ok(kept.into_iter().map(|kept| kept.book).collect())
}

fn of_symbol<'a>(books: &'a [NumberBook], number: &DocumentNumber) -> Option<&'a NumberBook> {
    books.iter().find(|book| book.issuer_symbol == *number.issuer_symbol())
}

fn choose<'a>(
    books: &'a [NumberBook],
    wanted: Option<&BookCode>,
    directive: &Directive,
) -> Result<&'a NumberBook, Problem> {
    match (wanted, books) {
        (Some(code), books) => books.iter().find(|book| book.code == *code).ok_or_else(|| {
            Problem::invalid(
                "/book",
                Words::new(
                    "Cơ quan ban hành không lấy số từ sổ này.",
                    "The issuing body does not number from this book.",
                ),
            )
        }),
        (None, [only]) => Ok(only),
        (None, []) => Err(conflict(
            "no_number_book",
            Words::new(
                "Cơ quan ban hành chưa có sổ cấp số; hãy mở sổ trước khi ban hành.",
                "The issuing body numbers from no book; open one before issuing.",
            ),
            directive.state,
            &[Action::Issue],
        )),
        (None, _) => Err(Problem::invalid(
            "/book",
            Words::new(
                "Cơ quan ban hành lấy số từ nhiều sổ; hãy ghi rõ sổ.",
                "The issuing body numbers from several books; name one.",
            ),
        )),
    }
}

/// What was sent can be corrected where it was sent; what stands in the draft or in the books is a conflict.
fn refused(fault: BookFault, is_sent: bool, directive: &Directive, action: Action) -> Problem {
    match fault {
        BookFault::NoTerm | BookFault::Exhausted => conflict(fault.code(), fault.words(), directive.state, &[action]),
        _ if is_sent => Problem::invalid("/number", fault.words()).code(fault.code()),
        BookFault::Number(_) => Problem::new(&kinds::INVALID).code(fault.code()).detail(fault.words()),
        _ => conflict(fault.code(), fault.words(), directive.state, &[action]),
    }
}
