use super::Table;
use crate::rules::{check_imported, first_version_of_a_day};
use crate::{
    Audience, CalendarDay, Change, Directory, DirectoryChange, DirectoryParts, DirectoryRefusal, Organization,
    Oversight, store,
};
use chrono::NaiveDate;
use diesel::QueryResult;
use haicap_kit::db::Db;

impl Table for Organization {
    const NAME: &'static str = "organizations";

    fn rows(parts: &mut DirectoryParts) -> &mut Vec<Self> {
        &mut parts.organizations
    }

    fn change(change: Change<Self>) -> DirectoryChange {
        DirectoryChange::Organization(change)
    }

    fn is_meant_by(&self, refusal: &DirectoryRefusal) -> bool {
        use DirectoryRefusal as Refusal;
        match refusal {
            Refusal::ParentUnknown { code, .. }
            | Refusal::ParentBelowItself { code, .. }
            | Refusal::SuccessorNotValid { code, .. } => *code == self.code,
            Refusal::TerritoryCodeMalformed { territory_code } => self.territory_code.as_ref() == Some(territory_code),
            Refusal::DatesOutOfOrder { valid_from, valid_to } => {
                (self.valid_from, self.valid_to) == (*valid_from, Some(*valid_to))
            }
            _ => false,
        }
    }

    fn check(&self, before: Option<&Self>, after: &Directory, today: NaiveDate) -> Result<(), DirectoryRefusal> {
        check_imported(before, self, after, today)
    }

    fn needs(&self) -> Option<String> {
        self.parent.as_ref().map(ToString::to_string)
    }

    async fn put(db: Db<'_>, rows: &[Self]) -> QueryResult<()> {
        store::put_organizations(db, rows).await
    }
}

impl Table for Audience {
    const NAME: &'static str = "audiences";

    fn rows(parts: &mut DirectoryParts) -> &mut Vec<Self> {
        &mut parts.audiences
    }

    fn change(change: Change<Self>) -> DirectoryChange {
        DirectoryChange::Audience(change)
    }

    fn is_meant_by(&self, refusal: &DirectoryRefusal) -> bool {
        match refusal {
            DirectoryRefusal::AudienceMalformed { audience } | DirectoryRefusal::AudienceEmpty { audience } => {
                *audience == self.code
            }
            DirectoryRefusal::OrganizationUnknown { code } => self.organizations.contains(code),
            _ => false,
        }
    }

    async fn put(db: Db<'_>, rows: &[Self]) -> QueryResult<()> {
        store::put_audiences(db, rows).await
    }
}

impl Table for Oversight {
    const NAME: &'static str = "oversight";

    fn rows(parts: &mut DirectoryParts) -> &mut Vec<Self> {
        &mut parts.oversight
    }

    fn change(change: Change<Self>) -> DirectoryChange {
        DirectoryChange::Oversight(change)
    }

    fn is_meant_by(&self, refusal: &DirectoryRefusal) -> bool {
        match refusal {
            DirectoryRefusal::OrganizationUnknown { code } => *code == self.body,
            DirectoryRefusal::AudienceUnknown { audience } => *audience == self.audience,
            DirectoryRefusal::DatesOutOfOrder { valid_from, valid_to } => {
                (self.valid_from, self.valid_to) == (*valid_from, Some(*valid_to))
            }
            // The later one of two spans is named, whichever of them the file brings.
            DirectoryRefusal::OversightOverlaps { body, audience, .. } => {
                (body, audience) == (&self.body, &self.audience)
            }
            _ => false,
        }
    }

    async fn put(db: Db<'_>, rows: &[Self]) -> QueryResult<()> {
        store::put_oversight(db, rows).await
    }
}

impl Table for CalendarDay {
    const NAME: &'static str = "working-calendar";

    fn rows(parts: &mut DirectoryParts) -> &mut Vec<Self> {
        &mut parts.days
    }

    fn change(change: Change<Self>) -> DirectoryChange {
        DirectoryChange::Day(change)
    }

    fn is_meant_by(&self, refusal: &DirectoryRefusal) -> bool {
        matches!(refusal, DirectoryRefusal::DayChangesNothing { date } if *date == self.date)
    }

    fn first_version(directory: &Directory) -> i32 {
        first_version_of_a_day(directory)
    }

    async fn put(db: Db<'_>, rows: &[Self]) -> QueryResult<()> {
        store::put_days(db, rows).await
    }
}
