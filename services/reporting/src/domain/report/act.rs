use haicap_types::{Method, Term, UnknownWord, Vocabulary};

/// Everything that anybody may do to a consolidated report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Act {
    /// Its body writes on it.
    Edit,
    /// Its body takes the figures anew.
    Refresh,
    /// Its body lays it before who approves.
    RequestApproval,
    /// Who approves sends it back for more work.
    Return,
    /// Another person of its body approves it.
    Approve,
    /// Its body sends it, with its number.
    Send,
    /// The body above acknowledges it.
    Acknowledge,
    /// Its body takes it back.
    Recall,
}

impl Act {
    /// The method and the last part of the address; empty where it is the report's own.
    #[must_use]
    pub const fn address(self) -> (Method, &'static str) {
        match self {
            Self::Edit => (Method::Patch, ""),
            Self::Refresh => (Method::Post, "refresh"),
            Self::RequestApproval => (Method::Post, "request-approval"),
            Self::Return => (Method::Post, "return"),
            Self::Approve => (Method::Post, "approve"),
            Self::Send => (Method::Post, "send"),
            Self::Acknowledge => (Method::Post, "acknowledge"),
            Self::Recall => (Method::Post, "recall"),
        }
    }

    const fn entry(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Edit => ("edit", "Sửa báo cáo", "Edit"),
            Self::Refresh => ("refresh", "Cập nhật số liệu", "Take the figures anew"),
            Self::RequestApproval => ("request_approval", "Trình duyệt", "Request approval"),
            Self::Return => ("return", "Trả lại để hoàn thiện", "Return"),
            Self::Approve => ("approve", "Duyệt", "Approve"),
            Self::Send => ("send", "Phát hành và gửi", "Send"),
            Self::Acknowledge => ("acknowledge", "Xác nhận đã nhận", "Acknowledge"),
            Self::Recall => ("recall", "Thu hồi", "Recall"),
        }
    }
}

impl Vocabulary for Act {
    const NAME: &'static str = "consolidated_report_act";
    const ALL: &'static [Self] = &[
        Self::Edit,
        Self::Refresh,
        Self::RequestApproval,
        Self::Return,
        Self::Approve,
        Self::Send,
        Self::Acknowledge,
        Self::Recall,
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
