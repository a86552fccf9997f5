//! Corrections: what was entered wrong is put right, with a reason.

use super::access::seen;
use super::carry_out::{Subject, carry_out_with, whole};
use super::clauses::{ClauseIn, known_originals, read_clauses};
use super::force::expect_new;
use super::input::{DirectiveIn, SignerIn};
use super::numbering::{self, Entry};
use super::view::DirectiveView;
use crate::domain::clause::{Clause, Label};
use crate::domain::directive::{Act, Command, Content, Corrected, Correction};
use crate::domain::text::Reason;
use crate::store;
use crate::vocabulary::DirectiveState;
use actix_web::{get, post};
use haicap_kit::Stop;
use haicap_kit::db::to_json;
use haicap_kit::events::difference;
use haicap_kit::http::{
    Answer, DryRun, List, ListAnswer, ListingView, NoFilter, PageQuery, Path, Problem, Query, Write,
};
use haicap_reference::Call;
use haicap_types::{Date, Faults, Instant, Named, PersonView, Words, pointer};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use utoipa::ToSchema;
use uuid::Uuid;

/// What was entered wrong, and how it reads on the paper; what is absent stays.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "reason": "Nhập nhầm ngày ký.", "issued_on": "2025-09-23" }))]
pub(crate) struct CorrectionIn {
    /// Why.
    #[schema(min_length = 1, max_length = 2_000)]
    reason: String,
    /// The number; of a registered document only.
    #[serde(default)]
    #[schema(max_length = 64, example = "45-KL/TU")]
    number: Option<String>,
    /// What it is called.
    #[serde(default)]
    #[schema(max_length = 1_000)]
    title: Option<String>,
    /// What it is about.
    #[serde(default, rename = "abstract")]
    #[schema(max_length = 20_000)]
    abstract_text: Option<String>,
    /// Who signed it.
    #[serde(default)]
    signer: Option<SignerIn>,
    /// The date under which it was issued; of a registered document only.
    #[serde(default)]
    #[schema(example = "2025-09-22")]
    issued_on: Option<Date>,
    /// The first day of the period that it looks at.
    #[serde(default)]
    covers_from: Option<Date>,
    /// The last day of that period.
    #[serde(default)]
    covers_to: Option<Date>,
    /// The place before the date.
    #[serde(default)]
    #[schema(max_length = 100)]
    place: Option<String>,
    /// Clauses that read otherwise on the paper.
    #[serde(default)]
    #[schema(max_items = 500)]
    clauses: Vec<ClauseCorrectionIn>,
    /// Clauses that were forgotten; each takes the place that its label has among the others.
    #[serde(default)]
    #[schema(max_items = 500)]
    added_clauses: Vec<ClauseIn>,
    /// Take a number or a date although the register has a document of the same issuer with the same number in the same
    /// year, or with the same type, title and date.
    #[serde(default)]
    #[schema(default = false)]
    allow_duplicate: bool,
}

/// How a clause reads on the paper; what is absent stays.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ClauseCorrectionIn {
    /// The clause.
    id: Uuid,
    /// What it says.
    #[serde(default)]
    #[schema(max_length = 20_000)]
    text: Option<String>,
    /// The date that it states.
    #[serde(default)]
    due_on: Option<Date>,
    /// What result is wanted.
    #[serde(default)]
    #[schema(max_length = 1_000)]
    product: Option<String>,
    /// What a reader should know beside the text.
    #[serde(default)]
    #[schema(max_length = 2_000)]
    note: Option<String>,
}

/// A correction of a directive.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CorrectionView {
    /// Its id.
    id: Uuid,
    /// Why.
    #[schema(example = "Nhập nhầm ngày ký.")]
    reason: String,
    /// The fields that changed, as they were; those of clauses below `clauses`, by label.
    before: Value,
    /// The same fields, as they are; `added_clauses` has the labels of clauses that were forgotten.
    after: Value,
    /// The person who made it.
    corrected_by: PersonView,
    /// The organization that the person acted for.
    organization: Named,
    /// When.
    corrected_at: Instant,
}

/// Correct a directive
///
/// What was entered wrong: number, signer, dates, a typing error, a clause that was forgotten. By the issuer, or by the
/// office that registered the document. Open assignments whose title, product or date came from a corrected clause follow
/// it, and added clauses create their assignments. The correction is kept with its reason and with what stood before.
#[utoipa::path(
    tag = "directives",
    params(("id" = Uuid, Path, description = "The directive's id."), DryRun),
    request_body = CorrectionIn,
    responses((status = 200, description = "The directive afterwards.", body = DirectiveView)),
    extensions(("x-if-match" = json!(true)))
)]
#[post("/directives/{id}/corrections")]
pub(crate) async fn correct_directive(
    call: Call,
    id: Path<Uuid>,
    dry_run: Query<DryRun>,
    write: Write<CorrectionIn>,
) -> Answer {
    let mut faults = Faults::default();
    let reason: Option<Reason> = faults.text("/reason", &write.body.reason);
    carry_out_with(
        &call,
        (id.0, dry_run.0),
        &write.precondition,
        Act::Correct,
        faults.all(reason).map(|reason| (reason, &write.body)),
        async |subject, (reason, sent)| Ok(Command::Correct(Box::new(corrected(&call, subject, reason, sent).await?))),
        whole,
    )
    .await
}

/// List the corrections of a directive
///
/// The newest first, each with what stood before and what stands now.
#[utoipa::path(
    tag = "directives",
    params(("id" = Uuid, Path, description = "The directive's id."), PageQuery),
    responses((status = 200, description = "A page of corrections.", body = ListingView<CorrectionView>))
)]
#[get("/directives/{id}/corrections")]
pub(crate) async fn list_corrections(call: Call, id: Path<Uuid>, list: List<NoFilter>) -> ListAnswer {
    seen(&call, id.0).await?;
    list.pages
        .answer(async move |page| {
            let (after, rows) = (page.after::<Uuid>()?, page.rows());
            let database = &call.host.database;
            let found = page.read(database, async |db| store::corrections::list(db, id.0, after, rows).await).await?;
            let (shown, next) = page.cut(found, |correction| correction.id);
            Ok(page.list(shown.into_iter().map(|one| view(&call, one)).collect(), next))
        })
        .await
}

fn view(call: &Call, one: Correction) -> CorrectionView {
    CorrectionView {
        id: one.id,
        reason: one.reason.into(),
        before: one.before,
        after: one.after,
        corrected_by: call.person(&one.corrected_by),
        organization: call.named(&one.organization),
        corrected_at: Instant(one.corrected_at),
    }
}

/// How the document shall be, with all faults of what was sent at once.
async fn corrected(
    call: &Call,
    subject: &Subject<'_>,
    reason: &Reason,
    sent: &CorrectionIn,
) -> Result<Corrected, Stop> {
    let directive = subject.directive;
    let as_entered = DirectiveIn::of(&directive.content);
    let on_paper = sent.applied_to(as_entered.clone());
    // What it refers to was looked at when it was entered.
    let linked = store::directives::find_many(subject.db, &on_paper.linked()).await?;
    let mut faults = Faults::default();
    let content = faults.part("", on_paper.read(directive.id, &call.known.directory, &linked));
    let (places, all) = sent.clauses(subject.clauses, &mut faults);
    let originals = originals(call, subject, &sent.added_clauses).await?;
    let read = read_clauses(&all, (directive.id, subject.clauses), &originals, &call.known.directory);
    let clauses = read.map_err(|found| {
        for fault in found {
            faults.note(at_its_place(&fault.pointer, &places), fault.words);
        }
    });
    let (content, clauses) = faults.all((content, clauses.ok()))?;
    let (mut before, mut after) = difference(&to_json(&as_entered)?, &to_json(&on_paper)?);
    note_clauses(subject.clauses, &clauses, &mut before, &mut after);
    if after == json!({}) {
        return Err(Problem::unfit("", "nothing_to_correct", NOTHING_TO_CORRECT).into());
    }
    renumber(subject, &content, sent.allow_duplicate).await?;
    let person = &call.caller.person;
    Ok(Corrected {
        correction: Correction {
            id: Uuid::now_v7(),
            reason: reason.clone(),
            before,
            after,
            corrected_by: person.subject.to_string(),
            organization: call.caller.organization.clone(),
            corrected_at: subject.now,
        },
        content,
        clauses,
        clauses_before: subject.clauses.to_vec(),
        open: store::assignments::lock_open_of(subject.db, directive.id).await?,
        directory: Arc::clone(&call.known.directory),
        new_id: Uuid::now_v7,
    })
}

/// The clauses of other documents that clauses repeat: those that were entered do so already, whoever sees them; new ones
/// may repeat what the caller sees.
async fn originals(call: &Call, subject: &Subject<'_>, added: &[ClauseIn]) -> Result<HashMap<Uuid, Clause>, Stop> {
    let mut known = known_originals(subject.db, call, added, subject.directive.id).await?;
    let repeated: Vec<Uuid> = subject.clauses.iter().filter_map(|clause| clause.duplicate_of).collect();
    let entered = store::clauses::find_many(subject.db, &repeated).await?;
    known.extend(entered.into_iter().map(|clause| (clause.id, clause)));
    Ok(known)
}

/// The number of a registered document is taken back and entered anew where it changes its place in a book.
async fn renumber(subject: &Subject<'_>, content: &Content, allow_duplicate: bool) -> Result<(), Stop> {
    let old = &subject.directive.content;
    if subject.directive.state != DirectiveState::Registered {
        return Ok(());
    }
    let is_renumbered = (&old.number, old.issued_on) != (&content.number, content.issued_on);
    let entry = Entry { number: content.number.clone(), issued_on: content.issued_on };
    if !allow_duplicate && (is_renumbered || old.title != content.title) {
        expect_new(subject, content, &entry).await?;
    }
    if !is_renumbered {
        return Ok(());
    }
    store::number_books::release(subject.db, subject.directive.id).await?;
    numbering::enter(subject, &entry).await
}

/// Adds what changed of the clauses, by label.
fn note_clauses(old: &[Clause], new: &[Clause], before: &mut Value, after: &mut Value) {
    let (mut were, mut are, mut added) = (Map::new(), Map::new(), Vec::new());
    let said = |clause: &Clause| json!({ "text": clause.text, "due_on": clause.due_on, "product": clause.product, "note": clause.note });
    for clause in new {
        let Some(entered) = old.iter().find(|entered| entered.id == clause.id) else {
            added.push(json!(clause.label));
            continue;
        };
        let (was, is) = difference(&said(entered), &said(clause));
        if is != json!({}) {
            were.insert(clause.label.to_string(), was);
            are.insert(clause.label.to_string(), is);
        }
    }
    if let (Some(before), Some(after)) = (before.as_object_mut(), after.as_object_mut()) {
        if !are.is_empty() {
            before.insert("clauses".to_owned(), Value::Object(were));
            after.insert("clauses".to_owned(), Value::Object(are));
        }
        if !added.is_empty() {
            after.insert("added_clauses".to_owned(), Value::Array(added));
        }
    }
}

/// A pointer into the whole list of clauses, as one into what was sent: `places` says where each of them stands there.
fn at_its_place(pointer: &str, places: &[String]) -> String {
    let (index, rest) = pointer.trim_start_matches('/').split_once('/').unwrap_or((pointer, ""));
    let place = index.parse().ok().and_then(|index: usize| places.get(index));
    place.map_or_else(|| "/added_clauses".to_owned(), |place| format!("{place}/{rest}"))
}

impl CorrectionIn {
    /// The document with what it says on the paper.
    fn applied_to(&self, mut entered: DirectiveIn) -> DirectiveIn {
        let sent = self.clone();
        entered.number = sent.number.or(entered.number);
        entered.title = sent.title.unwrap_or(entered.title);
        entered.abstract_text = sent.abstract_text.or(entered.abstract_text);
        entered.signer = sent.signer.or(entered.signer);
        entered.issued_on = sent.issued_on.or(entered.issued_on);
        entered.covers_from = sent.covers_from.or(entered.covers_from);
        entered.covers_to = sent.covers_to.or(entered.covers_to);
        entered.place = sent.place.or(entered.place);
        entered
    }

    /// All clauses with what they say on the paper, those that were forgotten in the place of their labels; and where each
    /// stands in what was sent.
    fn clauses(&self, entered: &[Clause], faults: &mut Faults) -> (Vec<String>, Vec<ClauseIn>) {
        let labels: Vec<(Uuid, Label)> = entered.iter().map(|clause| (clause.id, clause.label.clone())).collect();
        let mut corrected = HashSet::new();
        for (index, correction) in self.clauses.iter().enumerate() {
            let at = pointer(&[&"clauses", &index, &"id"]);
            let is_there = entered.iter().any(|clause| clause.id == correction.id);
            faults.expect(is_there, &at, NO_SUCH_CLAUSE);
            faults.expect(!is_there || corrected.insert(correction.id), at, REPEATED);
        }
        let mut all: Vec<(Option<Label>, String, ClauseIn)> = entered
            .iter()
            .map(|clause| {
                let sent = self.clauses.iter().enumerate().find(|(_, correction)| correction.id == clause.id);
                let place = sent.map_or_else(String::new, |(index, _)| pointer(&[&"clauses", &index]));
                let as_entered = ClauseIn::of(clause, &labels);
                let on_paper = sent.map_or(as_entered.clone(), |(_, correction)| correction.applied_to(as_entered));
                (Some(clause.label.clone()), place, on_paper)
            })
            .collect();
        for (index, clause) in self.added_clauses.iter().enumerate() {
            let label = Label::new(&clause.label).ok();
            let after = all.iter().position(|(other, ..)| *other > label).unwrap_or(all.len());
            all.insert(after, (label, pointer(&[&"added_clauses", &index]), clause.clone()));
        }
        all.into_iter().map(|(_, place, clause)| (place, clause)).unzip()
    }
}

impl ClauseCorrectionIn {
    fn applied_to(&self, mut entered: ClauseIn) -> ClauseIn {
        let sent = self.clone();
        entered.text = sent.text.unwrap_or(entered.text);
        entered.due_on = sent.due_on.or(entered.due_on);
        entered.product = sent.product.or(entered.product);
        entered.note = sent.note.or(entered.note);
        entered
    }
}

const NO_SUCH_CLAUSE: Words = Words::new("Văn bản không có điểm này.", "The document has no such clause.");
const REPEATED: Words = Words::new("Điểm này đã có trong danh sách.", "This clause is in the list already.");
const NOTHING_TO_CORRECT: Words = Words::new(
    "Không có gì khác với nội dung đã nhập; hãy gửi những trường cần đính chính.",
    "Nothing differs from what was entered; send the fields that are to be corrected.",
);
