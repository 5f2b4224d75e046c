//! The same time.

use crate::asking::{Ask, Browser};
use crate::clocked::{IsThere, Pairs, Slowed, time_of};
use crate::routes::ways;
use crate::support::for_both;
use crate::town::{Reader, Town};
use practice::staff::{Permission, Rights};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use std::time::Duration;

/// How many pairs are compared.
const PAIRS: usize = 2_000;

/// Two requests that must not be told apart: about nobody, and about somebody hidden.
struct Pair<'t> {
    kind: &'static str,
    browser: &'t Browser,
    nobody: Ask,
    hidden: Ask,
}

/// Every way to ask, of each reader, about everybody hidden from them.
async fn pairs(town: &Town) -> Vec<Pair<'_>> {
    let mut pairs = Vec::new();
    for reader in &town.readers {
        let may = |permission: Permission| Rights::of(&[reader.role]).may(permission);
        for way in ways().iter().filter(|way| way.is_for(may)) {
            for relation in reader.hides.iter().filter(|relation| way.is_hidden_by(**relation)) {
                let hidden = town.hidden_as(*relation);
                let nobody = town.nobody_like(hidden);
                let kind = match way.line.path {
                    path if path.starts_with("/matching") => "matching",
                    path if path.starts_with("/conflicts") => "conflicts",
                    path if path.starts_with("/openings") => "openings",
                    path if path.starts_with("/entries") => "entries",
                    _ if way.line.method == "GET" => "person GET",
                    _ => "person POST",
                };
                pairs.push(Pair {
                    kind,
                    browser: &reader.browser,
                    nobody: way.about(nobody),
                    hidden: way.about(hidden),
                });
            }
        }
        if may(Permission::ReadStory) {
            pairs.extend(searches(town, reader).await);
        }
    }
    pairs
}

async fn searches<'t>(town: &'t Town, reader: &'t Reader) -> Vec<Pair<'t>> {
    let mut pairs = Vec::new();
    for relation in reader.hides {
        let hidden = town.hidden_as(*relation);
        let nobody = town.nobody_like(hidden);
        const WHAT: [&str; 6] =
            ["find name", "find first", "find born", "find number", "find reference", "find postcode"];
        for ((what, hidden), nobody) in WHAT.into_iter().zip(hidden.typed.all()).zip(nobody.typed.all()) {
            let (nobody, hidden) = (kept(reader, &nobody).await, kept(reader, &hidden).await);
            pairs.push(Pair { kind: what, browser: &reader.browser, nobody, hidden });
        }
    }
    pairs
}

/// The page of what a search finds.
async fn kept(reader: &Reader, typed: &str) -> Ask {
    let to = reader.browser.ask(&Ask::post("/find", &[("sought", typed)])).await;
    Ask::get(to.location())
}

#[tokio::test(flavor = "multi_thread")]
async fn measure() {
    for_both(async |place| {
        let town = Town::founded(place).await;
        let pairs = pairs(&town).await;
        let mut kinds: Vec<&str> = pairs.iter().map(|pair| pair.kind).collect();
        kinds.sort_unstable();
        kinds.dedup();
        let mut chance = ChaCha8Rng::seed_from_u64(1);
        let slow: u64 = std::env::var("SLOW").map(|s| s.parse().unwrap()).unwrap_or(0);
        let n: usize = std::env::var("N").map(|s| s.parse().unwrap()).unwrap_or(PAIRS);
        for kind in kinds {
            let these: Vec<&Pair> = pairs.iter().filter(|pair| pair.kind == kind).collect();
            let mut times = Pairs::default();
            let begun = std::time::Instant::now();
            for number in 0..n {
                let pair = these[chance.next_u32() as usize % these.len()];
                let time = one(pair, Duration::from_micros(slow), chance.next_u32() % 2 == 0).await;
                if number > 20 {
                    times.0.push(time);
                }
            }
            eprintln!(
                "{kind:15} usual {:7.0} us, apart {:+.2} %, paired {:+.2} %  ({} kinds, {:?})",
                times.usual() / 1e3,
                times.medians_apart() * 100.0,
                times.paired() * 100.0,
                these.len(),
                begun.elapsed()
            );
        }
    })
    .await;
}

async fn one(pair: &Pair<'_>, by: Duration, nobody_first: bool) -> (f64, f64) {
    let site = Slowed { site: pair.browser.app.clone(), by };
    let nobody = pair.browser.request(&pair.nobody);
    let mut hidden = pair.browser.request(&pair.hidden);
    hidden.extensions_mut().insert(IsThere);
    if nobody_first {
        let nobody = time_of(&site, nobody).await;
        (nobody, time_of(&site, hidden).await)
    } else {
        let hidden = time_of(&site, hidden).await;
        (time_of(&site, nobody).await, hidden)
    }
}
