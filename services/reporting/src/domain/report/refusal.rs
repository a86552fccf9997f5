use super::{Act, NUMBER_MAX};
use crate::domain::obligation::Shut;
use crate::vocabulary::ConsolidatedReportState;
use haicap_types::{Ground, ISSUED_IN_FUTURE, Words, not_in_this_state};

/// Why an act is not possible now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Refusal {
    /// The state does not allow the act.
    NotInThisState {
        /// What was tried.
        act: Act,
        /// Where the report stands.
        state: ConsolidatedReportState,
    },
    /// Whoever contributed to it can neither approve nor acknowledge it.
    SamePerson,
    /// Another content was seen.
    WrongHash,
    /// Reports that it is made of changed since.
    Stale,
    /// The signer's name is not settled.
    SignerMissing,
    /// No report can be written or sent now.
    Shut(Shut),
    /// The issue date lies ahead.
    IssuedInFuture,
    /// The issue date lies before the day on which the figures were taken.
    IssuedBeforeFigures,
    /// Another report of the organization has the document number in that year.
    NumberTaken,
    /// As many reports were drawn up for the period as may be.
    TooMany,
    /// There is a report for the period.
    Exists,
}

impl haicap_types::Refusal for Refusal {
    fn ground(&self) -> Ground {
        match self {
            Self::SamePerson => Ground::Person,
            Self::WrongHash | Self::Stale | Self::IssuedInFuture | Self::IssuedBeforeFigures | Self::NumberTaken => {
                Ground::Content
            }
            Self::NotInThisState { .. } | Self::SignerMissing | Self::Shut(_) | Self::TooMany | Self::Exists => {
                Ground::State
            }
        }
    }

    fn pointer(&self) -> String {
        let pointer = match self {
            Self::WrongHash => "/hash",
            Self::Stale => "/accepts_stale",
            Self::IssuedInFuture | Self::IssuedBeforeFigures => "/issued_on",
            Self::NumberTaken => "/document_number",
            _ => "",
        };
        pointer.into()
    }

    fn code(&self) -> &'static str {
        match self {
            Self::NotInThisState { .. } => "not_in_this_state",
            Self::SamePerson => "same_person",
            Self::WrongHash => "wrong_hash",
            Self::Stale => "stale",
            Self::SignerMissing => "signer_missing",
            Self::Shut(shut) => shut.code(),
            Self::IssuedInFuture => "issued_in_future",
            Self::IssuedBeforeFigures => "issued_before_figures",
            Self::NumberTaken => "number_taken",
            Self::TooMany => "too_many_reports",
            Self::Exists => "report_exists",
        }
    }

    fn words(&self) -> Words {
        match self {
            Self::NotInThisState { act, state } => not_in_this_state(&Words::new("báo cáo", "report"), *act, *state),
            Self::SamePerson => Words::new(
                "Người đã soạn, sửa, duyệt hoặc gửi báo cáo, hoặc đính kèm bản ký, không được tự duyệt hoặc tự xác \
                 nhận việc nhận.",
                "Whoever drafted, edited, approved or sent a report, or attached its signed scan, can neither approve \
                 nor acknowledge it.",
            ),
            Self::WrongHash => Words::new(
                "Nội dung đã khác với bản được xem; hãy xem lại rồi duyệt.",
                "The content is not the one that was seen; look at it again.",
            ),
            Self::Stale => Words::new(
                "Báo cáo của đơn vị đã thay đổi sau khi tổng hợp; hãy cập nhật số liệu, hoặc nêu rõ chấp nhận bản cũ.",
                "Reports that it is made of changed since; refresh the figures, or accept the old ones.",
            ),
            Self::SignerMissing => Words::new("Chưa có tên người ký.", "The name of who signs is missing."),
            Self::Shut(shut) => shut.words(),
            Self::IssuedInFuture => ISSUED_IN_FUTURE,
            Self::IssuedBeforeFigures => Words::new(
                "Ngày ban hành không được trước ngày lấy số liệu của báo cáo.",
                "The issue date cannot lie before the day on which the report's figures were taken.",
            ),
            Self::NumberTaken => Words::new(
                "Trong năm đó đã có báo cáo khác mang số và ký hiệu này.",
                "Another report of that year has this number and symbol.",
            ),
            Self::TooMany => Words::with(
                format!("Mỗi kỳ lập nhiều nhất {NUMBER_MAX} báo cáo tổng hợp."),
                format!("At most {NUMBER_MAX} reports can be drawn up for a period."),
            ),
            Self::Exists => Words::new(
                "Kỳ này đã có báo cáo tổng hợp; hãy sửa tiếp hoặc thu hồi báo cáo đó.",
                "There is a report for this period; go on with it or recall it.",
            ),
        }
    }
}
