use crate::domain::rule_pack::{PackVersion, shipped};
use crate::vocabulary::{
    Ending, ExaminationKind, FindingKind, Level, MemberRole, Paper, Phase, ProgrammeState, ProposalState,
    RequirementState, Signer, Silence, TeamName,
};
use crate::{api, domain, facts, store};
use diesel::result::QueryResult;
use diesel_migrations::{EmbeddedMigrations, embed_migrations};
use futures_util::FutureExt;
use haicap_kit::db::Db;
use haicap_kit::events::Titles;
use haicap_kit::{Host, Service};
use haicap_reference::{LiveDirectory, OWNER_OF_DIRECTORY, follow_directory};
use haicap_types::{OrganizationKind, RequestState, Term, Vocabulary};
use std::fmt::Display;

const MIGRATIONS: EmbeddedMigrations = embed_migrations!("migrations");

/// The inspection-teams service.
pub const SERVICE: Service = Service {
    name: "inspection-teams",
    schema: "inspection_teams",
    title: "Hai Cấp — inspection teams",
    description: "Inspection and supervision by the Party: requirements of higher organizations, programmes, proposals, \
                  decisions, teams, and the rule packs that they follow.\n\n\
                  Instants are written at +07:00. Every POST takes an `Idempotency-Key`. Enums in answers may gain \
                  values: clients must tolerate unknown values.",
    tags: &[
        ("organizations", "The copy of the directory, which the directives service owns"),
        (
            "rule-packs",
            "The limits, sizes and steps that regulations prescribe, each version with its dates and sources",
        ),
        ("requirements", "What higher organizations ask to be inspected or supervised"),
        ("programmes", "What is inspected or supervised, at which targets, in which rounds"),
        ("proposals", "What is put before a deciding organization, and how it rules"),
        ("decisions", "What an approved proposal becomes"),
        ("persons", "The files of those who can be members of teams"),
        ("teams", "Who examines which targets"),
        ("targets", "How far the examination of an organization has come, and how much time is left"),
        ("me", "The caller, and what waits for the caller"),
    ],
    neighbours: &[OWNER_OF_DIRECTORY],
    figures: &[],
    migrations: || vec![haicap_reference::MIGRATIONS, MIGRATIONS],
    routes: api::routes,
    vocabulary: words,
    events: facts::event_kinds,
    titles: &[
        Titles {
            noun: "requirement",
            select: "select r.id::text, r.title from asked, requirement r where r.id = any(asked.ids::uuid[])",
        },
        Titles {
            noun: "programme",
            select: "select p.id::text, p.plan->>'title' from asked, programme p where p.id = any(asked.ids::uuid[])",
        },
        Titles {
            noun: "target",
            select: "select t.id::text, p.plan->>'title' from asked, target t join programme p on p.id = t.programme_id \
                     where t.id = any(asked.ids::uuid[])",
        },
        Titles {
            noun: "team",
            select: "select t.id::text, t.content->>'title' from asked, team t where t.id = any(asked.ids::uuid[])",
        },
    ],
    prepare: |host| {
        async move {
            enter_shipped_packs(&host).await?;
            let live = LiveDirectory::load(&host.database).await?;
            Ok(live.prepared(&host, api::CREATIONS, Vec::new(), vec![follow_directory(&live)]))
        }
        .boxed()
    },
};

/// Enters the shipped packs that are not there yet. Where a later release says something else, that is a further version:
/// what was decided under the earlier one goes on.
async fn enter_shipped_packs(host: &Host) -> Result<(), String> {
    let told = |error: &dyn Display| format!("the shipped rule packs cannot be entered: {error}");
    for pack in shipped().map_err(|error| told(&error))? {
        let enter = async |db: Db<'_>| -> QueryResult<()> {
            // Also where a later version is there: an older program that starts again does not take it back.
            if store::rule_packs::is_entered(db, &pack).await? {
                return Ok(());
            }
            let latest = store::rule_packs::latest(db, &pack.code).await?;
            let version = latest.map_or(1, |latest| latest.version + 1);
            // Another process that starts at the same time enters the same.
            store::rule_packs::insert(db, &PackVersion { version, ..pack.clone() }).await.map(drop)
        };
        host.database.transaction(enter).await.map_err(|problem| told(&problem))?;
    }
    Ok(())
}

fn words() -> Vec<(&'static str, Vec<Term>)> {
    fn list<V: Vocabulary>() -> (&'static str, Vec<Term>) {
        (V::NAME, V::terms())
    }
    vec![
        list::<RequirementState>(),
        list::<domain::requirement::Act>(),
        list::<OrganizationKind>(),
        list::<ProgrammeState>(),
        list::<domain::programme::Act>(),
        list::<ProposalState>(),
        list::<domain::proposal::Act>(),
        list::<domain::decision::Act>(),
        list::<domain::team::Act>(),
        list::<domain::target::Act>(),
        list::<RequestState>(),
        list::<TeamName>(),
        list::<MemberRole>(),
        list::<ExaminationKind>(),
        list::<Level>(),
        list::<Phase>(),
        list::<FindingKind>(),
        list::<Ending>(),
        list::<Silence>(),
        list::<Paper>(),
        list::<Signer>(),
    ]
}
