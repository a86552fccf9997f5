use haicap_kit::Service;

/// The services, the owner of the directory first.
pub(crate) const SERVICES: [Service; 3] = [directives::SERVICE, reporting::SERVICE, inspection_teams::SERVICE];
