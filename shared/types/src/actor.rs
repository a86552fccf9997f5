use crate::{Fault, OrganizationCode, Role, Words};

/// Who acts, and for whom: what the rules know of a caller.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// The token's subject.
    pub subject: String,
    /// The person's name.
    pub name: String,
    /// The organization that the person acts for.
    pub organization: OrganizationCode,
    /// The person's roles in it.
    pub roles: Vec<Role>,
}

/// Why an act is not this actor's to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Denial {
    /// The organization has no part in this act.
    Organization,
    /// The organization has, but this role has not.
    Role,
    /// Only an operator may do it.
    Operator,
}

/// What a refusal is about; it decides which problem the refusal becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ground {
    /// This person may not do it, but another person may: 403.
    Person,
    /// What was sent is wrong: 422.
    Content,
    /// The thing does not allow it now: 409, with the acts that it allows.
    State,
}

/// Why a decision refuses a command. Each noun has its own list of refusals.
pub trait Refusal {
    /// A stable word for programs.
    fn code(&self) -> &'static str;

    /// What it is about.
    fn ground(&self) -> Ground;

    /// A sentence for people: what is wrong and what to do about it.
    fn words(&self) -> Words;

    /// The place in the body that is wrong, as a JSON pointer; empty for the whole body.
    fn pointer(&self) -> String {
        String::new()
    }

    /// Every place that is wrong, where there may be several.
    fn faults(&self) -> Vec<Fault> {
        vec![Fault::new(self.pointer(), self.words())]
    }
}

impl Actor {
    /// Whether the person has one of these roles.
    #[must_use]
    pub fn has_one_of(&self, roles: &[Role]) -> bool {
        self.roles.iter().any(|role| roles.contains(role))
    }
}

impl Denial {
    /// A stable word for programs.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Organization => "not_your_organization",
            Self::Role => "not_your_role",
            Self::Operator => "operator_only",
        }
    }

    /// What a person may do about it.
    #[must_use]
    pub const fn words(self) -> Words {
        match self {
            Self::Organization => Words::new(
                "Việc này không thuộc thẩm quyền của cơ quan đồng chí.",
                "Your organization may not do this.",
            ),
            Self::Role => Words::new(
                "Vai trò của đồng chí không được làm việc này; hãy đề nghị lãnh đạo hoặc điều phối viên của cơ quan.",
                "Your role may not do this; ask a leader or coordinator of your organization.",
            ),
            Self::Operator => Words::new(
                "Chỉ quản trị vận hành được sửa danh mục cơ quan và lịch làm việc.",
                "Only an operator may change the directory and the calendar.",
            ),
        }
    }
}
