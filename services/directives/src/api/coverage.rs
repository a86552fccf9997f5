//! Coverage of a directive: every clause has its assignments or needs none, and one that has not is shown.

use crate::api::directives::{seen, sees_all_of};
use crate::domain::coverage::{ClauseCoverage, Counts, CoverageStatus, coverage};
use crate::domain::directive::{Directive, intended_counts};
use crate::store;
use crate::vocabulary::{ClauseKind, DirectiveState};
use actix_web::get;
use haicap_kit::Routes;
use haicap_kit::http::{Answer, Path, Problem, Reply};
use haicap_reference::Call;
use haicap_types::{Denial, Instant};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// The routes.
pub fn routes(routes: &mut Routes<'_>) {
    routes.service(get_coverage);
}

/// Whether the clauses of a directive are taken care of.
#[derive(Debug, Serialize, ToSchema)]
struct CoverageView {
    /// The directive.
    directive_id: Uuid,
    /// The moment that this holds for.
    as_of: Instant,
    /// Whether the figures say what would be made if the draft were issued now, and not what was made.
    is_preview: bool,
    /// Whether no clause is uncovered.
    is_complete: bool,
    /// How many clauses are uncovered.
    uncovered: usize,
    /// Clause by clause, in the order of the document.
    clauses: Vec<ClauseCoverageView>,
}

/// Whether one clause is taken care of.
#[derive(Debug, Serialize, ToSchema)]
struct ClauseCoverageView {
    /// The clause.
    id: Uuid,
    /// How the document names it.
    #[schema(example = "1.1")]
    label: String,
    /// What sort of sentence it is.
    kind: ClauseKind,
    /// How it stands.
    status: CoverageStatus,
    /// Its assignments, children included.
    assignments: i64,
    /// The different organizations that are accountable for them.
    organizations: i64,
    /// The clause of another document under which its assignments go on; null where they do not.
    #[schema(required)]
    continued_by: Option<Uuid>,
}

/// Get the coverage of a directive
///
/// Which clauses have their assignments, need none, repeat another, go on in another document, or are left uncovered.
/// Of a draft it says what would be made if it were issued now, audiences resolved today, and nothing carried over from a
/// document that it supersedes: the dry run of the act says that. The figures are those of the
/// whole directive: a caller who does not see all of it gets 403.
#[utoipa::path(
    tag = "directives",
    params(("id" = Uuid, Path, description = "The directive's id.")),
    responses((status = 200, description = "The coverage.", body = CoverageView))
)]
#[get("/directives/{id}/coverage")]
pub(crate) async fn get_coverage(call: Call, id: Path<Uuid>) -> Answer {
    let now = call.host.clock.now();
    let directive = seen(&call, id.0).await?;
    expect_all(&call, &directive).await?;
    let (clauses, made, continued) = call
        .host
        .database
        .read(async |db| {
            let (clauses, made) = (store::clauses::of_directive(db, id.0), store::clauses::assignment_counts(db, id.0));
            futures_util::future::try_join3(clauses, made, store::clauses::continued(db, id.0)).await
        })
        .await?;
    let is_preview = directive.state == DirectiveState::Draft;
    let known = &call.known;
    let counts = if is_preview {
        intended_counts(&directive.content.issuer, &clauses, &known.directory, known.today)
    } else {
        made
    };
    let found = coverage(directive.state, &clauses, &counts, &continued);
    let view = CoverageView {
        directive_id: directive.id,
        as_of: now.into(),
        is_preview,
        is_complete: found.is_complete,
        uncovered: found.uncovered,
        clauses: found.clauses.iter().map(ClauseCoverageView::from).collect(),
    };
    Ok(Reply::as_of(&view, view.as_of))
}

/// Figures are those of all the data, or none.
pub(crate) async fn expect_all(call: &Call, directive: &Directive) -> Result<(), Problem> {
    let sees_all = call.host.database.read(async |db| sees_all_of(db, call, directive).await).await?;
    if sees_all { Ok(()) } else { Err(Denial::Organization.into()) }
}

impl From<&ClauseCoverage<'_>> for ClauseCoverageView {
    fn from(found: &ClauseCoverage<'_>) -> Self {
        let Counts { assignments, organizations, .. } = found.counts;
        Self {
            id: found.clause.id,
            label: found.clause.label.to_string(),
            kind: found.clause.kind,
            status: found.status,
            assignments,
            organizations,
            continued_by: found.continued_by,
        }
    }
}
