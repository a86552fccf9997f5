use super::Act;
use super::assigning::AssigningFault;
use crate::domain::attachment::ATTACHMENTS_MAX;
use crate::domain::clause::Label;
use crate::domain::number_book::BookFault;
use crate::vocabulary::DirectiveState;
use haicap_types::{Fault, Faults, Ground, ISSUED_IN_FUTURE, Words, not_in_this_state};
use uuid::Uuid;

/// Why a command is not carried out; each one says what a person may do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The state does not allow the act.
    NotInThisState {
        /// What was tried.
        act: Act,
        /// Where the document stands.
        state: DirectiveState,
    },
    /// The draft has a number that is in neither notation.
    NumberNotFormal,
    /// The issue date lies ahead.
    IssuedInFuture,
    /// The content would not be valid.
    InvalidContent(Faults),
    /// The issuing organization numbers from no book.
    NoBook,
    /// The issuing organization does not number from the book that was named.
    OtherBook,
    /// The issuing organization numbers from several books, and none was named.
    BookNotNamed,
    /// The book does not give the number.
    Number {
        /// Why not.
        fault: BookFault,
        /// Whether the number came with the request, and not with the draft or from the book.
        is_sent: bool,
        /// What was tried.
        act: Act,
    },
    /// The clauses cannot be given to those whom they name.
    NotAssignable(Vec<AssigningFault>),
    /// A document that it ends is gone, or of another issuer.
    LinkedMissing,
    /// A document that it ends is not in force.
    LinkedNotInForce,
    /// Another clause refers to the one that shall go.
    ClauseReferredTo {
        /// The other one.
        by: Label,
    },
    /// The number of a document that was issued here is from a book.
    NumberFromBook,
    /// The document has ended others, which would stay ended.
    HasEndedOthers,
    /// The register has a document that seems to be the same.
    PossibleDuplicate {
        /// Its id, if the caller sees it.
        of: Option<Uuid>,
    },
    /// There are as many files as there may be.
    TooManyFiles,
}

impl haicap_types::Refusal for Refusal {
    fn code(&self) -> &'static str {
        match self {
            Self::NotInThisState { .. } => "not_in_this_state",
            Self::NumberNotFormal => "number_not_formal",
            Self::IssuedInFuture => "issued_in_future",
            Self::InvalidContent(_) => "invalid_content",
            Self::NoBook => "no_number_book",
            Self::OtherBook => "other_number_book",
            Self::BookNotNamed => "number_book_not_named",
            Self::Number { fault, .. } => fault.code(),
            Self::NotAssignable(faults) => faults.first().map_or("not_assignable", AssigningFault::code),
            Self::LinkedMissing => "linked_document_missing",
            Self::LinkedNotInForce => "linked_document_not_in_force",
            Self::ClauseReferredTo { .. } => "clause_referred_to",
            Self::NumberFromBook => "number_from_book",
            Self::HasEndedOthers => "has_ended_others",
            Self::PossibleDuplicate { .. } => "possible_duplicate",
            Self::TooManyFiles => "too_many_attachments",
        }
    }

    /// What was sent can be corrected where it was sent; what stands in the draft or in the books is in the way.
    fn ground(&self) -> Ground {
        match self {
            Self::IssuedInFuture
            | Self::InvalidContent(_)
            | Self::OtherBook
            | Self::BookNotNamed
            | Self::NumberFromBook
            | Self::PossibleDuplicate { .. } => Ground::Content,
            Self::Number { fault: BookFault::NoTerm | BookFault::Exhausted, .. } => Ground::State,
            Self::Number { is_sent: true, .. } | Self::Number { fault: BookFault::Number(_), .. } => Ground::Content,
            Self::Number { .. }
            | Self::NotInThisState { .. }
            | Self::NumberNotFormal
            | Self::NoBook
            | Self::NotAssignable(_)
            | Self::LinkedMissing
            | Self::LinkedNotInForce
            | Self::ClauseReferredTo { .. }
            | Self::HasEndedOthers
            | Self::TooManyFiles => Ground::State,
        }
    }

    fn words(&self) -> Words {
        match self {
            Self::NotInThisState { act, state } => not_in_this_state(&Words::new("văn bản", "document"), *act, *state),
            Self::Number { fault, .. } => fault.words(),
            Self::NotAssignable(faults) => faults.first().map_or(INVALID_CONTENT, AssigningFault::words),
            Self::ClauseReferredTo { by } => Words::with(
                format!("Điểm {by} đang dẫn chiếu điểm này; hãy sửa điểm {by} trước."),
                format!("Clause {by} refers to this one; change clause {by} first."),
            ),
            Self::TooManyFiles => Words::with(
                format!("Mỗi văn bản chỉ có tối đa {ATTACHMENTS_MAX} tệp."),
                format!("A document has at most {ATTACHMENTS_MAX} files."),
            ),
            Self::NumberFromBook => NUMBER_FROM_BOOK,
            Self::HasEndedOthers => HAS_ENDED_OTHERS,
            Self::PossibleDuplicate { .. } => POSSIBLE_DUPLICATE,
            Self::NumberNotFormal => NUMBER_NOT_FORMAL,
            Self::IssuedInFuture => ISSUED_IN_FUTURE,
            Self::InvalidContent(_) => INVALID_CONTENT,
            Self::NoBook => NO_BOOK,
            Self::OtherBook => OTHER_BOOK,
            Self::BookNotNamed => BOOK_NOT_NAMED,
            Self::LinkedMissing => LINKED_MISSING,
            Self::LinkedNotInForce => LINKED_NOT_IN_FORCE,
        }
    }

    fn pointer(&self) -> String {
        let pointer = match self {
            Self::IssuedInFuture => "/issued_on",
            Self::OtherBook | Self::BookNotNamed => "/book",
            Self::Number { is_sent: true, .. } | Self::NumberFromBook => "/number",
            Self::PossibleDuplicate { .. } => "/allow_duplicate",
            _ => "",
        };
        pointer.to_owned()
    }

    fn faults(&self) -> Vec<Fault> {
        match self {
            Self::InvalidContent(faults) => faults.clone().into_iter().collect(),
            Self::NotAssignable(faults) => faults.iter().map(|fault| Fault::new("", fault.words())).collect(),
            _ => vec![Fault::new(self.pointer(), self.words())],
        }
    }
}

impl Refusal {
    /// The acts that the state allows and that would meet the same obstacle.
    #[must_use]
    pub const fn hindered(&self) -> &'static [Act] {
        match self {
            Self::NumberNotFormal | Self::NoBook | Self::Number { act: Act::Issue, .. } => &[Act::Issue],
            Self::Number { act: Act::Register, .. } => &[Act::Register],
            Self::NotAssignable(_) | Self::LinkedMissing | Self::LinkedNotInForce => &[Act::Issue, Act::Register],
            Self::TooManyFiles => &[Act::Attach],
            Self::NotInThisState { .. }
            | Self::Number { .. }
            | Self::IssuedInFuture
            | Self::InvalidContent(_)
            | Self::OtherBook
            | Self::BookNotNamed
            | Self::NumberFromBook
            | Self::HasEndedOthers
            | Self::PossibleDuplicate { .. }
            | Self::ClauseReferredTo { .. } => &[],
        }
    }
}

const NUMBER_FROM_BOOK: Words = Words::new(
    "Số và ngày của văn bản ban hành tại đây do sổ đăng ký văn bản đi cấp, không đính chính được; hãy thu hồi và ban \
     hành lại.",
    "Number and date of a document that was issued here come from its book and are not corrected; revoke it and issue \
     it again.",
);
const HAS_ENDED_OTHERS: Words = Words::new(
    "Văn bản này đã thay thế hoặc thu hồi văn bản khác nên không hủy việc vào sổ được; hãy thu hồi văn bản này.",
    "This document superseded or revoked others, so its registration cannot be annulled; revoke the document.",
);
const POSSIBLE_DUPLICATE: Words = Words::new(
    "Sổ đã có văn bản của cùng cơ quan ban hành với cùng số trong cùng năm, hoặc cùng loại, tên và ngày. Nếu đây đúng \
     là văn bản khác, hãy gửi lại với allow_duplicate.",
    "The register has a document of the same issuer with the same number in the same year, or the same type, title and \
     date. If this is another document, send it again with allow_duplicate.",
);
const NUMBER_NOT_FORMAL: Words = Words::new(
    "Số, ký hiệu chưa đúng thể thức; hãy sửa lại trước khi ban hành, ví dụ 45-KL/TU hoặc 45/QĐ-UBND.",
    "The number is not in an official notation; correct it before issuing, as in 45-KL/TU or 45/QĐ-UBND.",
);
const INVALID_CONTENT: Words = Words::new(
    "Nội dung văn bản chưa hợp lệ; hãy sửa các chỗ được chỉ ra.",
    "The content of the document is not valid; correct the places that are named.",
);
const NO_BOOK: Words = Words::new(
    "Cơ quan ban hành chưa có sổ đăng ký văn bản đi; hãy mở sổ trước khi ban hành.",
    "The issuing organization numbers from no book; open one before issuing.",
);
const OTHER_BOOK: Words =
    Words::new("Cơ quan ban hành không lấy số từ sổ này.", "The issuing organization does not number from this book.");
const BOOK_NOT_NAMED: Words = Words::new(
    "Cơ quan ban hành lấy số từ nhiều sổ; hãy ghi rõ sổ.",
    "The issuing organization numbers from several books; name one.",
);
const LINKED_MISSING: Words = Words::new(
    "Không còn văn bản được thay thế hoặc thu hồi, hoặc văn bản đó của cơ quan khác; hãy sửa dự thảo.",
    "A document to be superseded or revoked is gone, or of another issuer; change the draft.",
);
const LINKED_NOT_IN_FORCE: Words = Words::new(
    "Văn bản được thay thế hoặc thu hồi chưa có hiệu lực hoặc đã hết hiệu lực; hãy sửa dự thảo.",
    "A document to be superseded or revoked is not in force yet, or no longer; change the draft.",
);
