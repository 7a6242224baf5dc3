//! Listening: the desk comes up, answers, and goes down in good order.

use std::convert::Infallible;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use chancery_app::workspace::{LedgerError, Workspace};
use chancery_app::{Extractor, Lexicon};
use chancery_sources::Fetcher;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::TcpListener;
use tokio::sync::{Semaphore, oneshot};
use tower::ServiceExt as _;
use tower_http::compression::CompressionLayer;

use crate::claim::{Claim, NoClaim};
use crate::desk::Desk;
use crate::endpoints;
use crate::front::{Names, behind_twin};
use crate::people::People;
use crate::router::{Peer, router};
use crate::settings::Settings;
use crate::users::{Users, UsersError};

/// Connections that are open at once.
const CONNECTIONS: usize = 512;
/// How long the head of a request may be on its way.
const PATIENCE_WITH_HEADS: Duration = Duration::from_secs(15);
/// How long answers that are on their way are waited for when the desk closes.
const PATIENCE_AT_CLOSING: Duration = Duration::from_secs(10);

/// Why a desk does not come up.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The workspace cannot be opened.
    #[error(transparent)]
    Workspace(#[from] LedgerError),
    /// The people who may sign in cannot be told.
    #[error(transparent)]
    Users(#[from] UsersError),
    /// There is nobody who could sign in.
    #[error("{path}: nobody can sign in yet")]
    NoUsers {
        /// The file.
        path: String,
    },
    /// Others could reach it without signing in.
    #[error("{listen} can be reached from other machines, and nobody has to sign in")]
    Open {
        /// Where it would listen.
        listen: SocketAddr,
    },
    /// It would not know its own name.
    #[error("{listen} stands for every address of this machine; under which name people reach the desk is not known")]
    Nameless {
        /// Where it would listen.
        listen: SocketAddr,
    },
    /// Another desk serves the workspace.
    #[error("a desk over this workspace is running already{}", if address.is_empty() { String::new() } else { format!(": {address}") })]
    Running {
        /// Where it is, as far as it is known.
        address: String,
    },
    /// Another program listens there.
    #[error("port {port} is taken by another program")]
    Busy {
        /// The port.
        port: u16,
    },
    /// The system refuses.
    #[error("{what}: {reason}")]
    System {
        /// What could not be done.
        what: String,
        /// What the system says.
        reason: io::Error,
    },
}

/// A desk that is up.
#[derive(Debug)]
pub struct Running {
    address: String,
    listens: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<std::thread::JoinHandle<()>>,
}

impl Running {
    /// Where people reach it: `http://127.0.0.1:7417`.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Where it listens.
    #[must_use]
    pub fn listens(&self) -> SocketAddr {
        self.listens
    }

    /// Waits until it is told to close by the system.
    pub fn wait(mut self) {
        self.join();
    }

    fn join(&mut self) {
        if let Some(thread) = self.thread.take() {
            // A panic of the thread was said on standard error; there is nothing left to close.
            let _ = thread.join();
        }
    }
}

impl Drop for Running {
    /// Closes the desk: answers that are on their way are sent first.
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            // The desk may have closed already.
            let _ = stop.send(());
        }
        self.join();
    }
}

/// Brings a desk up. The workspace is made when there is none.
///
/// # Errors
/// [`ServeError`]; then nothing listens.
pub fn serve(settings: Settings, lexicon: Lexicon, extractor: Extractor, fetcher: Fetcher) -> Result<Running, ServeError> {
    let listen = settings.listen;
    let users = settings.users.as_deref().map(Users::open).transpose()?;
    if let (Some(users), Some(path)) = (&users, &settings.users)
        && users.all().is_empty()
    {
        return Err(ServeError::NoUsers { path: path.display().to_string() });
    }
    if users.is_none() && !listen.ip().is_loopback() {
        return Err(ServeError::Open { listen });
    }
    if listen.ip().is_unspecified() && settings.public.is_none() {
        return Err(ServeError::Nameless { listen });
    }
    Workspace::open_or_create(&settings.place)?;
    let mut claim = Claim::take(&settings.place).map_err(|error| match error {
        NoClaim::Taken(address) => ServeError::Running { address },
        NoClaim::Unwritable(path, reason) => ServeError::System { what: path.display().to_string(), reason },
    })?;
    let system = |what: &str| {
        let what = what.to_owned();
        move |reason| ServeError::System { what, reason }
    };
    let listener = std::net::TcpListener::bind(listen).map_err(|reason| match reason.kind() {
        io::ErrorKind::AddrInUse => ServeError::Busy { port: listen.port() },
        _ => ServeError::System { what: format!("listening at {listen}"), reason },
    })?;
    listener.set_nonblocking(true).map_err(system("listening"))?;
    let bound = listener.local_addr().map_err(system("listening"))?;
    let (names, address) = names(&settings, bound);
    claim.tell(&address).map_err(system("writing down where the desk is"))?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(system("starting"))?;
    let desk = Arc::new(Desk::new(settings, lexicon, extractor, fetcher, People::new(users)));
    let app = router(&desk, endpoints::all()).layer(CompressionLayer::new());
    let (stop, stopped) = oneshot::channel();
    let thread = std::thread::spawn(move || {
        let _claim = claim;
        runtime.block_on(accept(listener, app, names, stopped));
        runtime.shutdown_timeout(PATIENCE_AT_CLOSING);
    });
    Ok(Running { address, listens: bound, stop: Some(stop), thread: Some(thread) })
}

/// The names of a desk, and the address that is told.
fn names(settings: &Settings, bound: SocketAddr) -> (Names, String) {
    let port = bound.port();
    let mut hosts = vec![bound.to_string()];
    if bound.ip().is_loopback() {
        hosts.extend(["localhost", "127.0.0.1", "[::1]"].map(|name| format!("{name}:{port}")));
    }
    if port == 80 {
        hosts.extend(hosts.clone().iter().filter_map(|host| host.strip_suffix(":80").map(str::to_owned)));
    }
    match &settings.public {
        Some(public) => {
            hosts.push(public.host.clone());
            let scheme = if public.is_secure { "https" } else { "http" };
            (Names::new(hosts, public.is_secure), format!("{scheme}://{}", public.host))
        }
        None => (Names::new(hosts, false), format!("http://{bound}")),
    }
}

async fn accept(listener: std::net::TcpListener, app: Router, names: Names, stopped: oneshot::Receiver<()>) {
    let listener = match TcpListener::from_std(listener) {
        Ok(listener) => listener,
        Err(error) => return eprintln!("error: listening: {error}"),
    };
    let graceful = GracefulShutdown::new();
    let connections = Arc::new(Semaphore::new(CONNECTIONS));
    let mut end = std::pin::pin!(ending(stopped));
    loop {
        let (stream, peer) = tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok(accepted) => accepted,
                // The system is out of files or the like; those that are open will close.
                Err(_) => {
                    tokio::time::sleep(Duration::from_millis(50)).await;
                    continue;
                }
            },
            () = &mut end => break,
        };
        let Ok(permit) = Arc::clone(&connections).acquire_owned().await else { break };
        let (app, names) = (app.clone(), names.clone());
        let service = service_fn(move |request| {
            let (app, names) = (app.clone(), names.clone());
            async move { Ok::<_, Infallible>(answer(app, &names, peer.ip(), request).await) }
        });
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(PATIENCE_WITH_HEADS)
            .serve_connection(TokioIo::new(stream), service);
        let connection = graceful.watch(connection);
        tokio::spawn(async move {
            let _permit = permit;
            // Who asked went away, or sent what is no HTTP.
            let _ = connection.await;
        });
    }
    drop(listener);
    // Answers that take longer are given up.
    let _ = tokio::time::timeout(PATIENCE_AT_CLOSING, graceful.shutdown()).await;
}

async fn answer(app: Router, names: &Names, from: IpAddr, request: Request<hyper::body::Incoming>) -> axum::http::Response<Body> {
    let mut request = request.map(Body::new);
    if let Some(uri) = behind_twin(request.uri()) {
        *request.uri_mut() = uri;
    }
    request.extensions_mut().insert(Peer(from));
    let mut response = match names.let_in(&request) {
        Ok(()) => match app.oneshot(request).await {
            Ok(response) => response,
            Err(never) => match never {},
        },
        Err(problem) => problem.response(),
    };
    names.guard(&mut response);
    response
}

/// Ends when the desk is dropped, or the system asks for it.
async fn ending(stopped: oneshot::Receiver<()>) {
    #[cfg(unix)]
    let terminated = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => drop(signal.recv().await),
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminated = std::future::pending::<()>();
    tokio::select! {
        _ = stopped => {}
        _ = tokio::signal::ctrl_c() => {}
        () = terminated => {}
    }
}
