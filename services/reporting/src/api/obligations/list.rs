use super::view::{ObligationView, view};
use crate::domain::obligation::Case;
use crate::domain::regime::TIER_NUMBERS;
use crate::store::obligations::{self as store, After, Filter, Sort};
use crate::store::requests;
use crate::vocabulary::ObligationState;
use actix_web::get;
use haicap_kit::http::{Depth, List, ListAnswer, ListingView, PageQuery, Problem};
use haicap_reference::{Call, ParameterReader};
use serde::Deserialize;
use std::collections::HashMap;
use utoipa::IntoParams;
use uuid::Uuid;

/// Which obligations are wanted; several values of one parameter are separated by commas.
#[derive(Debug, Default, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct ObligationsQuery {
    /// A regime's code.
    #[param(example = "two-tier-weekly")]
    regime: Option<String>,
    /// What the period is called.
    #[param(example = "2025-W37")]
    period: Option<String>,
    /// The organization of which a report is expected, by its code.
    #[param(example = "DU-25747")]
    organization: Option<String>,
    /// The organization that is reported to, by its code.
    #[param(example = "BTC")]
    receiver: Option<String>,
    /// The tier of the route, from 1.
    #[param(minimum = 1, maximum = 5)]
    tier: Option<i16>,
    /// States.
    #[param(value_type = Option<Vec<ObligationState>>, style = Form, explode = false, inline)]
    state: Option<String>,
    /// `true` for what should have been reported by now, and was not.
    #[serde(default)]
    #[param(default = false)]
    is_overdue: bool,
    /// `due_at` or `-due_at`, the latest first.
    #[param(default = "due_at", example = "-due_at")]
    sort: Option<String>,
}

/// List obligations
///
/// What the caller's organization owes, receives or oversees, by the moment at which it is due.
#[utoipa::path(
    tag = "obligations",
    params(ObligationsQuery, PageQuery),
    responses((status = 200, description = "A page of obligations.", body = ListingView<ObligationView>))
)]
#[get("/obligations")]
pub(super) async fn list_obligations(call: Call, list: List<ObligationsQuery>) -> ListAnswer {
    let (filter, sort) = list.filter.read(&call)?;
    list.pages
        .answer(async move |page| {
            let after: Option<After> = page.after()?;
            let (rows, now) = (page.rows(), call.host.clock.now());
            let database = &call.host.database;
            let found =
                page.read(database, async |db| store::list(db, &filter, sort, after.as_ref(), now, rows).await).await?;
            let (found, next) = page.cut(found, |kept| After(kept.obligation.due_at(), kept.obligation.id));
            call.note_oversight_of_page(
                "obligation",
                &page.filters(),
                found.iter().map(|kept| kept.obligation.concerned()),
            );
            let ids: Vec<Uuid> = found.iter().map(|kept| kept.obligation.id).collect();
            let pending = page.read(database, async |db| requests::pending_of(db, ids.clone()).await).await?;
            let mut pending: HashMap<Uuid, _> = pending.into_iter().collect();
            let items = found.into_iter().map(|kept| {
                let pending = pending.remove(&kept.obligation.id);
                let case = Case::bare(kept.obligation.clone(), pending);
                view(&call, &kept, &case, Depth::of_list(page))
            });
            Ok(page.list(items.collect(), next))
        })
        .await
}

impl ObligationsQuery {
    fn read(&self, call: &Call) -> Result<(Filter, Sort), Problem> {
        const SORTS: [(&str, Sort); 2] = [("due_at", Sort::Due), ("-due_at", Sort::DueDescending)];
        let mut reader = ParameterReader::default();
        let sort = reader.choice("sort", self.sort.as_deref(), &SORTS);
        let filter = Filter {
            seen: call.known.sight.codes().to_vec(),
            receives: Some(call.caller.organization.clone()),
            regime: self.regime.clone(),
            period: self.period.clone(),
            organization: reader.organization("organization", self.organization.as_deref()),
            receiver: reader.organization("receiver", self.receiver.as_deref()),
            tier: reader.number("tier", self.tier, TIER_NUMBERS),
            states: reader.words("state", self.state.as_deref()),
            is_overdue: self.is_overdue,
        };
        reader.done().map(|()| (filter, sort))
    }
}
