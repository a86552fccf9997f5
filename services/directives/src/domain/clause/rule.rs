use haicap_types::Words;

/// How many clauses a document may have.
pub const CLAUSES_MAX: usize = 500;
/// How many assignments a clause may intend.
pub(super) const INTENDED_MAX: usize = 200;
/// How many parties may coordinate or monitor an intended assignment.
pub(super) const PARTIES_MAX: usize = 200;

/// How many characters the clauses of a document may have together, in texts, products and notes: some 200 printed pages.
pub(super) const CHARACTERS_MAX: usize = 500_000;
/// How many organizations and audiences all intended assignments of a document may name together.
pub(super) const NAMED_MAX: usize = 20_000;

/// The rules that clauses keep.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClauseRule {
    /// A document has at most [`CLAUSES_MAX`] clauses.
    TooManyClauses,
    /// The clauses of a document have at most `CHARACTERS_MAX` characters together.
    TooLong,
    /// The clauses of a document name at most `NAMED_MAX` organizations and audiences together.
    TooManyNamed,
    /// No two clauses have one label.
    LabelRepeated,
    /// A due date lies between 1900 and 2200.
    DateImplausible,
    /// A continuing duty has no date of its own.
    DateOfContinuing,
    /// Only what has periods has a cadence.
    CadenceNotPeriodic,
    /// A recurring report says how often it comes.
    CadenceMissing,
    /// Only what has periods has a deadline within them.
    DeadlineNotPeriodic,
    /// Weeks have days of the week, months days of the month.
    DeadlineMisfit,
    /// A clause does not repeat itself.
    DuplicateOfItself,
    /// A clause does not repeat one that repeats another.
    DuplicateOfDuplicate,
    /// A clause that repeats another intends no assignments.
    DuplicateAssigned,
    /// Only constraints bind.
    BindsWithoutConstraint,
    /// A constraint binds tasks of its own document.
    BindsNoTask,
    /// A constraint binds a task once.
    BindRepeated,
    /// Constraints and commendations intend no assignments.
    NothingToAssign,
    /// A clause intends at most `INTENDED_MAX` assignments.
    TooManyAssignments,
    /// A clause is not given to the same organizations twice.
    AssignmentRepeated,
    /// At most `PARTIES_MAX` parties coordinate or monitor.
    TooManyParties,
    /// A party has one part in an assignment.
    PartyRepeated,
}

impl ClauseRule {
    /// What is wrong, to go on after the clause's label.
    pub(super) fn words(self) -> Words {
        match self {
            Self::TooManyClauses => at_most(CLAUSES_MAX, "văn bản", "điểm", "a document", "clauses"),
            Self::TooLong => {
                at_most(CHARACTERS_MAX, "các điểm cộng lại", "ký tự", "all clauses together", "characters")
            }
            Self::TooManyNamed => at_most(
                NAMED_MAX,
                "phần giao của các điểm cộng lại",
                "lượt cơ quan và nhóm cơ quan",
                "all clauses together",
                "organizations and audiences",
            ),
            Self::TooManyAssignments => at_most(INTENDED_MAX, "mỗi điểm", "nhiệm vụ giao", "a clause", "assignments"),
            Self::TooManyParties => at_most(PARTIES_MAX, "mỗi danh sách", "cơ quan", "a list", "organizations"),
            Self::LabelRepeated => Words::new(
                "số thứ tự này đã dùng cho điểm khác; hãy đặt số khác.",
                "another clause has this label; choose another.",
            ),
            Self::DateImplausible => Words::new(
                "năm của thời hạn phải từ 1900 đến 2200.",
                "the year of the due date must be between 1900 and 2200.",
            ),
            Self::DateOfContinuing => DATE_OF_CONTINUING,
            Self::CadenceNotPeriodic => CADENCE_NOT_PERIODIC,
            Self::CadenceMissing => Words::new(
                "báo cáo định kỳ phải có tần suất (hằng tuần, hằng tháng, …).",
                "a recurring report must say how often it comes.",
            ),
            Self::DeadlineNotPeriodic => Words::new(
                "chỉ báo cáo định kỳ và nhiệm vụ thường xuyên mới có hạn theo kỳ.",
                "only recurring reports and standing duties may have a deadline within their periods.",
            ),
            Self::DeadlineMisfit => DEADLINE_MISFIT,
            Self::DuplicateOfItself => {
                Words::new("một điểm không thể trùng với chính nó.", "a clause cannot repeat itself.")
            }
            Self::DuplicateOfDuplicate => DUPLICATE_OF_DUPLICATE,
            Self::DuplicateAssigned => DUPLICATE_ASSIGNED,
            Self::BindsWithoutConstraint => Words::new(
                "chỉ yêu cầu phải tuân thủ mới ràng buộc điểm khác.",
                "only a constraint may bind other clauses.",
            ),
            Self::BindsNoTask => Words::new(
                "chỉ ràng buộc được các điểm là nhiệm vụ của cùng văn bản.",
                "only tasks of the same document can be bound.",
            ),
            Self::BindRepeated => Words::new("nhiệm vụ này đã được ràng buộc.", "this task is bound already."),
            Self::NothingToAssign => NOTHING_TO_ASSIGN,
            Self::AssignmentRepeated => Words::new(
                "nhiệm vụ đã giao cho cơ quan này trong cùng điểm.",
                "the clause is given to these organizations already.",
            ),
            Self::PartyRepeated => Words::new(
                "cơ quan này đã có vai trò trong nhiệm vụ.",
                "this party has a part in the assignment already.",
            ),
        }
    }
}

const DEADLINE_MISFIT: Words = Words::new(
    "kỳ theo tuần phải dùng thứ trong tuần; kỳ khác phải dùng ngày 1 đến 31 của tháng, chậm nhất ba tháng sau.",
    "weekly cadences must have a weekday, others a day of the month from 1 to 31, at most three months later.",
);
const DATE_OF_CONTINUING: Words = Words::new(
    "nhiệm vụ thực hiện liên tục không có thời hạn riêng; hãy ghi hạn theo kỳ (deadline), hoặc đổi loại.",
    "a continuing duty has no date of its own; give a deadline within its periods, or change the kind.",
);
const CADENCE_NOT_PERIODIC: Words = Words::new(
    "chỉ báo cáo định kỳ và nhiệm vụ thường xuyên mới có tần suất; hãy bỏ tần suất hoặc đổi loại.",
    "only recurring reports and standing duties may have a cadence; leave it out or change the kind.",
);
const NOTHING_TO_ASSIGN: Words = Words::new(
    "loại điểm này không giao nhiệm vụ; hãy bỏ phần giao hoặc đổi loại.",
    "this kind of clause is not assigned; leave out the assignments or change the kind.",
);
const DUPLICATE_ASSIGNED: Words = Words::new(
    "điểm trùng không giao thêm nhiệm vụ; hãy bỏ phần giao hoặc bỏ dẫn chiếu trùng.",
    "a repetition makes no second duty; leave out the assignments or the reference.",
);
const DUPLICATE_OF_DUPLICATE: Words = Words::new(
    "điểm được dẫn cũng là điểm trùng; hãy dẫn thẳng đến điểm gốc.",
    "the clause that it repeats is a repetition too; name the original.",
);

fn at_most(max: usize, whole_vi: &str, parts_vi: &str, whole_en: &str, parts_en: &str) -> Words {
    Words::with(
        format!("{whole_vi} chỉ được có tối đa {max} {parts_vi}."),
        format!("{whole_en} may have at most {max} {parts_en}."),
    )
}
