use super::{RulePack, Source, Track};
use crate::vocabulary::{Ending, ExaminationKind, FindingKind, Level, Phase};
use haicap_types::{Date, Faults, Vocabulary, Words, pointer};
use std::collections::HashSet;
use std::fmt::Display;
use std::hash::Hash;
use std::ops::RangeInclusive;

/// Most rows of one list, and most kinds of one level.
const ROWS_MAX: usize = 10;
const KINDS_MAX: usize = 20;
/// Most working days of a limit: about a year.
const DAYS: RangeInclusive<u16> = 1..=250;
const YEARS: RangeInclusive<u16> = 1..=20;
const MEMBERS: RangeInclusive<u16> = 2..=50;
const PARTS: RangeInclusive<u16> = 0..=10;
const TIMES: RangeInclusive<u16> = 0..=5;

/// Phases that no track can do without.
const NEEDED: [Phase; 3] = [Phase::Planned, Phase::Announced, Phase::Closed];

impl RulePack {
    /// The pack in the form in which it is kept.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn checked(mut self) -> Result<Self, Faults> {
        let mut faults = Faults::default();
        faults.tidy::<300, false>("/title_vi", &mut self.title_vi);
        faults.tidy::<300, false>("/title_en", &mut self.title_en);
        faults.date("/valid_from", Date(self.valid_from));
        if let Some(last) = self.valid_to {
            faults.date("/valid_to", Date(last));
            faults.expect(self.valid_from <= last, "/valid_to", ENDS_BEFORE_IT_BEGINS);
        }
        self.check_levels(&mut faults);
        self.check_time_limits(&mut faults);
        self.check_numbers(&mut faults);
        self.check_findings(&mut faults);
        self.tidy_sources(&mut faults);
        expect_rows(&mut faults, &"severities", self.severities.len(), ROWS_MAX);
        expect_each_once(&mut faults, &"severities", &"code", self.severities.iter().map(|one| one.code.as_str()));
        for (index, one) in self.severities.iter_mut().enumerate() {
            faults.tidy::<100, false>(pointer(&[&"severities", &index, &"label_vi"]), &mut one.label_vi);
            faults.tidy::<100, false>(pointer(&[&"severities", &index, &"label_en"]), &mut one.label_en);
        }
        expect_rows(&mut faults, &"tracks", self.tracks.len(), ROWS_MAX);
        expect_each_once(&mut faults, &"tracks", &"code", self.tracks.iter().map(|one| one.code.as_str()));
        for (index, track) in self.tracks.iter_mut().enumerate() {
            let read = track.check();
            faults.part(&pointer(&[&"tracks", &index]), read);
        }
        faults.done(self)
    }

    fn check_levels(&self, faults: &mut Faults) {
        expect_rows(faults, &"levels", self.levels.len(), ROWS_MAX);
        expect_each_once(faults, &"levels", &"level", self.levels.iter().map(|one| one.level));
        let mut seen = HashSet::new();
        for (index, rule) in self.levels.iter().enumerate() {
            let at = pointer(&[&"levels", &index, &"kinds"]);
            faults.expect((1..=KINDS_MAX).contains(&rule.kinds.len()), at.clone(), number_of_rows(KINDS_MAX));
            let is_new = rule.kinds.iter().all(|kind| seen.insert(*kind));
            faults.expect(is_new, at, TWO_LEVELS);
        }
    }

    /// Whoever can decide must know the limit.
    fn check_time_limits(&self, faults: &mut Faults) {
        expect_rows(faults, &"time_limits", self.time_limits.len(), ROWS_MAX);
        let rows = self.time_limits.iter().map(|one| (one.kind, one.level));
        expect_each_once(faults, &"time_limits", &"level", rows);
        let kinds: HashSet<_> = self.tracks.iter().flat_map(|track| track.kinds.iter().copied()).collect();
        for level in self.levels.iter().map(|rule| rule.level) {
            for kind in ExaminationKind::ALL.iter().copied().filter(|kind| kinds.contains(kind)) {
                if self.time_limit(kind, level).is_none() {
                    faults.note("/time_limits", no_limit(kind, level));
                }
            }
        }
        for (index, limit) in self.time_limits.iter().enumerate() {
            expect_within(faults, pointer(&[&"time_limits", &index, &"working_days"]), limit.working_days, &DAYS);
        }
    }

    fn check_findings(&self, faults: &mut Faults) {
        expect_each_once(faults, &"findings", &"kind", self.findings.iter().map(|rule| rule.kind));
        for (index, rule) in self.findings.iter().enumerate() {
            let at = pointer(&[&"findings", &index, &"finding_kinds"]);
            let kinds = unique(&rule.finding_kinds);
            faults.expect(kinds.len() == rule.finding_kinds.len() && !kinds.is_empty(), at.clone(), EACH_ONCE);
            let may_violate = rule.kind == ExaminationKind::Inspection || !kinds.contains(&FindingKind::Violation);
            faults.expect(may_violate, at, VIOLATION_NEEDS_INSPECTION);
        }
        for (index, track) in self.tracks.iter().enumerate() {
            let is_told = track.kinds.iter().all(|kind| self.findings.iter().any(|rule| rule.kind == *kind));
            faults.expect(is_told, pointer(&[&"tracks", &index, &"kinds"]), NOTHING_TO_FIND);
        }
    }

    fn check_numbers(&self, faults: &mut Faults) {
        let (extension, announcement, team) = (&self.extension, &self.announcement, &self.team);
        for (at, value, range) in [
            ("/extension/numerator", extension.numerator, &PARTS),
            ("/extension/denominator", extension.denominator, &(1..=10)),
            ("/extension/times", extension.times, &TIMES),
            ("/announcement/working_days", announcement.working_days, &DAYS),
            ("/announcement/working_days_of_cells", announcement.working_days_of_cells, &DAYS),
            ("/file/working_days", self.file.working_days, &DAYS),
            ("/span/years", self.span.years, &YEARS),
            ("/team/least", team.least, &MEMBERS),
            ("/team/most", team.most, &MEMBERS),
            ("/conflict/years", self.conflict.years, &YEARS),
            ("/repetition/years", self.repetition.years, &YEARS),
        ] {
            expect_within(faults, at.to_owned(), value, range);
        }
        faults.expect(extension.numerator <= extension.denominator, "/extension/numerator", MORE_THAN_THE_LIMIT);
        faults.expect(team.least <= team.most, "/team/least", LEAST_ABOVE_MOST);
    }

    fn tidy_sources(&mut self, faults: &mut Faults) {
        for (index, limit) in self.time_limits.iter_mut().enumerate() {
            limit.source.tidy(faults, &pointer(&[&"time_limits", &index]));
        }
        for (index, rule) in self.findings.iter_mut().enumerate() {
            rule.source.tidy(faults, &pointer(&[&"findings", &index]));
        }
        for (at, source) in [
            ("/extension", &mut self.extension.source),
            ("/announcement", &mut self.announcement.source),
            ("/file", &mut self.file.source),
            ("/span", &mut self.span.source),
            ("/team", &mut self.team.source),
            ("/conflict", &mut self.conflict.source),
            ("/repetition", &mut self.repetition.source),
            ("/opinion", &mut self.opinion.source),
        ] {
            source.tidy(faults, at);
        }
    }
}

impl Source {
    fn tidy(&mut self, faults: &mut Faults, at: &str) {
        faults.tidy::<300, false>(format!("{at}/source/text"), &mut self.text);
    }
}

impl Track {
    fn check(&mut self) -> Result<(), Faults> {
        let mut faults = Faults::default();
        faults.tidy::<100, false>("/label_vi", &mut self.label_vi);
        faults.tidy::<100, false>("/label_en", &mut self.label_en);
        self.source.tidy(&mut faults, "");
        let kinds = unique(&self.kinds);
        faults.expect(kinds.len() == self.kinds.len() && !kinds.is_empty(), "/kinds", EACH_ONCE);
        let in_order = self.phases.iter().zip(self.phases.iter().skip(1)).all(|(one, next)| one < next);
        faults.expect(in_order, "/phases", PHASES_OUT_OF_ORDER);
        faults.expect(NEEDED.iter().all(|phase| self.phases.contains(phase)), "/phases", PHASE_MISSING);
        let concludes = self.phases.contains(&Phase::Concluding);
        faults.expect(self.ending != Ending::Notice || concludes, "/phases", NOTICE_NEEDS_CONCLUDING);
        let is_plain = !self.has_appraisal && !self.has_opinion_round;
        faults.expect(is_plain || self.ending == Ending::Notice, "/ending", NOTHING_TO_APPRAISE);
        faults.expect(self.papers.len() <= KINDS_MAX, "/papers", at_most(KINDS_MAX));
        expect_each_once(&mut faults, &"papers", &"paper", self.papers.iter().map(|one| one.paper));
        for (index, rule) in self.papers.iter().enumerate() {
            faults.expect(
                self.phases.contains(&rule.phase),
                pointer(&[&"papers", &index, &"phase"]),
                PHASE_NOT_IN_TRACK,
            );
        }
        faults.done(())
    }
}

fn unique<T: Copy + Eq + Hash>(values: &[T]) -> HashSet<T> {
    values.iter().copied().collect()
}

fn expect_rows(faults: &mut Faults, list: &dyn Display, length: usize, most: usize) {
    faults.expect((1..=most).contains(&length), pointer(&[list]), number_of_rows(most));
}

fn expect_each_once<T: Eq + Hash>(
    faults: &mut Faults,
    list: &dyn Display,
    member: &dyn Display,
    keys: impl Iterator<Item = T>,
) {
    let mut seen = HashSet::new();
    for (index, key) in keys.enumerate() {
        faults.expect(seen.insert(key), pointer(&[list, &index, member]), REPEATED);
    }
}

fn expect_within(faults: &mut Faults, at: String, value: u16, range: &RangeInclusive<u16>) {
    if !range.contains(&value) {
        let (least, most) = (range.start(), range.end());
        let words = Words::with(
            format!("Giá trị phải từ {least} đến {most}."),
            format!("The value must be from {least} to {most}."),
        );
        faults.note(at, words);
    }
}

fn number_of_rows(most: usize) -> Words {
    Words::with(format!("Phải có từ 1 đến {most} mục."), format!("There must be 1 to {most} items."))
}

fn at_most(most: usize) -> Words {
    Words::with(format!("Không được quá {most} mục."), format!("There must be at most {most} items."))
}

fn no_limit(kind: ExaminationKind, level: Level) -> Words {
    let (kind, level) = (kind.term(), level.term());
    Words::with(
        format!("Thiếu thời hạn {} của cấp “{}”.", kind.label_vi.to_lowercase(), level.label_vi),
        format!("The time limit of {} at the level “{}” is missing.", kind.label_en.to_lowercase(), level.label_en),
    )
}

const ENDS_BEFORE_IT_BEGINS: Words = Words::new(
    "Ngày hết hiệu lực không được trước ngày có hiệu lực.",
    "The last date must not be before the first date.",
);
const TWO_LEVELS: Words =
    Words::new("Mỗi loại cơ quan chỉ thuộc một cấp.", "Each kind of organization must have one level.");
const MORE_THAN_THE_LIMIT: Words = Words::new(
    "Thời gian gia hạn không được quá thời hạn ban đầu.",
    "An extension must not be longer than the limit itself.",
);
const LEAST_ABOVE_MOST: Words = Words::new(
    "Số thành viên tối thiểu không được lớn hơn số tối đa.",
    "The smallest number of members must not be above the largest.",
);
const REPEATED: Words = Words::new("Mục này đã có trong danh sách.", "This item is in the list already.");
const EACH_ONCE: Words =
    Words::new("Phải có ít nhất một giá trị, mỗi giá trị một lần.", "There must be at least one value, each once.");
const VIOLATION_NEEDS_INSPECTION: Words =
    Words::new("Chỉ kiểm tra mới kết luận vi phạm.", "Only an inspection can find a violation.");
const NOTHING_TO_FIND: Words = Words::new(
    "Bộ quy định chưa nói hình thức này kết luận được những gì.",
    "The pack does not say what may be found under this kind of examination.",
);
const PHASES_OUT_OF_ORDER: Words =
    Words::new("Các bước phải theo đúng thứ tự, mỗi bước một lần.", "The phases must stand in their order, each once.");
const PHASE_MISSING: Words = Words::new(
    "Phải có các bước planned, announced và closed.",
    "The phases planned, announced and closed must be there.",
);
const NOTICE_NEEDS_CONCLUDING: Words =
    Words::new("Thông báo kết luận cần có bước concluding.", "A notice of conclusion needs the phase concluding.");
const NOTHING_TO_APPRAISE: Words = Words::new(
    "Thẩm định và lấy ý kiến chỉ dành cho thông báo kết luận.",
    "Only a notice of conclusion is appraised and circulated for opinions.",
);
const PHASE_NOT_IN_TRACK: Words = Words::new("Quy trình này không có bước đó.", "The track does not have this phase.");
