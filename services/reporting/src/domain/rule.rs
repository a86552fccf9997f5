//! Rules of forms, written in the Common Expression Language: true where the figures agree with each other.
//!
//! A figure is named by its code, last period's as `previous.<code>`. A rule that mentions a blank cell is not applied:
//! whether a cell may be blank is a question of its own.

use super::indicator::Indicator;
use super::value::Value;
use crate::vocabulary::ValueType;
use cel::common::ast::{EntryExpr, Expr};
use cel::objects::Value as CelValue;
use cel::{Context, Env, IdedExpr, Program};
use haicap_types::Words;
use quick_cache::sync::Cache;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, LazyLock};

/// The longest expression, in bytes.
const EXPRESSION_MAX: usize = 500;

/// How deep brackets may nest, and how often a choice or a sign may follow another. The library's own limit comes too
/// late: its parser goes down to the bottom first.
const DEPTH_MAX: usize = 16;

/// How many marks an expression may have: a chain of operators is as deep as it is long.
const LINKS_MAX: usize = 40;

/// How many expressions are remembered.
const REMEMBERED: usize = 2_000;

/// What the language itself knows. To say it takes longer than to apply a rule, so it is said once.
static LANGUAGE: LazyLock<Arc<Env>> = LazyLock::new(|| Arc::new(Env::stdlib()));

/// The values of cells by the codes of their indicators.
pub type Values = BTreeMap<String, Value>;

/// An expression that was understood.
#[derive(Debug)]
pub struct Expression {
    program: Program,
    names: Names,
}

/// What an expression names.
#[derive(Debug, Default)]
struct Names {
    current: BTreeSet<String>,
    previous: BTreeSet<String>,
    /// Whether it holds nothing that takes longer than it is long: neither loops nor objects.
    is_plain: bool,
}

/// What a rule says of some values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// They agree, or a cell that it mentions is blank.
    Holds,
    /// They do not.
    Broken,
    /// It cannot be calculated with these values: it divides by zero, say.
    Unclear,
}

impl Expression {
    /// Understands an expression over these indicators.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read(text: &str, indicators: &BTreeMap<String, Indicator>) -> Result<Arc<Self>, Words> {
        let expression = Self::compile(text)?;
        let names = &expression.names;
        let unknown = names.current.union(&names.previous).find(|code| !indicators.contains_key(*code));
        if let Some(code) = unknown {
            return Err(Words::with(
                format!("Biểu mẫu không có chỉ tiêu được nhập mang mã {code}."),
                format!("The form asks for no indicator {code}."),
            ));
        }
        if expression.answers_with_truth(indicators) { Ok(expression) } else { Err(NO_TRUTH) }
    }

    /// Understands an expression, whatever it is about. What was understood once is remembered: a rule is applied with
    /// every cell that somebody types.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn compile(text: &str) -> Result<Arc<Self>, Words> {
        static UNDERSTOOD: LazyLock<Cache<String, Arc<Expression>>> = LazyLock::new(|| Cache::new(REMEMBERED));
        if text.len() > EXPRESSION_MAX {
            return Err(TOO_LONG);
        }
        if !is_shallow(text) {
            return Err(TOO_DEEP);
        }
        UNDERSTOOD.get_or_insert_with(text, || {
            let program = Program::compile(text).map_err(|_| UNREADABLE)?;
            let mut names = Names { is_plain: true, ..Names::default() };
            names.read(program.expression());
            if names.is_plain { Ok(Arc::new(Self { program, names })) } else { Err(NOT_PLAIN) }
        })
    }

    /// What it says of some values.
    #[must_use]
    pub fn apply(&self, indicators: &BTreeMap<String, Indicator>, values: &Values, previous: &Values) -> Outcome {
        let mut context = Context::with_env(Arc::clone(&LANGUAGE));
        for code in &self.names.current {
            match indicators.get(code).and_then(|indicator| cel(indicator, values.get(code))) {
                Some(value) => context.add_variable_from_value(code.clone(), value),
                None => return Outcome::Holds,
            }
        }
        let mut before = HashMap::new();
        for code in &self.names.previous {
            // Of a period for which nothing counts even zero is not known.
            let known = indicators.get(code).filter(|_| !previous.is_empty());
            match known.and_then(|indicator| cel(indicator, previous.get(code))) {
                Some(value) => before.insert(code.clone(), value),
                None => return Outcome::Holds,
            };
        }
        context.add_variable_from_value("previous", before);
        match self.program.execute(&context) {
            Ok(CelValue::Bool(true)) => Outcome::Holds,
            Ok(CelValue::Bool(false)) => Outcome::Broken,
            _ => Outcome::Unclear,
        }
    }

    /// The codes that it names, of this period's figures.
    pub fn current(&self) -> impl Iterator<Item = &String> {
        self.names.current.iter()
    }

    /// Tried with ones everywhere, an expression of the right types answers.
    fn answers_with_truth(&self, indicators: &BTreeMap<String, Indicator>) -> bool {
        let ones: Values = indicators.iter().map(|(code, indicator)| (code.clone(), example(indicator))).collect();
        self.apply(indicators, &ones, &ones) != Outcome::Unclear
    }
}

impl Names {
    fn read(&mut self, expression: &IdedExpr) {
        match &expression.expr {
            Expr::Ident(name) => {
                self.current.insert(name.clone());
            }
            Expr::Select(select) => match &select.operand.expr {
                Expr::Ident(name) if name == "previous" => {
                    self.previous.insert(select.field.clone());
                }
                _ => self.read(&select.operand),
            },
            Expr::Call(call) => call.target.iter().map(AsRef::as_ref).chain(&call.args).for_each(|one| self.read(one)),
            Expr::List(list) => list.elements.iter().for_each(|one| self.read(one)),
            Expr::Map(map) => map.entries.iter().for_each(|entry| match &entry.expr {
                EntryExpr::MapEntry(entry) => [&entry.key, &entry.value].into_iter().for_each(|one| self.read(one)),
                EntryExpr::StructField(_) => self.is_plain = false,
            }),
            Expr::Comprehension(_) | Expr::Struct(_) => self.is_plain = false,
            Expr::Literal(_) | Expr::Unspecified => {}
        }
    }
}

/// Whether what nests, stands in a row or makes a chain is short. Marks in quoted texts count too, which harms nobody.
fn is_shallow(text: &str) -> bool {
    let (mut depth, mut signs, mut choices, mut links) = (0_usize, 0_usize, 0_usize, 0_usize);
    for letter in text.chars().filter(|letter| !letter.is_whitespace()) {
        match letter {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            '?' => choices += 1,
            _ => {}
        }
        signs = if matches!(letter, '!' | '-') { signs + 1 } else { 0 };
        links += usize::from(letter.is_ascii_punctuation() && !matches!(letter, '_' | '\'' | '"'));
        if depth.max(signs).max(choices) > DEPTH_MAX || links > LINKS_MAX {
            return false;
        }
    }
    true
}

fn cel(indicator: &Indicator, value: Option<&Value>) -> Option<CelValue> {
    let zero = || indicator.is_blank_zero.then_some(Value::Number(Decimal::ZERO));
    match value.cloned().or_else(zero)? {
        Value::Number(number) => match indicator.value_type {
            ValueType::Integer | ValueType::Money => number.to_i64().map(CelValue::Int),
            _ => number.to_f64().map(CelValue::Float),
        },
        Value::Boolean(truth) => Some(CelValue::Bool(truth)),
        Value::Date(date) => Some(date.to_string().into()),
        Value::Text(text) => Some(text.into()),
    }
}

fn example(indicator: &Indicator) -> Value {
    match indicator.value_type {
        ValueType::Integer | ValueType::Decimal | ValueType::Percent | ValueType::Money => Value::Number(Decimal::ONE),
        ValueType::Boolean => Value::Boolean(true),
        ValueType::Date => Value::Date(haicap_reference::FIRST_DATE),
        ValueType::Choice | ValueType::Text => Value::Text("x".to_owned()),
    }
}

const TOO_LONG: Words = Words::new("Biểu thức dài quá 500 byte.", "The expression has more than 500 bytes.");
const TOO_DEEP: Words = Words::new("Biểu thức lồng nhau quá 16 tầng.", "The expression nests more than 16 deep.");
const UNREADABLE: Words =
    Words::new("Biểu thức không đúng cú pháp CEL.", "The expression is not in the Common Expression Language.");
const NOT_PLAIN: Words = Words::new(
    "Biểu thức chỉ được so sánh và tính toán, không được lặp qua danh sách.",
    "An expression compares and calculates; it does not loop.",
);
const NO_TRUTH: Words = Words::new(
    "Biểu thức không cho kết quả đúng hoặc sai: kiểu giá trị không khớp. Số nguyên và số thập phân không tính chung \
     được; hãy dùng double(…).",
    "The expression is neither true nor false: types do not fit. Whole and decimal numbers do not mix in arithmetic; \
     use double(…).",
);

#[cfg(test)]
mod tests {
    use super::super::indicator::tests::indicator;
    use super::*;
    use serde_json::json;

    fn indicators() -> BTreeMap<String, Indicator> {
        [
            indicator("total", &json!({})),
            indicator("surplus", &json!({})),
            indicator("rate", &json!({ "value_type": "percent", "decimals": 1 })),
            indicator("filled", &json!({ "is_blank_zero": true })),
            indicator("done", &json!({ "value_type": "boolean" })),
            indicator("state", &json!({ "value_type": "text", "over_units": "none" })),
        ]
        .map(|one| (one.code.clone(), one))
        .into()
    }

    #[test]
    fn rules_hold_break_or_wait_for_a_blank() {
        let number = |number: i64| Value::Number(number.into());
        let values: Values = [
            ("total", number(10)),
            ("surplus", number(3)),
            ("rate", Value::Number(Decimal::new(976, 1))),
            ("state", Value::Text("đã xong".into())),
        ]
        .map(|(code, value)| (code.to_owned(), value))
        .into();
        let previous: Values = [("total".to_owned(), number(0))].into();
        for (text, outcome) in [
            ("surplus <= total", Outcome::Holds),
            ("surplus > total", Outcome::Broken),
            ("surplus <= total && filled <= total", Outcome::Holds),
            ("filled > 0", Outcome::Broken),
            ("done", Outcome::Holds),
            ("done || surplus > total", Outcome::Holds),
            ("total >= previous.total", Outcome::Holds),
            ("surplus >= previous.surplus", Outcome::Holds),
            ("filled > previous.filled", Outcome::Broken),
            ("total / previous.total < 2", Outcome::Unclear),
            ("rate <= 100.0", Outcome::Holds),
            ("rate < 97", Outcome::Broken),
            ("double(surplus) / double(total) * 100.0 < rate", Outcome::Holds),
            ("state in ['đã xong', 'x']", Outcome::Holds),
            ("state == 'x' ? surplus == 0 : surplus > 0", Outcome::Holds),
        ] {
            let expression = Expression::read(text, &indicators()).unwrap_or_else(|words| panic!("{text}: {words:?}"));
            assert_eq!(expression.apply(&indicators(), &values, &previous), outcome, "{text}");
        }
        let expression = Expression::read("filled > previous.filled", &indicators()).unwrap();
        assert_eq!(expression.apply(&indicators(), &values, &Values::new()), Outcome::Holds, "nothing came before");
    }

    #[test]
    fn h12_expressions_that_loop_swell_or_name_nothing_are_refused() {
        let deep = format!("{}total > 0{}", "(".repeat(240), ")".repeat(240));
        let not = format!("{}done", "! ".repeat(240));
        let choices = format!("{}true", "done?done:".repeat(40));
        let long = format!("total > {}", "1".repeat(500));
        for text in [
            "",
            "total >",
            "total",
            "total + rate > 1.0",
            "unknown > 0",
            "previous > 0",
            "previous.unknown > 0",
            "[1, 2].all(x, x > total)",
            "[1, 2].map(x, [1, 2].map(y, y)).size() > 0",
            "total > 0; true",
            &deep,
            &long,
            &not,
            &choices,
        ] {
            assert!(Expression::read(text, &indicators()).is_err(), "{text:.60}");
        }
        for link in ["done&&", "1+", "done==", "-1-", "done.", "done||"] {
            let marks = link.bytes().filter(u8::is_ascii_punctuation).count();
            let _ = Expression::read(&format!("{}done", link.repeat(LINKS_MAX / marks)), &indicators());
        }
    }
}
