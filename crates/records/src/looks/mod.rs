//! How looks are written down: together, at most a second later, and into
//! the reserve where the database does not take them.
//!
//! A look is admitted only with a place that is sure to it in the reserve, so
//! whatever becomes of the database, each admitted look can be kept. The
//! place is given back when the database has the look.

mod reserve;

use crate::rows::Look;
use crate::{EngineStore, Error};
use reserve::{Reserve, SLOTS};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc, oneshot};
use tokio::task::JoinHandle;
use tokio::time::{Instant, timeout, timeout_at};

/// For how long looks are gathered before they are written together.
const GATHER: Duration = Duration::from_millis(200);
/// For how long the database may take before they go to the reserve: with
/// gathering and the reserve's own fsync this stays within a second.
const PATIENCE: Duration = Duration::from_millis(600);
/// How often the database is tried again.
const AGAIN: Duration = Duration::from_secs(1);
/// How many looks are written at once at the most.
const TOGETHER: usize = 1024;
/// How many looks that were served with the reserve full wait in memory.
const HOMELESS: usize = 65_536;

/// How one look is to be written down.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Noting {
    /// Nothing is shown before it is on disk: restricted reads.
    pub first: bool,
    /// Shown even when nothing can be written: what a night worker needs.
    pub vital: bool,
}

/// The way into the book of looks.
pub(crate) struct Looks {
    asks: mpsc::UnboundedSender<Ask>,
    places: Arc<Semaphore>,
    /// How many looks are in the reserve or wait in memory.
    behind: Arc<AtomicUsize>,
    has_reserve: bool,
}

enum Ask {
    Look { look: Look, place: Option<OwnedSemaphorePermit>, done: Option<oneshot::Sender<bool>> },
    Settle(oneshot::Sender<()>),
    Close(oneshot::Sender<()>),
}

impl Looks {
    /// Begins to write down looks; the reserve stands in `folder`. What an
    /// earlier run left there is taken in.
    pub(crate) fn begin(store: EngineStore, folder: &Path) -> Result<Self, Error> {
        let cannot = |error: std::io::Error| {
            Error::Unavailable(format!("the reserve for looks cannot be allocated: {}", error.kind()))
        };
        let reserve = Reserve::open(folder).map_err(cannot)?;
        let used = reserve.as_ref().map_or(0, Reserve::used);
        let places = Arc::new(Semaphore::new(SLOTS - used));
        let behind = Arc::new(AtomicUsize::new(used));
        let has_reserve = reserve.is_some();
        let (asks, coming) = mpsc::unbounded_channel();
        let book = Book {
            store,
            reserve,
            places: Arc::clone(&places),
            behind: Arc::clone(&behind),
            homeless: Vec::new(),
            under_way: None,
            taken: used,
            unwell: used > 0,
            tried: None,
        };
        tokio::spawn(book.keep(coming));
        Ok(Self { asks, places, behind, has_reserve })
    }

    /// Writes a look down, or says that it cannot be.
    pub(crate) async fn write(&self, look: Look, how: Noting) -> Result<(), Error> {
        let place = self.place().await;
        if place.is_none() && !how.vital {
            return Err(Error::NotWrittenDown);
        }
        // Without a reserve nothing is sure until the database has it.
        let (done, written) = oneshot::channel();
        let waits = how.first || !self.has_reserve;
        let ask = Ask::Look { look, place, done: waits.then_some(done) };
        self.asks.send(ask).map_err(|_| Error::NotWrittenDown)?;
        if !waits {
            return Ok(());
        }
        match written.await {
            Ok(true) => Ok(()),
            _ if how.vital => Ok(()),
            _ => Err(Error::NotWrittenDown),
        }
    }

    /// A place in the reserve. When the database is only slow some may be
    /// given back in a moment.
    async fn place(&self) -> Option<OwnedSemaphorePermit> {
        let places = Arc::clone(&self.places);
        match Arc::clone(&places).try_acquire_owned() {
            Ok(place) => Some(place),
            Err(_) if self.behind() > 0 => None,
            Err(_) => timeout(PATIENCE, places.acquire_owned()).await.ok()?.ok(),
        }
    }

    /// How many looks the database has not taken yet and are kept elsewhere.
    pub(crate) fn behind(&self) -> usize {
        self.behind.load(Ordering::Relaxed)
    }

    /// Waits until everything that was to be written before is.
    pub(crate) async fn settle(&self) {
        let (done, settled) = oneshot::channel();
        if self.asks.send(Ask::Settle(done)).is_ok() {
            let _ = settled.await;
        }
    }

    /// Writes down what is left and stops.
    pub(crate) async fn close(&self) {
        let (done, closed) = oneshot::channel();
        if self.asks.send(Ask::Close(done)).is_ok() {
            let _ = closed.await;
        }
    }
}

/// Looks on their way, with their places, and who waits for them.
#[derive(Default)]
struct Batch {
    looks: Vec<Look>,
    places: Vec<OwnedSemaphorePermit>,
    homeless: Vec<Look>,
    waiting: Vec<oneshot::Sender<bool>>,
}

impl Batch {
    fn len(&self) -> usize {
        self.looks.len() + self.homeless.len()
    }

    /// Tells all who wait; a caller that went away needs no answer.
    fn answer(&mut self, kept: bool) {
        for waiting in self.waiting.drain(..) {
            let _ = waiting.send(kept);
        }
    }
}

/// What ends a batch.
enum End {
    Full,
    Settle(oneshot::Sender<()>),
    Close(Option<oneshot::Sender<()>>),
}

/// The one who writes looks down.
struct Book {
    store: EngineStore,
    reserve: Option<Reserve>,
    places: Arc<Semaphore>,
    behind: Arc<AtomicUsize>,
    /// Served with the reserve full, and in no file.
    homeless: Vec<Look>,
    /// A write that took too long, and may still come to its end.
    under_way: Option<JoinHandle<Result<(), Error>>>,
    /// How many places are taken by what is kept outside the database.
    taken: usize,
    unwell: bool,
    /// When the database was last tried, since it does not take looks.
    tried: Option<Instant>,
}

impl Book {
    async fn keep(mut self, mut asks: mpsc::UnboundedReceiver<Ask>) {
        self.catch_up().await;
        loop {
            let (batch, end) = self.gather(&mut asks).await;
            self.put(batch).await;
            match end {
                End::Full => {}
                End::Settle(done) => {
                    self.catch_up().await;
                    let _ = done.send(());
                }
                End::Close(done) => {
                    self.catch_up().await;
                    drop(self);
                    let _ = done.map(|done| done.send(()));
                    return;
                }
            }
        }
    }

    /// What came within a moment. A caller who waits ends it.
    async fn gather(&self, asks: &mut mpsc::UnboundedReceiver<Ask>) -> (Batch, End) {
        let mut batch = Batch::default();
        let mut until = if self.unwell { Some(Instant::now() + AGAIN) } else { None };
        loop {
            let next = match until {
                Some(until) => match timeout_at(until, asks.recv()).await {
                    Ok(next) => next,
                    Err(_) => return (batch, End::Full),
                },
                None => asks.recv().await,
            };
            match next {
                Some(Ask::Look { look, place, done }) => {
                    match place {
                        Some(place) => {
                            batch.looks.push(look);
                            batch.places.push(place);
                        }
                        None => batch.homeless.push(look),
                    }
                    let now = Instant::now();
                    if batch.len() == 1 {
                        until = Some(now + GATHER);
                    }
                    if let Some(done) = done {
                        batch.waiting.push(done);
                        until = Some(now);
                    }
                    if batch.len() >= TOGETHER {
                        return (batch, End::Full);
                    }
                }
                Some(Ask::Settle(done)) => return (batch, End::Settle(done)),
                Some(Ask::Close(done)) => return (batch, End::Close(Some(done))),
                None => return (batch, End::Close(None)),
            }
        }
    }

    /// Writes a batch into the database, or into the reserve.
    async fn put(&mut self, mut batch: Batch) {
        if self.tried.is_none_or(|tried| tried.elapsed() >= AGAIN) {
            self.catch_up().await;
        }
        if batch.len() == 0 {
            return;
        }
        if !self.unwell && self.wrote(batch.looks.iter().chain(&batch.homeless).cloned().collect()).await {
            batch.answer(true);
            return;
        }
        self.fall_ill();
        let kept = self.set_aside(&mut batch).await;
        batch.answer(kept);
    }

    fn fall_ill(&mut self) {
        if !self.unwell {
            tracing::error!("looks cannot be written into the database; they are kept in the reserve");
            self.unwell = true;
        }
    }

    /// Whether the database took these looks in time.
    async fn wrote(&mut self, looks: Vec<Look>) -> bool {
        let store = self.store.clone();
        let mut writing = tokio::spawn(async move { store.note_looks(looks).await });
        if let Ok(ended) = timeout(PATIENCE, &mut writing).await {
            return matches!(ended, Ok(Ok(())));
        }
        self.under_way = Some(writing);
        false
    }

    /// Keeps a batch outside the database; answers whether it is on disk.
    async fn set_aside(&mut self, batch: &mut Batch) -> bool {
        let homeless = std::mem::take(&mut batch.homeless);
        self.keep_in_memory(homeless);
        let (looks, places) = (std::mem::take(&mut batch.looks), std::mem::take(&mut batch.places));
        let number = looks.len();
        let Some(mut reserve) = self.reserve.take() else {
            // Another process holds it. Some of these were served nevertheless.
            self.keep_in_memory(looks);
            return false;
        };
        let work = tokio::task::spawn_blocking(move || {
            let kept = reserve.keep(&looks);
            (reserve, kept, looks)
        });
        let Ok((reserve, kept, looks)) = work.await else { return false };
        self.reserve = Some(reserve);
        // Their places are taken until the database has them.
        self.taken += places.len();
        places.into_iter().for_each(OwnedSemaphorePermit::forget);
        if let Err(error) = kept {
            tracing::error!(error = %error.kind(), "the reserve for looks cannot be written");
            self.keep_in_memory(looks);
            // Nobody else is admitted until the database is well again.
            self.taken += self.places.forget_permits(SLOTS);
            return false;
        }
        self.behind.fetch_add(number, Ordering::Relaxed);
        true
    }

    /// Keeps looks that no file takes until the database does, as many as there is room for.
    fn keep_in_memory(&mut self, looks: Vec<Look>) {
        let (number, room) = (looks.len(), HOMELESS.saturating_sub(self.homeless.len()));
        self.homeless.extend(looks.into_iter().take(room));
        self.behind.fetch_add(number.min(room), Ordering::Relaxed);
        if number > room {
            tracing::error!(number = number - room, "looks were served and are written nowhere");
        }
    }

    /// Takes what was kept elsewhere into the database, once it takes it.
    async fn catch_up(&mut self) {
        if !self.unwell {
            return;
        }
        if self.under_way.as_ref().is_some_and(|writing| !writing.is_finished()) {
            return;
        }
        self.under_way = None;
        self.tried = Some(Instant::now());
        let kept = match self.reserve.as_ref().map(Reserve::kept) {
            Some(Ok(kept)) => kept,
            Some(Err(error)) => {
                tracing::error!(error = %error.kind(), "the reserve for looks cannot be read");
                return;
            }
            None => Vec::new(),
        };
        let all: Vec<Look> = kept.into_iter().chain(self.homeless.iter().cloned()).collect();
        for some in all.chunks(TOGETHER) {
            if !self.wrote(some.to_vec()).await {
                self.tried = Some(Instant::now());
                return;
            }
        }
        if let Some(reserve) = &mut self.reserve
            && let Err(error) = reserve.clear()
        {
            // They are written; taking them in again later changes nothing.
            tracing::error!(error = %error.kind(), "the reserve for looks cannot be cleared");
            return;
        }
        self.homeless = Vec::new();
        self.behind.store(0, Ordering::Relaxed);
        self.unwell = false;
        self.tried = None;
        self.places.add_permits(std::mem::take(&mut self.taken));
        tracing::info!(number = all.len(), "looks are written into the database again");
    }
}
