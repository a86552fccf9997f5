//! What totals are made of: the cells of one indicator, and the rows of all units.

use super::ConsolidationQuery;
use crate::api::figure_value::FigureValue;
use crate::domain::indicator::Indicator;
use crate::domain::value::Value as Cell;
use crate::store::consolidation::{self as store, CellAfter, CellSort, MatrixCell};
use crate::store::indicators;
use crate::vocabulary::ValueType;
use actix_web::get;
use haicap_kit::Routes;
use haicap_kit::http::{CellKind, List, ListAnswer, ListingView, PageQuery, Problem};
use haicap_reference::{Call, ParameterReader};
use haicap_types::{Named, OrganizationCode};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

/// The routes.
pub(super) fn routes(routes: &mut Routes<'_>) {
    routes.service(list_cells).service(list_rows);
}

/// Whose cells.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct CellsQuery {
    /// The regime's code.
    #[param(example = "two-tier-weekly")]
    regime: String,
    /// What the period is called.
    #[param(example = "2025-W39")]
    period: String,
    /// The organization that consolidates, by its code; the caller's own if absent.
    #[param(example = "BTC")]
    organization: Option<String>,
    /// The indicator's code.
    #[param(example = "premises_surplus")]
    indicator: String,
    /// `organization`, or a ranking: `value` the smallest first, `-value` the largest first.
    #[param(default = "organization", example = "-value")]
    sort: Option<String>,
}

/// A cell that a total is made of.
#[derive(Debug, Serialize, ToSchema)]
struct CellView {
    /// The unit.
    organization: Named,
    /// The unit's period, by its id.
    period_id: Uuid,
    /// Its value.
    value: FigureValue,
    /// The submission that it stands in.
    submission_id: Uuid,
    /// The submission's address, relative to the origin.
    #[schema(example = "/reporting/v1/submissions/0199b6a0-0000-7000-8000-000000000000")]
    href: String,
}

/// A unit's row of the matrix.
#[derive(Debug, Serialize, ToSchema)]
struct RowView {
    /// The unit.
    organization: Named,
    /// The unit's period, by its id.
    period_id: Uuid,
    /// The submission that counts; null where none does.
    #[schema(required)]
    submission_id: Option<Uuid>,
    /// Its figures by the codes of their indicators; empty where nothing counts.
    values: BTreeMap<String, FigureValue>,
}

/// List the cells of a total
///
/// From a total down to the cells that it is made of, or as a ranking.
#[utoipa::path(
    tag = "consolidations",
    params(CellsQuery, PageQuery),
    responses((status = 200, description = "A page of cells.", body = ListingView<CellView>))
)]
#[get("/consolidations/cells")]
async fn list_cells(call: Call, list: List<CellsQuery>) -> ListAnswer {
    let CellsQuery { regime, period, organization, indicator, sort } = list.filter.clone();
    let mut reader = ParameterReader::default();
    let sort = reader.choice("sort", sort.as_deref(), &SORTS);
    reader.done()?;
    let subject = ConsolidationQuery { regime, period, organization }.subject(&call).await?;
    let whole = subject.consolidated(&call, None).await?;
    let meaning = call.host.database.read(async |db| indicators::find(db, &indicator).await).await?;
    let meaning = meaning.ok_or_else(Problem::not_found)?.thing;
    list.pages
        .tell("value", kind(&meaning))
        .answer(async move |page| {
            let after: Option<CellAfter> = page.after()?;
            let rows = page.rows();
            let found = page
                .read(&call.host.database, async |db| {
                    store::cells(db, &whole.scope, &indicator, sort, after.as_ref(), rows).await
                })
                .await?;
            let (found, next) =
                page.cut(found, |cell| CellAfter(cell.number, cell.organization.clone(), cell.submission));
            let read = found.iter().map(|cell| [&cell.organization, &subject.organization]);
            call.note_oversight_of_page("cell", &page.filters(), read);
            let items = found.into_iter().filter_map(|cell| {
                let value = Cell::kept(&meaning, cell.number, cell.text)?;
                Some(CellView {
                    organization: call.named(&cell.organization),
                    period_id: cell.period,
                    value: FigureValue::of(&meaning, &value),
                    submission_id: cell.submission,
                    href: format!("/reporting/v1/submissions/{}", cell.submission),
                })
            });
            Ok(page.list(items.collect(), next))
        })
        .await
}

/// List the rows of the matrix
///
/// Units by indicators: a row for each unit and period, by the units' codes. In a file, each indicator has a column.
#[utoipa::path(
    tag = "consolidations",
    params(ConsolidationQuery, PageQuery),
    responses((status = 200, description = "A page of rows.", body = ListingView<RowView>))
)]
#[get("/consolidations/rows")]
async fn list_rows(call: Call, list: List<ConsolidationQuery>) -> ListAnswer {
    let subject = list.filter.subject(&call).await?;
    let whole = subject.consolidated(&call, None).await?;
    let typed = whole.forms.values().flat_map(|form| &form.indicators).filter(|(_, indicator)| indicator.is_typed());
    let indicators: BTreeMap<String, CellKind> = typed.map(|(code, one)| (code.clone(), kind(one))).collect();
    list.pages
        .spread("values", indicators)
        .answer(async move |page| {
            let after: Option<(OrganizationCode, Uuid)> = page.after()?;
            let mut units: Vec<_> =
                whole.units.iter().map(|unit| (unit.organization.clone(), unit.period, unit.submission)).collect();
            units.sort_unstable();
            let beyond = |unit: &(OrganizationCode, Uuid, Option<Uuid>)| {
                after.as_ref().is_none_or(|(organization, period)| (&unit.0, &unit.1) > (organization, period))
            };
            let units: Vec<_> = units.into_iter().filter(beyond).take(page.rows()).collect();
            let (units, next) = page.cut(units, |(organization, period, _)| (organization.clone(), *period));
            let codes: Vec<OrganizationCode> = units.iter().map(|(organization, ..)| organization.clone()).collect();
            let found = call
                .host
                .database
                .read_at_length(async |db| store::matrix(db, &whole.scope, codes.clone()).await)
                .await?;
            let meanings: HashMap<&str, _> = whole
                .forms
                .values()
                .flat_map(|form| &form.indicators)
                .map(|(code, one)| (code.as_str(), one))
                .collect();
            let mut rows: BTreeMap<(OrganizationCode, Uuid), BTreeMap<String, FigureValue>> = BTreeMap::new();
            for MatrixCell { organization, period, indicator: code, number, text } in found {
                let Some(meaning) = meanings.get(code.as_str()) else { continue };
                let Some(cell) = Cell::kept(meaning, number, text) else { continue };
                rows.entry((organization, period)).or_default().insert(code, FigureValue::of(meaning, &cell));
            }
            let read = units.iter().map(|(organization, ..)| [organization, &subject.organization]);
            call.note_oversight_of_page("row", &page.filters(), read);
            let items = units.into_iter().map(|(organization, period_id, submission_id)| RowView {
                values: rows.remove(&(organization.clone(), period_id)).unwrap_or_default(),
                organization: call.named(&organization),
                period_id,
                submission_id,
            });
            Ok(page.list(items.collect(), next))
        })
        .await
}

/// What the values of an indicator are in a workbook.
fn kind(indicator: &Indicator) -> CellKind {
    match indicator.value_type {
        ValueType::Integer | ValueType::Money | ValueType::Decimal | ValueType::Percent => CellKind::Decimal,
        ValueType::Date => CellKind::Date,
        ValueType::Boolean | ValueType::Choice | ValueType::Text => CellKind::Plain,
    }
}

const SORTS: [(&str, CellSort); 3] =
    [("organization", CellSort::Unit), ("value", CellSort::Smallest), ("-value", CellSort::Largest)];
