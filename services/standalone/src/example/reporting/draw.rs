/// The calendar week before the first weekly report.
const WEEK_BEFORE: i64 = 37;

/// The communes on islands, where a few thousand people live.
const SMALL: &[&str] = &["DU-26732", "DU-27676"];

/// An organization in a period, from which everything invented about it follows.
pub(super) struct Unit<'a> {
    pub(super) code: &'a str,
    pub(super) period: &'a str,
    /// How many weeks after the first half of September: stocks move by it.
    pub(super) week: i64,
}

impl<'a> Unit<'a> {
    pub(super) fn new(code: &'a str, period: &'a str) -> Self {
        let number = period.rsplit_once("-W").and_then(|(_, number)| number.parse::<i64>().ok());
        Self { code, period, week: number.map_or(0, |number| (number - WEEK_BEFORE).clamp(0, 60)) }
    }

    /// How many weeks a period holds, for flows.
    pub(super) const fn weeks(week: i64) -> i64 {
        if week == 0 { 2 } else { 1 }
    }

    /// A number that stays the same for this organization and question, from `low` to `high`.
    pub(super) fn draw(&self, question: &str, low: i64, high: i64) -> i64 {
        draw(&[self.code, question], low, high)
    }

    /// The same for a question that is asked anew in every week, or of every one of several things.
    pub(super) fn draw_each(&self, question: &str, number: i64, low: i64, high: i64) -> i64 {
        draw(&[self.code, question, &number.to_string()], low, high)
    }

    /// One of several things, anew in every period.
    pub(super) fn pick<T: Clone>(&self, question: &str, among: &[T]) -> Option<T> {
        let last = i64::try_from(among.len()).ok()?.checked_sub(1)?;
        let place = draw(&[self.code, question, self.period], 0, last);
        among.get(usize::try_from(place).ok()?).cloned()
    }

    /// A share of an amount that a middling organization has.
    pub(super) fn sized(&self, amount: i64) -> i64 {
        let percent = if SMALL.contains(&self.code) { 20 } else { self.draw("size", 65, 135) };
        (amount * percent / 100).max(1)
    }
}

/// A number from `low` to `high` that looks like chance and is none: FNV-1a over the words, stirred once more, for its
/// low bits alone hardly differ between codes that do.
pub(super) fn draw(words: &[&str], low: i64, high: i64) -> i64 {
    let bytes = words.iter().flat_map(|word| word.bytes().chain([0]));
    let sum =
        bytes.fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
    let stirred = (sum ^ (sum >> 31)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let stirred = stirred ^ (stirred >> 29);
    let width = u64::try_from(high - low + 1).unwrap_or(1).max(1);
    low + i64::try_from(stirred % width).unwrap_or_default()
}
