use haicap_types::Words;

/// Why an act is not possible now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Refusal {
    /// Not from this state.
    State,
    /// Who worked on it cannot approve it.
    SamePerson,
    /// Another content was seen.
    WrongHash,
    /// Reports that it is made of changed since.
    Stale,
    /// The signer's name is not settled.
    SignerMissing,
    /// The period is locked, and nothing was ever sent for it.
    Locked,
}

impl Refusal {
    /// A stable word for programs.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::State => "not_in_this_state",
            Self::SamePerson => "same_person",
            Self::WrongHash => "wrong_hash",
            Self::Stale => "stale",
            Self::SignerMissing => "signer_missing",
            Self::Locked => "locked",
        }
    }

    /// What a person may do about it.
    #[must_use]
    pub const fn words(self) -> Words {
        match self {
            Self::State => Words::new(
                "Báo cáo đang ở bước khác; hãy xem các việc có thể làm.",
                "The report stands elsewhere; look at what may be done now.",
            ),
            Self::SamePerson => Words::new(
                "Người tham gia soạn báo cáo không được tự duyệt.",
                "Whoever worked on a report cannot approve it.",
            ),
            Self::WrongHash => Words::new(
                "Nội dung đã khác với bản được xem; hãy xem lại rồi duyệt.",
                "The content is not the one that was seen; look at it again.",
            ),
            Self::Stale => Words::new(
                "Báo cáo của đơn vị đã thay đổi sau khi tổng hợp; hãy cập nhật số liệu, hoặc nêu rõ chấp nhận bản cũ.",
                "Reports that it is made of changed since; take the figures anew, or say that the old ones are accepted.",
            ),
            Self::SignerMissing => Words::new("Chưa có tên người ký.", "The name of who signs is missing."),
            Self::Locked => {
                Words::new("Kỳ báo cáo đã khóa; hãy xin mở lại.", "The period is locked; ask for it to be unlocked.")
            }
        }
    }
}
