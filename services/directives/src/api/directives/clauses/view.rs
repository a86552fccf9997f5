use crate::api::refs::{PartyView, party_view};
use crate::domain::clause::{Clause, IntendedAssignment, Party};
use crate::domain::coverage::Counts;
use crate::domain::fulfilment::Deadline;
use crate::store::clauses::Beside;
use crate::vocabulary::{ClauseKind, ProductKind};
use chrono::NaiveDate;
use haicap_reference::Directory;
use haicap_types::{Cadence, Named, Urgency};
use serde::Serialize;
use std::collections::HashMap;
use utoipa::ToSchema;
use uuid::Uuid;

/// One point of a document.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ClauseView {
    /// Its id.
    pub(super) id: Uuid,
    /// Counts the changes of the whole document; part of the ETag.
    version: i32,
    /// How the document names it.
    #[schema(example = "1.1")]
    label: String,
    /// Its place in the document, from 1.
    ordinal: i32,
    /// What sort of sentence it is.
    kind: ClauseKind,
    /// What it says.
    #[schema(example = "Rà soát, lập phương án quản lý, sử dụng trụ sở dôi dư.")]
    text: String,
    /// How fast it must be dealt with; null where it does not say.
    #[schema(required)]
    urgency: Option<Urgency>,
    /// The date that it states; null where it states none.
    #[schema(required)]
    due_on: Option<NaiveDate>,
    /// In what form the result is wanted.
    #[schema(required)]
    product_kind: Option<ProductKind>,
    /// What result is wanted.
    #[schema(required)]
    product: Option<String>,
    /// How often a recurring report comes, which always says it, or a standing duty is reviewed: every month if it says
    /// nothing.
    #[schema(required)]
    cadence: Option<Cadence>,
    /// When within its cycle it falls due; null where the clause does not say.
    #[schema(required)]
    deadline: Option<Deadline>,
    /// The clause that it repeats.
    #[schema(required)]
    duplicate_of: Option<ClauseLink>,
    /// The tasks that a constraint binds.
    binds: Vec<ClauseLink>,
    /// The higher organization whose requirement it passes on.
    #[schema(required)]
    superior: Option<Named>,
    /// What a reader should know beside the text.
    #[schema(required)]
    note: Option<String>,
    /// Whom it is given to once the document is issued or registered.
    intended: Vec<IntendedView>,
    /// How many assignments were made of it, children included; null for callers who do not see all assignments
    /// of the document.
    #[schema(required)]
    assignments: Option<i64>,
}

/// A clause, as others refer to it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct ClauseLink {
    /// Its id.
    pub(crate) id: Uuid,
    /// How its document names it.
    #[schema(example = "6.2")]
    pub(crate) label: String,
    /// Its document.
    pub(crate) directive_id: Uuid,
}

/// An assignment that a clause makes: one for each accountable organization.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct IntendedView {
    /// Who leads and directs.
    accountable: PartyView,
    /// Who carries it out, where that is another.
    #[schema(required)]
    executing: Option<Named>,
    /// Who helps.
    coordinating: Vec<PartyView>,
    /// Who follows it.
    monitoring: Vec<PartyView>,
    /// Who receives the result; null means the issuer, and nobody for an event duty.
    #[schema(required)]
    reports_to: Option<Named>,
    /// The audience of which each organization gets a child of the assignment.
    #[schema(required)]
    fan_out_to: Option<PartyView>,
}

/// What the views of clauses are drawn from.
pub(super) struct Context<'a> {
    version: i32,
    links: HashMap<Uuid, ClauseLink>,
    counts: Option<HashMap<Uuid, Counts>>,
    directory: &'a Directory,
}

impl From<&Clause> for ClauseLink {
    fn from(clause: &Clause) -> Self {
        Self { id: clause.id, label: clause.label.to_string(), directive_id: clause.directive_id }
    }
}

impl<'a> Context<'a> {
    pub(super) fn new(version: i32, clauses: &[Clause], beside: Beside, directory: &'a Directory) -> Self {
        let links = clauses.iter().chain(&beside.elsewhere).map(|clause| (clause.id, clause.into())).collect();
        Self { version, links, counts: beside.counts, directory }
    }

    pub(super) fn view(&self, clause: &Clause) -> ClauseView {
        let link = |id: &Uuid| self.links.get(id).cloned();
        let assignments =
            self.counts.as_ref().map(|counts| counts.get(&clause.id).map_or(0, |counts| counts.assignments));
        ClauseView {
            id: clause.id,
            version: self.version,
            label: clause.label.to_string(),
            ordinal: clause.ordinal,
            kind: clause.kind,
            text: clause.text.to_string(),
            urgency: clause.urgency,
            due_on: clause.due_on,
            product_kind: clause.product_kind,
            product: clause.product.as_ref().map(ToString::to_string),
            cadence: clause.cadence,
            deadline: clause.deadline,
            duplicate_of: clause.duplicate_of.as_ref().and_then(link),
            binds: clause.binds.iter().filter_map(link).collect(),
            superior: clause.superior.as_ref().map(|code| self.directory.named(code)),
            note: clause.note.as_ref().map(ToString::to_string),
            intended: clause.intended.iter().map(|intended| self.intended(intended)).collect(),
            assignments,
        }
    }

    fn intended(&self, intended: &IntendedAssignment) -> IntendedView {
        let directory = self.directory;
        let views = |parties: &[Party]| parties.iter().map(|party| party_view(party, directory)).collect();
        IntendedView {
            accountable: party_view(&intended.accountable, directory),
            executing: intended.executing.as_ref().map(|code| directory.named(code)),
            coordinating: views(&intended.coordinating),
            monitoring: views(&intended.monitoring),
            reports_to: intended.reports_to.as_ref().map(|code| directory.named(code)),
            fan_out_to: intended.fan_out_to.clone().map(|code| party_view(&Party::Audience(code), directory)),
        }
    }
}
