//! The log book of a house: what was written of one day about each who stays there now and whom the reader may see.

use crate::people::{Directory, Summary};
use crate::story::{Entry, shown};
use crate::{Desk, No};
use jiff::civil::Date;
use practice::homes::house_now;
use practice::ids::TeamId;
use practice::journal::Class;
use practice::people::Header;
use practice::staff::Permission;
use records::{PeopleAsk, StoryAsk};
use std::collections::BTreeMap;

/// The kinds of entries that stand in a log book.
const KINDS: [&str; 2] = ["homes.day_noted", "safety.incident_recorded"];
/// How many who stay in our houses are looked through at the most.
const MOST_RESIDENTS: i64 = 2_000;
/// How many entries of one day are shown of each at the most: nobody writes as many.
const MOST_ENTRIES: i64 = 200;

/// Somebody who stays in the house now.
#[derive(Debug, Clone)]
pub struct Resident {
    /// Who.
    pub summary: Summary,
    /// What was written of the day, earliest first.
    pub entries: Vec<Entry>,
}

/// One day in one house.
#[derive(Debug, Clone)]
pub struct LogBook {
    /// The houses in which somebody stays whom the reader may see, and the reader's own, by name.
    pub houses: Vec<(TeamId, String)>,
    /// Which of them is open; none where there is none.
    pub house: Option<TeamId>,
    /// Who stays there now, by name, as far as the reader may see.
    pub residents: Vec<Resident>,
    /// Names of the teams and workers that entries speak of.
    pub directory: Directory,
}

/// Opens the log book of a house, or of the reader's own where they name none of theirs. Each look is written down.
pub async fn log_book(desk: &Desk, house: Option<TeamId>, day: Date) -> Result<LogBook, No> {
    desk.must(Permission::ReadStory)?;
    let directory = Directory::of(desk).await?;
    let ask = PeopleAsk { in_our_houses: true, limit: MOST_RESIDENTS, ..PeopleAsk::default() };
    let (people, _) = desk.house.records.people(&desk.sight, &ask, desk.now).await?;
    let mut by_house: BTreeMap<TeamId, Vec<Header>> = BTreeMap::new();
    for header in people.into_iter().map(|line| line.header) {
        let known = desk.narrowed(header.clone());
        if let Some((house, _)) = house_now(&known) {
            by_house.entry(house).or_default().push(header);
        }
    }
    let own = desk.sight.team.filter(|team| is_house(&directory, *team));
    let mut houses: Vec<(TeamId, String)> =
        by_house.keys().copied().chain(own).map(|house| (house, directory.team(house))).collect();
    houses.sort_by(|one, other| (&one.1, one.0).cmp(&(&other.1, other.0)));
    houses.dedup();
    let is_there = |asked: &TeamId| houses.iter().any(|(house, _)| house == asked);
    let first = houses.first().map(|(house, _)| *house);
    let house = house.filter(is_there).or(own).or(first);
    let there = house.and_then(|house| by_house.remove(&house)).unwrap_or_default();
    let mut residents = Vec::with_capacity(there.len());
    for header in there {
        residents.push(resident(desk, &directory, header, day).await?);
    }
    residents.sort_by(|one, other| {
        (&one.summary.name, one.summary.person).cmp(&(&other.summary.name, other.summary.person))
    });
    Ok(LogBook { houses, house, residents, directory })
}

fn is_house(directory: &Directory, team: TeamId) -> bool {
    directory.teams().into_iter().any(|one| one.id == team && one.hub)
}

async fn resident(desk: &Desk, directory: &Directory, header: Header, day: Date) -> Result<Resident, No> {
    let ask = StoryAsk {
        kinds: KINDS.map(str::to_owned).to_vec(),
        since: Some(day.to_string()),
        until: Some(day.to_string()),
        limit: MOST_ENTRIES,
        ..StoryAsk::default()
    };
    let mut found = desk.house.records.story(&desk.sight, header.person, &ask, desk.now).await?;
    if found.iter().any(|entry| entry.class() == Class::Restricted) {
        desk.saw_first(Some(header.person), "log book").await?;
    } else {
        desk.saw_record(&header, "log book").await?;
    }
    found.reverse();
    let entries = found.into_iter().map(|entry| shown(desk, directory, entry)).collect();
    Ok(Resident { summary: Summary::of(desk, directory, header), entries })
}
