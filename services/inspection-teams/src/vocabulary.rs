//! The words of this service alone: closed lists, with their labels.

use haicap_types::vocabulary;

vocabulary! {
    /// Where a requirement stands.
    RequirementState as "requirement_state" {
        Open = "open", "Đang thực hiện", "Open";
        Closed = "closed", "Đã kết thúc", "Closed";
    }
}
