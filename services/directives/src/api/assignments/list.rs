use super::view::{AssignmentView, Depth, view};
use crate::api::call::marks;
use crate::store::assignments::{After, Filter, Sort, beside, list};
use actix_web::get;
use chrono::NaiveDate;
use haicap_kit::http::{Fault, List, ListAnswer, ListingView, PageQuery, Problem, kinds};
use haicap_reference::Call;
use haicap_reference::{FIRST_DATE, LAST_DATE};
use haicap_types::{Date, OrganizationCode, OrganizationRole, Vocabulary, Words, fold};
use serde::Deserialize;
use utoipa::IntoParams;

/// The most words in `text`.
const WORD_LIMIT: usize = 8;

/// The most values in a list of values.
const VALUE_LIMIT: usize = 32;

/// Which assignments are wanted; several values of one parameter are separated by commas.
#[derive(Debug, Default, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct AssignmentsQuery {
    /// Words in the title or the product, without regard to accents and case: `chi dao` finds `Chỉ đạo`.
    pub(super) text: Option<String>,
    /// An organization's code.
    pub(super) organization: Option<String>,
    /// What that organization has to do with it; any role if absent.
    #[param(value_type = Option<OrganizationRole>, inline)]
    pub(super) role: Option<String>,
    /// A territory's code: of the bodies accountable there.
    pub(super) territory: Option<String>,
    /// States.
    #[param(example = "assigned,acknowledged")]
    pub(super) state: Option<String>,
    /// Healths.
    #[param(example = "red,yellow")]
    pub(super) health: Option<String>,
    /// Official statistical groups.
    #[param(example = "open_overdue")]
    pub(super) bucket: Option<String>,
    /// Kinds of clauses.
    #[param(example = "task")]
    pub(super) kind: Option<String>,
    /// Urgencies.
    #[param(example = "urgent")]
    pub(super) urgency: Option<String>,
    /// Due on this date or later.
    pub(super) due_from: Option<String>,
    /// Due on this date or earlier.
    pub(super) due_to: Option<String>,
    /// The subject of the person who took it; `me` for the caller.
    #[param(example = "me")]
    pub(super) handler: Option<String>,
    /// A directive's id.
    #[param(value_type = Option<Uuid>)]
    pub(super) directive: Option<String>,
    /// A clause's id.
    #[param(value_type = Option<Uuid>)]
    pub(super) clause: Option<String>,
    /// A parent's id.
    #[param(value_type = Option<Uuid>)]
    pub(super) parent: Option<String>,
    /// `true` for roots alone, `false` for parts alone.
    pub(super) is_root: Option<bool>,
    /// `due_on` (default; undated last), `-due_on`, `updated_at` or `-updated_at`. Counts know no order.
    #[param(example = "due_on")]
    pub(super) sort: Option<String>,
}

/// List assignments
///
/// Only those that concern an organization that the caller sees: his own, those below it, and those that it oversees.
#[utoipa::path(
    tag = "assignments",
    params(AssignmentsQuery, PageQuery),
    responses((status = 200, description = "A page of assignments.", body = ListingView<AssignmentView>))
)]
#[get("/assignments")]
pub(super) async fn list_assignments(call: Call, request: List<AssignmentsQuery>) -> ListAnswer {
    let sort = sort(request.filter.sort.as_deref())?;
    let filter = filter(&call, &request.filter)?;
    request
        .pages
        .answer(async move |page| {
            let after: Option<After> = page.after()?;
            let (marks, rows) = (marks(&call), page.rows());
            let found =
                call.host.database.read(async |db| list(db, &filter, &marks, sort, after.as_ref(), rows).await).await?;
            let (shown, next) = page.cut(found, |assignment| match sort {
                Sort::Due | Sort::DueDescending => After::Due(assignment.effective_due_on(), assignment.id),
                Sort::Updated | Sort::UpdatedDescending => After::Updated(assignment.last_update_at, assignment.id),
            });
            let mut found = call.host.database.read(async |db| beside(db, &shown).await).await?;
            let views = shown.into_iter().map(|assignment| {
                let beside = found.remove(&assignment.id).unwrap_or_default();
                view(&call, assignment, beside, Depth::Allowed)
            });
            Ok(page.list(views.collect(), next))
        })
        .await
}

fn sort(word: Option<&str>) -> Result<Sort, Problem> {
    match word {
        None | Some("due_on") => Ok(Sort::Due),
        Some("-due_on") => Ok(Sort::DueDescending),
        Some("updated_at") => Ok(Sort::Updated),
        Some("-updated_at") => Ok(Sort::UpdatedDescending),
        Some(_) => Err(Problem::parameter(
            "sort",
            Words::new(
                "sort chỉ nhận due_on, -due_on, updated_at, -updated_at.",
                "sort takes due_on, -due_on, updated_at, -updated_at.",
            ),
        )),
    }
}

/// Reads the filters; all faults at once.
pub(super) fn filter(call: &Call, query: &AssignmentsQuery) -> Result<Filter, Problem> {
    let mut reader = Reader(Vec::new());
    let organization: Option<OrganizationCode> = reader.one("organization", query.organization.as_deref());
    let role: Option<OrganizationRole> = reader.one("role", query.role.as_deref());
    if role.is_some() && query.organization.is_none() {
        reader.fault("role", Words::new("role phải đi cùng organization.", "role needs an organization."));
    }
    let handler = match query.handler.as_deref() {
        Some("me") => Some(call.caller.person.subject.to_string()),
        other => other.map(str::to_owned),
    };
    if handler.as_ref().is_some_and(|subject| subject.contains('\0')) {
        reader.fault("handler", Words::new("Giá trị không hợp lệ.", "Not a valid value."));
    }
    // Who asks for a body that he sees, sees all in which it has a role.
    let implied = organization.as_ref().is_some_and(|code| call.known.sight.sees(code));
    let seen = (!implied).then(|| call.known.sight.codes().to_vec());
    let filter = Filter {
        seen,
        organization: organization.map(|code| (code, role)),
        accountable: query.territory.as_deref().map(|code| of_territory(call, code)),
        states: reader.several("state", query.state.as_deref()),
        health: reader.several("health", query.health.as_deref()),
        buckets: reader.several("bucket", query.bucket.as_deref()),
        kinds: reader.several("kind", query.kind.as_deref()),
        urgencies: reader.several("urgency", query.urgency.as_deref()),
        due_from: reader.date("due_from", query.due_from.as_deref()),
        due_to: reader.date("due_to", query.due_to.as_deref()),
        handler,
        directive: reader.one("directive", query.directive.as_deref()),
        clause: reader.one("clause", query.clause.as_deref()),
        parent: reader.one("parent", query.parent.as_deref()),
        is_root: query.is_root,
        words: fold(query.text.as_deref().unwrap_or_default())
            .split_whitespace()
            .take(WORD_LIMIT)
            .map(str::to_owned)
            .collect(),
    };
    reader.done().map(|()| filter)
}

fn of_territory(call: &Call, territory: &str) -> Vec<OrganizationCode> {
    let there = call.known.directory.organizations().filter(|one| one.territory_code.as_deref() == Some(territory));
    there.map(|organization| organization.code.clone()).collect()
}

/// Reads parameters and keeps what is wrong with them.
struct Reader(Vec<Fault>);

impl Reader {
    fn fault(&mut self, name: &str, words: Words) {
        self.0.push(Fault::new(name, words));
    }

    fn one<T: std::str::FromStr>(&mut self, name: &str, text: Option<&str>) -> Option<T> {
        let text = text?;
        let value = text.parse().ok();
        if value.is_none() {
            self.fault(name, Words::new("Giá trị không hợp lệ.", "Not a valid value."));
        }
        value
    }

    fn several<V: Vocabulary>(&mut self, name: &str, text: Option<&str>) -> Vec<V> {
        let words = text.into_iter().flat_map(|text| text.split(','));
        let values: Vec<Option<V>> = words.take(VALUE_LIMIT).map(|word| word.parse().ok()).collect();
        let all: Option<Vec<V>> = values.into_iter().collect();
        if all.is_none() {
            let known: Vec<&str> = V::ALL.iter().map(|value| value.word()).collect();
            let known = known.join(", ");
            self.fault(name, Words::with(format!("Chỉ nhận: {known}."), format!("Takes only: {known}.")));
        }
        all.unwrap_or_default()
    }

    fn date(&mut self, name: &str, text: Option<&str>) -> Option<NaiveDate> {
        let date = text?.parse().ok().map(|Date(date)| date).filter(|date| (FIRST_DATE..=LAST_DATE).contains(date));
        if date.is_none() {
            self.fault(name, Words::new("Ngày phải có dạng 2025-10-15.", "A date looks like 2025-10-15."));
        }
        date
    }

    fn done(self) -> Result<(), Problem> {
        if self.0.is_empty() { Ok(()) } else { Err(Problem::new(&kinds::MALFORMED).faults(self.0)) }
    }
}
