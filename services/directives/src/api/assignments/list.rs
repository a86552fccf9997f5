use super::view::{AssignmentView, view};
use crate::api::call::marks;
use crate::api::input::searched;
use crate::domain::assignment::Assignment;
use crate::store::assignments::{self as store, After, Filter, Sort};
use crate::vocabulary::{AssignmentState, Bucket, ClauseKind, Health, OrganizationRole};
use actix_web::get;
use haicap_kit::http::{Depth, List, ListAnswer, ListingView, PageQuery, Problem};
use haicap_reference::{Call, ParameterReader};
use haicap_types::{OrganizationCode, Urgency, Words};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

/// How many words of `text` are looked for.
const WORD_LIMIT: usize = 8;

/// In which order.
const SORTS: [(&str, Sort); 4] = [
    ("due_on", Sort::Due),
    ("-due_on", Sort::DueDescending),
    ("updated_at", Sort::Updated),
    ("-updated_at", Sort::UpdatedDescending),
];

/// Whether they are in force.
const STANDINGS: [(&str, Standing); 3] =
    [("true", Standing::Only(true)), ("false", Standing::Only(false)), ("any", Standing::Any)];

#[derive(Debug, Clone, Copy, Default)]
enum Standing {
    /// In force, unless something is named that may have ended.
    #[default]
    Usual,
    Only(bool),
    Any,
}

/// What is wanted of the standing of the directive.
#[derive(ToSchema)]
#[schema(rename_all = "snake_case")]
#[expect(dead_code, reason = "it describes a parameter")]
pub(super) enum InForce {
    True,
    False,
    Any,
}

/// Which assignments are wanted; several values of one parameter are separated by commas.
#[derive(Debug, Default, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct AssignmentsQuery {
    /// Words in the title, the product or the whole clause, without regard to accents and case: `chi dao` finds `Chỉ đạo`.
    /// The first eight words count.
    #[param(min_length = 1, max_length = 300)]
    pub(super) text: Option<String>,
    /// An organization's code.
    pub(super) organization: Option<String>,
    /// What that organization has to do with it; any role if absent.
    #[param(value_type = Option<OrganizationRole>, inline)]
    pub(super) role: Option<String>,
    /// A territory's code: of the organizations accountable there.
    pub(super) territory: Option<String>,
    /// States.
    #[param(value_type = Option<Vec<AssignmentState>>, style = Form, explode = false, inline, example = json!(["assigned", "acknowledged"]))]
    pub(super) state: Option<String>,
    /// Healths.
    #[param(value_type = Option<Vec<Health>>, style = Form, explode = false, inline, example = json!(["red", "yellow"]))]
    pub(super) health: Option<String>,
    /// Official statistical groups.
    #[param(value_type = Option<Vec<Bucket>>, style = Form, explode = false, inline, example = json!(["open_overdue"]))]
    pub(super) bucket: Option<String>,
    /// Kinds of clauses.
    #[param(value_type = Option<Vec<ClauseKind>>, style = Form, explode = false, inline, example = json!(["task"]))]
    pub(super) kind: Option<String>,
    /// Urgencies.
    #[param(value_type = Option<Vec<Urgency>>, style = Form, explode = false, inline, example = json!(["urgent"]))]
    pub(super) urgency: Option<String>,
    /// Due on this date or later.
    #[param(value_type = Option<NaiveDate>)]
    pub(super) due_from: Option<String>,
    /// Due on this date or earlier.
    #[param(value_type = Option<NaiveDate>)]
    pub(super) due_to: Option<String>,
    /// The subject of the person who took it; `me` for the caller.
    #[param(example = "me")]
    pub(super) handler: Option<String>,
    /// `true`: only those that a directive still asks for; `false`: only those whose directive has ended and did not
    /// keep them; `any`. Absent, it is `any` where `directive`, `clause` or `parent` is given, and `true` otherwise.
    #[param(value_type = Option<InForce>, inline)]
    pub(super) is_in_force: Option<String>,
    /// A directive's id.
    #[param(value_type = Option<Uuid>)]
    pub(super) directive: Option<String>,
    /// A clause's id.
    #[param(value_type = Option<Uuid>)]
    pub(super) clause: Option<String>,
    /// A parent's id.
    #[param(value_type = Option<Uuid>)]
    pub(super) parent: Option<String>,
    /// `true` for roots only, `false` for children only.
    pub(super) is_root: Option<bool>,
    /// `due_on` (default; undated last), `-due_on`, `updated_at` or `-updated_at`. Counts know no order.
    #[param(example = "due_on")]
    pub(super) sort: Option<String>,
}

/// List assignments
///
/// Only those that concern an organization that the caller sees: the caller's own, those below it, and those that it
/// oversees.
#[utoipa::path(
    tag = "assignments",
    params(AssignmentsQuery, PageQuery),
    responses((status = 200, description = "A page of assignments.", body = ListingView<AssignmentView>))
)]
#[get("/assignments")]
pub(super) async fn list_assignments(call: Call, list: List<AssignmentsQuery>) -> ListAnswer {
    let (filter, sort) = read(&call, &list.filter)?;
    list.pages
        .answer(async move |page| {
            let after: Option<After> = page.after()?;
            let (marks, rows) = (marks(&call), page.rows());
            let found = page
                .read(&call.host.database, async |db| {
                    store::list(db, &filter, &marks, sort, after.as_ref(), rows).await
                })
                .await?;
            let (shown, next) = page.cut(found, |assignment| match sort {
                Sort::Due | Sort::DueDescending => After::Due(assignment.effective_due_on(), assignment.id),
                Sort::Updated | Sort::UpdatedDescending => After::Updated(assignment.last_update_at, assignment.id),
            });
            call.note_oversight_of_page("assignment", &page.filters(), shown.iter().map(Assignment::parties));
            let mut found = page.read(&call.host.database, async |db| store::beside(db, &shown).await).await?;
            let views = shown.into_iter().map(|assignment| {
                let beside = found.remove(&assignment.id).unwrap_or_default();
                view(&call, &marks, assignment, beside, Depth::of_list(page))
            });
            Ok(page.list(views.collect(), next))
        })
        .await
}

/// Reads the filters and the order; all faults at once.
pub(super) fn read(call: &Call, query: &AssignmentsQuery) -> Result<(Filter, Sort), Problem> {
    let mut reader = ParameterReader::default();
    let organization = reader.organization("organization", query.organization.as_deref());
    let role: Option<OrganizationRole> = reader.word("role", query.role.as_deref());
    let sort = reader.choice("sort", query.sort.as_deref(), &SORTS);
    if role.is_some() && query.organization.is_none() {
        reader.fault(
            "role",
            Words::new("role phải đi cùng organization.", "role must be sent together with organization."),
        );
    }
    let handler = match query.handler.as_deref() {
        Some("me") => Some(call.caller.person.subject.to_string()),
        other => other.map(str::to_owned),
    };
    if handler.as_ref().is_some_and(|subject| subject.contains('\0')) {
        reader.fault("handler", Words::new("Giá trị không hợp lệ.", "Not a valid value."));
    }
    let text = query.text.as_deref().and_then(|text| reader.keep("text", searched(text)));
    // A caller who sees the organization asked for sees all in which it has a role.
    let implied = organization.as_ref().is_some_and(|code| call.known.sight.sees(code));
    let seen = (!implied).then(|| call.known.sight.codes().to_vec());
    let names_one = query.directive.is_some() || query.clause.is_some() || query.parent.is_some();
    let filter = Filter {
        seen,
        is_in_force: match reader.choice("is_in_force", query.is_in_force.as_deref(), &STANDINGS) {
            Standing::Usual => (!names_one).then_some(true),
            Standing::Only(wanted) => Some(wanted),
            Standing::Any => None,
        },
        organization: organization.map(|code| (code, role)),
        accountable: query.territory.as_deref().map(|code| of_territory(call, code)),
        states: reader.words("state", query.state.as_deref()),
        health: reader.words("health", query.health.as_deref()),
        buckets: reader.words("bucket", query.bucket.as_deref()),
        kinds: reader.words("kind", query.kind.as_deref()),
        urgencies: reader.words("urgency", query.urgency.as_deref()),
        due_from: reader.date("due_from", query.due_from.as_deref()),
        due_to: reader.date("due_to", query.due_to.as_deref()),
        handler,
        directive: reader.one("directive", query.directive.as_deref()),
        clause: reader.one("clause", query.clause.as_deref()),
        parent: reader.one("parent", query.parent.as_deref()),
        is_root: query.is_root,
        words: text.iter().flat_map(|text| text.split_whitespace()).take(WORD_LIMIT).map(str::to_owned).collect(),
    };
    reader.done().map(|()| (filter, sort))
}

fn of_territory(call: &Call, territory: &str) -> Vec<OrganizationCode> {
    let there = call.known.directory.organizations().filter(|one| one.territory_code.as_deref() == Some(territory));
    there.map(|organization| organization.code.clone()).collect()
}
