use crate::OrganizationCode;
use crate::vocabulary;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

vocabulary! {
    /// What somebody may do for an organization.
    Role as "role" {
        Leader = "leader", "Lãnh đạo", "Leader";
        Coordinator = "coordinator", "Điều phối viên", "Coordinator";
        Officer = "officer", "Chuyên viên", "Officer";
        Inspector = "inspector", "Cán bộ kiểm tra", "Inspector";
        Auditor = "auditor", "Cán bộ giám sát", "Auditor";
        Integration = "integration", "Hệ thống kết nối", "Integration";
        Service = "service", "Dịch vụ nội bộ", "Service";
        Operator = "operator", "Quản trị vận hành", "Operator";
    }
}

/// What a token says that its subject may do for one organization.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Membership {
    /// The organization.
    pub org: OrganizationCode,
    /// The subject's roles in it.
    pub roles: Vec<Role>,
}
