//! Number books: which organizations number their documents from one series, and the terms within which Party numbers
//! run.

mod terms;

use crate::api::directives::authority;
use crate::domain::document_number::{NumberFault, Symbol};
use crate::domain::number_book::NumberBook;
use crate::domain::rights::may_keep_book;
use crate::domain::text::BookCode;
use crate::facts::{book_changed_event, book_opened_event};
use crate::store;
use crate::store::number_books::KeptBook;
use actix_web::{get, patch, post};
use haicap_kit::http::{
    Answer, List, ListAnswer, ListingView, NoFilter, PageQuery, Path, Problem, Reply, Write, kinds, patched,
};
use haicap_kit::{Routes, Stop};
use haicap_reference::Call;
use haicap_reference::Directory;
use haicap_types::{Actor, Denial, DocumentScheme, Faults, Named, OrganizationCode, Words, pointer};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::HashSet;
use utoipa::ToSchema;

/// How many organizations may number from one book.
const ISSUERS_MAX: usize = 100;

/// The routes.
pub fn routes(routes: &mut Routes<'_>) {
    routes
        .service(list_number_books)
        .service(open_number_book)
        .service(get_number_book)
        .service(edit_number_book)
        .service(terms::list_terms)
        .service(terms::begin_term);
}

/// A book to be opened.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "code": "BTCTU", "scheme": "party", "issuer_symbol": "BTCTU", "issuers": ["BTC"],
}))]
pub(crate) struct NewNumberBook {
    /// Its code.
    #[schema(min_length = 1, max_length = 64, example = "TU")]
    code: String,
    /// Which rules its numbers follow.
    scheme: DocumentScheme,
    /// The symbol that its numbers carry; it never changes, since numbers were given under it.
    #[schema(min_length = 1, max_length = 16, example = "TU")]
    issuer_symbol: String,
    /// The organizations that number from it.
    #[schema(min_items = 1, max_items = 100)]
    issuers: Vec<OrganizationCode>,
}

/// What can be changed of a book.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NumberBookPatch)]
pub(crate) struct NumberBookIn {
    /// The organizations that number from it.
    #[schema(min_items = 1, max_items = 100, required = false)]
    issuers: Vec<OrganizationCode>,
}

/// A number book.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct NumberBookView {
    /// Its code.
    #[schema(example = "TU")]
    code: String,
    /// Counts its changes; part of the ETag.
    version: i32,
    /// Which rules its numbers follow.
    scheme: DocumentScheme,
    /// The symbol that its numbers carry.
    #[schema(example = "TU")]
    issuer_symbol: String,
    /// The organizations that number from it.
    issuers: Vec<Named>,
}

/// List number books
///
/// All books of the city, by their codes.
#[utoipa::path(
    tag = "number-books",
    params(PageQuery),
    responses((status = 200, description = "A page of number books.", body = ListingView<NumberBookView>))
)]
#[get("/number-books")]
pub(crate) async fn list_number_books(call: Call, list: List<NoFilter>) -> ListAnswer {
    list.pages
        .answer(async move |page| {
            let after = page.after::<String>()?.unwrap_or_default();
            let found = page
                .read(&call.host.database, async |db| store::number_books::list(db, &after, page.rows()).await)
                .await?;
            let (found, next) = page.cut(found, |kept| kept.book.code.to_string());
            let items = found.iter().map(|kept| view(&call, kept)).collect();
            Ok(page.list(items, next))
        })
        .await
}

/// Get a number book
///
/// Its symbol, and the organizations that number from it.
#[utoipa::path(
    tag = "number-books",
    params(("code" = String, Path, description = "The book's code.", example = "TU")),
    responses((status = 200, description = "The book.", body = NumberBookView))
)]
#[get("/number-books/{code}")]
pub(crate) async fn get_number_book(call: Call, code: Path<BookCode>) -> Answer {
    let found = call.host.database.read(async |db| store::number_books::find(db, &code.0).await).await?;
    let kept = found.ok_or_else(Problem::not_found)?;
    Ok(Reply::ok(&view(&call, &kept)).version(kept.version))
}

/// Open a number book
///
/// By an organization that numbers from it, for itself, or by one that keeps the register for all of its issuers. There
/// is one book for each scheme and symbol.
#[utoipa::path(
    tag = "number-books",
    request_body = NewNumberBook,
    responses((status = 201, description = "The book.", body = NumberBookView))
)]
#[post("/number-books")]
pub(crate) async fn open_number_book(call: Call, write: Write<NewNumberBook>) -> Answer {
    call.host
        .change(&call.caller, &write.precondition, async |work| {
            expect_right(&call, &write.body.issuers)?;
            let kept = KeptBook { book: write.body.read(&call.known.directory)?, version: 1 };
            let location = format!("/directives/v1/number-books/{}", kept.book.code);
            if !store::number_books::insert(work.db(), &kept).await? {
                let problem = Problem::new(&kinds::CONFLICT).code("book_exists").detail(EXISTS);
                return Err(problem.href(location).into());
            }
            work.publish(book_opened_event(&kept.book));
            Ok(Reply::created(&view(&call, &kept), location).version(kept.version))
        })
        .await
}

/// Change who numbers from a book
///
/// A merge patch; scheme and symbol stay what they are.
#[utoipa::path(
    tag = "number-books",
    params(("code" = String, Path, description = "The book's code.", example = "TU")),
    request_body(
        content = NumberBookIn,
        content_type = "application/merge-patch+json",
        example = json!({ "issuers": ["TT", "BTV", "TU"] })
    ),
    responses((status = 200, description = "The book afterwards.", body = NumberBookView))
)]
#[patch("/number-books/{code}")]
pub(crate) async fn edit_number_book(call: Call, code: Path<BookCode>, write: Write<Value>) -> Answer {
    call.host
        .change(&call.caller, &write.precondition, async |work| {
            let found = store::number_books::find(work.db(), &code.0).await?;
            let mut kept = found.ok_or_else(Problem::not_found)?;
            let before = kept.book.issuers.clone();
            expect_right(&call, &before)?;
            write.precondition.if_match.require(kept.version)?;
            let body: NumberBookIn = patched(&NumberBookIn { issuers: before.clone() }, &write.body)?;
            expect_right(&call, &body.issuers)?;
            kept.book.issuers = body.read(&call.known.directory)?;
            if !store::number_books::save(work.db(), &kept).await? {
                return Err(Stop::Lost);
            }
            kept.version += 1;
            work.publish(book_changed_event(&before, &kept.book));
            Ok(Reply::ok(&view(&call, &kept)).version(kept.version))
        })
        .await
}

const EXISTS: Words = Words::new(
    "Đã có sổ mang mã này, hoặc mang ký hiệu này trong cùng hệ thống văn bản.",
    "There is a book with this code, or with this symbol in the same scheme.",
);

impl NewNumberBook {
    fn read(&self, directory: &Directory) -> Result<NumberBook, Faults> {
        let mut faults = Faults::default();
        let code = faults.keep("/code", BookCode::new(&self.code));
        let symbol = faults.keep("/issuer_symbol", Symbol::new(&self.issuer_symbol).map_err(NumberFault::words));
        check_issuers(&self.issuers, directory, &mut faults);
        let (code, issuer_symbol) = faults.all((code, symbol))?;
        Ok(NumberBook { code, scheme: self.scheme, issuer_symbol, issuers: self.issuers.clone() })
    }
}

impl NumberBookIn {
    fn read(self, directory: &Directory) -> Result<Vec<OrganizationCode>, Faults> {
        let mut faults = Faults::default();
        check_issuers(&self.issuers, directory, &mut faults);
        faults.done(self.issuers)
    }
}

fn check_issuers(issuers: &[OrganizationCode], directory: &Directory, faults: &mut Faults) {
    if !(1..=ISSUERS_MAX).contains(&issuers.len()) {
        let words = Words::with(
            format!("Sổ phải có từ 1 đến {ISSUERS_MAX} cơ quan lấy số."),
            format!("A book must have 1 to {ISSUERS_MAX} organizations that number from it."),
        );
        faults.note("/issuers", words);
        return;
    }
    let mut seen = HashSet::new();
    for (index, code) in issuers.iter().enumerate() {
        let at = pointer(&[&"issuers", &index]);
        if seen.insert(code) {
            directory.expect_organization(faults, at, code);
        } else {
            faults.note(at, REPEATED);
        }
    }
}

const REPEATED: Words = Words::new("Cơ quan này đã có trong danh sách.", "This organization is in the list already.");

/// The right to the book of all of its issuers; of none it is nobody's, and refused for being empty later.
fn expect_right(call: &Call, issuers: &[OrganizationCode]) -> Result<(), Denial> {
    let own = [call.caller.organization.clone()];
    let issuers = if issuers.is_empty() { &own } else { issuers };
    let actor = Actor::from(&call.caller);
    issuers.iter().try_for_each(|issuer| may_keep_book(&actor, authority(call, issuer)))
}

fn view(call: &Call, KeptBook { book, version }: &KeptBook) -> NumberBookView {
    NumberBookView {
        code: book.code.to_string(),
        version: *version,
        scheme: book.scheme,
        issuer_symbol: book.issuer_symbol.as_str().to_owned(),
        issuers: book.issuers.iter().map(|code| call.named(code)).collect(),
    }
}
