//! Expressions as rules understand them: made of what the library parsed, as far as it only compares and calculates.

use super::Named;
use crate::domain::exact::Exact;
use cel::common::ast::{CallExpr, Expr, LiteralValue, SourceInfo, operators};
use cel::parser::Parser;
use cel::{IdedExpr, parser};
use std::collections::BTreeSet;

/// A part of an expression, or all of it.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Node {
    Number(Exact),
    Truth(bool),
    Text(String),
    List(Vec<Self>),
    Figure(Named),
    One(Unary, Box<Self>),
    Two(Binary, Box<[Self; 2]>),
    /// The second where the first is true, the third otherwise.
    Choice(Box<[Self; 3]>),
}

/// What is made of one value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unary {
    Not,
    Negative,
    /// `int(…)`: without its fraction.
    Whole,
    /// `double(…)`: the number itself, since all numbers are of one kind.
    Number,
    /// How many letters a text has, or elements a list.
    Size,
}

/// What is made of two values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Binary {
    And,
    Or,
    Equal,
    Unequal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
    In,
    Contains,
    StartsWith,
    EndsWith,
}

/// Why a text is no expression of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unread {
    /// It is not in the language.
    Syntax,
    /// It holds more of the language than rules need.
    Foreign,
    /// A number is not written with digits and a point.
    Number,
}

impl Node {
    /// Reads an expression.
    pub(super) fn read(text: &str) -> Result<Self, Unread> {
        let (expression, source) = Parser::default().parse_with_source_info(text).map_err(syntax)?;
        Self::of(&expression, &source)
    }

    /// The figures that it names.
    pub(super) fn names(&self) -> BTreeSet<Named> {
        let mut names = BTreeSet::new();
        self.name(&mut names);
        names
    }

    fn name(&self, names: &mut BTreeSet<Named>) {
        match self {
            Self::Number(_) | Self::Truth(_) | Self::Text(_) => {}
            Self::Figure(named) => {
                names.insert(named.clone());
            }
            Self::List(parts) => parts.iter().for_each(|part| part.name(names)),
            Self::One(_, part) => part.name(names),
            Self::Two(_, parts) => parts.iter().for_each(|part| part.name(names)),
            Self::Choice(parts) => parts.iter().for_each(|part| part.name(names)),
        }
    }

    fn of(expression: &IdedExpr, source: &SourceInfo) -> Result<Self, Unread> {
        match &expression.expr {
            Expr::Ident(code) => Ok(Self::Figure(Named { code: code.clone(), is_previous: false })),
            Expr::Select(select) => match &select.operand.expr {
                Expr::Ident(name) if name == "previous" && !select.test => {
                    Ok(Self::Figure(Named { code: select.field.clone(), is_previous: true }))
                }
                _ => Err(Unread::Foreign),
            },
            Expr::Literal(literal) => Self::literal(literal, expression.id, source),
            Expr::List(list) if list.optional_indices.is_empty() => {
                let elements = list.elements.iter().map(|element| Self::of(element, source));
                elements.collect::<Result<_, _>>().map(Self::List)
            }
            Expr::Call(call) => Self::call(call, source),
            _ => Err(Unread::Foreign),
        }
    }

    fn literal(literal: &LiteralValue, id: u64, source: &SourceInfo) -> Result<Self, Unread> {
        match literal {
            LiteralValue::Boolean(truth) => Ok(Self::Truth(*truth.inner())),
            LiteralValue::Int(whole) => Ok(Self::Number(Exact::from(*whole.inner()))),
            LiteralValue::UInt(whole) => Ok(Self::Number(Exact::from(*whole.inner()))),
            LiteralValue::String(text) => Ok(Self::Text(text.inner().to_owned())),
            LiteralValue::Double(double) => decimal(*double.inner(), id, source).map(Self::Number),
            LiteralValue::Bytes(_) | LiteralValue::Null => Err(Unread::Foreign),
        }
    }

    fn call(call: &CallExpr, source: &SourceInfo) -> Result<Self, Unread> {
        let arguments = call.target.iter().map(AsRef::as_ref).chain(&call.args);
        let arguments = arguments.map(|argument| Self::of(argument, source)).collect::<Result<Vec<_>, _>>()?;
        let name = (call.func_name.as_str(), call.target.is_some());
        if let Some(unary) = unary(name) {
            let [only] = <[Self; 1]>::try_from(arguments).map_err(|_| Unread::Foreign)?;
            return Ok(Self::One(unary, Box::new(only)));
        }
        if let Some(binary) = binary(name) {
            return <[Self; 2]>::try_from(arguments)
                .map(|both| Self::Two(binary, Box::new(both)))
                .map_err(|_| Unread::Foreign);
        }
        match (name, <[Self; 3]>::try_from(arguments)) {
            ((operators::CONDITIONAL, false), Ok(all)) => Ok(Self::Choice(Box::new(all))),
            _ => Err(Unread::Foreign),
        }
    }
}

/// A decimal number as it stands in the text: the library keeps the nearest double alone.
fn decimal(double: f64, id: u64, source: &SourceInfo) -> Result<Exact, Unread> {
    let (start, stop) = source.offset_for(id).ok_or(Unread::Number)?;
    let place = usize::try_from(start).ok().zip(usize::try_from(stop).ok()).ok_or(Unread::Number)?;
    let digits = source.source.get(place.0..=place.1).ok_or(Unread::Number)?;
    // Its sign stands before it.
    if digits.parse::<f64>() != Ok(double.abs()) {
        return Err(Unread::Number);
    }
    let number: Exact = digits.parse().map_err(|_| Unread::Number)?;
    Ok(if double.is_sign_negative() { -&number } else { number })
}

/// What a call of this name makes of one value. Beside the name stands whether it is called on its first argument.
fn unary(name: (&str, bool)) -> Option<Unary> {
    match name {
        (operators::LOGICAL_NOT, false) => Some(Unary::Not),
        (operators::NEGATE, false) => Some(Unary::Negative),
        ("int", false) => Some(Unary::Whole),
        ("double", false) => Some(Unary::Number),
        ("size", _) => Some(Unary::Size),
        _ => None,
    }
}

/// The same of two values.
fn binary(name: (&str, bool)) -> Option<Binary> {
    match name {
        (operators::LOGICAL_AND, false) => Some(Binary::And),
        (operators::LOGICAL_OR, false) => Some(Binary::Or),
        (operators::EQUALS, false) => Some(Binary::Equal),
        (operators::NOT_EQUALS, false) => Some(Binary::Unequal),
        (operators::LESS, false) => Some(Binary::Less),
        (operators::LESS_EQUALS, false) => Some(Binary::LessOrEqual),
        (operators::GREATER, false) => Some(Binary::Greater),
        (operators::GREATER_EQUALS, false) => Some(Binary::GreaterOrEqual),
        (operators::ADD, false) => Some(Binary::Add),
        (operators::SUBSTRACT, false) => Some(Binary::Subtract),
        (operators::MULTIPLY, false) => Some(Binary::Multiply),
        (operators::DIVIDE, false) => Some(Binary::Divide),
        (operators::MODULO, false) => Some(Binary::Remainder),
        (operators::IN, false) => Some(Binary::In),
        ("contains", true) => Some(Binary::Contains),
        ("startsWith", true) => Some(Binary::StartsWith),
        ("endsWith", true) => Some(Binary::EndsWith),
        _ => None,
    }
}

fn syntax(_: parser::ParseErrors) -> Unread {
    Unread::Syntax
}
