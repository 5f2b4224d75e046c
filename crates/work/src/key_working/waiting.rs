//! Who waits for cover: young people whose key worker, or whoever covers, has
//! left or may not work with them any more, and those somebody covers for.

use crate::people::{Directory, FellOut, PAGE, Summary};
use crate::{Desk, No};
use practice::ids::{PersonId, PostId};
use practice::people::Header;
use practice::staff::Permission;
use records::PeopleAsk;
use std::collections::BTreeSet;

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
    let out = desk.house.records.who_fell_out(desk.sight.authority).await?;
    let people = lines.into_iter().map(|line| waiting(desk, &directory, line.header, &out)).collect();
    Ok(CoverList { people, total, page })
}

/// Somebody in the list: whoever cannot work with them does not cover for anybody either.
fn waiting(
    desk: &Desk,
    directory: &Directory,
    mut header: Header,
    out: &BTreeSet<(PersonId, PostId)>,
) -> Summary {
    let person = header.person;
    let is_out = |post| out.contains(&(person, post));
    let shown = header.clone().shown_to(|class| desk.sight.rights.classes.contains(&class));
    let fell_out = FellOut {
        key_worker: header.key_worker.as_ref().is_some_and(|worker| is_out(worker.is)),
        cover: shown.covers_from(desk.now.day()).any(|cover| is_out(cover.is.post)),
    };
    header.covers.retain(|cover| !is_out(cover.is.post));
    Summary { fell_out, ..Summary::of(desk, directory, header) }
}
