use crate::domain::number_book::Term;
use crate::domain::register::is_city_office;
use crate::domain::rights::may_begin_term;
use crate::facts::term_begun_event;
use crate::store;
use actix_web::{get, post};
use chrono::NaiveDate;
use haicap_kit::http::{Answer, List, ListAnswer, ListingView, NoFilter, PageQuery, Problem, Reply, Write, kinds};
use haicap_reference::Call;
use haicap_types::{Actor, Date, Faults, Words, if_sent};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A term of the city's committee.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct TermIn {
    /// Its first day.
    #[schema(example = "2025-10-14")]
    starts_on: Date,
    /// Its last day, if that is known.
    #[serde(default)]
    #[schema(example = json!(null))]
    ends_on: Option<Date>,
}

/// A term of the city's committee: Party numbers begin again with each.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TermView {
    /// Its first day, which is its key.
    #[schema(example = "2025-10-14")]
    starts_on: NaiveDate,
    /// Its last day; null while it runs.
    #[schema(required)]
    ends_on: Option<NaiveDate>,
}

/// List the committee's terms
///
/// The first one first. Party numbers begin again with each.
#[utoipa::path(
    tag = "number-books",
    params(PageQuery),
    responses((status = 200, description = "A page of terms.", body = ListingView<TermView>))
)]
#[get("/terms")]
pub(crate) async fn list_terms(call: Call, list: List<NoFilter>) -> ListAnswer {
    list.pages
        .answer(async move |page| {
            let after = page.after::<NaiveDate>()?;
            let mut found = page.read(&call.host.database, async |db| store::number_books::terms(db).await).await?;
            found.retain(|term| after.is_none_or(|after| term.starts_on > after));
            let (found, next) = page.cut(found, |term| term.starts_on);
            let items = found.into_iter().map(TermView::from).collect();
            Ok(page.list(items, next))
        })
        .await
}

/// Enter a term of the committee
///
/// By the Party office. From its first day, Party documents are numbered from one again; where terms overlap, the later
/// one counts.
#[utoipa::path(
    tag = "number-books",
    request_body = TermIn,
    responses((status = 201, description = "The term.", body = TermView))
)]
#[post("/terms")]
pub(crate) async fn begin_term(call: Call, write: Write<TermIn>) -> Answer {
    call.host
        .change(&call.caller, &write.precondition, async |work| {
            let own = &call.caller.organization;
            let is_city_office = is_city_office(&call.known.directory, own, call.known.today);
            may_begin_term(&Actor::from(&call.caller), is_city_office)?;
            let term = write.body.read()?;
            if !store::number_books::insert_term(work.db(), term).await? {
                let words = Words::new("Đã có nhiệm kỳ bắt đầu vào ngày này.", "A term begins on this day already.");
                return Err(Problem::new(&kinds::CONFLICT).code("term_exists").detail(words).into());
            }
            work.publish(term_begun_event(term, own));
            Ok(Reply::created(&TermView::from(term), "/directives/v1/terms".to_owned()))
        })
        .await
}

impl TermIn {
    fn read(&self) -> Result<Term, Faults> {
        let mut faults = Faults::default();
        let starts_on = faults.date("/starts_on", self.starts_on);
        let ends_on = if_sent(self.ends_on, |date| faults.date("/ends_on", date));
        faults.expect(self.ends_on.is_none_or(|last| last > self.starts_on), "/ends_on", ENDS_FIRST);
        let (starts_on, ends_on) = faults.all((starts_on, ends_on))?;
        Ok(Term { starts_on, ends_on })
    }
}

const ENDS_FIRST: Words =
    Words::new("Ngày cuối của nhiệm kỳ phải sau ngày đầu.", "The last day of a term must come after the first.");

impl From<Term> for TermView {
    fn from(term: Term) -> Self {
        Self { starts_on: term.starts_on, ends_on: term.ends_on }
    }
}
