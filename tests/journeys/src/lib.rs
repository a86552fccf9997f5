//! The services that the journeys are about.

use haicap_kit::Service;

/// Every service, the owner of the directory first.
pub const SERVICES: [Service; 3] = [directives::SERVICE, reporting::SERVICE, inspection_teams::SERVICE];

/// The folders, from the top of the repository, of the crates that make a service's schema, in the order of their migrations.
#[must_use]
pub fn crates(service: &Service) -> [String; 3] {
    ["shared/kit".to_owned(), "shared/reference".to_owned(), format!("services/{}", service.name)]
}
