//! Proper names, which lines do not break.

use crate::text::plain;
use std::collections::BTreeSet;
use std::ops::Range;

/// A space at which no line ends.
pub(crate) const NO_BREAK: char = '\u{A0}';

/// What stands before the name of a place, and belongs to it.
const KINDS: [&str; 8] = ["phường", "xã", "đặc khu", "thành phố", "tp.", "tỉnh", "khu phố", "ấp"];

/// The most words of a proper name: where more words in a row begin with capitals, they are a heading.
const WORDS_MAX: usize = 7;

/// The names that a document says, beside those that show themselves by their capitals.
#[derive(Debug)]
pub(crate) struct Names(Vec<String>);

impl Names {
    pub(crate) fn new(names: &[String]) -> Self {
        let known = names.iter().map(|name| plain(name)).filter(|name| name.contains(' '));
        // The longest first: a shorter one may be a part of it.
        let mut known: Vec<String> = known.collect::<BTreeSet<_>>().into_iter().collect();
        known.sort_by_key(|name| std::cmp::Reverse(name.len()));
        Self(known)
    }

    /// The text with spaces inside its names that do not break. A name that does not fit may break, but not inside the
    /// proper name in it.
    pub(crate) fn bind(&self, text: &str, fits: impl Fn(&str) -> bool) -> String {
        let fits = |part: &Range<usize>| text.get(part.clone()).is_some_and(&fits);
        let known = self.0.iter().flat_map(|name| whole(text, name)).filter(fits);
        let proper = proper(text).into_iter().filter_map(|(kind, name)| [kind, name].into_iter().find(fits));
        let bound: Vec<Range<usize>> = known.chain(proper).collect();
        let is_bound = |at: usize| bound.iter().any(|part| part.contains(&at));
        text.char_indices().map(|(at, letter)| if letter == ' ' && is_bound(at) { NO_BREAK } else { letter }).collect()
    }
}

/// Where a name stands as a whole.
fn whole<'a>(text: &'a str, name: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
    text.match_indices(name).map(|(at, name)| at..at + name.len()).filter(|part| {
        let before = text.get(..part.start).and_then(|before| before.chars().next_back());
        let after = text.get(part.end..).and_then(|after| after.chars().next());
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

/// The proper names of a text: words with a capital each, that follow one another. Each with the word before it that
/// says what kind of place it is, and without.
fn proper(text: &str) -> Vec<(Range<usize>, Range<usize>)> {
    let words: Vec<(usize, &str)> = words(text).collect();
    let mut found = Vec::new();
    let mut first = 0;
    while let Some((start, _)) = words.get(first) {
        let run = words.get(first..).unwrap_or_default();
        let count = run_length(run);
        let Some((last_start, last)) = count.checked_sub(1).and_then(|last| run.get(last)) else {
            first += 1;
            continue;
        };
        let name = *start..last_start + last.len();
        let kind = kind_before(words.get(..first).unwrap_or_default());
        if count <= WORDS_MAX && (count > 1 || kind.is_some()) {
            found.push((kind.unwrap_or(*start)..name.end, name));
        }
        first += count;
    }
    found
}

fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split(' ').map(move |word| (word.as_ptr().addr() - text.as_ptr().addr(), word))
}

/// How many words from the first on are one proper name.
fn run_length(words: &[(usize, &str)]) -> usize {
    let mut count = 0;
    for (_, word) in words {
        if !is_capitalized(word) {
            break;
        }
        count += 1;
        if !word.ends_with(char::is_alphanumeric) {
            break;
        }
    }
    count
}

/// Whether a word is written like a part of a name: a capital, then small letters.
fn is_capitalized(word: &str) -> bool {
    let mut letters = word.trim_start_matches(['(', '“', '"']).chars().filter(|letter| letter.is_alphabetic());
    letters.next().is_some_and(char::is_uppercase) && letters.all(char::is_lowercase)
}

/// Where the kind of place begins that the last of some words say.
fn kind_before(words: &[(usize, &str)]) -> Option<usize> {
    let said = |count: usize| {
        let last = words.get(words.len().checked_sub(count)?..)?;
        let said = last.iter().map(|(_, word)| word.to_lowercase()).collect::<Vec<_>>().join(" ");
        let said = said.trim_start_matches(['(', '“', '"']);
        last.first().filter(|_| KINDS.contains(&said)).map(|(start, _)| *start)
    };
    said(2).or_else(|| said(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_bound_and_other_words_are_not() {
        let names = Names::new(&["Ban Tổ chức Thành ủy".to_owned(), "Ban Tổ chức".to_owned()]);
        for (text, expected) in [
            ("tại phường Thủ Dầu Một, đã có", "tại phường~Thủ~Dầu~Một, đã có"),
            ("Thành ủy Thành phố Hồ Chí Minh", "Thành ủy Thành~phố~Hồ~Chí~Minh"),
            ("ông Nguyễn Văn A và bà Lê Thị B.", "ông Nguyễn~Văn~A và bà Lê~Thị~B."),
            ("Giao Ban Tổ chức Thành ủy, Thanh An", "Giao~Ban~Tổ~chức~Thành~ủy, Thanh~An"),
            ("xã Thanh An. Thạnh An", "xã~Thanh~An. Thạnh~An"),
            ("BÁO CÁO TÌNH HÌNH", "BÁO CÁO TÌNH HÌNH"),
            ("Một Hai Ba Bốn Năm Sáu Bảy Tám", "Một Hai Ba Bốn Năm Sáu Bảy Tám"),
            ("đến ngày 30/9/2025 của xã", "đến ngày 30/9/2025 của xã"),
        ] {
            let bound = names.bind(text, |_| true);
            assert_eq!(bound.replace(NO_BREAK, "~"), expected);
        }
    }

    #[test]
    fn a_name_too_wide_breaks_around_the_proper_name_in_it() {
        let name = "Đảng ủy phường Thủ Dầu Một";
        let names = Names::new(&[name.to_owned()]);
        for (most, expected) in [
            (6, "Đảng~ủy~phường~Thủ~Dầu~Một"),
            (4, "Đảng ủy phường~Thủ~Dầu~Một"),
            (3, "Đảng ủy phường Thủ~Dầu~Một"),
            (2, "Đảng ủy phường Thủ Dầu Một"),
        ] {
            let bound = names.bind(name, |part| part.split(' ').count() <= most);
            assert_eq!(bound.replace(NO_BREAK, "~"), expected, "{most}");
        }
    }
}
