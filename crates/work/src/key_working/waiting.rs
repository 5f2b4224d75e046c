//! Who waits for cover: young people whose key worker has left or may not work
//! with them any more, and those somebody covers for.

use crate::people::{Directory, PAGE, Summary};
use crate::{Desk, No};
use practice::staff::Permission;
use records::PeopleAsk;

/// One page of those who wait for cover or have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CoverList {
    /// The young people, by name; [`Summary::waits_for_cover`] says who waits.
    pub people: Vec<Summary>,
    /// How many there are in all.
    pub total: i64,
    /// Which page this is, from 1.
    pub page: i64,
}

/// Lists them, for whoever names key workers, within their reach.
pub async fn cover_list(desk: &Desk, page: i64) -> Result<CoverList, No> {
    desk.must(Permission::AllocateKeyWorker)?;
    let page = page.clamp(1, 10_000);
    let ask = PeopleAsk { cover: true, skip: (page - 1) * PAGE, limit: PAGE, ..PeopleAsk::default() };
    let (lines, total) = desk.house.records.people(&desk.sight, &ask, desk.now).await?;
    let directory = Directory::of(desk).await?;
    let related = desk.house.records.related_to_their_key_worker(desk.sight.authority).await?;
    let people = lines
        .into_iter()
        .map(|line| {
            let key_worker_out = related.contains(&line.header.person);
            Summary { key_worker_out, ..Summary::of(desk, &directory, line.header) }
        })
        .collect();
    Ok(CoverList { people, total, page })
}
