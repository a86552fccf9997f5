use crate::vocabulary;

vocabulary! {
    /// Which rules number a document.
    DocumentScheme as "document_scheme" {
        Party = "party", "Văn bản của Đảng", "Party";
        State = "state", "Văn bản của cơ quan nhà nước", "State";
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
    /// How often a continuing duty is reviewed or reported.
    Cadence as "cadence" {
        Weekly = "weekly", "Hằng tuần", "Weekly";
        TwoWeekly = "two_weekly", "Hai tuần một lần", "Every two weeks";
        HalfMonthly = "half_monthly", "Nửa tháng một lần", "Half-monthly";
        Monthly = "monthly", "Hằng tháng", "Monthly";
        Quarterly = "quarterly", "Hằng quý", "Quarterly";
        HalfYearly = "half_yearly", "6 tháng", "Half-yearly";
        Yearly = "yearly", "Hằng năm", "Yearly";
    }
}
