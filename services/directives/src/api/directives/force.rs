//! How a draft comes into force: issued here, or registered because it was issued elsewhere.

use super::access::seen;
use super::input::read_number;
use super::numbering::{self, Entry, Wish};
use super::view::{DirectiveView, conflict, permitted, permitted_to, refused, view};
use crate::domain::assigning::{Assigned, assign};
use crate::domain::directive::{Action, Command, Directive, Refusal, decide, next};
use crate::domain::document_number::{DocumentNumber, RecordedNumber, Symbol};
use crate::domain::number_book::LegalForce;
use crate::domain::rights::DirectiveAct;
use crate::domain::text::{BookCode, Reason};
use crate::facts::{assigned_event, directive_event};
use crate::store;
use actix_web::post;
use chrono::NaiveDate;
use haicap_kit::http::{Answer, Fault, Path, Problem, Reply, Write, kinds};
use haicap_kit::{Stop, Work};
use haicap_reference::Call;
use haicap_types::{Date, DirectiveState, LinkKind, Words, local_date};
use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;

/// How a document is to be issued.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct IssueIn {
    /// Its number, if one was reserved; else the draft's own, or the next of its series.
    #[serde(default)]
    #[schema(max_length = 64, example = "45-KL/TU")]
    number: Option<String>,
    /// The number book; needed where the issuer numbers from several.
    #[serde(default)]
    #[schema(max_length = 64, example = "TU")]
    book: Option<String>,
    /// Whether it is a legal normative document, whose number carries the year.
    #[serde(default)]
    #[schema(default = false)]
    is_normative: bool,
    /// The symbol of the drafting unit, on official letters of state bodies.
    #[serde(default)]
    #[schema(max_length = 16, example = "TH")]
    unit: Option<String>,
    /// The date of issue, if the draft has none; today if neither has one.
    #[serde(default)]
    #[schema(example = "2025-09-22")]
    issued_on: Option<Date>,
}

/// What is known of a document that was issued elsewhere.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RegisterIn {
    /// Its number, if the draft has none; any notation, or none at all.
    #[serde(default)]
    #[schema(max_length = 64, example = "885-QĐ/UBKTTW")]
    number: Option<String>,
    /// The date of issue, if the draft has none; may be unknown.
    #[serde(default)]
    #[schema(example = "2025-09-22")]
    issued_on: Option<Date>,
}

/// Issue a directive
///
/// Numbers the document from its issuer's book, puts it into force, and makes every assignment that its clauses
/// intend, audiences resolved on the day: all of it or nothing. Documents that it supersedes or revokes come to their
/// end in the same moment, by who may revoke them.
#[utoipa::path(
    tag = "directives",
    request_body = IssueIn,
    responses((status = 200, description = "The directive, issued.", body = DirectiveView))
)]
#[post("/directives/{id}/issue")]
pub(crate) async fn issue_directive(call: Call, id: Path<Uuid>, write: Write<IssueIn>) -> Answer {
    call.host
        .change(&call.caller, &write.precondition, async |work| {
            let draft = seen(&call, store::directives::find(work.db(), id.0).await?)?;
            permitted_to(&call, DirectiveAct::Issue, &draft)?;
            write.precondition.if_match.check(draft.version)?;
            let wish = write.body.read(&draft, local_date(work.now))?;
            expect_legal(&draft, Action::Issue)?;
            let number = numbering::give(work.db(), &draft, &wish).await?;
            let command = Command::Issue { number: Some(number), issued_on: Some(wish.issued_on) };
            put_into_force(work, &call, &draft, &command).await
        })
        .await
}

/// Register a directive
///
/// Takes note of a document that some body issued outside the system, with or without number, and makes every
/// assignment that its clauses intend. By the issuer, or by the Party office that keeps its register. Documents that it
/// supersedes or revokes come to their end in the same moment, by who may revoke them. A number far ahead of its series is
/// taken, and the series stays where it is.
#[utoipa::path(
    tag = "directives",
    request_body = RegisterIn,
    responses((status = 200, description = "The directive, registered.", body = DirectiveView))
)]
#[post("/directives/{id}/register")]
pub(crate) async fn register_directive(call: Call, id: Path<Uuid>, write: Write<RegisterIn>) -> Answer {
    call.host
        .change(&call.caller, &write.precondition, async |work| {
            let draft = seen(&call, store::directives::find(work.db(), id.0).await?)?;
            permitted_to(&call, DirectiveAct::Register, &draft)?;
            write.precondition.if_match.check(draft.version)?;
            let mut faults = Vec::new();
            let number = write.body.number.as_deref().and_then(|number| read_number(&mut faults, number));
            expect_sound(faults)?;
            expect_legal(&draft, Action::Register)?;
            let issued_on = write.body.issued_on.map(NaiveDate::from).or(draft.content.issued_on);
            let command = Command::Register { number: number.clone(), issued_on };
            // What cannot be registered is refused before its number is looked at.
            decide(&draft, &command, &call.caller.organization, work.now)
                .map_err(|refusal| refused(refusal, draft.state))?;
            let number = number.as_ref();
            let entry =
                Entry { number: number.or(draft.content.number.as_ref()), is_sent: number.is_some(), issued_on };
            numbering::enter(work.db(), &draft, &entry).await?;
            put_into_force(work, &call, &draft, &command).await
        })
        .await
}

impl IssueIn {
    fn read(&self, draft: &Directive, today: NaiveDate) -> Result<Wish, Problem> {
        let mut faults = Vec::new();
        let sent = self.number.as_deref().and_then(|number| {
            DocumentNumber::parse(number).map_err(|fault| faults.push(Fault::new("/number", fault.words()))).ok()
        });
        let book = self
            .book
            .as_deref()
            .and_then(|code| BookCode::new(code).map_err(|fault| faults.push(Fault::new("/book", fault.words()))).ok());
        let unit = self
            .unit
            .as_deref()
            .and_then(|unit| Symbol::new(unit).map_err(|fault| faults.push(Fault::new("/unit", fault.words()))).ok());
        let issued_on = self.issued_on.map(NaiveDate::from).or(draft.content.issued_on).unwrap_or(today);
        if issued_on > today {
            faults.push(Fault::new("/issued_on", Refusal::IssuedInFuture.words()));
        }
        let mut dated = draft.content.clone();
        dated.issued_on = Some(issued_on);
        faults.extend(dated.faults(draft.id).into_iter().map(|fault| Fault::new(fault.pointer, fault.words)));
        expect_sound(faults)?;
        let is_sent = sent.is_some();
        let number = match (sent, &draft.content.number) {
            (Some(number), _) => Some(number),
            (None, Some(RecordedNumber::Formal(number))) => Some(number.clone()),
            (None, Some(RecordedNumber::Verbatim(_))) => {
                return Err(refused(Refusal::NumberNotFormal, draft.state));
            }
            (None, None) => None,
        };
        let force = if self.is_normative { LegalForce::Normative } else { LegalForce::Ordinary };
        Ok(Wish { number, is_sent, book, force, unit, issued_on })
    }
}

async fn put_into_force(work: &mut Work<'_>, call: &Call, draft: &Directive, command: &Command) -> Result<Reply, Stop> {
    let mut directive =
        decide(draft, command, &call.caller.organization, work.now).map_err(|refusal| refused(refusal, draft.state))?;
    let clauses = store::clauses::of_directive(work.db(), draft.id).await?;
    let Assigned { assignments, concerned } =
        assign(&directive, &clauses, &call.known.directory, work.now, &mut Uuid::now_v7)
            .map_err(|fault| conflict(fault.code(), fault.words(), draft.state, INTO_FORCE))?;
    directive.concerned = concerned;
    if !store::directives::save(work.db(), &mut directive).await? {
        return Err(Stop::Lost);
    }
    store::assignments::insert_many(work.db(), &assignments).await?;
    work.publish(directive_event(
        command.action().event(),
        &directive,
        &json!({
            "state": directive.state, "before": draft.state, "number": directive.content.number,
            "issued_on": directive.content.issued_on, "assignments": assignments.len(),
        }),
    ));
    for assignment in &assignments {
        work.publish(assigned_event(assignment));
    }
    end_others(work, call, &directive).await?;
    Ok(Reply::ok(&view(&directive, count(&clauses), call)).version(directive.version))
}

/// Ends the documents that a directive supersedes or revokes: whichever link ends a document, the caller needs the
/// right to revoke it.
async fn end_others(work: &mut Work<'_>, call: &Call, directive: &Directive) -> Result<(), Stop> {
    let links: Vec<_> = directive.content.links.iter().filter(|link| link.ends_other()).collect();
    let ids: Vec<_> = links.iter().map(|link| link.directive_id).collect();
    let others = store::directives::find_many(work.db(), &ids).await?;
    for link in links {
        let other = others.iter().find(|other| other.id == link.directive_id);
        let Some(other) = other.filter(|other| other.content.issuer == directive.content.issuer) else {
            return Err(conflict("linked_document_missing", MISSING, DirectiveState::Draft, INTO_FORCE).into());
        };
        permitted(call, DirectiveAct::Revoke, &other.content.issuer)?;
        let command = match link.kind {
            LinkKind::Revokes => Command::Revoke { reason: by_document(directive)? },
            _ => Command::Supersede { by: directive.id },
        };
        let mut ended = decide(other, &command, &call.caller.organization, work.now)
            .map_err(|_| conflict("linked_document_not_in_force", ENDED, DirectiveState::Draft, INTO_FORCE))?;
        if !store::directives::save(work.db(), &mut ended).await? {
            return Err(Stop::Lost);
        }
        let data = json!({ "state": ended.state, "before": other.state, "by": directive.id });
        work.publish(directive_event(command.action().event(), &ended, &data));
    }
    Ok(())
}

/// What does not help while the draft itself is in the way.
const INTO_FORCE: &[Action] = &[Action::Issue, Action::Register];

const MISSING: Words = Words::new(
    "Không còn văn bản được thay thế hoặc thu hồi, hoặc văn bản đó của cơ quan khác; hãy sửa dự thảo.",
    "A document to be superseded or revoked is gone, or of another issuer; change the draft.",
);

const ENDED: Words = Words::new(
    "Văn bản được thay thế hoặc thu hồi chưa có hiệu lực hoặc đã hết hiệu lực; hãy sửa dự thảo.",
    "A document to be superseded or revoked is not in force yet, or no longer; change the draft.",
);

fn by_document(directive: &Directive) -> Result<Reason, Problem> {
    let content = &directive.content;
    let name = content.number.as_ref().map_or_else(|| content.title.to_string(), ToString::to_string);
    Reason::new(&format!("Theo văn bản {name}.")).map_err(|fault| Problem::internal(&fault))
}

/// Refuses what the state forbids before anything is done for it.
pub(super) fn expect_legal(directive: &Directive, action: Action) -> Result<(), Problem> {
    if next(directive.state, action).is_some() {
        return Ok(());
    }
    Err(refused(Refusal::NotInThisState(directive.state, action), directive.state))
}

fn expect_sound(faults: Vec<Fault>) -> Result<(), Problem> {
    if faults.is_empty() { Ok(()) } else { Err(Problem::new(&kinds::INVALID).faults(faults)) }
}

pub(super) fn count<T>(items: &[T]) -> i64 {
    i64::try_from(items.len()).unwrap_or(i64::MAX)
}
