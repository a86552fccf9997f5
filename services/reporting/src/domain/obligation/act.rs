haicap_types::acts! {
    /// Everything that anybody may do about an obligation.
    Act as "obligation_act" {
        /// The unit begins a report, or a correction of one.
        Draft = "draft", Post "submissions", "Lập báo cáo", "Draw up";
        /// The unit edits a draft.
        Edit = "edit", Patch "", "Sửa báo cáo", "Edit";
        /// The unit discards a draft.
        Discard = "discard", Delete "", "Bỏ dự thảo", "Discard";
        /// The unit sends a draft.
        Submit = "submit", Post "submit" bare, "Gửi báo cáo", "Submit";
        /// The unit submits a nil report: there is nothing to report.
        ReportNothing = "report_nothing", Post "nil-report", "Báo cáo không phát sinh", "Submit a nil report";
        /// The receiver sends a report back.
        Return = "return", Post "return", "Trả lại", "Return";
        /// The receiver accepts a report.
        Accept = "accept", Post "accept" versioned, "Chấp nhận", "Accept";
        /// Somebody asks for a waiver, an extension or an unlocking.
        Ask = "ask", Post "requests", "Xin miễn, gia hạn hoặc mở lại", "Ask for a waiver, an extension or an unlocking";
        /// The receiver decides on that.
        Decide = "decide", Post "requests/decide" versioned, "Quyết định đề nghị", "Decide on the request";
    }
}

impl Act {
    /// The acts whose addresses lie below the obligation's own; the others' lie below the submission's.
    pub const OF_OBLIGATIONS: &'static [Self] = &[Self::Draft, Self::ReportNothing, Self::Ask, Self::Decide];

    /// The acts whose addresses are, or lie below, a submission's.
    pub const OF_SUBMISSIONS: &'static [Self] = &[Self::Edit, Self::Discard, Self::Submit, Self::Return, Self::Accept];
}
