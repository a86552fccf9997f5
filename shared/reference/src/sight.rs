use haicap_types::OrganizationCode;

/// What an organization sees: itself, what it stands for, what stands below it, and what it oversees. Worth keeping for as long as the
/// directory's version and the date stay the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sight {
    own: OrganizationCode,
    own_codes: Vec<OrganizationCode>,
    codes: Vec<OrganizationCode>,
}

impl Sight {
    pub(crate) fn new(
        own: OrganizationCode,
        below: impl Iterator<Item = OrganizationCode>,
        overseen: impl Iterator<Item = OrganizationCode>,
    ) -> Self {
        let own_codes = sorted(std::iter::once(own.clone()).chain(below));
        let codes = sorted(own_codes.iter().cloned().chain(overseen));
        Self { own, own_codes, codes }
    }

    /// The organization that sees.
    #[must_use]
    pub const fn own(&self) -> &OrganizationCode {
        &self.own
    }

    /// Whether an organization is in sight, on whatever ground.
    #[must_use]
    pub fn sees(&self, code: &OrganizationCode) -> bool {
        self.codes.binary_search(code).is_ok()
    }

    /// Whether an organization is the seeing one or stands below it.
    #[must_use]
    pub fn is_own(&self, code: &OrganizationCode) -> bool {
        self.own_codes.binary_search(code).is_ok()
    }

    /// Whether an organization is in sight by oversight alone, so that reading it leaves a line in the access log.
    #[must_use]
    pub fn only_oversees(&self, code: &OrganizationCode) -> bool {
        self.sees(code) && !self.is_own(code)
    }

    /// The seeing organization and everything below it, sorted.
    #[must_use]
    pub fn own_codes(&self) -> &[OrganizationCode] {
        &self.own_codes
    }

    /// Everything in sight, sorted.
    #[must_use]
    pub fn codes(&self) -> &[OrganizationCode] {
        &self.codes
    }
}

fn sorted(codes: impl Iterator<Item = OrganizationCode>) -> Vec<OrganizationCode> {
    let mut codes: Vec<_> = codes.collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}
