//! What is written down: the journal, its views, both engines.
//!
//! The store is written once (`store/`) and compiled for each engine; this
//! file is the one door to it. Nothing here decides anything.
#![expect(clippy::duplicate_mod, reason = "the store is written once and compiled for each engine")]

mod accounts;
mod append;
mod columns;
mod error;
mod files;
mod jobs;
mod keys;
mod looks;
mod postgres;
mod rows;
mod seal;
mod sqlite;
mod tables;
mod vault;
mod verify;

pub use accounts::*;
pub use append::{Append, Appended, FileParts, OutWords, RequestKey, SignInChange, VaultValue, Writing};
pub use error::Error;
pub use files::{FileRandom, pack};
pub use jobs::{Job, TakenJob, Task, WaitingJob};
pub use keys::Keys;
pub use looks::Noting;
pub use rows::*;
pub use vault::{VaultRandom, lookup_of, put_away};
pub use verify::{Finding, Report};

use jiff::civil::Date;
use practice::dates::Instant;
use practice::ids::{
    AccountId, ActId, AuthorityId, EventId, FileId, PersonId, PostId, StreamId, TeamId, VaultId,
};
use practice::journal::{Event, Revision};
use practice::key_working::InTouch;
use practice::people::{Header, Likeness};
use practice::staff::Sight;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;
use std::sync::Arc;
use uuid::Uuid;

/// An open database, on either engine.
#[derive(Clone)]
pub struct Records {
    engine: EngineStore,
    keys: Arc<Keys>,
    looks: Arc<looks::Looks>,
}

#[derive(Clone)]
enum EngineStore {
    Sqlite(sqlite::store::Store),
    Postgres(postgres::store::Store),
}

impl std::fmt::Debug for Records {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Records").field("engine", &self.engine_name()).finish_non_exhaustive()
    }
}

impl EngineStore {
    async fn note_looks(&self, looks: Vec<Look>) -> Result<(), Error> {
        match self {
            Self::Sqlite(store) => store.note_looks(looks).await,
            Self::Postgres(store) => store.note_looks(looks).await,
        }
    }
}

macro_rules! on {
    ($records:expr, $store:ident => $answer:expr) => {
        match &$records.engine {
            EngineStore::Sqlite($store) => $answer,
            EngineStore::Postgres($store) => $answer,
        }
    };
}
use on;

/// Declares methods that both engines' stores answer.
macro_rules! both {
    ($($(#[$doc:meta])* fn $name:ident($($arg:ident: $type:ty),*) -> $answer:ty;)*) => {
        impl Records {
            $($(#[$doc])* pub async fn $name(&self, $($arg: $type),*) -> Result<$answer, Error> {
                // Boxed: what a store holds while it waits would make every caller's future as large.
                on!(self, store => Box::pin(store.$name($($arg),*)).await)
            })*
        }
    };
}

both! {
    /// Applies one act whole, or refuses it; answers after it is on disk.
    fn append(append: Append) -> Appended;
    /// Applies several acts in one transaction: all of them, or none.
    fn append_all(acts: Vec<Append>) -> Vec<Appended>;
    /// Seals every visible unsealed event; answers how many. `thorough` looks
    /// at the whole journal for late ones, which a start does and a second need not.
    fn seal(holder: Uuid, now: Instant, thorough: bool) -> u64;
    /// Signs every head with the next seal key and puts it in the place of the one before; answers how
    /// many heads there are. Nobody else may be sealing: they would sign with the key of before.
    fn change_seal_key(now: Instant) -> u64;
    /// The sealed heads of all councils.
    fn heads() -> Vec<Head>;
    /// The value behind a reference; absent where it was lawfully erased.
    fn vault_value(authority: AuthorityId, id: VaultId) -> Option<String>;
    /// The values behind several references, for the importer; absent where erased.
    fn vault_values(authority: AuthorityId, ids: &[VaultId]) -> HashMap<VaultId, Option<String>>;
    /// The bytes of a file; absent where it was lawfully erased.
    fn file(authority: AuthorityId, id: FileId) -> Option<Vec<u8>>;
    /// Carries out a lawful erasure: writes the act with its tombstones, and
    /// takes the content of every entry they name, with the values of the
    /// vault that no other entry names. Refuses what would open a record or
    /// an entry to more people. End by sealing: `verify` believes only a
    /// sealed tombstone.
    fn erase(act: Append) -> Appended;
    /// Queues jobs that follow from no act; answers how many were not queued before.
    fn queue(authority: AuthorityId, jobs: Vec<Job>) -> u64;
    /// Takes the job that has been due longest and holds it until a moment; absent where none is due.
    fn take_job(holder: Uuid, now: Instant, until: Instant) -> Option<TakenJob>;
    /// Holds a job longer; false where somebody else has taken it since.
    fn hold_job(job: Uuid, holder: Uuid, until: Instant) -> bool;
    /// Notes that a job is done; false where somebody else has taken it since.
    fn finish_job(job: Uuid, holder: Uuid, now: Instant) -> bool;
    /// Puts a job back until a moment, with what stood in the way where something did; false where
    /// somebody else has taken it since.
    fn put_job_off(job: Uuid, holder: Uuid, until: Instant, trouble: Option<String>) -> bool;
    /// The jobs that are not done, the one due longest first.
    fn jobs_waiting() -> Vec<WaitingJob>;
    /// Forgets jobs done before a moment, and with them that they were queued; answers how many.
    fn forget_jobs(before: Instant) -> u64;
    /// Makes all views anew from the journal, beside the work that goes on;
    /// answers how many events it read.
    fn rebuild() -> u64;
    /// The views whose fold this release changed and that were not folded anew yet.
    fn stale_views() -> Vec<&'static str>;
    /// The same for the views whose fold this release changed.
    fn fold_anew() -> u64;
    /// A record the asker may open, with the revisions of some streams from
    /// the same snapshot; absent where it is not there or not theirs.
    fn person(sight: &Sight, person: PersonId, streams: &[StreamId], now: Instant) -> Option<PersonRecord>;
    /// The same for the safety card.
    fn card(sight: &Sight, person: PersonId, now: Instant) -> Option<PersonRecord>;
    /// A record that an adoption closed off, for those who may know of it.
    fn adoption(sight: &Sight, person: PersonId, streams: &[StreamId], now: Instant) -> Option<PersonRecord>;
    /// Whose adoptions the asker may know of.
    fn adoptions(sight: &Sight, now: Instant) -> Vec<PersonId>;
    /// The people of a list in the order of their names, and how many there are.
    fn people(sight: &Sight, ask: &PeopleAsk, now: Instant) -> (Vec<PersonLine>, i64);
    /// Entries of a story, newest first, each with what was said about it.
    fn story(sight: &Sight, person: PersonId, ask: &StoryAsk, now: Instant) -> Vec<StoryEntry>;
    /// The months in which a story has entries, `2026-03`, newest first, as `ask` narrows it,
    /// wherever its page begins. Entries without a month count for none.
    fn story_months(sight: &Sight, person: PersonId, ask: &StoryAsk, now: Instant) -> Vec<String>;
    /// The workers who wrote entries of a story that the asker may read.
    fn story_authors(sight: &Sight, person: PersonId, now: Instant) -> Vec<PostId>;
    /// The kinds of the entries of a story that the asker may read, in no order.
    fn story_kinds(sight: &Sight, person: PersonId, now: Instant) -> Vec<String>;
    /// When somebody was last in touch with a young person, by what the asker may read.
    fn in_touch(sight: &Sight, person: PersonId, now: Instant) -> InTouch;
    /// The days since one on which somebody met a young person, in order, by what the asker may read.
    fn met_since(sight: &Sight, person: PersonId, since: Date, now: Instant) -> Vec<Date>;
    /// When each of some young people was last met, by what the asker may read; nothing of a record that is not theirs.
    fn last_met(sight: &Sight, people: &[PersonId], now: Instant) -> BTreeMap<PersonId, Date>;
    /// What was written down of some young people after one moment and up to another, by what the asker may read, in the
    /// order of writing; nothing of a record that is not theirs, and nothing that the story folds away.
    fn told_between(sight: &Sight, people: &[PersonId], spell: (Instant, Instant), now: Instant) -> Vec<Event>;
    /// Who is on call in a council on a night or later, first night first.
    fn on_call_from(authority: AuthorityId, night: Date) -> Vec<OnCall>;
    /// Whoever of a council is out alone and overdue at a moment, and whoever is out alone with an account; the one
    /// to be back first stands first. For the head of every page.
    fn out_to_watch(authority: AuthorityId, account: AccountId, now: Instant) -> Vec<OutAlone>;
    /// Whoever of a council is out alone, and whoever was overdue since a moment; the latest first.
    fn out_alone_since(authority: AuthorityId, since: Instant) -> Vec<OutAlone>;
    /// One time that somebody of a council went out alone.
    fn out_alone(authority: AuthorityId, stream: StreamId) -> Option<OutAlone>;
    /// The encrypted words that somebody left behind who is not back yet.
    fn out_words(authority: AuthorityId, stream: StreamId) -> Option<Vec<u8>>;
    /// One entry of a story, with what was said about it.
    fn entry(sight: &Sight, event: EventId, now: Instant) -> Option<StoryEntry>;
    /// Every event of a record the asker may open, in the order in which they were written.
    fn events_of(sight: &Sight, person: PersonId, now: Instant) -> Option<Vec<Event>>;
    /// The events of several people, for the importer: by council, not by reach.
    fn events_of_all(people: &[PersonId]) -> BTreeMap<PersonId, Vec<Event>>;
    /// Every name that was recorded of anybody of a council, corrected ones too, for the importer.
    fn names_recorded(authority: AuthorityId) -> Vec<Event>;
    /// Whose record has a key that begins so, for the importer and the matching desk.
    fn keys_like(authority: AuthorityId, prefix: &str) -> Vec<(String, PersonId)>;
    /// Whom an act was about, for a form that was sent twice.
    fn person_of_act(act: ActId) -> Option<PersonId>;
    /// The reference of a record, for those who look after who looks; none of one that is closed off.
    fn reference_of(person: PersonId) -> Option<String>;
    /// A record for the matching desk and for those who look after who looks: by council, not by
    /// reach; never a declared relative's and never a sealed one.
    fn header_for_desk(sight: &Sight, person: PersonId) -> Option<Header>;
    /// The references of restricted records that name none of some posts, a declared relative's aside.
    fn restricted_to_none_of(sight: &Sight, posts: &[PostId], now: Instant) -> Vec<(PersonId, String)>;
    /// Whether a restricted record is open to one of these posts by name.
    fn restriction_names(posts: &[PostId]) -> bool;
    /// Whom an emergency may open: all terms fit, in the asker's council, no
    /// declared relative, not sealed, restricted only where the asker may.
    fn for_emergency(sight: &Sight, terms: &[Term], may_restricted: bool) -> Vec<PersonId>;
    /// The revisions of some streams; 0 where there is no event yet.
    fn revisions(streams: &[StreamId]) -> Vec<Revision>;
    /// Every council, by name.
    fn councils() -> Vec<Council>;
    /// The teams of a council, by name.
    fn teams(authority: AuthorityId) -> Vec<Team>;
    /// Every name that a council's teams were given, each team's in the order in which they were given.
    fn team_names(authority: AuthorityId) -> Vec<TeamName>;
    /// The posts of a council, by name.
    fn posts(authority: AuthorityId) -> Vec<Post>;
    /// The posts one account may act in.
    fn posts_of(account: AccountId) -> Vec<Post>;
    /// One post.
    fn post(post: PostId) -> Option<Post>;
    /// The council's own words, lists and thresholds, and the revision they are at.
    fn words(authority: AuthorityId) -> (BTreeMap<String, String>, Revision);
    /// Every event of one of the council's own streams (its words, a team, a post), oldest first.
    fn service_events(authority: AuthorityId, stream: StreamId) -> Vec<Event>;
    /// Declarations of relatives that are to go, oldest first.
    fn withdrawals(authority: AuthorityId) -> Vec<Withdrawal>;
    /// Whether an account has declared a young person a relative, and it stands.
    fn is_relative(account: AccountId, person: PersonId) -> bool;
    /// The young people of a council with each of their relatives' posts that is
    /// of somebody who works with them, or has been named to cover.
    fn who_fell_out(authority: AuthorityId) -> BTreeSet<(PersonId, PostId)>;
    /// The accounts that have declared a young person a relative.
    fn relatives_of(person: PersonId) -> Vec<AccountId>;
    /// The posts of a young person's key worker and of whoever covers, today or later.
    fn who_works_with(person: PersonId, now: Instant) -> Vec<PostId>;
    /// The young people of a council who are declared relatives of an account.
    fn relatives_declared_of(authority: AuthorityId, account: AccountId) -> Vec<PersonId>;
    /// The undecided cases of the matching desk that the asker may decide, urgent ones first; or the
    /// one with this stream, decided or not, if it is theirs.
    fn match_cases(sight: &Sight, only: Option<StreamId>) -> Vec<MatchCase>;
    /// The undecided likely matches of a record whose safety pages the asker may open, at most so many,
    /// each with why it is likely.
    fn likely_matches(sight: &Sight, person: PersonId, may_restricted: bool, most: i64)
        -> Vec<(PersonId, Likeness)>;
    /// Cases of the matching desk that were decided, the latest first, and how many there are: of those
    /// that the asker might have decided, or of the one with this stream.
    fn decided_matches(sight: &Sight, only: Option<StreamId>, skip: i64, limit: i64)
        -> (Vec<DecidedCase>, i64);
    /// Whose the events and streams with these ids are, for those who look after who looks.
    fn whose(authority: AuthorityId, ids: &[Uuid]) -> HashMap<Uuid, PersonId>;
    /// Writes down what is about to leave; answers after it is on disk.
    fn note_leaving(leaving: Leaving) -> ();
    /// What of a record left, newest first.
    fn left_of(authority: AuthorityId, person: PersonId, limit: i64) -> Vec<Leaving>;
    /// What a worker let out, newest first.
    fn left_by(authority: AuthorityId, post: PostId, limit: i64) -> Vec<Leaving>;
    /// What the asker has been told of and not read, newest first, about records that are theirs.
    fn notices(sight: &Sight, limit: i64, now: Instant) -> Vec<Notice>;
    /// How many those are.
    fn notices_waiting(sight: &Sight, now: Instant) -> i64;
    /// How many cases of the matching desk wait that the asker may decide.
    fn matches_waiting(sight: &Sight, urgent_only: bool) -> i64;
    /// The undecided conflicts of imports that the asker may decide, some kinds of which are not for
    /// everybody; or the one with a stream if it is such.
    fn conflicts(
        sight: &Sight,
        kinds: &ConflictKinds,
        only: Option<StreamId>,
        now: Instant
    ) -> Vec<Conflict>;
    /// How many those are.
    fn conflicts_waiting(sight: &Sight, kinds: &ConflictKinds, now: Instant) -> i64;
    /// Keeps that a worker has read a notice; false where they were not told of any such thing.
    fn read_notice(post: PostId, notice: EventId, now: Instant) -> bool;
    /// Whose safety pages the asker has open for somebody arriving tonight.
    fn safety_pages_open(sight: &Sight, arriving: PersonId, now: Instant) -> Vec<PersonId>;
    /// What a post has open in an emergency, the longest last.
    fn open_glasses(sight: &Sight, now: Instant) -> Vec<OpenGlass>;
    /// The records of everybody open in a council who lives: for counting, never for showing.
    fn headers_to_count(authority: AuthorityId) -> Vec<Header>;
    /// Emergency openings since a moment, and earlier ones that nobody has looked at, newest first;
    /// never of a declared relative of the asker's.
    fn glasses(sight: &Sight, since: Instant, only: Option<EventId>) -> Vec<Glass>;
    /// The account of an e-mail address in small letters.
    fn account_by_email(email: &str) -> Option<Account>;
    /// One account.
    fn account(account: AccountId) -> Option<Account>;
    /// The accounts that have a post in a council, ended ones too, by address.
    fn accounts_in(authority: AuthorityId) -> Vec<Account>;
    /// The account of an e-mail address, made with this id where there is none.
    fn make_account(id: AccountId, email: &str, now: Instant) -> AccountId;
    /// Keeps a password (a PHC string).
    fn set_password(account: AccountId, password: String) -> ();
    /// Keeps a password and ends every session but one, with why and when; both or neither.
    fn change_password(account: AccountId, password: String, but: SessionId, ending: (&'static str, Instant)) -> ();
    /// Uses a link up, keeps the password chosen with it and ends every session, with why and when; false, and
    /// nothing of it, where the link opens nothing.
    fn choose_password(link: ([u8; 32], String), account: AccountId, password: String, ending: (&'static str, Instant)) -> bool;
    /// Who is invited to a post of a council and can take it up still.
    fn invitations(authority: AuthorityId, now: Instant) -> BTreeMap<PostId, Account>;
    /// Keeps a link, once; with `replacing`, earlier ones of its purpose for the same post, or else account, open nothing any more.
    fn make_link(link: Link, replacing: bool, now: Instant) -> ();
    /// What a link opens, without using it up.
    fn link(digest: [u8; 32], now: Instant) -> Option<Link>;
    /// Uses a link up; false where it opens nothing.
    fn use_link(link: ([u8; 32], String), now: Instant) -> bool;
    /// Lets somebody in whole; false, with nothing written, where the link or the proof was used before.
    fn let_in(entry: Entry) -> bool;
    /// Keeps a confirmed second step whole; false, with nothing written, where the link was used
    /// before or another second step stands already.
    fn set_second_step(second: SecondStep) -> bool;
    /// When the accounts of a council last signed in to a post of it.
    fn last_sign_ins(authority: AuthorityId) -> BTreeMap<AccountId, Instant>;
    /// Keeps new recovery codes in place of all before.
    fn renew_recovery(account: AccountId, digests: &[[u8; 32]]) -> ();
    /// How many recovery codes an account has left.
    fn recovery_left(account: AccountId) -> i64;
    /// The session of a cookie, ended ones too.
    fn session(digest: [u8; 32]) -> Option<SessionRow>;
    /// The sessions of an account that nobody ended and that began after a moment, newest first.
    fn sessions_of(account: AccountId, since: Instant) -> Vec<SessionRow>;
    /// Notes that something was done in a session that is neither locked nor ended.
    fn touch_session(session: SessionId, now: Instant) -> ();
    /// Locks a session until its person proves again who they are.
    fn lock_session(session: SessionId, now: Instant) -> ();
    /// Notes that the person proved again who they are, which unlocks the session.
    fn verify_session(session: SessionId, now: Instant) -> ();
    /// Chooses the post a session acts in.
    fn set_session_post(session: SessionId, post: PostId) -> ();
    /// Ends one session of an account; false where there is none to end. The first reason stands.
    fn end_session(account: AccountId, session: SessionId, why: &'static str, now: Instant) -> bool;
    /// Ends every session of an account but one; answers how many.
    fn end_sessions(account: AccountId, but: Option<SessionId>, why: &'static str, now: Instant) -> u64;
    /// Reads remembered tries and writes what `change` makes of them, in one transaction;
    /// answers what was read. Tries from before `forgotten` go.
    fn change_tries(subjects: &[String], forgotten: Instant, change: ChangeTries) -> Vec<Tries>;
    /// Keeps a draft in place of the one before.
    fn save_draft(draft: SealedDraft) -> ();
    /// Keeps a draft, unless one stands that was typed in another window than this one and is not what it was
    /// opened with, or one that was saved after a moment; answers since when that one stands.
    fn save_draft_of_window(draft: SealedDraft, opened_with: Option<Instant>, not_after: Option<Instant>) -> Option<Instant>;
    /// The draft of one form.
    fn draft(account: AccountId, authority: AuthorityId, form: &str) -> Option<SealedDraft>;
    /// What an account keeps in a council under names that begin so, newest first.
    fn drafts(account: AccountId, authority: AuthorityId, prefix: &str) -> Vec<SealedDraft>;
    /// How many things an account keeps in a council under names that begin so.
    fn drafts_waiting(account: AccountId, authority: AuthorityId, prefix: &str) -> i64;
    /// Throws away what anybody kept before a moment under names that begin so; answers how much.
    fn clear_drafts(prefix: &str, before: Instant) -> u64;
    /// What anybody keeps in forms about one person, the latest first.
    fn drafts_about(authority: AuthorityId, person: PersonId) -> Vec<KeptDraft>;
    /// Who saved words in one form since a moment, the latest first.
    fn drafts_of_form(authority: AuthorityId, form: &str, since: Instant) -> Vec<KeptDraft>;
    /// Throws a draft away.
    fn discard_draft(account: AccountId, authority: AuthorityId, form: &str) -> ();
    /// Throws a draft away that was typed in this window or is what it was opened with; another stays.
    fn discard_draft_of_window(account: AccountId, authority: AuthorityId, form: &str, window: Option<Uuid>, opened_with: Option<Instant>) -> ();
    /// One of the installation's own settings.
    fn installation(key: &str) -> Option<String>;
    /// Keeps one of the installation's own settings.
    fn set_installation(key: &str, value: &str) -> ();
    /// How many young people on a journey a team answers for, or sleep there.
    fn people_in_team(authority: AuthorityId, team: TeamId) -> i64;
    /// Whom a post works with and how, by name: the work that somebody holds. Nobody who has died,
    /// whose record is closed off, or, but for a key worker, with whom the service has stepped back.
    fn work_of(authority: AuthorityId, post: PostId, now: Instant) -> Vec<Held>;
}

impl Records {
    /// Opens the embedded database of a data folder, making it where there is none.
    pub async fn open_sqlite(folder: &Path, keys: Arc<Keys>) -> Result<Self, Error> {
        let engine = sqlite::Engine::open(folder).await?;
        let store = sqlite::store::Store { engine, keys: Arc::clone(&keys) };
        Self::on(EngineStore::Sqlite(store), folder, keys)
    }

    /// Connects to a PostgreSQL database. The data folder holds what must be
    /// on this machine: the reserve for looks.
    pub async fn open_postgres(url: &str, folder: &Path, keys: Arc<Keys>) -> Result<Self, Error> {
        let engine = postgres::Engine::open(url).await?;
        let store = postgres::store::Store { engine, keys: Arc::clone(&keys) };
        Self::on(EngineStore::Postgres(store), folder, keys)
    }

    fn on(engine: EngineStore, folder: &Path, keys: Arc<Keys>) -> Result<Self, Error> {
        let looks = Arc::new(looks::Looks::begin(engine.clone(), folder)?);
        Ok(Self { engine, keys, looks })
    }

    /// `SQLite` or `PostgreSQL`.
    pub fn engine_name(&self) -> &'static str {
        match &self.engine {
            EngineStore::Sqlite(_) => "SQLite",
            EngineStore::Postgres(_) => "PostgreSQL",
        }
    }

    /// The installation's keys.
    pub fn keys(&self) -> &Arc<Keys> {
        &self.keys
    }

    /// Whether writing works, as far as the last attempt tells.
    pub fn is_well(&self) -> bool {
        on!(self, store => store.engine.is_well())
    }

    /// Who has an address with this postcode, or this telephone number; shielded ones are never found.
    pub async fn people_found_by(
        &self,
        authority: AuthorityId,
        found_by: &str,
    ) -> Result<Vec<PersonId>, Error> {
        let lookup = lookup_of(&self.keys, authority, found_by)?;
        let people = on!(self, store => store.vault_lookup(authority, lookup).await)?;
        Ok(people.into_iter().map(PersonId).collect())
    }

    /// Writes a look down: at most a second later, or first where `how` says so.
    /// [`Error::NotWrittenDown`] where neither the database nor the reserve takes it.
    pub async fn note(&self, look: Look, how: Noting) -> Result<(), Error> {
        self.looks.write(look, how).await
    }

    /// How many looks the database has not taken yet and are kept elsewhere.
    pub fn looks_behind(&self) -> usize {
        self.looks.behind()
    }

    /// What others wrote of those whom the asker works with since the asker last read the story, and not before a
    /// moment, by what the asker may read; the newest first.
    pub async fn news(&self, sight: &Sight, since: Instant, now: Instant) -> Result<Vec<News>, Error> {
        self.looks.settle().await;
        on!(self, store => store.news(sight, since, now).await)
    }

    /// Who looked at a record, newest first.
    pub async fn seen_of(
        &self,
        authority: AuthorityId,
        person: PersonId,
        limit: i64,
    ) -> Result<Vec<Seen>, Error> {
        self.looks.settle().await;
        on!(self, store => store.seen_of(authority, person, limit).await)
    }

    /// What a worker looked at, newest first.
    pub async fn seen_by(
        &self,
        authority: AuthorityId,
        post: PostId,
        limit: i64,
    ) -> Result<Vec<Seen>, Error> {
        self.looks.settle().await;
        on!(self, store => store.seen_by(authority, post, limit).await)
    }

    /// What a worker asked for that was not there or not theirs, newest first.
    pub async fn refused_by(
        &self,
        authority: AuthorityId,
        post: PostId,
        limit: i64,
    ) -> Result<Vec<RefusedLook>, Error> {
        self.looks.settle().await;
        on!(self, store => store.refused_by(authority, post, limit).await)
    }

    /// What anybody asked for in vain, newest first.
    pub async fn refused_in(&self, authority: AuthorityId, limit: i64) -> Result<Vec<RefusedLook>, Error> {
        self.looks.settle().await;
        on!(self, store => store.refused_in(authority, limit).await)
    }

    /// Who asked in vain for something by one of these identifiers, newest first.
    pub async fn refused_of(
        &self,
        authority: AuthorityId,
        asked: &[String],
        limit: i64,
    ) -> Result<Vec<RefusedLook>, Error> {
        self.looks.settle().await;
        on!(self, store => store.refused_of(authority, asked, limit).await)
    }

    /// Writes down the looks that still wait, waits for writes under way and
    /// closes the database.
    pub async fn close(&self) {
        self.looks.close().await;
        on!(self, store => store.engine.close().await);
    }
}
