use haicap_types::{Text, TextFault, Words};

/// What is wrong with something that was sent: where, as a JSON pointer, and why.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Faults(Vec<(String, Words)>);

impl Faults {
    /// Notes a fault.
    pub fn note(&mut self, pointer: impl Into<String>, words: Words) {
        self.0.push((pointer.into(), words));
    }

    /// Notes a fault where something does not hold.
    pub fn expect(&mut self, holds: bool, pointer: impl Into<String>, words: Words) {
        if !holds {
            self.note(pointer, words);
        }
    }

    /// Brings a line of text into the form in which it is kept.
    pub fn line<const MAX: usize>(&mut self, pointer: impl Into<String>, text: &mut String) {
        self.text::<MAX, false>(pointer.into(), text);
    }

    /// The same for a text that may have several lines.
    pub fn prose<const MAX: usize>(&mut self, pointer: impl Into<String>, text: &mut String) {
        self.text::<MAX, true>(pointer.into(), text);
    }

    /// The same for a line that may be lacking; an empty one is.
    pub fn optional_line<const MAX: usize>(&mut self, pointer: impl Into<String>, text: &mut Option<String>) {
        self.optional::<MAX, false>(pointer.into(), text);
    }

    /// The same for a text of several lines.
    pub fn optional_prose<const MAX: usize>(&mut self, pointer: impl Into<String>, text: &mut Option<String>) {
        self.optional::<MAX, true>(pointer.into(), text);
    }

    fn text<const MAX: usize, const HAS_LINES: bool>(&mut self, pointer: String, text: &mut String) {
        match Text::<MAX, HAS_LINES>::new(text) {
            Ok(kept) => *text = kept.into(),
            Err(fault) => self.note(pointer, fault.words()),
        }
    }

    fn optional<const MAX: usize, const HAS_LINES: bool>(&mut self, pointer: String, text: &mut Option<String>) {
        let Some(sent) = text else { return };
        match Text::<MAX, HAS_LINES>::new(sent) {
            Ok(kept) => *sent = kept.into(),
            Err(TextFault::Empty) => *text = None,
            Err(fault) => self.note(pointer, fault.words()),
        }
    }

    /// The thing, if nothing is wrong with it.
    ///
    /// # Errors
    /// Everything that is.
    pub fn done<T>(self, thing: T) -> Result<T, Self> {
        if self.0.is_empty() { Ok(thing) } else { Err(self) }
    }
}

impl IntoIterator for Faults {
    type Item = (String, Words);
    type IntoIter = std::vec::IntoIter<(String, Words)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}
