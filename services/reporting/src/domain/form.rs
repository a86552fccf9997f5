//! Forms: what a report asks for, in which order, and by which rules it is checked.

mod findings;

pub use findings::{Findings, Issue, NotApplied};

use super::consolidation::ratio;
use super::exact::Exact;
use super::indicator::{BAD_CODE, Blank, Indicator, Ratio, is_code};
use super::rule::{Expression, Values};
use super::value::Value;
use crate::vocabulary::SectionKind;
use haicap_types::{Faults, Severity, Words, pointer};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use utoipa::ToSchema;

/// The most sections, indicators and rules of a form.
const SECTIONS_MAX: usize = 50;
const INDICATORS_MAX: usize = 500;
const RULES_MAX: usize = 200;

/// The longest narrative of a section.
pub const NARRATIVE_MAX: usize = 20_000;

/// What a form asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "sections": [
        {
            "code": "results", "kind": "narrative", "title_vi": "Kết quả thực hiện", "title_en": "Results",
            "guidance_vi": "Nêu kết quả chính trong kỳ.", "guidance_en": "State the main results of the period.",
            "is_required": true, "indicators": [],
        },
        {
            "code": "premises", "kind": "figures", "title_vi": "Trụ sở", "title_en": "Premises",
            "guidance_vi": null, "guidance_en": null, "is_required": false,
            "indicators": [
                { "code": "premises_total", "is_required": true }, { "code": "premises_surplus", "is_required": true },
            ],
        },
    ],
    "rules": [{
        "code": "surplus_within_total", "expression": "premises_surplus <= premises_total", "severity": "error",
        "message_vi": "Số trụ sở dôi dư không được lớn hơn tổng số trụ sở.",
        "message_en": "There cannot be more surplus premises than premises.", "cells": ["premises_surplus"],
    }],
}))]
pub struct FormContent {
    /// Its sections, in the order of the report.
    #[schema(min_items = 1, max_items = 50)]
    pub sections: Vec<Section>,
    /// What must hold between its figures.
    #[serde(default)]
    #[schema(max_items = 200)]
    pub rules: Vec<Rule>,
}

/// A part of a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Its code, by which the narrative names it.
    #[schema(pattern = "^[a-z][a-z0-9_]{0,62}$", example = "results")]
    pub code: String,
    /// Whether it asks for words or for figures.
    pub kind: SectionKind,
    /// Its heading.
    #[schema(min_length = 1, max_length = 300, example = "Kết quả thực hiện")]
    pub title_vi: String,
    /// The same in English.
    #[schema(min_length = 1, max_length = 300, example = "Results")]
    pub title_en: String,
    /// What is to be written there.
    #[serde(default)]
    #[schema(required, max_length = 2000)]
    pub guidance_vi: Option<String>,
    /// The same in English.
    #[serde(default)]
    #[schema(required, max_length = 2000)]
    pub guidance_en: Option<String>,
    /// Whether words must be there.
    #[serde(default)]
    pub is_required: bool,
    /// The figures, in their order.
    #[serde(default)]
    #[schema(max_items = 500)]
    pub indicators: Vec<Cell>,
}

/// A figure that a form asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Cell {
    /// The indicator's code.
    #[schema(example = "premises_surplus")]
    pub code: String,
    /// Whether it must be there.
    #[serde(default)]
    pub is_required: bool,
}

/// Something that must hold between figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Its code.
    #[schema(pattern = "^[a-z][a-z0-9_]{0,62}$", example = "surplus_within_total")]
    pub code: String,
    /// What is true where it holds, in the Common Expression Language: figures by their codes, those of the period
    /// before as `previous.<code>`. All numbers are exact, and a quotient is never cut. It is not applied where a figure
    /// that it names is blank. Where it cannot be calculated, as where it divides by zero, it counts as broken; say what
    /// holds then: `total == 0 || on_time * 100 / total >= 90`. It calculates and compares; it does not loop.
    #[schema(min_length = 1, max_length = 500, example = "premises_surplus <= premises_total")]
    pub expression: String,
    /// Whether a report that breaks it can be sent all the same.
    pub severity: Severity,
    /// What is said where it is broken.
    #[schema(min_length = 1, max_length = 500, example = "Số trụ sở dôi dư không được lớn hơn tổng số trụ sở.")]
    pub message_vi: String,
    /// The same in English.
    #[schema(min_length = 1, max_length = 500, example = "There cannot be more surplus premises than premises.")]
    pub message_en: String,
    /// The codes of the figures that are marked; all that it names if empty.
    #[serde(default)]
    #[schema(max_items = 20)]
    pub cells: Vec<String>,
}

/// A form as it was published, with what its indicators meant then; it never changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublishedForm {
    /// What it asks for.
    pub content: FormContent,
    /// The indicators by their codes.
    pub indicators: BTreeMap<String, Indicator>,
}

impl FormContent {
    /// The codes of the indicators, section by section.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        self.cells().map(|cell| cell.code.as_str())
    }

    fn cells(&self) -> impl Iterator<Item = &Cell> {
        self.sections.iter().flat_map(|section| &section.indicators)
    }

    /// Brings a form into the shape in which it is kept. `indicators` holds those that there are.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn publish(mut self, indicators: &BTreeMap<String, Indicator>) -> Result<PublishedForm, Faults> {
        let mut faults = Faults::default();
        self.check_sections(indicators, &mut faults);
        let used: BTreeSet<String> = self.codes().map(str::to_owned).collect();
        let indicators: BTreeMap<String, Indicator> = indicators
            .iter()
            .filter(|(code, _)| used.contains(*code))
            .map(|(c, one)| (c.clone(), one.clone()))
            .collect();
        self.check_rules(&indicators, &mut faults);
        faults.done(PublishedForm { content: self, indicators })
    }

    fn check_sections(&mut self, indicators: &BTreeMap<String, Indicator>, faults: &mut Faults) {
        let count = self.codes().count();
        faults.expect((1..=SECTIONS_MAX).contains(&self.sections.len()), "/sections", SECTIONS);
        faults.expect(count <= INDICATORS_MAX, "/sections", INDICATORS);
        let (mut sections, mut cells) = (BTreeSet::new(), BTreeSet::new());
        for (index, section) in self.sections.iter_mut().enumerate() {
            let at = format!("/sections/{index}");
            faults.expect(is_code(&section.code), format!("{at}/code"), BAD_CODE);
            faults.expect(sections.insert(section.code.clone()), format!("{at}/code"), TWICE);
            faults.tidy::<300, false>(format!("{at}/title_vi"), &mut section.title_vi);
            faults.tidy::<300, false>(format!("{at}/title_en"), &mut section.title_en);
            faults.tidy_optional::<2000, true>(format!("{at}/guidance_vi"), &mut section.guidance_vi);
            faults.tidy_optional::<2000, true>(format!("{at}/guidance_en"), &mut section.guidance_en);
            let kind_fits = match section.kind {
                SectionKind::Narrative => section.indicators.is_empty(),
                SectionKind::Figures => !section.indicators.is_empty() && !section.is_required,
            };
            faults.expect(kind_fits, format!("{at}/kind"), KIND);
            for (place, cell) in section.indicators.iter().enumerate() {
                let at = format!("{at}/indicators/{place}/code");
                faults.expect(cells.insert(cell.code.clone()), at.clone(), TWICE);
                match indicators.get(&cell.code) {
                    None => faults.note(at, unknown(&cell.code)),
                    Some(indicator) => faults.expect(indicator.is_typed() || !cell.is_required, at, DERIVED),
                }
            }
        }
    }

    fn check_rules(&mut self, indicators: &BTreeMap<String, Indicator>, faults: &mut Faults) {
        faults.expect(self.rules.len() <= RULES_MAX, "/rules", RULES);
        let typed: BTreeMap<String, Indicator> = indicators
            .iter()
            .filter(|(_, one)| one.is_typed())
            .map(|(code, one)| (code.clone(), one.clone()))
            .collect();
        let mut codes = BTreeSet::new();
        for (index, rule) in self.rules.iter_mut().enumerate() {
            let at = format!("/rules/{index}");
            faults.expect(is_code(&rule.code), format!("{at}/code"), BAD_CODE);
            faults.expect(codes.insert(rule.code.clone()), format!("{at}/code"), TWICE);
            faults.tidy::<500, false>(format!("{at}/message_vi"), &mut rule.message_vi);
            faults.tidy::<500, false>(format!("{at}/message_en"), &mut rule.message_en);
            match Expression::read(&rule.expression, &typed) {
                Ok(expression) if rule.cells.is_empty() => {
                    rule.cells = expression.current().cloned().collect();
                    faults.expect(!rule.cells.is_empty(), format!("{at}/cells"), NO_CELLS);
                }
                Ok(_) => {}
                Err(words) => faults.note(format!("{at}/expression"), words),
            }
            for (place, code) in rule.cells.iter().enumerate() {
                faults.expect(typed.contains_key(code), format!("{at}/cells/{place}"), unknown(code));
            }
        }
    }
}

impl PublishedForm {
    /// The indicator that a cell of the form asks for; none for what follows from others.
    #[must_use]
    pub fn typed(&self, code: &str) -> Option<&Indicator> {
        self.indicators.get(code).filter(|indicator| indicator.is_typed())
    }

    /// The section with a code that asks for words.
    #[must_use]
    pub fn narrative(&self, code: &str) -> Option<&Section> {
        self.content.sections.iter().find(|section| section.kind == SectionKind::Narrative && section.code == code)
    }

    /// Whether a remark can be about this place, a JSON pointer: `/values/<code>` or `/narrative/<section>`.
    #[must_use]
    pub fn has_place(&self, place: &str) -> bool {
        match place.strip_prefix('/').and_then(|place| place.split_once('/')) {
            Some(("values", code)) => self.indicators.contains_key(code),
            Some(("narrative", code)) => self.narrative(code).is_some(),
            _ => false,
        }
    }

    /// The places that are written on: the cells that are asked for, and the sections for words.
    pub fn places(&self) -> impl Iterator<Item = String> {
        let cells = |section: &Section| {
            let typed = section.indicators.iter().filter(|cell| self.typed(&cell.code).is_some());
            typed.map(|cell| figure_place(&cell.code)).collect::<Vec<_>>()
        };
        self.content.sections.iter().flat_map(move |section| match section.kind {
            SectionKind::Narrative => vec![words_place(&section.code)],
            SectionKind::Figures => cells(section),
        })
    }

    /// The figures of a report that counts, with the zeros that nobody wrote.
    #[must_use]
    pub fn counted(&self, values: &Values, is_nil: bool) -> Values {
        let blank = if is_nil { Blank::NilReport } else { Blank::Cell };
        let typed = self.indicators.values().filter(|indicator| indicator.is_typed());
        let zeros = typed.filter_map(|one| Some((one.code.clone(), Value::implied(one, blank)?)));
        let mut counted: Values = zeros.collect();
        counted.extend(values.clone());
        counted
    }

    /// What follows from two other figures of a report, by code; none where either is blank or the second is zero.
    #[must_use]
    pub fn ratios(&self, counted: &Values) -> BTreeMap<String, Option<Exact>> {
        let number = |code: &str| counted.get(code).and_then(Value::number).map(Exact::from);
        let made = self.indicators.values().filter_map(|indicator| {
            let Ratio { numerator, denominator, .. } = indicator.ratio.as_ref()?;
            let parts = number(numerator).zip(number(denominator));
            Some((indicator.code.clone(), parts.and_then(|(first, second)| ratio(indicator, &first, &second))))
        });
        made.collect()
    }
}

/// Where a figure stands, as a JSON pointer.
#[must_use]
pub fn figure_place(code: &str) -> String {
    pointer(&[&"values", &code])
}

fn words_place(section: &str) -> String {
    pointer(&[&"narrative", &section])
}

fn unknown(code: &str) -> Words {
    Words::with(format!("Không có chỉ tiêu mang mã {code}."), format!("There is no indicator {code}."))
}

const SECTIONS: Words = Words::new("Biểu mẫu phải có từ 1 đến 50 phần.", "A form must have 1 to 50 sections.");
const INDICATORS: Words =
    Words::new("Biểu mẫu chỉ được có tối đa 500 chỉ tiêu.", "A form may have at most 500 indicators.");
const RULES: Words = Words::new("Biểu mẫu chỉ được có tối đa 200 quy tắc.", "A form may have at most 200 rules.");
const TWICE: Words = Words::new("Mã này đã có trong biểu mẫu.", "This code is in the form already.");
const KIND: Words = Words::new(
    "Phần nội dung không được có chỉ tiêu; phần số liệu phải có ít nhất một chỉ tiêu và bắt buộc theo từng chỉ tiêu.",
    "A narrative section must have no indicators; a section of figures must have at least one, and each says whether \
     it is required.",
);
const DERIVED: Words = Words::new(
    "Chỉ tiêu tính từ hai chỉ tiêu khác không bắt buộc nhập.",
    "What follows from two others cannot be required.",
);
const NO_CELLS: Words = Words::new(
    "Quy tắc phải nêu ít nhất một chỉ tiêu của kỳ này, hoặc ghi rõ các ô cần đánh dấu.",
    "A rule must name a figure of this period, or say which cells are marked.",
);

#[cfg(test)]
mod tests;
