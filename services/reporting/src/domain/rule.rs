//! Rules of forms, written in the Common Expression Language: true where the figures agree with each other.
//!
//! A figure is named by its code, last period's as `previous.<code>`. All numbers are of one kind and exact: a quotient of
//! whole numbers is what it is, and nothing is rounded. A rule that names a blank figure is not applied.

mod calculate;
mod kind;
mod node;

pub use calculate::Trouble;

use super::indicator::{Blank, Indicator};
use super::value::Value;
use calculate::{Figures, Worth, calculate};
use haicap_types::Words;
use node::{Node, Unread};
use quick_cache::sync::Cache;
use std::collections::{BTreeMap, BTreeSet};
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

/// The values of cells by the codes of their indicators.
pub type Values = BTreeMap<String, Value>;

/// An expression that was understood.
#[derive(Debug)]
pub struct Expression {
    root: Node,
    names: BTreeSet<Named>,
}

/// A figure that an expression names.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Named {
    /// The indicator's code.
    pub code: String,
    /// Whether that of the period before is meant.
    pub is_previous: bool,
}

/// What a rule says of some values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// They agree.
    Holds,
    /// They do not.
    Broken,
    /// These figures are blank, so it is not applied.
    Blank(Vec<Named>),
    /// It cannot be calculated with these values.
    Unclear(Trouble),
}

impl Expression {
    /// Understands an expression over these indicators.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read(text: &str, indicators: &BTreeMap<String, Indicator>) -> Result<Arc<Self>, Words> {
        let expression = Self::compile(text)?;
        if let Some(Named { code, .. }) = expression.names.iter().find(|named| !indicators.contains_key(&named.code)) {
            return Err(Words::with(
                format!("Biểu mẫu không có chỉ tiêu được nhập mang mã {code}."),
                format!("The form asks for no indicator {code}."),
            ));
        }
        if kind::is_truth(&expression.root, indicators) { Ok(expression) } else { Err(NO_TRUTH) }
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
            let root = Node::read(text).map_err(|unread| match unread {
                Unread::Syntax => UNREADABLE,
                Unread::Foreign => NOT_PLAIN,
                Unread::Number => NO_NUMBER,
            })?;
            let names = root.names();
            Ok(Arc::new(Self { root, names }))
        })
    }

    /// What it says of some values. A cell that is blank now means zero where its indicator says so; `previous` is what
    /// counted for the period before, with its zeros.
    #[must_use]
    pub fn apply(&self, indicators: &BTreeMap<String, Indicator>, values: &Values, previous: &Values) -> Outcome {
        let (mut figures, mut blank) = (Figures::new(), Vec::new());
        for named in &self.names {
            let worth = if named.is_previous {
                previous.get(&named.code).map(Worth::from)
            } else {
                let zero = || Value::implied(indicators.get(&named.code)?, Blank::Cell);
                values.get(&named.code).cloned().or_else(zero).as_ref().map(Worth::from)
            };
            match worth {
                Some(worth) => drop(figures.insert(named.clone(), worth)),
                None => blank.push(named.clone()),
            }
        }
        if !blank.is_empty() {
            return Outcome::Blank(blank);
        }
        match calculate(&self.root, &figures) {
            Ok(Worth::Truth(true)) => Outcome::Holds,
            Ok(Worth::Truth(false)) => Outcome::Broken,
            Ok(_) => Outcome::Unclear(Trouble::Unfit),
            Err(trouble) => Outcome::Unclear(trouble),
        }
    }

    /// The codes that it names, of this period's figures.
    pub fn current(&self) -> impl Iterator<Item = &String> {
        self.names.iter().filter(|named| !named.is_previous).map(|named| &named.code)
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

const TOO_LONG: Words = Words::new("Biểu thức dài quá 500 byte.", "The expression has more than 500 bytes.");
const TOO_DEEP: Words = Words::new("Biểu thức lồng nhau quá 16 tầng.", "The expression nests more than 16 deep.");
const UNREADABLE: Words =
    Words::new("Biểu thức không đúng cú pháp CEL.", "The expression is not in the Common Expression Language.");
const NOT_PLAIN: Words = Words::new(
    "Biểu thức chỉ được so sánh và tính toán, không được lặp qua danh sách.",
    "An expression may compare and calculate; it must not loop.",
);
const NO_NUMBER: Words = Words::new(
    "Số thập phân trong biểu thức chỉ gồm chữ số và dấu chấm, ví dụ 97.6.",
    "A decimal number in an expression must have only digits and a point, such as 97.6.",
);
const NO_TRUTH: Words = Words::new(
    "Biểu thức không cho kết quả đúng hoặc sai: kiểu giá trị không khớp, ví dụ so sánh số với văn bản.",
    "The expression is neither true nor false: types do not fit, as where a number is compared with a text.",
);

#[cfg(test)]
mod tests;
