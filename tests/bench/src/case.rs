use crate::world::World;
use clap::ValueEnum;
use rand::Rng;
use std::io::Write as _;

/// What is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Case {
    /// One assignment, by its accountable body.
    Get,
    /// Twenty open assignments of a body, by date.
    List,
    /// Twenty assignments in progress among all that a commune's Party committee sees, by date.
    ListSeen,
    /// A draft of a document with one clause.
    Create,
    /// An assignment is acknowledged.
    Transition,
}

impl Case {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Get => "get one",
            Self::List => "list 20 of a body",
            Self::ListSeen => "list 20 in sight",
            Self::Create => "create",
            Self::Transition => "transition",
        }
    }

    /// The smallest share of the limit that we are content with.
    pub(crate) const fn aim(self) -> f64 {
        match self {
            Self::Get => 0.65,
            Self::List | Self::ListSeen => 0.70,
            Self::Create | Self::Transition => 0.75,
        }
    }

    pub(crate) const fn is_list(self) -> bool {
        matches!(self, Self::List | Self::ListSeen)
    }

    pub(crate) const fn is_write(self) -> bool {
        matches!(self, Self::Create | Self::Transition)
    }

    /// The status of an answer that counts.
    pub(crate) const fn status(self) -> u16 {
        match self {
            Self::Create => 201,
            _ => 200,
        }
    }

    /// The same statements for pgbench.
    pub(crate) const fn script(self) -> &'static str {
        match self {
            Self::Get => include_str!("../scripts/get.sql"),
            Self::List => include_str!("../scripts/list.sql"),
            Self::ListSeen => include_str!("../scripts/list-seen.sql"),
            Self::Create => include_str!("../scripts/create.sql"),
            Self::Transition => include_str!("../scripts/transition.sql"),
        }
    }

    /// Writes the next request; false where the world has nothing left to ask for.
    pub(crate) fn write_request(self, world: &World, out: &mut Vec<u8>) -> bool {
        out.clear();
        let mut random = rand::rng();
        let body = |place: usize| world.bodies.get(place % world.bodies.len().max(1));
        match self {
            Self::Get => {
                let n = random.random_range(1..=world.rows);
                let path = format!("/assignments/{}", world.assignment(n));
                write_get(out, &path, body(world.place(n)).map(|body| body.head.as_str()))
            }
            Self::List => {
                let Some(body) = body(random.random_range(0..world.bodies.len())) else { return false };
                let path = format!(
                    "/assignments?organization={}&role=accountable&state=assigned,acknowledged,in_progress\
                     &sort=due_on&limit=20",
                    body.code
                );
                write_get(out, &path, Some(&body.head))
            }
            Self::ListSeen => {
                let ward = world.wards.get(random.random_range(0..world.wards.len()));
                let head = ward.and_then(|place| body(*place)).map(|body| body.head.as_str());
                write_get(out, "/assignments?state=in_progress&sort=due_on&limit=20", head)
            }
            Self::Create => {
                let serial = world.serial();
                let content = format!(
                    "{{\"scheme\":\"party\",\"document_type\":\"KL\",\"title\":\"Kết luận số {serial} về mô hình chính \
                     quyền địa phương hai cấp\",\"issuer\":\"TT\",\"clauses\":[{{\"label\":\"1\",\"kind\":\"task\",\
                     \"text\":\"Mở các lớp tập huấn cho cấp ủy viên cơ sở.\"}}]}}"
                );
                write_post(out, "/directives", Some(&world.leader), &content)
            }
            Self::Transition => {
                let Some(n) = world.next_unacknowledged() else { return false };
                let path = format!("/assignments/{}/acknowledge", world.assignment(n));
                let head = body(world.place(n)).map(|body| body.head.as_str());
                write_post(out, &path, head, "{}")
            }
        }
    }
}

/// `head` is the authorization line.
fn write_get(out: &mut Vec<u8>, path: &str, head: Option<&str>) -> bool {
    let Some(head) = head else { return false };
    write!(out, "GET /directives/v1{path} HTTP/1.1\r\nhost: bench\r\naccept: application/json\r\n{head}\r\n").is_ok()
}

fn write_post(out: &mut Vec<u8>, path: &str, head: Option<&str>, body: &str) -> bool {
    let Some(head) = head else { return false };
    let (key, length) = (rand::random::<u64>(), body.len());
    write!(
        out,
        "POST /directives/v1{path} HTTP/1.1\r\nhost: bench\r\naccept: application/json\r\n{head}\
         content-type: application/json\r\nidempotency-key: bench-{key}\r\ncontent-length: {length}\r\n\r\n{body}"
    )
    .is_ok()
}
