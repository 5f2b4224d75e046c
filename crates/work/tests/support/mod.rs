//! A house on each engine, with a clock that stands until it is moved and
//! chance that always falls alike.

mod ground;

use ground::Ground;
use jiff::civil::Date;
use practice::dates::Instant;
use practice::ids::{AccountId, AuthorityId, PostId, TeamId};
use practice::staff::{PostForm, Role};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use records::{Keys, Records};
use std::path::PathBuf;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use work::signing_in::{self, Outcome, Visit};
use work::staff::{self, NewTeam};
use work::{Chance, Clock, Desk, House};

/// A password that everybody in these tests has.
pub(crate) const PASSWORD: &str = "copper lantern tide";

/// When these tests begin: a Monday morning.
const BEGINNING: &str = "2026-03-02T09:00:00Z";

/// A clock that stands until it is moved.
#[derive(Debug)]
pub(crate) struct StandingClock(AtomicI64);

impl Clock for StandingClock {
    fn now(&self) -> Instant {
        Instant(self.0.load(Ordering::SeqCst))
    }
}

impl StandingClock {
    fn at(text: &str) -> Self {
        Self(AtomicI64::new(text.parse::<jiff::Timestamp>().unwrap().as_microsecond()))
    }

    /// Lets seconds pass.
    pub(crate) fn pass(&self, seconds: i64) {
        self.0.fetch_add(seconds * 1_000_000, Ordering::SeqCst);
    }
}

/// Chance that falls alike in every run. Each opening of a house has its own,
/// as two starts of the program would.
struct Dice(Mutex<ChaCha20Rng>);

impl Chance for Dice {
    fn fill(&self, bytes: &mut [u8]) {
        self.0.lock().unwrap().fill_bytes(bytes);
    }
}

impl Dice {
    fn new() -> Self {
        static OPENED: AtomicU64 = AtomicU64::new(1);
        Self(Mutex::new(ChaCha20Rng::seed_from_u64(OPENED.fetch_add(1, Ordering::SeqCst))))
    }
}

/// A house on one engine, gone without a trace when dropped.
pub(crate) struct Place {
    pub(crate) house: House,
    pub(crate) clock: Arc<StandingClock>,
    ground: Ground,
}

/// Runs a test on `SQLite` and then on `PostgreSQL`. Without the latter it fails.
pub(crate) async fn for_both<T: AsyncFn(Place)>(test: T) {
    on_embedded(&test).await;
    on_server(&test).await;
}

/// Runs a test on `SQLite`.
pub(crate) async fn on_embedded<T: AsyncFn(Place)>(test: &T) {
    on(Ground::embedded(), test).await;
}

/// Runs a test on `PostgreSQL`.
pub(crate) async fn on_server<T: AsyncFn(Place)>(test: &T) {
    on(Ground::server(), test).await;
}

async fn on<T: AsyncFn(Place)>(ground: Ground, test: &T) {
    eprintln!("on {}", ground.engine());
    let clock = Arc::new(StandingClock::at(BEGINNING));
    let house = opened(&ground, Arc::clone(&clock)).await;
    test(Place { house, clock, ground }).await;
}

async fn opened(ground: &Ground, clock: Arc<StandingClock>) -> House {
    let dice = Dice::new();
    let mut random = [0; 32];
    dice.fill(&mut random);
    let keys = Arc::new(Keys::open(&ground.keys(), random).unwrap().0);
    let records = match ground.url() {
        None => opened_embedded(ground, keys).await,
        Some(url) => Records::open_postgres(&url, &ground.data(), keys).await.unwrap(),
    };
    House { records, clock, chance: Arc::new(dice) }
}

/// The folder's lock goes with the last copy of its file. Another test that
/// starts psql just now has a copy for a moment, until the child is psql.
async fn opened_embedded(ground: &Ground, keys: Arc<Keys>) -> Records {
    for _ in 0..200 {
        match Records::open_sqlite(&ground.data(), Arc::clone(&keys)).await {
            Err(records::Error::Unavailable(why)) if why.contains("another nwd") => {
                tokio::time::sleep(std::time::Duration::from_millis(10)).await;
            }
            opened => return opened.unwrap(),
        }
    }
    panic!("the data folder stays locked: a desk of before the restart is still there");
}

impl Place {
    /// Ends the program and starts it again. Desks of before must be gone.
    pub(crate) async fn restart(self) -> Self {
        let Self { house, clock, ground } = self;
        house.records.close().await;
        drop(house);
        let house = opened(&ground, Arc::clone(&clock)).await;
        Self { house, clock, ground }
    }

    /// The same house again as it was when it was closed, on ground of its own
    /// and with the same clock: on the embedded engine, as often as it is wanted.
    pub(crate) async fn copied(&self) -> Self {
        let (ground, clock) = (Ground::copied(&self.ground), Arc::clone(&self.clock));
        let house = opened(&ground, Arc::clone(&clock)).await;
        Self { house, clock, ground }
    }

    /// Sends the server a statement behind the program's back; false on the
    /// embedded engine, whose file nothing else here can open.
    pub(crate) fn behind_its_back(&self, statement: &str) -> bool {
        self.ground.say(statement)
    }

    /// A worker that does jobs, writing heads into a folder of this place.
    pub(crate) fn at_work(&self) -> work::jobs::Worker {
        work::jobs::Worker::new(self.house.clone(), Some(self.ground.heads()))
    }

    /// Does every job that is due. A test that queues any ends so, and fails
    /// where a job did.
    pub(crate) async fn drain(&self) -> u64 {
        self.at_work().drain().await.unwrap()
    }

    /// The data folder.
    pub(crate) fn data(&self) -> PathBuf {
        self.ground.data()
    }

    /// The files of heads written so far.
    pub(crate) fn heads_written(&self) -> Vec<PathBuf> {
        let Ok(entries) = std::fs::read_dir(self.ground.heads()) else { return Vec::new() };
        let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
        files.sort();
        files
    }

    /// A council with one hub, made by the operator.
    pub(crate) async fn council(&self) -> Council {
        self.another_council("Northmoor").await
    }

    /// One more council.
    pub(crate) async fn another_council(&self, name: &str) -> Council {
        let authority = staff::create_council(&self.house, name).await.unwrap();
        let operator = self.house.operator_desk(authority);
        let team = NewTeam { name: "Harbour House".into(), hub: true };
        let hub = staff::create_team(&operator, &team, None).await.unwrap();
        Council { authority, hub }
    }

    /// A desk of the operator in a council.
    pub(crate) fn operator(&self, council: &Council) -> Desk {
        self.house.operator_desk(council.authority)
    }

    /// A worker who has taken up their invitation and is not signed in.
    pub(crate) async fn worker(&self, council: &Council, name: &str, roles: &[Role]) -> Worker {
        self.worker_with(council, &post_form(council, name, roles, self.house.now().day())).await
    }

    /// The same, in a post of any kind.
    pub(crate) async fn worker_with(&self, council: &Council, form: &PostForm) -> Worker {
        let operator = self.operator(council);
        let post = staff::create_post(&operator, form, None).await.unwrap();
        let email = format!("{}@northmoor.example", form.name.to_lowercase().replace(' ', "."));
        let invited = signing_in::invite(&operator, post, &email, None).await.unwrap();
        let outcome = signing_in::accept(&self.house, &invited.token, PASSWORD, &visit()).await.unwrap();
        Worker { post, account: invited.account, email, outcome }
    }

    /// A worker's desk, without signing in.
    pub(crate) async fn desk_of(&self, worker: &Worker) -> Desk {
        let cookie = if let Outcome::Signed(cookie) = &worker.outcome {
            cookie.clone()
        } else {
            let records = &self.house.records;
            let before = records.installation(signing_in::DEMO).await.unwrap().unwrap_or_else(|| "no".into());
            records.set_installation(signing_in::DEMO, "yes").await.unwrap();
            let cookie = signing_in::as_post(&self.house, worker.post, "test").await.unwrap();
            records.set_installation(signing_in::DEMO, &before).await.unwrap();
            cookie
        };
        let resumed = signing_in::resume(&self.house, &cookie).await.unwrap();
        let signing_in::Resumed::Live(desk, _) = resumed else { panic!("{resumed:?}") };
        *desk
    }
}

/// A council to test in.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Council {
    pub(crate) authority: AuthorityId,
    pub(crate) hub: TeamId,
}

/// A worker to test with.
#[derive(Debug, Clone)]
pub(crate) struct Worker {
    pub(crate) post: PostId,
    pub(crate) account: AccountId,
    pub(crate) email: String,
    /// What became of them when they took up their invitation.
    pub(crate) outcome: Outcome,
}

/// A post of the hub from a day on.
pub(crate) fn post_form(council: &Council, name: &str, roles: &[Role], from: Date) -> PostForm {
    PostForm { name: name.into(), team: Some(council.hub), roles: roles.to_vec(), from, to: None }
}

/// Somebody at the door.
pub(crate) fn visit() -> Visit {
    Visit { address: "192.0.2.7".parse().unwrap(), device: "A browser".into() }
}

mod of_the_harness {
    use super::*;

    #[tokio::test(flavor = "multi_thread")]
    async fn what_was_written_is_there_after_a_restart_and_the_clock_only_moves_when_moved() {
        for_both(async |place| {
            let council = place.council().await;
            let worker = place.worker(&council, "Amina Okafor", &[Role::OutreachKeyWorker]).await;
            let leader = place.worker(&council, "Robin Fell", &[Role::HubManager]).await;
            let other = place.another_council("Southmoor").await;
            assert_ne!(other.authority, council.authority);
            assert_ne!(worker.account, leader.account);
            assert!(leader.email.starts_with("robin.fell@"));
            for one in [&worker, &leader] {
                let desk = place.desk_of(one).await;
                assert_eq!(desk.sight.post, one.post);
            }
            let is_server = place.house.records.engine_name() == "PostgreSQL";
            assert_eq!(place.behind_its_back("SELECT 1"), is_server);
            place.at_work().plan_day().await.unwrap();
            assert_eq!(place.drain().await, 1);
            assert!(place.heads_written().is_empty() && place.data().is_absolute());
            let before = place.house.now();
            place.clock.pass(60);
            assert_eq!(place.house.now(), before.plus_seconds(60));
            let place = place.restart().await;
            assert_eq!(place.house.records.posts(council.authority).await.unwrap().len(), 2);
            if !is_server {
                place.house.records.close().await;
                let copy = place.copied().await;
                assert_eq!(copy.house.records.posts(council.authority).await.unwrap().len(), 2);
            }
        })
        .await;
    }
}
