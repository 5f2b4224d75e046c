//! By what a young person is found: keys made here, in Rust, so that both
//! engines give the same answers in the same order.

use super::{ContactKind, Header, NameUse, NumberKind};
use crate::ids::{Reference, VaultId};
use crate::journal::Class;
use crate::numbers::NoUpn;
use jiff::civil::Date;
use rphonetic::{DoubleMetaphone, Encoder};
use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The longest key kept; names beyond it are found by their beginning.
const LONGEST: usize = 60;

/// Lower case, without marks, apostrophes joined: how names are compared.
///
/// `Zoë O'Neill-Smith` gives `zoe`, `oneill`, `smith`.
pub fn name_words(name: &str) -> Vec<String> {
    let mut plain = String::with_capacity(name.len());
    for letter in name.nfkd().filter(|letter| !is_combining_mark(*letter)).flat_map(char::to_lowercase) {
        match plain_letters(letter) {
            Some(letters) => plain.push_str(letters),
            None => plain.push(letter),
        }
    }
    plain
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| word.chars().take(LONGEST).collect())
        .collect()
}

/// What people type for a letter that is no letter with a mark to Unicode, and none for an apostrophe.
fn plain_letters(letter: char) -> Option<&'static str> {
    Some(match letter {
        '\'' | '’' | '`' => "",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'ħ' => "h",
        'ı' => "i",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        _ => return None,
    })
}

/// What a word sounds like (Double Metaphone); empty where it cannot be told.
pub fn sound(word: &str) -> String {
    // The encoder knows the Latin alphabet; other letters have no sound here.
    if word.is_ascii() { DoubleMetaphone::default().encode(word) } else { String::new() }
}

/// The key of a number.
pub fn number_key(kind: NumberKind, number: &str) -> String {
    let kind = match kind {
        NumberKind::Council => "council",
        NumberKind::Upn => "upn",
        NumberKind::Nhs => "nhs",
    };
    format!("number {kind} {}", number.to_uppercase())
}

/// The key by which an import alone knows a record whose council number was
/// moved out of the ordinary class. No page looks anybody up by it.
pub fn filed_key(number: &str) -> String {
    format!("filed {}", number_key(NumberKind::Council, number))
}

/// Whether a key is that of an exact number or reference.
pub fn is_number(key: &str) -> bool {
    key.starts_with("number ") || key.starts_with("reference ")
}

/// The key of the reference people see and say.
pub fn reference_key(reference: &Reference) -> String {
    format!("reference {}", reference.as_str())
}

/// The key of a word of a name.
pub fn word_key(word: &str) -> String {
    format!("word {word}")
}

/// The key of a word of a name that stands in a class: whoever does not hold
/// the class does not ask for it.
pub fn word_key_in(class: Class, word: &str) -> String {
    match class {
        Class::Story => word_key(word),
        narrower => format!("{} {}", narrower.word(), word_key(word)),
    }
}

/// The key of a sound.
pub fn sound_key(sound: &str) -> String {
    format!("sound {sound}")
}

/// The key of a birth date.
pub fn birth_key(born: Date) -> String {
    format!("born {born}")
}

/// The key of the council number of a record that an adoption closed off. The
/// importer alone asks for it: nobody is found by it.
pub fn closed_key(number: &str) -> String {
    format!("closed {}", number_key(NumberKind::Council, number))
}

/// All keys of somebody. Former names count: people are looked for by them.
/// Only facts of the ordinary class make plain keys: a look-up must not tell
/// more than the record shows to everybody who may open it. The words of a name
/// of another class have keys that say so, for whoever holds the class and for
/// the matching desk. A council number of another class has a key for imports
/// alone; so has that of a record that an adoption closed off, and no other key.
pub fn keys_of(header: &Header) -> BTreeSet<String> {
    let council = header.numbers.get(&NumberKind::Council);
    if header.sealed {
        return council.map(|number| closed_key(&number.is)).into_iter().collect();
    }
    let filed = council.filter(|number| number.class != Class::Story);
    let mut keys: BTreeSet<String> = filed.map(|number| filed_key(&number.is)).into_iter().collect();
    for name in header.names.values().flatten().filter(|name| name.class != Class::Story) {
        keys.extend(name_words(&name.is).iter().map(|word| word_key_in(name.class, word)));
    }
    let header = header.clone().shown_to(|class| class == Class::Story);
    for word in header.names.values().flatten().flat_map(|name| name_words(&name.is)) {
        let sound = sound(&word);
        if !sound.is_empty() {
            keys.insert(sound_key(&sound));
        }
        keys.insert(word_key(&word));
    }
    keys.extend(header.reference.as_ref().map(reference_key));
    keys.extend(header.born().map(birth_key));
    let numbers = header.numbers.iter().filter(|(kind, number)| !is_reason(**kind, &number.is));
    keys.extend(numbers.map(|(kind, number)| number_key(*kind, &number.is)));
    keys
}

/// The values of the vault by which somebody is found: telephone numbers that
/// are right and for everybody's eyes, whole; and by the postcode such addresses,
/// the homes of placements that go on, and the home they last came into care from.
///
/// Somebody with a shielded address is found by no postcode at all: whoever
/// looks for them begins with where they have been. Nor is somebody whose
/// record an adoption closed off.
pub fn found_in_vault(header: &Header) -> BTreeSet<VaultId> {
    if header.sealed {
        return BTreeSet::new();
    }
    let open = |class: Class| class == Class::Story;
    let points = |kind: ContactKind| {
        let points = header.contact_points.values();
        points.filter(move |point| point.is.kind == kind && point.is.ended.is_none())
    };
    let open_points = |kind: ContactKind| {
        points(kind)
            .filter(move |point| open(point.class) && !point.is.shielded)
            .map(|point| point.is.value.id)
    };
    let mut found: BTreeSet<VaultId> = open_points(ContactKind::Phone).collect();
    if points(ContactKind::Address).any(|point| point.is.shielded) {
        return found;
    }
    found.extend(open_points(ContactKind::Address));
    let periods = || header.care.values().filter(|period| open(period.class));
    let placements = periods().filter(|period| period.is.to.is_none());
    found.extend(placements.filter_map(|period| period.is.placement_postcode.as_ref()).map(|kept| kept.id));
    let last = periods().max_by_key(|period| period.is.from);
    found.extend(last.and_then(|period| period.is.home_postcode.as_ref()).map(|kept| kept.id));
    found
}

/// Every value of the vault by which somebody is, or once was, to be found.
pub fn kept_in_vault(header: &Header) -> BTreeSet<VaultId> {
    let mut kept: BTreeSet<VaultId> = header
        .contact_points
        .values()
        .filter(|point| matches!(point.is.kind, ContactKind::Address | ContactKind::Phone))
        .map(|point| point.is.value.id)
        .collect();
    for period in header.care.values() {
        let postcodes = [&period.is.home_postcode, &period.is.placement_postcode];
        kept.extend(postcodes.into_iter().flatten().map(|postcode| postcode.id));
    }
    kept
}

/// Whether what stands in place of a pupil number says why there is none: that
/// is the same for many, and nobody's number.
fn is_reason(kind: NumberKind, number: &str) -> bool {
    kind == NumberKind::Upn && NoUpn::parse(number).is_ok()
}

/// By what lists are sorted: family name last-first is not ours to guess, so
/// the name they use as it is written, compared without marks and case. The
/// place in a list must not tell a name of another class than the ordinary one.
/// A record that an adoption closed off stands in none.
pub fn sort_name(header: &Header) -> String {
    if header.sealed {
        return String::new();
    }
    let ordinary = |usage| {
        let names = header.names.get(&usage)?.iter().filter(|name| name.class == Class::Story);
        names.max_by_key(|name| name.happened.sort_key())
    };
    let name = ordinary(NameUse::Used).or_else(|| ordinary(NameUse::Legal));
    name.map(|name| name_words(&name.is).join(" ")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_without_marks_case_and_apostrophes() {
        assert_eq!(name_words("Zoë O’Neill-SMITH"), ["zoe", "oneill", "smith"]);
        assert_eq!(
            name_words("Sørensen Łukasz Strauß Æsa Đặng"),
            ["sorensen", "lukasz", "strauss", "aesa", "dang"]
        );
        assert_eq!(name_words("  Łukasz  "), ["lukasz"]);
        assert!(name_words("!!").is_empty());
    }

    #[test]
    fn a_record_closed_off_by_an_adoption_has_its_council_number_for_the_importer_alone() {
        use crate::dates::{Happened, Instant, PartialDate};
        use crate::ids::{EventId, PersonId};
        use crate::people::{Dated, NameUse};
        let (event, happened) = (EventId(uuid::Uuid::nil()), Happened::On(PartialDate::Unknown));
        let said = |is: &str| {
            let is = is.to_owned();
            Dated { is, happened, recorded: Instant(0), event, first: event, class: Class::Story }
        };
        let mut sam = Header::new(PersonId(uuid::Uuid::nil()));
        sam.names.insert(NameUse::Used, vec![said("Sam Osei")]);
        sam.numbers.insert(NumberKind::Council, said("A1"));
        sam.numbers.insert(NumberKind::Upn, said("U1"));
        assert!(keys_of(&sam).contains("word sam") && sort_name(&sam) == "sam osei");
        sam.sealed = true;
        assert_eq!(keys_of(&sam), BTreeSet::from(["closed number council A1".to_owned()]));
        assert!(!is_number(&closed_key("A1")) && sort_name(&sam).is_empty());
    }

    #[test]
    fn a_name_of_another_class_is_found_by_its_whole_words_in_that_class_alone() {
        use crate::dates::{Happened, Instant, PartialDate};
        use crate::ids::{EventId, PersonId};
        use crate::people::{Dated, NameUse};
        let (event, happened) = (EventId(uuid::Uuid::nil()), Happened::On(PartialDate::Unknown));
        let said = |is: &str, class| {
            let is = is.to_owned();
            Dated { is, happened, recorded: Instant(0), event, first: event, class }
        };
        let mut ben = Header::new(PersonId(uuid::Uuid::nil()));
        let names = vec![said("Ann Osei", Class::Restricted), said("Ben Osei", Class::Story)];
        ben.names.insert(NameUse::Used, names);
        let keys = keys_of(&ben);
        assert!(keys.contains("word ben") && keys.contains("restricted word ann"));
        assert!(keys.iter().all(|key| !key.ends_with(" ann") || key == "restricted word ann"), "{keys:?}");
        assert!(!keys.contains(&sound_key(&sound("ann"))));
    }

    #[test]
    fn names_that_sound_alike_share_a_sound() {
        assert_eq!(sound("stephen"), sound("steven"));
        assert_ne!(sound("stephen"), sound("sarah"));
        assert_eq!(sound("łukasz"), "");
    }
}
