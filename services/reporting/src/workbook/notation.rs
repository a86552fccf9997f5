//! How numbers and truths are written as text in Vietnam.

use super::{NO, YES};
use rust_decimal::Decimal;

/// A number that was written as text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Written {
    /// The number; of a percentage, what stands before the sign.
    pub(super) number: Decimal,
    /// Whether a percent sign follows.
    pub(super) is_percent: bool,
}

/// Reads a number: points part thousands, or are not there; a comma stands before the decimals. So `1.087` is one
/// thousand and eighty-seven, and `0.976`, which only another notation can mean, is nothing.
pub(super) fn number(text: &str) -> Option<Written> {
    let text = text.trim();
    let (text, is_percent) = text.strip_suffix('%').map_or((text, false), |rest| (rest.trim_end(), true));
    let (is_negative, text) = match text.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (whole, decimals) = text.split_once(',').map_or((text, None), |(whole, decimals)| (whole, Some(decimals)));
    if !is_whole(whole) || !decimals.is_none_or(is_digits) {
        return None;
    }
    let digits = format!("{}.{}", whole.replace('.', ""), decimals.unwrap_or("0"));
    // The plain way to parse rounds what has too many digits.
    let number = Decimal::from_str_exact(&digits).ok()?;
    Some(Written { number: if is_negative { -number } else { number }, is_percent })
}

fn is_whole(text: &str) -> bool {
    let mut groups = text.split('.');
    let first = groups.next().unwrap_or_default();
    let rest: Vec<&str> = groups.collect();
    let is_grouped = first.len() <= 3 && !first.starts_with('0') && rest.iter().all(|group| group.len() == 3);
    is_digits(first) && rest.iter().all(|group| is_digits(group)) && (rest.is_empty() || is_grouped)
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Writes a number so that it is read again as the same.
pub(super) fn written(number: Decimal) -> String {
    let text = number.normalize().to_string();
    let (sign, digits) = text.strip_prefix('-').map_or(("", text.as_str()), |digits| ("-", digits));
    let (whole, decimals) = digits.split_once('.').map_or((digits, None), |(whole, decimals)| (whole, Some(decimals)));
    let mut grouped = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place) % 3 == 0 {
            grouped.push('.');
        }
        grouped.push(digit);
    }
    decimals.map_or_else(|| format!("{sign}{grouped}"), |decimals| format!("{sign}{grouped},{decimals}"))
}

/// Reads yes and no.
pub(super) fn truth(text: &str) -> Option<bool> {
    let text = text.trim().to_lowercase();
    if text == YES.to_lowercase() {
        Some(true)
    } else if text == NO.to_lowercase() {
        Some(false)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_in_vietnamese_notation_alone() {
        for (text, read) in [
            ("1087", Some("1087")),
            ("1.087", Some("1087")),
            ("1.087,5", Some("1087.5")),
            ("1087,5", Some("1087.5")),
            ("1,087", Some("1.087")),
            ("12.345.678", Some("12345678")),
            ("-5", Some("-5")),
            ("\u{2212}5,25", Some("-5.25")),
            (" 97,6 ", Some("97.6")),
            ("007", Some("7")),
            ("0,5", Some("0.5")),
            ("", None),
            ("-", None),
            ("1,087.5", None),
            ("1.08", None),
            ("0.976", None),
            ("1.0875", None),
            ("1234.567", None),
            ("1..087", None),
            (".087", None),
            ("1,", None),
            (",5", None),
            ("1,5,2", None),
            ("+5", None),
            ("1e3", None),
            ("1 087", None),
            ("(5)", None),
            ("5 trụ sở", None),
            ("\u{FF15}", None),
            ("1_0", None),
            ("99999999999999999999999999999999", None),
        ] {
            let read = read.map(|number| Written { number: number.parse().unwrap(), is_percent: false });
            assert_eq!(number(text), read, "{text}");
        }
        let percent = |number: &str| Some(Written { number: number.parse().unwrap(), is_percent: true });
        assert_eq!((number("97,6%"), number("97,6 %")), (percent("97.6"), percent("97.6")));
        assert_eq!((number("97,6%%"), number("%")), (None, None));
    }

    #[test]
    fn what_is_written_is_read_as_the_same() {
        for (number_, text) in [
            ("0", "0"),
            ("-7", "-7"),
            ("999", "999"),
            ("1087.5", "1.087,5"),
            ("-1000000", "-1.000.000"),
            ("9007199254740990.123456", "9.007.199.254.740.990,123456"),
        ] {
            let value: Decimal = number_.parse().unwrap();
            assert_eq!(written(value), text);
            assert_eq!(number(text).map(|read| read.number), Some(value));
        }
    }

    #[test]
    fn truths_are_two_words() {
        for (text, read) in [("Có", Some(true)), (" không ", Some(false)), ("CÓ", Some(true)), ("x", None), ("1", None)]
        {
            assert_eq!(truth(text), read, "{text}");
        }
    }
}
