//! Which days are worked.

use crate::api::directory::{Keeper, Reading, refused};
use crate::api::exchange::export;
use crate::domain::rights::DirectoryAct;
use actix_web::{delete, get, put};
use chrono::{Datelike, NaiveDate};
use haicap_kit::Routes;
use haicap_kit::http::{
    Answer, List, ListAnswer, ListingView, NoContentIn, PageQuery, Path, Problem, Query, Reply, Write,
};
use haicap_reference::{
    CalendarDay, Change, DirectoryChange, DirectoryRefusal, ParameterReader, WorkingCalendar, rules,
};
use haicap_types::{Action, Date, DayKind, DayStatus, Faults, Line, Method, Words, is_in_range};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// A date, and whether it is worked.
#[derive(Debug, Serialize, ToSchema)]
struct DayView {
    /// The date.
    date: NaiveDate,
    /// Whether it is worked.
    is_working: bool,
    /// What it is called; null for an ordinary weekday or weekend.
    #[schema(required, example = "Quốc khánh")]
    name_vi: Option<String>,
    /// How it differs; null for an ordinary weekday or weekend.
    #[schema(required)]
    kind: Option<DayKind>,
    /// How sure that is; null for an ordinary weekday or weekend.
    #[schema(required)]
    status: Option<DayStatus>,
    /// Counts the changes; 0 for an ordinary weekday or weekend.
    version: i32,
    /// What the caller may do with it now; in lists only what is allowed.
    actions: Vec<Action>,
}

/// How a date differs from an ordinary weekday or weekend.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "name_vi": "Nghỉ hoán đổi dịp Quốc khánh", "kind": "in_lieu", "status": "projected" }))]
struct DayIn {
    /// What it is called.
    #[schema(example = "Nghỉ bù Quốc khánh", max_length = 300)]
    name_vi: String,
    /// How it differs.
    kind: DayKind,
    /// How sure that is.
    status: DayStatus,
}

/// The date that lies a number of working days away.
#[derive(Debug, Serialize, ToSchema)]
struct WorkingDaysView {
    /// Where the counting began.
    from: NaiveDate,
    /// How many working days.
    #[schema(example = 5)]
    days: i32,
    /// The last of them; `from` itself for none.
    date: NaiveDate,
}

/// Which stretch.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct CalendarQuery {
    /// The first date; the first of this year if absent.
    #[param(example = "2025-01-01")]
    from: Option<String>,
    /// The last date; the last of the year of `from` if absent.
    #[param(example = "2025-12-31")]
    to: Option<String>,
}

/// What is counted.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct WorkingDaysQuery {
    /// Where the counting begins; this date is not counted itself. Today if absent.
    #[param(example = "2025-10-01")]
    from: Option<String>,
    /// How many working days after it, or before it if negative.
    #[param(minimum = -10_000, maximum = 10_000, example = 5)]
    days: i32,
}

/// The most working days that are counted at once.
const DAYS_MAX: u32 = 10_000;

/// The routes.
pub fn routes(routes: &mut Routes<'_>) {
    routes.service(list_days).service(get_day).service(put_day).service(remove_day).service(count_working_days);
}

/// List the days that differ
///
/// Holidays, days in lieu, swapped days and weekend days that are worked, by date.
#[utoipa::path(
    tag = "calendar",
    params(CalendarQuery, PageQuery),
    responses((
        status = 200,
        description = "A page of days; as CSV, every row whatever `limit` and `cursor`.",
        content(
            (ListingView<DayView> = "application/json"),
            (String = "text/csv", example = json!(
                "date,name_vi,kind,status,version\n\
                 2025-09-02,Quốc khánh,holiday,official,1\n"
            ))
        )
    ))
)]
#[get("/working-calendar")]
async fn list_days(list: List<CalendarQuery>, reading: Reading) -> ListAnswer {
    let List { filter: CalendarQuery { from, to }, pages } = list;
    let year = |date: NaiveDate, month, day| NaiveDate::from_ymd_opt(date.year(), month, day).unwrap_or(date);
    let mut reader = ParameterReader::default();
    let from = reader.date("from", from.as_deref()).unwrap_or_else(|| year(reading.today, 1, 1));
    let to = reader.date("to", to.as_deref()).unwrap_or_else(|| year(from, 12, 31));
    reader.done()?;
    let is_wanted = move |day: &&CalendarDay| (from..=to).contains(&day.date);
    if pages.are_csv() {
        return export(&reading, reading.directory.calendar().days().filter(is_wanted));
    }
    pages
        .answer(async move |page| {
            let after: Option<NaiveDate> = page.after()?;
            let days = reading.directory.calendar().days().filter(is_wanted);
            let days = days.filter(|day| after.is_none_or(|after| day.date > after));
            let (days, next) = page.cut(days.take(page.rows()).collect(), |day| day.date);
            let views: Vec<_> = days.into_iter().map(|day| DayView::listed(&reading, day)).collect();
            Ok(page.list(views, next))
        })
        .await
}

/// Get a date
///
/// Every date from 1900 to 2200 is there, ordinary ones too.
#[utoipa::path(
    tag = "calendar",
    params(("date" = NaiveDate, Path, description = "The date.", example = "2025-09-02")),
    responses((status = 200, description = "The date.", body = DayView))
)]
#[get("/working-calendar/{date}")]
async fn get_day(date: Path<Date>, reading: Reading) -> Answer {
    let date = within_range(date.0.0)?;
    Ok(DayView::new(&reading, date, reading.directory.calendar().day(date)).reply())
}

/// Say how a date differs
///
/// For the operator. Holds for everything that is counted from now on; what was decided before keeps its dates.
#[utoipa::path(
    tag = "calendar",
    params(("date" = NaiveDate, Path, description = "The date.", example = "2026-08-31")),
    request_body = DayIn,
    responses((status = 200, description = "The date afterwards.", body = DayView))
)]
#[put("/working-calendar/{date}")]
async fn put_day(date: Path<Date>, keeper: Keeper, write: Write<DayIn>) -> Answer {
    let date = within_range(date.0.0)?;
    keeper
        .change(&write.precondition, async |keeping| {
            let directory = &keeping.before.directory;
            let before = directory.calendar().day(date).cloned();
            keeping.permit(DirectoryAct::EditCalendar)?;
            write.precondition.if_match.require(version(before.as_ref()))?;
            let wanted = write.body.parse(date)?;
            let row = match &before {
                None => rules::add_day(directory, wanted),
                Some(_) => rules::revise_day(directory, wanted),
            };
            let row = row.map_err(|refusal| refused(&refusal))?;
            keeping.save(&DirectoryChange::Day(Change { before, after: Some(row.clone()) })).await?;
            Ok(DayView::new(&keeping.before, date, Some(&row)).reply())
        })
        .await
}

/// Make a date an ordinary one again
///
/// For the operator, as when a projected holiday was not announced.
#[utoipa::path(
    tag = "calendar",
    params(("date" = NaiveDate, Path, description = "The date.", example = "2026-08-31")),
    responses((status = 204, description = "The date is an ordinary one."))
)]
#[delete("/working-calendar/{date}")]
async fn remove_day(date: Path<Date>, keeper: Keeper, write: Write<NoContentIn>) -> Answer {
    let date = within_range(date.0.0)?;
    keeper
        .change(&write.precondition, async |keeping| {
            let before = keeping.before.directory.calendar().day(date).cloned();
            keeping.permit(DirectoryAct::EditCalendar)?;
            write.precondition.if_match.require(version(before.as_ref()))?;
            if before.is_none() {
                return Err(refused(&DirectoryRefusal::DayUnknown { date }).into());
            }
            keeping.save(&DirectoryChange::Day(Change { before, after: None })).await?;
            Ok(Reply::no_content())
        })
        .await
}

/// Count working days
///
/// The date that lies a number of working days after another, or before it.
#[utoipa::path(
    tag = "calendar",
    params(WorkingDaysQuery),
    responses((status = 200, description = "The date.", body = WorkingDaysView))
)]
#[get("/working-days")]
async fn count_working_days(query: Query<WorkingDaysQuery>, reading: Reading) -> Answer {
    let WorkingDaysQuery { from, days } = query.0;
    let mut reader = ParameterReader::default();
    let from = reader.date("from", from.as_deref()).unwrap_or(reading.today);
    reader.done()?;
    if days.unsigned_abs() > DAYS_MAX {
        return Err(Problem::parameter("days", TOO_MANY));
    }
    let count: fn(&WorkingCalendar, NaiveDate, u32) -> NaiveDate =
        if days < 0 { WorkingCalendar::subtract_working_days } else { WorkingCalendar::add_working_days };
    let date = count(reading.directory.calendar(), from, days.unsigned_abs());
    Ok(Reply::ok(&WorkingDaysView { from, days, date }))
}

const TOO_MANY: Words =
    Words::new("days phải từ −10.000 đến 10.000 ngày làm việc.", "days must be from −10,000 to 10,000 working days.");

impl DayIn {
    fn parse(&self, date: NaiveDate) -> Result<CalendarDay, Faults> {
        let mut faults = Faults::default();
        let name_vi: Option<Line<300>> = faults.text("/name_vi", &self.name_vi);
        let name_vi = faults.all(name_vi)?.into();
        Ok(CalendarDay { date, name_vi, kind: self.kind, status: self.status, version: 1 })
    }
}

impl DayView {
    fn new(reading: &Reading, date: NaiveDate, day: Option<&CalendarDay>) -> Self {
        let href = format!("/directives/v1/working-calendar/{date}");
        let offered: &[_] = match day {
            None => &[("replace", Method::Put)],
            Some(_) => &[("replace", Method::Put), ("remove", Method::Delete)],
        };
        Self {
            date,
            is_working: day.map_or_else(|| WorkingCalendar::default().is_working(date), |day| day.is_working()),
            name_vi: day.map(|day| day.name_vi.clone()),
            kind: day.map(|day| day.kind),
            status: day.map(|day| day.status),
            version: version(day),
            actions: reading.actions(DirectoryAct::EditCalendar, offered, &href),
        }
    }

    /// As it stands in lists.
    fn listed(reading: &Reading, day: &CalendarDay) -> Self {
        let mut view = Self::new(reading, day.date, Some(day));
        view.actions.retain(|action| action.is_allowed);
        view
    }

    fn reply(&self) -> Reply {
        Reply::ok(self).version(self.version)
    }
}

fn version(day: Option<&CalendarDay>) -> i32 {
    day.map_or(0, |day| day.version)
}

/// The calendar ends somewhere; what lies beyond addresses nothing.
fn within_range(date: NaiveDate) -> Result<NaiveDate, Problem> {
    if is_in_range(date) { Ok(date) } else { Err(Problem::not_found()) }
}
