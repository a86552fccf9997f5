use super::view::{Depth, ObligationView, view};
use crate::domain::obligation::Case;
use crate::store::obligations::{self as store, After, Filter, Sort};
use actix_web::get;
use haicap_kit::http::{Fault, List, ListAnswer, ListingView, PageQuery, Problem, kinds};
use haicap_reference::Call;
use haicap_types::{ObligationState, OrganizationCode, Vocabulary, Words};
use serde::Deserialize;
use std::collections::HashMap;
use utoipa::IntoParams;
use uuid::Uuid;

/// Which obligations are wanted.
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
    /// The body of which a report is expected, by its code.
    #[param(example = "DU-25747")]
    organization: Option<String>,
    /// The body that is reported to, by its code.
    #[param(example = "BTC")]
    receiver: Option<String>,
    /// The tier of the route, from 1.
    #[param(minimum = 1, maximum = 5)]
    tier: Option<i16>,
    /// Where it stands.
    #[param(value_type = Option<ObligationState>, inline)]
    state: Option<String>,
    /// `true` for what should have been reported by now, and was not.
    #[serde(default)]
    #[param(default = false)]
    overdue: bool,
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
                database.read(async |db| store::list(db, &filter, sort, after.as_ref(), now, rows).await).await?;
            let (found, next) = page.cut(found, |kept| After(kept.obligation.due_at(), kept.obligation.id));
            let ids: Vec<Uuid> = found.iter().map(|kept| kept.obligation.id).collect();
            let pending = database.read(async |db| store::pending_of(db, ids.clone()).await).await?;
            let mut pending: HashMap<Uuid, _> = pending.into_iter().collect();
            let items = found.into_iter().map(|kept| {
                let pending = pending.remove(&kept.obligation.id);
                let case = Case { obligation: kept.obligation.clone(), submission: None, earlier: Vec::new(), pending };
                view(&call, &kept, &case, Depth::Allowed)
            });
            Ok(page.list(items.collect(), next))
        })
        .await
}

impl ObligationsQuery {
    fn read(&self, call: &Call) -> Result<(Filter, Sort), Problem> {
        let mut faults = Vec::new();
        let organization = code(&mut faults, "organization", self.organization.as_deref());
        let receiver = code(&mut faults, "receiver", self.receiver.as_deref());
        let state = self.state.as_deref().and_then(|word| {
            let state = word.parse().ok();
            if state.is_none() {
                faults.push(Fault::new("state", choice(ObligationState::ALL.iter().map(|one| one.word()))));
            }
            state
        });
        let sort = match self.sort.as_deref() {
            None | Some("due_at") => Sort::Due,
            Some("-due_at") => Sort::DueDescending,
            Some(_) => {
                faults.push(Fault::new("sort", choice(["due_at", "-due_at"].into_iter())));
                Sort::Due
            }
        };
        if self.tier.is_some_and(|tier| !(1..=5).contains(&tier)) {
            faults.push(Fault::new("tier", Words::new("tier phải từ 1 đến 5.", "tier is 1 to 5.")));
        }
        if !faults.is_empty() {
            return Err(Problem::new(&kinds::MALFORMED).faults(faults));
        }
        let filter = Filter {
            seen: call.known.sight.codes().to_vec(),
            receives: Some(call.caller.organization.clone()),
            regime: self.regime.clone(),
            period: self.period.clone(),
            organization,
            receiver,
            tier: self.tier,
            state,
            is_overdue: self.overdue,
        };
        Ok((filter, sort))
    }
}

fn code(faults: &mut Vec<Fault>, name: &str, text: Option<&str>) -> Option<OrganizationCode> {
    let code = text?.parse().ok();
    if code.is_none() {
        faults.push(Fault::new(name, Words::new("Đây không phải mã cơ quan.", "This is no organization's code.")));
    }
    code
}

fn choice<'a>(words: impl Iterator<Item = &'a str>) -> Words {
    let words = words.collect::<Vec<_>>().join(", ");
    Words::with(format!("Chỉ nhận: {words}."), format!("One of: {words}."))
}
