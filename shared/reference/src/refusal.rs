use chrono::NaiveDate;
use haicap_types::{OrganizationCode, Words};

/// Why a change of the directory is refused, or in what a directory contradicts itself.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the variants' fields are what their sentences name")]
pub enum DirectoryRefusal {
    /// An organization with this code exists.
    CodeTaken { code: OrganizationCode },
    /// No organization has this code.
    OrganizationUnknown { code: OrganizationCode },
    /// The parent does not exist.
    ParentUnknown { code: OrganizationCode, parent: OrganizationCode },
    /// The parent does not exist on the date.
    ParentNotValid { parent: OrganizationCode, on: NaiveDate },
    /// The parent is the organization itself or stands below it.
    ParentBelowItself { code: OrganizationCode, parent: OrganizationCode },
    /// The last day comes before the first.
    DatesOutOfOrder { valid_from: NaiveDate, valid_to: NaiveDate },
    /// A date lies outside what the calendar reckons with.
    DateOutOfRange { date: NaiveDate },
    /// A territory's code has two or five digits.
    TerritoryCodeMalformed { territory_code: String },
    /// The end was decided before.
    AlreadyEnded { code: OrganizationCode, valid_to: NaiveDate },
    /// A file says otherwise when an organization ends, or who takes over.
    EndNotImported { code: OrganizationCode },
    /// The row is not the one that a line of a file was made from.
    RowOutdated { present: Option<i32> },
    /// Organizations below it would outlive it.
    LivingChildren { code: OrganizationCode, children: usize },
    /// A successor does not exist, or not on the day after the end, or is the organization itself.
    SuccessorNotValid { code: OrganizationCode, successor: OrganizationCode },
    /// An audience with this code exists.
    AudienceTaken { audience: String },
    /// No audience has this code.
    AudienceUnknown { audience: String },
    /// An audience's code has small letters, digits and hyphens.
    AudienceMalformed { audience: String },
    /// An audience needs a kind or an organization.
    AudienceEmpty { audience: String },
    /// The same organization oversees the same audience on a day of the same span.
    OversightOverlaps { body: OrganizationCode, audience: String, valid_from: NaiveDate },
    /// No such row of oversight is there.
    OversightUnknown { body: OrganizationCode, audience: String, valid_from: NaiveDate },
    /// The calendar says something of this date already.
    DayTaken { date: NaiveDate },
    /// The calendar says nothing of this date.
    DayUnknown { date: NaiveDate },
    /// A weekday cannot be made up on, a weekend day cannot be swapped away or given in lieu.
    DayChangesNothing { date: NaiveDate },
}

impl DirectoryRefusal {
    /// A stable word for programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::CodeTaken { .. } => "code_taken",
            Self::OrganizationUnknown { .. } => "organization_unknown",
            Self::ParentUnknown { .. } => "parent_unknown",
            Self::ParentNotValid { .. } => "parent_not_valid",
            Self::ParentBelowItself { .. } => "parent_below_itself",
            Self::DatesOutOfOrder { .. } => "dates_out_of_order",
            Self::DateOutOfRange { .. } => "date_out_of_range",
            Self::TerritoryCodeMalformed { .. } => "territory_code_malformed",
            Self::AlreadyEnded { .. } => "already_ended",
            Self::EndNotImported { .. } => "end_not_imported",
            Self::RowOutdated { .. } => "row_outdated",
            Self::LivingChildren { .. } => "living_children",
            Self::SuccessorNotValid { .. } => "successor_not_valid",
            Self::AudienceTaken { .. } => "audience_taken",
            Self::AudienceUnknown { .. } => "audience_unknown",
            Self::AudienceMalformed { .. } => "audience_malformed",
            Self::AudienceEmpty { .. } => "audience_empty",
            Self::OversightOverlaps { .. } => "oversight_overlaps",
            Self::OversightUnknown { .. } => "oversight_unknown",
            Self::DayTaken { .. } => "day_taken",
            Self::DayUnknown { .. } => "day_unknown",
            Self::DayChangesNothing { .. } => "day_changes_nothing",
        }
    }

    /// A sentence for people: what is wrong and what to do about it.
    #[must_use]
    pub fn words(&self) -> Words {
        let (vi, en) = self.sentences();
        Words::with(vi, en)
    }

    fn sentences(&self) -> (String, String) {
        match self {
            Self::CodeTaken { code } => (
                format!("Mã {code} đã được dùng cho cơ quan khác; hãy chọn mã khác."),
                format!("The code {code} belongs to another organization; choose another."),
            ),
            Self::OrganizationUnknown { code } => (
                format!("Danh mục không có cơ quan nào mang mã {code}; hãy kiểm tra lại mã."),
                format!("The directory has no organization {code}; check the code."),
            ),
            Self::EndNotImported { code } => (
                format!("Ngày kết thúc và cơ quan kế thừa của {code} không thể thay đổi bằng tệp; hãy giữ nguyên."),
                format!("A file does not change when {code} ends, nor its successors; leave both as they are."),
            ),
            Self::RowOutdated { present: Some(present) } => (
                format!(
                    "Trong danh mục, dòng này đang ở phiên bản {present}, không khớp với ô version của tệp; hãy xuất tệp mới và sửa trên tệp đó."
                ),
                format!(
                    "The directory has this row at version {present}, not as the file says; export again and edit the new file."
                ),
            ),
            Self::RowOutdated { present: None } => (
                "Danh mục không có dòng nào mang khóa này; nếu thêm dòng mới, hãy để trống ô version; nếu dòng đã bị xóa, hãy xuất tệp mới.".to_owned(),
                "The directory has no row with this key: leave `version` empty for a new row; if the row was removed, export again.".to_owned(),
            ),
            Self::ParentUnknown { code, parent } => (
                format!(
                    "Cơ quan cấp trên {parent} của {code} chưa có trong danh mục; hãy thêm cơ quan cấp trên trước."
                ),
                format!("{parent}, the parent of {code}, is not in the directory; add it first."),
            ),
            Self::ParentNotValid { parent, on } => (
                format!("Cơ quan cấp trên {parent} không hoạt động vào ngày {}; hãy chọn cơ quan khác.", day(*on)),
                format!("The parent {parent} does not exist on {on}; choose another."),
            ),
            Self::ParentBelowItself { code, parent } => (
                format!(
                    "{parent} là chính {code} hoặc trực thuộc {code} nên không thể là cơ quan cấp trên của {code}."
                ),
                format!("{parent} is {code} or stands below it, and so cannot be its parent."),
            ),
            Self::DatesOutOfOrder { valid_from, valid_to } => (
                format!("Ngày kết thúc {} trước ngày bắt đầu {}; hãy sửa lại.", day(*valid_to), day(*valid_from)),
                format!("The last day {valid_to} comes before the first, {valid_from}; correct one of them."),
            ),
            Self::DateOutOfRange { date } => (
                format!("Ngày {} nằm ngoài khoảng từ năm 1900 đến năm 2200.", day(*date)),
                format!("The date {date} lies outside the years 1900 to 2200."),
            ),
            Self::TerritoryCodeMalformed { territory_code } => (
                format!(
                    "Mã địa bàn «{territory_code}» không đúng: tỉnh, thành phố có 2 chữ số; xã, phường, đặc khu có 5 chữ số."
                ),
                format!("“{territory_code}” is no territory's code: a province has 2 digits, a commune 5."),
            ),
            Self::AlreadyEnded { code, valid_to } => (
                format!("Việc kết thúc hoạt động của {code} vào ngày {} đã được quyết định.", day(*valid_to)),
                format!("The end of {code} on {valid_to} has been decided before."),
            ),
            Self::LivingChildren { code, children } => (
                format!(
                    "{code} còn {children} cơ quan trực thuộc đang hoạt động; hãy chuyển hoặc kết thúc các cơ quan đó trước."
                ),
                format!("{children} organizations below {code} would outlive it; move or end them first."),
            ),
            Self::SuccessorNotValid { code, successor } => (
                format!(
                    "{successor} không thể kế thừa {code}: cơ quan kế thừa phải là cơ quan khác, đang hoạt động vào ngày tiếp theo."
                ),
                format!("{successor} cannot succeed {code}: a successor is another organization that exists on the day after."),
            ),
            Self::AudienceTaken { audience } => (
                format!("Mã nhóm cơ quan «{audience}» đã được dùng; hãy chọn mã khác."),
                format!("The audience “{audience}” exists; choose another code."),
            ),
            Self::AudienceUnknown { audience } => (
                format!("Danh mục không có nhóm cơ quan «{audience}»; hãy kiểm tra lại mã."),
                format!("The directory has no audience “{audience}”; check the code."),
            ),
            Self::AudienceMalformed { audience } => (
                format!(
                    "Mã nhóm cơ quan «{audience}» không đúng: chỉ dùng tối đa 64 chữ thường không dấu, chữ số và gạch nối."
                ),
                format!("“{audience}” is no audience's code: use up to 64 small letters, digits and hyphens."),
            ),
            Self::AudienceEmpty { audience } => (
                format!("Nhóm cơ quan «{audience}» chưa có loại hoặc cơ quan nào; hãy chọn ít nhất một."),
                format!("The audience “{audience}” names no kind and no organization; name one at least."),
            ),
            Self::OversightOverlaps { body, audience, valid_from } => (
                format!(
                    "{body} đã theo dõi nhóm «{audience}» trong khoảng thời gian này (từ ngày {}).",
                    day(*valid_from)
                ),
                format!("{body} oversees “{audience}” in this span already (from {valid_from})."),
            ),
            Self::OversightUnknown { body, audience, valid_from } => (
                format!("Không có nội dung {body} theo dõi nhóm «{audience}» từ ngày {}.", day(*valid_from)),
                format!("There is no oversight of “{audience}” by {body} from {valid_from}."),
            ),
            Self::DayTaken { date } => (
                format!("Lịch làm việc đã có quy định cho ngày {}; hãy sửa quy định đó.", day(*date)),
                format!("The calendar has an entry for {date}; change that one."),
            ),
            Self::DayUnknown { date } => (
                format!("Lịch làm việc không có quy định riêng cho ngày {}.", day(*date)),
                format!("The calendar has no entry for {date}."),
            ),
            Self::DayChangesNothing { date } => (
                format!(
                    "Ngày {} vốn đã như vậy: chỉ làm bù vào ngày nghỉ cuối tuần, chỉ nghỉ bù hoặc nghỉ hoán đổi vào ngày làm việc.",
                    day(*date)
                ),
                format!(
                    "{date} is so anyway: only weekends are worked to make up, only weekdays are swapped or given in lieu."
                ),
            ),
        }
    }
}

impl std::fmt::Display for DirectoryRefusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.sentences().1)
    }
}

impl std::error::Error for DirectoryRefusal {}

fn day(date: NaiveDate) -> impl std::fmt::Display {
    date.format("%d/%m/%Y")
}
