//! Whether the parts of an expression fit each other, whatever the figures are.

use super::Named;
use super::node::{Binary, Node, Unary};
use crate::domain::indicator::Indicator;
use crate::vocabulary::ValueType;
use std::collections::BTreeMap;

/// What a value is.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Kind {
    Number,
    Truth,
    /// A text, a date or the code of a choice.
    Text,
    /// A list of such; of nothing where it is empty.
    List(Option<Box<Self>>),
}

/// Whether an expression is true or false, and all of its parts fit each other.
pub(super) fn is_truth(node: &Node, indicators: &BTreeMap<String, Indicator>) -> bool {
    kind(node, indicators) == Some(Kind::Truth)
}

fn kind(node: &Node, indicators: &BTreeMap<String, Indicator>) -> Option<Kind> {
    let kind = |node: &Node| kind(node, indicators);
    match node {
        Node::Number(_) => Some(Kind::Number),
        Node::Truth(_) => Some(Kind::Truth),
        Node::Text(_) => Some(Kind::Text),
        Node::Figure(Named { code, .. }) => indicators.get(code).map(of_figure),
        Node::List(parts) => {
            let mut kinds = parts.iter().map(kind);
            let Some(first) = kinds.next() else { return Some(Kind::List(None)) };
            let first = first?;
            kinds.all(|other| other.as_ref() == Some(&first)).then(|| Kind::List(Some(Box::new(first))))
        }
        Node::One(unary, part) => match (unary, kind(part)?) {
            (Unary::Not, Kind::Truth) => Some(Kind::Truth),
            (Unary::Negative | Unary::Whole | Unary::Number, Kind::Number)
            | (Unary::Size, Kind::Text | Kind::List(_)) => Some(Kind::Number),
            _ => None,
        },
        Node::Two(binary, parts) => {
            let [first, second] = parts.as_ref();
            of_two(*binary, &kind(first)?, &kind(second)?)
        }
        Node::Choice(parts) => {
            let [condition, first, second] = parts.as_ref();
            let (first, second) = (kind(first)?, kind(second)?);
            (kind(condition)? == Kind::Truth && first == second).then_some(first)
        }
    }
}

fn of_figure(indicator: &Indicator) -> Kind {
    match indicator.value_type {
        ValueType::Integer | ValueType::Decimal | ValueType::Percent | ValueType::Money => Kind::Number,
        ValueType::Boolean => Kind::Truth,
        ValueType::Date | ValueType::Choice | ValueType::Text => Kind::Text,
    }
}

fn of_two(binary: Binary, first: &Kind, second: &Kind) -> Option<Kind> {
    let (made, fits) = match binary {
        Binary::And | Binary::Or => (Kind::Truth, *first == Kind::Truth && first == second),
        Binary::Equal | Binary::Unequal => (Kind::Truth, first == second),
        Binary::Less | Binary::LessOrEqual | Binary::Greater | Binary::GreaterOrEqual => {
            (Kind::Truth, matches!(first, Kind::Number | Kind::Text) && first == second)
        }
        Binary::Add => (first.clone(), matches!(first, Kind::Number | Kind::Text) && first == second),
        Binary::Subtract | Binary::Multiply | Binary::Divide | Binary::Remainder => {
            (Kind::Number, *first == Kind::Number && first == second)
        }
        Binary::In => {
            let holds = |of: &Option<Box<Kind>>| of.as_deref().is_none_or(|element| element == first);
            (Kind::Truth, matches!(second, Kind::List(of) if holds(of)))
        }
        Binary::Contains | Binary::StartsWith | Binary::EndsWith => {
            (Kind::Truth, *first == Kind::Text && first == second)
        }
    };
    fits.then_some(made)
}
