use crate::city::{City, operator};
use crate::wait::answered;
use chrono::{Days, NaiveDate};
use haicap_testing::Request;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use serde_json::{Value, json};

/// A change of the directory, with a key that makes it safe to send again.
pub(crate) struct Edit {
    method: &'static str,
    path: String,
    body: Value,
    key: String,
}

impl Edit {
    /// Sends it until it is answered; it is always accepted.
    pub(crate) async fn make(&self, city: &City) {
        let answer = answered(|| self.request(city)).await;
        assert!((200..300).contains(&answer.status), "{} {}: {}", self.method, self.path, answer.text);
    }

    /// The request that makes it.
    pub(crate) fn request(&self, city: &City) -> Request {
        let request = city.request(&city.directives, &operator(), self.method, &self.path).json(&self.body);
        request.header("if-match", "*").header("idempotency-key", &self.key)
    }
}

/// Thinks of one sound edit after another: the same ones for the same seed.
pub(crate) struct Editor {
    random: StdRng,
    seed: u64,
    thought_of: u64,
    organizations: Vec<String>,
    audiences: Vec<String>,
    spans: Vec<String>,
    days: Vec<NaiveDate>,
}

impl Editor {
    pub(crate) fn new(seed: u64) -> Self {
        Self {
            random: StdRng::seed_from_u64(seed),
            seed,
            thought_of: 0,
            organizations: ["BTC", "UBKT", "SNV", "VPTU"].map(str::to_owned).to_vec(),
            audiences: Vec::new(),
            spans: Vec::new(),
            days: Vec::new(),
        }
    }

    pub(crate) fn think(&mut self) -> Edit {
        self.thought_of += 1;
        let (method, path, body) = match self.random.random_range(0..8) {
            0 | 1 => self.add_organization(),
            2 | 3 => self.change_organization(),
            4 => self.keep_audience(),
            5 => self.keep_oversight(),
            6 => self.declare_day(),
            _ => self.take_day_back(),
        };
        Edit { method, path, body, key: format!("{}-{}", self.seed, self.thought_of) }
    }

    fn add_organization(&mut self) -> (&'static str, String, Value) {
        let code = format!("DV-{}-{}", self.seed, self.thought_of);
        let body = json!({
            "code": code, "name_vi": self.name("Đơn vị"), "name_en": self.name("Unit"), "kind": "public_service_unit",
            "parent": self.organization(), "valid_from": "2026-01-01",
        });
        self.organizations.push(code);
        ("POST", "/organizations".to_owned(), body)
    }

    fn change_organization(&mut self) -> (&'static str, String, Value) {
        let path = format!("/organizations/{}", self.organization());
        let body = match self.random.random_range(0..3) {
            0 => json!({ "name_vi": self.name("Cơ quan đổi tên") }),
            1 => json!({ "telephone": null, "office": self.name("Phòng") }),
            _ => json!({ "name_en": self.name("Renamed"), "telephone": "028 1022" }),
        };
        ("PATCH", path, body)
    }

    fn keep_audience(&mut self) -> (&'static str, String, Value) {
        let known = self.audiences.choose(&mut self.random).cloned();
        let is_new = known.is_none() || self.random.random_bool(0.5);
        let code = known.filter(|_| !is_new).unwrap_or_else(|| format!("nhom-{}-{}", self.seed, self.thought_of));
        let body = json!({
            "code": code, "name_vi": self.name("Nhóm"), "name_en": self.name("Group"), "kinds": ["department"],
            "organizations": [self.organization(), self.organization()],
        });
        if is_new {
            self.audiences.push(code);
            return ("POST", "/audiences".to_owned(), body);
        }
        ("PUT", format!("/audiences/{code}"), body)
    }

    fn keep_oversight(&mut self) -> (&'static str, String, Value) {
        // Each span ends before the next can begin, so that none overlaps.
        let first = self.day(10 * self.thought_of);
        if let Some(span) = self.spans.pop() {
            let last = self.random.random_range(5..9);
            let begun: NaiveDate = span.rsplit('/').next().unwrap().parse().unwrap();
            return ("POST", format!("/oversight/{span}/end"), json!({ "valid_to": begun + Days::new(last) }));
        }
        let body = self.organization();
        self.spans.push(format!("{body}/departments/{first}"));
        let span = json!({
            "body": body, "audience": "departments", "valid_from": first, "valid_to": first + Days::new(4),
            "reason_vi": self.name("Theo chương trình"),
        });
        ("POST", "/oversight".to_owned(), span)
    }

    fn declare_day(&mut self) -> (&'static str, String, Value) {
        let days = self.random.random_range(0..60);
        let date = self.day(days);
        if !self.days.contains(&date) {
            self.days.push(date);
        }
        let status = if self.random.random_bool(0.5) { "official" } else { "projected" };
        let body = json!({ "name_vi": self.name("Ngày lễ"), "kind": "holiday", "status": status });
        ("PUT", format!("/working-calendar/{date}"), body)
    }

    fn take_day_back(&mut self) -> (&'static str, String, Value) {
        match self.days.pop() {
            Some(date) => ("DELETE", format!("/working-calendar/{date}"), json!({})),
            None => self.declare_day(),
        }
    }

    fn organization(&mut self) -> String {
        self.organizations.choose(&mut self.random).unwrap().clone()
    }

    fn name(&self, noun: &str) -> String {
        format!("{noun} số {} lần {}", self.thought_of, self.seed)
    }

    fn day(&self, number: u64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2090, 1, 1).unwrap() + Days::new(number)
    }
}
