use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};

/// Numbers without a pattern, the same in every run (xorshift).
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn throw(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % sides
    }

    pub(crate) fn one_of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.place(all.len())]
    }

    /// A place in a list of so many.
    pub(crate) fn place(&mut self, count: usize) -> usize {
        usize::try_from(self.throw(u64::try_from(count).unwrap())).unwrap()
    }

    pub(crate) fn ago(&mut self, now: DateTime<Utc>, hours: u64) -> DateTime<Utc> {
        now - TimeDelta::hours(i64::try_from(self.throw(hours)).unwrap())
    }

    pub(crate) fn near(&mut self, today: NaiveDate) -> Option<NaiveDate> {
        (self.throw(4) > 0).then(|| today - Days::new(10) + Days::new(self.throw(40)))
    }
}
