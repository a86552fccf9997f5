use crate::vocabulary::RequirementState;
use crate::{api, domain, facts};
use diesel_migrations::{EmbeddedMigrations, embed_migrations};
use futures_util::FutureExt;
use haicap_kit::Service;
use haicap_kit::events::Titles;
use haicap_reference::{LiveDirectory, OWNER_OF_DIRECTORY, follow_directory};
use haicap_types::{Term, Vocabulary};

const MIGRATIONS: EmbeddedMigrations = embed_migrations!("migrations");

/// The inspection-teams service.
pub const SERVICE: Service = Service {
    name: "inspection-teams",
    schema: "inspection_teams",
    title: "Hai Cấp — inspection teams",
    description: "Requirements of higher organizations for inspection and supervision; programmes, teams and findings \
                  are to follow.\n\n\
                  Instants are written at +07:00. Every POST takes an `Idempotency-Key`. Enums in answers may gain \
                  values: clients must tolerate unknown values.",
    tags: &[
        ("organizations", "The copy of the directory, which the directives service owns"),
        ("requirements", "What higher organizations ask to be inspected or supervised"),
        ("me", "The caller, and what waits for the caller"),
    ],
    neighbours: &[OWNER_OF_DIRECTORY],
    figures: &[],
    migrations: || vec![haicap_reference::MIGRATIONS, MIGRATIONS],
    routes: api::routes,
    vocabulary: words,
    events: facts::event_kinds,
    titles: &[Titles {
        noun: "requirement",
        select: "select r.id::text, r.title from asked, requirement r where r.id = any(asked.ids::uuid[])",
    }],
    prepare: |host| {
        async move {
            let live = LiveDirectory::load(&host.database).await?;
            Ok(live.prepared(&host, api::CREATIONS, Vec::new(), vec![follow_directory(&live)]))
        }
        .boxed()
    },
};

fn words() -> Vec<(&'static str, Vec<Term>)> {
    fn list<V: Vocabulary>() -> (&'static str, Vec<Term>) {
        (V::NAME, V::terms())
    }
    vec![list::<RequirementState>(), list::<domain::requirement::Act>()]
}
