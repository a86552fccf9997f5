use super::list::{AssignmentsQuery, InForce, read};
use crate::api::call::marks;
use crate::store::assignments::{CELL_LIMIT, Cell, counts};
use crate::vocabulary::{AssignmentState, Bucket, ClauseKind, Dimension, Health, OrganizationRole};
use actix_web::get;
use haicap_kit::http::{Answer, Problem, Query, Reply};
use haicap_reference::Call;
use haicap_types::{Instant, Named, OrganizationCode, Term, Urgency, Vocabulary, Words};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::{IntoParams, ToSchema};

/// By what to count, and which assignments.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct CountsQuery {
    /// One or two dimensions: `organization` is the accountable one, `territory` its own, `month` that in which it is due.
    #[param(value_type = Vec<Dimension>, style = Form, explode = false, inline, min_items = 1, max_items = 2,
        example = json!(["organization", "bucket"]))]
    by: String,
    /// See the list of assignments.
    #[param(min_length = 1, max_length = 300)]
    text: Option<String>,
    /// See the list of assignments.
    organization: Option<String>,
    /// See the list of assignments.
    #[param(value_type = Option<OrganizationRole>, inline)]
    role: Option<String>,
    /// See the list of assignments.
    territory: Option<String>,
    /// See the list of assignments.
    #[param(value_type = Option<Vec<AssignmentState>>, style = Form, explode = false, inline)]
    state: Option<String>,
    /// See the list of assignments.
    #[param(value_type = Option<Vec<Health>>, style = Form, explode = false, inline)]
    health: Option<String>,
    /// See the list of assignments.
    #[param(value_type = Option<Vec<Bucket>>, style = Form, explode = false, inline)]
    bucket: Option<String>,
    /// See the list of assignments.
    #[param(value_type = Option<Vec<ClauseKind>>, style = Form, explode = false, inline)]
    kind: Option<String>,
    /// See the list of assignments.
    #[param(value_type = Option<Vec<Urgency>>, style = Form, explode = false, inline)]
    urgency: Option<String>,
    /// See the list of assignments.
    #[param(value_type = Option<NaiveDate>)]
    due_from: Option<String>,
    /// See the list of assignments.
    #[param(value_type = Option<NaiveDate>)]
    due_to: Option<String>,
    /// See the list of assignments.
    #[param(value_type = Option<InForce>, inline)]
    is_in_force: Option<String>,
    /// See the list of assignments.
    #[param(value_type = Option<Uuid>)]
    directive: Option<String>,
    /// See the list of assignments.
    is_root: Option<bool>,
}

/// A table of counts.
#[derive(Debug, Serialize, ToSchema)]
struct CountsView {
    /// The dimensions, as asked for.
    #[schema(example = json!(["organization", "bucket"]))]
    by: Vec<String>,
    /// The moment that the counts hold for.
    as_of: Instant,
    /// The cells that are not zero.
    cells: Vec<CellView>,
}

/// One cell.
#[derive(Debug, Serialize, ToSchema)]
struct CellView {
    /// Its place, a value for each dimension.
    at: Vec<PlaceView>,
    /// How many assignments.
    #[schema(minimum = 0)]
    count: i64,
}

/// A value of a dimension, with its names.
#[derive(Debug, Serialize, ToSchema)]
struct PlaceView {
    /// The value; null where there is none, as for assignments without a date.
    #[schema(required)]
    value: Option<String>,
    /// The Vietnamese name.
    #[schema(required)]
    name_vi: Option<String>,
    /// The English name.
    #[schema(required)]
    name_en: Option<String>,
}

/// Count assignments
///
/// By one or two dimensions, with the same filters as the list: what is no longer in force is left out unless it is
/// asked for. Counts are over all assignments that concern the
/// organizations in the caller's sight.
#[utoipa::path(
    tag = "assignments",
    params(CountsQuery),
    responses((status = 200, description = "The table.", body = CountsView))
)]
#[get("/assignments/counts")]
pub(super) async fn count_assignments(call: Call, query: Query<CountsQuery>) -> Answer {
    let query = query.0;
    let mut dimensions = query.by.split(',').map(|word| word.parse::<Dimension>().ok());
    let (first, second, more) = (dimensions.next(), dimensions.next(), dimensions.next());
    let (Some(first), None) = (first, more) else { return Err(unknown()) };
    let first = first.ok_or_else(unknown)?;
    let second = second.map(|second| second.ok_or_else(unknown)).transpose()?;
    let (filter, _) = read(
        &call,
        &AssignmentsQuery {
            text: query.text,
            organization: query.organization,
            role: query.role,
            territory: query.territory,
            state: query.state,
            health: query.health,
            bucket: query.bucket,
            kind: query.kind,
            urgency: query.urgency,
            due_from: query.due_from,
            due_to: query.due_to,
            is_in_force: query.is_in_force,
            directive: query.directive,
            is_root: query.is_root,
            ..AssignmentsQuery::default()
        },
    )?;
    let marks = marks(&call);
    let as_of = Instant(call.host.clock.now());
    let cells = call.host.database.read_at_length(async |db| counts(db, &filter, &marks, first, second).await).await?;
    if cells.len() > CELL_LIMIT {
        return Err(Problem::unfit("by", "too_many_cells", TOO_MANY_CELLS));
    }
    let cells = merged(&call, cells, first, second).into_iter().map(|((one, two), count)| {
        let places = [Some((first, one)), second.map(|second| (second, two))];
        CellView { at: places.into_iter().flatten().map(|(by, value)| place(&call, by, value)).collect(), count }
    });
    let by = query.by.split(',').map(str::to_owned).collect();
    Ok(Reply::as_of(&CountsView { by, as_of, cells: cells.collect() }, as_of))
}

const TOO_MANY_CELLS: Words = Words::new(
    "Bảng vượt quá 5.000 ô; hãy thu hẹp bộ lọc.",
    "The table would have more than 5,000 cells; narrow the filters.",
);

fn unknown() -> Problem {
    Problem::parameter(
        "by",
        Words::new(
            "by phải là một hoặc hai trong: organization, territory, state, health, bucket, directive, month.",
            "by must be one or two of: organization, territory, state, health, bucket, directive, month.",
        ),
    )
}

/// The table knows no territories: their organizations are counted, and put together here.
fn merged(
    call: &Call,
    cells: Vec<Cell>,
    first: Dimension,
    second: Option<Dimension>,
) -> BTreeMap<(Option<String>, Option<String>), i64> {
    let territory = |code: Option<String>| {
        let code: OrganizationCode = code?.parse().ok()?;
        call.known.directory.get(&code)?.territory_code.clone()
    };
    let value = |by: Option<Dimension>, value| match by {
        Some(Dimension::Territory) => territory(value),
        _ => value,
    };
    let mut table = BTreeMap::new();
    for (one, two, count) in cells {
        *table.entry((value(Some(first), one), value(second, two))).or_default() += count;
    }
    table
}

fn place(call: &Call, by: Dimension, value: Option<String>) -> PlaceView {
    let names = value.as_deref().and_then(|value| match by {
        Dimension::Organization => {
            let named: Named = call.named(&value.parse::<OrganizationCode>().ok()?);
            Some((named.name_vi, named.name_en))
        }
        Dimension::Territory => {
            let territory = haicap_reference::shipped::territories().get(value)?;
            Some((territory.name_vi.clone(), territory.name_en.clone()))
        }
        Dimension::State => label(value.parse::<AssignmentState>().ok()?),
        Dimension::Health => label(value.parse::<Health>().ok()?),
        Dimension::Bucket => label(value.parse::<Bucket>().ok()?),
        Dimension::Directive | Dimension::Month => None,
    });
    let (name_vi, name_en) = names.unzip();
    PlaceView { value, name_vi, name_en }
}

fn label(word: impl Vocabulary) -> Option<(String, String)> {
    let Term { label_vi, label_en, .. } = word.term();
    Some((label_vi.to_owned(), label_en.to_owned()))
}
