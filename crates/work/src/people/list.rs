//! Listing the young people one may see.

use super::{Directory, Summary};
use crate::{Desk, No};
use jiff::ToSpan;
use jiff::civil::Date;
use practice::ids::TeamId;
use practice::people::Status;
use practice::staff::Permission;
use practice::staff::thresholds::NOT_SEEN_DAYS;
use records::{PeopleAsk, PeopleOrder, PersonLine, Term};

/// How many stand on one page of a list.
pub const PAGE: i64 = 25;

/// How many stand on one sheet or in one file at the most.
const SHEET: i64 = 2_000;

/// When somebody last met a young person.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum LastSeen {
    /// Whenever it was.
    #[default]
    Whenever,
    /// Before as many days as the council lets pass, or never.
    TooLongAgo,
}

/// Which young people.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only those the asker works with.
    pub mine: bool,
    /// Only of this team.
    pub team: Option<TeamId>,
    /// Only with this status.
    pub status: Option<Status>,
    /// Only those missing now.
    pub missing: bool,
    /// When somebody last met them.
    pub seen: LastSeen,
    /// By what they stand.
    pub by: PeopleOrder,
    /// Which page, from 1.
    pub page: i64,
    /// For a sheet or a file: all of them at once.
    pub whole: bool,
}

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// The people, in the order that was asked for.
    pub people: Vec<Summary>,
    /// How many there are in all.
    pub total: i64,
    /// Which page this is, from 1.
    pub page: i64,
}

/// The young people the asker may see.
pub async fn list(desk: &Desk, filter: &Filter) -> Result<List, No> {
    listed(desk, filter, Vec::new()).await
}

pub(super) async fn listed(desk: &Desk, filter: &Filter, terms: Vec<Term>) -> Result<List, No> {
    let lines = lines(desk, filter, terms).await?;
    let directory = Directory::of(desk).await?;
    let people = lines.people.into_iter().map(|line| Summary::of(desk, &directory, line.header)).collect();
    Ok(List { people, total: lines.total, page: lines.page })
}

/// The first of the days, today the last, on which somebody should have been met.
fn not_seen_since(desk: &Desk) -> Date {
    let days = desk.words.threshold(&NOT_SEEN_DAYS);
    desk.now.day().saturating_sub((days - 1).days())
}

/// One page of a list as it was read, not yet narrowed to what the reader may see.
pub(super) struct Lines {
    pub(super) people: Vec<PersonLine>,
    total: i64,
    page: i64,
}

pub(super) async fn lines(desk: &Desk, filter: &Filter, terms: Vec<Term>) -> Result<Lines, No> {
    let page = if filter.whole { 1 } else { filter.page.clamp(1, 10_000) };
    let limit = if filter.whole { SHEET } else { PAGE };
    let ask = PeopleAsk {
        mine: filter.mine,
        team: filter.team,
        status: filter.status,
        missing: filter.missing,
        not_seen_since: (filter.seen == LastSeen::TooLongAgo && desk.sight.may(Permission::ReadStory))
            .then(|| not_seen_since(desk)),
        terms,
        by: filter.by,
        skip: (page - 1) * PAGE,
        limit,
        ..PeopleAsk::default()
    };
    let (people, total) = desk.house.records.people(&desk.sight, &ask, desk.now).await?;
    Ok(Lines { people, total, page })
}
