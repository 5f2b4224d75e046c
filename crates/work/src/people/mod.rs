//! Young people: finding, opening, recording, correcting.

mod adopt;
mod adoptions;
mod arrival;
mod break_glass;
mod by_reference;
mod conflicts;
mod could_open;
mod create;
mod directory;
mod find;
mod former;
mod history;
mod likely;
mod list;
mod live_post;
mod matching;
mod open;
mod photo;
mod record;
mod restrict;
mod searches;
mod sent;
mod summary;
mod suspected;
mod who_looked;

pub use adopt::{Adopting, adopt, to_be_adopted};
pub use adoptions::{
    GoesOn, KnownAdoption, adoption, adoptions, adoptions_named_in, name_adoption_workers, undo_adoption,
};
pub use arrival::{Arrival, arrival, open_safety_page};
pub use break_glass::{Emergency, Opened, Opening, break_glass, open_now, opening, openings, review_opening};
pub(crate) use by_reference::by_reference;
pub use conflicts::{
    ConflictCase, ConflictDecision, KeptValue, conflict, conflicts, conflicts_waiting, decide_conflict,
};
pub(crate) use could_open::{could_open, could_open_unless_sent, is_read_by_somebody};
pub use could_open::{who_can_be_named, who_can_cover, who_opens_records};
pub use create::{NewPerson, create, number_field};
pub use directory::Directory;
pub use find::{Query, find};
pub use history::{AsKnown, as_known_on, known_to_operator};
pub use likely::{Likely, likely};
pub use list::{Filter, LastSeen, List, PAGE, list};
pub(crate) use live_post::{is_here, live_post};
pub use matching::{
    Case, Decided, Decision, Settling, Side, decide_match, decided_matches, match_case, match_cases,
    matches_waiting,
};
pub use open::{PersonPage, Reach, StandsAt, contact_values, name_of, open, open_card, open_to_decide};
pub use photo::{NewPhoto, Shown, photo, record_photo, remove_photo};
pub(crate) use record::contact_value;
pub use record::{Fact, Recording, record};
pub use records::{OpenGlass, PeopleOrder, Post};
pub use restrict::{
    RestrictedRecord, Restricting, lift_restriction, restrict, restricted_to_nobody,
    restricted_to_nobody_waiting, restrictions, review_restriction, to_restrict,
};
pub use searches::{forget_tried, keep_search, keep_tried, kept_search, tried};

pub(crate) use searches::forget_searches;
pub(crate) use sent::{
    moved_since, nothing_unless_sent, or_sent, person_of, person_unless_sent, unless_sent,
};
pub use summary::{FellOut, Summary};
pub use who_looked::{Left, Look, Looked, Tried, looks_at, looks_at_reference, looks_by, refused_looks};
