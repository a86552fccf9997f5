//! Invented sentences around the figures, in the manner of such reports: of each section a handful of wordings, of which
//! only those stand for election that the figures bear out.

mod commune;
mod department;

use super::definitions::MARK;
use super::draw::Unit;
use serde_json::{Map, Value, json};

/// What a sentence can name.
struct Scene<'a> {
    unit: &'a Unit<'a>,
    values: &'a Map<String, Value>,
    /// Who reports.
    body: &'a str,
    /// Where: the ward or commune itself; of a department, the department.
    place: &'a str,
    /// What the smallest neighbourhoods are called there.
    quarters: &'static str,
    /// When, at the beginning of a sentence.
    when: &'static str,
}

/// What can be said in the sections of a form.
struct Wordings {
    situation: Vec<String>,
    results: Vec<String>,
    /// Difficulties, each with what is proposed about it.
    difficulties: Vec<(String, String)>,
    next_week: Vec<String>,
}

pub(super) fn commune(unit: &Unit<'_>, name: &str, values: &Map<String, Value>) -> Map<String, Value> {
    let place = name.strip_prefix("Đảng ủy ").unwrap_or(name);
    let quarters = match place.split(' ').next() {
        Some("phường") => "khu phố",
        Some("xã") => "ấp",
        _ => "khu dân cư",
    };
    let scene = Scene { unit, values, body: name, place, quarters, when: when(unit) };
    scene.told_by(commune::wordings(&scene))
}

pub(super) fn department(unit: &Unit<'_>, name: &str, values: &Map<String, Value>) -> Map<String, Value> {
    let scene = Scene { unit, values, body: name, place: name, quarters: "khu phố, ấp", when: when(unit) };
    scene.told_by(department::wordings(&scene))
}

const fn when(unit: &Unit<'_>) -> &'static str {
    if unit.week == 0 { "Từ ngày 01 đến ngày 15/9/2025" } else { "Trong tuần" }
}

impl Scene<'_> {
    fn told_by(&self, wordings: Wordings) -> Map<String, Value> {
        let Wordings { situation, results, mut difficulties, next_week } = wordings;
        // Nobody proposes anything to themselves, and whoever raised no obstacle has no difficulties.
        difficulties.retain(|(_, proposal)| self.number("obstacles_raised") > 0 && !proposal.contains(self.body));
        let (difficulty, proposal) = self.unit.pick("difficulties", &difficulties).unzip();
        let sections = [
            ("situation", self.unit.pick("situation", &situation)),
            ("results", self.unit.pick("results", &results)),
            ("difficulties", difficulty),
            ("proposals", proposal),
            ("next_week", self.unit.pick("next week", &next_week)),
        ];
        let section =
            |(code, text): (&str, Option<String>)| Some((code.to_owned(), json!(format!("{MARK} {}", text?))));
        sections.into_iter().filter_map(section).collect()
    }

    fn number(&self, code: &str) -> i64 {
        self.values.get(code).and_then(Value::as_i64).unwrap_or_default()
    }

    /// A figure as it stands in running text.
    fn told(&self, code: &str) -> String {
        spoken(self.number(code))
    }

    fn dossiers(&self) -> String {
        let [received, handled, on_time] =
            ["dossiers_received", "dossiers_handled", "dossiers_on_time"].map(|code| self.told(code));
        format!(
            "tiếp nhận {received} hồ sơ, đã giải quyết {handled} hồ sơ, trong đó {on_time} hồ sơ đúng hạn và trước hạn"
        )
    }

    fn premises(&self) -> String {
        let (surplus, undecided) = (self.told("premises_surplus"), self.told("premises_undecided"));
        match (self.number("premises_surplus"), self.number("premises_undecided")) {
            (0, _) => "Không có trụ sở dôi dư.".to_owned(),
            (_, 0) => format!("Toàn bộ {surplus} trụ sở dôi dư đã có phương án xử lý."),
            (all, left) if all == left => format!("Chưa có phương án xử lý đối với {surplus} trụ sở dôi dư."),
            _ => format!("Còn {undecided}/{surplus} trụ sở dôi dư chưa có phương án xử lý."),
        }
    }

    fn training(&self) -> String {
        let (classes, trained) = (self.told("training_classes"), self.told("people_trained"));
        match (self.number("training_classes"), self.number("people_to_train")) {
            (0, 0) => "Đã hoàn thành kế hoạch tập huấn.".to_owned(),
            (0, _) => format!("Còn {} người phải tập huấn theo kế hoạch.", self.told("people_to_train")),
            _ => format!("Đã tổ chức {classes} lớp tập huấn với {trained} lượt người tham dự."),
        }
    }
}

/// A number as reports write it: below ten with a zero before it, above a thousand with points.
fn spoken(number: i64) -> String {
    match number {
        1..=9 => format!("0{number}"),
        1000.. => format!("{}.{:03}", spoken(number / 1000).trim_start_matches('0'), number % 1000),
        _ => number.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::spoken;

    #[test]
    fn numbers_stand_as_reports_write_them() {
        for (number, text) in [(0, "0"), (7, "07"), (10, "10"), (1087, "1.087"), (1_000_005, "1.000.005")] {
            assert_eq!(spoken(number), text);
        }
    }
}
