haicap_types::acts! {
    /// Everything that anybody may do to a consolidated report.
    Act as "consolidated_report_act" {
        /// Its organization edits it.
        Edit = "edit", Patch "", "Sửa báo cáo", "Edit";
        /// Its organization takes the present figures, and the words that units wrote since.
        Refresh = "refresh", Post "refresh" bare, "Cập nhật số liệu và nội dung", "Refresh figures and words";
        /// Its organization lays it before who approves.
        RequestApproval = "request_approval", Post "request-approval" bare, "Trình duyệt", "Request approval";
        /// Who approves sends it back for more work.
        Return = "return", Post "return", "Trả lại để hoàn thiện", "Return";
        /// Another person of its organization approves it.
        Approve = "approve", Post "approve" versioned, "Duyệt", "Approve";
        /// Its organization sends it, with its number.
        Send = "send", Post "send" versioned, "Phát hành và gửi", "Send";
        /// Its organization adds the signed sheet, scanned.
        AttachScan = "attach_scan", Post "signed-scan", "Đính kèm bản ký", "Attach the signed scan";
        /// The organization above acknowledges it.
        Acknowledge = "acknowledge", Post "acknowledge" bare, "Xác nhận việc nhận", "Acknowledge";
        /// Its organization takes it back.
        Recall = "recall", Post "recall", "Thu hồi", "Recall";
    }
}
