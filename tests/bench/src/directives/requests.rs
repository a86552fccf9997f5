use super::world::Assignments;
use crate::case::Case;
use crate::http::{write_get, write_post};
use crate::world::World;
use rand::Rng;

const PREFIX: &str = "/directives/v1";

impl World for Assignments {
    fn write_first(&self, out: &mut Vec<u8>) -> bool {
        self.write_request(Case::Get, out)
    }

    fn write_request(&self, case: Case, out: &mut Vec<u8>) -> bool {
        out.clear();
        let mut random = rand::rng();
        let body = |place: usize| self.bodies.get(place % self.bodies.len().max(1));
        match case {
            Case::Get => {
                let n = random.random_range(1..=self.rows);
                let path = format!("{PREFIX}/assignments/{}", self.assignment(n));
                write_get(out, &path, body(self.place(n)).map(|body| body.head.as_str()))
            }
            Case::List => {
                let Some(body) = body(random.random_range(0..self.bodies.len())) else { return false };
                let path = format!(
                    "{PREFIX}/assignments?organization={}&role=accountable\
                     &state=assigned,acknowledged,in_progress&sort=due_on&limit=20",
                    body.code
                );
                write_get(out, &path, Some(&body.head))
            }
            Case::ListSeen => {
                let ward = self.wards.get(random.random_range(0..self.wards.len()));
                let head = ward.and_then(|place| body(*place)).map(|body| body.head.as_str());
                write_get(out, &format!("{PREFIX}/assignments?state=in_progress&sort=due_on&limit=20"), head)
            }
            Case::Create => {
                let serial = self.serial();
                let content = format!(
                    "{{\"scheme\":\"party\",\"document_type\":\"KL\",\"title\":\"Kết luận số {serial} về mô hình chính \
                     quyền địa phương hai cấp\",\"issuer\":\"TT\",\"clauses\":[{{\"label\":\"1\",\"kind\":\"task\",\
                     \"text\":\"Mở các lớp tập huấn cho cấp ủy viên cơ sở.\"}}]}}"
                );
                write_post(out, &format!("{PREFIX}/directives"), Some(&self.leader), &content)
            }
            Case::Transition => {
                let Some(n) = self.next_unacknowledged() else { return false };
                let path = format!("{PREFIX}/assignments/{}/acknowledge", self.assignment(n));
                let head = body(self.place(n)).map(|body| body.head.as_str());
                write_post(out, &path, head, "{}")
            }
            _ => false,
        }
    }

    fn script(&self, case: Case) -> Option<&'static str> {
        match case {
            Case::Get => Some(include_str!("../../scripts/directives/get.sql")),
            Case::List => Some(include_str!("../../scripts/directives/list.sql")),
            Case::ListSeen => Some(include_str!("../../scripts/directives/list-seen.sql")),
            Case::Create => Some(include_str!("../../scripts/directives/create.sql")),
            Case::Transition => Some(include_str!("../../scripts/directives/transition.sql")),
            Case::Export => Some(include_str!("../../scripts/directives/export.sql")),
            _ => None,
        }
    }

    fn parts(&self) -> &'static [(&'static str, &'static str)] {
        &[
            ("columns", include_str!("../../scripts/directives/parts/columns.sql")),
            ("beside", include_str!("../../scripts/directives/parts/beside.sql")),
            ("one", include_str!("../../scripts/directives/parts/one.sql")),
            ("page", include_str!("../../scripts/directives/parts/page.sql")),
        ]
    }

    fn words(&self) -> Vec<(&'static str, String)> {
        let codes: Vec<&str> = self.bodies.iter().map(|body| body.code.as_str()).collect();
        vec![
            ("rows", self.rows.to_string()),
            ("wards", self.wards.len().to_string()),
            ("codes", format!("{{{}}}", codes.join(","))),
        ]
    }

    fn take_back(&self, case: Case) -> Vec<String> {
        if case != Case::Transition || !self.is_half_used() {
            return Vec::new();
        }
        self.begin_again();
        vec![include_str!("../../scripts/directives/take-back.sql").replace(":rows", &self.rows.to_string())]
    }
}
