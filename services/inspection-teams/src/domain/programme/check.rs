use super::{Parties, Plan, Written};
use crate::domain::rule_pack::RulePack;
use chrono::{Months, NaiveDate};
use haicap_reference::Directory;
use haicap_types::{Date, ENDS_EARLY, Faults, ListCode, OrganizationCode, Words, pointer};
use std::collections::{BTreeSet, HashSet};
use std::ops::RangeInclusive;
use uuid::Uuid;

const ITEMS: RangeInclusive<usize> = 1..=30;
const ROUNDS: RangeInclusive<usize> = 1..=20;
const CITED: RangeInclusive<usize> = 0..=20;
const AUDIENCES: RangeInclusive<usize> = 0..=10;
const ORGANIZATIONS: RangeInclusive<usize> = 0..=500;
const TARGETS: RangeInclusive<usize> = 1..=500;

/// What a plan is checked against.
#[derive(Debug, Clone, Copy)]
pub struct Frame<'a> {
    /// Who conducts and decides.
    pub parties: &'a Parties,
    /// The rules in force.
    pub pack: &'a RulePack,
    /// The organizations.
    pub directory: &'a Directory,
    /// The date.
    pub today: NaiveDate,
    /// The requirements, of those that the plan names, that the conducting organization has to meet.
    pub requirements: &'a HashSet<Uuid>,
}

/// A plan in the form in which it is kept, with the targets that follow from it.
///
/// # Errors
/// Everything that is wrong with it.
pub fn resolve(mut plan: Plan, frame: Frame<'_>) -> Result<Written, Faults> {
    let mut faults = Faults::default();
    expect_lengths(&plan, &mut faults);
    if !faults.is_empty() {
        // Items are compared with each other, which takes too long for as many as a body can hold.
        return Err(faults);
    }
    faults.tidy::<300, false>("/title", &mut plan.title);
    for (index, cited) in plan.basis.iter_mut().enumerate() {
        faults.tidy::<500, false>(pointer(&[&"basis", &index]), cited);
    }
    for (index, id) in plan.requirements.iter().enumerate() {
        let is_known = frame.requirements.contains(id) && !plan.requirements.iter().take(index).any(|one| one == id);
        faults.expect(is_known, pointer(&[&"requirements", &index]), NO_REQUIREMENT);
    }
    check_items(&mut plan, frame, &mut faults);
    check_rounds(&mut plan, frame, &mut faults);
    let expected = targets(&plan, frame, &mut faults);
    faults.done(Written { plan, expected })
}

fn expect_lengths(plan: &Plan, faults: &mut Faults) {
    expect_number(faults, "/basis", plan.basis.len(), &CITED);
    expect_number(faults, "/requirements", plan.requirements.len(), &CITED);
    expect_number(faults, "/items", plan.items.len(), &ITEMS);
    expect_number(faults, "/rounds", plan.rounds.len(), &ROUNDS);
    for (index, round) in plan.rounds.iter().enumerate() {
        expect_number(faults, pointer(&[&"rounds", &index, &"items"]), round.items.len(), &ITEMS);
    }
    expect_number(faults, "/targets/audiences", plan.targets.audiences.len(), &AUDIENCES);
    expect_number(faults, "/targets/organizations", plan.targets.organizations.len(), &ORGANIZATIONS);
}

fn check_items(plan: &mut Plan, frame: Frame<'_>, faults: &mut Faults) {
    expect_each_once(faults, "items", plan.items.iter().map(|item| &item.code));
    let years = frame.pack.span.years;
    for (index, item) in plan.items.iter_mut().enumerate() {
        let at = |member: &str| pointer(&[&"items", &index, &member]);
        faults.tidy::<2_000, true>(at("text"), &mut item.text);
        let from = faults.date(at("span_from"), Date(item.span_from));
        let to = faults.date(at("span_to"), Date(item.span_to));
        let (Some(from), Some(to)) = (from, to) else { continue };
        faults.expect(from <= to, at("span_to"), ENDS_EARLY);
        let limit = from.checked_add_months(Months::new(12 * u32::from(years)));
        faults.expect(limit.is_none_or(|limit| to < limit), at("span_to"), span_too_long(years));
    }
}

fn check_rounds(plan: &mut Plan, frame: Frame<'_>, faults: &mut Faults) {
    expect_each_once(faults, "rounds", plan.rounds.iter().map(|round| &round.code));
    let level = frame.pack.level_of(frame.directory.upwards(&frame.parties.deciding).map(|one| one.kind));
    for (index, round) in plan.rounds.iter_mut().enumerate() {
        let at = |member: &str| pointer(&[&"rounds", &index, &member]);
        faults.tidy::<200, false>(at("title"), &mut round.title);
        faults.date(at("from"), Date(round.from));
        faults.date(at("to"), Date(round.to));
        faults.expect(round.from <= round.to, at("to"), ENDS_EARLY);
        let track = frame.pack.track(round.track.as_str());
        if track.is_none() {
            faults.note(at("track"), no_track(frame.pack));
        }
        let kind = track.and_then(|track| track.kinds.first());
        let has_limit = kind.is_none_or(|kind| level.and_then(|level| frame.pack.time_limit(*kind, level)).is_some());
        faults.expect(has_limit, at("track"), NO_LIMIT);
        for (place, code) in round.items.iter().enumerate() {
            let at = pointer(&[&"rounds", &index, &"items", &place]);
            let item = plan.items.iter().find(|item| item.code == *code);
            let is_new = !round.items.iter().take(place).any(|one| one == code);
            faults.expect(item.is_some() && is_new, at.clone(), NO_ITEM);
            let fits = item.zip(track).is_none_or(|(item, track)| track.kinds.contains(&item.kind));
            faults.expect(fits, at, OTHER_KIND);
        }
    }
    for (index, item) in plan.items.iter().enumerate() {
        let is_used = plan.rounds.iter().any(|round| round.items.contains(&item.code));
        faults.expect(is_used, pointer(&[&"items", &index, &"code"]), IN_NO_ROUND);
    }
}

/// Everybody who is to be examined, each once.
fn targets(plan: &Plan, frame: Frame<'_>, faults: &mut Faults) -> Vec<OrganizationCode> {
    let Frame { parties, directory, today, .. } = frame;
    let (audiences, named) = (&plan.targets.audiences, &plan.targets.organizations);
    let sights = [&parties.conducting, &parties.deciding].map(|party| directory.sight(party, today));
    let is_seen = |code: &OrganizationCode| sights.iter().all(|sight| sight.sees(code));
    let is_above = |code: &OrganizationCode| {
        [&parties.conducting, &parties.deciding].into_iter().any(|party| directory.is_at_or_below(party, code))
    };
    let mut expected = BTreeSet::new();
    for (index, code) in audiences.iter().enumerate() {
        let members = directory.members(code.as_str(), today);
        faults.expect(!members.is_empty(), pointer(&[&"targets", &"audiences", &index]), NO_AUDIENCE);
        let examined = members.into_iter().map(|member| &member.code).filter(|code| is_seen(code) && !is_above(code));
        expected.extend(examined.cloned());
    }
    for (index, code) in named.iter().enumerate() {
        let at = pointer(&[&"targets", &"organizations", &index]);
        let is_there = directory.get(code).is_some_and(|body| body.is_valid_on(today));
        let may_be = is_there && is_seen(code) && !is_above(code);
        faults.expect(may_be, at, NO_TARGET);
        expected.insert(code.clone());
    }
    expect_number(faults, "/targets", expected.len(), &TARGETS);
    expected.into_iter().collect()
}

fn expect_each_once<'a>(faults: &mut Faults, list: &str, codes: impl Iterator<Item = &'a ListCode>) {
    let mut seen = HashSet::new();
    for (index, code) in codes.enumerate() {
        faults.expect(seen.insert(code), pointer(&[&list, &index, &"code"]), REPEATED);
    }
}

fn expect_number(faults: &mut Faults, at: impl Into<String>, number: usize, range: &RangeInclusive<usize>) {
    let (least, most) = (range.start(), range.end());
    let words =
        Words::with(format!("Phải có từ {least} đến {most} mục."), format!("There must be {least} to {most} items."));
    faults.expect(range.contains(&number), at, words);
}

fn span_too_long(years: u16) -> Words {
    Words::with(
        format!("Mốc thời gian kiểm tra, giám sát không được quá {years} năm."),
        format!("The time that is examined must not be longer than {years} years."),
    )
}

fn no_track(pack: &RulePack) -> Words {
    let tracks = pack.tracks.iter().map(|track| track.code.as_str()).collect::<Vec<_>>().join(", ");
    Words::with(
        format!("Bộ quy định đang có hiệu lực chỉ có các hình thức: {tracks}."),
        format!("The rule pack in force has these tracks: {tracks}."),
    )
}

const NO_REQUIREMENT: Words = Words::new(
    "Không có yêu cầu này, hoặc yêu cầu không gửi đến cơ quan thực hiện, hoặc đã có trong danh sách.",
    "There is no such requirement of the conducting organization, or it is in the list already.",
);
const NO_ITEM: Words = Words::new(
    "Không có nội dung mang mã này, hoặc mã đã có trong danh sách.",
    "There is no item with this code, or it is in the list already.",
);
const OTHER_KIND: Words = Words::new(
    "Hình thức của đợt không bao gồm loại nội dung này.",
    "The track of the round does not include items of this kind.",
);
const IN_NO_ROUND: Words = Words::new("Nội dung này không thuộc đợt nào.", "This item is in no round.");
const NO_AUDIENCE: Words =
    Words::new("Không có nhóm này, hoặc nhóm trống.", "There is no such audience, or it is empty.");
const NO_TARGET: Words = Words::new(
    "Đối tượng phải là cơ quan đang hoạt động, thuộc phạm vi theo dõi của cơ quan thực hiện và cấp quyết định, và không \
     phải chính các cơ quan đó hoặc cấp trên của họ.",
    "A target must be an existing organization that both the conducting and the deciding organization oversee, and \
     neither one of them nor above them.",
);
const NO_LIMIT: Words = Words::new(
    "Bộ quy định đang có hiệu lực không nêu thời hạn của hình thức này cho cấp quyết định.",
    "The rule pack in force has no time limit of this track for the deciding organization.",
);
const REPEATED: Words = Words::new("Mã này đã có trong danh sách.", "This code is in the list already.");
