use super::{Cells, Row};
use crate::{Audience, CalendarDay, Organization, Oversight};
use std::collections::HashSet;
use std::hash::Hash;

impl Row for Organization {
    const COLUMNS: &'static [&'static str] = &[
        "code",
        "name_vi",
        "name_en",
        "kind",
        "parent",
        "symbol",
        "territory_code",
        "electronic_id",
        "office",
        "post",
        "telephone",
        "mail",
        "valid_from",
        "valid_to",
        "successors",
    ];
    const REQUIRED: &'static [&'static str] = &["code", "name_vi", "name_en", "kind", "parent", "valid_from"];

    fn read(cells: &mut Cells<'_>) -> Option<Self> {
        let (code, name_vi, name_en) = (cells.parsed("code"), cells.required("name_vi"), cells.required("name_en"));
        let (kind, parent) = (cells.parsed("kind"), cells.optional_parsed("parent"));
        let (symbol, territory_code) = (cells.optional("symbol"), cells.optional("territory_code"));
        let (electronic_id, office, post) =
            (cells.optional("electronic_id"), cells.optional("office"), cells.optional("post"));
        let (telephone, mail) = (cells.optional("telephone"), cells.optional("mail"));
        let (valid_from, valid_to) = (cells.date("valid_from"), cells.optional_date("valid_to"));
        let successors = cells.list("successors");
        Some(Self {
            code: code?,
            name_vi: name_vi?,
            name_en: name_en?,
            kind: kind?,
            parent,
            symbol,
            territory_code,
            electronic_id,
            office,
            post,
            telephone,
            mail,
            valid_from: valid_from?,
            valid_to,
            successors,
            version: 1,
        })
    }

    fn write(&self) -> Vec<String> {
        vec![
            self.code.to_string(),
            self.name_vi.clone(),
            self.name_en.clone(),
            self.kind.to_string(),
            printed(self.parent.as_ref()),
            printed(self.symbol.as_ref()),
            printed(self.territory_code.as_ref()),
            printed(self.electronic_id.as_ref()),
            printed(self.office.as_ref()),
            printed(self.post.as_ref()),
            printed(self.telephone.as_ref()),
            printed(self.mail.as_ref()),
            self.valid_from.to_string(),
            printed(self.valid_to.as_ref()),
            spaced(&self.successors),
        ]
    }

    fn key(&self) -> String {
        self.code.to_string()
    }

    fn version(&self) -> i32 {
        self.version
    }

    fn at(self, version: i32) -> Self {
        Self { version, ..self }
    }

    fn keep(&mut self, column: &str, from: &Self) {
        match column {
            "symbol" => self.symbol.clone_from(&from.symbol),
            "territory_code" => self.territory_code.clone_from(&from.territory_code),
            "electronic_id" => self.electronic_id.clone_from(&from.electronic_id),
            "office" => self.office.clone_from(&from.office),
            "post" => self.post.clone_from(&from.post),
            "telephone" => self.telephone.clone_from(&from.telephone),
            "mail" => self.mail.clone_from(&from.mail),
            "valid_to" => self.valid_to.clone_from(&from.valid_to),
            "successors" => self.successors.clone_from(&from.successors),
            _ => {}
        }
    }
}

impl Row for Audience {
    const COLUMNS: &'static [&'static str] = &["code", "name_vi", "name_en", "kinds", "organizations"];
    const REQUIRED: &'static [&'static str] = &["code", "name_vi", "name_en", "kinds"];

    fn read(cells: &mut Cells<'_>) -> Option<Self> {
        let (code, name_vi, name_en) = (cells.required("code"), cells.required("name_vi"), cells.required("name_en"));
        let (mut kinds, mut organizations) = (cells.list("kinds"), cells.list("organizations"));
        remove_repeated(&mut kinds);
        remove_repeated(&mut organizations);
        Some(Self { code: code?, name_vi: name_vi?, name_en: name_en?, kinds, organizations, version: 1 })
    }

    fn write(&self) -> Vec<String> {
        vec![
            self.code.clone(),
            self.name_vi.clone(),
            self.name_en.clone(),
            spaced(&self.kinds),
            spaced(&self.organizations),
        ]
    }

    fn key(&self) -> String {
        self.code.clone()
    }

    fn version(&self) -> i32 {
        self.version
    }

    fn at(self, version: i32) -> Self {
        Self { version, ..self }
    }

    fn keep(&mut self, column: &str, from: &Self) {
        if column == "organizations" {
            self.organizations.clone_from(&from.organizations);
        }
    }
}

impl Row for Oversight {
    const COLUMNS: &'static [&'static str] = &["body", "audience", "valid_from", "valid_to", "reason_vi", "reason_en"];
    const REQUIRED: &'static [&'static str] = &["body", "audience", "valid_from", "reason_vi"];

    fn read(cells: &mut Cells<'_>) -> Option<Self> {
        let (body, audience) = (cells.parsed("body"), cells.required("audience"));
        let (valid_from, valid_to) = (cells.date("valid_from"), cells.optional_date("valid_to"));
        let (reason_vi, reason_en) = (cells.required("reason_vi"), cells.optional("reason_en"));
        Some(Self {
            body: body?,
            audience: audience?,
            valid_from: valid_from?,
            valid_to,
            reason_vi: reason_vi?,
            reason_en,
            version: 1,
        })
    }

    fn write(&self) -> Vec<String> {
        vec![
            self.body.to_string(),
            self.audience.clone(),
            self.valid_from.to_string(),
            printed(self.valid_to.as_ref()),
            self.reason_vi.clone(),
            printed(self.reason_en.as_ref()),
        ]
    }

    fn key(&self) -> String {
        format!("{} {} {}", self.body, self.audience, self.valid_from)
    }

    fn version(&self) -> i32 {
        self.version
    }

    fn at(self, version: i32) -> Self {
        Self { version, ..self }
    }

    fn keep(&mut self, column: &str, from: &Self) {
        match column {
            "valid_to" => self.valid_to.clone_from(&from.valid_to),
            "reason_en" => self.reason_en.clone_from(&from.reason_en),
            _ => {}
        }
    }
}

impl Row for CalendarDay {
    const COLUMNS: &'static [&'static str] = &["date", "name_vi", "kind", "status"];
    const REQUIRED: &'static [&'static str] = Self::COLUMNS;

    fn read(cells: &mut Cells<'_>) -> Option<Self> {
        let (date, name_vi) = (cells.date("date"), cells.required("name_vi"));
        let (kind, status) = (cells.parsed("kind"), cells.parsed("status"));
        Some(Self { date: date?, name_vi: name_vi?, kind: kind?, status: status?, version: 1 })
    }

    fn write(&self) -> Vec<String> {
        vec![self.date.to_string(), self.name_vi.clone(), self.kind.to_string(), self.status.to_string()]
    }

    fn key(&self) -> String {
        self.date.to_string()
    }

    fn version(&self) -> i32 {
        self.version
    }

    fn at(self, version: i32) -> Self {
        Self { version, ..self }
    }

    fn keep(&mut self, _column: &str, _from: &Self) {}
}

fn remove_repeated<T: Clone + Eq + Hash>(values: &mut Vec<T>) {
    let mut seen = HashSet::new();
    values.retain(|value| seen.insert(value.clone()));
}

fn printed<T: std::fmt::Display>(value: Option<&T>) -> String {
    value.map(T::to_string).unwrap_or_default()
}

fn spaced<T: std::fmt::Display>(values: &[T]) -> String {
    values.iter().map(T::to_string).collect::<Vec<_>>().join(" ")
}
