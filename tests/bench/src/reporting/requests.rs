use super::define::{SECTIONS, code, first_of, share_code};
use super::world::{City, FIGURES, STRIDE, WEEKLY};
use crate::case::Case;
use crate::http::{write_get, write_post};
use crate::world::World;
use rand::Rng;

const PREFIX: &str = "/reporting/v1";

impl World for City {
    fn write_first(&self, out: &mut Vec<u8>) -> bool {
        out.clear();
        write_get(out, &format!("{PREFIX}/indicators?limit=1"), Some(&self.receiver))
    }

    fn write_request(&self, case: Case, out: &mut Vec<u8>) -> bool {
        out.clear();
        match case {
            Case::Submit => {
                let Some(n) = self.next_draft() else { return false };
                let path = format!("{PREFIX}/submissions/0199b6a3-0000-7000-8000-{n:012x}/submit");
                write_post(out, &path, self.unit(n).map(|unit| unit.head.as_str()), "{}")
            }
            Case::Consolidate => {
                let Some(week) = self.weeks.get(rand::rng().random_range(1..self.weeks.len())) else { return false };
                let path = format!("{PREFIX}/consolidations?regime={WEEKLY}&period={}", week.key);
                write_get(out, &path, Some(&self.receiver))
            }
            Case::Completeness => {
                let [_, from, .., to] = self.weeks.as_slice() else { return false };
                let (from, to) = (from.days.ends_on, to.days.starts_on);
                write_get(
                    out,
                    &format!("{PREFIX}/completeness?regime={WEEKLY}&from={from}&to={to}"),
                    Some(&self.leader),
                )
            }
            _ => false,
        }
    }

    fn script(&self, case: Case) -> Option<&'static str> {
        match case {
            Case::Submit => Some(include_str!("../../scripts/reporting/submit.sql")),
            Case::Consolidate => Some(include_str!("../../scripts/reporting/consolidate.sql")),
            Case::Completeness => Some(include_str!("../../scripts/reporting/completeness.sql")),
            _ => None,
        }
    }

    fn parts(&self) -> &'static [(&'static str, &'static str)] {
        &[
            // It has others in it, so it comes before them.
            ("consolidation", include_str!("../../scripts/reporting/parts/consolidation.sql")),
            ("form", include_str!("../../scripts/reporting/parts/form.sql")),
            ("names", include_str!("../../scripts/reporting/parts/names.sql")),
            ("period", include_str!("../../scripts/reporting/parts/period.sql")),
            ("previous", include_str!("../../scripts/reporting/parts/previous.sql")),
            ("submission", include_str!("../../scripts/reporting/parts/submission.sql")),
        ]
    }

    fn words(&self) -> Vec<(&'static str, String)> {
        let first = |at: usize| self.weeks.get(at).map(|week| week.days.ends_on.to_string()).unwrap_or_default();
        let last = self.weeks.last().map(|week| week.days.starts_on.to_string()).unwrap_or_default();
        let sections = || 1..=SECTIONS;
        vec![
            ("drafts", self.drafts().to_string()),
            ("stride", STRIDE.to_string()),
            ("units", array(self.units.iter().map(|unit| unit.code.clone()))),
            ("unit-count", self.units.len().to_string()),
            ("weeks", array(self.weeks.iter().map(|week| week.key.clone()))),
            ("week-count", self.weeks.len().to_string()),
            ("current", self.current.starts_on.to_string()),
            ("from", first(1)),
            ("to", last),
            ("sight", array(self.sight.iter().cloned())),
            ("figures", array((1..=FIGURES).map(code))),
            ("numbers", array((1..=FIGURES).map(|n| n.to_string()))),
            ("shares", array(sections().map(share_code))),
            ("wholes", array(sections().map(|section| code(first_of(section))))),
            ("parts", array(sections().map(|section| code(first_of(section) + 1)))),
        ]
    }

    fn take_back(&self, case: Case) -> Vec<String> {
        if case != Case::Submit {
            return Vec::new();
        }
        self.begin_again();
        let script =
            include_str!("../../scripts/reporting/take-back.sql").replace(":drafts", &self.drafts().to_string());
        vec![script, "vacuum submission_value, submission, obligation".to_owned()]
    }
}

/// An array, as SQL writes it.
fn array(texts: impl Iterator<Item = String>) -> String {
    format!("{{{}}}", texts.collect::<Vec<_>>().join(","))
}
