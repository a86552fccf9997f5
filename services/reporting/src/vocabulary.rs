//! The words of this service alone: closed lists, with their labels.

use haicap_types::vocabulary;

vocabulary! {
    /// What an indicator's values are.
    ValueType as "value_type" {
        Integer = "integer", "Số nguyên", "Whole number";
        Decimal = "decimal", "Số thập phân", "Decimal number";
        Percent = "percent", "Tỷ lệ phần trăm", "Percentage";
        Money = "money", "Số tiền (đồng)", "Money (VND)";
        Boolean = "boolean", "Có hoặc không", "Yes or no";
        Date = "date", "Ngày", "Date";
        Choice = "choice", "Lựa chọn", "Choice";
        Text = "text", "Văn bản", "Text";
    }
}

vocabulary! {
    /// How the values of several units become one.
    OverUnits as "over_units" {
        Sum = "sum", "Cộng", "Sum";
        Mean = "mean", "Trung bình", "Mean";
        Weighted = "weighted", "Trung bình có trọng số", "Mean weighted by another indicator";
        Minimum = "minimum", "Nhỏ nhất", "Minimum";
        Maximum = "maximum", "Lớn nhất", "Maximum";
        Count = "count", "Đếm số đơn vị có số liệu", "Number of units with a value";
        None = "none", "Không tổng hợp", "Not aggregated";
    }
}

vocabulary! {
    /// How a unit's values of several periods become one.
    OverTime as "over_time" {
        Latest = "latest", "Số mới nhất (chỉ tiêu thời điểm)", "Latest (a stock)";
        Sum = "sum", "Cộng dồn (chỉ tiêu thời kỳ)", "Sum (a flow)";
        Mean = "mean", "Trung bình", "Mean";
        Maximum = "maximum", "Lớn nhất", "Maximum";
    }
}

vocabulary! {
    /// What the value of a consolidated figure is.
    FigureMeasure as "figure_measure" {
        Total = "total", "Số tổng hợp của các đơn vị", "What units' values become by the indicator's rule";
        Ratio = "ratio", "Tỷ lệ giữa hai số tổng hợp", "One total over another";
        Units = "units", "Số đơn vị có số liệu", "How many units gave a value";
        Nothing = "nothing", "Không tổng hợp", "Not aggregated";
    }
}

vocabulary! {
    /// What a section of a form asks for.
    SectionKind as "section_kind" {
        Narrative = "narrative", "Nội dung", "Narrative";
        Figures = "figures", "Số liệu", "Figures";
    }
}

vocabulary! {
    /// What gives rise to a report (decree 09/2019, art. 3).
    RegimeKind as "regime_kind" {
        Periodic = "periodic", "Định kỳ", "Periodic";
        Thematic = "thematic", "Chuyên đề", "Thematic";
        AdHoc = "ad_hoc", "Đột xuất", "Ad hoc";
    }
}

vocabulary! {
    /// Where a report regime stands.
    RegimeState as "regime_state" {
        Upcoming = "upcoming", "Chưa áp dụng", "Upcoming";
        Active = "active", "Đang áp dụng", "Active";
        Ended = "ended", "Đã hết hiệu lực", "Ended";
    }
}

vocabulary! {
    /// What was done about an obligation to report, whatever the time.
    Standing as "standing" {
        Nothing = "nothing", "Chưa gửi", "Nothing sent";
        Submitted = "submitted", "Đã gửi", "Submitted";
        Returned = "returned", "Bị trả lại", "Returned";
        Accepted = "accepted", "Đã chấp nhận", "Accepted";
        Waived = "waived", "Được miễn", "Waived";
    }
}

vocabulary! {
    /// Where an obligation to report stands.
    ObligationState as "obligation_state" {
        Upcoming = "upcoming", "Chưa mở", "Upcoming";
        Open = "open", "Chờ gửi", "Open";
        Submitted = "submitted", "Đã gửi", "Submitted";
        Returned = "returned", "Bị trả lại", "Returned";
        Accepted = "accepted", "Đã chấp nhận", "Accepted";
        Waived = "waived", "Được miễn", "Waived";
        Missed = "missed", "Không gửi", "Missed";
    }
}

vocabulary! {
    /// Whether the first submission came in time.
    Timeliness as "timeliness" {
        OnTime = "on_time", "Đúng hạn", "On time";
        Late = "late", "Quá hạn", "Late";
    }
}

vocabulary! {
    /// Where a submission stands.
    SubmissionState as "submission_state" {
        Draft = "draft", "Đang soạn", "Draft";
        Submitted = "submitted", "Đã gửi", "Submitted";
        Returned = "returned", "Bị trả lại", "Returned";
        Accepted = "accepted", "Đã chấp nhận", "Accepted";
    }
}

vocabulary! {
    /// What a unit may ask for, or be given, in place of reporting in time.
    GrantKind as "grant_kind" {
        Waiver = "waiver", "Miễn báo cáo", "Waiver";
        Extension = "extension", "Gia hạn", "Extension";
        Unlock = "unlock", "Mở lại kỳ báo cáo", "Unlock";
    }
}

vocabulary! {
    /// Where a consolidated report stands.
    ConsolidatedReportState as "consolidated_report_state" {
        Drafting = "drafting", "Đang soạn", "Drafting";
        ForApproval = "for_approval", "Trình duyệt", "For approval";
        Approved = "approved", "Đã duyệt", "Approved";
        Sent = "sent", "Đã gửi", "Sent";
        Acknowledged = "acknowledged", "Đã xác nhận", "Acknowledged";
        Recalled = "recalled", "Đã thu hồi", "Recalled";
    }
}

vocabulary! {
    /// How often a report comes: the `kind` of a frequency.
    FrequencyKind as "frequency_kind" {
        Weekly = "weekly", "Hằng tuần", "Weekly";
        TwoWeekly = "two_weekly", "Hai tuần một lần", "Every two weeks";
        HalfMonthly = "half_monthly", "Nửa tháng một lần", "Half-monthly";
        Monthly = "monthly", "Hằng tháng", "Monthly";
        Quarterly = "quarterly", "Hằng quý", "Quarterly";
        HalfYearly = "half_yearly", "6 tháng", "Half-yearly";
        NineMonthly = "nine_monthly", "9 tháng", "Nine-monthly";
        Yearly = "yearly", "Hằng năm", "Yearly";
        Once = "once", "Một lần", "Once";
    }
}

vocabulary! {
    /// How the deadline of a tier is reckoned: its `kind`.
    DeadlineKind as "deadline_kind" {
        WorkingDays = "working_days", "Số ngày làm việc sau khi chốt số liệu", "Working days after the cut-off";
        DayOfMonth = "day_of_month", "Ngày trong tháng", "A day of the month";
    }
}
