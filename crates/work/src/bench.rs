//! Heavy work, off the threads that serve others.

use crate::No;
use tokio::sync::Semaphore;

/// Does some work in a place of this bench, or says `what` cannot be done. The place
/// goes with the work, which goes on when whoever asked for it goes away.
pub(crate) async fn at_the_bench<T: Send + 'static>(
    bench: &'static Semaphore,
    what: &'static str,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, No> {
    let place = bench.acquire().await.expect("this semaphore is never closed");
    let held = move || {
        let _place = place;
        work()
    };
    let stopped = |_| No::Broken(records::Error::Unavailable(format!("{what} just now")));
    tokio::task::spawn_blocking(held).await.map_err(stopped)
}
