use chrono::{DateTime, NaiveDate, Utc};
use haicap_reference::period::Period;
use haicap_types::{HCMC, OrganizationCode, Words};

pub(super) const BAD_CODE: Words = Words::new(
    "Mã phải gồm 1 đến 64 chữ thường không dấu, chữ số và dấu gạch nối, không bắt đầu bằng dấu gạch nối.",
    "A code must have 1 to 64 small letters, digits and hyphens; the first must not be a hyphen.",
);
pub(super) const BAD_KEY: Words = Words::new(
    "Tên kỳ phải gồm 1 đến 32 chữ cái không dấu, chữ số và dấu gạch nối.",
    "The name of a period must have 1 to 32 letters, digits and hyphens.",
);
pub(super) const ENDS: Words =
    Words::new("Ngày cuối không được trước ngày đầu.", "The last day must not be before the first.");
pub(super) const NUMBERS: Words = Words::new("Số này nằm ngoài giới hạn cho phép.", "This number is out of bounds.");
pub(super) const TIERS: Words =
    Words::new("Chế độ báo cáo phải có từ 1 đến 5 cấp.", "A regime must have 1 to 5 tiers.");
pub(super) const LEGS: Words =
    Words::new("Mỗi cấp phải có từ 1 đến 20 nhóm báo cáo.", "A tier must have 1 to 20 legs.");
pub(super) const EITHER: Words = Words::new(
    "Ghi nhóm cơ quan (audience) hoặc một cơ quan (organization), không ghi cả hai.",
    "Name either an audience or an organization.",
);
pub(super) const CONSOLIDATES: Words = Words::new(
    "Cấp này tổng hợp báo cáo của cấp dưới nên không có biểu mẫu.",
    "This tier consolidates what it receives, and fills in no form.",
);
pub(super) const FORM_MISSING: Words = Words::new("Cấp đầu tiên phải có biểu mẫu.", "The first tier needs a form.");
pub(super) const NOBODY: Words =
    Words::new("Không có cơ quan nào phải báo cáo ở đây.", "Nobody would have to report here.");
pub(super) const NOT_ALONG_THE_ROUTE: Words = Words::new(
    "Các cơ quan báo cáo ở cấp này phải đúng là các cơ quan nhận báo cáo của cấp dưới.",
    "Those who report in a tier must be exactly those whom the tier below reports to.",
);

pub(super) fn no_audience(code: &str) -> Words {
    Words::with(
        format!("Danh mục không có nhóm cơ quan mang mã {code}."),
        format!("The directory has no audience {code}."),
    )
}

pub(super) fn no_form(code: &str) -> Words {
    Words::with(format!("Không có biểu mẫu đã ban hành mang mã {code}."), format!("There is no published form {code}."))
}

pub(super) fn no_regime(code: &str) -> Words {
    Words::with(
        format!("Không có chế độ báo cáo mang mã {code} mà các đơn vị trực tiếp báo cáo."),
        format!("There is no regime {code} to which units report themselves."),
    )
}

pub(super) fn to_itself(code: &OrganizationCode) -> Words {
    Words::with(
        format!("{code} không thể gửi báo cáo tổng hợp cho chính mình; chỉ số liệu của riêng mình, theo biểu mẫu."),
        format!("{code} cannot consolidate for itself; it can report figures of its own to itself, by a form."),
    )
}

pub(super) fn to_two(code: &OrganizationCode) -> Words {
    Words::with(
        format!("{code} đã có trong một nhóm khác của cấp này."),
        format!("{code} stands in another leg of this tier already."),
    )
}

pub(super) fn does_not_tile(key: &str, period: &Period) -> Words {
    let (first, last) = (day(period.starts_on), day(period.ends_on));
    Words::with(
        format!("Các kỳ của chế độ nguồn không ghép đúng thành kỳ {key} (từ {first} đến {last})."),
        format!("The periods of the source do not make up the period {key} ({first} to {last}) exactly."),
    )
}

pub(super) fn deadlines_passed(count: usize, (first, last): (&str, &str), notice: NaiveDate) -> Words {
    let notice = day(notice);
    Words::with(
        format!(
            "{count} kỳ (từ {first} đến {last}) đã quá hạn, hoặc còn chưa trọn một ngày làm việc. Các đơn vị được gửi đến \
             hết ngày {notice}. Nếu không cần báo cáo về các kỳ này, hãy chọn ngày bắt đầu muộn hơn."
        ),
        format!(
            "Deadlines of {count} period(s), {first} to {last}, have passed, or leave less than a whole working day. The \
             units can report until the end of {notice}. If these periods need no report, choose a later first day."
        ),
    )
}

pub(super) fn days_left_out((first, last): (NaiveDate, NaiveDate)) -> Words {
    let (first, last) = (day(first), day(last));
    Words::with(
        format!(
            "Các kỳ đã mở giữ nguyên, nên không có báo cáo về những ngày từ {first} đến {last}. Nếu cần, hãy lập một \
             chế độ báo cáo riêng cho những ngày đó."
        ),
        format!(
            "Periods that have begun stay as they are, so nothing is reported of the days from {first} to {last}. If \
             that is needed, define a regime of its own for these days."
        ),
    )
}

pub(super) fn source_ends(source: &str, last: NaiveDate, made: &str) -> Words {
    let last = day(last);
    Words::with(
        format!("Chế độ nguồn {source} kết thúc ngày {last}; sau ngày đó chế độ {made} không còn báo cáo để tổng hợp."),
        format!("The source {source} ends on {last}: after that day {made} has no reports to consolidate."),
    )
}

pub(super) fn short_period(key: &str, period: &Period) -> Words {
    let (first, last) = (day(period.starts_on), day(period.ends_on));
    Words::with(
        format!("Các kỳ đã mở giữ nguyên, nên kỳ tiếp theo ({key}) chỉ gồm những ngày từ {first} đến {last}."),
        format!("Periods that have begun stay as they are, so the next one ({key}) is short: {first} to {last}."),
    )
}

pub(super) const STARTS_TOO_EARLY: Words = Words::new(
    "Chế độ báo cáo phải bắt đầu không sớm hơn hai năm trước hôm nay.",
    "A regime must begin no earlier than two years before today.",
);

pub(super) fn source_of_another(code: &str) -> Words {
    Words::with(
        format!("Chế độ {code} tổng hợp từ chế độ này; với nội dung mới, kỳ, thời hạn hoặc nơi nhận không còn khớp."),
        format!("The regime {code} is made of this one, and its periods, deadlines or route would not fit any more."),
    )
}

pub(super) fn before_its_source(period: &str) -> Words {
    Words::with(
        format!("Kỳ {period}: thời hạn này sớm hơn thời hạn của các đơn vị trong chế độ nguồn."),
        format!("Period {period}: this deadline comes before the units' own in the source."),
    )
}

fn day(date: NaiveDate) -> String {
    date.format("%d/%m/%Y").to_string()
}

/// A moment as both languages print it.
fn spoken(moment: DateTime<Utc>) -> String {
    moment.with_timezone(&HCMC).format("%H:%M %d/%m/%Y").to_string()
}

pub(super) fn tiers_cross(period: &str, tier: usize, due_at: DateTime<Utc>, earlier_due_at: DateTime<Utc>) -> Words {
    let (due, before, earlier) = (spoken(due_at), tier - 1, spoken(earlier_due_at));
    Words::with(
        format!(
            "Kỳ {period}: cấp {tier} đến hạn lúc {due}, trước cấp {before} (lúc {earlier}), và kỳ nào cũng vậy. \
             Hãy đặt thời hạn của cấp {tier} sau thời hạn của cấp {before}."
        ),
        format!(
            "Period {period}: tier {tier} is due at {due}, before tier {before} (at {earlier}), and so it is in every \
             period. Give tier {tier} a deadline after that of tier {before}."
        ),
    )
}

pub(super) fn before_cutoff(period: &str, due_at: DateTime<Utc>, cutoff_at: DateTime<Utc>) -> Words {
    let (due, cutoff) = (spoken(due_at), spoken(cutoff_at));
    Words::with(
        format!(
            "Kỳ {period}: thời hạn ({due}) sớm hơn thời điểm chốt số liệu ({cutoff}). Hãy lùi thời hạn hoặc chốt số \
             liệu sớm hơn."
        ),
        format!(
            "Period {period}: the deadline ({due}) comes before the cut-off ({cutoff}). Set a later deadline, or an \
             earlier cut-off."
        ),
    )
}

pub(super) fn short_time(period: &str) -> Words {
    Words::with(
        format!(
            "Kỳ {period}: từ khi chốt số liệu đến thời hạn gửi chưa đủ một ngày làm việc (Nghị định 09/2019/NĐ-CP)."
        ),
        format!("Period {period}: less than one working day from the cut-off to the deadline (decree 09/2019)."),
    )
}
