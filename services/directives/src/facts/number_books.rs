use crate::domain::number_book::{NumberBook, Term};
use haicap_kit::EventKind;
use haicap_kit::events::{Event, Kind};
use haicap_types::OrganizationCode;
use serde_json::json;

haicap_kit::event_kinds! {
    /// What happens to a number book.
    pub(crate) NumberBookEvent of "number_book" {
        Opened = "directives.number_book.opened", "Đã mở sổ đăng ký văn bản đi", "A number book was opened";
        Changed = "directives.number_book.changed", "Đã đổi cơ quan lấy số từ sổ", "Other organizations number from a book";
    }
}

haicap_kit::event_kinds! {
    /// What happens to a term.
    pub(crate) TermEvent of "term" {
        Begun = "directives.term.begun",
            "Đã nhập nhiệm kỳ của cấp ủy; số văn bản của Đảng đánh lại từ 01",
            "A term of the committee was entered; Party numbers begin again at 01";
    }
}

/// The fact that a book was opened.
pub(crate) fn book_opened_event(book: &NumberBook) -> Event {
    let NumberBook { code, scheme, issuer_symbol, issuers } = book;
    let data = json!({ "scheme": scheme, "issuer_symbol": issuer_symbol, "issuers": issuers });
    Event::of(NumberBookEvent::Opened, code).concerns(issuers).data(&data)
}

/// The fact that other organizations number from a book.
pub(crate) fn book_changed_event(before: &[OrganizationCode], book: &NumberBook) -> Event {
    let after = &book.issuers;
    let data = json!({ "before": before, "after": after });
    Event::of(NumberBookEvent::Changed, &book.code).concerns(before.iter().chain(after)).data(&data)
}

/// The fact that a term was entered by an organization.
pub(crate) fn term_begun_event(term: Term, by: &OrganizationCode) -> Event {
    let data = json!({ "starts_on": term.starts_on, "ends_on": term.ends_on });
    Event::of(TermEvent::Begun, term.starts_on).concerns([by]).data(&data)
}

/// The facts about number books and terms.
pub(super) fn event_kinds() -> Vec<EventKind> {
    let text = json!({ "type": "string" });
    let codes = json!({ "type": "array", "items": text });
    let data = |kind: NumberBookEvent| match kind {
        NumberBookEvent::Opened => super::object(&json!({ "scheme": text, "issuer_symbol": text, "issuers": codes })),
        NumberBookEvent::Changed => super::object(&json!({ "before": codes, "after": codes })),
    };
    let documented = |kind: &NumberBookEvent| kind.described(data(*kind));
    let term = super::object(&json!({ "starts_on": text, "ends_on": { "type": ["string", "null"] } }));
    NumberBookEvent::ALL.iter().map(documented).chain(TermEvent::documented(&term)).collect()
}
