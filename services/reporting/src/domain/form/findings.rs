//! What is found where a report is held against its form.

use super::{PublishedForm, Rule, figure_place, words_place};
use crate::domain::indicator::Indicator;
use crate::domain::rule::{Expression, Named, Outcome, Trouble, Values};
use crate::domain::value::Value;
use haicap_types::{Fault, Severity, Words};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

/// Everything that was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Findings {
    /// What must be corrected or checked, in the order of the form.
    pub issues: Vec<Issue>,
    /// The rules that were not applied, in their order.
    pub not_applied: Vec<NotApplied>,
}

/// Something that must be corrected or checked in a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issue {
    /// Where, as a JSON pointer: `/values/<code>` or `/narrative/<section>`.
    pub place: String,
    /// Whether the report can be sent all the same.
    pub severity: Severity,
    /// `required`, `out_of_bounds`, or the code of the rule.
    pub code: String,
    /// What is wrong.
    pub words: Words,
}

/// A rule that says nothing of a report, because figures that it names may be blank, and are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotApplied {
    /// The code of the rule.
    pub rule: String,
    /// The blank figures, as JSON pointers: `/values/<code>`, or `/previous/values/<code>` of the period before.
    pub places: Vec<String>,
    /// Why it is not applied.
    pub words: Words,
}

impl PublishedForm {
    /// What is found of a report with figures. `previous` is what counted for the period before, with its zeros.
    #[must_use]
    pub fn findings(&self, values: &Values, narrative: &BTreeMap<String, String>, previous: &Values) -> Findings {
        let mut issues = Vec::new();
        let mut required = BTreeSet::new();
        for section in &self.content.sections {
            if section.is_required && !narrative.contains_key(&section.code) {
                issues.push(Issue::error(words_place(&section.code), "required", REQUIRED_WORDS));
            }
            for cell in &section.indicators {
                let Some(indicator) = self.typed(&cell.code) else { continue };
                issues.extend(cell_issue(indicator, cell.is_required, values.get(&cell.code)));
                if cell.is_required {
                    required.insert(cell.code.as_str());
                }
            }
        }
        let mut findings = Findings { issues, not_applied: Vec::new() };
        findings.apply(self, &required, values, previous);
        findings
    }

    /// What is found of a report that there is nothing to report: what its zeros say about the rules.
    #[must_use]
    pub fn findings_of_nil(&self, previous: &Values) -> Findings {
        let mut findings = Findings::default();
        findings.apply(self, &BTreeSet::new(), &self.counted(&Values::new(), true), previous);
        findings
    }

    /// What a figure is called.
    fn called(&self, named: &Named) -> Words {
        let names = self.indicators.get(&named.code).map(|one| (one.name_vi.clone(), one.name_en.clone()));
        let (vi, en) = names.unwrap_or_else(|| (named.code.clone(), named.code.clone()));
        if named.is_previous {
            return Words::with(format!("{vi} (kỳ trước)"), format!("{en} (period before)"));
        }
        Words::with(vi, en)
    }
}

impl Findings {
    /// What keeps the report from being sent, place by place.
    #[must_use]
    pub fn errors(&self) -> Vec<Fault> {
        let errors = self.issues.iter().filter(|issue| issue.severity == Severity::Error);
        errors.map(|issue| Fault::new(issue.place.clone(), issue.words.clone())).collect()
    }

    fn apply(&mut self, form: &PublishedForm, required: &BTreeSet<&str>, values: &Values, previous: &Values) {
        for rule in &form.content.rules {
            // A published rule was read before; one that cannot be read any more would be a change of the language.
            let outcome = Expression::compile(&rule.expression)
                .map_or(Outcome::Unclear(Trouble::Unfit), |expression| {
                    expression.apply(&form.indicators, values, previous)
                });
            match outcome {
                Outcome::Holds => {}
                Outcome::Broken => {
                    let words = Words::with(rule.message_vi.clone(), rule.message_en.clone());
                    self.mark(rule, &rule.cells, &words);
                }
                Outcome::Unclear(trouble) => self.mark(rule, &rule.cells, &unclear(rule, trouble)),
                Outcome::Blank(blank) => self.wait(form, rule, required, &blank),
            }
        }
    }

    /// A rule that waits for a figure that must be there is an issue of that cell; otherwise it is only not applied.
    fn wait(&mut self, form: &PublishedForm, rule: &Rule, required: &BTreeSet<&str>, blank: &[Named]) {
        let must_be = |named: &&Named| !named.is_previous && required.contains(named.code.as_str());
        let lacking: Vec<String> = blank.iter().filter(must_be).map(|named| named.code.clone()).collect();
        if !lacking.is_empty() {
            return self.mark(rule, &lacking, &waits(rule));
        }
        let names: Vec<Words> = blank.iter().map(|named| form.called(named)).collect();
        let listed = |of: fn(&Words) -> &str| names.iter().map(of).collect::<Vec<_>>().join("; ");
        self.not_applied.push(NotApplied {
            rule: rule.code.clone(),
            places: blank.iter().map(place).collect(),
            words: Words::with(
                format!("Quy tắc chưa được áp dụng vì chưa có số liệu: {}.", listed(|words| &words.vi)),
                format!("The rule is not applied, because figures are blank: {}.", listed(|words| &words.en)),
            ),
        });
    }

    fn mark(&mut self, rule: &Rule, cells: &[String], words: &Words) {
        let issue = |code: &String| Issue {
            place: figure_place(code),
            severity: rule.severity,
            code: rule.code.clone(),
            words: words.clone(),
        };
        self.issues.extend(cells.iter().map(issue));
    }
}

impl Issue {
    fn error(place: String, code: &str, words: Words) -> Self {
        Self { place, severity: Severity::Error, code: code.to_owned(), words }
    }
}

fn place(named: &Named) -> String {
    let place = figure_place(&named.code);
    if named.is_previous { format!("/previous{place}") } else { place }
}

fn cell_issue(indicator: &Indicator, is_required: bool, value: Option<&Value>) -> Option<Issue> {
    let place = || figure_place(&indicator.code);
    let Some(value) = value else {
        return is_required.then(|| Issue::error(place(), "required", REQUIRED_FIGURE));
    };
    let number = value.number()?;
    let is_low = indicator.minimum.is_some_and(|minimum| number < minimum);
    let is_high = indicator.maximum.is_some_and(|maximum| number > maximum);
    (is_low || is_high).then(|| Issue::error(place(), "out_of_bounds", bounds(indicator)))
}

fn bounds(indicator: &Indicator) -> Words {
    let spoken = |bound: Option<Decimal>, none: &str| bound.map_or(none.to_owned(), |bound| bound.to_string());
    let (low, high) = (spoken(indicator.minimum, "−∞"), spoken(indicator.maximum, "+∞"));
    Words::with(
        format!("Giá trị phải nằm trong khoảng từ {low} đến {high}."),
        format!("The value must be between {low} and {high}."),
    )
}

/// Why a rule comes to nothing with the figures that are there, and what it asks for.
fn unclear(rule: &Rule, trouble: Trouble) -> Words {
    let why = match trouble {
        Trouble::DividesByZero => DIVIDES_BY_ZERO,
        Trouble::NotWhole => NOT_WHOLE,
        Trouble::Unfit => UNFIT,
    };
    Words::with(format!("{} {}", why.vi, rule.message_vi), format!("{} {}", why.en, rule.message_en))
}

fn waits(rule: &Rule) -> Words {
    let why = REQUIRED_BY_RULE;
    Words::with(format!("{} {}", why.vi, rule.message_vi), format!("{} {}", why.en, rule.message_en))
}

const REQUIRED_WORDS: Words = Words::new("Phần này phải có nội dung.", "This section must not be empty.");
const REQUIRED_FIGURE: Words = Words::new("Phải có số liệu của chỉ tiêu này.", "This figure is required.");
const REQUIRED_BY_RULE: Words = Words::new(
    "Chưa kiểm tra được quy tắc sau vì thiếu số liệu bắt buộc này:",
    "This required figure is missing, so the following rule cannot be checked:",
);
const DIVIDES_BY_ZERO: Words = Words::new(
    "Không kiểm tra được quy tắc sau vì phải chia cho 0; hãy kiểm tra lại số liệu:",
    "The following rule cannot be checked, because it divides by zero; check the figures:",
);
const NOT_WHOLE: Words = Words::new(
    "Không kiểm tra được quy tắc sau vì phải lấy số dư của số không nguyên; hãy kiểm tra lại số liệu:",
    "The following rule cannot be checked, because it needs the remainder of a number that is not whole; check the \
     figures:",
);
const UNFIT: Words = Words::new(
    "Không kiểm tra được quy tắc sau; hãy báo cơ quan ban hành biểu mẫu:",
    "The following rule cannot be checked; tell the organization that issued the form:",
);
