//! How numbers of parts and dates are written.

use chrono::{Datelike, NaiveDate};

/// The letters that number points, in the order of the Vietnamese alphabet.
const LETTERS: [&str; 23] =
    ["a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m", "n", "o", "p", "q", "r", "s", "t", "u", "v", "x", "y"];

/// Puts values where a pack's wording names them. What is put in is not looked at again.
pub(crate) fn fill(wording: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(wording.len());
    let mut rest = wording;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let Some((name, behind)) = after.split_once('}') else {
            filled.push('{');
            rest = after;
            continue;
        };
        filled.extend(values.iter().find(|(known, _)| *known == name).map(|(_, value)| *value));
        rest = behind;
    }
    filled.push_str(rest);
    filled
}

/// Spaces that do not break, to write something in by hand.
pub(crate) fn room(letters: usize) -> String {
    "\u{A0}".repeat(letters)
}

/// A date with a zero before days below ten and before the months 1 and 2, and no others (Decree 30/2020, App. I).
pub(crate) fn date(wording: &str, date: NaiveDate) -> String {
    let (day, month) = padded(date);
    fill(wording, &[("day", &day), ("month", &month), ("year", &date.year().to_string())])
}

/// Day and month of a date, padded by the rule.
pub(crate) fn padded(date: NaiveDate) -> (String, String) {
    let month = date.month();
    (format!("{:02}", date.day()), if month < 3 { format!("{month:02}") } else { month.to_string() })
}

/// The number of a part in each notation that a pack may name.
pub(crate) fn part_number(wording: &str, ordinal: usize) -> String {
    fill(wording, &[("roman", &roman(ordinal)), ("arabic", &ordinal.to_string()), ("letter", &letter(ordinal))])
}

fn roman(ordinal: usize) -> String {
    const VALUES: [(usize, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if ordinal > 3999 {
        return ordinal.to_string();
    }
    let mut rest = ordinal;
    let mut text = String::new();
    for (value, sign) in VALUES {
        while rest >= value {
            text.push_str(sign);
            rest -= value;
        }
    }
    text
}

/// After the last letter they begin again, doubled: `aa`, `bb`.
fn letter(ordinal: usize) -> String {
    let place = ordinal.saturating_sub(1);
    LETTERS.get(place % LETTERS.len()).copied().unwrap_or_default().repeat(place / LETTERS.len() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_numbered_in_three_notations() {
        for (wording, ordinal, text) in [
            ("{roman}-", 1, "I-"),
            ("{roman}-", 4, "IV-"),
            ("{roman}.", 19, "XIX."),
            ("{arabic}.", 12, "12."),
            ("{letter})", 4, "d)"),
            ("{letter})", 5, "đ)"),
            ("{letter})", 23, "y)"),
            ("{letter})", 24, "aa)"),
        ] {
            assert_eq!(part_number(wording, ordinal), text);
        }
    }

    #[test]
    fn what_is_put_into_a_wording_is_not_a_wording() {
        assert_eq!(fill("{place}, {day} {", &[("place", "{day}"), ("day", "5")]), "{day}, 5 {");
    }
}
