//! The same time.

use crate::asking::{Answer, Ask, Browser};
use crate::clocked::{IsThere, Pairs, Slowed, Verdict, time_of};
use crate::routes::{Way, ways};
use crate::subjects::Subject;
use crate::support::on_embedded;
use crate::town::{Reader, Relation, Town};
use practice::staff::{Permission, Rights};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;
use tokio::sync::Mutex;

/// How many pairs of each kind and of each relation are compared before it is
/// asked what they tell, and then again as long as they do not.
const ROUND: usize = 400;
/// And of all together.
const ROUND_OF_ALL: usize = 2_000;
/// How many are compared at the most: on a busy machine it takes more to tell.
const AT_MOST: usize = 4_000;
/// What all pairs are called together.
const ALL: &str = "everything";
/// How many pairs go before, so that every statement is known to the database.
const BEFORE: usize = 300;

/// Two requests that must not be told apart: about nobody, and about somebody hidden.
struct Pair<'t> {
    kind: &'static str,
    relation: Relation,
    browser: &'t Browser,
    nobody: Ask,
    hidden: Ask,
    /// What the asker sends themself, which stands in the answers: about nobody, and about somebody hidden.
    sent: [Vec<String>; 2],
}

/// Times are taken one test after the other, on the embedded engine, where all
/// work is done in this one process.
static TIMES: Mutex<()> = Mutex::const_new(());

async fn timed_in_town<T: AsyncFn(Town)>(test: T) {
    let _alone = TIMES.lock().await;
    on_embedded(&async |place| test(Town::founded(place).await).await).await;
}

impl Town {
    /// Somebody who never was, to be asked for in place of whoever is hidden so.
    fn nobody_like(&self, relation: Relation) -> &Subject {
        let place = Relation::ALL.iter().position(|one| *one == relation);
        &self.nobody[place.unwrap()]
    }
}

/// Every way to ask, of each reader, about everybody hidden from them.
async fn pairs(town: &Town) -> Vec<Pair<'_>> {
    let mut pairs = Vec::new();
    for reader in &town.readers {
        let may = |permission: Permission| Rights::of(&[reader.role]).may(permission);
        for relation in reader.hides {
            let both = (town.nobody_like(*relation), town.hidden_as(*relation));
            for way in ways().iter().filter(|way| way.is_for(may) && way.is_hidden_by(*relation)) {
                let (nobody, hidden) = (way.about(both.0), way.about(both.1));
                let sent = [way.sent(both.0), way.sent(both.1)];
                pairs.push(Pair {
                    kind: kind(way),
                    relation: *relation,
                    browser: &reader.browser,
                    nobody,
                    hidden,
                    sent,
                });
            }
            if may(Permission::ReadStory) {
                pairs.extend(searches(reader, *relation, both).await);
            }
        }
    }
    pairs
}

fn kind(way: &Way) -> &'static str {
    match (way.line.path.split('/').nth(1), way.line.method) {
        (Some("matching"), _) => "a suspected match",
        (Some("conflicts"), _) => "an import conflict",
        (Some("openings"), _) => "an emergency opening",
        (Some("entries"), _) => "an entry",
        (_, "GET") => "a page of a record",
        _ => "a form of a record",
    }
}

async fn searches<'t>(
    reader: &'t Reader,
    relation: Relation,
    (nobody, hidden): (&Subject, &Subject),
) -> Vec<Pair<'t>> {
    const KINDS: [&str; 6] =
        ["a name", "a first name", "a birth date", "a council number", "a reference", "a postcode"];
    let mut pairs = Vec::new();
    for ((kind, nobody), hidden) in KINDS.into_iter().zip(nobody.typed.all()).zip(hidden.typed.all()) {
        let typed = [nobody, hidden];
        let (nobody, hidden) = (kept(reader, &typed[0]).await, kept(reader, &typed[1]).await);
        let sent = |ask: &Ask, typed: String| vec![ask.path.trim_start_matches("/find/").to_owned(), typed];
        let [one, other] = typed;
        let sent = [sent(&nobody, one), sent(&hidden, other)];
        pairs.push(Pair { kind, relation, browser: &reader.browser, nobody, hidden, sent });
    }
    pairs
}

/// The page of what a search finds.
async fn kept(reader: &Reader, typed: &str) -> Ask {
    Ask::get(reader.browser.ask(&Ask::post("/find", &[("sought", typed)])).await.location())
}

/// The times of each kind of request and of each relation.
#[derive(Default)]
struct Found(BTreeMap<String, Pairs>);

impl Found {
    /// Asks in random order, until of each kind and of each relation it can be told.
    async fn taken(pairs: &[Pair<'_>], seed: u64, slower_by: Duration) -> Self {
        let mut chance = ChaCha8Rng::seed_from_u64(seed);
        let mut found = Self::default();
        for pair in drawn(pairs, &mut chance, BEFORE) {
            pair.timed(slower_by, true).await;
        }
        loop {
            let names: BTreeSet<String> = pairs.iter().flat_map(Pair::names).collect();
            let mut round: Vec<&Pair> = Vec::new();
            for name in names.iter().filter(|name| found.is_open(name)) {
                let more = at_least(name)
                    .saturating_sub(round.iter().filter(|pair| pair.names().contains(name)).count());
                let named: Vec<&Pair> = pairs.iter().filter(|pair| pair.names().contains(name)).collect();
                round.extend(drawn(&named, &mut chance, more).into_iter().copied());
            }
            if round.is_empty() {
                return found;
            }
            shuffle(&mut round, &mut chance);
            for pair in round {
                let times = pair.timed(slower_by, chance.next_u32() % 2 == 0).await;
                for name in pair.names() {
                    found.0.entry(name).or_default().add(times);
                }
            }
        }
    }

    fn is_open(&self, name: &str) -> bool {
        let Some(pairs) = self.0.get(name) else { return true };
        let undecided = match pairs.verdict() {
            Verdict::Open => true,
            Verdict::Same => name == ALL && !pairs.medians_are_alike(),
            Verdict::Different => false,
        };
        pairs.len() < at_least(name) || undecided && pairs.len() < AT_MOST
    }

    /// The kinds and relations that came out otherwise than expected.
    fn otherwise_than(&self, expected: Verdict) -> Vec<String> {
        let mut otherwise = Vec::new();
        for (name, pairs) in &self.0 {
            let (least, most) = pairs.between();
            let line = format!(
                "{name}: {} pairs, usually {:.0} µs; somebody hidden takes {:+.1} µs more ({least:+.1} to {most:+.1}), \
                 their median lies {:+.2} % off; {:.0} µs are allowed",
                pairs.len(),
                pairs.usual(),
                pairs.difference(),
                pairs.medians_apart() * 100.0,
                pairs.may_differ_by()
            );
            eprintln!("{line}");
            let alike = name != ALL || expected != Verdict::Same || pairs.medians_are_alike();
            if pairs.last_verdict() != expected || !alike {
                otherwise.push(line);
            }
        }
        otherwise
    }
}

fn at_least(name: &str) -> usize {
    if name == ALL { ROUND_OF_ALL } else { ROUND }
}

/// Some of all, each as likely as the others, the same one more than once perhaps.
fn drawn<'p, T>(all: &'p [T], chance: &mut ChaCha8Rng, number: usize) -> Vec<&'p T> {
    (0..number).map(|_| &all[chance.next_u32() as usize % all.len()]).collect()
}

fn shuffle<T>(all: &mut [T], chance: &mut ChaCha8Rng) {
    for last in (1..all.len()).rev() {
        all.swap(last, chance.next_u32() as usize % (last + 1));
    }
}

impl Pair<'_> {
    fn names(&self) -> [String; 3] {
        [ALL.to_owned(), self.kind.to_owned(), format!("{:?}", self.relation)]
    }

    /// The times of both, in microseconds, one right after the other.
    async fn timed(&self, slower_by: Duration, nobody_first: bool) -> (f64, f64) {
        let site = Slowed { site: self.browser.app.clone(), by: slower_by };
        let nobody = self.browser.request(&self.nobody);
        let mut hidden = self.browser.request(&self.hidden);
        hidden.extensions_mut().insert(IsThere);
        let (nobody, hidden) = if nobody_first {
            let nobody = time_of(&site, nobody).await;
            (nobody, time_of(&site, hidden).await)
        } else {
            let hidden = time_of(&site, hidden).await;
            (time_of(&site, nobody).await, hidden)
        };
        self.must_be_alike(&nobody.1, &hidden.1);
        (nobody.0, hidden.0)
    }

    fn must_be_alike(&self, nobody: &Answer, hidden: &Answer) {
        let plain = |answer: &Answer, sent: &[String]| {
            answer.without(&sent.iter().map(String::as_str).collect::<Vec<_>>())
        };
        assert_eq!(
            plain(hidden, &self.sent[1]),
            plain(nobody, &self.sent[0]),
            "{} {}: {:?} answers otherwise than somebody who never was",
            self.hidden.method,
            self.hidden.path,
            self.relation
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_hidden_takes_as_long_as_somebody_who_never_was() {
    timed_in_town(async |town| {
        let found = Found::taken(&pairs(&town).await, 1, Duration::ZERO).await;
        assert_eq!(found.otherwise_than(Verdict::Same), Vec::<String>::new());
    })
    .await;
}

/// The same measuring must find what is there to be found.
#[tokio::test(flavor = "multi_thread")]
async fn a_tenth_of_a_millisecond_more_for_whoever_is_hidden_is_found() {
    const KINDS: [&str; 3] = ["a page of a record", "a form of a record", "a name"];
    timed_in_town(async |town| {
        let mut pairs = pairs(&town).await;
        pairs.retain(|pair| KINDS.contains(&pair.kind));
        let found = Found::taken(&pairs, 2, Duration::from_micros(100)).await;
        assert_eq!(found.otherwise_than(Verdict::Different), Vec::<String>::new());
    })
    .await;
}
