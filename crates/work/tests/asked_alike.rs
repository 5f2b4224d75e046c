//! What is asked of the database where nobody may learn whether there is somebody.

#![expect(clippy::unwrap_used, reason = "in a test a panic is the answer")]

mod support;

use practice::ids::Reference;
use practice::staff::Role;
use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::Mutex;
use std::time::Duration;
use support::{Place, for_both};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};
use work::Desk;
use work::people::{self, NewPerson};
use work::staff::{ask_to_withdraw, declare_own_relative};

/// The beginnings of the statements that this program has sent.
static ASKED: Mutex<Vec<String>> = Mutex::new(Vec::new());
/// How often each is tried: another test may be asking in the same moment, and the fewest count.
const TRIES: usize = 12;

/// Hears of every statement.
struct Listener;

impl Subscriber for Listener {
    fn enabled(&self, of: &Metadata<'_>) -> bool {
        of.target() == "sqlx::query"
    }
    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }
    fn record(&self, _: &Id, _: &Record<'_>) {}
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn event(&self, event: &Event<'_>) {
        event.record(&mut Beginning);
    }
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

/// Keeps the beginning of a statement, but of what is written later and by itself.
struct Beginning;

impl Visit for Beginning {
    fn record_debug(&mut self, _: &Field, _: &dyn Debug) {}
    fn record_str(&mut self, field: &Field, words: &str) {
        if field.name() == "summary" && !words.contains("seen") && !words.contains("refused") {
            ASKED.lock().unwrap().push(words.to_owned());
        }
    }
}

/// How often each statement is sent by an act, the fewest of some tries; each try has a number of its own.
async fn statements<T: AsyncFn(usize)>(act: T) -> BTreeMap<String, usize> {
    let mut fewest: Option<Vec<String>> = None;
    for number in 0..TRIES {
        tokio::time::sleep(Duration::from_millis(50)).await;
        ASKED.lock().unwrap().clear();
        act(number).await;
        let asked = std::mem::take(&mut *ASKED.lock().unwrap());
        if fewest.as_ref().is_none_or(|fewest| asked.len() < fewest.len()) {
            fewest = Some(asked);
        }
    }
    let mut counted = BTreeMap::new();
    for words in fewest.unwrap() {
        *counted.entry(words).or_default() += 1;
    }
    counted
}

/// References of people whom the asker does not work with, with much written down of them or little.
async fn somebodys(place: &Place, by: &Desk) -> Vec<String> {
    let mut references = Vec::new();
    for number in 0..TRIES {
        let new = NewPerson { name: format!("Sam {number}"), ..NewPerson::default() };
        let person = people::create(by, &new, None).await.unwrap();
        references.push(place.house.records.reference_of(person).await.unwrap().unwrap());
    }
    references
}

fn nobodys() -> Vec<String> {
    let one = |number| Reference::from_random([u8::try_from(number).unwrap(); 8]).as_str().to_owned();
    (1..=TRIES).map(one).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn as_much_is_asked_of_nobodys_reference_as_of_somebodys() {
    tracing::subscriber::set_global_default(Listener).unwrap();
    for_both(async |place| {
        let council = place.council().await;
        let amina = place.worker(&council, "Amina Okafor", &[Role::OutreachKeyWorker]).await;
        let kit = place.worker(&council, "Kit Lowe", &[Role::SocialWorker]).await;
        let (amina, kit) = (place.desk_of(&amina).await, place.desk_of(&kit).await);
        let (somebodys, nobodys) = (somebodys(&place, &amina).await, nobodys());
        let asking = async |references: &[String]| {
            statements(async |number| {
                ask_to_withdraw(&kit, &references[number], "A slip.", None).await.unwrap();
            })
            .await
        };
        let declaring = async |references: &[String]| {
            statements(async |number| declare_own_relative(&kit, &references[number], None).await.unwrap())
                .await
        };
        assert_eq!(asking(&somebodys).await, asking(&nobodys).await, "undeclared");
        let first = declaring(&somebodys).await;
        assert!(first.keys().any(|words| words.starts_with("INSERT")), "{first:?}");
        assert_eq!(first, declaring(&nobodys).await);
        assert_eq!(declaring(&somebodys).await, declaring(&nobodys).await, "once more");
        let asked = asking(&somebodys).await;
        assert!(asked.keys().any(|words| words.starts_with("INSERT")), "{asked:?}");
        assert_eq!(asked, asking(&nobodys).await);
    })
    .await;
}
