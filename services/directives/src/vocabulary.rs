//! The words of this service alone: closed lists, with their labels.

use haicap_types::vocabulary;

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
        Law = "L", "Luật", "Law";
        Decree = "NĐ", "Nghị định", "Decree";
        Circular = "TT", "Thông tư", "Circular";
        JointCircular = "TTLT", "Thông tư liên tịch", "Joint circular";
        ConsolidatedText = "VBHN", "Văn bản hợp nhất", "Consolidated text";
        Other = "other", "Loại khác", "Other";
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
        Annulled = "annulled", "Đã hủy việc vào sổ", "Registration annulled";
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
    /// What becomes of open assignments when the document that gave them ends.
    Disposition as "disposition" {
        Withdraw = "withdraw", "Rút nhiệm vụ", "Withdraw";
        Keep = "keep", "Tiếp tục thực hiện", "Keep";
        CarryOver = "carry_over", "Chuyển sang văn bản mới", "Carry over";
    }
}

vocabulary! {
    /// In what capacity a document was signed.
    SignerCapacity as "signer_capacity" {
        InOwnRight = "in_own_right", "Ký trực tiếp", "In own right";
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
        Provision = "provision", "Quy định chung", "Provision";
    }
}

vocabulary! {
    /// Where an assignment stands in its life.
    AssignmentState as "assignment_state" {
        Assigned = "assigned", "Đã giao", "Assigned";
        Acknowledged = "acknowledged", "Đã tiếp nhận", "Acknowledged";
        InProgress = "in_progress", "Đang thực hiện", "In progress";
        Submitted = "submitted", "Đã trình kết quả", "Submitted";
        Completed = "completed", "Hoàn thành", "Completed";
        ClosedNotImplemented = "closed_not_implemented", "Kết thúc, không thực hiện", "Closed, not implemented";
        Declined = "declined", "Từ chối tiếp nhận", "Declined";
        Withdrawn = "withdrawn", "Đã rút", "Withdrawn";
    }
}

vocabulary! {
    /// What must be handed in.
    ProductKind as "product_kind" {
        Document = "document", "Văn bản", "Document";
        Plan = "plan", "Kế hoạch, phương án", "Plan";
        DraftRegulation = "draft_regulation", "Dự thảo quy định", "Draft regulation";
        Report = "report", "Báo cáo", "Report";
        CompletedAction = "completed_action", "Công việc hoàn thành", "Completed action";
    }
}

vocabulary! {
    /// Where a due date comes from.
    DueBasis as "due_basis" {
        None = "none", "Chưa có hạn", "None yet";
        Stated = "stated", "Theo văn bản", "Stated";
        Proposed = "proposed", "Đề xuất", "Proposed";
        Approved = "approved", "Đã duyệt", "Approved";
    }
}

vocabulary! {
    /// The health of an assignment, computed from facts.
    Health as "health" {
        Blue = "blue", "Hoàn thành đúng hạn", "Completed on time";
        Purple = "purple", "Hoàn thành quá hạn", "Completed late";
        Red = "red", "Quá hạn hoặc chậm xử lý", "Overdue or stalled";
        Grey = "grey", "Chưa bắt đầu hoặc chưa có hạn", "Not started or no date";
        Yellow = "yellow", "Sắp đến hạn hoặc ít cập nhật", "Due soon or quiet";
        Green = "green", "Đúng tiến độ", "On track";
    }
}

vocabulary! {
    /// The official statistical groups.
    Bucket as "bucket" such as "open_within_term" {
        DoneOnTime = "done_on_time", "Hoàn thành đúng hạn", "Done on time";
        DoneLate = "done_late", "Hoàn thành quá hạn", "Done late";
        OpenWithinTerm = "open_within_term", "Đang thực hiện, trong hạn", "Open within term";
        OpenOverdue = "open_overdue", "Đang thực hiện, quá hạn", "Open and overdue";
        Withdrawn = "withdrawn", "Đã rút", "Withdrawn";
        Closed = "closed", "Kết thúc, không thực hiện", "Closed, not implemented";
    }
}

vocabulary! {
    /// What an organization has to do with an assignment.
    OrganizationRole as "organization_role" {
        Accountable = "accountable", "Chủ trì", "Accountable";
        Executing = "executing", "Trực tiếp thực hiện", "Executing";
        Coordinating = "coordinating", "Phối hợp", "Coordinating";
        Monitoring = "monitoring", "Theo dõi", "Monitoring";
        ReportsTo = "reports_to", "Nhận báo cáo", "Receiver";
    }
}

vocabulary! {
    /// What a submission says of the work.
    Implementation as "implementation" {
        Implemented = "implemented", "Đã thực hiện", "Implemented";
        NotImplemented = "not_implemented", "Không thực hiện", "Not implemented";
    }
}

vocabulary! {
    /// What became of a submission.
    Verdict as "verdict" {
        Accepted = "accepted", "Chấp nhận", "Accepted";
        Returned = "returned", "Trả lại", "Returned";
        Closed = "closed", "Kết thúc", "Closed";
    }
}

vocabulary! {
    /// Why a duty may end without being done.
    CloseReason as "close_reason" {
        Superseded = "superseded", "Đã được thay thế", "Superseded";
        LawChanged = "law_changed", "Quy định pháp luật thay đổi", "The law changed";
        NoLongerRelevant = "no_longer_relevant", "Không còn phù hợp", "No longer relevant";
        OvertakenBySuccession = "overtaken_by_succession", "Do sắp xếp tổ chức", "Reorganization";
        Duplicate = "duplicate", "Trùng nhiệm vụ khác", "Duplicate of another";
        Infeasible = "infeasible", "Không khả thi", "Not feasible";
    }
}

vocabulary! {
    /// What a unit asks for when it asks for a date.
    DateRequestKind as "date_request_kind" {
        Proposal = "proposal", "Đề xuất thời hạn", "Date proposal";
        Extension = "extension", "Xin gia hạn", "Extension";
    }
}

vocabulary! {
    /// By what assignments are counted.
    Dimension as "count_dimension" {
        Organization = "organization", "Cơ quan chủ trì", "Accountable organization";
        Territory = "territory", "Địa bàn", "Territory";
        State = "state", "Trạng thái", "State";
        Health = "health", "Mức cảnh báo", "Health";
        Bucket = "bucket", "Nhóm thống kê", "Statistical group";
        Directive = "directive", "Văn bản", "Directive";
        Month = "month", "Tháng đến hạn", "Month in which it is due";
    }
}

vocabulary! {
    /// What a reason was given for.
    ReasonKind as "reason_kind" {
        Declined = "declined", "Từ chối tiếp nhận", "Declined";
        Reassigned = "reassigned", "Giao lại nhiệm vụ", "Reassigned";
        Withdrawn = "withdrawn", "Rút nhiệm vụ", "Withdrawn";
    }
}

vocabulary! {
    /// In what form evidence is given.
    EvidenceKind as "evidence_kind" {
        File = "file", "Tệp đính kèm", "Attached file";
        Document = "document", "Số, ký hiệu văn bản", "Document by number";
        Link = "link", "Đường dẫn", "Link";
    }
}

impl AssignmentState {
    /// Whether the duty still has to be carried out.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Assigned | Self::Acknowledged | Self::InProgress | Self::Submitted | Self::Declined)
    }
}

impl DirectiveState {
    /// Whether it was in force and is no more.
    #[must_use]
    pub const fn is_ended(self) -> bool {
        matches!(self, Self::Superseded | Self::Revoked | Self::Annulled)
    }
}

impl ClauseKind {
    /// Whether the clause's assignments have no result to submit and end only when they are withdrawn.
    #[must_use]
    pub const fn is_continuing(self) -> bool {
        matches!(self, Self::RecurringReport | Self::StandingDuty | Self::EventDuty)
    }

    /// Whether it is served in periods, by a cadence.
    #[must_use]
    pub const fn is_periodic(self) -> bool {
        matches!(self, Self::RecurringReport | Self::StandingDuty)
    }

    /// Whether somebody must be assigned for the clause to be covered.
    #[must_use]
    pub const fn needs_assignment(self) -> bool {
        !matches!(self, Self::Constraint | Self::Commendation | Self::Provision)
    }
}
