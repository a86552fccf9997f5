use crate::api::directives::access::is_seen;
use crate::api::input::expect_audience;
use crate::domain::clause::{
    CLAUSES_MAX, Clause, ClauseFault, ClauseRule, IntendedAssignment, Label, Party, check_clauses,
};
use crate::domain::fulfilment::Deadline;
use crate::store;
use crate::vocabulary::{ClauseKind, DirectiveState, ProductKind};
use chrono::NaiveDate;
use haicap_kit::Stop;
use haicap_kit::db::{Db, QueryResult};
use haicap_reference::{Call, Directory};
use haicap_types::{Cadence, Date, Faults, OrganizationCode, Urgency, Words, if_sent, pointer};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use utoipa::ToSchema;
use uuid::Uuid;

/// One point of a document.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "label": "1.5", "kind": "task", "text": "Rà soát, lập phương án quản lý, sử dụng trụ sở dôi dư.", "urgency": "urgent",
    "product_kind": "plan", "product": "Phương án quản lý, khai thác trụ sở dôi dư",
    "assignments": [{
        "accountable": { "organization": "DU-UBND" }, "executing": "UBND",
        "coordinating": [{ "audience": "departments" }], "reports_to": "TT",
    }],
}))]
pub(crate) struct ClauseIn {
    /// How the document names it.
    #[schema(min_length = 1, max_length = 100)]
    pub(crate) label: String,
    /// What sort of sentence it is.
    pub(crate) kind: ClauseKind,
    /// What it says.
    #[schema(min_length = 1, max_length = 20_000)]
    pub(crate) text: String,
    /// How fast it must be dealt with, where it says so.
    #[serde(default)]
    pub(crate) urgency: Option<Urgency>,
    /// The date that it states.
    #[serde(default)]
    pub(crate) due_on: Option<Date>,
    /// In what form the result is wanted.
    #[serde(default)]
    pub(crate) product_kind: Option<ProductKind>,
    /// What result is wanted.
    #[serde(default)]
    #[schema(max_length = 1_000)]
    pub(crate) product: Option<String>,
    /// How often a recurring report comes, which always says it, or a standing duty is reviewed: every month if it says
    /// nothing.
    #[serde(default)]
    pub(crate) cadence: Option<Cadence>,
    /// When within its cycle it falls due, where it says so: a weekday with `weekly` and `two_weekly`, a day of the month
    /// with the others.
    #[serde(default)]
    pub(crate) deadline: Option<Deadline>,
    /// The clause that it repeats: the label of one of this document, or the id of one of another document in force.
    #[serde(default)]
    #[schema(max_length = 36)]
    pub(crate) duplicate_of: Option<String>,
    /// The tasks that a constraint binds, by their labels.
    #[serde(default)]
    #[schema(max_items = 500)]
    pub(crate) binds: Vec<String>,
    /// The higher organization whose requirement it passes on.
    #[serde(default)]
    pub(crate) superior: Option<OrganizationCode>,
    /// What a reader should know beside the text.
    #[serde(default)]
    #[schema(max_length = 2_000)]
    pub(crate) note: Option<String>,
    /// Whom it shall be given to once the document is issued or registered.
    #[serde(default)]
    #[schema(max_items = 200)]
    pub(crate) assignments: Vec<IntendedAssignment>,
}

/// A merge patch of a clause.
#[derive(Debug, ToSchema)]
pub(crate) struct ClausePatch;

/// All clauses of a document.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ClausesIn {
    /// The clauses, in their order.
    #[schema(max_items = 500)]
    pub(crate) clauses: Vec<ClauseIn>,
}

/// What a clause may refer to.
struct Scope<'a> {
    directive_id: Uuid,
    /// The clauses of its own document.
    labels: &'a [(Uuid, Label)],
    /// Clauses of other documents.
    originals: &'a HashMap<Uuid, Clause>,
    directory: &'a Directory,
}

/// The clauses of other documents in force that these repeat, as far as the caller sees them.
pub(in crate::api::directives) async fn known_originals(
    db: Db<'_>,
    call: &Call,
    sent: &[ClauseIn],
    directive_id: Uuid,
) -> QueryResult<HashMap<Uuid, Clause>> {
    let ids: Vec<Uuid> = sent.iter().filter_map(|clause| clause.duplicate_of.as_deref()?.parse().ok()).collect();
    let mut found = store::clauses::find_many(db, &ids).await?;
    found.retain(|clause| clause.directive_id != directive_id);
    let directives: Vec<Uuid> = found.iter().map(|clause| clause.directive_id).collect();
    let mut directives = store::directives::find_many(db, &directives).await?;
    directives.retain(|directive| directive.state != DirectiveState::Draft && is_seen(call, directive));
    found.retain(|clause| directives.iter().any(|directive| directive.id == clause.directive_id));
    Ok(found.into_iter().map(|clause| (clause.id, clause)).collect())
}

/// All clauses of a document as the domain knows them; one whose label was there before keeps its id.
pub(in crate::api::directives) fn read_clauses(
    sent: &[ClauseIn],
    (directive_id, before): (Uuid, &[Clause]),
    originals: &HashMap<Uuid, Clause>,
    directory: &Directory,
) -> Result<Vec<Clause>, Faults> {
    let mut faults = Faults::default();
    if sent.len() > CLAUSES_MAX {
        faults.note("", too_many());
        return Err(faults);
    }
    let mut unused: HashMap<&str, Uuid> = before.iter().map(|clause| (clause.label.as_str(), clause.id)).collect();
    let ids: Vec<(Uuid, Option<Label>)> = sent
        .iter()
        .map(|clause| {
            let label = Label::new(&clause.label).ok();
            let kept = label.as_ref().and_then(|label| unused.remove(label.as_str()));
            (kept.unwrap_or_else(Uuid::now_v7), label)
        })
        .collect();
    let labels: Vec<(Uuid, Label)> = ids.iter().filter_map(|(id, label)| Some((*id, label.clone()?))).collect();
    let scope = Scope { directive_id, labels: &labels, originals, directory };
    let read = |(index, (clause, (id, _))): (usize, (&ClauseIn, &(Uuid, Option<Label>)))| {
        faults.part(&pointer(&[&index]), clause.read(*id, &scope))
    };
    let clauses: Vec<Option<Clause>> = sent.iter().zip(&ids).enumerate().map(read).collect();
    let clauses: Option<Vec<Clause>> = clauses.into_iter().collect();
    let clauses = clauses.map(numbered);
    for fault in clauses.iter().flat_map(|clauses| check_clauses(clauses)) {
        faults.note(&fault.pointer, fault.words());
    }
    faults.all(clauses)
}

/// One clause as the domain knows it, among the others of its document.
pub(super) async fn read_one(
    db: Db<'_>,
    call: &Call,
    sent: &ClauseIn,
    (directive_id, id): (Uuid, Uuid),
    others: &[Clause],
) -> Result<Clause, Stop> {
    let originals = known_originals(db, call, std::slice::from_ref(sent), directive_id).await?;
    let mut labels: Vec<(Uuid, Label)> = others.iter().map(|clause| (clause.id, clause.label.clone())).collect();
    labels.extend(Label::new(&sent.label).ok().map(|label| (id, label)));
    let scope = Scope { directive_id, labels: &labels, originals: &originals, directory: &call.known.directory };
    Ok(sent.read(id, &scope)?)
}

/// All clauses of a document of which one is new or changed, with their places; what is wrong with others stands at the
/// root.
pub(super) fn checked(clauses: Vec<Clause>, id: Uuid) -> Result<Vec<Clause>, Faults> {
    let clauses = numbered(clauses);
    let index = clauses.iter().position(|clause| clause.id == id).unwrap_or_default();
    let own = pointer(&[&index]);
    let mut faults = Faults::default();
    for fault in check_clauses(&clauses) {
        let place = fault.pointer.strip_prefix(&own).filter(|place| place.starts_with('/')).unwrap_or_default();
        faults.note(place, fault.words());
    }
    faults.done(clauses)
}

/// The clauses with their places, from 1.
pub(super) fn numbered(mut clauses: Vec<Clause>) -> Vec<Clause> {
    for (ordinal, clause) in (1..).zip(&mut clauses) {
        clause.ordinal = ordinal;
    }
    clauses
}

impl ClauseIn {
    /// A clause as it is, to be patched.
    pub(in crate::api::directives) fn of(clause: &Clause, labels: &[(Uuid, Label)]) -> Self {
        let name = |id: &Uuid| {
            labels.iter().find(|(other, _)| other == id).map_or_else(|| id.to_string(), |(_, label)| label.to_string())
        };
        Self {
            label: clause.label.to_string(),
            kind: clause.kind,
            text: clause.text.to_string(),
            urgency: clause.urgency,
            due_on: clause.due_on.map(Date),
            product_kind: clause.product_kind,
            product: clause.product.as_ref().map(ToString::to_string),
            cadence: clause.cadence,
            deadline: clause.deadline,
            duplicate_of: clause.duplicate_of.as_ref().map(name),
            binds: clause.binds.iter().map(name).collect(),
            superior: clause.superior.clone(),
            note: clause.note.as_ref().map(ToString::to_string),
            assignments: clause.intended.clone(),
        }
    }

    /// The clause as the domain knows it.
    fn read(&self, id: Uuid, scope: &Scope<'_>) -> Result<Clause, Faults> {
        let mut faults = Faults::default();
        let label = faults.keep("/label", Label::new(&self.label).map_err(|fault| fault.words()));
        let text = faults.text("/text", &self.text);
        let product = if_sent(self.product.as_deref(), |product| faults.text("/product", product));
        let note = if_sent(self.note.as_deref(), |note| faults.text("/note", note));
        let bound = |(index, name): (usize, &String)| {
            faults.keep(pointer(&[&"binds", &index]), scope.own(name).ok_or_else(|| no_such_label(name)))
        };
        let binds: Vec<Option<Uuid>> = self.binds.iter().enumerate().map(bound).collect();
        let binds: Option<Vec<Uuid>> = binds.into_iter().collect();
        let duplicate_of = if_sent(self.duplicate_of.as_deref(), |name| {
            let original = scope.own(name).or_else(|| scope.foreign(name, label.as_ref(), &mut faults));
            faults.keep("/duplicate_of", original.ok_or(NO_SUCH_CLAUSE))
        });
        if let Some(code) = &self.superior {
            scope.directory.expect_organization(&mut faults, "/superior", code);
        }
        for (index, intended) in self.assignments.iter().enumerate() {
            let at = pointer(&[&"assignments", &index]);
            faults.part(&at, unknown(intended, scope.directory).done(()));
        }
        let (label, text, product, note, binds, duplicate_of) =
            faults.all((label, text, product, note, binds, duplicate_of))?;
        Ok(Clause {
            id,
            directive_id: scope.directive_id,
            label,
            ordinal: 1,
            kind: self.kind,
            text,
            urgency: self.urgency,
            due_on: self.due_on.map(NaiveDate::from),
            product_kind: self.product_kind,
            product,
            cadence: self.cadence,
            deadline: self.deadline,
            duplicate_of,
            binds,
            intended: self.assignments.clone(),
            superior: self.superior.clone(),
            note,
        })
    }
}

impl Scope<'_> {
    /// A clause of the same document, by its label or its id.
    fn own(&self, name: &str) -> Option<Uuid> {
        let label = Label::new(name).ok();
        let id = name.parse::<Uuid>().ok();
        let found = self.labels.iter().find(|(other, own)| Some(own) == label.as_ref() || Some(*other) == id);
        found.map(|(id, _)| *id)
    }

    /// A clause of another document; not one that repeats a third.
    fn foreign(&self, name: &str, label: Option<&Label>, faults: &mut Faults) -> Option<Uuid> {
        let original = self.originals.get(&name.parse().ok()?)?;
        if let (Some(_), Some(label)) = (original.duplicate_of, label) {
            let rule = ClauseRule::DuplicateOfDuplicate;
            let fault = ClauseFault { label: label.clone(), pointer: "/duplicate_of".to_owned(), rule };
            faults.note(&fault.pointer, fault.words());
        }
        Some(original.id)
    }
}

/// The organizations and audiences of an intended assignment that the directory does not know.
fn unknown(intended: &IntendedAssignment, directory: &Directory) -> Faults {
    let mut faults = Faults::default();
    let mut expect_party = |at: String, party: &Party| match party {
        Party::Organization(code) => directory.expect_organization(&mut faults, at + "/organization", code),
        Party::Audience(code) => expect_audience(&mut faults, at + "/audience", code, directory),
    };
    expect_party("/accountable".to_owned(), &intended.accountable);
    for (name, parties) in [("coordinating", &intended.coordinating), ("monitoring", &intended.monitoring)] {
        for (index, party) in parties.iter().enumerate() {
            expect_party(pointer(&[&name, &index]), party);
        }
    }
    for (at, code) in [("/executing", &intended.executing), ("/reports_to", &intended.reports_to)] {
        if let Some(code) = code {
            directory.expect_organization(&mut faults, at, code);
        }
    }
    if let Some(code) = &intended.fan_out_to {
        expect_audience(&mut faults, "/fan_out_to", code, directory);
    }
    faults
}

fn no_such_label(name: &str) -> Words {
    Words::with(format!("Văn bản không có điểm {name}."), format!("The document has no clause {name}."))
}

const NO_SUCH_CLAUSE: Words = Words::new(
    "Không có điểm này trong văn bản, cũng không có trong văn bản đang có hiệu lực nào.",
    "There is no such clause in the document, nor in any document in force.",
);

fn too_many() -> Words {
    Words::with(
        format!("Văn bản chỉ được có tối đa {CLAUSES_MAX} điểm."),
        format!("A document may have at most {CLAUSES_MAX} clauses."),
    )
}
