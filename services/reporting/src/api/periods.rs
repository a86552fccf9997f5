//! Periods: the reporting periods of the regimes.

use super::regimes::TierMomentsView;
use crate::domain::period::Period;
use crate::store::periods::{self as store, After, Filter, TierDeadline};
use actix_web::get;
use chrono::NaiveDate;
use haicap_kit::Routes;
use haicap_kit::http::{Answer, List, ListAnswer, ListingView, PageQuery, Path, Problem, Reply};
use haicap_reference::{Call, ParameterReader};
use haicap_types::{Date, Instant};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

/// The routes.
pub(super) fn routes(routes: &mut Routes<'_>) {
    routes.service(list_periods).service(get_period);
}

/// Which periods.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct PeriodsQuery {
    /// A regime's code.
    #[param(example = "two-tier-weekly")]
    regime: Option<String>,
    /// Periods that end on this date or later.
    #[param(value_type = Option<String>, format = Date)]
    from: Option<Date>,
    /// Periods that begin on this date or earlier.
    #[param(value_type = Option<String>, format = Date)]
    to: Option<Date>,
}

/// A period of a regime.
#[derive(Debug, Serialize, ToSchema)]
struct PeriodView {
    /// Its id.
    id: Uuid,
    /// The regime's code.
    #[schema(example = "two-tier-weekly")]
    regime: String,
    /// What it is called, once within its regime; it sorts by time as long as the frequency stays.
    #[schema(example = "2025-W37")]
    key: String,
    /// Its first day.
    starts_on: NaiveDate,
    /// Its last day.
    ends_on: NaiveDate,
    /// From when on it can be reported.
    opens_at: Instant,
    /// When its figures are closed.
    cutoff_at: Instant,
    /// When it was settled who has to report; null while the period is only foreseen.
    #[schema(required)]
    frozen_at: Option<Instant>,
    /// The moments of its tiers, but for what was granted to single organizations.
    tiers: Vec<TierMomentsView>,
}

/// List periods
///
/// The latest first. Periods are created a week before they begin; who has to report is settled when they do.
#[utoipa::path(
    tag = "periods",
    params(PeriodsQuery, PageQuery),
    responses((status = 200, description = "A page of periods.", body = ListingView<PeriodView>))
)]
#[get("/periods")]
async fn list_periods(call: Call, list: List<PeriodsQuery>) -> ListAnswer {
    let mut reader = ParameterReader::default();
    let filter = Filter {
        regime: list.filter.regime,
        from: reader.known_date("from", list.filter.from),
        to: reader.known_date("to", list.filter.to),
    };
    reader.done()?;
    list.pages
        .answer(async move |page| {
            let after: Option<After> = page.after()?;
            let rows = page.rows();
            let database = &call.host.database;
            let found = page.read(database, async |db| store::list(db, &filter, after.as_ref(), rows).await).await?;
            let (found, next) = page.cut(found, |period| After(period.ends_on, period.id));
            let ids: Vec<Uuid> = found.iter().map(|period| period.id).collect();
            let mut tiers = page.read(database, async |db| store::tiers(db, ids.clone()).await).await?;
            let items = found.into_iter().map(|period| view(period, &mut tiers)).collect();
            Ok(page.list(items, next))
        })
        .await
}

/// Get a period
///
/// Its days and its moments.
#[utoipa::path(
    tag = "periods",
    params(("id" = Uuid, Path, description = "Its id.")),
    responses((status = 200, description = "The period.", body = PeriodView))
)]
#[get("/periods/{id}")]
async fn get_period(call: Call, id: Path<Uuid>) -> Answer {
    let database = &call.host.database;
    let period = database.read(async |db| store::find(db, id.0).await).await?.ok_or_else(Problem::not_found)?;
    let mut tiers = database.read(async |db| store::tiers(db, vec![id.0]).await).await?;
    Ok(Reply::ok(&view(period, &mut tiers)))
}

fn view(period: Period, tiers: &mut HashMap<Uuid, Vec<TierDeadline>>) -> PeriodView {
    let tiers = tiers.remove(&period.id).unwrap_or_default().into_iter();
    PeriodView {
        id: period.id,
        regime: period.regime,
        key: period.key,
        starts_on: period.starts_on,
        ends_on: period.ends_on,
        opens_at: Instant(period.opens_at),
        cutoff_at: Instant(period.cutoff_at),
        frozen_at: period.frozen_at.map(Instant),
        tiers: tiers.map(TierMomentsView::from).collect(),
    }
}
