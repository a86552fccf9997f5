use crate::domain::assignment::Assignment;
use crate::domain::clause::Clause;
use crate::domain::directive::{ClauseEffect, Ended, Fact};
use crate::vocabulary::Disposition;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// What an act on a directive did to assignments.
#[derive(Debug, Clone, Default, Serialize, ToSchema)]
pub(crate) struct EffectView {
    /// How many were created.
    #[schema(minimum = 0)]
    created: usize,
    /// How many go on under a clause of this directive.
    #[schema(minimum = 0)]
    carried_over: usize,
    /// How many were withdrawn.
    #[schema(minimum = 0)]
    withdrawn: usize,
    /// How many stay in force although their directive has ended.
    #[schema(minimum = 0)]
    kept: usize,
    /// The clauses of this directive under which assignments were created.
    clauses: Vec<CreatedView>,
    /// The clauses of each directive that ended, as far as they had open assignments.
    ended: Vec<EndedClauseView>,
}

/// The assignments that a clause created.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct CreatedView {
    /// The clause.
    clause_id: Uuid,
    /// How the directive names it.
    #[schema(example = "1.1")]
    label: String,
    /// How many were created.
    #[schema(minimum = 1)]
    created: usize,
}

/// What became of the open assignments under a clause of a directive that ended.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct EndedClauseView {
    /// The directive that ended.
    directive_id: Uuid,
    /// The clause.
    clause_id: Uuid,
    /// How its directive names it.
    #[schema(example = "1.1")]
    label: String,
    /// What was asked for.
    disposition: Disposition,
    /// The label of the clause of this directive under which they go on; null where they do not.
    #[schema(required, example = "1.1")]
    to: Option<String>,
    /// How many go on under it.
    #[schema(minimum = 0)]
    carried_over: usize,
    /// How many were withdrawn; with `carry_over` those of organizations that the new clause does not name.
    #[schema(minimum = 0)]
    withdrawn: usize,
    /// How many stay in force.
    #[schema(minimum = 0)]
    kept: usize,
}

impl EffectView {
    /// The effect of what happened to a directive with these clauses; none where it leaves assignments as they are.
    pub(super) fn of(fact: &Fact, directive: Uuid, clauses: &[Clause]) -> Option<Self> {
        match fact {
            Fact::CameIntoForce { assignments, ended } => Some(Self::of_force(assignments, ended, clauses)),
            Fact::Corrected { assignments, .. } => Some(Self::of_force(assignments, &[], clauses)),
            _ => fact.settled().map(|settled| Self::default().with(directive, &settled.clauses)),
        }
    }

    fn of_force(made: &[Assignment], ended: &[Ended], clauses: &[Clause]) -> Self {
        let of_clause = |clause: &Clause| {
            let created = made.iter().filter(|one| one.clause_id == Some(clause.id)).count();
            CreatedView { clause_id: clause.id, label: clause.label.as_str().to_owned(), created }
        };
        let clauses = clauses.iter().map(of_clause).filter(|clause| clause.created > 0).collect();
        let effect = Self { created: made.len(), clauses, ..Self::default() };
        ended.iter().fold(effect, |effect, ended| {
            let settled = ended.change.fact.settled();
            effect.with(ended.before.id, settled.map(|settled| settled.clauses.as_slice()).unwrap_or_default())
        })
    }

    fn with(mut self, directive_id: Uuid, clauses: &[ClauseEffect]) -> Self {
        for clause in clauses {
            self.carried_over += clause.carried_over;
            self.withdrawn += clause.withdrawn;
            self.kept += clause.kept;
            self.ended.push(EndedClauseView {
                directive_id,
                clause_id: clause.clause_id,
                label: clause.label.as_str().to_owned(),
                disposition: clause.disposition,
                to: clause.to.as_ref().map(|label| label.as_str().to_owned()),
                carried_over: clause.carried_over,
                withdrawn: clause.withdrawn,
                kept: clause.kept,
            });
        }
        self
    }
}
