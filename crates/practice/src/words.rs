//! The words of the service: every word a council may make its own stands here
//! once, with its key and its default. Pages take words from here and nowhere
//! else; entries keep the words they were written with.

use crate::journal::Class;
use crate::people::Status;

/// A word that a council may make its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// Its stable key.
    pub key: &'static str,
    /// What stands there where the council has said nothing.
    pub usual: &'static str,
    /// Where it is read, for whoever changes it.
    pub about: &'static str,
}

macro_rules! words {
    ($($name:ident = $key:literal $usual:literal $about:literal;)*) => {
        $(#[doc = $about] pub const $name: Word = Word { key: $key, usual: $usual, about: $about };)*

        /// All of them, in the order of the page that changes them.
        pub const WORDS: &[Word] = &[$($name,)*];
    };
}

words! {
    KEY_WORKER = "word.key_worker" "Key worker" "The one worker who stays";
    SOCIAL_WORKER = "word.social_worker" "Social worker" "The worker who holds the statutory case";
    RESPONSIBLE_TEAM = "word.responsible_team" "Responsible team" "The one team that answers for a young person";
    STAYING_TONIGHT = "word.staying_tonight" "Staying tonight" "Where somebody sleeps";
    ALERT = "word.alert" "Alert" "What to be careful about";
    STATUS_KNOWN = "status.known" "Only known" "On the record, with no journey open";
    STATUS_OPEN = "status.open" "Open" "On a journey with a key worker";
    STATUS_STEPPED_BACK = "status.stepped_back" "Stepped back" "Key working has ended, agreed by both";
    CLASS_STORY = "class.story" "Everybody who works with them" "Who may read an ordinary entry";
    CLASS_FAMILY = "class.family" "Those who also work with the family" "Who may read entries about family";
    CLASS_POLICE = "class.police" "Those who may read police information" "Who may read police entries";
    CLASS_CLINICAL = "class.clinical" "Psychologists and therapists" "Who may read clinical entries";
    CLASS_RESTRICTED = "class.restricted" "Managers, as restricted" "Who may read restricted entries";
    CLASS_MANAGEMENT = "class.management" "Managers, about how the service is run" "Who may read entries about the service";
    PAGE_HOME = "page.home" "My day" "The first page, in the navigation";
    PAGE_NUMBERS = "page.numbers" "Numbers" "Numbers that name nobody, in the navigation";
    PAGE_PEOPLE = "page.people" "Young people" "The list of young people, in the navigation";
    PAGE_FIND = "page.find" "Find somebody" "The search, in the navigation";
    PAGE_TONIGHT = "page.tonight" "Tonight" "Who is where tonight, in the navigation";
    PAGE_COVER = "page.cover" "Cover" "Cover for key workers, in the navigation";
    PAGE_IMPORT = "page.import" "Import" "The council’s files, in the navigation";
    PAGE_MATCHING = "page.matching" "Matching desk" "Suspected matches, in the navigation";
    PAGE_STAFF = "page.staff" "Staff and teams" "Posts, teams and accounts, in the navigation";
    PAGE_WORDS = "page.words" "Words and lists" "This page, in the navigation";
    PAGE_LOOKS = "page.looks" "Who looked" "Who opened which record, in the navigation";
    PAGE_RELATIVES = "page.relatives" "Relatives" "Relatives declared by mistake, in the navigation";
    PAGE_OPENINGS = "page.openings" "Emergency openings" "What was opened in an emergency, in the navigation";
    SECTION_STORY = "section.story" "Story" "The timeline of one young person";
    SECTION_RECORD = "section.record" "Record" "Who one young person is";
    SECTION_REACH = "section.reach" "How to reach" "Addresses and numbers of one young person";
    SECTION_TEAM = "section.team" "Team around" "Who works with one young person";
    SECTION_CARD = "section.card" "Safety card" "What a night worker needs, on one sheet";
    SECTION_HISTORY = "section.history" "History" "A record as it was known on a day";
    SECTION_RESTRICT = "section.restrict" "Who may open it" "To whom a record is restricted";
    SECTION_LOOKS = "section.looks" "Who looked" "Who opened one record";
    ROOM_STORY = "room.story" "Notes" "A kind of entry in the story";
    ROOM_PEOPLE = "room.people" "Who they are" "A kind of entry in the story";
    ROOM_KEY_WORKING = "room.key_working" "Key working" "A kind of entry in the story";
    ROOM_SPECIALISTS = "room.specialists" "Specialists" "A kind of entry in the story";
    ROOM_HOMES = "room.homes" "Homes" "A kind of entry in the story";
    ROOM_SAFETY = "room.safety" "Missing" "A kind of entry in the story";
    ROOM_PLANS = "room.plans" "Plans and reviews" "A kind of entry in the story";
    ROOM_OUTCOMES = "room.outcomes" "Health and outcomes" "A kind of entry in the story";
    ROOM_HUBS = "room.hubs" "Teams" "A kind of entry in the story";
}

/// The word for how far the service has come with somebody.
pub fn of_status(status: Status) -> Word {
    match status {
        Status::Known => STATUS_KNOWN,
        Status::Open => STATUS_OPEN,
        Status::SteppedBack => STATUS_STEPPED_BACK,
    }
}

/// The words for who may read entries of a class.
pub fn of_class(class: Class) -> Word {
    match class {
        Class::Story => CLASS_STORY,
        Class::Family => CLASS_FAMILY,
        Class::Police => CLASS_POLICE,
        Class::Clinical => CLASS_CLINICAL,
        Class::Restricted => CLASS_RESTRICTED,
        Class::Management => CLASS_MANAGEMENT,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_word_has_a_key_of_its_own_and_something_to_say() {
        let keys: BTreeSet<_> = WORDS.iter().map(|word| word.key).collect();
        assert_eq!(keys.len(), WORDS.len());
        assert!(WORDS.iter().all(|word| !word.usual.is_empty() && !word.about.is_empty()));
    }
}
