//! The public listener: actix-web's own server, over streams that are watched.

use super::connection::{Crowd, Limits, Stream};
use actix_http::{HttpService, Request, Response};
use actix_server::{Server, ServerBuilder};
use actix_service::{IntoServiceFactory, Service, ServiceFactory, ServiceFactoryExt, fn_service, map_config};
use actix_web::body::MessageBody;
use actix_web::dev::AppConfig;
use actix_web::rt::net::TcpStream;
use nix::sys::resource::{Resource, getrlimit, setrlimit};
use socket2::SockRef;
use std::fmt::Debug;
use std::future::ready;
use std::net::TcpListener;
use std::time::Duration;

/// How many connections wait to be accepted.
const BACKLOG: i32 = 1_024;

/// How long the rest of a request is read after its answer, when it was answered before it was read.
const LINGER: Duration = Duration::from_secs(1);

/// How many open files a process needs beside its clients' connections.
const OTHER_FILES: u64 = 256;

/// A server that answers on a socket. It is what `actix_web::HttpServer` puts together, which takes no other streams than
/// its own; the path and the query are the same, and so is the way in which it ends.
///
/// # Errors
/// The socket cannot be used.
pub(super) fn server<F, I, S, B>(
    socket: TcpListener,
    threads: usize,
    finish_s: u64,
    limits: Limits,
    service: &'static str,
    app: F,
) -> std::io::Result<Server>
where
    F: Fn() -> I + Send + Clone + 'static,
    I: IntoServiceFactory<S, Request>,
    S: ServiceFactory<Request, Config = AppConfig> + 'static,
    S::Error: Into<actix_web::Error> + 'static,
    S::InitError: Debug,
    S::Response: Into<Response<B>> + 'static,
    <S::Service as Service<Request>>::Future: 'static,
    S::Service: 'static,
    B: MessageBody + 'static,
{
    SockRef::from(&socket).listen(BACKLOG)?;
    let builder = Server::build();
    let shutdown = builder.graceful_shutdown_signal();
    let builder = builder
        .workers(threads)
        .disable_signals()
        .shutdown_timeout(finish_s)
        .max_concurrent_connections(limits.connections);
    let builder = builder.listen("api", socket, move || {
        let crowd = Crowd::new(limits, service);
        let shutdown = shutdown.clone();
        let app = app().into_factory().map_err(|error| error.into().error_response());
        let http = HttpService::build()
            .graceful_shutdown_signal(move || {
                let shutdown = shutdown.clone();
                async move { shutdown.notified().await }
            })
            .keep_alive(limits.keep_alive)
            .client_request_timeout(limits.head)
            .client_disconnect_timeout(LINGER)
            .on_connect_ext(|stream: &Stream, data| {
                data.insert(stream.connection());
            })
            .h1(map_config(app, |()| AppConfig::default()));
        fn_service(move |io: TcpStream| {
            let peer = io.peer_addr().ok();
            ready(Ok((crowd.admit(io), peer)))
        })
        .and_then(http)
    });
    builder.map(ServerBuilder::run)
}

/// How many connections each of these threads may have, by the number of files that the process may have open. That is
/// raised as far as it may be: once it is used up nobody could be let in any more, and nothing be read from disk.
pub(super) fn files_for_each(threads: usize) -> usize {
    let Ok((soft, hard)) = getrlimit(Resource::RLIMIT_NOFILE) else { return usize::MAX };
    let files = match setrlimit(Resource::RLIMIT_NOFILE, hard, hard) {
        Ok(()) => hard,
        Err(_) => soft,
    };
    usize::try_from(files.saturating_sub(OTHER_FILES)).unwrap_or(usize::MAX) / threads.max(1)
}
