use super::Directory;
use crate::Organization;
use chrono::NaiveDate;
use haicap_types::OrganizationCode;

/// A chain of mergers longer than this is a ring.
const STEPS: usize = 16;

impl Directory {
    /// Who stands for ended organizations, in what they owe and in what they receive: of each that has ended by a date,
    /// the one living organization that follows it. Where several follow, or none, somebody has to say who answers, so
    /// nothing is assumed.
    #[must_use]
    pub fn heirs(&self, on: NaiveDate) -> Vec<(OrganizationCode, OrganizationCode)> {
        let ended = self.organizations().filter(|body| body.has_ended_by(on));
        ended.filter_map(|body| Some((body.code.clone(), self.heir(body, on)?.code.clone()))).collect()
    }

    /// Who stands for an organization on a date: the one that follows it if it has ended, and itself if none does.
    #[must_use]
    pub fn present<'a>(&'a self, code: &'a OrganizationCode, on: NaiveDate) -> &'a OrganizationCode {
        let ended = self.get(code).filter(|body| body.has_ended_by(on));
        ended.and_then(|body| self.heir(body, on)).map_or(code, |heir| &heir.code)
    }

    /// The ended organizations for which another one stands on a date.
    pub fn predecessors<'a>(
        &'a self,
        heir: &'a OrganizationCode,
        on: NaiveDate,
    ) -> impl Iterator<Item = &'a OrganizationCode> {
        let ended = self.organizations().filter(move |body| body.has_ended_by(on));
        let left = ended.filter(move |body| self.heir(body, on).is_some_and(|found| found.code == *heir));
        left.map(|body| &body.code)
    }

    /// The organizations that have ended by a date and for which nobody stands: several follow them, or none.
    pub fn without_heir(&self, on: NaiveDate) -> impl Iterator<Item = &OrganizationCode> {
        let ended = self.organizations().filter(move |body| body.has_ended_by(on));
        ended.filter(move |body| self.heir(body, on).is_none()).map(|body| &body.code)
    }

    fn heir(&self, ended: &Organization, on: NaiveDate) -> Option<&Organization> {
        let mut body = ended;
        for _ in 0..STEPS {
            let [successor] = body.successors.as_slice() else { return None };
            body = self.get(successor)?;
            if body.is_valid_on(on) {
                return self.get(&body.code);
            }
        }
        None
    }
}
