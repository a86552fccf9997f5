use crate::vocabulary::MemberRole;
use chrono::NaiveDate;
use haicap_reference::Directory;
use haicap_types::{Date, ENDS_EARLY, Faults, OrganizationCode, Words, pointer};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use utoipa::ToSchema;
use uuid::Uuid;

const MEMBERS_MAX: usize = 50;
const TARGETS_MAX: usize = 500;

/// What a team is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = TeamIn, example = json!({
    "title": "Tổ Công tác số 2", "symbol": "TCT2", "members": [], "targets": ["DU-25747"],
}))]
pub struct TeamContent {
    /// What it is called.
    #[schema(min_length = 1, max_length = 200, example = "Tổ Công tác số 1")]
    pub title: String,
    /// Its symbol in the numbers of its papers, such as `04-CV/TCT1`.
    #[schema(min_length = 1, max_length = 16, example = "TCT1")]
    pub symbol: String,
    /// Its members.
    #[serde(default)]
    #[schema(max_items = 50)]
    pub members: Vec<Membership>,
    /// Its targets, by code.
    #[serde(default)]
    #[schema(max_items = 500, example = json!(["DU-25747", "DU-25750"]))]
    pub targets: Vec<OrganizationCode>,
    /// Why it has fewer or more members than the rules say; null where it has not.
    #[serde(default)]
    #[schema(required = false, max_length = 2_000)]
    pub size_reason: Option<String>,
}

/// A membership.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Membership {
    /// The person, by the id of the file.
    pub person: Uuid,
    /// The role.
    pub role: MemberRole,
    /// The first day; null from the beginning.
    #[serde(default)]
    #[schema(required = false)]
    pub from: Option<NaiveDate>,
    /// The last day; null until the end.
    #[serde(default)]
    #[schema(required = false)]
    pub to: Option<NaiveDate>,
    /// Why the person came later or left earlier; null where neither happened.
    #[serde(default)]
    #[schema(required = false, max_length = 2_000)]
    pub reason: Option<String>,
}

/// What a team is checked against.
#[derive(Debug, Clone, Copy)]
pub struct Frame<'a> {
    /// The organizations.
    pub directory: &'a Directory,
    /// The persons of whom the conducting organization has a file.
    pub persons: &'a HashSet<Uuid>,
}

impl Membership {
    /// Whether the person is a member on a date.
    #[must_use]
    pub fn is_on(&self, on: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= on) && self.to.is_none_or(|to| on <= to)
    }

    fn overlaps(&self, other: &Self) -> bool {
        let begins_by =
            |from: Option<NaiveDate>, to: Option<NaiveDate>| from.zip(to).is_none_or(|(from, to)| from <= to);
        begins_by(self.from, other.to) && begins_by(other.from, self.to)
    }
}

impl TeamContent {
    /// The team in the form in which it is kept. Whether it can be launched is another question.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn checked(mut self, frame: Frame<'_>) -> Result<Self, Faults> {
        let mut faults = Faults::default();
        faults.tidy::<200, false>("/title", &mut self.title);
        faults.tidy::<16, false>("/symbol", &mut self.symbol);
        faults.expect(is_symbol(&self.symbol), "/symbol", NO_SYMBOL);
        faults.expect(self.members.len() <= MEMBERS_MAX, "/members", too_many(MEMBERS_MAX));
        faults.expect(self.targets.len() <= TARGETS_MAX, "/targets", too_many(TARGETS_MAX));
        if self.members.len() > MEMBERS_MAX || self.targets.len() > TARGETS_MAX {
            // Members are compared with each other, which takes too long for as many as a body can hold.
            return Err(faults);
        }
        faults.tidy_optional::<2_000, true>("/size_reason", &mut self.size_reason);
        for (index, one) in self.members.iter_mut().enumerate() {
            faults.tidy_optional::<2_000, true>(pointer(&[&"members", &index, &"reason"]), &mut one.reason);
        }
        for (index, one) in self.members.iter().enumerate() {
            let at = |member: &str| pointer(&[&"members", &index, &member]);
            faults.expect(frame.persons.contains(&one.person), at("person"), NO_PERSON);
            for (member, date) in [("from", one.from), ("to", one.to)] {
                date.and_then(|date| faults.date(at(member), Date(date)));
            }
            let is_in_order = one.from.zip(one.to).is_none_or(|(from, to)| from <= to);
            faults.expect(is_in_order, at("to"), ENDS_EARLY);
            let mut others = self.members.iter().take(index);
            let is_twice = others.any(|other| other.person == one.person && other.overlaps(one));
            faults.expect(!is_twice, at("person"), MEMBER_TWICE);
            let mut others = self.members.iter().take(index);
            let is_second = one.role == MemberRole::Head
                && others.any(|other| other.role == MemberRole::Head && other.overlaps(one));
            faults.expect(!is_second, at("role"), TWO_HEADS);
        }
        let mut seen = HashSet::new();
        for (index, code) in self.targets.iter().enumerate() {
            let at = pointer(&[&"targets", &index]);
            frame.directory.expect_organization(&mut faults, at.clone(), code);
            faults.expect(seen.insert(code), at, TARGET_TWICE);
        }
        faults.done(self)
    }
}

impl TeamContent {
    /// Expects that members were only replaced, for the time from today on: what a running team did stays as it was.
    ///
    /// # Errors
    /// Everything else that was changed.
    pub fn expect_only_replaced(&self, before: &Self, today: NaiveDate) -> Result<(), Faults> {
        let mut faults = Faults::default();
        faults.expect(self.targets == before.targets, "/targets", TARGETS_STAY);
        faults.expect(self.symbol == before.symbol, "/symbol", SYMBOL_STAYS);
        for (index, one) in self.members.iter().enumerate() {
            let at = |member: &str| pointer(&[&"members", &index, &member]);
            let kept = before
                .members
                .iter()
                .find(|other| (other.person, other.role, other.from) == (one.person, one.role, one.from));
            if kept.is_some_and(|kept| kept == one) {
                continue;
            }
            // Whoever leaves has this day or a later one as the last, and whoever comes as the first.
            let (day, member) = if kept.is_some() { (one.to, "to") } else { (one.from, "from") };
            let may_change = kept.is_none_or(|kept| kept.to.is_none_or(|last| today <= last));
            faults.expect(may_change && day.is_some_and(|day| today <= day), at(member), NOT_IN_THE_PAST);
            faults.expect(one.reason.is_some(), at("reason"), NO_REASON);
        }
        let is_left = |one: &Membership| {
            self.members.iter().any(|other| (other.person, other.role, other.from) == (one.person, one.role, one.from))
        };
        faults.expect(before.members.iter().all(is_left), "/members", MEMBERS_STAY);
        faults.done(())
    }
}

/// A symbol has no sign that separates the parts of a number.
fn is_symbol(symbol: &str) -> bool {
    !symbol.is_empty() && symbol.chars().all(char::is_alphanumeric)
}

fn too_many(most: usize) -> Words {
    Words::with(format!("Không được quá {most} mục."), format!("There must be at most {most} items."))
}

const TARGETS_STAY: Words =
    Words::new("Tổ đang hoạt động không đổi được đối tượng.", "The targets of a running team cannot change.");
const SYMBOL_STAYS: Words =
    Words::new("Tổ đang hoạt động không đổi được ký hiệu.", "The symbol of a running team cannot change.");
const NOT_IN_THE_PAST: Words = Words::new("Ngày phải từ hôm nay trở đi.", "The day must be today or later.");
const NO_REASON: Words = Words::new("Phải nêu lý do thay đổi thành viên.", "A change of members needs a reason.");
const MEMBERS_STAY: Words = Words::new(
    "Thành viên đã tham gia thì không xóa được; hãy ghi ngày cuối.",
    "Members of a running team cannot be removed; give them a last day.",
);
const NO_SYMBOL: Words = Words::new("Ký hiệu chỉ gồm chữ cái và chữ số.", "A symbol has letters and digits only.");
const NO_PERSON: Words = Words::new("Không có hồ sơ của người này.", "There is no file of this person.");
const MEMBER_TWICE: Words = Words::new(
    "Người này đã là thành viên của tổ trong thời gian đó.",
    "This person is a member of the team at that time already.",
);
const TWO_HEADS: Words =
    Words::new("Mỗi thời điểm tổ chỉ có một Trưởng đoàn hoặc Tổ trưởng.", "A team must have one head at a time.");
const TARGET_TWICE: Words = Words::new("Đối tượng này đã có trong danh sách.", "This target is in the list already.");
