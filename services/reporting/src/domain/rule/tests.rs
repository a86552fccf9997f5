use super::super::indicator::tests::indicator;
use super::*;
use proptest::prelude::*;
use rust_decimal::Decimal;
use serde_json::json;
use std::cmp::Ordering;

fn indicators() -> BTreeMap<String, Indicator> {
    [
        indicator("total", &json!({})),
        indicator("surplus", &json!({})),
        indicator("rate", &json!({ "value_type": "percent", "decimals": 1 })),
        indicator("area", &json!({ "value_type": "decimal", "decimals": 2 })),
        indicator("filled", &json!({ "is_blank_zero": true })),
        indicator("done", &json!({ "value_type": "boolean" })),
        indicator("state", &json!({ "value_type": "text", "over_units": "none" })),
        indicator("decided_on", &json!({ "value_type": "date", "over_units": "count" })),
    ]
    .map(|one| (one.code.clone(), one))
    .into()
}

fn decimal(text: &str) -> Value {
    Value::Number(text.parse().unwrap())
}

fn values(figures: &[(&str, Value)]) -> Values {
    figures.iter().map(|(code, value)| ((*code).to_owned(), value.clone())).collect()
}

fn blank(names: &[&str]) -> Outcome {
    let named = |name: &&str| match name.strip_prefix("previous.") {
        Some(code) => Named { code: code.to_owned(), is_previous: true },
        None => Named { code: (*name).to_owned(), is_previous: false },
    };
    Outcome::Blank(names.iter().map(named).collect())
}

#[test]
fn rules_hold_break_wait_for_a_blank_or_come_to_nothing() {
    let figures = values(&[
        ("total", decimal("10")),
        ("surplus", decimal("3")),
        ("rate", decimal("97.6")),
        ("area", decimal("0.3")),
        ("state", Value::Text("đã xong".into())),
        ("decided_on", Value::Date("2025-09-22".parse().unwrap())),
    ]);
    let previous = values(&[("total", decimal("0"))]);
    for (text, outcome) in [
        ("surplus <= total", Outcome::Holds),
        ("surplus > total", Outcome::Broken),
        ("surplus <= total && filled <= total", Outcome::Holds),
        ("filled > 0", Outcome::Broken),
        ("done", blank(&["done"])),
        ("done || surplus > total", blank(&["done"])),
        ("total >= previous.total", Outcome::Holds),
        ("surplus >= previous.surplus && done", blank(&["done", "previous.surplus"])),
        ("filled >= previous.filled", blank(&["previous.filled"])),
        ("total / previous.total < 2", Outcome::Unclear(Trouble::DividesByZero)),
        ("total % previous.total < 2", Outcome::Unclear(Trouble::DividesByZero)),
        ("total % area < 2", Outcome::Unclear(Trouble::NotWhole)),
        ("previous.total == 0 || total / previous.total < 2", Outcome::Holds),
        ("total / previous.total < 2 || previous.total == 0", Outcome::Holds),
        ("previous.total != 0 && total / previous.total < 2", Outcome::Broken),
        ("previous.total == 0 ? total > 0 : total / previous.total < 2", Outcome::Holds),
        ("rate <= 100.0", Outcome::Holds),
        ("rate < 97", Outcome::Broken),
        ("rate == 97.6", Outcome::Holds),
        // Of neither sum is there a double.
        ("0.1 + 0.2 == area", Outcome::Holds),
        ("0.1 + 0.2 == 0.3000000000000000000001", Outcome::Broken),
        ("-0.1 - 0.2 == -area", Outcome::Holds),
        ("surplus / total == area", Outcome::Holds),
        ("surplus / total * 100 < rate", Outcome::Holds),
        ("double(surplus) / double(total) * 100.0 < rate", Outcome::Holds),
        ("total / surplus * surplus == total", Outcome::Holds),
        ("int(total / surplus) == 3 && total % surplus == 1", Outcome::Holds),
        ("9007199254740993 + area > 9007199254740993", Outcome::Holds),
        ("state in ['đã xong', 'x']", Outcome::Holds),
        ("state == 'x' ? surplus == 0 : surplus > 0", Outcome::Holds),
        ("size(state) == 7 && state.startsWith('đã') && !state.contains('chưa')", Outcome::Holds),
        ("decided_on >= '2025-09-01' && decided_on < '2025-10-01'", Outcome::Holds),
    ] {
        let expression = Expression::read(text, &indicators()).unwrap_or_else(|words| panic!("{text}: {words:?}"));
        assert_eq!(expression.apply(&indicators(), &figures, &previous), outcome, "{text}");
    }
}

#[test]
fn h12_expressions_that_loop_swell_do_not_fit_or_name_nothing_are_refused() {
    let deep = format!("{}total > 0{}", "(".repeat(240), ")".repeat(240));
    let not = format!("{}done", "! ".repeat(240));
    let choices = format!("{}true", "done?done:".repeat(40));
    let long = format!("total > {}", "1".repeat(500));
    for text in [
        "",
        "total >",
        "total",
        "unknown > 0",
        "previous > 0",
        "previous.unknown > 0",
        "has(previous.total)",
        "[1, 2].all(x, x > total)",
        "[1, 2].map(x, [1, 2].map(y, y)).size() > 0",
        "{'a': total}.a > 0",
        "total > 0; true",
        "total > 1e3",
        "total > 1.5e300",
        "total == state",
        "state > 0",
        "done > false",
        "done ? total > 0 : total",
        "total in ['a']",
        "total in [1, 'a']",
        "decided_on - 1 > 0",
        "total == null",
        "string(total) == '1'",
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

/// A calculation, and what it comes to as a fraction: reckoned by hand, with none of the code that is tested.
#[derive(Debug, Clone)]
enum Tree {
    Figure(&'static str),
    Literal(i64),
    Two(char, Box<[Self; 2]>),
}

type Fraction = (i128, i128);

/// A sign, and whether it holds of how two numbers are ordered.
type Comparison = (&'static str, fn(Ordering) -> bool);

const TENTHS: [(&str, i64); 4] = [("total", 70), ("surplus", -30), ("rate", 976), ("area", 1)];

impl Tree {
    fn text(&self) -> String {
        match self {
            Self::Figure(code) => (*code).to_owned(),
            Self::Literal(tenths) => {
                let sign = if *tenths < 0 { "-" } else { "" };
                format!("{sign}{}.{}", tenths.abs() / 10, tenths.abs() % 10)
            }
            Self::Two(operator, parts) => format!("({} {operator} {})", parts[0].text(), parts[1].text()),
        }
    }

    /// `Err` where it overflows, `Ok(None)` where it divides by zero.
    fn fraction(&self) -> Result<Option<Fraction>, ()> {
        let (operator, parts) = match self {
            Self::Figure(code) => {
                let (_, tenths) = TENTHS.iter().find(|(figure, _)| figure == code).unwrap();
                return Ok(Some((i128::from(*tenths), 10)));
            }
            Self::Literal(tenths) => return Ok(Some((i128::from(*tenths), 10))),
            Self::Two(operator, parts) => (*operator, parts),
        };
        let (first, second) = (parts[0].fraction()?, parts[1].fraction()?);
        let (Some((a, b)), Some((c, d))) = (first, second) else { return Ok(None) };
        let times = |x: i128, y: i128| x.checked_mul(y).ok_or(());
        let (over, under) = match operator {
            '+' => (times(a, d)?.checked_add(times(c, b)?).ok_or(())?, times(b, d)?),
            '-' => (times(a, d)?.checked_sub(times(c, b)?).ok_or(())?, times(b, d)?),
            '*' => (times(a, c)?, times(b, d)?),
            _ if c == 0 => return Ok(None),
            _ => (times(a, d)? * c.signum(), times(b, c.abs())?),
        };
        let shared = divisor(over.abs(), under);
        Ok(Some((over / shared, under / shared)))
    }
}

fn divisor(a: i128, b: i128) -> i128 {
    if b == 0 { a.max(1) } else { divisor(b, a % b) }
}

fn any_tree(depth: u32) -> impl Strategy<Value = Tree> {
    let leaf = prop_oneof![
        prop::sample::select(TENTHS.map(|(code, _)| code).to_vec()).prop_map(Tree::Figure),
        (-999_i64..1000).prop_map(Tree::Literal),
    ];
    leaf.prop_recursive(depth, 4, 2, |part| {
        (prop::sample::select(vec!['+', '-', '*', '/']), part.clone(), part)
            .prop_map(|(operator, first, second)| Tree::Two(operator, Box::new([first, second])))
    })
}

fn said(text: &str) -> Outcome {
    let figures = TENTHS.map(|(code, tenths)| (code.to_owned(), Value::Number(Decimal::new(tenths, 1)))).into();
    Expression::read(text, &indicators()).unwrap().apply(&indicators(), &figures, &Values::new())
}

proptest! {
    #[test]
    fn what_is_calculated_equals_exact_fractions(first in any_tree(2), second in any_tree(2)) {
        let difference = Tree::Two('-', Box::new([first.clone(), second.clone()])).fraction();
        prop_assume!(difference.is_ok());
        let order = difference.unwrap().map(|(over, _)| over.cmp(&0));
        let (first, second) = (first.text(), second.text());
        let comparisons: [Comparison; 6] = [
            ("==", Ordering::is_eq),
            ("!=", Ordering::is_ne),
            ("<", Ordering::is_lt),
            ("<=", Ordering::is_le),
            (">", Ordering::is_gt),
            (">=", Ordering::is_ge),
        ];
        for (sign, holds) in comparisons {
            let expected = match order {
                None => Outcome::Unclear(Trouble::DividesByZero),
                Some(order) if holds(order) => Outcome::Holds,
                Some(_) => Outcome::Broken,
            };
            prop_assert_eq!(said(&format!("{first} {sign} {second}")), expected);
        }
    }

    #[test]
    fn what_is_undone_is_what_it_was(first in any_tree(1), second in any_tree(1)) {
        let is_number = |tree: &Tree| tree.fraction().is_ok_and(|fraction| fraction.is_some_and(|(over, _)| over != 0));
        prop_assume!(is_number(&first) && is_number(&second));
        let (first, second) = (first.text(), second.text());
        prop_assert_eq!(said(&format!("{first} + {second} - {second} == {first}")), Outcome::Holds);
        prop_assert_eq!(said(&format!("{first} / {second} * {second} == {first}")), Outcome::Holds);
    }
}
