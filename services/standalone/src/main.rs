//! One command, no accounts, no configuration: the three services in one process over a private Postgres, with the
//! first case loaded.

mod address;
mod arguments;
mod credentials;
mod database;
mod example;
mod home;
mod identity;
mod index;
mod issuer;
mod reset;
mod say;
mod services;
mod token;
mod up;
mod verify_log;

use arguments::{Arguments, Command};
use clap::Parser;
use haicap_kit::Exit;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    // Migrations need a runtime of several threads.
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return fail(&error),
    };
    match runtime.block_on(carry_out(arguments)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => fail(&*error),
    }
}

async fn carry_out(arguments: Arguments) -> Exit {
    let settings = arguments.settings;
    match arguments.command.unwrap_or(Command::Up) {
        Command::Up => up::up(&settings).await,
        Command::Token(whom) => token::print(&settings, &whom),
        Command::Keys { dir, public } => credentials::write(&dir, public.as_deref()),
        Command::Issuer => issuer::issue(&settings).await,
        Command::Reset { yes } => reset::reset(&settings, yes),
        Command::VerifyLog { service, head } => verify_log::verify_log(&settings, service, head.as_deref()).await,
    }
}

fn fail(error: &dyn std::fmt::Display) -> ExitCode {
    say::say(error);
    ExitCode::FAILURE
}
