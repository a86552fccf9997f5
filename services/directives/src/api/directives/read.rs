//! How directives are found and read.

use super::access::{is_seen, note, seen, sees_all_of};
use super::view::{DirectiveSummary, DirectiveView, REFERENCES_MAX, summary, view};
use crate::api::input::searched;
use crate::domain::rights::sees_drafting;
use crate::store;
use crate::store::directives::{After, Filter, Sort};
use crate::vocabulary::{Classification, DirectiveState, DocumentType};
use actix_web::get;
use haicap_kit::events::{HistoryItem, answer_history, answer_told_history};
use haicap_kit::http::{Answer, Depth, List, ListAnswer, ListingView, NoFilter, PageQuery, Path, Problem, Reply};
use haicap_reference::{Call, ParameterReader};
use haicap_types::{Actor, DocumentScheme, Urgency};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

/// In which order.
const SORTS: [(&str, Sort); 4] = [
    ("issued_on", Sort::IssuedOn),
    ("-issued_on", Sort::IssuedOnDescending),
    ("created_at", Sort::CreatedAt),
    ("-created_at", Sort::CreatedAtDescending),
];

/// Which directives are wanted; several values of one parameter are separated by commas.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct DirectivesQuery {
    /// Words of the number, the title, the abstract or one clause, in their order: accents, case, apostrophes, and `i` for
    /// `y` do not matter.
    #[param(example = "tru so doi du", min_length = 1, max_length = 300)]
    text: Option<String>,
    /// States.
    #[param(value_type = Option<Vec<DirectiveState>>, style = Form, explode = false, inline)]
    state: Option<String>,
    /// Types, by their abbreviations.
    #[param(value_type = Option<Vec<DocumentType>>, style = Form, explode = false, inline)]
    document_type: Option<String>,
    /// The code of the issuing organization.
    #[param(example = "TT")]
    issuer: Option<String>,
    /// The scheme.
    #[param(value_type = Option<DocumentScheme>, inline)]
    scheme: Option<String>,
    /// Issued on this date or later.
    #[param(value_type = Option<NaiveDate>)]
    issued_from: Option<String>,
    /// Issued on this date or earlier.
    #[param(value_type = Option<NaiveDate>)]
    issued_to: Option<String>,
    /// Urgencies.
    #[param(value_type = Option<Vec<Urgency>>, style = Form, explode = false, inline)]
    urgency: Option<String>,
    /// `issued_on`, `-issued_on` (default; what has no issue date counts as issued last), `created_at` or
    /// `-created_at`.
    #[param(example = "-issued_on")]
    sort: Option<String>,
}

/// List directives
///
/// Those that the caller sees: addressed to an organization that the caller sees, or public; drafts of the caller's
/// organization only.
#[utoipa::path(
    tag = "directives",
    params(DirectivesQuery, PageQuery),
    responses((status = 200, description = "A page of directives.", body = ListingView<DirectiveSummary>))
)]
#[get("/directives")]
pub(crate) async fn list_directives(call: Call, list: List<DirectivesQuery>) -> ListAnswer {
    let (filter, sort) = list.filter.read()?;
    list.pages
        .answer(async move |page| {
            let after = page.after::<After>()?;
            let (actor, sight) = (Actor::from(&call.caller), &*call.known.sight);
            let found = page
                .read(&call.host.database, async |db| {
                    store::directives::list(db, (&actor, sight), &filter, sort, after.as_ref(), page.rows()).await
                })
                .await?;
            let (found, next) = page.cut(found, |directive| After::from(directive));
            let internal = found.iter().filter(|one| one.content.classification != Classification::Public);
            call.note_oversight_of_page("directive", &page.filters(), internal.map(|directive| &directive.concerned));
            let items = found.iter().map(|directive| summary(&call, directive, Depth::of_list(page))).collect();
            Ok(page.list(items, next))
        })
        .await
}

/// Get a directive
///
/// What the document says of itself, and what the caller may do with it now. Its clauses have an address of their own.
#[utoipa::path(
    tag = "directives",
    params(("id" = Uuid, Path, description = "The directive's id.")),
    responses((status = 200, description = "The directive.", body = DirectiveView))
)]
#[get("/directives/{id}")]
pub(crate) async fn get_directive(call: Call, id: Path<Uuid>) -> Answer {
    let (found, clauses, referring) = call
        .host
        .database
        .read(async |db| {
            let found = store::directives::find(db, id.0);
            let clauses = store::clauses::count(db, id.0);
            futures_util::try_join!(found, clauses, store::directives::referring(db, id.0, REFERENCES_MAX))
        })
        .await?;
    let directive = found.filter(|directive| is_seen(&call, directive)).ok_or_else(Problem::not_found)?;
    note(&call, &directive);
    let sees_all = call.host.database.read(async |db| sees_all_of(db, &call, &directive).await).await?;
    Ok(Reply::ok(&view(&call, &directive, clauses, &referring, sees_all)).version(directive.version))
}

/// Get the history of a directive
///
/// What happened to the document, newest first: who did it, for which organization, and what changed. Only
/// people who may write the draft see the events from the time when it was one.
#[utoipa::path(
    tag = "directives",
    params(("id" = Uuid, Path, description = "The directive's id."), PageQuery),
    responses((status = 200, description = "A page of its history.", body = ListingView<HistoryItem>))
)]
#[get("/directives/{id}/history")]
pub(crate) async fn get_directive_history(call: Call, id: Path<Uuid>, list: List<NoFilter>) -> ListAnswer {
    let directive = seen(&call, id.0).await?;
    let subject = format!("directive/{}", id.0);
    if sees_drafting(&Actor::from(&call.caller), &directive) {
        return answer_history(list.pages, call.host, subject).await;
    }
    answer_told_history(list.pages, call.host, subject).await
}

impl DirectivesQuery {
    fn read(&self) -> Result<(Filter, Sort), Problem> {
        let mut reader = ParameterReader::default();
        let text = self.text.as_deref().and_then(|text| reader.keep("text", searched(text)));
        let sort = reader.choice("sort", self.sort.as_deref(), &SORTS);
        let filter = Filter {
            text,
            states: reader.words("state", self.state.as_deref()),
            document_types: reader.words("document_type", self.document_type.as_deref()),
            issuer: reader.organization("issuer", self.issuer.as_deref()),
            scheme: reader.word("scheme", self.scheme.as_deref()),
            issued_from: reader.date("issued_from", self.issued_from.as_deref()),
            issued_to: reader.date("issued_to", self.issued_to.as_deref()),
            urgencies: reader.words("urgency", self.urgency.as_deref()),
        };
        reader.done().map(|()| (filter, sort))
    }
}
