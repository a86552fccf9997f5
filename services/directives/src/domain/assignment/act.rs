haicap_types::acts! {
    /// Everything that anybody may do to an assignment. The executing organization may do what the accountable one may.
    Act as "assignment_act" {
        /// The accountable organization acknowledges it.
        Acknowledge = "acknowledge", Post "acknowledge" bare, "Tiếp nhận", "Acknowledge";
        /// The accountable organization declines it.
        Decline = "decline", Post "decline", "Từ chối tiếp nhận", "Decline";
        /// A person takes it.
        Take = "take", Post "take" bare, "Nhận xử lý", "Take";
        /// Work begins.
        Start = "start", Post "start" bare, "Bắt đầu thực hiện", "Start";
        /// The accountable organization proposes a date where there is none.
        ProposeDate = "propose_date", Post "date-proposals", "Đề xuất thời hạn", "Propose a date";
        /// The receiver grants or refuses the proposal.
        DecideDate = "decide_date", Post "date-proposals/decide" versioned, "Quyết định thời hạn", "Decide on the proposed date";
        /// The accountable organization asks for a later date.
        RequestExtension = "request_extension", Post "extensions", "Xin gia hạn", "Ask for an extension";
        /// The receiver grants or refuses it.
        DecideExtension = "decide_extension", Post "extensions/decide" versioned, "Quyết định gia hạn", "Decide on the extension";
        /// The accountable organization reports progress.
        ReportProgress = "report_progress", Post "progress", "Báo cáo tiến độ", "Report progress";
        /// The accountable organization uploads a file that evidence can name.
        Attach = "attach", Post "attachments", "Đính kèm tệp", "Add a file";
        /// The accountable organization adds evidence to what it will submit.
        AddEvidence = "add_evidence", Post "evidence", "Bổ sung minh chứng", "Add evidence";
        /// The accountable organization submits the result.
        Submit = "submit", Post "submit", "Trình kết quả", "Submit";
        /// The receiver confirms completion.
        Accept = "accept", Post "accept" versioned, "Xác nhận hoàn thành", "Accept";
        /// The receiver sends a submission back.
        Return = "return", Post "return", "Trả lại", "Return";
        /// The receiver closes it as not implemented.
        Close = "close", Post "close" versioned, "Kết thúc, không thực hiện", "Close as not implemented";
        /// The receiver reassigns it.
        Reassign = "reassign", Post "reassign", "Giao lại", "Reassign";
        /// The receiver withdraws it.
        Withdraw = "withdraw", Post "withdraw", "Rút nhiệm vụ", "Withdraw";
        /// The receiver or an overseer urges the organization that has to act.
        Urge = "urge", Post "urge", "Đôn đốc", "Urge";
        /// The accountable organization assigns children of it.
        AddChildren = "add_children", Post "children", "Giao nhiệm vụ thành phần", "Assign children";
        /// The receiver says whether a period of a continuing duty is fulfilled.
        SetFulfilment = "set_fulfilment", Post "fulfilments", "Ghi nhận thực hiện theo kỳ", "Record a period's fulfilment";
    }
}

impl Act {
    /// Whether the act shows that the accountable organization is at work, or puts the work into its hands again.
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
            | Self::Attach
            | Self::DecideDate
            | Self::DecideExtension
            | Self::Accept
            | Self::Close
            | Self::Withdraw
            | Self::Urge
            | Self::SetFulfilment => false,
        }
    }

    /// Whether the act may change other assignments of the same tree, or depends on them.
    #[must_use]
    pub const fn touches_tree(self) -> bool {
        matches!(self, Self::Accept | Self::Close | Self::Withdraw | Self::Reassign | Self::AddChildren)
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
}
