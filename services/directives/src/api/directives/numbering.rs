//! Numbers of documents: the next one of a series, or one that was given by hand.

use super::carry_out::Subject;
use crate::domain::directive::{Act, Content, Refusal};
use crate::domain::document_number::{DocumentNumber, RecordedNumber, Serial, Symbol};
use crate::domain::number_book::{
    BookFault, LegalForce, NumberBook, SeriesKey, Taking, following, next_serial, registered_serial, reserved_serial,
    series_key,
};
use crate::domain::text::BookCode;
use crate::store;
use chrono::NaiveDate;
use haicap_kit::Stop;
use haicap_kit::db::{Db, QueryResult};

/// What is wanted for a number.
#[derive(Debug, Clone)]
pub(super) struct Wish {
    /// The number, if it was given by hand.
    pub(super) number: Option<DocumentNumber>,
    /// The book, where the issuer numbers from several.
    pub(super) book: Option<BookCode>,
    /// Whether it is a legal normative document.
    pub(super) force: LegalForce,
    /// The drafting unit, on official letters of state organizations.
    pub(super) unit: Option<Symbol>,
    /// The date of issue.
    pub(super) issued_on: Option<NaiveDate>,
}

/// A number of a document that was issued elsewhere.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    /// The number, if it came with the request and not with the draft.
    pub(super) number: Option<RecordedNumber>,
    /// The date of issue, likewise.
    pub(super) issued_on: Option<NaiveDate>,
}

/// Gives a directive its number: the one that is wanted, the draft's own, or the next of its series. The book stays
/// locked until the change is made, so that two directives never get one number.
pub(super) async fn give(subject: &Subject<'_>, wish: &Wish, issued_on: NaiveDate) -> Result<DocumentNumber, Stop> {
    let content = &subject.directive.content;
    let refuse = |refusal| subject.refuse(&refusal);
    let number = wanted(content, wish).map_err(refuse)?;
    let books = books(subject.db, content).await?;
    let Some(number) = number else {
        let book = choose(&books, wish.book.as_ref()).map_err(refuse)?;
        return next_of(subject, wish, book, issued_on).await;
    };
    let refuse = |fault| subject.refuse(&Refusal::Number { fault, is_sent: wish.number.is_some(), act: Act::Issue });
    let of_symbol = of_symbol(&books, &number);
    let book = of_symbol.map_or_else(|| choose(&books, wish.book.as_ref()), Ok);
    let book = book.map_err(|refusal| subject.refuse(&refusal))?;
    let terms = store::number_books::terms(subject.db).await?;
    let series = book.series_of(&number, &content.issuer, issued_on, &terms).map_err(refuse)?;
    let standing = store::number_books::standing(subject.db, &series).await?;
    let named = store::number_books::named(subject.db, &series, number.serial()).await?;
    let taking = reserved_serial(standing, named).map_err(refuse)?;
    store::number_books::take(subject.db, &series, taking, subject.directive.id).await?;
    Ok(number)
}

/// The number that was given by hand: with the request, or in the draft.
fn wanted(content: &Content, wish: &Wish) -> Result<Option<DocumentNumber>, Refusal> {
    match (&wish.number, &content.number) {
        (Some(number), _) | (None, Some(RecordedNumber::Formal(number))) => Ok(Some(number.clone())),
        (None, Some(RecordedNumber::Verbatim(_))) => Err(Refusal::NumberNotFormal),
        (None, None) => Ok(None),
    }
}

async fn next_of(
    subject: &Subject<'_>,
    wish: &Wish,
    book: &NumberBook,
    issued_on: NaiveDate,
) -> Result<DocumentNumber, Stop> {
    let refuse = |fault| subject.refuse(&Refusal::Number { fault, is_sent: false, act: Act::Issue });
    let kind = subject.directive.content.document_type;
    let terms = store::number_books::terms(subject.db).await?;
    let series = series_key(book, kind, wish.force, issued_on, &terms).map_err(refuse)?;
    let serial = next(subject.db, &series).await?.map_err(refuse)?;
    let number = book.number(serial, kind, wish.force, issued_on, wish.unit.clone()).map_err(refuse)?;
    let taking = Taking { serial, moves_series: true };
    store::number_books::take(subject.db, &series, taking, subject.directive.id).await?;
    Ok(number)
}

/// The next serial of a series, behind those that registered documents have taken ahead of it.
async fn next(db: Db<'_>, series: &SeriesKey) -> QueryResult<Result<Serial, BookFault>> {
    let serial = match next_serial(store::number_books::standing(db, series).await?) {
        Ok(serial) => serial,
        Err(fault) => return Ok(Err(fault)),
    };
    if !store::number_books::named(db, series, serial).await?.is_taken {
        return Ok(Ok(serial));
    }
    Ok(following(store::number_books::end_of_run(db, series, serial).await?))
}

/// Enters the number of a document that was issued elsewhere, if it stands in one of our books: it must not be given
/// again. A number of an organization that keeps no book here is nobody's to give.
pub(super) async fn enter(subject: &Subject<'_>, entry: &Entry) -> Result<(), Stop> {
    let (db, content) = (subject.db, &subject.directive.content);
    let number = entry.number.as_ref().or(content.number.as_ref());
    let issued_on = entry.issued_on.or(content.issued_on);
    let (Some(RecordedNumber::Formal(number)), Some(issued_on)) = (number, issued_on) else { return Ok(()) };
    let books = books(db, content).await?;
    let Some(book) = of_symbol(&books, number) else { return Ok(()) };
    let terms = store::number_books::terms(db).await?;
    let Ok(series) = book.series_of(number, &content.issuer, issued_on, &terms) else { return Ok(()) };
    let standing = store::number_books::standing(db, &series).await?;
    let named = store::number_books::named(db, &series, number.serial()).await?;
    let is_sent = entry.number.is_some();
    let taking = registered_serial(standing, named)
        .map_err(|fault| subject.refuse(&Refusal::Number { fault, is_sent, act: Act::Register }))?;
    Ok(store::number_books::take(db, &series, taking, subject.directive.id).await?)
}

async fn books(db: Db<'_>, content: &Content) -> QueryResult<Vec<NumberBook>> {
    let kept = store::number_books::lock_of_issuer(db, content.scheme, &content.issuer).await?;
    Ok(kept.into_iter().map(|kept| kept.book).collect())
}

fn of_symbol<'a>(books: &'a [NumberBook], number: &DocumentNumber) -> Option<&'a NumberBook> {
    books.iter().find(|book| book.issuer_symbol == *number.issuer_symbol())
}

fn choose<'a>(books: &'a [NumberBook], wanted: Option<&BookCode>) -> Result<&'a NumberBook, Refusal> {
    match (wanted, books) {
        (Some(code), books) => books.iter().find(|book| book.code == *code).ok_or(Refusal::OtherBook),
        (None, [only]) => Ok(only),
        (None, []) => Err(Refusal::NoBook),
        (None, _) => Err(Refusal::BookNotNamed),
    }
}
