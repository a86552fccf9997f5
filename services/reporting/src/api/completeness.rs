//! Completeness and timeliness: who reported, and when, period by period.

use super::figure_value::FigureNumber;
use crate::domain::consolidation::percent;
use crate::domain::regime::TIER_NUMBERS;
use crate::store::completeness::{self as store, Counted, Filter};
use actix_web::get;
use chrono::{Days, NaiveDate};
use haicap_kit::Routes;
use haicap_kit::http::{Answer, Problem, Query, Reply, kinds};
use haicap_reference::{Call, FIRST_DATE, ParameterReader};
use haicap_types::{Date, ENDS_EARLY, Instant, Named, Words};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

/// How many days are counted at most: three years.
const TREND_DAYS: u64 = 1_100;

/// The routes.
pub(super) fn routes(routes: &mut Routes<'_>) {
    routes.service(get_completeness);
}

/// Whose reports are counted.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct CompletenessQuery {
    /// The regime's code.
    #[param(example = "two-tier-weekly")]
    regime: String,
    /// Periods that end on this date or later; twelve weeks before `to` if absent.
    #[param(value_type = Option<String>, format = Date)]
    from: Option<Date>,
    /// Periods that begin on this date or earlier; today if absent. At most 1,100 days after `from`.
    #[param(value_type = Option<String>, format = Date)]
    to: Option<Date>,
    /// The tier of the route, from 1.
    #[param(minimum = 1, maximum = 5, default = 1)]
    tier: Option<i16>,
    /// One organization that reports, by its code.
    #[param(example = "DU-25747")]
    organization: Option<String>,
    /// Those that report to this organization, by its code.
    #[param(example = "BTC")]
    receiver: Option<String>,
}

/// Who reported, and when.
#[derive(Debug, Serialize, ToSchema)]
struct CompletenessView {
    /// The regime's code.
    #[schema(example = "two-tier-weekly")]
    regime: String,
    /// The tier.
    tier: i16,
    /// The instant that it holds for.
    as_of: Instant,
    /// By period, the earliest first: a trend.
    periods: Vec<PeriodCompletenessView>,
}

/// Who reported for a period, and when.
#[derive(Debug, Serialize, ToSchema)]
struct PeriodCompletenessView {
    /// The period's id.
    id: Uuid,
    /// What it is called.
    #[schema(example = "2025-W39")]
    key: String,
    /// Its first day.
    starts_on: NaiveDate,
    /// Its last day.
    ends_on: NaiveDate,
    /// How many have to report: all but those to whom it was waived.
    expected: i64,
    /// To how many it was waived.
    waived: i64,
    /// Of how many the deadline has passed.
    due: i64,
    /// How many have reported, whatever became of it.
    submitted: i64,
    /// How many of them in time.
    on_time: i64,
    /// How many of them late.
    late: i64,
    /// How many were returned and not sent again.
    returned: i64,
    /// How many are accepted.
    accepted: i64,
    /// How many were corrected after they had been sent.
    corrected: i64,
    /// The share of those expected that have reported, in percent; null where nobody is.
    #[schema(required, example = "97.6")]
    completeness_percent: Option<FigureNumber>,
    /// The share of those expected that have reported in time, in percent; null where nobody is.
    #[schema(required, example = "92.3")]
    timeliness_percent: Option<FigureNumber>,
    /// How late the late ones were on average, in hours; null where nobody was.
    #[schema(required, example = "5.5")]
    mean_lateness_hours: Option<String>,
    /// Whose deadline has passed without a report.
    missing: Vec<Named>,
}

/// Count who reported, and when
///
/// Per period and as a trend, at any tier. Late or in time is decided by the first report and stays; a nil report is a
/// report; a waived one is not expected. For callers who see all organizations that are counted, and for the
/// organization that they report to.
#[utoipa::path(
    tag = "completeness",
    params(CompletenessQuery),
    responses((status = 200, description = "By period.", body = CompletenessView))
)]
#[get("/completeness")]
async fn get_completeness(call: Call, query: Query<CompletenessQuery>) -> Answer {
    let filter = query.0.filter(&call)?;
    let database = &call.host.database;
    let (seen, own) = (call.known.sight.codes().to_vec(), &call.caller.organization);
    let counts_others =
        database.read_at_length(async |db| store::counts_others(db, &filter, seen.clone(), own.clone()).await).await?;
    if counts_others.ok_or_else(Problem::not_found)? {
        return Err(Problem::new(&kinds::FORBIDDEN).code("not_all_seen").detail(NOT_ALL_SEEN));
    }
    let now = call.host.clock.now();
    let counted = database.read_at_length(async |db| store::count(db, &filter, now).await).await?;
    let view = CompletenessView {
        regime: filter.regime,
        tier: filter.tier,
        as_of: Instant(now),
        periods: counted.into_iter().map(|counted| view(&call, counted)).collect(),
    };
    Ok(Reply::as_of(&view, view.as_of))
}

impl CompletenessQuery {
    fn filter(self, call: &Call) -> Result<Filter, Problem> {
        let mut reader = ParameterReader::default();
        let to = reader.known_date("to", self.to).unwrap_or(call.known.today);
        let before = |days: u64| to.checked_sub_days(Days::new(days)).unwrap_or(FIRST_DATE);
        let from = reader.known_date("from", self.from).unwrap_or(before(84));
        if from > to {
            reader.fault("to", ENDS_EARLY);
        }
        if from < before(TREND_DAYS) {
            reader.fault("from", TOO_LONG);
        }
        let filter = Filter {
            regime: self.regime,
            from,
            to,
            tier: reader.number("tier", self.tier, TIER_NUMBERS).unwrap_or(1),
            organization: reader.organization("organization", self.organization.as_deref()),
            receiver: reader.organization("receiver", self.receiver.as_deref()),
        };
        reader.done().map(|()| filter)
    }
}

const TOO_LONG: Words = Words::new(
    "Mỗi lần chỉ tính được tối đa 1.100 ngày; hãy chọn khoảng ngắn hơn.",
    "At most 1,100 days are counted at once; choose a shorter span.",
);
const NOT_ALL_SEEN: Words = Words::new(
    "Chỉ cơ quan nhận báo cáo hoặc cơ quan xem được tất cả các đơn vị được tính mới xem được số liệu này; hãy chọn đơn \
     vị của mình.",
    "Only the organization that receives the reports, or one that sees all organizations that are counted, can see \
     these figures; choose your own organization.",
);

fn view(call: &Call, counted: Counted) -> PeriodCompletenessView {
    let share = |part: i64| {
        let (part, whole) = (u32::try_from(part).ok()?, u32::try_from(counted.expected).ok()?);
        percent(part, whole).map(FigureNumber::from)
    };
    PeriodCompletenessView {
        id: counted.period,
        completeness_percent: share(counted.submitted),
        timeliness_percent: share(counted.on_time),
        mean_lateness_hours: counted.mean_lateness_h.map(|hours| format!("{hours:.1}")),
        missing: counted.missing.iter().map(|code| call.named(code)).collect(),
        key: counted.key,
        starts_on: counted.starts_on,
        ends_on: counted.ends_on,
        expected: counted.expected,
        waived: counted.waived,
        due: counted.due,
        submitted: counted.submitted,
        on_time: counted.on_time,
        late: counted.late,
        returned: counted.returned,
        accepted: counted.accepted,
        corrected: counted.corrected,
    }
}
