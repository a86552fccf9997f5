use super::{Answers, Part, answered, at_once};
use crate::target::Target;

/// A filter of the list of assignments, and what it may say.
type Filter = (&'static str, &'static [&'static str]);

const FILTERS: &[Filter] = &[
    ("text", &["", "chi dao", "tap huan"]),
    ("organization", &["", "TT", "BTC", "SNV"]),
    ("role", &["", "accountable", "executing", "coordinating", "monitoring", "reports_to"]),
    ("state", &["", "assigned", "assigned,acknowledged", "in_progress,submitted,completed"]),
    ("health", &["", "red", "red,yellow"]),
    ("kind", &["", "task"]),
    ("urgency", &["", "urgent"]),
    ("due_from", &["", "2025-01-01"]),
    ("due_to", &["", "2026-01-01"]),
    ("handler", &["", "me", "somebody"]),
    ("is_root", &["", "true", "false"]),
    ("sort", &["", "-due_on", "updated_at", "-updated_at"]),
    ("limit", &["", "1", "50", "200"]),
];

/// Every combination of a list's filters that there is time for: none twice.
pub(super) async fn combined(target: &Target, part: Part) -> Answers {
    let send = async |number: usize| {
        let address = format!("{}/directives/v1/assignments?{}", target.served.origin, query(number));
        answered(target.client.get(address).bearer_auth(&target.served.token)).await
    };
    at_once(part, 50, send).await
}

/// The combination of this number.
fn query(number: usize) -> String {
    // Far apart, so that few of them are already as different as many.
    let all: usize = FILTERS.iter().map(|(_, values)| values.len()).product();
    let mut rest = number.wrapping_mul(7_368_787) % all;
    let mut query = Vec::new();
    for (name, values) in FILTERS {
        let value = values.get(rest % values.len()).copied().unwrap_or_default();
        rest /= values.len();
        if !value.is_empty() {
            query.push(format!("{name}={}", value.replace(' ', "%20")));
        }
    }
    query.join("&")
}

#[cfg(test)]
mod tests {
    use super::query;
    use std::collections::HashSet;

    #[test]
    fn no_combination_comes_twice() {
        assert_eq!((0..100_000).map(query).collect::<HashSet<_>>().len(), 100_000);
    }
}
