//! How a draft comes into force: issued here, or registered because it was issued elsewhere.

use super::access::is_seen;
use super::carry_out::{Subject, carry_out_with, whole};
use super::numbering::{self, Entry, Wish};
use super::view::DirectiveView;
use crate::domain::directive::{Act, Command, Content, Directive, Ending, Refusal, Surroundings, dated, is_same};
use crate::domain::document_number::{DocumentNumber, NumberFault, RecordedNumber, Symbol};
use crate::domain::number_book::LegalForce;
use crate::domain::text::{BookCode, Line};
use crate::store;
use actix_web::post;
use chrono::NaiveDate;
use haicap_kit::Stop;
use haicap_kit::db::{Db, QueryResult, lock_name};
use haicap_kit::http::{Answer, DryRun, Path, Query, Write};
use haicap_reference::Call;
use haicap_types::{Date, Faults, if_sent, local_date};
use serde::Deserialize;
use std::sync::Arc;
use utoipa::ToSchema;
use uuid::Uuid;

/// How a document is to be issued.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "book": "TU", "issued_on": "2025-10-01" }))]
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
    /// The symbol of the drafting unit, on official letters of state organizations.
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
#[schema(example = json!({ "number": "45-KL/TU", "issued_on": "2025-09-22" }))]
pub(crate) struct RegisterIn {
    /// Its number, if the draft has none; any notation, or none at all.
    #[serde(default)]
    #[schema(max_length = 64, example = "885-QĐ/UBKTTW")]
    number: Option<String>,
    /// The date of issue, if the draft has none; may be unknown.
    #[serde(default)]
    #[schema(example = "2025-09-22")]
    issued_on: Option<Date>,
    /// Register it although the register has a document of the same issuer with the same number in the same year, or
    /// with the same type, title and date.
    #[serde(default)]
    #[schema(default = false)]
    allow_duplicate: bool,
}

/// What is known of a document, as it was read.
#[derive(Debug, Clone)]
struct Registration {
    number: Option<Line<64>>,
    issued_on: Option<NaiveDate>,
    allow_duplicate: bool,
}

/// Issue a directive
///
/// Numbers the document from its issuer's book, puts it into force, and makes every assignment that its clauses
/// intend, audiences resolved on the day: all of it or nothing. Documents that it supersedes or revokes end at the same
/// time; the caller needs the right to revoke each of them. Their open assignments are settled as its links say.
#[utoipa::path(
    tag = "directives",
    params(("id" = Uuid, Path, description = "The directive's id."), DryRun),
    request_body = IssueIn,
    responses((status = 200, description = "The directive, issued.", body = DirectiveView))
)]
#[post("/directives/{id}/issue")]
pub(crate) async fn issue_directive(
    call: Call,
    id: Path<Uuid>,
    dry_run: Query<DryRun>,
    write: Write<IssueIn>,
) -> Answer {
    carry_out_with(
        &call,
        (id.0, dry_run.0),
        &write.precondition,
        Act::Issue,
        write.body.read(),
        async |subject, wish| {
            let own = subject.directive.content.issued_on;
            let issued_on = wish.issued_on.or(own).unwrap_or_else(|| local_date(subject.now));
            // What cannot be issued is refused before it takes a number.
            dated(subject.directive, None, Some(issued_on), subject.now).map_err(|refusal| subject.refuse(&refusal))?;
            let number = numbering::give(subject, wish, issued_on).await?;
            Ok(Command::Issue { number, issued_on, surroundings: surroundings(&call, subject).await? })
        },
        whole,
    )
    .await
}

/// Register a directive
///
/// Takes note of a document that some organization issued outside the system, with or without number, and makes every
/// assignment that its clauses intend. By the issuer, or by the Party office that keeps its register. Documents that it
/// supersedes or revokes end at the same time; the caller needs the right to revoke each of them. Their open
/// assignments are settled as its links say. A document that the register seems to have already is 422
/// `possible_duplicate` with the address of the first. A number far ahead of its series is taken, and the series stays
/// where it is.
#[utoipa::path(
    tag = "directives",
    params(("id" = Uuid, Path, description = "The directive's id."), DryRun),
    request_body = RegisterIn,
    responses((status = 200, description = "The directive, registered.", body = DirectiveView))
)]
#[post("/directives/{id}/register")]
pub(crate) async fn register_directive(
    call: Call,
    id: Path<Uuid>,
    dry_run: Query<DryRun>,
    write: Write<RegisterIn>,
) -> Answer {
    carry_out_with(
        &call,
        (id.0, dry_run.0),
        &write.precondition,
        Act::Register,
        write.body.read(),
        async |subject, registration| {
            let Registration { number, issued_on, allow_duplicate } = registration.clone();
            let document_type = subject.directive.content.document_type;
            let number = number.map(|written| RecordedNumber::on(document_type, written));
            let entry = &Entry { number: number.clone(), issued_on };
            // What cannot be registered is refused before its number is looked at.
            dated(subject.directive, number.clone(), issued_on, subject.now)
                .map_err(|refusal| subject.refuse(&refusal))?;
            if !allow_duplicate {
                expect_new(subject, &subject.directive.content, entry).await?;
            }
            numbering::enter(subject, entry).await?;
            Ok(Command::Register { number, issued_on, surroundings: surroundings(&call, subject).await? })
        },
        whole,
    )
    .await
}

impl IssueIn {
    fn read(&self) -> Result<Wish, Faults> {
        let mut faults = Faults::default();
        let number = if_sent(self.number.as_deref(), |number| {
            faults.keep("/number", DocumentNumber::parse(number).map_err(NumberFault::words))
        });
        let book = if_sent(self.book.as_deref(), |code| faults.keep("/book", BookCode::new(code)));
        let unit =
            if_sent(self.unit.as_deref(), |unit| faults.keep("/unit", Symbol::new(unit).map_err(NumberFault::words)));
        let issued_on = if_sent(self.issued_on, |date| faults.date("/issued_on", date));
        let (number, book, unit, issued_on) = faults.all((number, book, unit, issued_on))?;
        let force = if self.is_normative { LegalForce::Normative } else { LegalForce::Ordinary };
        Ok(Wish { number, book, force, unit, issued_on })
    }
}

impl RegisterIn {
    fn read(&self) -> Result<Registration, Faults> {
        let mut faults = Faults::default();
        let number = if_sent(self.number.as_deref(), |number| faults.text("/number", number));
        let issued_on = if_sent(self.issued_on, |date| faults.date("/issued_on", date));
        let (number, issued_on) = faults.all((number, issued_on))?;
        Ok(Registration { number, issued_on, allow_duplicate: self.allow_duplicate })
    }
}

async fn surroundings(call: &Call, subject: &Subject<'_>) -> Result<Surroundings, Stop> {
    let ends = subject.directive.content.links.iter().filter(|link| link.ending().is_some());
    let ids: Vec<Uuid> = ends.map(|link| link.directive_id).collect();
    let others = endings(subject.db, ids).await?;
    let (clauses, directory) = (subject.clauses.to_vec(), Arc::clone(&call.known.directory));
    Ok(Surroundings { clauses, others, directory, new_id: Uuid::now_v7 })
}

/// What documents leave behind when they end, locked until the transaction does.
/// What changes an assignment may change its document, and has locked the assignment first.
pub(super) async fn endings(db: Db<'_>, ids: Vec<Uuid>) -> QueryResult<Vec<Ending>> {
    let trees = store::assignments::lock_trees(db, ids.clone()).await?;
    let clauses = store::clauses::of_directives(db, &ids).await?;
    let directives = store::directives::find_many(db, &ids).await?;
    let left_by = |directive: Directive| {
        let of = |id: Option<Uuid>| id == Some(directive.id);
        let clauses = clauses.iter().filter(|clause| of(Some(clause.directive_id))).cloned().collect();
        let trees = trees.iter().filter(|one| of(one.directive_id)).cloned().collect();
        Ending { directive, clauses, trees }
    };
    Ok(directives.into_iter().map(left_by).collect())
}

/// The register must not have the document already, as far as can be told. Whoever registers a document of the same issuer
/// next waits for this transaction.
pub(super) async fn expect_new(subject: &Subject<'_>, content: &Content, entry: &Entry) -> Result<(), Stop> {
    let Subject { db, call, directive, .. } = *subject;
    lock_name(db, &format!("register of {}", content.issuer)).await?;
    let number = entry.number.as_ref().or(content.number.as_ref());
    let issued_on = entry.issued_on.or(content.issued_on);
    let marks = (number.map(ToString::to_string), &content.title, issued_on);
    let alike = store::directives::alike(db, directive.id, &content.issuer, marks).await?;
    // What it refers to is another document, however alike.
    let is_linked = |other: &Directive| content.links.iter().any(|link| link.directive_id == other.id);
    let mut others = alike.iter().filter(|other| !is_linked(other));
    let Some(first) = others.find(|other| is_same(content, number, issued_on, &other.content)) else {
        return Ok(());
    };
    let of = is_seen(call, first).then_some(first.id);
    Err(subject.refuse(&Refusal::PossibleDuplicate { of }).into())
}
