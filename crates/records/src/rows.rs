//! What reading answers with.

use jiff::civil::Date;
use practice::dates::{Happened, Instant};
use practice::ids::{AccountId, AuthorityId, EventId, FileId, PersonId, PostId, StreamId, TeamId, VaultId};
use practice::journal::{Class, Event, Revision};
use practice::notices::NoticeKind;
use practice::people::{Header, Likeness, Status};
use practice::staff::Role;

/// A council as it is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Council {
    /// Which.
    pub authority: AuthorityId,
    /// Its name.
    pub name: String,
    /// Its accent colour as `#rrggbb`.
    pub accent: String,
    /// The telephone number for help; empty where none is set.
    pub help_line: String,
    /// Its logo, where it shows one.
    pub logo: Option<FileId>,
}

/// A team as it is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Team {
    /// Which.
    pub id: TeamId,
    /// Its name.
    pub name: String,
    /// Whether it is a hub.
    pub hub: bool,
    /// Whether it was closed: its name stays, and nobody comes into it any more.
    pub closed: bool,
}

/// A name that a team was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TeamName {
    /// The team.
    pub team: TeamId,
    /// Since when it is called so: when that was written down.
    pub since: Instant,
    /// The name.
    pub name: String,
}

/// A post as it is now, with the revision it was read at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Post {
    /// Which.
    pub id: PostId,
    /// The council.
    pub authority: AuthorityId,
    /// The worker's name.
    pub name: String,
    /// The account that signs in to it.
    pub account: Option<AccountId>,
    /// The team.
    pub team: Option<TeamId>,
    /// What the worker may do.
    pub roles: Vec<Role>,
    /// First day.
    pub from: Date,
    /// Last day, where one is set; of a post that was ended, at the latest the day of that.
    pub to: Option<Date>,
    /// Whether it was ended.
    pub ended: bool,
    /// Whether the account that signs in to it was closed, and nobody was invited since.
    pub closed: bool,
    /// At which number the worker is called; empty where none is written down.
    pub telephone: String,
    /// The revision of the post's stream.
    pub revision: Revision,
}

/// A young person's record, with the revisions asked for, from one snapshot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonRecord {
    /// Everything known, not yet narrowed to the reader's privacy classes.
    pub header: Header,
    /// The revisions of the streams asked for, in the same order.
    pub revisions: Vec<Revision>,
}

/// How a worker works with somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// As their key worker.
    KeyWorker,
    /// As their social worker.
    SocialWorker,
    /// Pulled in to their team.
    PulledIn,
    /// Covering for their key worker, today or later.
    Cover,
}

impl How {
    /// The word in the view.
    pub(crate) fn of(word: &str) -> Option<Self> {
        match word {
            "key_worker" => Some(Self::KeyWorker),
            "social_worker" => Some(Self::SocialWorker),
            "pulled_in" => Some(Self::PulledIn),
            "cover" => Some(Self::Cover),
            _ => None,
        }
    }
}

/// A piece of the work that somebody holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    /// With whom.
    pub person: PersonId,
    /// How.
    pub how: How,
}

/// What others wrote of a young person since somebody last read the story.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct News {
    /// Of whom.
    pub person: PersonId,
    /// How many entries.
    pub entries: i64,
    /// When the newest was written down.
    pub newest: Instant,
}

/// Somebody who is on call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OnCall {
    /// The event that named them; their stream has its id.
    pub event: EventId,
    /// Who.
    pub post: PostId,
    /// For which team's house; absent where it is for every one.
    pub team: Option<TeamId>,
    /// The day on which the first night begins.
    pub from: Date,
    /// The day on which the last night begins.
    pub to: Date,
}

/// One time that a worker went out alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OutAlone {
    /// Which.
    pub stream: StreamId,
    /// Who.
    pub post: PostId,
    /// The account of their post, where it has one.
    pub account: Option<AccountId>,
    /// When they said that they go.
    pub went_at: Instant,
    /// By when they will have said that they are safe.
    pub back_by: Instant,
    /// Since when they were overdue the first time, where they were and something was said of it since.
    pub late_from: Option<Instant>,
    /// When it was said that they are safe.
    pub ended_at: Option<Instant>,
    /// Who said so.
    pub ended_by: Option<PostId>,
}

/// One line of a list of people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonLine {
    /// Who.
    pub person: PersonId,
    /// Everything known, not yet narrowed.
    pub header: Header,
}

/// By what a list of people stands: those who are alike in it by their names, and those
/// of one name by their ids.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum PeopleOrder {
    /// Their names.
    #[default]
    Name,
    /// Their names, the last first.
    NameBackwards,
    /// The name of the team that answers for them; those of no team are last.
    Team,
    /// The same, the last team first; those of no team are last.
    TeamBackwards,
}

/// Which people a list holds, within what the policy lets the asker see.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each narrows the list by itself, in any combination")]
pub struct PeopleAsk {
    /// Those whom a night worker must know of, under the policy of the safety card: on a journey, missing, or
    /// asleep in one of our houses.
    pub tonight: bool,
    /// Only those the asker works with.
    pub mine: bool,
    /// Only those this team is responsible for.
    pub team: Option<TeamId>,
    /// Only with this status.
    pub status: Option<Status>,
    /// Only those missing now.
    pub missing: bool,
    /// Only those who are open and whom nobody has met on this day or since, by what the asker may read.
    pub not_seen_since: Option<Date>,
    /// Only those who sleep in one of our houses and have not died.
    pub in_our_houses: bool,
    /// Only restricted records.
    pub restricted: bool,
    /// Only those of whose workers one has left, and those somebody covers for today or will.
    pub cover: bool,
    /// Only those for whom somebody is to be found today: work of theirs is held by nobody.
    pub waiting: bool,
    /// Only those to whom a goodbye may be owed: another key worker came in the place of one, or the one of now has
    /// left or leaves by this day.
    pub goodbye_by: Option<Date>,
    /// Only those this post works with, or covers for today or later.
    pub worker: Option<PostId>,
    /// Each term must fit: any of the exact keys, or any key that begins so.
    pub terms: Vec<Term>,
    /// By what they stand.
    pub by: PeopleOrder,
    /// After this place of the order, for paging.
    pub skip: i64,
    /// How many at the most.
    pub limit: i64,
}

/// One word of a search, as keys.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Term {
    /// Keys that fit exactly.
    pub exact: Vec<String>,
    /// A key that fits by its beginning.
    pub prefix: Option<String>,
    /// People found through the vault's index, where it was asked; of nobody as many as of somebody.
    pub people: Option<Vec<PersonId>>,
}

/// Which entries of a story.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StoryAsk {
    /// Only these kinds of event (stable names); empty for all.
    pub kinds: Vec<String>,
    /// Only by this actor, as the journal writes it.
    pub actor: Option<String>,
    /// Only of this room: the first part of the kind.
    pub room: Option<String>,
    /// Only before this place, for paging.
    pub before: Option<StoryPlace>,
    /// Only from the beginning of this month or day on, `2026-03` or `2026-03-04`.
    pub since: Option<String>,
    /// Only up to the end of this month or day.
    pub until: Option<String>,
    /// Only what everybody reads who reads the record.
    pub open_only: bool,
    /// How many at the most.
    pub limit: i64,
}

/// A place in the order of a story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoryPlace {
    /// The sort key of when it happened.
    pub happened: String,
    /// When it was written down.
    pub recorded: Instant,
    /// The event.
    pub event: EventId,
}

/// One entry of a story with what was said about it since.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoryEntry {
    /// The entry as it was written.
    pub event: Event,
    /// Corrections and disagreements, oldest first.
    pub about: Vec<Event>,
}

impl StoryEntry {
    /// Its place, for asking what comes after.
    pub fn place(&self) -> StoryPlace {
        StoryPlace {
            happened: self.happened().sort_key(),
            recorded: self.event.recorded,
            event: self.event.id,
        }
    }

    /// When it happened: where that was put right, the right day.
    pub fn happened(&self) -> Happened {
        self.version().happened
    }

    /// The version that stands: the last correction, or the entry itself.
    pub fn version(&self) -> &Event {
        self.about.iter().rfind(|said| said.body.takes_the_place()).unwrap_or(&self.event)
    }

    /// Its privacy class now.
    pub fn class(&self) -> Class {
        self.event.class
    }
}

/// That somebody opened something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// Its id.
    pub id: uuid::Uuid,
    /// The council.
    pub authority: AuthorityId,
    /// Who signed in.
    pub account: AccountId,
    /// In which post.
    pub post: PostId,
    /// Whose record, where it was about one person.
    pub person: Option<PersonId>,
    /// What was opened, in stable words: `story`, `history`, `search`.
    pub what: String,
    /// When.
    pub at: Instant,
}

/// That somebody asked for what is not there or not theirs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusedLook {
    /// Its id.
    pub id: uuid::Uuid,
    /// The council.
    pub authority: AuthorityId,
    /// Who signed in.
    pub account: AccountId,
    /// In which post.
    pub post: PostId,
    /// The identifier as it was asked for; whether it exists is looked up when the audit is read.
    pub asked: String,
    /// What was asked for.
    pub what: String,
    /// When.
    pub at: Instant,
}

/// That something of the record left the system.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaving {
    /// Its id.
    pub id: uuid::Uuid,
    /// The council.
    pub authority: AuthorityId,
    /// Who signed in.
    pub account: AccountId,
    /// In which post.
    pub post: PostId,
    /// Whose record, where it was one person's.
    pub person: Option<PersonId>,
    /// What left, in stable words: `card`, `story`.
    pub what: String,
    /// In which form: `sheet`, `csv`, `text`.
    pub form: String,
    /// Where to: `paper`, `file`, `terminal`.
    pub recipient: String,
    /// What for, in the words of whoever let it out, where they said.
    pub purpose: Option<String>,
    /// SHA-256 of what left.
    pub digest: [u8; 32],
    /// When.
    pub at: Instant,
}

/// A look on its way to be written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Look {
    /// Something was opened.
    Seen(Seen),
    /// Something was asked for that is not there or not theirs.
    Refused(RefusedLook),
}

impl Look {
    pub(crate) fn id(&self) -> uuid::Uuid {
        match self {
            Self::Seen(look) => look.id,
            Self::Refused(look) => look.id,
        }
    }

    pub(crate) fn authority(&self) -> AuthorityId {
        match self {
            Self::Seen(look) => look.authority,
            Self::Refused(look) => look.authority,
        }
    }

    pub(crate) fn account(&self) -> AccountId {
        match self {
            Self::Seen(look) => look.account,
            Self::Refused(look) => look.account,
        }
    }

    pub(crate) fn post(&self) -> PostId {
        match self {
            Self::Seen(look) => look.post,
            Self::Refused(look) => look.post,
        }
    }

    pub(crate) fn what(&self) -> &str {
        match self {
            Self::Seen(look) => &look.what,
            Self::Refused(look) => &look.what,
        }
    }

    pub(crate) fn at(&self) -> Instant {
        match self {
            Self::Seen(look) => look.at,
            Self::Refused(look) => look.at,
        }
    }
}

/// A relative declared by mistake, as its declarer says; it stands until a second person decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withdrawal {
    /// The stream of the declaration.
    pub stream: StreamId,
    /// Who declared it.
    pub account: AccountId,
    /// The young person.
    pub person: PersonId,
    /// Why it is to go.
    pub reason: String,
    /// When it was asked.
    pub asked_at: Instant,
}

/// An emergency opening.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Glass {
    /// The event that recorded it.
    pub event: EventId,
    /// Who opened.
    pub post: PostId,
    /// Whose record; absent where nobody was found.
    pub person: Option<PersonId>,
    /// The reason given first.
    pub reason: String,
    /// When.
    pub opened_at: Instant,
    /// Until when it stays open.
    pub until: Option<Instant>,
    /// Whether somebody else has looked at it.
    pub reviewed: bool,
    /// For whom, where the safety page alone was opened for somebody arriving that night.
    pub arriving: Option<PersonId>,
    /// Whether everybody may know that they have died.
    pub has_died: bool,
    /// The event by which they did.
    pub review: Option<EventId>,
    /// The record's reference; none where nobody was found, or of a record that an adoption closed off.
    pub reference: Option<String>,
}

/// A record that a post has open in an emergency just now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenGlass {
    /// Whose record.
    pub person: PersonId,
    /// Until when.
    pub until: Instant,
    /// Whether it is the safety page alone, for somebody arriving that night.
    pub card_only: bool,
    /// Whether the record is theirs without it, so that they decide who opens it and who works with them.
    pub decides: bool,
    /// Whether they decide who opens it: also where nobody else can any more.
    pub restricts: bool,
}

/// Something a worker has been told of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The event that told them.
    pub event: EventId,
    /// What it is about.
    pub kind: NoticeKind,
    /// The stream of the opening or the case.
    pub about: StreamId,
    /// When they were told.
    pub given_at: Instant,
    /// Whose record, not yet narrowed.
    pub header: Header,
    /// Who opened it, where it is about an opening.
    pub by: Option<PostId>,
    /// Why: the reason of the opening, or why a match is suspected.
    pub words: String,
    /// Whether the safety page alone was opened.
    pub card_only: bool,
}

/// A case of the matching desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatchCase {
    /// Its stream.
    pub stream: StreamId,
    /// The record it is about.
    pub person: PersonId,
    /// The other record.
    pub other: Option<PersonId>,
    /// Why.
    pub why: Likeness,
    /// Whether somebody waits for the answer tonight: nobody does for somebody who has died.
    pub urgent: bool,
    /// Whether it was decided.
    pub decided: bool,
    /// What the council's file says, in the vault.
    pub file_says: Option<VaultId>,
}

/// A case that the matching desk has decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecidedCase {
    /// The record it is about.
    pub person: PersonId,
    /// The other record.
    pub other: Option<PersonId>,
    /// The stream of the case.
    pub stream: StreamId,
    /// Why it was suspected.
    pub why: Likeness,
    /// The event that says what was decided, why, by whom and when.
    pub event: Event,
}

/// The kinds of conflicts that are not decided by everybody who records facts about somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ConflictKinds {
    /// By the matching desk, too: who somebody is.
    pub of_the_desk: &'static [&'static str],
    /// By those alone who may name them: who works with somebody, and so opens their record.
    pub who_works: &'static [&'static str],
}

/// A disagreement between the council's file and a correction made here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// Its stream.
    pub stream: StreamId,
    /// Whose record.
    pub person: PersonId,
    /// The event that stands.
    pub stands: EventId,
    /// The kind of event the file would have made.
    pub kind: String,
    /// What the file says, in the vault.
    pub file_says: VaultId,
}

/// The sealed head of a council's chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// The council.
    pub authority: AuthorityId,
    /// How many events are sealed.
    pub number: i64,
    /// The last link.
    pub chain: Vec<u8>,
}
