use super::{REQUESTS_MAX, VERSIONS_MAX};
use haicap_types::{Fault, Ground, Words};

/// Why an act is not possible now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// This tier consolidates; it has a consolidated report and no submission.
    Consolidates,
    /// No report can be written or sent now.
    Shut(Shut),
    /// A draft exists.
    DraftExists,
    /// The submission is no draft.
    NoDraft,
    /// Something was sent before, so that it can only be corrected.
    AlreadySubmitted,
    /// The submission does not wait for a judgement.
    NotSubmitted,
    /// Something in the draft must be corrected before it is sent; every place is named.
    HasErrors(Vec<Fault>),
    /// A correction needs its reason.
    ReasonMissing,
    /// Somebody who worked on it, or sent it, cannot accept it.
    SamePerson,
    /// Another content was seen.
    WrongHash,
    /// The report has as many versions as it may have.
    TooManyVersions,
    /// As many requests were made as may be.
    TooManyRequests,
    /// A request waits for a decision.
    RequestPending,
    /// No request waits.
    NoRequest,
    /// A waiver is asked for before the period is locked.
    PastLock,
    /// An extension must be asked for before the deadline.
    PastDue,
    /// What is not locked need not be unlocked.
    NotLocked,
    /// An end is wanted that fits.
    UntilUnfit,
    /// Whoever asked cannot decide.
    Requester,
}

/// Why no report can be written or sent, be it a submission or a consolidated report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shut {
    /// The period has not begun, or it is not settled yet who has to report for it.
    NotOpen,
    /// It is waived.
    Waived,
    /// The period is locked, and nothing was ever sent for it.
    Locked,
}

impl haicap_types::Refusal for Refusal {
    fn ground(&self) -> Ground {
        match self {
            Self::SamePerson | Self::Requester => Ground::Person,
            Self::HasErrors(_)
            | Self::ReasonMissing
            | Self::PastLock
            | Self::PastDue
            | Self::NotLocked
            | Self::UntilUnfit
            | Self::WrongHash => Ground::Content,
            _ => Ground::State,
        }
    }

    fn pointer(&self) -> String {
        let pointer = match self {
            Self::ReasonMissing => "/reason",
            Self::PastLock | Self::PastDue | Self::NotLocked => "/kind",
            Self::UntilUnfit => "/until",
            Self::WrongHash => "/hash",
            _ => "",
        };
        pointer.into()
    }

    fn faults(&self) -> Vec<Fault> {
        match self {
            Self::HasErrors(faults) => faults.clone(),
            _ => vec![Fault::new(self.pointer(), self.words())],
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::Consolidates => "consolidates",
            Self::Shut(shut) => shut.code(),
            Self::DraftExists => "draft_exists",
            Self::NoDraft => "no_draft",
            Self::AlreadySubmitted => "already_submitted",
            Self::NotSubmitted => "not_submitted",
            Self::HasErrors(_) => "has_errors",
            Self::ReasonMissing => "reason_missing",
            Self::SamePerson => "same_person",
            Self::WrongHash => "wrong_hash",
            Self::RequestPending => "request_pending",
            Self::NoRequest => "no_request",
            Self::TooManyVersions => "too_many_versions",
            Self::TooManyRequests => "too_many_requests",
            Self::PastLock => Shut::Locked.code(),
            Self::PastDue => "past_due",
            Self::NotLocked => "not_locked",
            Self::UntilUnfit => "until_unfit",
            Self::Requester => "requester",
        }
    }

    fn words(&self) -> Words {
        match self {
            Self::Consolidates => CONSOLIDATES,
            Self::Shut(shut) => shut.words(),
            Self::DraftExists => DRAFT_EXISTS,
            Self::NoDraft => NO_DRAFT,
            Self::AlreadySubmitted => ALREADY_SUBMITTED,
            Self::NotSubmitted => NOT_SUBMITTED,
            Self::HasErrors(faults) => Words::with(
                format!("Báo cáo còn {} lỗi phải sửa trước khi gửi.", faults.len()),
                format!("Errors must be corrected before the report is sent: {}.", faults.len()),
            ),
            Self::ReasonMissing => REASON_MISSING,
            Self::SamePerson => SAME_PERSON,
            Self::WrongHash => WRONG_HASH,
            Self::RequestPending => REQUEST_PENDING,
            Self::NoRequest => NO_REQUEST,
            Self::TooManyVersions => Words::with(
                format!("Một báo cáo có nhiều nhất {VERSIONS_MAX} bản."),
                format!("A report may have at most {VERSIONS_MAX} versions."),
            ),
            Self::TooManyRequests => Words::with(
                format!("Mỗi kỳ báo cáo của một đơn vị được đề nghị nhiều nhất {REQUESTS_MAX} lần."),
                format!("At most {REQUESTS_MAX} requests can be made about one obligation."),
            ),
            Self::PastLock => PAST_LOCK,
            Self::PastDue => PAST_DUE,
            Self::NotLocked => NOT_LOCKED,
            Self::UntilUnfit => UNTIL_UNFIT,
            Self::Requester => REQUESTER,
        }
    }
}

impl Shut {
    /// A stable word for programs.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotOpen => "not_open",
            Self::Waived => "waived",
            Self::Locked => "locked",
        }
    }

    /// What a person may do about it.
    #[must_use]
    pub const fn words(self) -> Words {
        match self {
            Self::NotOpen => Words::new("Kỳ báo cáo chưa mở.", "The period has not begun."),
            Self::Waived => Words::new("Đơn vị được miễn báo cáo kỳ này.", "The report was waived for this period."),
            Self::Locked => {
                Words::new("Kỳ báo cáo đã khóa; hãy xin mở lại.", "The period is locked; ask for it to be unlocked.")
            }
        }
    }
}

const CONSOLIDATES: Words = Words::new(
    "Cấp này lập báo cáo tổng hợp, không nộp biểu mẫu.",
    "This tier draws up a consolidated report and submits no form.",
);
const DRAFT_EXISTS: Words =
    Words::new("Đã có dự thảo; hãy sửa tiếp hoặc bỏ dự thảo đó.", "There is a draft; go on with it or discard it.");
const NO_DRAFT: Words = Words::new(
    "Báo cáo này không còn là dự thảo; muốn sửa phải lập bản chỉnh lý.",
    "This is no draft any more; draw up a correction.",
);
const ALREADY_SUBMITTED: Words = Words::new(
    "Đơn vị đã gửi báo cáo kỳ này; muốn sửa phải lập bản chỉnh lý.",
    "A report was sent for this period; draw up a correction.",
);
const NOT_SUBMITTED: Words = Words::new(
    "Chỉ bản đã gửi gần nhất mới được chấp nhận hoặc trả lại.",
    "Only the report that was sent last can be accepted or returned.",
);
const REASON_MISSING: Words = Words::new("Bản chỉnh lý phải nêu lý do.", "A correction needs its reason.");
const SAME_PERSON: Words = Words::new(
    "Người đã soạn, sửa hoặc gửi báo cáo, kể cả bản trước được chép lại, không được tự chấp nhận.",
    "Whoever wrote, edited or sent a report, or a version that it was copied from, cannot accept it.",
);
const WRONG_HASH: Words = Words::new(
    "Nội dung đã khác với bản được xem; hãy xem lại rồi chấp nhận.",
    "The content is not the one that was seen; look at it again.",
);
const REQUEST_PENDING: Words =
    Words::new("Đang có một đề nghị chờ quyết định.", "A request waits for a decision already.");
const NO_REQUEST: Words = Words::new("Không có đề nghị nào chờ quyết định.", "No request waits for a decision.");
const PAST_LOCK: Words = Words::new(
    "Kỳ báo cáo đã khóa, không xin miễn được nữa; hãy xin mở lại.",
    "The period is locked and cannot be waived any more; ask for it to be unlocked.",
);
const PAST_DUE: Words =
    Words::new("Chỉ được xin gia hạn trước khi hết hạn.", "An extension must be asked for before the deadline.");
const NOT_LOCKED: Words = Words::new("Kỳ báo cáo chưa khóa.", "The period is not locked.");
const UNTIL_UNFIT: Words = Words::new(
    "Gia hạn phải kết thúc sau thời hạn hiện tại và không sau thời điểm khóa kỳ; mở lại phải kết thúc trong vòng 30 \
     ngày kể từ bây giờ.",
    "An extension must end after the present deadline and not after the lock; an unlocking must end within 30 days \
     from now.",
);
const REQUESTER: Words =
    Words::new("Người đề nghị không được tự quyết định.", "Whoever made the request cannot decide on it.");
