//! Reading a story: everything about one young person, newest first.

use super::root::{Rooted, moves_of, rooted};
use crate::people::{Directory, Summary};
use crate::{Desk, No};
use jiff::civil::Date;
use practice::dates::{Happened, Instant};
use practice::ids::{EventId, PersonId, PostId};
use practice::journal::{Actor, Body, CATALOGUE, Class, Event};
use practice::staff::{Permission, thresholds};
use practice::story::{Gaps, questions};
use records::{StoryAsk, StoryEntry, StoryPlace};

/// How many entries one page shows, quiet ones too.
const PAGE: i64 = 80;

/// Which entries.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StoryFilter {
    /// Only of this room.
    pub room: Option<String>,
    /// Only of this kind, by its stable name.
    pub kind: Option<String>,
    /// Only by this worker.
    pub author: Option<PostId>,
    /// Only from the beginning of this month or day on, `2026-03` or `2026-03-04`.
    pub since: Option<String>,
    /// Only up to the end of this month or day.
    pub until: Option<String>,
    /// Only what everybody reads who reads the record: for court, or a review.
    pub open_only: bool,
    /// Only after this place, for the next page.
    pub before: Option<StoryPlace>,
    /// For paper: more on one sheet.
    pub whole: bool,
}

impl StoryFilter {
    /// Whether entries between those that are found may be left out.
    fn leaves_out(&self) -> bool {
        self.room.is_some() || self.kind.is_some() || self.author.is_some() || self.open_only
    }

    /// Where gaps may be drawn among what is found; nowhere when entries between are left out, for
    /// what stands between two of those that are found is not known there. A chosen end or the
    /// next page only says from where the story is read.
    fn gaps(&self, after: i64, until: Option<Date>, next: Option<Happened>) -> Option<Gaps> {
        let from_the_newest = self.until.is_none() && self.before.is_none();
        (!self.leaves_out()).then_some(Gaps { after, until: until.filter(|_| from_the_newest), next })
    }
}

/// One entry, as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its stable link.
    pub event: EventId,
    /// When it happened: where that was put right, the right day.
    pub happened: Happened,
    /// When it happened, as this version of it says.
    pub said_to_have_happened: Happened,
    /// When it was written down.
    pub recorded: Instant,
    /// Whether it was written down more days after it happened than the council lets pass.
    pub late: bool,
    /// Who wrote it.
    pub author: String,
    /// The role it was written in.
    pub role: String,
    /// Its privacy class.
    pub class: Class,
    /// Whether it is folded away among quiet entries.
    pub quiet: bool,
    /// What happened.
    pub body: Body,
    /// Corrections and disagreements, oldest first.
    pub about: Vec<Entry>,
}

/// One page of a story.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// The head of the page.
    pub summary: Summary,
    /// The entries, newest first.
    pub entries: Vec<Entry>,
    /// The months in which there are entries, on this page or another, newest first, as `2026-03`;
    /// none for paper.
    pub months: Vec<String>,
    /// Who wrote any of it that the reader may read, by name; nobody for paper.
    pub authors: Vec<(PostId, String)>,
    /// The kinds of the entries that the reader may read, in the order of the catalogue; none for
    /// paper.
    pub kinds: Vec<&'static str>,
    /// Where the next page begins, when there is more.
    pub more: Option<StoryPlace>,
    /// Where gaps are drawn; absent where entries are left out, so that none can be told of.
    pub gaps: Option<Gaps>,
    /// Names of the teams and workers that entries speak of.
    pub directory: Directory,
}

/// One entry, opened by its stable link.
#[derive(Debug, Clone)]
pub struct OneEntry {
    /// The head of the page.
    pub summary: Summary,
    /// The entry: where the link is one of a correction or a disagreement,
    /// the entry that it is about.
    pub entry: Entry,
    /// Names of the teams and workers that it speaks of.
    pub directory: Directory,
    /// How often it was moved to other readers, for the form that moves it.
    pub moves: i64,
}

/// Reads a page of a story; the look is written down.
pub async fn read(desk: &Desk, person: PersonId, filter: &StoryFilter) -> Result<Sheet, No> {
    desk.must(Permission::ReadStory)?;
    let records = &desk.house.records;
    let Some(record) = records.person(&desk.sight, person, &[], desk.now).await? else {
        return desk.not_found(&person.to_string(), "story").await;
    };
    let limit = if filter.whole { 2_000 } else { PAGE };
    let ask = StoryAsk {
        kinds: filter.kind.iter().cloned().collect(),
        actor: filter.author.map(|post| Actor::Post(post).to_string()),
        room: filter.room.clone(),
        before: filter.before.clone(),
        since: filter.since.clone(),
        until: filter.until.clone(),
        open_only: filter.open_only,
        limit: limit + 1,
    };
    let mut found = records.story(&desk.sight, person, &ask, desk.now).await?;
    let mut offered = Offered::default();
    // A sheet of paper offers nothing to choose from.
    if !filter.whole {
        offered.months = records.story_months(&desk.sight, person, &ask, desk.now).await?;
        offered.authors = records.story_authors(&desk.sight, person, desk.now).await?;
        offered.kinds = in_order(&records.story_kinds(&desk.sight, person, desk.now).await?);
    }
    if found.iter().any(|entry| entry.class() == Class::Restricted) {
        desk.saw_first(Some(person), "story").await?;
    } else {
        desk.saw_record(&record.header, "story").await?;
    }
    let full = found.len() > usize::try_from(limit).unwrap_or(usize::MAX);
    let next = if full { found.pop() } else { None };
    let more = found.last().filter(|_| full).map(StoryEntry::place);
    let directory = Directory::of(desk).await?;
    let entries = found.into_iter().map(|entry| shown(desk, &directory, entry)).collect();
    let summary = Summary::of(desk, &directory, record.header);
    // After a death nobody is late with an entry.
    let until = summary.died.is_none().then(|| desk.now.day());
    let after = desk.words.threshold(&thresholds::GAP_DAYS);
    let gaps = filter.gaps(after, until, next.map(|entry| entry.happened()));
    let Offered { months, authors, kinds } = offered;
    let mut authors: Vec<(PostId, String)> =
        authors.into_iter().map(|post| (post, directory.worker(post))).collect();
    authors.sort_by(|one, other| (&one.1, one.0).cmp(&(&other.1, other.0)));
    Ok(Sheet { summary, entries, months, authors, kinds, more, gaps, directory })
}

/// What there is to choose from.
#[derive(Default)]
struct Offered {
    months: Vec<String>,
    authors: Vec<PostId>,
    kinds: Vec<&'static str>,
}

fn in_order(kinds: &[String]) -> Vec<&'static str> {
    let known = CATALOGUE.iter().map(|entry| entry.kind);
    known.filter(|kind| kinds.iter().any(|found| found == kind)).collect()
}

/// Reads one entry by its stable link.
pub async fn entry(desk: &Desk, event: EventId) -> Result<OneEntry, No> {
    desk.must(Permission::ReadStory)?;
    let read = rooted(desk, event, "entry").await?;
    alone_on_its_page(desk, read).await
}

async fn alone_on_its_page(desk: &Desk, read: Rooted) -> Result<OneEntry, No> {
    let Rooted { found, header, revisions } = read;
    let own = moves_of(found.event.id);
    let moves = revisions.iter().find(|read| read.stream == own).map_or(0, |read| read.number);
    if found.class() == Class::Restricted {
        desk.saw_first(Some(header.person), "entry").await?;
    } else {
        desk.saw_record(&header, "entry").await?;
    }
    let directory = Directory::of(desk).await?;
    let summary = Summary::of(desk, &directory, header);
    Ok(OneEntry { summary, entry: shown(desk, &directory, found), directory, moves })
}

/// The same, for whoever may decide who reads it.
pub async fn entry_to_move(desk: &Desk, event: EventId) -> Result<OneEntry, No> {
    entry(&desk.to_decide(), event).await
}

/// The same, for whoever may correct it: a note whoever writes in the story, and what the council's files told
/// whoever records facts, but nobody who has it open in an emergency alone.
pub async fn entry_to_correct(desk: &Desk, event: EventId) -> Result<OneEntry, No> {
    desk.must(Permission::ReadStory)?;
    let read = rooted(desk, event, "entry").await?;
    if questions(&read.found.event.body).is_empty() {
        return alone_on_its_page(desk, read).await;
    }
    desk.must(Permission::RecordPerson)?;
    entry(&desk.to_decide(), event).await
}

/// Who wrote a version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrote {
    /// Their name.
    pub by: String,
    /// When.
    pub at: Instant,
    /// Whether it was the asker, from another window.
    pub own: bool,
}

/// Who wrote a version that another one clashes with, and when; absent where
/// the asker may not read it.
pub async fn who_wrote(desk: &Desk, event: EventId) -> Result<Option<Wrote>, No> {
    let Some(found) = desk.house.records.entry(&desk.sight, event, desk.now).await? else { return Ok(None) };
    let directory = Directory::of(desk).await?;
    let own = found.event.actor == desk.actor;
    Ok(Some(Wrote { by: directory.actor(found.event.actor), at: found.event.recorded, own }))
}

/// An entry as it is shown, with what was said about it.
pub(crate) fn shown(desk: &Desk, directory: &Directory, found: StoryEntry) -> Entry {
    let happened = found.happened();
    // What somebody else put right makes nobody late who wrote at once.
    let own = if found.version().actor == found.event.actor { happened } else { found.event.happened };
    let about = found.about.into_iter().map(|event| alone(desk, directory, event)).collect();
    let late = is_late(&found.event, own, desk.words.threshold(&thresholds::LATE_DAYS));
    Entry { happened, late, about, ..alone(desk, directory, found.event) }
}

fn alone(desk: &Desk, directory: &Directory, event: Event) -> Entry {
    Entry {
        event: event.id,
        happened: event.happened,
        said_to_have_happened: event.happened,
        recorded: event.recorded,
        late: is_late(&event, event.happened, desk.words.threshold(&thresholds::LATE_DAYS)),
        author: directory.actor(event.actor),
        role: event.role,
        class: event.class,
        quiet: event.body.is_quiet(),
        body: event.body,
        about: Vec::new(),
    }
}

/// Entries from the council's files are no late entries: nobody was slow.
fn is_late(event: &Event, happened: Happened, after_days: i64) -> bool {
    let Some(day) = happened.first_day() else { return false };
    let days = day.until(event.recorded.day()).map_or(0, |span| i64::from(span.get_days()));
    matches!(event.actor, Actor::Post(_)) && days > after_days
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn gaps(filter: &StoryFilter) -> Option<Gaps> {
        filter.gaps(14, "2026-06-16".parse().ok(), None)
    }

    #[test]
    fn the_whole_story_shows_its_gaps_up_to_the_day_of_reading() {
        let whole = gaps(&StoryFilter::default()).unwrap();
        assert_eq!((whole.after, whole.until), (14, "2026-06-16".parse().ok()));
    }

    #[test]
    fn where_entries_are_left_out_no_gap_is_told_of() {
        let room = StoryFilter { room: Some("homes".into()), ..StoryFilter::default() };
        let author = StoryFilter { author: Some(PostId(Uuid::from_u128(1))), ..StoryFilter::default() };
        let kind = StoryFilter { kind: Some("story.note_written".into()), ..StoryFilter::default() };
        let open = StoryFilter { open_only: true, ..StoryFilter::default() };
        for narrowed in [room, author, kind, open] {
            assert_eq!(gaps(&narrowed), None, "{narrowed:?}");
        }
    }

    #[test]
    fn from_a_month_or_a_next_page_on_there_are_gaps_between_entries_and_none_above() {
        let place = StoryPlace {
            happened: "2026-03-04".into(),
            recorded: Instant(0),
            event: EventId(Uuid::from_u128(1)),
        };
        let month = StoryFilter { until: Some("2026-03".into()), ..StoryFilter::default() };
        let older = StoryFilter { before: Some(place), ..StoryFilter::default() };
        for begun in [month, older] {
            assert_eq!(gaps(&begun).map(|gaps| gaps.until), Some(None), "{begun:?}");
        }
    }
}
