//! Numbers about the service that name nobody.

use crate::people::Directory;
use crate::{Desk, No};
use practice::dates::age_on;
use practice::evidence::{Definition, Shown, definition, disclosed, shown};
use practice::homes::Sleeping;
use practice::journal::Class;
use practice::key_working::Cohort;
use practice::people::Header;
use practice::staff::Permission;

/// One number, or one table of numbers, as it may be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// What is counted.
    pub definition: &'static Definition,
    /// How many in all.
    pub total: Shown,
    /// Of which kinds; empty for a single number.
    pub cells: Vec<(String, Shown)>,
}

/// Ages as they are counted: up to and with.
const AGES: [(i16, &str); 5] =
    [(11, "Under 12"), (15, "12 to 15"), (17, "16 and 17"), (20, "18 to 20"), (i16::MAX, "21 and older")];
const NOT_RECORDED: &str = "Not recorded";

/// Every number of the page, as it is now.
pub async fn counted(desk: &Desk) -> Result<Vec<Counted>, No> {
    desk.must(Permission::ReadNumbers)?;
    let directory = Directory::of(desk).await?;
    let open = desk.house.records.headers_to_count(desk.sight.authority).await?;
    desk.saw(None, "numbers").await?;
    // What was moved to a narrower class is counted as not recorded.
    let open: Vec<Header> =
        open.into_iter().map(|header| header.shown_to(|class| class == Class::Story)).collect();
    let today = desk.now.day();
    let teams: Vec<String> = directory.teams().into_iter().map(|team| team.name.clone()).collect();
    let team = |header: &Header| header.team.as_ref().map(|team| directory.team(team.is));
    let cohort = |header: &Header| Some(header.cohort.as_ref()?.is.in_words().to_owned());
    let age = |header: &Header| {
        let age = age_on(header.born()?, today);
        AGES.iter().find(|(most, _)| age <= *most).map(|(_, words)| (*words).to_owned())
    };
    let words = |list: &[&str]| list.iter().map(|words| (*words).to_owned()).collect::<Vec<_>>();
    let counts = [
        single("open", open.len()),
        table("cohort", &open, words(&Cohort::ALL.map(Cohort::in_words)), cohort),
        table("team", &open, teams, team),
        table("sleeping", &open, words(&["In one of our houses", "Elsewhere"]), sleeping),
        single("missing", open.iter().filter(|header| header.missing_now().is_some()).count()),
        table("age", &open, words(&AGES.map(|(_, words)| words)), age),
    ];
    Ok(counts.into_iter().flatten().collect())
}

fn sleeping(header: &Header) -> Option<String> {
    match &header.sleeping.as_ref()?.is.0 {
        Sleeping::Team(_) => Some("In one of our houses".into()),
        Sleeping::Elsewhere(_) => Some("Elsewhere".into()),
        Sleeping::NotKnown => None,
    }
}

fn single(key: &str, count: usize) -> Option<Counted> {
    let total = shown(u64::try_from(count).unwrap_or(u64::MAX));
    Some(Counted { definition: definition(key)?, total, cells: Vec::new() })
}

/// How many are of each kind. Whoever is of none is counted as not recorded.
fn table(
    key: &str,
    open: &[Header],
    kinds: Vec<String>,
    kind_of: impl Fn(&Header) -> Option<String>,
) -> Option<Counted> {
    let mut kinds = kinds;
    kinds.push(NOT_RECORDED.into());
    let mut numbers = vec![0_u64; kinds.len()];
    for header in open {
        let kind = kind_of(header);
        let place = kinds.iter().position(|one| kind.as_deref() == Some(one)).unwrap_or(kinds.len() - 1);
        numbers[place] += 1;
    }
    let sum: u64 = numbers.iter().sum();
    let cells = kinds.into_iter().zip(disclosed(&numbers)).collect();
    Some(Counted { definition: definition(key)?, total: shown(sum), cells })
}
