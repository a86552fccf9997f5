use crate::vocabulary;

vocabulary! {
    /// The days that the periods of whole months hold.
    PeriodSpan as "period_span" {
        Calendar = "calendar", "Theo tháng dương lịch", "Whole calendar months";
        Decree = "decree",
            "Từ ngày 15 tháng trước đến ngày 14 (Nghị định 09/2019/NĐ-CP)",
            "From the 15th of the month before to the 14th (decree 09/2019)";
    }
}

vocabulary! {
    /// A day of the week.
    Weekday as "weekday" {
        Monday = "monday", "Thứ Hai", "Monday";
        Tuesday = "tuesday", "Thứ Ba", "Tuesday";
        Wednesday = "wednesday", "Thứ Tư", "Wednesday";
        Thursday = "thursday", "Thứ Năm", "Thursday";
        Friday = "friday", "Thứ Sáu", "Friday";
        Saturday = "saturday", "Thứ Bảy", "Saturday";
        Sunday = "sunday", "Chủ nhật", "Sunday";
    }
}

impl From<Weekday> for chrono::Weekday {
    fn from(weekday: Weekday) -> Self {
        match weekday {
            Weekday::Monday => Self::Mon,
            Weekday::Tuesday => Self::Tue,
            Weekday::Wednesday => Self::Wed,
            Weekday::Thursday => Self::Thu,
            Weekday::Friday => Self::Fri,
            Weekday::Saturday => Self::Sat,
            Weekday::Sunday => Self::Sun,
        }
    }
}

vocabulary! {
    /// What a broken rule of a form means.
    Severity as "severity" {
        Error = "error", "Lỗi, không gửi được", "Error: cannot be submitted";
        Warning = "warning", "Cảnh báo", "Warning";
    }
}
