use crate::{Audience, CalendarDay, Directory, Organization, Oversight, store};
use diesel::QueryResult;
use haicap_kit::EventKind;
use haicap_kit::db::Db;
use haicap_kit::events::Event;
use haicap_types::CloudEvent;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::slice::from_ref;
use utoipa::PartialSchema;

/// A row before and after: none where there was none, or is none any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change<T> {
    /// As it was.
    pub before: Option<T>,
    /// As it is now.
    pub after: Option<T>,
}

/// A change of one row of the directory: as its owner makes it, as the feed carries it, as copies apply it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::large_enum_variant, reason = "most changes are of organizations, and none lives long")]
pub enum DirectoryChange {
    /// Of an organization.
    Organization(Change<Organization>),
    /// Of an audience.
    Audience(Change<Audience>),
    /// Of who oversees whom.
    Oversight(Change<Oversight>),
    /// Of the working calendar.
    Day(Change<CalendarDay>),
}

const ORGANIZATION_CREATED: &str = "directives.organization.created";
const ORGANIZATION_CHANGED: &str = "directives.organization.changed";
const AUDIENCE_CHANGED: &str = "directives.audience.changed";
const OVERSIGHT_CHANGED: &str = "directives.oversight.changed";
const DAY_CHANGED: &str = "directives.calendar_day.changed";
const DAY_REMOVED: &str = "directives.calendar_day.removed";

/// The prefixes of all kinds of facts about the directory, as the feed takes them.
pub(crate) const PREFIXES: &str =
    "directives.organization.,directives.audience.,directives.oversight.,directives.calendar_day.";

impl DirectoryChange {
    /// The fact, to be published with the change. What concerns everybody is written for the organizations at the top
    /// of the trees.
    #[must_use]
    pub fn event(&self, directory: &Directory) -> Event {
        let roots = directory.roots().map(|root| &root.code);
        match self {
            Self::Organization(change) => {
                let kind = if change.before.is_some() { ORGANIZATION_CHANGED } else { ORGANIZATION_CREATED };
                let parents = change.rows().filter_map(|row| row.parent.as_ref());
                let concerned: Vec<_> = change.rows().map(|row| &row.code).chain(parents).collect();
                let code = change.rows().next().map(|row| row.code.as_str()).unwrap_or_default();
                Event::new(kind, "organization", code).concerns(concerned).data(change)
            }
            Self::Audience(change) => {
                let named = change.rows().flat_map(|row| &row.organizations);
                let code = change.rows().next().map(|row| row.code.as_str()).unwrap_or_default();
                Event::new(AUDIENCE_CHANGED, "audience", code).concerns(roots.chain(named)).data(change)
            }
            Self::Oversight(change) => {
                let bodies = change.rows().map(|row| &row.body);
                let id = change.rows().next().map(Oversight::id).unwrap_or_default();
                Event::new(OVERSIGHT_CHANGED, "oversight", id).concerns(bodies).data(change)
            }
            Self::Day(change) => {
                let kind = if change.after.is_some() { DAY_CHANGED } else { DAY_REMOVED };
                let date = change.rows().next().map(|row| row.date.to_string()).unwrap_or_default();
                Event::new(kind, "calendar_day", date).concerns(roots).data(change)
            }
        }
    }

    /// The change that a fact reports; none if it is about something else.
    ///
    /// # Errors
    /// The fact is about the directory, but does not say what this program can read.
    pub fn read(event: &CloudEvent) -> serde_json::Result<Option<Self>> {
        fn change<T: DeserializeOwned>(data: &Value) -> serde_json::Result<Change<T>> {
            Change::deserialize(data)
        }
        let data = &event.data;
        match event.kind.as_str() {
            ORGANIZATION_CREATED | ORGANIZATION_CHANGED => change(data).map(Self::Organization).map(Some),
            AUDIENCE_CHANGED => change(data).map(Self::Audience).map(Some),
            OVERSIGHT_CHANGED => change(data).map(Self::Oversight).map(Some),
            DAY_CHANGED | DAY_REMOVED => change(data).map(Self::Day).map(Some),
            _ => Ok(None),
        }
    }

    /// Puts the row, or removes it. The directory's version is the caller's to bump.
    pub async fn apply(&self, db: Db<'_>) -> QueryResult<()> {
        match self {
            Self::Organization(Change { after: Some(row), .. }) => store::put_organizations(db, from_ref(row)).await,
            Self::Audience(Change { after: Some(row), .. }) => store::put_audiences(db, from_ref(row)).await,
            Self::Oversight(Change { after: Some(row), .. }) => store::put_oversight(db, from_ref(row)).await,
            Self::Day(Change { after: Some(row), .. }) => store::put_days(db, from_ref(row)).await,
            Self::Day(Change { before: Some(row), after: None }) => store::remove_day(db, row.date).await.map(drop),
            // Nothing but a day is ever removed: what is no more has a last day.
            Self::Organization(_) | Self::Audience(_) | Self::Oversight(_) | Self::Day(_) => Ok(()),
        }
    }

    /// Every kind of fact about the directory.
    #[must_use]
    pub fn event_kinds() -> Vec<EventKind> {
        let kind = |kind, label_vi, label_en, data| EventKind { kind, label_vi, label_en, data };
        let organization = data::<Organization>();
        vec![
            kind(ORGANIZATION_CREATED, "Đã thêm cơ quan, đơn vị", "An organization was added", organization.clone()),
            kind(
                ORGANIZATION_CHANGED,
                "Đã đổi tên, chuyển, kết thúc hoặc sửa cơ quan, đơn vị",
                "An organization was renamed, moved, ended or otherwise changed",
                organization,
            ),
            kind(
                AUDIENCE_CHANGED,
                "Đã thêm hoặc sửa nhóm cơ quan",
                "An audience was added, or selects other organizations",
                data::<Audience>(),
            ),
            kind(
                OVERSIGHT_CHANGED,
                "Đã thay đổi việc theo dõi nhóm cơ quan",
                "An organization began or ceased to oversee an audience",
                data::<Oversight>(),
            ),
            kind(
                DAY_CHANGED,
                "Đã ghi ngày đặc biệt vào lịch làm việc",
                "A day of the working calendar differs from an ordinary one, or differs otherwise",
                data::<CalendarDay>(),
            ),
            kind(
                DAY_REMOVED,
                "Đã bỏ ngày đặc biệt khỏi lịch làm việc",
                "A day of the working calendar is an ordinary one again",
                data::<CalendarDay>(),
            ),
        ]
    }
}

impl<T> Change<T> {
    /// A row that was not there before.
    #[must_use]
    pub const fn added(after: T) -> Self {
        Self { before: None, after: Some(after) }
    }

    /// The row as it is, then as it was.
    fn rows(&self) -> impl Iterator<Item = &T> {
        self.after.iter().chain(&self.before)
    }
}

/// The JSON schema of a change: complete rows, so that a copy needs nothing else.
fn data<T: PartialSchema>() -> Value {
    let row = serde_json::to_value(T::schema()).unwrap_or_default();
    let row = json!({ "oneOf": [row, { "type": "null" }] });
    json!({ "type": "object", "required": ["before", "after"], "properties": { "before": row, "after": row } })
}

#[cfg(test)]
mod tests {
    use super::{Change, DirectoryChange};
    use crate::shipped;
    use haicap_types::{CloudEvent, Instant};
    use serde_json::{Value, json};
    use uuid::Uuid;

    fn fact(kind: &str, data: Value) -> CloudEvent {
        CloudEvent {
            specversion: "1.0".to_owned(),
            id: Uuid::nil(),
            source: "/directives/v1/events".to_owned(),
            kind: kind.to_owned(),
            subject: String::new(),
            time: Instant(chrono::DateTime::UNIX_EPOCH),
            datacontenttype: "application/json".to_owned(),
            position: "1".to_owned(),
            subjecttitle: None,
            actor: "an".to_owned(),
            actorname: None,
            actingfor: None,
            data,
        }
    }

    #[test]
    fn a_change_is_read_as_it_was_published() {
        let row = shipped::organizations().remove(0);
        let change = Change { before: Some(row.clone()), after: Some(row) };
        let event = fact("directives.organization.changed", serde_json::to_value(&change).unwrap());
        assert_eq!(DirectoryChange::read(&event).unwrap(), Some(DirectoryChange::Organization(change)));
    }

    #[test]
    fn facts_about_other_things_are_left_alone_and_unreadable_ones_are_not() {
        assert_eq!(DirectoryChange::read(&fact("directives.assignment.assigned", json!({}))).unwrap(), None);
        let newer = json!({ "before": null, "after": { "code": "BTC", "kind": "ministry" } });
        assert!(DirectoryChange::read(&fact("directives.organization.created", newer)).is_err());
    }

    #[test]
    fn every_kind_is_one_that_followers_ask_for() {
        for kind in DirectoryChange::event_kinds() {
            assert!(super::PREFIXES.split(',').any(|prefix| kind.kind.starts_with(prefix)), "{}", kind.kind);
        }
    }
}
