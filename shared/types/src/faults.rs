use crate::time::is_in_range;
use crate::{Date, Text, TextFault, Words};
use chrono::NaiveDate;
use std::fmt::Display;

/// What is wrong with one place of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// A JSON pointer into the body, or the name of a query parameter.
    pub pointer: String,
    /// What is wrong there.
    pub words: Words,
}

impl Fault {
    /// A fault at a JSON pointer.
    pub fn new(pointer: impl Into<String>, words: Words) -> Self {
        Self { pointer: pointer.into(), words }
    }
}

/// Collects everything that is wrong with what was sent, so that a client learns of all of it at once.
///
/// A value that cannot be read is `None`; [`Faults::all`] turns the values that were read into one result:
///
/// ```
/// use haicap_types::{Faults, Line, Prose};
///
/// let mut faults = Faults::default();
/// let title: Option<Line<300>> = faults.text("/title", "Kế hoạch");
/// let remark: Option<Option<Prose<2_000>>> = faults.optional("/remark", None);
/// let (title, remark) = faults.all((title, remark)).unwrap();
/// assert_eq!((title.as_str(), remark), ("Kế hoạch", None));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Faults(Vec<Fault>);

impl Faults {
    /// Notes a fault.
    pub fn note(&mut self, pointer: impl Into<String>, words: Words) {
        self.0.push(Fault::new(pointer, words));
    }

    /// Notes a fault where a condition does not hold.
    pub fn expect(&mut self, holds: bool, pointer: impl Into<String>, words: Words) {
        if !holds {
            self.note(pointer, words);
        }
    }

    /// Keeps what was read of a part of the body that begins at a pointer, and notes what is wrong with it.
    pub fn part<T>(&mut self, at: &str, read: Result<T, Self>) -> Option<T> {
        let note = |fault: Fault| Fault::new(format!("{at}{}", fault.pointer), fault.words);
        read.map_err(|part| self.0.extend(part.0.into_iter().map(note))).ok()
    }

    /// Keeps what a parser read; a fault of the parser is noted in its own words.
    pub fn keep<T>(&mut self, pointer: impl Into<String>, read: Result<T, impl Into<Words>>) -> Option<T> {
        read.map_err(|fault| self.note(pointer, fault.into())).ok()
    }

    /// Reads a text that is required.
    pub fn text<const MAX: usize, const HAS_LINES: bool>(
        &mut self,
        pointer: impl Into<String>,
        sent: &str,
    ) -> Option<Text<MAX, HAS_LINES>> {
        self.keep(pointer, Text::new(sent))
    }

    /// Reads a text that may be absent. An empty text is absent.
    pub fn optional<const MAX: usize, const HAS_LINES: bool>(
        &mut self,
        pointer: impl Into<String>,
        sent: Option<&str>,
    ) -> Option<Option<Text<MAX, HAS_LINES>>> {
        match sent.map(Text::new) {
            None | Some(Err(TextFault::Empty)) => Some(None),
            Some(Ok(text)) => Some(Some(text)),
            Some(Err(fault)) => self.keep(pointer, Err(fault)),
        }
    }

    /// Reads a date of the years that all services accept.
    pub fn date(&mut self, pointer: impl Into<String>, Date(date): Date) -> Option<NaiveDate> {
        if is_in_range(date) {
            return Some(date);
        }
        self.note(pointer, OUT_OF_RANGE);
        None
    }

    /// Brings a required text into the form in which it is kept, in place: for documents that are read whole and kept
    /// whole.
    pub fn tidy<const MAX: usize, const HAS_LINES: bool>(&mut self, pointer: impl Into<String>, text: &mut String) {
        if let Some(kept) = self.text::<MAX, HAS_LINES>(pointer, text) {
            *text = kept.into();
        }
    }

    /// The same for a text that may be absent.
    pub fn tidy_optional<const MAX: usize, const HAS_LINES: bool>(
        &mut self,
        pointer: impl Into<String>,
        text: &mut Option<String>,
    ) {
        if let Some(kept) = self.optional::<MAX, HAS_LINES>(pointer, text.as_deref()) {
            *text = kept.map(Into::into);
        }
    }

    /// Whether nothing is wrong so far.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The value, if nothing is wrong.
    ///
    /// # Errors
    /// Every fault.
    pub fn done<T>(self, value: T) -> Result<T, Self> {
        if self.is_empty() { Ok(value) } else { Err(self) }
    }

    /// The values that were read, if nothing is wrong.
    ///
    /// # Errors
    /// Every fault. A value that is `None` although nobody noted a fault counts as one.
    pub fn all<R: AllRead>(mut self, values: R) -> Result<R::Values, Self> {
        match values.all_read() {
            Some(values) if self.is_empty() => Ok(values),
            _ => {
                self.expect(!self.is_empty(), "", UNREADABLE);
                Err(self)
            }
        }
    }
}

impl IntoIterator for Faults {
    type Item = Fault;
    type IntoIter = std::vec::IntoIter<Fault>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

/// Reads what may be absent: what was not sent is read as `None`.
pub fn if_sent<S, T>(sent: Option<S>, read: impl FnOnce(S) -> Option<T>) -> Option<Option<T>> {
    sent.map_or(Some(None), |sent| read(sent).map(Some))
}

/// Values of which each was read or was not.
pub trait AllRead {
    /// The values.
    type Values;

    /// All of them, or `None` if one could not be read.
    fn all_read(self) -> Option<Self::Values>;
}

impl<A> AllRead for Option<A> {
    type Values = A;

    fn all_read(self) -> Self {
        self
    }
}

macro_rules! all_read {
    ($($name:ident)+) => {
        impl<$($name),+> AllRead for ($(Option<$name>,)+) {
            type Values = ($($name,)+);

            #[expect(non_snake_case, reason = "a type parameter and the value of its type share a name")]
            fn all_read(self) -> Option<Self::Values> {
                let ($($name,)+) = self;
                Some(($($name?,)+))
            }
        }
    };
}

all_read!(A B);
all_read!(A B C);
all_read!(A B C D);
all_read!(A B C D E);
all_read!(A B C D E F);

/// The JSON pointer of these members (RFC 6901).
#[must_use]
pub fn pointer(members: &[&dyn Display]) -> String {
    members.iter().map(|member| format!("/{}", member.to_string().replace('~', "~0").replace('/', "~1"))).collect()
}

/// A span that ends before it begins.
pub const ENDS_EARLY: Words =
    Words::new("Ngày cuối không được trước ngày đầu.", "The last day must not be before the first.");

/// A document is dated after today.
pub const ISSUED_IN_FUTURE: Words = Words::new(
    "Ngày ban hành không được sau ngày hôm nay; hãy sửa ngày hoặc chờ đến ngày đó.",
    "The issue date lies ahead; correct it or wait for that day.",
);
/// A date lies outside the years that all services accept.
pub const OUT_OF_RANGE: Words = Words::new("Năm phải từ 1900 đến 2200.", "The year must be from 1900 to 2200.");
const UNREADABLE: Words = Words::new("Nội dung không đọc được.", "The content cannot be read.");

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Line, Prose};

    #[test]
    fn every_fault_is_named_and_nothing_is_read_then() {
        let mut faults = Faults::default();
        let title: Option<Line<5>> = faults.text("/title", "quá dài");
        let remark: Option<Option<Prose<5>>> = faults.optional("/remark", Some("a\u{202E}b"));
        let due_on = faults.date("/due_on", "2201-01-01".parse().unwrap());
        let Err(faults) = faults.all((title, remark, due_on)) else { panic!("all three are wrong") };
        let pointers: Vec<_> = faults.into_iter().map(|fault| fault.pointer).collect();
        assert_eq!(pointers, ["/title", "/remark", "/due_on"]);
    }

    #[test]
    fn an_empty_optional_text_is_absent_and_an_empty_required_one_a_fault() {
        let mut faults = Faults::default();
        assert_eq!(faults.optional::<5, true>("/remark", Some("  ")), Some(None));
        assert!(faults.is_empty());
        let mut title = "  ".to_owned();
        faults.tidy::<5, false>("/title", &mut title);
        assert!(!faults.is_empty());
    }

    #[test]
    fn faults_of_a_part_stand_below_it_and_pointers_are_escaped() {
        let (mut whole, mut part) = (Faults::default(), Faults::default());
        part.note(pointer(&[&"a/b~c", &0]), UNREADABLE);
        assert_eq!(whole.part("/parts/1", part.done(())), None);
        assert_eq!(whole.into_iter().next().unwrap().pointer, "/parts/1/a~1b~0c/0");
    }
}
