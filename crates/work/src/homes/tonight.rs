//! Who is where tonight: for the night shift, whoever is on call and the emergency duty team.

use crate::people::{Directory, Summary};
use crate::{Desk, No};
use jiff::civil::Date;
use practice::homes::{Sleeping, night_of};
use practice::ids::TeamId;
use practice::journal::Class;
use practice::people::Header;
use practice::safety::Away;
use practice::staff::{Permission, Rights, Sight};
use records::PeopleAsk;
use std::collections::{BTreeMap, BTreeSet};

/// How many one page holds at the most.
const MOST: i64 = 2_000;

/// Who is where tonight, as far as the asker may open their safety cards.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tonight {
    /// The day whose night it is.
    pub night: Date,
    /// Those who are missing, or away without agreement, with which of the two it is.
    pub missing: Vec<(Away, Summary)>,
    /// Those who are expected to arrive.
    pub expected: Vec<Summary>,
    /// Our houses with somebody in them, the asker's own first, then by name.
    pub houses: Vec<Sheltered>,
    /// Those who sleep outside our houses.
    pub elsewhere: Vec<Summary>,
    /// Those of whom nobody has said where they sleep.
    pub not_recorded: Vec<Summary>,
    /// How many more there are than one page holds.
    pub more: i64,
}

/// One of our houses, with those who sleep there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheltered {
    /// The team whose house it is.
    pub team: TeamId,
    /// Its name.
    pub name: String,
    /// Who sleeps there, by name.
    pub people: Vec<Summary>,
}

enum Place {
    Away(Away),
    Expected,
    House(TeamId),
    Elsewhere,
    NotRecorded,
}

/// Who is where tonight. That each of their alerts was seen is written down for each of them.
pub async fn tonight(desk: &Desk) -> Result<Tonight, No> {
    who_is_where(desk, |_| true).await
}

/// The same for a sheet that anybody in the house can read: nothing of what only some may read, whoever prints it, and
/// nobody whose record is restricted.
pub async fn tonight_on_paper(desk: &Desk) -> Result<Tonight, No> {
    let rights = Rights { classes: BTreeSet::from([Class::Story]), ..desk.sight.rights.clone() };
    let desk = Desk { sight: Sight { rights, ..desk.sight.clone() }, ..desk.clone() };
    who_is_where(&desk, |header| header.restriction.is_none()).await
}

async fn who_is_where(desk: &Desk, stands: impl Fn(&Header) -> bool) -> Result<Tonight, No> {
    desk.must(Permission::ReadStory)?;
    let ask = PeopleAsk { tonight: true, limit: MOST, ..PeopleAsk::default() };
    let (lines, total) = desk.house.records.people(&desk.sight, &ask, desk.now).await?;
    let directory = Directory::of(desk).await?;
    let mut answer = Tonight {
        night: night_of(desk.now),
        more: total - i64::try_from(lines.len()).unwrap_or(i64::MAX),
        ..Tonight::default()
    };
    let mut houses: BTreeMap<TeamId, Vec<Summary>> = BTreeMap::new();
    for line in lines.into_iter().filter(|line| stands(&line.header)) {
        let Some(place) = place_of(desk, &line.header) else { continue };
        desk.saw_record(&line.header, "tonight").await?;
        let who = Summary::of(desk, &directory, line.header);
        match place {
            Place::Away(kind) => answer.missing.push((kind, who)),
            Place::Expected => answer.expected.push(who),
            Place::House(team) => houses.entry(team).or_default().push(who),
            Place::Elsewhere => answer.elsewhere.push(who),
            Place::NotRecorded => answer.not_recorded.push(who),
        }
    }
    let named = |(team, people)| Sheltered { team, name: directory.team(team), people };
    answer.houses = houses.into_iter().map(named).collect();
    let own = desk.sight.team;
    answer.houses.sort_by_key(|house| (Some(house.team) != own, house.name.clone()));
    Ok(answer)
}

/// Where somebody stands on the page, once and nowhere else: what is most pressing decides. Nowhere stands somebody of
/// whom the asker may know that they have died.
fn place_of(desk: &Desk, header: &Header) -> Option<Place> {
    let header = desk.narrowed(header.clone());
    if header.died.is_some() {
        return None;
    }
    if let Some(spell) = header.missing_now() {
        return Some(Place::Away(spell.is.kind));
    }
    let expected = header.arriving.filter(|expected| expected.is == night_of(desk.now));
    let is_there = |since| header.sleeping.as_ref().is_some_and(|sleeping| sleeping.recorded > since);
    if expected.is_some_and(|expected| !is_there(expected.recorded)) {
        return Some(Place::Expected);
    }
    Some(match header.sleeping.map(|sleeping| sleeping.is.0) {
        Some(Sleeping::Team(team)) => Place::House(team),
        Some(Sleeping::Elsewhere(_)) => Place::Elsewhere,
        Some(Sleeping::NotKnown) | None => Place::NotRecorded,
    })
}
