//! Number books, terms, and every serial that was ever given out.

use crate::domain::document_number::{Serial, Symbol};
use crate::domain::number_book::{LegalForce, NumberBook, SeriesKey, Span, Standing, Term};
use crate::domain::text::BookCode;
use crate::schema::{number_book, number_taken, term};
use chrono::NaiveDate;
use diesel::dsl::{exists, max};
use diesel::pg::Pg;
use diesel::result::{Error, QueryResult};
use diesel::{
    BoolExpressionMethods, ExpressionMethods, Insertable, OptionalExtension, PgArrayExpressionMethods, QueryDsl,
    Queryable, Selectable, SelectableHelper,
};
use diesel_async::RunQueryDsl;
use haicap_kit::db::{Db, unreadable};
use haicap_types::{DocumentScheme, DocumentType, OrganizationCode};
use uuid::Uuid;

/// A number book as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptBook {
    /// The book.
    pub book: NumberBook,
    /// Counts its changes.
    pub version: i32,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = number_book, check_for_backend(Pg))]
struct BookRow {
    code: String,
    scheme: DocumentScheme,
    issuer_symbol: String,
    issuers: Vec<OrganizationCode>,
    version: i32,
}

#[derive(Insertable)]
#[diesel(table_name = number_taken, check_for_backend(Pg))]
struct TakenRow {
    book: String,
    document_type: DocumentType,
    is_normative: bool,
    span_starts_on: NaiveDate,
    serial: i32,
    directive_id: Uuid,
}

/// The book with a code.
///
/// # Errors
/// The database's.
pub async fn find(mut db: Db<'_>, code: &BookCode) -> QueryResult<Option<KeptBook>> {
    let found =
        number_book::table.find(code.as_str()).select(BookRow::as_select()).get_result(&mut db).await.optional()?;
    found.map(KeptBook::try_from).transpose()
}

/// The books by code, after one of them, at most so many.
///
/// # Errors
/// The database's.
pub async fn list(mut db: Db<'_>, after: &str, rows: usize) -> QueryResult<Vec<KeptBook>> {
    let found = number_book::table
        .filter(number_book::code.gt(after))
        .order(number_book::code)
        .limit(i64::try_from(rows).unwrap_or(i64::MAX))
        .select(BookRow::as_select())
        .load(&mut db)
        .await?;
    found.into_iter().map(KeptBook::try_from).collect()
}

/// The books of a scheme from which a body numbers, locked: whoever takes a serial next waits for this transaction.
///
/// # Errors
/// The database's.
pub async fn lock_of_issuer(
    mut db: Db<'_>,
    scheme: DocumentScheme,
    issuer: &OrganizationCode,
) -> QueryResult<Vec<KeptBook>> {
    let found = number_book::table
        .filter(number_book::scheme.eq(scheme))
        .filter(number_book::issuers.contains(vec![issuer.clone()]))
        .order(number_book::code)
        .select(BookRow::as_select())
        .for_update()
        .load(&mut db)
        .await?;
    found.into_iter().map(KeptBook::try_from).collect()
}

/// Opens a book; false if its code or its symbol has a book already.
///
/// # Errors
/// The database's.
pub async fn insert(mut db: Db<'_>, kept: &KeptBook) -> QueryResult<bool> {
    diesel::insert_into(number_book::table)
        .values(BookRow::from(kept))
        .on_conflict_do_nothing()
        .execute(&mut db)
        .await
        .map(|inserted| inserted == 1)
}

/// Saves who numbers from a book and raises its version; false if another change came first.
///
/// # Errors
/// The database's.
pub async fn save_issuers(mut db: Db<'_>, kept: &mut KeptBook) -> QueryResult<bool> {
    let read = kept.version;
    kept.version = read.saturating_add(1);
    let unchanged =
        number_book::table.filter(number_book::code.eq(kept.book.code.as_str())).filter(number_book::version.eq(read));
    diesel::update(unchanged)
        .set((number_book::issuers.eq(&kept.book.issuers), number_book::version.eq(kept.version)))
        .execute(&mut db)
        .await
        .map(|saved| saved == 1)
}

/// The committee's terms, the first one first.
///
/// # Errors
/// The database's.
pub async fn terms(mut db: Db<'_>) -> QueryResult<Vec<Term>> {
    let found: Vec<(NaiveDate, Option<NaiveDate>)> = term::table.order(term::starts_on).load(&mut db).await?;
    Ok(found.into_iter().map(|(starts_on, ends_on)| Term { starts_on, ends_on }).collect())
}

/// Adds a term; false if one begins on that day already.
///
/// # Errors
/// The database's.
pub async fn insert_term(mut db: Db<'_>, new: Term) -> QueryResult<bool> {
    diesel::insert_into(term::table)
        .values((term::starts_on.eq(new.starts_on), term::ends_on.eq(new.ends_on)))
        .on_conflict_do_nothing()
        .execute(&mut db)
        .await
        .map(|inserted| inserted == 1)
}

/// How far a series has come. Every series begins at one: what was given on paper before is skipped by giving the next
/// number by hand.
///
/// # Errors
/// The database's.
pub async fn standing(mut db: Db<'_>, series: &SeriesKey) -> QueryResult<Standing> {
    let (book, document_type, is_normative, span_starts_on) = key(series);
    let highest: Option<i32> = number_taken::table
        .filter(number_taken::book.eq(book))
        .filter(number_taken::document_type.eq(document_type))
        .filter(number_taken::is_normative.eq(is_normative))
        .filter(number_taken::span_starts_on.eq(span_starts_on))
        .select(max(number_taken::serial))
        .get_result(&mut db)
        .await?;
    Ok(Standing { opens_at: Serial::FIRST, highest: highest.map(Serial::new).transpose().map_err(unreadable)? })
}

/// Whether a serial was given out.
///
/// # Errors
/// The database's.
pub async fn is_taken(mut db: Db<'_>, series: &SeriesKey, serial: Serial) -> QueryResult<bool> {
    let (book, document_type, is_normative, span_starts_on) = key(series);
    let of_series = number_taken::book
        .eq(book)
        .and(number_taken::document_type.eq(document_type))
        .and(number_taken::is_normative.eq(is_normative))
        .and(number_taken::span_starts_on.eq(span_starts_on));
    let taken = number_taken::table.filter(of_series).filter(number_taken::serial.eq(serial.get()));
    diesel::select(exists(taken)).get_result(&mut db).await
}

/// Gives a serial to a directive.
///
/// # Errors
/// The database's.
pub async fn take(mut db: Db<'_>, series: &SeriesKey, serial: Serial, directive_id: Uuid) -> QueryResult<()> {
    let (book, document_type, is_normative, span_starts_on) = key(series);
    let row = TakenRow { book, document_type, is_normative, span_starts_on, serial: serial.get(), directive_id };
    diesel::insert_into(number_taken::table).values(row).execute(&mut db).await.map(drop)
}

fn key(series: &SeriesKey) -> (String, DocumentType, bool, NaiveDate) {
    let span_starts_on = match series.span {
        Span::Term(starts_on) => starts_on,
        Span::Year(year) => NaiveDate::from_yo_opt(year, 1).unwrap_or(NaiveDate::MIN),
    };
    (series.book.to_string(), series.document_type, series.force == LegalForce::Normative, span_starts_on)
}

impl TryFrom<BookRow> for KeptBook {
    type Error = Error;

    fn try_from(row: BookRow) -> Result<Self, Error> {
        let book = NumberBook {
            code: BookCode::new(&row.code).map_err(unreadable)?,
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
        Self { code: code.into(), scheme, issuer_symbol: issuer_symbol.into(), issuers, version: kept.version }
    }
}
