//! Number books, terms, and every serial that was ever given out.

use crate::domain::document_number::{Serial, Symbol};
use crate::domain::number_book::{LegalForce, Named, NumberBook, SeriesKey, Span, Standing, Taking, Term};
use crate::domain::text::BookCode;
use crate::vocabulary::DocumentType;
use chrono::NaiveDate;
use diesel::OptionalExtension;
use diesel::result::{Error, QueryResult};
use diesel::sql_types::{Bool, Int4, Nullable, Untyped};
use diesel_async::RunQueryDsl;
use haicap_kit::db::{Db, Row, Statement, insert_new, literal_limit, unreadable};
use haicap_types::{DocumentScheme, OrganizationCode};
use uuid::Uuid;

/// A number book as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptBook {
    /// The book.
    pub book: NumberBook,
    /// Counts its changes.
    pub version: i32,
}

haicap_kit::row! {
    /// A number book as it stands in its table.
    BookRow in "number_book" by (code) {
        code: BookCode,
        version: i32,
        scheme: DocumentScheme,
        issuer_symbol: String,
    } changing {
        issuers: Vec<OrganizationCode>,
    }
}

haicap_kit::row! {
    /// A serial that was given out.
    TakenRow in "number_taken" by (book, document_type, is_normative, span_starts_on, serial) {
        book: BookCode,
        document_type: DocumentType,
        is_normative: bool,
        span_starts_on: NaiveDate,
        serial: i32,
    } changing {
        directive_id: Option<Uuid>,
        moves_series: bool,
    }
}

haicap_kit::row! {
    /// A term of the committee.
    TermRow in "term" by (starts_on) {
        starts_on: NaiveDate,
        ends_on: Option<NaiveDate>,
    }
}

/// The book with a code.
pub async fn find(mut db: Db<'_>, code: &BookCode) -> QueryResult<Option<KeptBook>> {
    let statement = select().text(" where code = ").value(code.clone());
    let found: Option<BookRow> = statement.get_result(&mut db).await.optional()?;
    found.map(KeptBook::try_from).transpose()
}

/// The books by code, after one of them, at most so many.
pub async fn list(mut db: Db<'_>, after: &str, rows: usize) -> QueryResult<Vec<KeptBook>> {
    let found: Vec<BookRow> = select()
        .text(" where code > ")
        .value(after.to_owned())
        .text(format!(" order by code limit {}", literal_limit(rows)))
        .load(&mut db)
        .await?;
    found.into_iter().map(KeptBook::try_from).collect()
}

/// The books of a scheme from which an organization numbers, locked: whoever takes a serial next waits for this
/// transaction.
pub async fn lock_of_issuer(
    mut db: Db<'_>,
    scheme: DocumentScheme,
    issuer: &OrganizationCode,
) -> QueryResult<Vec<KeptBook>> {
    let found: Vec<BookRow> = select()
        .text(" where scheme = ")
        .value(scheme)
        .text(" and issuers @> ")
        .value(vec![issuer.clone()])
        .text(" order by code for update")
        .load(&mut db)
        .await?;
    found.into_iter().map(KeptBook::try_from).collect()
}

fn select() -> Statement<<BookRow as Row>::Sql> {
    Statement::new(format!("select {} from number_book", BookRow::COLUMNS))
}

/// Opens a book; false if its code or its symbol has a book already.
pub async fn insert(db: Db<'_>, kept: &KeptBook) -> QueryResult<bool> {
    insert_new(db, BookRow::from(kept)).await
}

/// Saves who numbers from a book and raises its version; false if another change came first.
pub async fn save(db: Db<'_>, kept: &KeptBook) -> QueryResult<bool> {
    haicap_kit::db::save(db, BookRow::from(kept), kept.version).await
}

/// The committee's terms, the first one first.
pub async fn terms(mut db: Db<'_>) -> QueryResult<Vec<Term>> {
    let found: Vec<TermRow> =
        Statement::<<TermRow as Row>::Sql>::new(format!("select {} from term order by starts_on", TermRow::COLUMNS))
            .load(&mut db)
            .await?;
    Ok(found.into_iter().map(|TermRow { starts_on, ends_on }| Term { starts_on, ends_on }).collect())
}

/// Adds a term; false if one begins on that day already.
pub async fn insert_term(db: Db<'_>, new: Term) -> QueryResult<bool> {
    insert_new(db, TermRow { starts_on: new.starts_on, ends_on: new.ends_on }).await
}

/// How far a series has come. Every series begins at one: what was given on paper before is skipped by giving the next
/// number by hand.
pub async fn standing(mut db: Db<'_>, series: &SeriesKey) -> QueryResult<Standing> {
    let statement =
        Statement::<(Nullable<Int4>,)>::new("select max(t.serial) from number_taken t where t.moves_series");
    let (reached,) = of_series(statement, series).get_result::<(Option<i32>,)>(&mut db).await?;
    Ok(Standing { opens_at: Serial::FIRST, reached: reached.map(Serial::new).transpose().map_err(unreadable)? })
}

/// A serial that somebody names, among those that are taken.
pub async fn named(mut db: Db<'_>, series: &SeriesKey, serial: Serial) -> QueryResult<Named> {
    let statement = Statement::<(Bool, Nullable<Int4>)>::new(
        "select exists (select from number_taken t where t.directive_id is not null and t.serial = ",
    )
    .value(serial.get());
    let statement = of_series(statement, series)
        .text("), (select max(t.serial) from number_taken t where t.serial < ")
        .value(serial.get());
    let (is_taken, below) = of_series(statement, series).text(")").get_result::<(bool, Option<i32>)>(&mut db).await?;
    Ok(Named { serial, is_taken, below: below.map(Serial::new).transpose().map_err(unreadable)? })
}

/// The last serial of a run of taken ones, without a gap, that begins with this one, which is taken.
pub async fn end_of_run(mut db: Db<'_>, series: &SeriesKey, first: Serial) -> QueryResult<Serial> {
    let statement = Statement::<(Nullable<Int4>,)>::new(
        "select min(t.serial) from number_taken t where not exists (
            select from number_taken n
            where (n.book, n.document_type, n.is_normative, n.span_starts_on, n.serial)
                = (t.book, t.document_type, t.is_normative, t.span_starts_on, t.serial + 1)
        ) and t.serial >= ",
    );
    let statement = of_series(statement.value(first.get()), series);
    let (last,) = statement.get_result::<(Option<i32>,)>(&mut db).await?;
    last.map_or(Ok(first), Serial::new).map_err(unreadable)
}

/// Goes on with the condition that the row `t` is of a series.
fn of_series<T>(statement: Statement<T>, series: &SeriesKey) -> Statement<T> {
    let (book, document_type, is_normative, span_starts_on) = key(series);
    statement
        .text(" and t.book = ")
        .value(book)
        .text(" and t.document_type = ")
        .value(document_type)
        .text(" and t.is_normative = ")
        .value(is_normative)
        .text(" and t.span_starts_on = ")
        .value(span_starts_on)
}

/// Takes the serial of a directive back: it may be given again, and its series stays where it is.
pub async fn release(mut db: Db<'_>, directive_id: Uuid) -> QueryResult<()> {
    Statement::<Untyped>::new("update number_taken set directive_id = null where directive_id = ")
        .value(directive_id)
        .execute(&mut db)
        .await
        .map(drop)
}

/// Gives a serial to a directive.
pub async fn take(db: Db<'_>, series: &SeriesKey, taking: Taking, directive_id: Uuid) -> QueryResult<()> {
    let (book, document_type, is_normative, span_starts_on) = key(series);
    let (serial, moves_series) = (taking.serial.get(), taking.moves_series);
    let directive_id = Some(directive_id);
    let row = TakenRow { book, document_type, is_normative, span_starts_on, serial, directive_id, moves_series };
    // Over one that was taken back: nobody else takes it meanwhile, as the book is locked.
    haicap_kit::db::put(db, row).await
}

fn key(series: &SeriesKey) -> (BookCode, DocumentType, bool, NaiveDate) {
    let span_starts_on = match series.span {
        Span::Term(starts_on) => starts_on,
        Span::Year(year) => NaiveDate::from_yo_opt(year, 1).unwrap_or(NaiveDate::MIN),
    };
    (series.book.clone(), series.document_type, series.force == LegalForce::Normative, span_starts_on)
}

impl TryFrom<BookRow> for KeptBook {
    type Error = Error;

    fn try_from(row: BookRow) -> Result<Self, Error> {
        let book = NumberBook {
            code: row.code,
            scheme: row.scheme,
            issuer_symbol: Symbol::new(&row.issuer_symbol).map_err(unreadable)?,
            issuers: row.issuers,
        };
        Ok(Self { book, version: row.version })
    }
}

impl From<&KeptBook> for BookRow {
    fn from(kept: &KeptBook) -> Self {
        let NumberBook { code, scheme, issuer_symbol, issuers } = kept.book.clone();
        Self { code, scheme, issuer_symbol: issuer_symbol.into(), issuers, version: kept.version }
    }
}
