use crate::figures::FIGURES;
use crate::reactions::{REPORTING, follow_reporting};
use crate::vocabulary::{
    AssignmentState, Bucket, Classification, ClauseKind, CloseReason, DateRequestKind, Dimension, DirectiveState,
    DocumentType, DueBasis, EvidenceKind, Health, Implementation, LinkKind, OrganizationRole, ProductKind, ReasonKind,
    SignerCapacity, Verdict,
};
use crate::{api, background, domain, store};
use diesel_migrations::{EmbeddedMigrations, embed_migrations};
use futures_util::FutureExt;
use haicap_kit::Service;
use haicap_kit::events::Titles;
use haicap_kit::storage::{Files, sweeper};
use haicap_reference::{LiveDirectory, TerritoryKind};
use haicap_types::{
    Cadence, DayKind, DayStatus, Decision, DocumentScheme, OrganizationKind, RequestState, Term, Urgency, Vocabulary,
    Weekday,
};
use std::sync::Arc;

const MIGRATIONS: EmbeddedMigrations = embed_migrations!("migrations");

const FILES: Files = Files { folders: &["assignments", "directives"], named: store::attachments::named };

/// The directives service.
pub const SERVICE: Service = Service {
    name: "directives",
    schema: "directives",
    title: "Hai Cấp — directives",
    description: "Tracks every clause of every directive: who owes what, by when, whether it is done, and who \
                  confirmed it. Also the directory of organizations and the working calendar.\n\n\
                  Instants are written at +07:00; a `due_on` ends at midnight there. Every POST takes an \
                  `Idempotency-Key`. Enums in answers may gain values: clients must tolerate unknown values.",
    tags: &[
        ("organizations", "Who there is, who stands above whom, who oversees whom"),
        ("calendar", "Which days are worked"),
        ("imports", "The directory and the calendar from files, after a trial if wished"),
        ("directives", "Documents of leading bodies"),
        ("clauses", "Each point of a document"),
        ("number-books", "Who numbers what"),
        ("assignments", "Who owes what to whom"),
        ("follow-ups", "What is said about an assignment on its way"),
        ("me", "The caller, and what waits for the caller"),
    ],
    neighbours: &[REPORTING],
    figures: FIGURES,
    migrations: || vec![haicap_reference::MIGRATIONS, MIGRATIONS],
    routes: api::routes,
    vocabulary: words,
    events: api::event_kinds,
    titles: &[
        Titles {
            noun: "assignment",
            select: "select a.id::text, a.title from asked, assignment a where a.id = any(asked.ids::uuid[]) \
                and (asked.seen is null or a.concerned && asked.seen)",
        },
        Titles {
            noun: "directive",
            select: "select d.id::text, d.title from asked, directive d where d.id = any(asked.ids::uuid[]) \
                and (asked.seen is null or d.concerned && asked.seen)",
        },
        Titles {
            noun: "organization",
            select: "select o.code, o.name_vi::text from asked, organization o where o.code = any(asked.ids)",
        },
    ],
    prepare: |host| {
        async move {
            let live = LiveDirectory::load(&host.database).await?;
            let periods = background::periods(host.service, Arc::clone(&live));
            Ok(live.prepared(&host, api::CREATIONS, vec![periods, sweeper(FILES)], vec![follow_reporting()]))
        }
        .boxed()
    },
};

fn words() -> Vec<(&'static str, Vec<Term>)> {
    fn list<V: Vocabulary>() -> (&'static str, Vec<Term>) {
        (V::NAME, V::terms())
    }
    vec![
        list::<OrganizationKind>(),
        list::<DayKind>(),
        list::<DayStatus>(),
        list::<DocumentScheme>(),
        list::<DocumentType>(),
        list::<Urgency>(),
        list::<Classification>(),
        list::<DirectiveState>(),
        list::<domain::directive::Act>(),
        list::<LinkKind>(),
        list::<SignerCapacity>(),
        list::<ClauseKind>(),
        list::<Cadence>(),
        list::<AssignmentState>(),
        list::<domain::assignment::Act>(),
        list::<ProductKind>(),
        list::<DueBasis>(),
        list::<Health>(),
        list::<Bucket>(),
        list::<OrganizationRole>(),
        list::<Implementation>(),
        list::<Verdict>(),
        list::<CloseReason>(),
        list::<DateRequestKind>(),
        list::<RequestState>(),
        list::<Decision>(),
        list::<EvidenceKind>(),
        list::<ReasonKind>(),
        list::<Dimension>(),
        list::<domain::coverage::CoverageStatus>(),
        list::<api::exchange::ImportEffect>(),
        list::<TerritoryKind>(),
        list::<Weekday>(),
    ]
}
