//! What becomes of the open assignments of a document that ends.

use crate::domain::assignment::{Assignment, Change, carry_over, move_along_until, withdraw};
use crate::domain::clause::{CLAUSES_MAX, Clause, Label};
use crate::domain::fulfilment::cadence_of;
use crate::domain::text::Reason;
use crate::vocabulary::{ClauseKind, Disposition};
use chrono::{DateTime, Utc};
use haicap_types::{Cadence, Faults, Words, pointer};
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};
use std::fmt::Display;
use utoipa::ToSchema;
use uuid::Uuid;

/// What becomes of the open assignments of a document that ends.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "default": "withdraw", "clauses": [] }))]
pub struct OpenAssignments {
    /// Of those under every clause that is not listed: `withdraw` or `keep`.
    pub default: Disposition,
    /// The clauses for which something else holds.
    #[serde(default)]
    #[schema(max_items = 500)]
    pub clauses: Vec<ClauseDisposition>,
}

/// What becomes of the open assignments under one clause.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ClauseDisposition {
    /// The clause of the document that ends.
    pub clause_id: Uuid,
    /// What becomes of them.
    pub disposition: Disposition,
    /// With `carry_over`: the label of the clause, in the document that takes the place, under which they go on.
    #[serde(default)]
    #[schema(value_type = Option<String>, min_length = 1, max_length = 100, example = "1.1")]
    pub to: Option<Label>,
}

/// How the assignments of a document that ends were settled.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Settled {
    /// The assignments that change, as they were, each with its change.
    pub changes: Vec<(Assignment, Change)>,
    /// The clauses whose assignments stay in force.
    pub kept: Vec<Uuid>,
    /// The clauses that go on, each with the one under which it does.
    pub continued: Vec<(Uuid, Uuid)>,
    /// What became of those under each clause that had any.
    pub clauses: Vec<ClauseEffect>,
}

/// What became of the open assignments under one clause of a document that ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClauseEffect {
    /// The clause.
    pub clause_id: Uuid,
    /// How the document names it.
    pub label: Label,
    /// What was asked for.
    pub disposition: Disposition,
    /// The clause under which they go on.
    pub to: Option<Label>,
    /// How many go on under it.
    pub carried_over: usize,
    /// How many were withdrawn.
    pub withdrawn: usize,
    /// How many stay in force.
    pub kept: usize,
}

/// What a document leaves behind when it ends.
#[derive(Debug, Clone, Copy)]
pub(super) struct Left<'a> {
    /// Its clauses.
    pub(super) clauses: &'a [Clause],
    /// All assignments of the trees whose root is open or completed, a parent before its children.
    pub(super) trees: &'a [Assignment],
}

/// What a directive makes when it comes into force, as far as nothing goes on in its place.
#[derive(Debug)]
pub(super) struct Making {
    /// What is made.
    pub(super) made: Vec<Assignment>,
    /// What is not made because others go on in its place: each root with its children, by the root.
    replaced: HashMap<Uuid, Vec<Assignment>>,
}

impl OpenAssignments {
    /// All of them are withdrawn.
    pub const WITHDRAWN: Self = Self { default: Disposition::Withdraw, clauses: Vec::new() };

    /// What is wrong with it, whatever the documents; `has_successor` says whether another document takes the place.
    #[must_use]
    pub fn faults(&self, has_successor: bool) -> Faults {
        let mut faults = Faults::default();
        faults.expect(self.default != Disposition::CarryOver, "/default", CARRY_BY_CLAUSE);
        faults.expect(self.clauses.len() <= CLAUSES_MAX, "/clauses", TOO_MANY_CLAUSES);
        let mut seen = HashSet::new();
        for (index, one) in self.clauses.iter().take(CLAUSES_MAX).enumerate() {
            let at = |field: &dyn Display| pointer(&[&"clauses", &index, field]);
            let carries = one.disposition == Disposition::CarryOver;
            faults.expect(seen.insert(one.clause_id), at(&"clause_id"), REPEATED);
            faults.expect(has_successor || !carries, at(&"disposition"), NO_SUCCESSOR);
            faults.expect(carries || one.to.is_none(), at(&"to"), NOT_CARRIED);
            faults.expect(!carries || one.to.is_some() || !has_successor, at(&"to"), CARRIED_WHERE);
        }
        faults
    }

    /// What is wrong with it, given the clauses of the document that ends and of the one that takes its place.
    fn misfits(&self, ended: &[Clause], successor: &[Clause]) -> Faults {
        let mut faults = Faults::default();
        for (index, one) in self.clauses.iter().enumerate() {
            let at = |field: &dyn Display| pointer(&[&"clauses", &index, field]);
            let Some(clause) = ended.iter().find(|clause| clause.id == one.clause_id) else {
                faults.note(at(&"clause_id"), OTHER_DOCUMENT);
                continue;
            };
            let Some(to) = &one.to else { continue };
            match successor.iter().find(|clause| clause.label == *to) {
                None => faults.note(at(&"to"), NO_SUCH_CLAUSE),
                Some(target) if rhythm(target) != rhythm(clause) => faults.note(at(&"to"), OTHER_KIND),
                Some(_) => {}
            }
        }
        faults
    }

    fn of(&self, clause: Uuid) -> (Disposition, Option<&Label>) {
        let listed = self.clauses.iter().find(|one| one.clause_id == clause);
        listed.map_or((self.default, None), |one| (one.disposition, one.to.as_ref()))
    }

    /// Settles what a document leaves behind. Where assignments are carried over to a clause of `successor`, they take
    /// the place of those in `making` that it would have made for the same organizations.
    ///
    /// # Errors
    /// What does not fit the documents, as pointers into this value; nothing is settled then.
    pub(super) fn settle(
        &self,
        left: &Left<'_>,
        successor: &[Clause],
        making: &mut Making,
        reason: &Reason,
        now: DateTime<Utc>,
    ) -> Result<Settled, Faults> {
        let faults = self.misfits(left.clauses, successor);
        if !faults.is_empty() {
            return Err(faults);
        }
        let mut settled = Settled::default();
        for clause in left.clauses {
            let trees: Vec<&Assignment> = left.trees.iter().filter(|one| one.clause_id == Some(clause.id)).collect();
            let (disposition, to) = self.of(clause.id);
            let target = to.and_then(|to| successor.iter().find(|clause| clause.label == *to));
            let carried = target.map(|target| making.take_over(target.id, &trees)).unwrap_or_default();
            let goes_on: HashSet<Uuid> = carried.iter().map(|change| change.assignment.id).collect();
            let stays = disposition == Disposition::Keep;
            let left = |one: &&&Assignment| one.state.is_open() && !goes_on.contains(&one.id);
            let (kept, withdrawn): (Vec<&Assignment>, Vec<&Assignment>) =
                trees.iter().filter(left).copied().partition(|_| stays);
            if stays {
                settled.kept.push(clause.id);
            }
            if let Some(target) = target {
                settled.continued.push((clause.id, target.id));
            }
            let carried_over = carried.iter().filter(|change| change.assignment.still_counts()).count();
            if carried_over + kept.len() + withdrawn.len() > 0 {
                settled.clauses.push(ClauseEffect {
                    clause_id: clause.id,
                    label: clause.label.clone(),
                    disposition,
                    to: to.cloned(),
                    carried_over,
                    withdrawn: withdrawn.len(),
                    kept: kept.len(),
                });
            }
            let before: HashMap<Uuid, &Assignment> = trees.iter().map(|one| (one.id, *one)).collect();
            let of = |change: Change| Some(((*before.get(&change.assignment.id)?).clone(), change));
            settled.changes.extend(carried.into_iter().filter_map(of));
            settled.changes.extend(withdrawn.into_iter().map(|one| (one.clone(), withdraw(one, reason, now))));
        }
        Ok(settled)
    }
}

impl Making {
    /// What a directive makes, before anything goes on in its place.
    pub(super) fn of(made: Vec<Assignment>) -> Self {
        Self { made, replaced: HashMap::new() }
    }

    /// Lets the trees of a clause go on under another one: each root that is open or completed in the place of the one
    /// that the other clause makes for the same organizations, with all that is below it. Children that it lacks are
    /// added below it. Roots for which the other clause makes none are left out.
    fn take_over(&mut self, target: Uuid, trees: &[&Assignment]) -> Vec<Change> {
        let mut changes = Vec::new();
        for old in trees.iter().filter(|one| one.parent_id.is_none() && one.still_counts()) {
            let is_part = |one: &&Assignment| one.root_id == old.id && one.id != old.id;
            let parts: Vec<&Assignment> = trees.iter().copied().filter(is_part).collect();
            let Some((new, is_first)) = self.replace(target, old, &parts) else { continue };
            let family = self.replaced.get(&new.id).map(Vec::as_slice).unwrap_or_default();
            let lacking: Vec<&Assignment> = if is_first && old.state.is_open() {
                family.iter().filter(|new| is_lacking(new, old, &parts)).collect()
            } else {
                Vec::new()
            };
            // What was handed in without them is in progress again, and then the clause's date holds.
            let mut root = if lacking.is_empty() { carry_over(old, &new) } else { carry_over(&old.taken_up(), &new) };
            for part in parts {
                let asked = family.iter().find(|new| part.parent_id == Some(old.id) && stands_for(part, new));
                let moved = || move_along_until(part, &new, root.assignment.due_on);
                changes.push(asked.map_or_else(moved, |asked| carry_over(part, asked)));
            }
            let added: Vec<Assignment> = lacking.iter().map(|new| new.below(&root.assignment)).collect();
            root.assignment.take_in(added.len());
            self.made.extend(added);
            changes.push(root);
        }
        changes
    }

    /// The root of a clause in whose place an assignment goes on with what is below it, and whether it is the first to do
    /// so: the root and its children are not made then. What is completed takes the place of no root of which children
    /// are still to be done, and nothing goes on whose part would be done by the organization that decides on the whole.
    fn replace(&mut self, target: Uuid, old: &Assignment, parts: &[&Assignment]) -> Option<(Assignment, bool)> {
        let is_asked = |new: &&Assignment| {
            let doers = (&new.accountable, &new.executing) == (&old.accountable, &old.executing);
            doers && new.parent_id.is_none() && new.clause_id == Some(target)
        };
        if let Some(new) = self.replaced.values().flatten().find(is_asked) {
            return (!is_upwards(new, parts)).then(|| (new.clone(), false));
        }
        let new = self.made.iter().find(is_asked)?.clone();
        let mut family = self.made.iter().filter(|one| one.root_id == new.id);
        let is_left_undone = !old.state.is_open() && family.any(|one| is_lacking(one, old, parts));
        if is_left_undone || is_upwards(&new, parts) {
            return None;
        }
        let (family, others) = std::mem::take(&mut self.made).into_iter().partition(|one| one.root_id == new.id);
        self.made = others;
        self.replaced.insert(new.id, family);
        Some((new, true))
    }
}

/// What both clauses must have in common, so that what was done under one counts under the other.
fn rhythm(clause: &Clause) -> (ClauseKind, Option<Cadence>) {
    (clause.kind, cadence_of(clause.kind, clause.cadence))
}

/// Whether a new clause asks for this child and nobody right below the old root does it.
fn is_lacking(new: &Assignment, old: &Assignment, parts: &[&Assignment]) -> bool {
    let does_it = |part: &&Assignment| part.parent_id == Some(old.id) && stands_for(part, new) && part.still_counts();
    new.parent_id.is_some() && !parts.iter().any(does_it)
}

/// Whether an open part is done by an organization that would decide on the whole, or that issued the document.
fn is_upwards(new: &Assignment, parts: &[&Assignment]) -> bool {
    let open = parts.iter().filter(|part| part.state.is_open());
    let mut doers = open.flat_map(|part| std::iter::once(&part.accountable).chain(&part.executing));
    doers.any(|doer| doer == new.receiver() || *doer == new.issuer)
}

/// Whether a child is the one that a new clause asks for.
fn stands_for(old: &Assignment, new: &Assignment) -> bool {
    old.accountable == new.accountable
}

const CARRY_BY_CLAUSE: Words = Words::new(
    "Chỉ nhận withdraw hoặc keep; việc chuyển sang điểm mới được ghi cho từng điểm trong clauses.",
    "This must be withdraw or keep; carrying over is said for each clause in clauses.",
);
const TOO_MANY_CLAUSES: Words =
    Words::new("Danh sách chỉ được có tối đa 500 mục.", "The list may have at most 500 entries.");
const REPEATED: Words = Words::new("Điểm này đã có trong danh sách.", "This clause is in the list already.");
const NO_SUCCESSOR: Words = Words::new(
    "Không có văn bản thay thế nên chỉ nhận withdraw hoặc keep.",
    "No document takes its place, so only withdraw or keep is possible.",
);
const NOT_CARRIED: Words =
    Words::new("Chỉ ghi điểm đích khi chọn carry_over.", "A target clause goes with carry_over only.");
const CARRIED_WHERE: Words = Words::new(
    "Hãy ghi số thứ tự của điểm tiếp nhận trong văn bản mới.",
    "Give the label of the clause of the new document under which they go on.",
);
const OTHER_DOCUMENT: Words =
    Words::new("Văn bản bị thay thế hoặc thu hồi không có điểm này.", "The document that ends has no such clause.");
const NO_SUCH_CLAUSE: Words =
    Words::new("Văn bản này không có điểm mang số thứ tự đó.", "This document has no clause with this label.");
const OTHER_KIND: Words =
    Words::new("Hai điểm phải cùng loại và cùng tần suất.", "Both clauses must be of one kind and one cadence.");
