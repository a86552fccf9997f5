use haicap_types::{Method, Term, UnknownWord, Vocabulary};

/// Everything that anybody may do to an assignment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Act {
    /// The doer takes note of it.
    Acknowledge,
    /// The doer says that it is the wrong addressee.
    Decline,
    /// A person makes it his own.
    Take,
    /// Work begins.
    Start,
    /// The doer proposes a date where there is none.
    ProposeDate,
    /// The receiver grants or refuses the proposal.
    DecideDate,
    /// The doer asks for a later date.
    RequestExtension,
    /// The receiver grants or refuses it.
    DecideExtension,
    /// The doer says how far it has come.
    ReportProgress,
    /// The doer adds evidence to what it will submit.
    AddEvidence,
    /// The doer hands in the result.
    Submit,
    /// The receiver confirms completion.
    Accept,
    /// The receiver sends a submission back.
    Return,
    /// The receiver agrees that it will not be implemented.
    Close,
    /// The receiver gives it to another body.
    Reassign,
    /// The receiver takes it back.
    Withdraw,
    /// The receiver or an overseer asks for haste.
    Urge,
    /// The doer gives parts of it to others.
    AddChildren,
    /// The receiver says whether a period of a continuing duty is fulfilled.
    SetFulfilment,
}

impl Act {
    /// The method and the last part of the address, below the assignment's own.
    #[must_use]
    pub const fn address(self) -> (Method, &'static str) {
        (Method::Post, self.entry().1)
    }

    /// Whether the act shows that the doer is at work, or puts the work into its hands again.
    #[must_use]
    pub const fn is_sign_of_life(self) -> bool {
        match self {
            Self::Acknowledge
            | Self::Take
            | Self::Start
            | Self::ProposeDate
            | Self::RequestExtension
            | Self::ReportProgress
            | Self::AddEvidence
            | Self::Submit
            | Self::AddChildren
            | Self::Return
            | Self::Reassign => true,
            Self::Decline
            | Self::DecideDate
            | Self::DecideExtension
            | Self::Accept
            | Self::Close
            | Self::Withdraw
            | Self::Urge
            | Self::SetFulfilment => false,
        }
    }

    /// Whether the act makes sense only for what ends by being submitted, and never for a continuing duty.
    #[must_use]
    pub const fn is_for_tasks_alone(self) -> bool {
        matches!(
            self,
            Self::ProposeDate
                | Self::DecideDate
                | Self::RequestExtension
                | Self::DecideExtension
                | Self::Submit
                | Self::Accept
                | Self::Return
                | Self::Close
        )
    }

    const fn entry(self) -> (&'static str, &'static str, &'static str, &'static str) {
        match self {
            Self::Acknowledge => ("acknowledge", "acknowledge", "Tiếp nhận", "Acknowledge"),
            Self::Decline => ("decline", "decline", "Từ chối tiếp nhận", "Decline"),
            Self::Take => ("take", "take", "Nhận xử lý", "Take"),
            Self::Start => ("start", "start", "Bắt đầu thực hiện", "Start"),
            Self::ProposeDate => ("propose_date", "date-proposals", "Đề xuất thời hạn", "Propose a date"),
            Self::DecideDate => {
                ("decide_date", "date-proposals/decide", "Quyết định thời hạn", "Decide on the proposed date")
            }
            Self::RequestExtension => ("request_extension", "extensions", "Xin gia hạn", "Ask for an extension"),
            Self::DecideExtension => {
                ("decide_extension", "extensions/decide", "Quyết định gia hạn", "Decide on the extension")
            }
            Self::ReportProgress => ("report_progress", "progress", "Báo cáo tiến độ", "Report progress"),
            Self::AddEvidence => ("add_evidence", "evidence", "Bổ sung minh chứng", "Add evidence"),
            Self::Submit => ("submit", "submit", "Trình kết quả", "Submit"),
            Self::Accept => ("accept", "accept", "Xác nhận hoàn thành", "Accept"),
            Self::Return => ("return", "return", "Trả lại", "Return"),
            Self::Close => ("close", "close", "Kết thúc, không thực hiện", "Close as not implemented"),
            Self::Reassign => ("reassign", "reassign", "Giao lại", "Reassign"),
            Self::Withdraw => ("withdraw", "withdraw", "Rút nhiệm vụ", "Withdraw"),
            Self::Urge => ("urge", "urge", "Đôn đốc", "Urge"),
            Self::AddChildren => ("add_children", "children", "Giao nhiệm vụ thành phần", "Assign parts of it"),
            Self::SetFulfilment => {
                ("set_fulfilment", "fulfilments", "Ghi nhận thực hiện theo kỳ", "Record a period's fulfilment")
            }
        }
    }
}

impl Vocabulary for Act {
    const NAME: &'static str = "assignment_act";
    const ALL: &'static [Self] = &[
        Self::Acknowledge,
        Self::Decline,
        Self::Take,
        Self::Start,
        Self::ProposeDate,
        Self::DecideDate,
        Self::RequestExtension,
        Self::DecideExtension,
        Self::ReportProgress,
        Self::AddEvidence,
        Self::Submit,
        Self::Accept,
        Self::Return,
        Self::Close,
        Self::Reassign,
        Self::Withdraw,
        Self::Urge,
        Self::AddChildren,
        Self::SetFulfilment,
    ];

    fn word(self) -> &'static str {
        self.entry().0
    }

    fn term(self) -> Term {
        let (value, _, label_vi, label_en) = self.entry();
        Term { value, label_vi, label_en }
    }
}

impl std::str::FromStr for Act {
    type Err = UnknownWord;

    fn from_str(word: &str) -> Result<Self, UnknownWord> {
        Self::ALL
            .iter()
            .copied()
            .find(|act| act.word() == word)
            .ok_or_else(|| UnknownWord { list: Self::NAME, word: word.to_owned() })
    }
}

impl std::fmt::Display for Act {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.word())
    }
}
