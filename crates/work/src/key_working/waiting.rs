//! Who waits for somebody: young people of whose workers one has left or may not
//! work with them any more, and those somebody covers for.

use crate::people::{Directory, PAGE, Summary};
use crate::{Desk, No};
use practice::ids::PostId;
use practice::key_working::Cover;
use practice::people::{Dated, Header, Status};
use practice::staff::Permission;
use records::PeopleAsk;

/// One page of those who wait for somebody or have cover.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CoverList {
    /// The young people, by name; [`Waiting::waits`] says who waits.
    pub people: Vec<Waiting>,
    /// How many there are in all.
    pub total: i64,
    /// Which page this is, from 1.
    pub page: i64,
}

/// A young person in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// Who; [`Summary::waits_for_cover`] says whether nobody acts as key worker today.
    pub who: Summary,
    /// Cover that runs or will, first day first, with the acting worker's name; without cover that falls out.
    pub covers: Vec<(String, Dated<Cover>)>,
    /// Their social worker, where they are there no more.
    pub social_worker: Option<Gone>,
    /// Those pulled in who are there no more.
    pub pulled_in: Vec<Gone>,
}

/// A worker who is there no more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gone {
    /// Their post.
    pub post: PostId,
    /// Their name.
    pub name: String,
    /// Whether they have left; otherwise they may not work with the young person any more.
    pub left: bool,
}

impl Waiting {
    /// Whether somebody is to be found for them today.
    pub fn waits(&self) -> bool {
        self.who.waits_for_cover() || self.social_worker.is_some() || !self.pulled_in.is_empty()
    }
}

/// Lists them, for whoever names key workers, within their reach.
pub async fn cover_list(desk: &Desk, page: i64) -> Result<CoverList, No> {
    desk.must(Permission::AllocateKeyWorker)?;
    let desk = &desk.to_decide();
    let page = page.clamp(1, 10_000);
    let ask = PeopleAsk { cover: true, skip: (page - 1) * PAGE, limit: PAGE, ..PeopleAsk::default() };
    let (lines, total) = desk.house.records.people(&desk.sight, &ask, desk.now).await?;
    let directory = Directory::of(desk).await?;
    let people = lines.into_iter().map(|line| waiting(desk, &directory, line.header)).collect();
    Ok(CoverList { people, total, page })
}

/// For how many young people within reach somebody is to be found today.
pub async fn people_waiting(desk: &Desk) -> Result<i64, No> {
    desk.must(Permission::AllocateKeyWorker)?;
    let desk = &desk.to_decide();
    let ask = PeopleAsk { waiting: true, ..PeopleAsk::default() };
    Ok(desk.house.records.people(&desk.sight, &ask, desk.now).await?.1)
}

/// Somebody in the list: whoever cannot work with them does not cover for anybody either.
fn waiting(desk: &Desk, directory: &Directory, header: Header) -> Waiting {
    let (person, today) = (header.person, desk.now.day());
    let is_out = |post| directory.is_out(person, post);
    let gone = |post: PostId| {
        let left = !directory.works_on(post, today);
        let name = || directory.worker(post);
        (left || is_out(post)).then(|| Gone { post, name: name(), left })
    };
    let shown = desk.narrowed(header.clone());
    let works =
        |cover: &&Dated<Cover>| directory.works_with_on(person, cover.is.post, cover.is.from.max(today));
    let covers = shown.covers_from(today).filter(works);
    let covers = covers.map(|cover| (directory.worker(cover.is.post), cover.clone())).collect();
    let goes_on = shown.status() != Status::SteppedBack;
    let social_worker = shown.social_worker.as_ref().filter(|_| goes_on).and_then(|worker| gone(worker.is));
    let pulled_in = shown.pulled_in.values().filter(|_| goes_on);
    let pulled_in = pulled_in.filter_map(|pulled| gone(pulled.is.post)).collect();
    let who = Summary::of(desk, directory, header);
    Waiting { who, covers, social_worker, pulled_in }
}
