//! What the nouns of the directory have in common: who reads, who keeps, and how a change comes about.

use crate::domain::rights::{DirectoryAct, may_directory};
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};
use chrono::NaiveDate;
use haicap_kit::auth::Caller;
use haicap_kit::http::{Answer, Language, Precondition, Problem, Reply, kinds};
use haicap_kit::{Host, Stop, Work};
use haicap_reference::import::{Imported, Table, needed_first};
use haicap_reference::{
    Directory, DirectoryChange, DirectoryRefusal, Known, LiveDirectory, ParameterReader, Reader, store,
};
use haicap_types::{Action, Actor, Denial, Faults, Method, OrganizationCode, Reason, Words, local_date};
use serde::Serialize;
use serde_json::json;
use std::future::{Ready, ready};
use std::sync::Arc;
use utoipa::ToSchema;

/// Somebody who reads the directory.
pub(super) struct Reading {
    /// Who reads.
    pub(super) caller: Caller,
    /// The directory.
    pub(super) directory: Arc<Directory>,
    /// The date in the city.
    pub(super) today: NaiveDate,
    /// In which language.
    pub(super) language: Language,
}

/// A caller who is about to change the directory.
pub(super) struct Keeper {
    caller: Caller,
    language: Language,
    host: web::Data<Host>,
    live: web::Data<LiveDirectory>,
}

/// A change that is being decided on, with the directory locked.
pub(super) struct Keeping<'a, 'w> {
    /// The directory as it is.
    pub(super) before: Reading,
    work: &'a mut Work<'w>,
}

/// An audience as it stands in answers.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct NamedAudience {
    /// Its code.
    #[schema(example = "departments")]
    code: String,
    /// Its Vietnamese name.
    #[schema(example = "Các sở, ngành thuộc Ủy ban nhân dân Thành phố")]
    name_vi: String,
    /// Its English name.
    #[schema(example = "Departments and equivalent organizations of the City People's Committee")]
    name_en: String,
}

impl Reading {
    /// What may be done to a thing of the directory, and why not.
    pub(super) fn actions(&self, act: DirectoryAct, offered: &[(&'static str, Method)], href: &str) -> Vec<Action> {
        let denial = permit(&self.caller, act).err();
        let action = |(name, method): &(&'static str, Method)| Action {
            name: (*name).into(),
            is_allowed: denial.is_none(),
            method: *method,
            href: href.to_owned(),
            needs_if_match: !matches!(method, Method::Post),
            takes_body: !matches!(method, Method::Delete),
            reason: denial
                .map(|denial| Reason { code: denial.code().into(), detail: self.language.say(&denial.words()) }),
        };
        offered.iter().map(action).collect()
    }

    /// An audience with its names.
    pub(super) fn named_audience(&self, code: &str) -> NamedAudience {
        let known = self.directory.audience(code);
        let name = |name: Option<&String>| name.map_or_else(|| code.to_owned(), Clone::clone);
        NamedAudience {
            code: code.to_owned(),
            name_vi: name(known.map(|audience| &audience.name_vi)),
            name_en: name(known.map(|audience| &audience.name_en)),
        }
    }
}

impl FromRequest for Reading {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let read = |payload: &mut Payload| {
            let Known { directory, today, .. } = Known::from_request(request, payload).into_inner()?;
            let Reader(caller) = Reader::from_request(request, payload).into_inner()?;
            Ok(Self { caller, directory, today, language: Language::of(request.headers()) })
        };
        ready(read(payload))
    }
}

impl Keeper {
    /// Whether the caller may.
    pub(super) fn permit(&self, act: DirectoryAct) -> Result<(), Problem> {
        permit(&self.caller, act).map_err(Into::into)
    }

    /// Makes a change: locks the directory, lets `act` decide, and sees to it that this process knows before it is
    /// answered.
    pub(super) async fn change(
        &self,
        precondition: &Precondition,
        act: impl AsyncFn(&mut Keeping<'_, '_>) -> Result<Reply, Stop>,
    ) -> Answer {
        let answer = self
            .host
            .change(&self.caller, precondition, async |work| {
                let directory = self.live.lock(work.db()).await?;
                let (caller, language) = (self.caller.clone(), self.language);
                let before = Reading { caller, directory, today: local_date(work.now), language };
                act(&mut Keeping { before, work }).await
            })
            .await?;
        if self.live.refresh(&self.host.database).await.is_err() {
            // The change is committed all the same; the snapshot is brought up to date in the background.
            self.live.wake();
        }
        Ok(answer)
    }
}

impl FromRequest for Keeper {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let read = |payload: &mut Payload| {
            let caller = Caller::from_request(request, payload).into_inner()?;
            let live = request.app_data::<web::Data<LiveDirectory>>().ok_or_else(Problem::unavailable)?.clone();
            let host = request.app_data::<web::Data<Host>>().ok_or_else(Problem::unavailable)?.clone();
            Ok(Self { caller, language: Language::of(request.headers()), host, live })
        };
        ready(read(payload))
    }
}

impl Keeping<'_, '_> {
    /// Whether the caller may.
    pub(super) fn permit(&self, act: DirectoryAct) -> Result<(), Problem> {
        permit(&self.before.caller, act).map_err(Into::into)
    }

    /// Puts a row and publishes that it changed.
    pub(super) async fn save(&mut self, change: &DirectoryChange) -> Result<(), Stop> {
        change.apply(self.work.db()).await?;
        store::bump_version(self.work.db()).await?;
        self.work.publish(change.event(&self.before.directory));
        Ok(())
    }

    /// Puts what a file brings, and publishes each row that changed.
    pub(super) async fn save_all<R: Table>(&mut self, imported: &[Imported<R>]) -> Result<(), Stop> {
        if imported.is_empty() {
            return Ok(());
        }
        let rows: Vec<R> = imported.iter().map(|row| row.after.clone()).collect();
        R::put(self.work.db(), &rows).await?;
        store::bump_version(self.work.db()).await?;
        for row in needed_first(imported) {
            self.work.publish(row.change().event(&self.before.directory));
        }
        Ok(())
    }
}

/// What is wrong, where the rules say so: in the body, or with what is there already.
pub(super) fn refused(refusal: &DirectoryRefusal) -> Problem {
    match place_of(refusal) {
        Some(place) => Problem::invalid(place, refusal.words()).code(refusal.code()),
        None => {
            let problem = Problem::new(&kinds::CONFLICT).code(refusal.code()).detail(refusal.words());
            let problem = problem.member("legal_actions", json!([]));
            match in_the_way(refusal) {
                Some(address) => problem.href(address),
                None => problem,
            }
        }
    }
}

/// The address of what has the key already that a new thing should get.
fn in_the_way(refusal: &DirectoryRefusal) -> Option<String> {
    match refusal {
        DirectoryRefusal::CodeTaken { code } => Some(format!("/directives/v1/organizations/{code}")),
        DirectoryRefusal::AudienceTaken { audience } => Some(format!("/directives/v1/audiences/{audience}")),
        DirectoryRefusal::DayTaken { date } => Some(format!("/directives/v1/working-calendar/{date}")),
        _ => None,
    }
}

/// The place of the organization that a refusal is about; none if the organization is sound and the directory is in the
/// way.
pub(super) const fn place_of(refusal: &DirectoryRefusal) -> Option<&'static str> {
    use DirectoryRefusal as Refusal;
    match refusal {
        Refusal::ParentUnknown { .. } | Refusal::ParentNotValid { .. } | Refusal::ParentBelowItself { .. } => {
            Some("/parent")
        }
        Refusal::DatesOutOfOrder { .. } | Refusal::EndNotImported { .. } => Some("/valid_to"),
        Refusal::DateOutOfRange { .. } => Some("/valid_from"),
        Refusal::TerritoryCodeMalformed { .. } => Some("/territory_code"),
        Refusal::SuccessorNotValid { .. } => Some("/successors"),
        Refusal::OrganizationUnknown { .. } => Some("/organizations"),
        Refusal::AudienceUnknown { .. } => Some("/audience"),
        Refusal::AudienceMalformed { .. } => Some("/code"),
        Refusal::AudienceEmpty { .. } => Some("/kinds"),
        Refusal::DayChangesNothing { .. } => Some("/kind"),
        Refusal::RowOutdated { .. } => Some("/version"),
        Refusal::CodeTaken { .. }
        | Refusal::AlreadyEnded { .. }
        | Refusal::LivingChildren { .. }
        | Refusal::AudienceTaken { .. }
        | Refusal::OversightOverlaps { .. }
        | Refusal::OversightUnknown { .. }
        | Refusal::DayTaken { .. }
        | Refusal::DayUnknown { .. } => None,
    }
}

fn permit(caller: &Caller, act: DirectoryAct) -> Result<(), Denial> {
    may_directory(&Actor::from(caller), act)
}

/// Reads an organization's code; a fault leaves nothing.
pub(super) fn organization_code(
    faults: &mut Faults,
    pointer: impl Into<String>,
    sent: &str,
) -> Option<OrganizationCode> {
    faults.keep(pointer, sent.parse().map_err(|_| NOT_A_CODE))
}

/// A date in a query, today if it is absent, none for `all`.
pub(super) fn on(text: Option<&str>, today: NaiveDate) -> Result<Option<NaiveDate>, Problem> {
    match text {
        None => Ok(Some(today)),
        Some("all") => Ok(None),
        Some(text) => {
            let mut reader = ParameterReader::default();
            let on = reader.date("on", Some(text));
            reader.done().map(|()| on)
        }
    }
}

const NOT_A_CODE: Words = Words::new(
    "Mã cơ quan phải gồm 1 đến 32 chữ hoa không dấu, chữ số và dấu gạch nối, không bắt đầu bằng dấu gạch nối.",
    "An organization's code must have 1 to 32 capital letters, digits and hyphens; the first must not be a hyphen.",
);
#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn h17_only_whole_dates_within_range_are_dates() {
        for text in ["2025-7-1", "0000-01-01", "1899-12-31", "2201-01-01", "infinity", ""] {
            assert!(on(Some(text), NaiveDate::MIN).is_err(), "{text}");
        }
        assert!(on(Some("2028-02-29"), NaiveDate::MIN).is_ok());
    }
}
