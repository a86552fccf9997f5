use crate::vocabulary;
use crate::{Action, Instant, Named, PersonView};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

vocabulary! {
    /// What a duty waits for.
    DutyWait as "duty_wait" {
        Work = "work", "Thực hiện", "Work";
        Decision = "decision", "Quyết định", "A decision";
    }
}

vocabulary! {
    /// What sort of thing a duty is about.
    DutyKind as "duty_kind" {
        Assignment = "assignment", "Nhiệm vụ", "Assignment";
        DateRequest = "date_request", "Đề nghị về thời hạn", "Request for a date";
        Obligation = "obligation", "Báo cáo phải gửi", "Report to send";
        Submission = "submission", "Báo cáo chờ xem xét", "Report to review";
        Request = "request", "Đề nghị miễn, gia hạn hoặc mở lại", "Request for a waiver, an extension or an unlocking";
        ConsolidatedReport = "consolidated_report", "Báo cáo tổng hợp", "Consolidated report";
        Programme = "programme", "Chương trình kiểm tra, giám sát", "Programme of inspection or supervision";
        Proposal = "proposal", "Tờ trình chờ quyết định", "Proposal to rule on";
        Decision = "decision", "Quyết định chờ ban hành", "Decision to issue";
        Declaration = "declaration", "Cam kết về tính độc lập của thành viên tổ", "Declaration of a member of a team";
        Target = "target", "Đối tượng chờ công bố quyết định", "Target to announce a decision to";
        Extension = "extension", "Đề nghị gia hạn kiểm tra, giám sát", "Request for an extension of an examination";
    }
}

vocabulary! {
    /// Why a duty waits.
    DutyCause as "duty_cause" {
        New = "new", "Mới, chưa ai bắt đầu", "New, nobody has begun";
        UnderWay = "under_way", "Đang thực hiện", "Under way";
        Returned = "returned", "Bị trả lại", "Returned";
        Declined = "declined", "Bị từ chối tiếp nhận", "Declined";
        Submitted = "submitted", "Đã trình, chờ xem xét", "Submitted, waits for review";
        Requested = "requested", "Có đề nghị chờ quyết định", "A request waits to be decided on";
        ForApproval = "for_approval", "Chờ duyệt", "Waits for approval";
        OrganizationEnded = "organization_ended", "Cơ quan thực hiện đã kết thúc hoạt động", "The organization that had to act has ended";
        Approved = "approved", "Đã duyệt, chờ bước tiếp theo", "Approved, waits for what follows";
    }
}

vocabulary! {
    /// What the thing is that a duty is about.
    DutyThing as "duty_thing" {
        Assignment = "assignment", "Nhiệm vụ", "Assignment";
        Obligation = "obligation", "Nghĩa vụ báo cáo", "Obligation to report";
        Submission = "submission", "Báo cáo của đơn vị", "Report of a unit";
        ConsolidatedReport = "consolidated_report", "Báo cáo tổng hợp", "Consolidated report";
        Programme = "programme", "Chương trình kiểm tra, giám sát", "Programme of inspection or supervision";
        Proposal = "proposal", "Tờ trình", "Proposal";
        Decision = "decision", "Quyết định", "Decision";
        Team = "team", "Tổ, đoàn", "Team";
        Target = "target", "Đối tượng", "Target";
    }
}

/// The thing that a duty is about.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ThingLink {
    /// What it is.
    pub kind: DutyThing,
    /// Its id.
    pub id: Uuid,
    /// Its address, relative to the origin.
    pub href: String,
    /// Its version, for `If-Match`.
    pub version: i32,
}

/// Where a duty comes from.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DutySource {
    /// The title of the directive, or of the report regime.
    #[schema(example = "Kết luận về vận hành mô hình chính quyền địa phương 2 cấp")]
    pub title: String,
    /// The directive's number; null where it has none, and of a regime.
    #[schema(required, example = "1249-KL/TU")]
    pub number: Option<String>,
    /// How the directive names the clause, or how the regime names the period.
    #[schema(required, example = "1.5")]
    pub part: Option<String>,
    /// The address of the directive or regime, relative to the origin.
    pub href: String,
}

/// What was asked for, and waits to be decided on.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DutyRequest {
    /// What is asked for, as the list of the thing's own requests says it.
    #[schema(example = "extension")]
    pub kind: &'static str,
    /// Until when; null for a waiver.
    #[schema(required)]
    pub until: Option<Instant>,
    /// Why.
    #[schema(example = "Cần lấy ý kiến các đơn vị trước khi trình.")]
    pub reason: String,
    /// Who asked; another person decides.
    pub by: PersonView,
    /// When.
    pub at: Instant,
}

/// The last urging of the organization that has to act, if it did nothing since.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DutyUrging {
    /// What was asked for.
    #[schema(example = "Đề nghị khẩn trương báo cáo tiến độ thực hiện.")]
    pub message: String,
    /// The organization that urged.
    pub organization: Named,
    /// When.
    pub at: Instant,
}

/// Something that the caller's organization has to do; the same shape in every service.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Duty {
    /// Its key: no other duty of any service has the same.
    #[schema(example = "assignment/0199b6a0-0000-7000-8000-000000000000")]
    pub key: String,
    /// The service that keeps it.
    #[schema(value_type = String, example = "directives")]
    pub service: &'static str,
    /// What sort of thing it is about.
    pub kind: DutyKind,
    /// What it is about.
    #[schema(example = "Đẩy nhanh việc sắp xếp tổ chức bên trong các sở, ngành")]
    pub title: String,
    /// Where it stands.
    pub thing: ThingLink,
    /// Where it comes from; null where no document brought it about.
    #[schema(required)]
    pub source: Option<DutySource>,
    /// The organization that has to act.
    pub organization: Named,
    /// The organization on the other side: who gave the work, or whose work or request waits.
    pub counterpart: Named,
    /// What it waits for.
    pub waits_for: DutyWait,
    /// Why it waits.
    pub cause: DutyCause,
    /// What was said when it was returned or declined; null where nothing was.
    #[schema(required)]
    pub remark: Option<String>,
    /// The request that waits to be decided on; null where none does.
    #[schema(required)]
    pub request: Option<DutyRequest>,
    /// The last urging; null where nobody urged.
    #[schema(required)]
    pub urging: Option<DutyUrging>,
    /// The person who took it; null if nobody did.
    #[schema(required)]
    pub handler: Option<PersonView>,
    /// When the thing is due; null if no date is set.
    #[schema(required)]
    pub due_at: Option<Instant>,
    /// Whether that moment has passed, whoever was late.
    pub is_overdue: bool,
    /// What the caller may do now; empty where the caller's role allows nothing.
    pub actions: Vec<Action>,
}

/// How many duties wait: what a badge shows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct DutyCounts {
    /// All of them.
    #[schema(minimum = 0)]
    pub total: i64,
    /// Those whose moment has passed.
    #[schema(minimum = 0)]
    pub overdue: i64,
    /// The same by what they are about and what they wait for; what is not listed is none.
    pub items: Vec<DutyCount>,
}

/// How many duties of one sort wait.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct DutyCount {
    /// What sort of thing they are about.
    pub kind: DutyKind,
    /// What they wait for.
    pub waits_for: DutyWait,
    /// How many.
    #[schema(minimum = 0)]
    pub count: i64,
    /// How many of them have a moment that has passed.
    #[schema(minimum = 0)]
    pub overdue: i64,
}

impl DutyCounts {
    /// The sums over these.
    #[must_use]
    pub fn of(items: Vec<DutyCount>) -> Self {
        Self {
            total: items.iter().map(|one| one.count).sum(),
            overdue: items.iter().map(|one| one.overdue).sum(),
            items,
        }
    }
}
