//! What an expression comes to, exactly.

use super::Named;
use super::node::{Binary, Node, Unary};
use crate::domain::exact::Exact;
use crate::domain::value::Value;
use std::collections::BTreeMap;

/// What a part of an expression comes to.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Worth {
    Number(Exact),
    Truth(bool),
    Text(String),
    List(Vec<Self>),
}

/// Why an expression comes to nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// It divides by zero.
    DividesByZero,
    /// It asks for the remainder of a number that is not whole.
    NotWhole,
    /// Its parts do not fit each other.
    Unfit,
}

/// The figures that an expression names.
pub(super) type Figures = BTreeMap<Named, Worth>;

type Calculated = Result<Worth, Trouble>;

impl From<&Value> for Worth {
    fn from(value: &Value) -> Self {
        match value {
            Value::Number(number) => Self::Number(Exact::from(*number)),
            Value::Boolean(truth) => Self::Truth(*truth),
            Value::Date(date) => Self::Text(date.to_string()),
            Value::Text(text) => Self::Text(text.clone()),
        }
    }
}

/// What an expression comes to with these figures.
pub(super) fn calculate(node: &Node, figures: &Figures) -> Calculated {
    match node {
        Node::Number(number) => Ok(Worth::Number(number.clone())),
        Node::Truth(truth) => Ok(Worth::Truth(*truth)),
        Node::Text(text) => Ok(Worth::Text(text.clone())),
        Node::Figure(named) => figures.get(named).cloned().ok_or(Trouble::Unfit),
        Node::List(parts) => {
            parts.iter().map(|part| calculate(part, figures)).collect::<Result<_, _>>().map(Worth::List)
        }
        Node::One(unary, part) => of_one(*unary, calculate(part, figures)?),
        Node::Two(Binary::And, parts) => logical(false, parts, figures),
        Node::Two(Binary::Or, parts) => logical(true, parts, figures),
        Node::Two(binary, parts) => {
            let [first, second] = parts.as_ref();
            of_two(*binary, calculate(first, figures)?, calculate(second, figures)?)
        }
        Node::Choice(parts) => {
            let [condition, first, second] = parts.as_ref();
            calculate(if truth(calculate(condition, figures)?)? { first } else { second }, figures)
        }
    }
}

/// `&&` is settled by what is false and `||` by what is true, on either side, whatever the other side comes to.
fn logical(settles: bool, parts: &[Node; 2], figures: &Figures) -> Calculated {
    let [first, second] = parts.each_ref().map(|part| calculate(part, figures).and_then(truth));
    if first == Ok(settles) || second == Ok(settles) {
        return Ok(Worth::Truth(settles));
    }
    first.and(second).map(Worth::Truth)
}

fn truth(worth: Worth) -> Result<bool, Trouble> {
    match worth {
        Worth::Truth(truth) => Ok(truth),
        _ => Err(Trouble::Unfit),
    }
}

fn of_one(unary: Unary, worth: Worth) -> Calculated {
    match (unary, worth) {
        (Unary::Not, Worth::Truth(truth)) => Ok(Worth::Truth(!truth)),
        (Unary::Negative, Worth::Number(number)) => Ok(Worth::Number(-&number)),
        (Unary::Whole, Worth::Number(number)) => Ok(Worth::Number(number.truncated())),
        (Unary::Number, Worth::Number(number)) => Ok(Worth::Number(number)),
        (Unary::Size, Worth::Text(text)) => size(text.chars().count()),
        (Unary::Size, Worth::List(parts)) => size(parts.len()),
        _ => Err(Trouble::Unfit),
    }
}

fn size(count: usize) -> Calculated {
    u32::try_from(count).map(|count| Worth::Number(count.into())).map_err(|_| Trouble::Unfit)
}

fn of_two(binary: Binary, first: Worth, second: Worth) -> Calculated {
    match (binary, first, second) {
        (Binary::Equal, first, second) => Ok(Worth::Truth(first == second)),
        (Binary::Unequal, first, second) => Ok(Worth::Truth(first != second)),
        (Binary::In, first, Worth::List(parts)) => Ok(Worth::Truth(parts.contains(&first))),
        (_, Worth::Number(first), Worth::Number(second)) => of_numbers(binary, &first, &second),
        (_, Worth::Text(first), Worth::Text(second)) => of_texts(binary, &first, &second),
        _ => Err(Trouble::Unfit),
    }
}

fn of_numbers(binary: Binary, first: &Exact, second: &Exact) -> Calculated {
    let number = match binary {
        Binary::Add => first + second,
        Binary::Subtract => first - second,
        Binary::Multiply => first * second,
        Binary::Divide => first.over(second).ok_or(Trouble::DividesByZero)?,
        Binary::Remainder if second.is_zero() => return Err(Trouble::DividesByZero),
        Binary::Remainder => first.remainder(second).ok_or(Trouble::NotWhole)?,
        _ => return compared(binary, first, second),
    };
    Ok(Worth::Number(number))
}

fn of_texts(binary: Binary, first: &str, second: &str) -> Calculated {
    match binary {
        Binary::Add => Ok(Worth::Text(format!("{first}{second}"))),
        Binary::Contains => Ok(Worth::Truth(first.contains(second))),
        Binary::StartsWith => Ok(Worth::Truth(first.starts_with(second))),
        Binary::EndsWith => Ok(Worth::Truth(first.ends_with(second))),
        _ => compared(binary, first, second),
    }
}

fn compared<T: PartialOrd + ?Sized>(binary: Binary, first: &T, second: &T) -> Calculated {
    match binary {
        Binary::Less => Ok(Worth::Truth(first < second)),
        Binary::LessOrEqual => Ok(Worth::Truth(first <= second)),
        Binary::Greater => Ok(Worth::Truth(first > second)),
        Binary::GreaterOrEqual => Ok(Worth::Truth(first >= second)),
        _ => Err(Trouble::Unfit),
    }
}
