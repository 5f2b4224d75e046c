//! Serving connections: with limits on each, and an orderly end.

use crate::refusals::Headed;
use crate::{carried, headers};
use axum::Router;
use axum::extract::ConnectInfo;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use std::convert::Infallible;
use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tower::ServiceExt;

/// What one connection and all of them together may take.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// For how long the head of a request may take to arrive.
    pub head: Duration,
    /// How many connections are served at a time; others are told to come again.
    pub connections: usize,
    /// How many are told so at a time; others are let go without a word.
    pub told: usize,
    /// For how long requests under way may go on after the end was asked for.
    pub drain: Duration,
    /// Whether browsers come over https, which even a refusal says.
    pub https: bool,
}

impl Default for Limits {
    fn default() -> Self {
        let (head, drain) = (Duration::from_secs(10), Duration::from_secs(9));
        Self { head, connections: 1024, told: 256, drain, https: false }
    }
}

/// For how long whoever comes when no more can be served is listened to.
const TELLING: Duration = Duration::from_secs(2);

/// Serves until `end` comes, then lets requests under way finish.
pub async fn serve(listener: TcpListener, router: Router, limits: Limits, end: impl Future<Output = ()>) {
    let places = Arc::new(Semaphore::new(limits.connections));
    let telling = Arc::new(Semaphore::new(limits.told));
    let open = GracefulShutdown::new();
    let mut builder = http1::Builder::new();
    let bare = headers::of_a_refusal(limits.https);
    builder.timer(TokioTimer::new()).header_read_timeout(limits.head).max_buf_size(64 * 1024);
    tokio::pin!(end);
    loop {
        let accepted = tokio::select! {
            () = &mut end => break,
            accepted = accept(&listener) => accepted,
        };
        let Some((stream, address)) = accepted else { continue };
        let stream = Headed::new(stream, Arc::clone(&bare));
        let Ok(place) = Arc::clone(&places).try_acquire_owned() else {
            if let Ok(place) = Arc::clone(&telling).try_acquire_owned() {
                tokio::spawn(tell_to_come_again(builder.clone(), stream, limits.https, place));
            }
            continue;
        };
        let service =
            router.clone().map_request(move |mut request: axum::http::Request<hyper::body::Incoming>| {
                request.extensions_mut().insert(ConnectInfo(address));
                request.map(axum::body::Body::new)
            });
        let connection = builder.serve_connection(TokioIo::new(stream), TowerToHyperService::new(service));
        let connection = open.watch(connection);
        tokio::spawn(async move {
            // A caller that goes away or is cut off is no news.
            let _ = connection.await;
            drop(place);
        });
    }
    drop(listener);
    let ending = async {
        open.shutdown().await;
        carried::all_done().await;
    };
    let _ = tokio::time::timeout(limits.drain, ending).await;
}

async fn accept(listener: &TcpListener) -> Option<(TcpStream, SocketAddr)> {
    let Ok((stream, address)) = listener.accept().await else {
        // Out of file handles, most likely: wait for some to be given back.
        tokio::time::sleep(Duration::from_millis(50)).await;
        return None;
    };
    let _ = stream.set_nodelay(true);
    Some((stream, address))
}

/// Answers one request, whatever it is, and ends the connection.
async fn tell_to_come_again(
    builder: http1::Builder,
    stream: Headed<TcpStream>,
    https: bool,
    place: OwnedSemaphorePermit,
) {
    let service = service_fn(move |_| async move { Ok::<_, Infallible>(headers::too_many(https)) });
    let telling = builder.serve_connection(TokioIo::new(stream), service);
    let _ = tokio::time::timeout(TELLING, telling).await;
    drop(place);
}
