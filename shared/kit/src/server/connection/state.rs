use super::Limits;
use std::cell::RefCell;
use std::rc::Rc;
use std::task::{Context, Waker};
use std::time::{Duration, Instant};

/// How a connection fares, between its bytes, its requests and those who watch over all of them.
pub(super) type Shared = Rc<RefCell<State>>;

/// What requests know of their connection.
pub(in crate::server) struct Connection(pub(super) Shared);

/// A request that is being answered on a connection, until the last byte of the answer is handed over.
pub(in crate::server) struct UnderWay(Shared);

/// How a connection fares.
#[derive(Debug)]
pub(super) struct State {
    under_way: usize,
    is_known: bool,
    /// Since when it has been without a request, or with one.
    since: Instant,
    /// How much came that belongs to no request that is being answered.
    unasked_bytes: usize,
    /// Since when the client has taken nothing of what it should take.
    blocked_since: Option<Instant>,
    /// How far behind the lowest rate the client was before that.
    behind: Duration,
    /// Why it ends, once somebody said so.
    pub(super) ended: Option<End>,
    waker: Option<Waker>,
}

/// The end of a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct End {
    /// Why.
    pub(super) reason: Reason,
    /// Whether an answer is cut off.
    pub(super) is_abrupt: bool,
}

/// Why a connection ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reason {
    /// It was without a request for too long.
    Idle,
    /// Others need its place.
    Crowded,
    /// Its client sends what nobody reads.
    Flooded,
    /// Its client takes the answer too slowly.
    Slow,
}

/// Who has to go first when there are too many connections.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    /// Nobody with a token, and nothing under way.
    IdleStranger,
    /// Nothing under way.
    Idle,
    /// Nobody with a token.
    Stranger,
}

impl Connection {
    /// A request begins to be answered.
    pub(in crate::server) fn begin(&self) -> UnderWay {
        self.0.borrow_mut().begin(Instant::now());
        UnderWay(Rc::clone(&self.0))
    }

    /// It carried a good token.
    pub(in crate::server) fn recognize(&self) {
        self.0.borrow_mut().is_known = true;
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        self.0.borrow_mut().finish(Instant::now());
    }
}

impl Reason {
    /// The word in the metrics.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Idle => "idle",
            Self::Crowded => "crowded",
            Self::Flooded => "flooded",
            Self::Slow => "slow",
        }
    }
}

impl State {
    pub(super) const fn new(now: Instant) -> Self {
        Self {
            under_way: 0,
            is_known: false,
            since: now,
            unasked_bytes: 0,
            blocked_since: None,
            behind: Duration::ZERO,
            ended: None,
            waker: None,
        }
    }

    fn begin(&mut self, now: Instant) {
        self.under_way += 1;
        self.since = now;
        self.unasked_bytes = 0;
        self.behind = Duration::ZERO;
    }

    fn finish(&mut self, now: Instant) {
        self.under_way = self.under_way.saturating_sub(1);
        self.since = now;
        self.unasked_bytes = 0;
    }

    /// Bytes came.
    pub(super) const fn have_come(&mut self, bytes: usize) {
        if self.under_way == 0 {
            self.unasked_bytes = self.unasked_bytes.saturating_add(bytes);
        }
    }

    /// Whether its client sends what nobody reads.
    pub(super) const fn is_flooded(&self, limits: &Limits) -> bool {
        self.under_way == 0 && self.unasked_bytes > limits.unasked_bytes
    }

    /// The client takes nothing now.
    pub(super) const fn is_blocked(&mut self, now: Instant) {
        if self.blocked_since.is_none() {
            self.blocked_since = Some(now);
        }
    }

    /// The client took bytes, perhaps all that there were. Each makes up for the time that it may take.
    pub(super) fn were_taken(&mut self, bytes: usize, are_all: bool, now: Instant, limits: &Limits) {
        if let Some(since) = self.blocked_since.take() {
            self.behind += now.saturating_duration_since(since);
        }
        let bytes = u64::try_from(bytes).unwrap_or(u64::MAX);
        let worth_ms = bytes.saturating_mul(1000) / limits.slowest_bytes_per_s.max(1);
        self.behind = self.behind.saturating_sub(Duration::from_millis(worth_ms));
        if are_all && self.under_way == 0 {
            self.since = now;
        }
    }

    /// Why it has to end now, if it has to.
    pub(super) fn judge(&self, now: Instant, limits: &Limits) -> Option<End> {
        let lasts = now.saturating_duration_since(self.since);
        let keep_alive = if self.is_known { limits.keep_alive } else { limits.stranger_keep_alive };
        // Whoever has begun to send a request has time to send its header fields, however late it is.
        let head = if self.unasked_bytes > 0 { limits.head } else { Duration::ZERO };
        match self.blocked_since {
            Some(since) => {
                let behind = self.behind + now.saturating_duration_since(since);
                (behind > limits.behind).then_some(End { reason: Reason::Slow, is_abrupt: true })
            }
            None if self.under_way > 0 => None,
            None if self.is_flooded(limits) => {
                (lasts > limits.unasked).then_some(End { reason: Reason::Flooded, is_abrupt: false })
            }
            None => (lasts > keep_alive + head).then_some(End { reason: Reason::Idle, is_abrupt: false }),
        }
    }

    /// Whether it can be spared when there are too many; of equal ones whoever has been there longest.
    pub(super) fn spare(&self) -> Option<(Rank, Instant)> {
        let rank = match (self.is_busy(), self.is_known) {
            (false, false) => Rank::IdleStranger,
            (false, true) => Rank::Idle,
            (true, false) => Rank::Stranger,
            (true, true) => return None,
        };
        Some((rank, self.since))
    }

    /// Ends it: whoever waits for its bytes learns it.
    pub(super) fn end(&mut self, end: End) {
        self.ended = Some(end);
        if let Some(waker) = self.waker.take() {
            waker.wake();
        }
        metrics::counter!("http_server_connections_ended_total", "reason" => end.reason.word()).increment(1);
    }

    /// Its place is needed.
    pub(super) fn make_room(&mut self) {
        self.end(End { reason: Reason::Crowded, is_abrupt: self.is_busy() });
    }

    /// Who is to be woken when it ends.
    pub(super) fn wake_by(&mut self, cx: &Context<'_>) {
        if self.waker.as_ref().is_none_or(|waker| !waker.will_wake(cx.waker())) {
            self.waker = Some(cx.waker().clone());
        }
    }

    const fn is_busy(&self) -> bool {
        self.under_way > 0 || self.blocked_since.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMITS: Limits = Limits::PUBLIC;

    fn after(begin: Instant, seconds: u64) -> Instant {
        begin + Duration::from_secs(seconds)
    }

    fn reason(state: &State, now: Instant) -> Option<Reason> {
        state.judge(now, &LIMITS).map(|end| end.reason)
    }

    #[test]
    fn who_showed_no_token_waits_shorter_and_a_request_that_began_may_end() {
        let begin = Instant::now();
        let mut state = State::new(begin);
        assert_eq!(reason(&state, after(begin, 15)), None);
        assert_eq!(reason(&state, after(begin, 16)), Some(Reason::Idle));
        state.have_come(10);
        assert_eq!((reason(&state, after(begin, 25)), reason(&state, after(begin, 26))), (None, Some(Reason::Idle)));
        state.is_known = true;
        assert_eq!((reason(&state, after(begin, 85)), reason(&state, after(begin, 86))), (None, Some(Reason::Idle)));
        state.begin(after(begin, 20));
        assert_eq!(reason(&state, after(begin, 1_000)), None);
        state.finish(after(begin, 30));
        assert_eq!((reason(&state, after(begin, 105)), reason(&state, after(begin, 106))), (None, Some(Reason::Idle)));
    }

    #[test]
    fn a_reader_is_as_slow_as_it_is_while_there_is_something_to_take() {
        let begin = Instant::now();
        let mut state = State::new(begin);
        state.begin(begin);
        // 100 bytes a second, as much as a trickle is.
        let mut cut_after = None;
        for second in 0..60 {
            state.is_blocked(after(begin, second));
            cut_after = cut_after.or(state.judge(after(begin, second + 1), &LIMITS).map(|_| second + 1));
            state.were_taken(100, false, after(begin, second + 1), &LIMITS);
        }
        assert_eq!(cut_after, Some(21));

        // At the lowest rate, in lumps, with pauses in which the service had nothing to send.
        let mut state = State::new(begin);
        state.begin(begin);
        for lump in 0..20 {
            let at = lump * 100;
            state.is_blocked(after(begin, at));
            assert_eq!(state.judge(after(begin, at + 16), &LIMITS), None, "lump {lump}");
            state.were_taken(64 * 1024, true, after(begin, at + 16), &LIMITS);
        }
    }

    #[test]
    fn strangers_go_first_then_who_waits_longest_and_nobody_with_a_token_in_the_middle_of_an_answer() {
        let begin = Instant::now();
        let made = |seconds: u64, is_known: bool, is_busy: bool| {
            let mut state = State::new(after(begin, seconds));
            state.is_known = is_known;
            if is_busy {
                state.begin(after(begin, seconds));
            }
            state
        };
        let mut spared = [
            made(1, true, true),
            made(2, true, false),
            made(3, false, true),
            made(4, false, false),
            made(5, false, false),
            made(6, true, false),
        ]
        .map(|state| (state.spare(), state.since))
        .into_iter()
        .filter_map(|(rank, since)| rank.map(|rank| (rank, since)))
        .collect::<Vec<_>>();
        spared.sort();
        let order: Vec<_> = spared.into_iter().map(|(_, since)| since.duration_since(begin).as_secs()).collect();
        assert_eq!(order, [4, 5, 2, 6, 3]);
    }
}
