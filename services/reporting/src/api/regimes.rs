//! Report regimes: who reports what to whom, how often, and by when.

use super::call::{answer_by_code, expect_definer, expect_owner};
use crate::domain::period::Period;
use crate::domain::regime::{Regime, Surroundings, Warning};
use crate::facts::{RegimeEvent, definition_event};
use crate::store::periods::{self, Filter, TierDeadline};
use crate::store::{Kept, forms, regimes as store};
use crate::vocabulary::RegimeState;
use crate::work::periods::{rewrite_periods, write_periods};
use actix_web::{get, patch, post};
use chrono::{Days, NaiveDate};
use haicap_kit::db::{Db, lock_name};
use haicap_kit::http::{
    Answer, Fault, List, ListAnswer, ListingView, NoFilter, PageQuery, Path, Problem, Query, Reply, Write, kinds,
    patched,
};
use haicap_kit::{Routes, Stop, Work};
use haicap_reference::{Call, LAST_DATE, ParameterReader};
use haicap_types::{Date, Instant, ListCode, Named, Words};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

/// How many periods a look at the timetable shows at most.
const TIMETABLE_MAX: usize = 60;

/// The routes.
pub(super) fn routes(routes: &mut Routes<'_>) {
    routes.service(list_regimes).service(define_regime).service(get_regime).service(edit_regime).service(get_timetable);
}

/// A regime as it stands in answers.
#[derive(Debug, Serialize, ToSchema)]
struct RegimeView {
    /// What it says: what a patch changes.
    definition: Regime,
    /// Whether it is in force.
    state: RegimeState,
    /// The organization that defined it.
    owner: Named,
    /// Counts its changes; part of the ETag.
    version: i32,
}

/// How a regime is defined.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct DefineQuery {
    /// `true` to learn what is wrong with it and change nothing.
    #[serde(default)]
    #[param(default = false)]
    dry_run: bool,
    /// The codes of the warnings that were read, separated by commas: `short_time`, `deadlines_passed`,
    /// `days_left_out`, `short_period`, `source_ends`.
    #[param(example = "short_time")]
    acknowledged_warnings: Option<String>,
}

/// Which stretch of a timetable.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct TimetableQuery {
    /// Periods that end on this date or later; today if absent.
    #[param(value_type = Option<String>, format = Date)]
    from: Option<Date>,
    /// Periods that begin on this date or earlier; three months after `from` if absent. At most 60 are shown.
    #[param(value_type = Option<String>, format = Date)]
    to: Option<Date>,
}

/// When things are due.
#[derive(Debug, Serialize, ToSchema)]
struct TimetableView {
    /// The periods, the earliest first.
    periods: Vec<TimetablePeriodView>,
    /// Whether there are more until `to` than are shown.
    has_more: bool,
}

/// The moments of a period, whether it is created already or not.
#[derive(Debug, Serialize, ToSchema)]
struct TimetablePeriodView {
    /// What it is called.
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
    /// By tier.
    tiers: Vec<TierMomentsView>,
}

/// The moments of a tier.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct TierMomentsView {
    /// The tier, from 1.
    pub(super) tier: usize,
    /// When it has to report at the latest.
    pub(super) due_at: Instant,
    /// From when on a first report is refused.
    pub(super) locks_at: Instant,
}

/// List report regimes
///
/// By code.
#[utoipa::path(
    tag = "regimes",
    params(PageQuery),
    responses((status = 200, description = "A page of regimes.", body = ListingView<RegimeView>))
)]
#[get("/regimes")]
async fn list_regimes(call: Call, list: List<NoFilter>) -> ListAnswer {
    answer_by_code(list.pages, call, store::list, |thing| &thing.code, view).await
}

/// Get a report regime
///
/// The eleven things that a regime has to say (decree 09/2019, art. 7 and 8), and its route.
#[utoipa::path(
    tag = "regimes",
    params(("code" = String, Path, description = "Its code.", example = "two-tier-weekly")),
    responses((status = 200, description = "The regime.", body = RegimeView))
)]
#[get("/regimes/{code}")]
async fn get_regime(call: Call, code: Path<String>) -> Answer {
    let found = call.host.database.read(async |db| store::find(db, &code.0).await).await?;
    Ok(reply(&call, found.ok_or_else(Problem::not_found)?))
}

/// Define a report regime
///
/// By an organization that sees all who would have to report. Refused where a later tier would be due before an earlier
/// one in every period; where only days that are not worked bring their deadlines together, the later tier follows on
/// the next working day. Less than one working day between the cut-off and the deadline of the units is refused for
/// State regimes, and a warning to be acknowledged for Party ones. The periods that have begun are opened at once;
/// where their deadlines have passed, that is a warning, and their units have the whole of the next working day.
#[utoipa::path(
    tag = "regimes",
    params(DefineQuery),
    request_body = Regime,
    responses(
        (status = 201, description = "The regime.", body = RegimeView),
        (status = 200, description = "The regime as it would be; only with `dry_run`.", body = RegimeView),
    )
)]
#[post("/regimes")]
async fn define_regime(call: Call, query: Query<DefineQuery>, write: Write<Regime>) -> Answer {
    call.host
        .change(&call.caller, &write.precondition.unless_tried(query.0.dry_run), async |work| {
            expect_definer(&call)?;
            let thing = checked(&call, work, None, write.body.clone(), &query.0).await?;
            let kept = Kept { owner: call.caller.organization.clone(), thing, version: 1 };
            if query.0.dry_run {
                return Ok(Reply::ok(&view(&call, kept)));
            }
            let location = format!("/reporting/v1/regimes/{}", kept.thing.code);
            if !store::insert(work.db(), &kept).await? {
                let problem = Problem::new(&kinds::CONFLICT).code("regime_exists").detail(EXISTS);
                return Err(problem.href(location).into());
            }
            let written = write_periods(work.db(), &kept.thing, &call.known.directory, work.now).await?;
            written.events.into_iter().for_each(|event| work.publish(event));
            let facts = (None::<&Regime>, &kept.thing);
            work.publish(definition_event(RegimeEvent::Defined, &kept.thing.code, &kept.owner, facts));
            let version = kept.version;
            Ok(Reply::created(&view(&call, kept), location).version(version))
        })
        .await
}

/// Change a report regime
///
/// A merge patch. It holds for the periods that have not begun; what was expected before stays expected. What stays as
/// it is is not judged again, such as a leg that names an organization that has ended since. Where it takes
/// in days before the periods that have begun, or leaves days after them, a warning says that nothing will be reported of
/// them; where these end inside of a period of the new rules, a warning says that it is short. A frequency of another
/// kind names what the one before had and it has not, as `null`.
#[utoipa::path(
    tag = "regimes",
    params(("code" = String, Path, description = "Its code.", example = "two-tier-weekly"), DefineQuery),
    request_body(
        content = Regime,
        content_type = "application/merge-patch+json",
        example = json!({ "title": "Báo cáo tuần về vận hành mô hình chính quyền địa phương 2 cấp" })
    ),
    responses((status = 200, description = "The regime afterwards.", body = RegimeView))
)]
#[patch("/regimes/{code}")]
async fn edit_regime(call: Call, code: Path<String>, query: Query<DefineQuery>, write: Write<Value>) -> Answer {
    call.host
        .change(&call.caller, &write.precondition.unless_tried(query.0.dry_run), async |work| {
            let mut kept = store::find(work.db(), &code.0).await?.ok_or_else(Problem::not_found)?;
            expect_owner(&call, &kept.owner)?;
            write.precondition.if_match.require(kept.version)?;
            let sent: Regime = patched(&kept.thing, &write.body)?;
            if sent.code != kept.thing.code {
                return Err(Problem::new(&kinds::CONFLICT).code("code_changed").detail(CODE).into());
            }
            let thing = checked(&call, work, Some(&kept.thing), sent, &query.0).await?;
            let before = std::mem::replace(&mut kept.thing, thing);
            if query.0.dry_run {
                return Ok(reply(&call, kept));
            }
            if !store::save(work.db(), &kept).await? {
                return Err(Stop::Lost);
            }
            kept.version += 1;
            let directory = &call.known.directory;
            let rewritten = rewrite_periods(work.db(), &before, &kept.thing, directory, work.now).await?;
            rewritten.into_iter().for_each(|event| work.publish(event));
            let facts = (Some(&before), &kept.thing);
            work.publish(definition_event(RegimeEvent::Changed, &kept.thing.code, &kept.owner, facts));
            Ok(reply(&call, kept))
        })
        .await
}

/// Get the timetable of a regime
///
/// When its periods begin, close and fall due. Periods that are created already are shown as `GET /periods` shows them,
/// later ones by the rules and the working calendar as they stand. What was granted to a single organization is shown
/// with its obligation.
#[utoipa::path(
    tag = "regimes",
    params(("code" = String, Path, description = "Its code.", example = "two-tier-weekly"), TimetableQuery),
    responses((status = 200, description = "The timetable.", body = TimetableView))
)]
#[get("/regimes/{code}/timetable")]
async fn get_timetable(call: Call, code: Path<String>, query: Query<TimetableQuery>) -> Answer {
    let mut reader = ParameterReader::default();
    let from = reader.known_date("from", query.0.from).unwrap_or(call.known.today);
    let until = reader.known_date("to", query.0.to).or_else(|| from.checked_add_days(Days::new(92)));
    reader.done()?;
    let until = until.unwrap_or(LAST_DATE);
    let code = &code.0;
    let written = async |db: Db<'_>| {
        let Some(regime) = store::find(db, code).await? else { return Ok(None) };
        let filter = Filter { regime: Some(code.clone()), from: Some(from), to: Some(until) };
        let written = periods::earliest(db, &filter, TIMETABLE_MAX + 1).await?;
        let tiers = periods::tiers(db, written.iter().map(|period| period.id).collect()).await?;
        Ok(Some((regime.thing, written, tiers, periods::created(db, code).await?)))
    };
    let found = call.host.database.read(written).await?;
    let (regime, written, mut tiers, created) = found.ok_or_else(Problem::not_found)?;
    let written = written.into_iter().map(|period| {
        let tiers = tiers.remove(&period.id).unwrap_or_default().into_iter().map(TierMomentsView::from);
        TimetablePeriodView::of(period, tiers.collect())
    });
    let to_come = regime.periods_after(created.as_ref()).skip_while(|(_, days)| days.ends_on < from);
    let to_come = to_come.take_while(|(_, days)| days.starts_on <= until).map(|days| {
        let (period, moments) = Period::of(Uuid::nil(), &regime, days, &call.known.directory, None);
        let tiers = (1..).zip(moments.tiers).map(|(tier, moments)| TierMomentsView {
            tier,
            due_at: Instant(moments.due_at),
            locks_at: Instant(moments.locks_at),
        });
        TimetablePeriodView::of(period, tiers.collect())
    });
    let mut periods: Vec<_> = written.chain(to_come).take(TIMETABLE_MAX + 1).collect();
    let has_more = periods.len() > TIMETABLE_MAX;
    periods.truncate(TIMETABLE_MAX);
    Ok(Reply::ok(&TimetableView { periods, has_more }))
}

impl TimetablePeriodView {
    fn of(period: Period, tiers: Vec<TierMomentsView>) -> Self {
        Self {
            key: period.key,
            starts_on: period.starts_on,
            ends_on: period.ends_on,
            opens_at: Instant(period.opens_at),
            cutoff_at: Instant(period.cutoff_at),
            tiers,
        }
    }
}

impl From<TierDeadline> for TierMomentsView {
    fn from(TierDeadline { tier, due_at, locks_at }: TierDeadline) -> Self {
        let tier = usize::try_from(tier).unwrap_or_default();
        Self { tier, due_at: Instant(due_at), locks_at: Instant(locks_at) }
    }
}

const EXISTS: Words = Words::new("Đã có chế độ báo cáo mang mã này.", "There is a regime with this code.");
const CODE: Words = Words::new("Mã của chế độ báo cáo không đổi được.", "The code of a regime cannot change.");
const UNSEEN: Words = Words::new(
    "Chỉ cơ quan xem được tất cả các cơ quan phải báo cáo mới được quy định chế độ này.",
    "Only an organization that sees all who would have to report can define this regime.",
);
const UNREAD: Words = Words::new(
    "Chế độ báo cáo có cảnh báo; hãy xác nhận đã đọc bằng tham số acknowledged_warnings.",
    "The regime has warnings; say that they were read with acknowledged_warnings.",
);

/// The regime as it can be kept: sound, still a source for those that are made of it, imposed on nobody whom the caller
/// does not see, its warnings read.
async fn checked(
    call: &Call,
    work: &Work<'_>,
    before: Option<&Regime>,
    sent: Regime,
    query: &DefineQuery,
) -> Result<Regime, Stop> {
    // A regime and its source are judged together, so they are not changed at the same time.
    lock_name(work.db(), "sources of regimes").await?;
    let wanted: BTreeSet<String> =
        sent.tiers.iter().flat_map(|tier| &tier.legs).filter_map(|leg| leg.form.clone()).collect();
    let forms = forms::latest(work.db(), wanted).await?.into_keys().collect();
    let source = match &sent.source_regime {
        Some(code) if *code != sent.code && ListCode::new(code).is_ok() => {
            store::find(work.db(), code).await?.map(|kept| kept.thing)
        }
        _ => None,
    };
    let (directory, today) = (&*call.known.directory, call.known.today);
    let dependents = match before {
        Some(before) => store::made_of(work.db(), &before.code).await?,
        None => Vec::new(),
    };
    let kept = match before {
        Some(before) => periods::kept(work.db(), &before.code, work.now).await?,
        None => None,
    };
    let (source, kept) = (source.as_ref(), kept.as_ref());
    let around = Surroundings { directory, today, forms: &forms, source, before, dependents: &dependents, kept };
    let (regime, warnings) = sent.checked(&around)?;
    let reporters = |regime: &Regime| {
        let expected = regime.expected(directory, today.max(regime.starts_on.0)).into_iter();
        expected.map(|one| one.organization).collect::<BTreeSet<_>>()
    };
    let imposed = before.map(reporters).unwrap_or_default();
    if !reporters(&regime).difference(&imposed).all(|organization| call.known.sight.sees(organization)) {
        return Err(Problem::new(&kinds::FORBIDDEN).code("not_overseen").detail(UNSEEN).into());
    }
    let read: BTreeSet<&str> =
        query.acknowledged_warnings.as_deref().unwrap_or_default().split(',').map(str::trim).collect();
    let unread: Vec<Warning> = warnings.into_iter().filter(|warning| !read.contains(warning.code)).collect();
    if unread.is_empty() {
        return Ok(regime);
    }
    let codes: Vec<&str> = unread.iter().map(|warning| warning.code).collect();
    let problem = Problem::new(&kinds::INVALID).code("unread_warnings").detail(UNREAD);
    let problem = problem.member("warnings", json!(codes));
    let fault = |warning: Warning| Fault::new("acknowledged_warnings", warning.words);
    Err(problem.faults(unread.into_iter().map(fault).collect()).into())
}

fn reply(call: &Call, kept: Kept<Regime>) -> Reply {
    let version = kept.version;
    Reply::ok(&view(call, kept)).version(version)
}

fn view(call: &Call, kept: Kept<Regime>) -> RegimeView {
    let state = kept.thing.state(call.known.today);
    RegimeView { definition: kept.thing, state, owner: call.named(&kept.owner), version: kept.version }
}
