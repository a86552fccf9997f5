//! The words of this service alone: closed lists, with their labels.

use haicap_types::vocabulary;

vocabulary! {
    /// Where a requirement stands.
    RequirementState as "requirement_state" {
        Open = "open", "Đang thực hiện", "Open";
        Closed = "closed", "Đã kết thúc", "Closed";
    }
}

vocabulary! {
    /// What is done about a matter: whether violations can be concluded.
    ExaminationKind as "examination_kind" {
        Inspection = "inspection", "Kiểm tra", "Inspection";
        Supervision = "supervision", "Giám sát", "Supervision";
    }
}

vocabulary! {
    /// The level of the organization that decides on an inspection or a supervision.
    Level as "level" such as "city" {
        Central = "central", "Trung ương", "Central";
        City = "city", "Tỉnh, thành phố", "Province or city";
        AboveBase = "above_base", "Cấp trên trực tiếp của tổ chức cơ sở đảng", "Directly above the base";
    }
}

vocabulary! {
    /// How far an inspection or a supervision of a target has come.
    Phase as "phase" {
        Planned = "planned", "Chuẩn bị", "Planned";
        Announced = "announced", "Đã công bố quyết định", "Announced to the target";
        SelfReport = "self_report", "Chờ báo cáo tự kiểm tra", "Self-report due";
        Verifying = "verifying", "Thẩm tra, xác minh", "Verifying";
        DraftResult = "draft_result", "Dự thảo báo cáo kết quả", "Drafting the result report";
        Conference = "conference", "Hội nghị thông qua kết quả", "Conference on the result";
        Concluding = "concluding", "Kết luận", "Concluding";
        FollowingUp = "following_up", "Theo dõi thực hiện kết luận", "Following up";
        Closed = "closed", "Đã kết thúc, hồ sơ đầy đủ", "Closed, with a complete file";
    }
}

vocabulary! {
    /// What a finding says.
    FindingKind as "finding_kind" {
        Merit = "merit", "Ưu điểm", "Merit";
        Shortcoming = "shortcoming", "Hạn chế, khuyết điểm", "Shortcoming";
        Violation = "violation", "Vi phạm", "Violation";
        SignOfViolation = "sign_of_violation", "Dấu hiệu vi phạm", "Sign of violation";
    }
}

vocabulary! {
    /// What silence in an opinion round means.
    Silence as "silence" {
        Consents = "consents", "Coi như đồng ý", "Consent";
        Abstains = "abstains", "Không tính", "Not counted";
    }
}

vocabulary! {
    /// What ends the examination of a target.
    Ending as "ending" {
        Notice = "notice", "Thông báo kết luận", "A notice of conclusion";
        Session = "session", "Kết luận tại buổi làm việc", "The conclusion of a working session";
    }
}

vocabulary! {
    /// The papers of an inspection or a supervision.
    Paper as "paper" {
        Submission = "submission", "Tờ trình", "Submission";
        Decision = "decision", "Quyết định", "Decision";
        Plan = "plan", "Kế hoạch", "Plan";
        DetailedPlan = "detailed_plan", "Kế hoạch chi tiết của tổ", "Detailed plan of the team";
        Outline = "outline", "Đề cương báo cáo", "Outline of the self-report";
        Declarations = "declarations", "Bản cam kết của thành viên", "Declarations of the members";
        SelfReport = "self_report", "Báo cáo tự kiểm tra", "Self-report";
        Letter = "letter", "Công văn", "Letter";
        Minutes = "minutes", "Biên bản", "Minutes";
        ResultReport = "result_report", "Báo cáo kết quả", "Result report";
        OpinionSlips = "opinion_slips", "Phiếu xin ý kiến", "Opinion slips";
        Notice = "notice", "Thông báo kết luận", "Notice of conclusion";
        Contents = "contents", "Mục lục hồ sơ", "Table of contents of the file";
    }
}

vocabulary! {
    /// Who signs a paper.
    Signer as "signer" {
        DecidingOrganization = "deciding_organization", "Cấp quyết định", "The deciding organization";
        Commission = "commission", "Ủy ban Kiểm tra", "The inspection commission";
        HeadOfTeam = "head_of_team", "Trưởng đoàn, tổ trưởng", "The head of the team";
        Members = "members", "Từng thành viên", "Each member";
        Target = "target", "Đối tượng", "The target";
        ThreeParties = "three_parties", "Chủ trì, người ghi biên bản và đối tượng", "Chair, recorder and target";
        Nobody = "nobody", "Không ký", "Nobody";
    }
}

vocabulary! {
    /// Where a programme stands.
    ProgrammeState as "programme_state" {
        Drafting = "drafting", "Đang soạn thảo", "Drafting";
        Proposed = "proposed", "Đã trình", "Proposed";
        Approved = "approved", "Đã được duyệt, chờ ban hành quyết định", "Approved, not yet issued";
        Decided = "decided", "Đã có quyết định", "Decided";
        Running = "running", "Đang thực hiện", "Running";
        Discarded = "discarded", "Đã bỏ", "Discarded";
        Rejected = "rejected", "Không được duyệt", "Rejected";
        Cancelled = "cancelled", "Đã hủy", "Cancelled";
    }
}

vocabulary! {
    /// What the teams of a programme are called.
    TeamName as "team_name" {
        WorkingTeam = "working_team", "Tổ Công tác", "Working team";
        InspectionTeam = "inspection_team", "Tổ kiểm tra", "Inspection team";
        SupervisionTeam = "supervision_team", "Tổ giám sát", "Supervision team";
        InspectionDelegation = "inspection_delegation", "Đoàn kiểm tra", "Inspection delegation";
        SupervisionDelegation = "supervision_delegation", "Đoàn giám sát", "Supervision delegation";
    }
}

vocabulary! {
    /// Where a proposal stands.
    ProposalState as "proposal_state" {
        Submitted = "submitted", "Đã trình", "Submitted";
        Approved = "approved", "Đã duyệt", "Approved";
        Returned = "returned", "Trả lại để hoàn thiện", "Returned";
        Rejected = "rejected", "Không duyệt", "Rejected";
        Withdrawn = "withdrawn", "Đã rút", "Withdrawn";
    }
}

vocabulary! {
    /// What somebody does in a team.
    MemberRole as "member_role" {
        Head = "head", "Trưởng đoàn, Tổ trưởng", "Head";
        Deputy = "deputy", "Phó Trưởng đoàn, Tổ phó", "Deputy";
        Secretary = "secretary", "Thư ký", "Secretary";
        Member = "member", "Thành viên", "Member";
    }
}
