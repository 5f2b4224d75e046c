//! Something that somebody else does in the middle of an import.

use crate::support::Place;
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use tokio::runtime::Handle;
use work::{Chance, House};

type Deed = Pin<Box<dyn Future<Output = ()> + Send>>;

/// Chance that lets a deed be done once, at so many more askings for it.
pub(crate) struct Meddling {
    chance: Arc<dyn Chance>,
    left: AtomicUsize,
    deed: Mutex<Option<Deed>>,
}

impl Chance for Meddling {
    fn fill(&self, bytes: &mut [u8]) {
        if self.left.load(Ordering::SeqCst) > 0 && self.left.fetch_sub(1, Ordering::SeqCst) == 1 {
            let deed = self.deed.lock().unwrap().take().unwrap();
            tokio::task::block_in_place(|| Handle::current().block_on(deed));
        }
        self.chance.fill(bytes);
    }
}

impl Meddling {
    /// From now on: the deed is done at that asking.
    pub(crate) fn begins(&self, asking: usize) {
        self.left.store(asking, Ordering::SeqCst);
    }

    /// Whether the deed was done.
    pub(crate) fn is_done(&self) -> bool {
        self.deed.lock().unwrap().is_none()
    }
}

/// The place's house, in which somebody else's deed comes in between.
pub(crate) fn meddled(
    place: &Place,
    deed: impl Future<Output = ()> + Send + 'static,
) -> (House, Arc<Meddling>) {
    let meddling = Arc::new(Meddling {
        chance: Arc::clone(&place.house.chance),
        left: AtomicUsize::new(0),
        deed: Mutex::new(Some(Box::pin(deed))),
    });
    let chance: Arc<dyn Chance> = Arc::<Meddling>::clone(&meddling);
    (House { chance, ..place.house.clone() }, meddling)
}
