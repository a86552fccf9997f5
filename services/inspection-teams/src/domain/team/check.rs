use super::{Membership, Team};
use crate::domain::person::{ConflictKind, Details, Line, conflicts, is_under_discipline};
use crate::domain::rule_pack::RulePack;
use crate::vocabulary::MemberRole;
use chrono::NaiveDate;
use haicap_reference::Directory;
use haicap_types::{OrganizationCode, Words};
use std::collections::HashMap;
use uuid::Uuid;

/// What the checks of a team ask for.
#[derive(Debug, Clone, Copy)]
pub struct Staff<'a> {
    /// The files of its members.
    pub persons: &'a HashMap<Uuid, Details>,
    /// The rules.
    pub pack: &'a RulePack,
    /// The organizations.
    pub directory: &'a Directory,
    /// The date.
    pub today: NaiveDate,
}

/// What is wrong with a team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// What it is.
    pub kind: CheckKind,
    /// The member; none where it is about the whole team.
    pub person: Option<Uuid>,
    /// The target; none where it is not about one.
    pub target: Option<OrganizationCode>,
}

/// What can be wrong with a team.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CheckKind {
    /// It has no head.
    NoHead,
    /// It has no secretary.
    NoSecretary,
    /// It has no targets.
    NoTargets,
    /// It is smaller or larger than the rules say, and nobody says why.
    Size,
    /// The same, with a reason.
    SizeExplained,
    /// A member has no account and cannot act.
    NoAccount,
    /// A member is under a disciplinary measure.
    Discipline,
    /// Something keeps a member from a target.
    Conflict(ConflictKind),
}

impl CheckKind {
    /// A stable word for programs.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoHead => "no_head",
            Self::NoSecretary => "no_secretary",
            Self::NoTargets => "no_targets",
            Self::Size => "size",
            Self::SizeExplained => "size_explained",
            Self::NoAccount => "no_account",
            Self::Discipline => "discipline",
            Self::Conflict(ConflictKind::OwnOrganization) => "own_organization",
            Self::Conflict(ConflictKind::FormerOrganization) => "former_organization",
            Self::Conflict(ConflictKind::Kinship) => "kinship",
            Self::Conflict(ConflictKind::Interest) => "interest",
        }
    }

    /// Whether the team cannot be launched.
    #[must_use]
    pub const fn is_error(self) -> bool {
        !matches!(self, Self::SizeExplained | Self::NoAccount)
    }

    /// What it says to people.
    #[must_use]
    pub const fn words(self) -> Words {
        match self {
            Self::NoHead => Words::new("Chưa có Trưởng đoàn hoặc Tổ trưởng.", "The team has no head."),
            Self::NoSecretary => Words::new("Tổ chưa có thư ký.", "The team has no secretary."),
            Self::NoTargets => Words::new("Tổ chưa có đối tượng.", "The team has no targets."),
            Self::Size => Words::new(
                "Số thành viên khác quy định; hãy nêu lý do.",
                "The number of members is not what the rules say; give a reason.",
            ),
            Self::SizeExplained => Words::new(
                "Số thành viên khác quy định, đã nêu lý do.",
                "The number of members is not what the rules say; a reason is given.",
            ),
            Self::NoAccount => Words::new(
                "Thành viên chưa có tài khoản nên không thao tác được.",
                "The member has no account and cannot act.",
            ),
            Self::Discipline => Words::new(
                "Thành viên đang trong thời gian thi hành kỷ luật.",
                "The member is under a disciplinary measure.",
            ),
            Self::Conflict(ConflictKind::OwnOrganization) => {
                Words::new("Thành viên đang công tác tại đối tượng.", "The member belongs to the target.")
            }
            Self::Conflict(ConflictKind::FormerOrganization) => Words::new(
                "Thành viên thôi công tác tại đối tượng, hoặc tại đơn vị mà đối tượng kế thừa, chưa đủ thời hạn theo quy định.",
                "The member belonged not long ago to the target, or to an organization that it succeeded.",
            ),
            Self::Conflict(ConflictKind::Kinship) => {
                Words::new("Thành viên có người thân tại đối tượng.", "The member has a relative in the target.")
            }
            Self::Conflict(ConflictKind::Interest) => {
                Words::new("Thành viên có lợi ích tại đối tượng.", "The member has an interest in the target.")
            }
        }
    }
}

/// Everything that is wrong with a team today.
#[must_use]
pub fn check(team: &Team, staff: Staff<'_>) -> Vec<Check> {
    let members: Vec<&Membership> = team.members_on(staff.today).collect();
    let has = |role: MemberRole| members.iter().any(|one| one.role == role);
    let rule = &staff.pack.team;
    let is_usual = (usize::from(rule.least)..=usize::from(rule.most)).contains(&members.len());
    let of_size = if team.content.size_reason.is_some() { CheckKind::SizeExplained } else { CheckKind::Size };
    let whole = [
        (!has(MemberRole::Head), CheckKind::NoHead),
        (!has(MemberRole::Secretary), CheckKind::NoSecretary),
        (team.content.targets.is_empty(), CheckKind::NoTargets),
        (!is_usual, of_size),
    ];
    let whole =
        whole.into_iter().filter_map(|(is_wrong, kind)| is_wrong.then_some(Check { kind, person: None, target: None }));
    whole.chain(of_members(members, &team.content.targets, staff)).collect()
}

/// Everything that keeps members from being in a team, or from its targets.
#[must_use]
pub fn of_members<'a>(
    members: impl IntoIterator<Item = &'a Membership>,
    targets: &[OrganizationCode],
    staff: Staff<'_>,
) -> Vec<Check> {
    let lines: Vec<Line<'_>> = targets.iter().map(|target| Line::of(target, staff.directory, staff.today)).collect();
    let years = staff.pack.conflict.years;
    let of_one =
        |member: &Membership| {
            let Some(details) = staff.persons.get(&member.person) else { return Vec::new() };
            let about = |kind| Check { kind, person: Some(member.person), target: None };
            let account = details.subject.is_none().then(|| about(CheckKind::NoAccount));
            let discipline = is_under_discipline(details, staff.today).then(|| about(CheckKind::Discipline));
            let kept_from = lines.iter().flat_map(|line| conflicts(details, line, years, staff.today)).map(|one| {
                Check { kind: CheckKind::Conflict(one.kind), person: Some(member.person), target: Some(one.target) }
            });
            account.into_iter().chain(discipline).chain(kept_from).collect()
        };
    members.into_iter().flat_map(of_one).collect()
}
