use super::Act;
use crate::domain::attachment::ATTACHMENTS_MAX;
use crate::vocabulary::AssignmentState;
use chrono::NaiveDate;
use haicap_types::{Fault, Ground, OrganizationCode, Vocabulary, Words};
use uuid::Uuid;

/// Why a command is not carried out; each one says what a person may do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The state does not allow the act.
    NotInThisState {
        /// What was tried.
        act: Act,
        /// Where the assignment stands.
        state: AssignmentState,
    },
    /// Its directive has ended and no longer asks for it.
    NotInForce,
    /// A continuing duty has no submission and no date of its own.
    ContinuingDuty,
    /// The duty has no periods.
    NotPeriodic,
    /// Parts are not done yet.
    ChildrenOpen {
        /// How many.
        open: i32,
    },
    /// There is a date in force already.
    DateInForce,
    /// There is no date that could be extended.
    NoDateInForce,
    /// An earlier request waits for a decision.
    RequestPending,
    /// No request of this kind waits for a decision.
    NoRequest,
    /// Nothing was submitted.
    NoSubmission,
    /// The submission says that the work was not done.
    NotImplemented,
    /// The submission says that the work was done.
    Implemented,
    /// The organization named has it already.
    AlreadyAccountable,
    /// The executing organization is the accountable one.
    ExecutingIsAccountable,
    /// The caller's own organization is the one that has to act.
    OwnMove,
    /// The other key was turned by the same person.
    SamePerson,
    /// The product has no evidence.
    EvidenceMissing,
    /// The submission is another one than the accepter has read.
    WrongHash,
    /// Constraints that bind the task were not ticked.
    ConstraintsMissing {
        /// Their clauses.
        missing: Vec<Uuid>,
    },
    /// A tick is about a clause that does not bind the task, or was given twice.
    ConstraintUnknown {
        /// The clause.
        clause: Uuid,
    },
    /// A constraint is not met, and nothing is said about it.
    ConstraintUnexplained {
        /// The clause.
        clause: Uuid,
    },
    /// The date has passed.
    DatePast,
    /// An extension must end later than the date in force.
    DateNotLater {
        /// The date in force.
        current: NaiveDate,
    },
    /// The progress of a parent follows from its children.
    PercentFromChildren,
    /// No child was named.
    NoChildren,
    /// Too many children in one call.
    TooManyChildren,
    /// An organization was named twice.
    ChildRepeated {
        /// The organization.
        organization: OrganizationCode,
    },
    /// An organization would be accountable for the parent and for a child.
    PartOfItself {
        /// The field that names the organization.
        pointer: &'static str,
    },
    /// An organization would decide on its own work, or be given a part of what it gave to others.
    OwnReceiver {
        /// The field that names the organization.
        pointer: &'static str,
    },
    /// The tree has reached its last level.
    TooDeep,
    /// There are as many of what the act adds as there may be.
    LimitReached {
        /// What was tried.
        act: Act,
        /// How many there may be.
        most: i64,
    },
    /// There are as many files as there may be.
    TooManyFiles,
    /// A child would be due after its parent.
    ChildDueAfterParent {
        /// The parent's date.
        latest: NaiveDate,
    },
    /// The period has not begun.
    PeriodNotBegun,
    /// The period is not one of this duty's.
    WrongCadence,
    /// The period came before the duty was given.
    PeriodBeforeDuty,
    /// Several rules are broken at once.
    Several {
        /// The first of them: what the answer is named after.
        first: Box<Self>,
        /// The others.
        others: Vec<Self>,
    },
}

impl Refusal {
    /// The act that the state allows and that would meet the same obstacle.
    #[must_use]
    pub const fn hindered(&self) -> Option<Act> {
        match self {
            Self::LimitReached { act, .. } => Some(*act),
            Self::TooManyFiles => Some(Act::Attach),
            _ => None,
        }
    }

    /// All rules that are broken, each said once.
    pub(super) fn all(broken: impl IntoIterator<Item = Result<(), Self>>) -> Result<(), Self> {
        let mut refusals: Vec<Self> = Vec::new();
        for refusal in broken.into_iter().filter_map(Result::err) {
            if !refusals.contains(&refusal) {
                refusals.push(refusal);
            }
        }
        let mut refusals = refusals.into_iter();
        let Some(first) = refusals.next() else { return Ok(()) };
        let others: Vec<Self> = refusals.collect();
        Err(if others.is_empty() { first } else { Self::Several { first: Box::new(first), others } })
    }
}

impl haicap_types::Refusal for Refusal {
    fn code(&self) -> &'static str {
        self.entry().0
    }

    fn ground(&self) -> Ground {
        self.entry().1
    }

    fn words(&self) -> Words {
        let (_, _, vi, en) = self.entry();
        match self {
            Self::NotInThisState { act, state } => not_in_this_state(*act, *state),
            Self::LimitReached { act, most } => limit_reached(*act, *most),
            Self::Several { first, .. } => first.words(),
            Self::TooManyFiles => too_many_files(),
            Self::ChildrenOpen { open } => Words::with(format!("{vi} ({open})."), format!("{en} ({open}).")),
            Self::DateNotLater { current: date } | Self::ChildDueAfterParent { latest: date } => {
                Words::with(format!("{vi} {}.", date.format("%d/%m/%Y")), format!("{en} {date}."))
            }
            Self::ChildRepeated { organization } => {
                Words::with(format!("{vi} {organization}."), format!("{en} {organization}."))
            }
            _ => Words::new(vi, en),
        }
    }

    fn pointer(&self) -> String {
        let pointer = match self {
            Self::Several { first, .. } => return first.pointer(),
            Self::AlreadyAccountable => "/accountable",
            Self::ExecutingIsAccountable => "/executing",
            Self::PartOfItself { pointer } | Self::OwnReceiver { pointer } => pointer,
            Self::EvidenceMissing => "/result",
            Self::WrongHash => "/hash",
            Self::ConstraintsMissing { .. } | Self::ConstraintUnknown { .. } | Self::ConstraintUnexplained { .. } => {
                "/constraints"
            }
            Self::DatePast | Self::DateNotLater { .. } | Self::ChildDueAfterParent { .. } => "/due_on",
            Self::PercentFromChildren => "/percent",
            Self::NoChildren | Self::TooManyChildren | Self::ChildRepeated { .. } => "/organizations",
            Self::PeriodNotBegun | Self::WrongCadence | Self::PeriodBeforeDuty => "/period",
            _ => "",
        };
        pointer.into()
    }

    fn faults(&self) -> Vec<Fault> {
        match self {
            Self::Several { first, others } => {
                std::iter::once(&**first).chain(others).flat_map(haicap_types::Refusal::faults).collect()
            }
            _ => vec![Fault::new(self.pointer(), self.words())],
        }
    }
}

/// Declares what a refusal says, each in one place: its word, what it is about, and its sentence in both languages,
/// empty where [`words`](haicap_types::Refusal::words) puts it together.
macro_rules! entries {
    ($($refusal:ident = $code:literal, $ground:ident, $vi:literal, $en:literal;)+) => {
        impl Refusal {
            fn entry(&self) -> (&'static str, Ground, &'static str, &'static str) {
                match self {
                    $(Self::$refusal { .. } => ($code, Ground::$ground, $vi, $en),)+
                    Self::Several { first, .. } => first.entry(),
                }
            }
        }
    };
}

entries! {
    NotInThisState = "not_in_this_state", State, "", "";
    LimitReached = "limit_reached", State, "", "";
    TooManyFiles = "too_many_attachments", State, "", "";
    NotInForce = "not_in_force", State,
        "Văn bản giao nhiệm vụ này đã hết hiệu lực; nhiệm vụ chỉ còn có thể được rút.",
        "The directive of this assignment has ended; it can only be withdrawn.";
    ContinuingDuty = "continuing_duty", State,
        "Đây là nhiệm vụ thực hiện liên tục, không trình kết quả một lần và không có thời hạn riêng; chỉ kết thúc khi \
         được rút.",
        "This is a continuing duty: it has no result to submit and no date of its own, and ends only when it is \
         withdrawn.";
    NotPeriodic = "not_periodic", State,
        "Nhiệm vụ này không có kỳ thực hiện để ghi nhận.",
        "This duty has no periods to be recorded.";
    ChildrenOpen = "children_open", State,
        "Chưa thể trình kết quả khi còn nhiệm vụ thành phần chưa kết thúc",
        "Nothing can be submitted while children are open";
    DateInForce = "date_in_force", State,
        "Nhiệm vụ đã có thời hạn; nếu không kịp, hãy xin gia hạn.",
        "There is a date in force; ask for an extension if it cannot be kept.";
    NoDateInForce = "no_date_in_force", State,
        "Nhiệm vụ chưa có thời hạn để gia hạn; hãy đề xuất thời hạn.",
        "There is no date to extend yet; propose one.";
    RequestPending = "request_pending", State,
        "Đề nghị trước về thời hạn đang chờ quyết định; hãy đợi hoặc đôn đốc cơ quan nhận báo cáo.",
        "An earlier request for a date waits for a decision; wait for it or remind the receiving organization.";
    NoRequest = "no_request", State,
        "Không có đề nghị nào về thời hạn đang chờ quyết định.",
        "No such request waits for a decision.";
    NoSubmission = "no_submission", State,
        "Chưa có kết quả nào được trình.",
        "Nothing has been submitted.";
    NotImplemented = "result_not_implemented", State,
        "Kết quả trình là không thực hiện: hãy kết thúc nhiệm vụ kèm lý do, hoặc trả lại.",
        "The submission says that it was not implemented: close it with a reason, or return it.";
    Implemented = "result_implemented", State,
        "Kết quả trình là đã thực hiện: hãy xác nhận hoàn thành, hoặc trả lại.",
        "The submission says that it was implemented: accept it, or return it.";
    AlreadyAccountable = "already_accountable", Content,
        "Cơ quan này đang chủ trì nhiệm vụ; hãy chọn cơ quan khác.",
        "This organization already answers for it; name another one.";
    ExecutingIsAccountable = "executing_is_accountable", Content,
        "Cơ quan chủ trì không cần ghi lại ở phần trực tiếp thực hiện; hãy bỏ trống hoặc chọn cơ quan khác.",
        "The accountable organization need not be named as executing; leave it out or name another one.";
    OwnMove = "own_move", State,
        "Nhiệm vụ đang chờ chính cơ quan của đồng chí xử lý.",
        "It is your own organization that has to act.";
    SamePerson = "same_person", Person,
        "Người trình hoặc người đề nghị không được tự quyết định; hãy chuyển cho người khác.",
        "Whoever submitted or requested it cannot decide on it; let somebody else do it.";
    EvidenceMissing = "evidence_missing", Content,
        "Kết quả đã thực hiện phải kèm ít nhất một minh chứng về sản phẩm, bổ sung sau lần trình trước (nếu có).",
        "A result that was implemented needs at least one piece of evidence of the product, added since the last submission \
         if there was one.";
    WrongHash = "wrong_hash", Content,
        "Kết quả đã xem không phải là bản trình hiện tại; hãy tải lại và xem trước khi xác nhận.",
        "What you have read is not the present submission; load it again and read it before accepting.";
    ConstraintsMissing = "constraints_missing", Content,
        "Cần đánh giá từng yêu cầu phải tuân thủ của nhiệm vụ trước khi xác nhận.",
        "Each constraint that binds the task must be ticked before it is accepted.";
    ConstraintUnknown = "constraint_unknown", Content,
        "Có yêu cầu không ràng buộc nhiệm vụ này hoặc được đánh giá hai lần.",
        "A tick is about a clause that does not bind this task, or was given twice.";
    ConstraintUnexplained = "constraint_unexplained", Content,
        "Yêu cầu không đạt phải kèm ý kiến giải thích.",
        "A constraint that is not met needs a remark.";
    DatePast = "date_past", Content,
        "Thời hạn phải từ hôm nay trở đi.",
        "The date must be today or later.";
    DateNotLater = "date_not_later", Content,
        "Thời hạn mới phải sau thời hạn hiện hành là ngày",
        "The new date must be later than the one in force,";
    PercentFromChildren = "percent_from_children", Content,
        "Tiến độ được tính từ các nhiệm vụ thành phần; chỉ cần báo cáo nội dung.",
        "The progress follows from the children; report in words only.";
    NoChildren = "no_children", Content,
        "Cần chọn ít nhất một cơ quan.",
        "Name at least one organization.";
    TooManyChildren = "too_many_children", Content,
        "Mỗi lần chỉ giao được tối đa 500 nhiệm vụ thành phần; hãy chia thành nhiều lần.",
        "At most 500 children can be assigned at once; make several calls.";
    ChildRepeated = "child_repeated", Content,
        "Mỗi cơ quan chỉ được giao một lần; trùng cơ quan",
        "Each organization can be named once; named twice:";
    PartOfItself = "child_is_parent", Content,
        "Cơ quan chủ trì nhiệm vụ chung không thể nhận nhiệm vụ thành phần của chính mình.",
        "The organization that is accountable for the parent cannot be given a child of it.";
    OwnReceiver = "own_receiver", Content,
        "Cơ quan ban hành văn bản, đã giao hoặc xem xét kết quả nhiệm vụ không thể được giao thực hiện nhiệm vụ này hay một \
         phần của nó.",
        "The organization that issued the document, gave the assignment or decides on it cannot be given it or a part of it.";
    TooDeep = "too_deep", State,
        "Nhiệm vụ này đã ở cấp thành phần cuối cùng, không thể giao tiếp nhiệm vụ thành phần.",
        "This assignment is at the last level; it cannot have children.";
    ChildDueAfterParent = "child_due_after_parent", Content,
        "Thời hạn của nhiệm vụ thành phần không được sau thời hạn chung là ngày",
        "A child cannot be due after its parent, which is due on";
    PeriodNotBegun = "period_not_begun", Content,
        "Kỳ này chưa bắt đầu nên chưa thể ghi nhận.",
        "This period has not begun and cannot be recorded yet.";
    PeriodBeforeDuty = "period_before_duty", Content,
        "Kỳ này kết thúc trước khi nhiệm vụ được giao.",
        "The period ended before the duty was given.";
    WrongCadence = "wrong_cadence", Content,
        "Kỳ này không đúng tần suất của nhiệm vụ.",
        "This is not one of the duty's periods.";
}

fn limit_reached(act: Act, most: i64) -> Words {
    let act = act.term();
    Words::with(
        format!("Nhiệm vụ này đã đạt giới hạn {most} cho thao tác “{}”, không thể thêm nữa.", act.label_vi),
        format!("This assignment has reached the limit of {most} for “{}”; no more can be added.", act.label_en),
    )
}

fn too_many_files() -> Words {
    Words::with(
        format!("Mỗi nhiệm vụ chỉ có tối đa {ATTACHMENTS_MAX} tệp."),
        format!("An assignment has at most {ATTACHMENTS_MAX} files."),
    )
}

fn not_in_this_state(act: Act, state: AssignmentState) -> Words {
    let words = haicap_types::not_in_this_state(&Words::new("nhiệm vụ", "assignment"), act, state);
    if state.is_open() {
        return words;
    }
    Words::with(
        format!("{} Nhiệm vụ đã kết thúc, không còn thao tác nào.", words.vi),
        format!("{} It has ended; nothing more can be done.", words.en),
    )
}
