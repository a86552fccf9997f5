use haicap_types::{Method, Term, UnknownWord, Vocabulary};

/// Everything that anybody may do about an obligation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Act {
    /// The unit begins a report, or a correction of one.
    Draft,
    /// The unit writes on a draft.
    Edit,
    /// The unit throws a draft away.
    Discard,
    /// The unit sends a draft.
    Submit,
    /// The unit says that there is nothing to report.
    ReportNothing,
    /// The receiver sends a report back.
    Return,
    /// The receiver accepts a report.
    Accept,
    /// Somebody asks for a waiver, an extension or an unlocking.
    Ask,
    /// The receiver decides on that.
    Decide,
}

impl Act {
    /// The acts whose addresses lie below the obligation's own; the others' lie below the submission's.
    pub const OF_OBLIGATIONS: &'static [Self] = &[Self::Draft, Self::ReportNothing, Self::Ask, Self::Decide];

    /// The acts whose addresses are, or lie below, a submission's.
    pub const OF_SUBMISSIONS: &'static [Self] = &[Self::Edit, Self::Discard, Self::Submit, Self::Return, Self::Accept];

    /// The method and the last part of the address; empty where it is the thing's own.
    #[must_use]
    pub const fn address(self) -> (Method, &'static str) {
        match self {
            Self::Draft => (Method::Post, "submissions"),
            Self::Edit => (Method::Patch, ""),
            Self::Discard => (Method::Delete, ""),
            Self::Submit => (Method::Post, "submit"),
            Self::ReportNothing => (Method::Post, "nil-report"),
            Self::Return => (Method::Post, "return"),
            Self::Accept => (Method::Post, "accept"),
            Self::Ask => (Method::Post, "requests"),
            Self::Decide => (Method::Post, "requests/decide"),
        }
    }

    const fn entry(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Draft => ("draft", "Lập báo cáo", "Draw up"),
            Self::Edit => ("edit", "Sửa báo cáo", "Edit"),
            Self::Discard => ("discard", "Bỏ dự thảo", "Discard"),
            Self::Submit => ("submit", "Gửi báo cáo", "Submit"),
            Self::ReportNothing => ("report_nothing", "Báo cáo không phát sinh", "Report nothing"),
            Self::Return => ("return", "Trả lại", "Return"),
            Self::Accept => ("accept", "Duyệt", "Accept"),
            Self::Ask => ("ask", "Xin miễn, gia hạn hoặc mở lại", "Ask for a waiver, an extension or an unlocking"),
            Self::Decide => ("decide", "Quyết định yêu cầu", "Decide on the request"),
        }
    }
}

impl Vocabulary for Act {
    const NAME: &'static str = "obligation_act";
    const ALL: &'static [Self] = &[
        Self::Draft,
        Self::Edit,
        Self::Discard,
        Self::Submit,
        Self::ReportNothing,
        Self::Return,
        Self::Accept,
        Self::Ask,
        Self::Decide,
    ];

    fn word(self) -> &'static str {
        self.entry().0
    }

    fn term(self) -> Term {
        let (value, label_vi, label_en) = self.entry();
        Term { value, label_vi, label_en }
    }
}

impl std::str::FromStr for Act {
    type Err = UnknownWord;

    fn from_str(word: &str) -> Result<Self, UnknownWord> {
        let found = Self::ALL.iter().copied().find(|act| act.word() == word);
        found.ok_or_else(|| UnknownWord { list: Self::NAME, word: word.to_owned() })
    }
}

impl std::fmt::Display for Act {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.word())
    }
}
