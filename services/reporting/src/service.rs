use crate::api;
use futures_util::FutureExt;
use haicap_kit::Service;
use haicap_reference::{LiveDirectory, follow_directory};

/// The reporting service.
pub const SERVICE: Service = Service {
    name: "reporting",
    schema: "reporting",
    title: "Hai Cấp — reporting",
    description: "Indicators, forms and periods: every figure is asked for once, by a form that says what it means, and \
                  consolidated from below.\n\n\
                  Instants are written at +07:00. Enums in answers may gain values: clients must bear words that they \
                  do not know.",
    tags: &[
        ("organizations", "The copy of the directory, which the directives service owns"),
        ("me", "The caller, and what waits for him"),
    ],
    figures: &[],
    migrations: || vec![haicap_reference::MIGRATIONS],
    routes: api::routes,
    vocabulary: Vec::new,
    events: Vec::new,
    prepare: |host| {
        async move {
            let live = LiveDirectory::load(&host.database).await?;
            let (follower, status) = follow_directory(&host, &live)?;
            Ok(live.prepared(&host, vec![follower], Some(status)))
        }
        .boxed()
    },
};
