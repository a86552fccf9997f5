use super::state::{Shared, State};
use super::{Limits, Stream};
use actix_web::rt::net::TcpStream;
use actix_web::rt::{spawn, time::sleep};
use socket2::SockRef;
use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};
use std::time::Instant;

/// How much of an answer the kernel keeps beyond what the client has announced to take. Left to itself it takes
/// megabytes of each.
const UNSENT_BYTES: u32 = 128 * 1024;

/// The connections of a thread.
pub(in crate::server) struct Crowd {
    limits: Limits,
    service: &'static str,
    all: RefCell<Vec<Weak<RefCell<State>>>>,
    is_watched: Cell<bool>,
}

impl Crowd {
    pub(in crate::server) fn new(limits: Limits, service: &'static str) -> Rc<Self> {
        Rc::new(Self { limits, service, all: RefCell::default(), is_watched: Cell::new(false) })
    }

    /// Takes a connection in. Where there are too many, another one that can be spared is closed.
    pub(in crate::server) fn admit(self: &Rc<Self>, io: TcpStream) -> Stream {
        if !self.is_watched.replace(true) {
            spawn(watch(Rc::downgrade(self)));
        }
        // Neither is worth a connection: at worst an answer is sent later, or more of it is kept.
        let _ = io.set_nodelay(true);
        let _ = SockRef::from(&io).set_tcp_notsent_lowat(UNSENT_BYTES);
        self.make_room();
        let shared: Shared = Rc::new(RefCell::new(State::new(Instant::now())));
        self.all.borrow_mut().push(Rc::downgrade(&shared));
        Stream { io, shared, instead: None, service: self.service, limits: self.limits }
    }

    fn make_room(&self) {
        let open = self.open();
        if open.len() < self.limits.crowded_from {
            return;
        }
        let spared = open.iter().filter_map(|one| Some((one.borrow().spare()?, one)));
        if let Some((_, spared)) = spared.min_by_key(|(rank, _)| *rank) {
            spared.borrow_mut().make_room();
        }
    }

    /// Ends every connection with which there is no more patience.
    fn look(&self, now: Instant) {
        for one in self.open() {
            let end = one.borrow().judge(now, &self.limits);
            if let Some(end) = end {
                one.borrow_mut().end(end);
            }
        }
    }

    /// Those that are not about to end.
    fn open(&self) -> Vec<Shared> {
        let mut all = self.all.borrow_mut();
        all.retain(|one| one.strong_count() > 0);
        all.iter().filter_map(Weak::upgrade).filter(|one| one.borrow().ended.is_none()).collect()
    }
}

async fn watch(crowd: Weak<Crowd>) {
    while let Some(every) = crowd.upgrade().map(|crowd| crowd.limits.look_every) {
        sleep(every).await;
        if let Some(crowd) = crowd.upgrade() {
            crowd.look(Instant::now());
        }
    }
}
