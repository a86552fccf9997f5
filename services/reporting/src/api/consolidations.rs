//! Consolidations: what units' reports add up to, down to the cells, as they stand now.

mod narratives;
mod rows;
pub(super) mod view;

use crate::domain::period::Period;
use crate::domain::regime::Regime;
use crate::store::consolidation::{Consolidation, consolidate};
use crate::store::{periods, regimes};
use actix_web::get;
use haicap_kit::Routes;
use haicap_kit::http::{Answer, Problem, Query, Reply, kinds};
use haicap_reference::{Call, ParameterReader};
use haicap_types::{OrganizationCode, Words};
use serde::Deserialize;
use utoipa::IntoParams;
use view::{ConsolidationView, view};

/// The routes.
pub(super) fn routes(routes: &mut Routes<'_>) {
    routes.service(get_consolidation);
    rows::routes(routes);
    narratives::routes(routes);
}

/// What is consolidated.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct ConsolidationQuery {
    /// The regime's code.
    #[param(example = "two-tier-weekly")]
    regime: String,
    /// What the period is called.
    #[param(example = "2025-W39")]
    period: String,
    /// The organization that consolidates, by its code; the caller's own if absent.
    #[param(example = "BTC")]
    organization: Option<String>,
}

/// Consolidate a period
///
/// Live: totals by the indicators' own rules, who is in them and who is missing by name, and the change against the
/// period before, by the units that gave a value in both. Only for callers who see all units, and for the
/// organization that receives the reports; others get 403.
#[utoipa::path(
    tag = "consolidations",
    params(ConsolidationQuery),
    responses((status = 200, description = "The consolidation.", body = ConsolidationView))
)]
#[get("/consolidations")]
async fn get_consolidation(call: Call, query: Query<ConsolidationQuery>) -> Answer {
    let subject = query.0.subject(&call).await?;
    let before = subject.before(&call).await?;
    let whole = subject.consolidated(&call, before.as_ref()).await?;
    call.note_oversight("consolidation", subject.period.id, [&subject.organization]);
    let view = view(&call, &subject, &whole);
    Ok(Reply::as_of(&view, view.as_of))
}

/// A period of a regime, and the organization that consolidates it.
pub(super) struct Subject {
    pub(super) regime: Regime,
    pub(super) period: Period,
    pub(super) organization: OrganizationCode,
}

impl ConsolidationQuery {
    /// What is asked for.
    ///
    /// # Errors
    /// There is no such regime or period.
    pub(super) async fn subject(&self, call: &Call) -> Result<Subject, Problem> {
        let mut reader = ParameterReader::default();
        let organization = reader.organization("organization", self.organization.as_deref());
        reader.done()?;
        let organization = organization.unwrap_or_else(|| call.caller.organization.clone());
        let database = &call.host.database;
        let regime = database.read(async |db| regimes::find(db, &self.regime).await).await?;
        let regime = regime.ok_or_else(Problem::not_found)?.thing;
        let period = database.read(async |db| periods::of_key(db, &self.regime, &self.period).await).await?;
        Ok(Subject { regime, period: period.ok_or_else(Problem::not_found)?, organization })
    }
}

impl Subject {
    /// What it adds up to, beside the period `before`, for somebody who sees all of it.
    ///
    /// # Errors
    /// 404 where nobody reports to the organization, 403 where the caller does not see everybody who does.
    pub(super) async fn consolidated(&self, call: &Call, before: Option<&Period>) -> Result<Consolidation, Problem> {
        let Self { regime, period, organization } = self;
        let database = &call.host.database;
        let whole =
            database.read_at_length(async |db| consolidate(db, regime, period, before, organization).await).await?;
        expect_whole_sight(call, &self.organization, &whole)?;
        Ok(whole)
    }

    /// The period before; none if there was none.
    async fn before(&self, call: &Call) -> Result<Option<Period>, Problem> {
        let before = call.host.database.read(async |db| periods::before(db, &self.period).await);
        Ok(before.await?)
    }
}

/// Statistics are for callers who see all organizations that they are made of, and for the organization that receives
/// the reports.
fn expect_whole_sight(call: &Call, organization: &OrganizationCode, whole: &Consolidation) -> Result<(), Problem> {
    if whole.units.is_empty() {
        return Err(Problem::not_found());
    }
    let is_own = *organization == call.caller.organization;
    if is_own || whole.units.iter().all(|unit| call.known.sight.sees(&unit.organization)) {
        return Ok(());
    }
    Err(Problem::new(&kinds::FORBIDDEN).code("not_all_seen").detail(NOT_ALL_SEEN))
}

const NOT_ALL_SEEN: Words = Words::new(
    "Chỉ cơ quan nhận báo cáo hoặc cơ quan xem được tất cả các đơn vị mới xem được số liệu tổng hợp.",
    "Only the organization that receives the reports, or one that sees all units, can see consolidated figures.",
);
