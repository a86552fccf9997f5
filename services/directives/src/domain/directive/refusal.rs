use super::{Action, ContentFault, allowed};
use haicap_types::{DirectiveState, Vocabulary, Words};

/// Why a command is not carried out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The directive is in a state that does not allow it.
    NotInThisState(DirectiveState, Action),
    /// Only the body that a document names as its issuer issues it.
    NotTheIssuer,
    /// A document is issued with a number only.
    NumberMissing,
    /// The number is in neither notation.
    NumberNotFormal,
    /// The issue date lies ahead.
    IssuedInFuture,
    /// It cannot take its own place.
    SupersededByItself,
    /// The content would not be valid.
    InvalidContent(Vec<ContentFault>),
}

impl Refusal {
    /// A stable word for programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotInThisState(..) => "not_in_this_state",
            Self::NotTheIssuer => "not_the_issuer",
            Self::NumberMissing => "number_missing",
            Self::NumberNotFormal => "number_not_formal",
            Self::IssuedInFuture => "issued_in_future",
            Self::SupersededByItself => "superseded_by_itself",
            Self::InvalidContent(_) => "invalid_content",
        }
    }

    /// What a person may do about it.
    #[must_use]
    pub fn words(&self) -> Words {
        match self {
            Self::NotInThisState(state, action) => not_in_this_state(*state, *action),
            Self::NotTheIssuer => Words::new(
                "Chỉ cơ quan ban hành mới được ban hành văn bản này; nếu văn bản đã được ban hành ngoài hệ thống, hãy vào \
                 sổ.",
                "Only the issuing body issues this document; if it was issued elsewhere, register it.",
            ),
            Self::NumberMissing => Words::new(
                "Văn bản chưa có số, ký hiệu; hãy lấy số từ sổ hoặc nhập số đã giữ trước khi ban hành.",
                "The document has no number; take one from the book or enter the reserved one before issuing.",
            ),
            Self::NumberNotFormal => Words::new(
                "Số, ký hiệu chưa đúng thể thức; hãy sửa lại trước khi ban hành, ví dụ 45-KL/TU hoặc 45/QĐ-UBND.",
                "The number is not in an official notation; correct it before issuing, as in 45-KL/TU or 45/QĐ-UBND.",
            ),
            Self::IssuedInFuture => Words::new(
                "Ngày ban hành không được sau ngày hôm nay; hãy sửa ngày hoặc chờ đến ngày đó.",
                "The issue date lies ahead; correct it or wait for that day.",
            ),
            Self::SupersededByItself => Words::new(
                "Văn bản không thể thay thế chính nó; hãy chọn văn bản mới.",
                "A document cannot supersede itself; choose the new one.",
            ),
            Self::InvalidContent(_) => Words::new(
                "Nội dung văn bản chưa hợp lệ; hãy sửa các chỗ được chỉ ra.",
                "The content of the document is not valid; correct the places that are named.",
            ),
        }
    }
}

fn not_in_this_state(state: DirectiveState, action: Action) -> Words {
    let term = state.term();
    let (vi, en) = action.verb();
    let (legal_vi, legal_en): (Vec<_>, Vec<_>) = allowed(state).map(Action::verb).unzip();
    if legal_vi.is_empty() {
        return Words::with(
            format!("Văn bản ở trạng thái “{}”, không thể {vi} và không còn thao tác nào khác.", term.label_vi),
            format!("The document is “{}”: one cannot {en} it, and nothing else is left to do.", term.label_en),
        );
    }
    Words::with(
        format!("Văn bản ở trạng thái “{}”, không thể {vi}; hiện chỉ có thể: {}.", term.label_vi, legal_vi.join(", ")),
        format!("The document is “{}”: one cannot {en} it; possible now: {}.", term.label_en, legal_en.join(", ")),
    )
}
