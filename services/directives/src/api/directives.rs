//! Documents of leading bodies: drafted, issued or registered, superseded, revoked.

mod access;
mod attachments;
mod carry_out;
mod clauses;
mod corrections;
mod effect;
mod force;
mod input;
mod numbering;
mod read;
mod view;
mod write;

pub(crate) use access::{authority, seen, sees_all_of};

use haicap_kit::Routes;

/// The routes.
pub fn routes(routes: &mut Routes<'_>) {
    routes
        .service(read::list_directives)
        .service(write::create_directive)
        .service(read::get_directive)
        .service(write::edit_directive)
        .service(write::delete_directive)
        .service(force::issue_directive)
        .service(force::register_directive)
        .service(write::revoke_directive)
        .service(write::annul_registration)
        .service(corrections::correct_directive)
        .service(corrections::list_corrections)
        .service(read::get_directive_history)
        .service(attachments::list_attachments)
        .service(attachments::add_attachment)
        .service(attachments::get_attachment)
        .configure(clauses::routes);
}
