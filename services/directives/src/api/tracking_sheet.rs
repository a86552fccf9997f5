//! The tracking sheet of a directive: clauses, root assignments and how they fare, in one answer.

use crate::api::call::marks;
use crate::api::coverage::expect_all;
use crate::api::directives::seen;
use crate::domain::clause::Clause;
use crate::domain::coverage::{Continued, Counts, CoverageStatus, coverage};
use crate::domain::directive::Directive;
use crate::store;
use crate::store::directives::TrackedRoot;
use crate::vocabulary::{AssignmentState, Bucket, ClauseKind, DirectiveState, Health};
use actix_web::get;
use chrono::NaiveDate;
use haicap_kit::Routes;
use haicap_kit::http::{Answer, Path, Reply};
use haicap_reference::Call;
use haicap_reference::Directory;
use haicap_types::{Instant, Named};
use serde::Serialize;
use std::collections::HashMap;
use utoipa::ToSchema;
use uuid::Uuid;

/// The routes.
pub fn routes(routes: &mut Routes<'_>) {
    routes.service(get_tracking_sheet);
}

/// The tracking sheet of a directive.
#[derive(Debug, Serialize, ToSchema)]
struct TrackingSheetView {
    /// The directive.
    directive: TrackedDirectiveView,
    /// The moment that this holds for.
    as_of: Instant,
    /// The clauses, in the order of the document.
    clauses: Vec<TrackedClauseView>,
}

/// The head of a tracking sheet.
#[derive(Debug, Serialize, ToSchema)]
struct TrackedDirectiveView {
    /// Its id.
    id: Uuid,
    /// Its number and symbol.
    #[schema(required, example = "45-KL/TU")]
    number: Option<String>,
    /// What it is called.
    #[schema(example = "Kết luận về vận hành mô hình chính quyền địa phương 2 cấp")]
    title: String,
    /// The organization that issued it.
    issuer: Named,
    /// The date under which it is issued.
    #[schema(required)]
    issued_on: Option<NaiveDate>,
    /// Where it stands.
    state: DirectiveState,
}

/// One clause of a tracking sheet.
#[derive(Debug, Serialize, ToSchema)]
struct TrackedClauseView {
    /// Its id.
    id: Uuid,
    /// How the document names it.
    #[schema(example = "1.1")]
    label: String,
    /// Its place in the document, from 1.
    ordinal: i32,
    /// What sort of sentence it is.
    kind: ClauseKind,
    /// What it says.
    #[schema(example = "Đẩy nhanh việc sắp xếp tổ chức bên trong các sở, ngành.")]
    text: String,
    /// Whether somebody owes it.
    status: CoverageStatus,
    /// The clause of another document under which its assignments go on; null where they do not.
    #[schema(required)]
    continued_by: Option<Uuid>,
    /// Its root assignments, by accountable organization.
    assignments: Vec<TrackedRootView>,
}

/// One root assignment of a tracking sheet.
#[derive(Debug, Serialize, ToSchema)]
struct TrackedRootView {
    /// Its id.
    id: Uuid,
    /// Where it stands.
    state: AssignmentState,
    /// Its health; null where health does not apply.
    #[schema(required)]
    health: Option<Health>,
    /// The official statistical group.
    bucket: Bucket,
    /// Who leads and directs.
    accountable: Named,
    /// Who carries it out, where that is another.
    #[schema(required)]
    executing: Option<Named>,
    /// The date that counts; it ends at midnight. Null where none is set.
    #[schema(required)]
    due_on: Option<NaiveDate>,
    /// How much is done, 0 to 100: of a parent, the mean of its leaves that are neither withdrawn nor closed.
    percent: i16,
    /// How many percent of its leaves that are not withdrawn were implemented; null without children.
    #[schema(required)]
    implemented_percent: Option<i32>,
    /// What stands below it, at every level.
    children: ChildCountsView,
}

/// How many assignments stand below another.
#[derive(Debug, Serialize, ToSchema)]
struct ChildCountsView {
    /// All of them.
    total: i64,
    /// Those that are still to be done.
    open: i64,
    /// By official statistical group.
    by_bucket: BucketCountsView,
}

/// Counts by official statistical group.
#[derive(Debug, Serialize, ToSchema)]
struct BucketCountsView {
    /// Done on time.
    done_on_time: i64,
    /// Done late.
    done_late: i64,
    /// Open within term, undated included.
    open_within_term: i64,
    /// Open and overdue.
    open_overdue: i64,
    /// Withdrawn.
    withdrawn: i64,
    /// Closed without being implemented.
    closed: i64,
}

/// Get the tracking sheet of a directive
///
/// Every clause in order, who owes it, the health of each root assignment, and how many assignments are below it. The
/// figures are those of the whole directive: a caller who does not see all of it gets 403.
#[utoipa::path(
    tag = "directives",
    params(("id" = Uuid, Path, description = "The directive's id.")),
    responses((status = 200, description = "The tracking sheet.", body = TrackingSheetView))
)]
#[get("/directives/{id}/tracking-sheet")]
pub(crate) async fn get_tracking_sheet(call: Call, id: Path<Uuid>) -> Answer {
    let now = call.host.clock.now();
    let directive = seen(&call, id.0).await?;
    expect_all(&call, &directive).await?;
    let directory = &call.known.directory;
    let marks = marks(&call);
    let (clauses, roots, continued) = call
        .host
        .database
        .read(async |db| {
            let (clauses, roots) =
                (store::clauses::of_directive(db, id.0), store::directives::tracked_roots(db, id.0, &marks));
            futures_util::future::try_join3(clauses, roots, store::clauses::continued(db, id.0)).await
        })
        .await?;
    let bodies = roots.iter().map(|root| std::iter::once(&root.accountable).chain(&root.executing));
    call.note_oversight_of_page("tracked_assignment", &id.0.to_string(), bodies);
    let view = TrackingSheetView {
        directive: head(&directive, directory),
        as_of: now.into(),
        clauses: rows(directive.state, &clauses, &roots, &continued, directory),
    };
    Ok(Reply::as_of(&view, view.as_of))
}

fn head(directive: &Directive, directory: &Directory) -> TrackedDirectiveView {
    let content = &directive.content;
    TrackedDirectiveView {
        id: directive.id,
        number: content.number.as_ref().map(ToString::to_string),
        title: content.title.to_string(),
        issuer: directory.named(&content.issuer),
        issued_on: content.issued_on,
        state: directive.state,
    }
}

fn rows(
    state: DirectiveState,
    clauses: &[Clause],
    roots: &[TrackedRoot],
    continued: &Continued,
    directory: &Directory,
) -> Vec<TrackedClauseView> {
    let mut of_clause: HashMap<Uuid, Vec<&TrackedRoot>> = HashMap::new();
    for root in roots {
        of_clause.entry(root.clause_id).or_default().push(root);
    }
    let roots_of = |id: &Uuid| of_clause.get(id).map(Vec::as_slice).unwrap_or_default();
    let made = clauses.iter().map(|clause| {
        let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
        let roots = roots_of(&clause.id);
        let owed = count(roots.iter().filter(|root| root.state != AssignmentState::Withdrawn).count());
        let assignments = count(roots.len());
        (clause.id, Counts { assignments, organizations: assignments, owed })
    });
    coverage(state, clauses, &made.collect(), continued)
        .clauses
        .iter()
        .map(|found| TrackedClauseView {
            id: found.clause.id,
            label: found.clause.label.to_string(),
            ordinal: found.clause.ordinal,
            kind: found.clause.kind,
            text: found.clause.text.to_string(),
            status: found.status,
            continued_by: found.continued_by,
            assignments: roots_of(&found.clause.id).iter().map(|root| root_view(root, directory)).collect(),
        })
        .collect()
}

fn root_view(root: &TrackedRoot, directory: &Directory) -> TrackedRootView {
    let open = root.open_within_term + root.open_overdue;
    TrackedRootView {
        id: root.id,
        state: root.state,
        health: root.health,
        bucket: root.bucket,
        accountable: directory.named(&root.accountable),
        executing: root.executing.as_ref().map(|code| directory.named(code)),
        due_on: root.due_on,
        percent: root.percent,
        implemented_percent: root.implemented,
        children: ChildCountsView {
            total: open + root.done_on_time + root.done_late + root.withdrawn + root.closed,
            open,
            by_bucket: BucketCountsView {
                done_on_time: root.done_on_time,
                done_late: root.done_late,
                open_within_term: root.open_within_term,
                open_overdue: root.open_overdue,
                withdrawn: root.withdrawn,
                closed: root.closed,
            },
        },
    }
}
