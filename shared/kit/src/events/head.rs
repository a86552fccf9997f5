use super::Sight;
use super::chain::Cursor;
use std::sync::Arc;

/// How many steps of the log are remembered: who waits may miss some while its thread is busy.
const STEPS_MAX: usize = 16;

/// The end of the log as this process knows it, and what came last. Those who wait for events look here whether anything
/// that came is for them, so that a thousand of them cost the database as much as one.
#[derive(Debug, Clone, Default)]
pub(super) struct Head {
    /// Where the log ends.
    pub(super) end: Place,
    /// What came last, each after the other without a gap, up to the end.
    steps: Vec<Step>,
}

/// A position, and the hash there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) position: i64,
    pub(super) hash: Vec<u8>,
}

/// How the log got from one end to a later one.
#[derive(Debug, Clone)]
pub(super) struct Step {
    /// Where the log ended before.
    pub(super) after: Place,
    /// What came.
    pub(super) events: Arc<[Came]>,
}

/// An event that came, as far as it decides for whom it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Came {
    pub(super) kind: String,
    pub(super) organizations: Vec<String>,
}

/// What the end of the log means to somebody who waits at a place.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum News {
    /// Nothing that came is visible to the reader; it waits from here.
    Nothing(Cursor),
    /// Something is.
    Something,
    /// More came than is known here, or the log is not the one it was: ask the database.
    Unknown,
}

impl Place {
    fn is(&self, cursor: &Cursor) -> bool {
        self.cursor(cursor) == *cursor
    }

    /// The cursor of this place in the log of another cursor.
    fn cursor(&self, of: &Cursor) -> Cursor {
        Cursor::new(of.log, self.position, &self.hash)
    }
}

impl Head {
    /// The log ends elsewhere now: further on, or further back where it was restored. `step` is how it got there, if
    /// that is known. False if it ends where it did.
    pub(super) fn end_at(&mut self, end: Place, step: Option<Step>) -> bool {
        if self.end == end {
            return false;
        }
        match step {
            Some(step) => {
                if step.after != self.end {
                    self.steps.clear();
                }
                self.steps.push(step);
                self.steps.drain(..self.steps.len().saturating_sub(STEPS_MAX));
            }
            None => self.steps.clear(),
        }
        self.end = end;
        true
    }

    /// What it means to somebody who waits for kinds of events and sees some organizations.
    pub(super) fn news(&self, place: &Cursor, kinds: &[String], sight: &Sight) -> News {
        if self.end.is(place) {
            return News::Nothing(place.clone());
        }
        let Some(missed) = self.steps.iter().position(|step| step.after.is(place)) else { return News::Unknown };
        let mut events = self.steps.iter().skip(missed).flat_map(|step| step.events.iter());
        if events.any(|event| event.is_for(kinds, sight)) {
            News::Something
        } else {
            News::Nothing(self.end.cursor(place))
        }
    }
}

impl Came {
    /// Whether a reader gets it, as the statement of the feed decides.
    fn is_for(&self, kinds: &[String], sight: &Sight) -> bool {
        let is_wanted = kinds.is_empty() || kinds.iter().any(|prefix| self.kind.starts_with(prefix));
        is_wanted
            && match sight {
                Sight::All => true,
                Sight::Nothing => false,
                Sight::Of(codes) => self.organizations.iter().any(|code| codes.contains(code)),
            }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn place(position: i64) -> Place {
        Place { position, hash: vec![u8::try_from(position).unwrap(); 32] }
    }

    #[test]
    fn who_waits_learns_whether_what_came_concerns_them_and_asks_where_that_cannot_be_known() {
        let cursor = |position: i64| place(position).cursor(&Cursor::new(Uuid::nil(), 0, &[]));
        let came = |kind: &str, code: &str| Came { kind: kind.to_owned(), organizations: vec![code.to_owned()] };
        let events = [came("a.b.made", "BTC"), came("a.c.made", "TT")];
        let mut head = Head::default();
        assert!(head.end_at(place(7), None));
        assert!(head.end_at(place(9), Some(Step { after: place(7), events: events.into() })));
        assert!(!head.end_at(place(9), None));
        let of = |codes: &[&str]| Sight::Of(Arc::new(codes.iter().map(|code| (*code).to_owned()).collect()));
        let kinds = |prefix: &str| vec!["x.".to_owned(), prefix.to_owned()];
        for (at, kinds, sight, news) in [
            (7, vec![], Sight::All, News::Something),
            (7, vec![], Sight::Nothing, News::Nothing(cursor(9))),
            (7, vec![], of(&["UB", "TT"]), News::Something),
            (7, kinds("a.b."), of(&["TT"]), News::Nothing(cursor(9))),
            (7, kinds("a.b."), of(&["BTC"]), News::Something),
            (7, kinds("b."), Sight::All, News::Nothing(cursor(9))),
            (9, vec![], Sight::All, News::Nothing(cursor(9))),
            (8, vec![], Sight::Nothing, News::Unknown),
            (6, vec![], Sight::Nothing, News::Unknown),
            (12, vec![], Sight::Nothing, News::Unknown),
        ] {
            assert_eq!(head.news(&cursor(at), &kinds, &sight), news, "{at} {kinds:?} {sight:?}");
        }
        let restored = Cursor { hash: [0; 8], ..cursor(7) };
        assert_eq!(head.news(&restored, &[], &Sight::All), News::Unknown);
    }

    #[test]
    fn who_missed_a_few_steps_gets_on_and_who_missed_more_asks() {
        let mut head = Head::default();
        head.end_at(place(0), None);
        for position in 0..40 {
            head.end_at(place(position + 1), Some(Step { after: place(position), events: Arc::default() }));
        }
        let at = |position: i64| place(position).cursor(&Cursor::new(Uuid::nil(), 0, &[]));
        assert_eq!(head.news(&at(24), &[], &Sight::All), News::Nothing(at(40)));
        assert_eq!(head.news(&at(23), &[], &Sight::All), News::Unknown);
        // The log was restored: nothing is known of what leads there.
        head.end_at(place(30), None);
        assert_eq!(head.news(&at(40), &[], &Sight::All), News::Unknown);
        head.end_at(place(32), Some(Step { after: place(31), events: Arc::default() }));
        assert_eq!(head.news(&at(30), &[], &Sight::All), News::Unknown);
    }
}
