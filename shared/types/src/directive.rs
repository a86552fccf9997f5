use crate::vocabulary;

vocabulary! {
    /// Which rules number a document.
    DocumentScheme as "document_scheme" {
        Party = "party", "Văn bản của Đảng", "Party";
        State = "state", "Văn bản của cơ quan nhà nước", "State";
    }
}

vocabulary! {
    /// The type of a document; the word is the abbreviation in its number.
    DocumentType as "document_type" {
        Resolution = "NQ", "Nghị quyết", "Resolution";
        Decision = "QĐ", "Quyết định", "Decision";
        Instruction = "CT", "Chỉ thị", "Instruction";
        Conclusion = "KL", "Kết luận", "Conclusion";
        Regulation = "QĐi", "Quy định", "Regulation";
        WorkingRules = "QC", "Quy chế", "Working rules";
        Notice = "TB", "Thông báo", "Notice";
        Guidance = "HD", "Hướng dẫn", "Guidance";
        Report = "BC", "Báo cáo", "Report";
        Plan = "KH", "Kế hoạch", "Plan";
        Programme = "CTr", "Chương trình", "Programme";
        SubmissionPaper = "TTr", "Tờ trình", "Submission paper";
        OfficialLetter = "CV", "Công văn", "Official letter";
        Scheme = "ĐA", "Đề án", "Scheme";
        Dispatch = "CĐ", "Công điện", "Urgent dispatch";
        Minutes = "BB", "Biên bản", "Minutes";
    }
}

vocabulary! {
    /// How fast a document or a duty must be dealt with.
    Urgency as "urgency" {
        Normal = "normal", "Thường", "Normal";
        Urgent = "urgent", "Khẩn", "Urgent";
        VeryUrgent = "very_urgent", "Thượng khẩn", "Very urgent";
        Immediate = "immediate", "Hỏa tốc", "Immediate";
    }
}

vocabulary! {
    /// How open a document is; a secret one is refused.
    Classification as "classification" {
        Public = "public", "Công khai", "Public";
        Internal = "internal", "Nội bộ", "Internal";
    }
}

vocabulary! {
    /// Where a directive stands in its life.
    DirectiveState as "directive_state" {
        Draft = "draft", "Dự thảo", "Draft";
        Issued = "issued", "Đã ban hành", "Issued";
        Registered = "registered", "Đã vào sổ", "Registered";
        Superseded = "superseded", "Đã được thay thế", "Superseded";
        Revoked = "revoked", "Đã thu hồi", "Revoked";
    }
}

vocabulary! {
    /// What one document does to another.
    LinkKind as "link_kind" {
        Answers = "answers", "Trả lời", "Answers";
        Amends = "amends", "Sửa đổi, bổ sung", "Amends";
        Supersedes = "supersedes", "Thay thế", "Supersedes";
        Revokes = "revokes", "Thu hồi", "Revokes";
    }
}

vocabulary! {
    /// In what capacity a document was signed.
    SignerCapacity as "signer_capacity" {
        InOwnRight = "in_own_right", "Thủ trưởng", "In own right";
        OnBehalf = "on_behalf", "T/M", "On behalf of the collective";
        ForTheHead = "for_the_head", "K/T", "For the head";
        ByOrder = "by_order", "T/L", "By order";
        ByMandate = "by_mandate", "TUQ", "By mandate";
    }
}

vocabulary! {
    /// What sort of sentence a clause is, and so when its assignments are done.
    ClauseKind as "clause_kind" {
        Task = "task", "Nhiệm vụ", "Task";
        RecurringReport = "recurring_report", "Báo cáo định kỳ", "Recurring report";
        StandingDuty = "standing_duty", "Nhiệm vụ thường xuyên", "Standing duty";
        EventDuty = "event_duty", "Nhiệm vụ khi phát sinh", "Event duty";
        Constraint = "constraint", "Yêu cầu phải tuân thủ", "Constraint";
        Commendation = "commendation", "Ghi nhận, biểu dương", "Commendation";
    }
}

vocabulary! {
    /// How often a continuing duty is reviewed or reported.
    Cadence as "cadence" {
        Weekly = "weekly", "Hằng tuần", "Weekly";
        TwoWeekly = "two_weekly", "Hai tuần một lần", "Every two weeks";
        HalfMonthly = "half_monthly", "Nửa tháng", "Half-monthly";
        Monthly = "monthly", "Hằng tháng", "Monthly";
        Quarterly = "quarterly", "Hằng quý", "Quarterly";
        HalfYearly = "half_yearly", "Sáu tháng", "Half-yearly";
        Yearly = "yearly", "Hằng năm", "Yearly";
    }
}

impl ClauseKind {
    /// Whether the clause's assignments are served period by period until withdrawn, and never by submitting.
    #[must_use]
    pub const fn is_continuing(self) -> bool {
        matches!(self, Self::RecurringReport | Self::StandingDuty | Self::EventDuty)
    }

    /// Whether somebody must be assigned for the clause to be covered.
    #[must_use]
    pub const fn needs_assignment(self) -> bool {
        !matches!(self, Self::Constraint | Self::Commendation)
    }
}
