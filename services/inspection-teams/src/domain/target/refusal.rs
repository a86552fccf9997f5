use super::Act;
use crate::vocabulary::{Phase, ProgrammeState};
use chrono::NaiveDate;
use haicap_types::{Ground, Words, not_in_this_state};

/// Why an act is not possible now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The phase does not allow the act, or nothing is done at present.
    NotInThisState {
        /// What was tried.
        act: Act,
        /// How far the target has come.
        phase: Phase,
        /// Whether nothing is done at present.
        is_suspended: bool,
    },
    /// The programme is not running any more.
    ProgrammeNotRunning {
        /// What was tried.
        act: Act,
        /// Where the programme stands.
        state: ProgrammeState,
    },
    /// Whoever asked cannot decide.
    SamePerson,
    /// A request waits already.
    ExtensionPending,
    /// The time was extended as often as the rules allow.
    ExtendedBefore,
    /// The time has passed already.
    TooLate,
    /// No request waits.
    NothingPending,
    /// More days than the rules allow.
    TooLong {
        /// The most.
        days: u16,
    },
    /// A day before this one, or after today.
    OtherDay {
        /// The place in the body.
        pointer: &'static str,
        /// The first day.
        from: NaiveDate,
    },
    /// Members that have not declared themselves independent of the target, by name.
    Undeclared(Vec<String>),
    /// What keeps members from the target, in words.
    Kept(Vec<Words>),
    /// Nobody is left who can lead.
    NoHead,
}

impl haicap_types::Refusal for Refusal {
    fn code(&self) -> &'static str {
        match self {
            Self::NotInThisState { .. } | Self::ProgrammeNotRunning { .. } => "not_in_this_state",
            Self::SamePerson => "same_person",
            Self::ExtensionPending => "extension_pending",
            Self::ExtendedBefore => "extended_before",
            Self::TooLate => "time_has_passed",
            Self::NothingPending => "nothing_pending",
            Self::TooLong { .. } => "extension_too_long",
            Self::OtherDay { .. } => "other_day",
            Self::Undeclared(_) => "declarations_missing",
            Self::Kept(_) => "members_kept_from_target",
            Self::NoHead => "no_head",
        }
    }

    fn ground(&self) -> Ground {
        match self {
            Self::SamePerson => Ground::Person,
            Self::TooLong { .. } | Self::OtherDay { .. } => Ground::Content,
            _ => Ground::State,
        }
    }

    fn words(&self) -> Words {
        match self {
            Self::NotInThisState { is_suspended: true, .. } => Words::new(
                "Việc kiểm tra, giám sát đối tượng này đang tạm dừng.",
                "The examination of this target is suspended.",
            ),
            Self::NotInThisState { act, phase, .. } => {
                not_in_this_state(&Words::new("đối tượng", "target"), *act, *phase)
            }
            Self::ProgrammeNotRunning { act, state } => {
                not_in_this_state(&Words::new("chương trình", "programme"), *act, *state)
            }
            Self::SamePerson => Words::new(
                "Người đề nghị gia hạn không được tự quyết định.",
                "Whoever asked for an extension cannot decide on it.",
            ),
            Self::ExtensionPending => Words::new(
                "Đã có đề nghị gia hạn đang chờ quyết định.",
                "A request for an extension waits for a decision already.",
            ),
            Self::ExtendedBefore => Words::new(
                "Thời hạn đã được gia hạn đủ số lần theo quy định.",
                "The time was extended as often as the rules allow.",
            ),
            Self::TooLate => Words::new(
                "Thời hạn đã hết; phải đề nghị gia hạn trước ngày hết hạn.",
                "The time has passed; an extension must be requested before.",
            ),
            Self::NothingPending => {
                Words::new("Không có đề nghị gia hạn nào đang chờ.", "No request for an extension waits.")
            }
            Self::TooLong { days } => Words::with(
                format!("Chỉ được gia hạn tối đa {days} ngày làm việc."),
                format!("The limit can be extended by at most {days} working days."),
            ),
            Self::OtherDay { from, .. } => Words::with(
                format!("Ngày phải từ {} đến hôm nay.", from.format("%d/%m/%Y")),
                format!("The day must be from {from} to today."),
            ),
            Self::Undeclared(names) => Words::with(
                format!("Chưa cam kết về tính độc lập, khách quan đối với đối tượng này: {}.", names.join(", ")),
                format!("These members have not declared themselves independent of the target: {}.", names.join(", ")),
            ),
            Self::Kept(words) => joined(words),
            Self::NoHead => Words::new(
                "Không còn Trưởng đoàn, Tổ trưởng hoặc cấp phó tại đối tượng này.",
                "No head or deputy of the team is left for this target.",
            ),
        }
    }

    fn pointer(&self) -> String {
        match self {
            Self::TooLong { .. } => "/days".to_owned(),
            Self::OtherDay { pointer, .. } => (*pointer).to_owned(),
            _ => String::new(),
        }
    }
}

fn joined(words: &[Words]) -> Words {
    let of = |said: fn(&Words) -> &str| words.iter().map(said).collect::<Vec<_>>().join(" ");
    Words::with(of(|words| &words.vi), of(|words| &words.en))
}
