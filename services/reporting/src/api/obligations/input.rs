use crate::domain::obligation::{Command, Wanted};
use crate::vocabulary::GrantKind;
use haicap_types::{Faults, Instant, Words};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// What is asked for in place of reporting in time.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "kind": "extension", "until": "2025-10-08T17:00:00+07:00", "reason": "Mất kết nối do sự cố đường truyền.",
}))]
pub(super) struct RequestIn {
    /// A waiver, an extension or an unlocking.
    kind: GrantKind,
    /// Until when: of an extension the new deadline, of an unlocking its end; none for a waiver.
    #[serde(default)]
    #[schema(required = false, example = "2025-09-17T17:00:00+07:00")]
    until: Option<Instant>,
    /// Why.
    #[schema(min_length = 1, max_length = 2000, example = "Mất kết nối do sự cố đường truyền.")]
    reason: String,
}

impl RequestIn {
    pub(super) fn command(&self) -> Result<Command, Faults> {
        let mut faults = Faults::default();
        let wanted = match (self.kind, self.until) {
            (GrantKind::Waiver, None) => Ok(Wanted::Waiver),
            (GrantKind::Waiver, Some(_)) => Err(NO_END),
            (GrantKind::Extension, Some(Instant(until))) => Ok(Wanted::Extension { until }),
            (GrantKind::Unlock, Some(Instant(until))) => Ok(Wanted::Unlock { until }),
            (GrantKind::Extension | GrantKind::Unlock, None) => Err(END_WANTED),
        };
        let wanted = faults.keep("/until", wanted);
        let reason = faults.text("/reason", &self.reason);
        let (wanted, reason) = faults.all((wanted, reason))?;
        Ok(Command::Ask { id: Uuid::now_v7(), wanted, reason })
    }
}

const NO_END: Words = Words::new("Miễn báo cáo không được ghi thời hạn.", "A waiver must not have an end.");
const END_WANTED: Words = Words::new(
    "Gia hạn và mở lại phải nêu thời hạn.",
    "An extension must name the new deadline, and an unlocking its end.",
);
