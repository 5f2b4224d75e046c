//! What a team has come to know of somebody: how to talk with them, what to be
//! careful about, whom to ring, as a good key worker writes it down.

use crate::chance::{Chance, Purpose, digest};
use crate::names::{CAST, Road};
use crate::person::Sex;
use practice::people::{Detail, FamilyMemberRecorded, HealthTopic, PhotoAnswer, SafeContactRecorded};

/// What is known of one young person. Nothing of it comes from a return.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Known {
    /// What describes them, in their own words where they have said it.
    pub details: Vec<(Detail, &'static str)>,
    /// How to reach them safely.
    pub safe_contact: Option<SafeContactRecorded>,
    /// Their own telephone; the number rings nowhere.
    pub phone: Option<String>,
    /// What to be careful about, in how many days from now somebody looks at
    /// it again, and whether they know that it stands here.
    pub alerts: Vec<(&'static str, i32, bool)>,
    /// What a night worker must know.
    pub health: Vec<(HealthTopic, &'static str)>,
    /// Family, and others who matter to them.
    pub family: Vec<FamilyMemberRecorded>,
    /// The photo that was taken of them, where there is one.
    pub photo: Option<PhotoTaken>,
}

/// How a photo came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PhotoTaken {
    /// How many days before it was added.
    pub days_before: i32,
    /// Whether they were asked.
    pub asked: PhotoAnswer,
    /// What they said about it, or why they could not be asked.
    pub said: &'static str,
}

/// What is known of somebody by the name they use: always the same for one
/// name, and nothing yet of those who are only coming in.
pub fn known(name: &str) -> Known {
    let cast = CAST.iter().find(|cast| cast.used == name);
    if cast.is_some_and(|cast| cast.road == Road::ComingIn) {
        return Known::default();
    }
    let mut chance = Chance::of(digest(name), 0, Purpose::Known, 0);
    Known {
        details: details(cast.map(|cast| cast.sex), &mut chance),
        safe_contact: chance.percent(85).then(|| safe_contact(&mut chance)),
        phone: chance.percent(80).then(|| format!("07700 900 {:03}", chance.number(0..=999))),
        alerts: alerts(&mut chance),
        health: health(&mut chance),
        family: family(name, &mut chance),
        photo: chance.percent(75).then(|| photo(&mut chance)),
    }
}

fn photo(chance: &mut Chance) -> PhotoTaken {
    let (asked, said) = chance.pick(&PHOTOS);
    PhotoTaken { days_before: chance.pick(&[0, 0, 3, 12, 40, 420]), asked, said }
}

fn details(sex: Option<Sex>, chance: &mut Chance) -> Vec<(Detail, &'static str)> {
    let mut details = vec![
        (Detail::Communication, chance.pick(&COMMUNICATION)),
        (Detail::WhatHelps, chance.pick(&WHAT_HELPS)),
    ];
    let pronouns = sex.map(|sex| match sex {
        Sex::F => chance.pick(&["she", "she", "she, and they on some days", "they"]),
        Sex::M => chance.pick(&["he", "he", "he or they", "they"]),
    });
    if chance.percent(60) {
        details.extend(pronouns.map(|pronouns| (Detail::Pronouns, pronouns)));
    }
    if chance.percent(30) {
        details.push((Detail::Languages, chance.pick(&LANGUAGES)));
    }
    details
}

fn safe_contact(chance: &mut Chance) -> SafeContactRecorded {
    let (channel, hours, voicemail) = chance.pick(&SAFELY);
    SafeContactRecorded { channel: channel.into(), hours: hours.into(), voicemail }
}

fn alerts(chance: &mut Chance) -> Vec<(&'static str, i32, bool)> {
    if chance.percent(65) {
        return Vec::new();
    }
    vec![(chance.pick(&ALERTS), chance.pick(&[-5, 9, 30, 45, 60, 80]), chance.percent(80))]
}

fn health(chance: &mut Chance) -> Vec<(HealthTopic, &'static str)> {
    let mut facts = vec![(HealthTopic::Gp, chance.pick(&SURGERIES))];
    if chance.percent(35) {
        facts.push((HealthTopic::Allergy, chance.pick(&ALLERGIES)));
    }
    if chance.percent(35) {
        facts.push((HealthTopic::Medicine, chance.pick(&MEDICINES)));
    }
    facts.push((HealthTopic::MayAgree, chance.pick(&MAY_AGREE)));
    facts
}

fn family(name: &str, chance: &mut Chance) -> Vec<FamilyMemberRecorded> {
    let surname = name.rsplit(' ').next().unwrap_or_default();
    let (mut women, mut men) = (WOMEN.to_vec(), MEN.to_vec());
    let mut somebody = |relation: &str, chance: &mut Chance| {
        let given = if MALE.contains(&relation) { &mut men } else { &mut women };
        let place = chance.number(0..=i32::try_from(given.len()).unwrap_or(1) - 1);
        let given = given.remove(usize::try_from(place).unwrap_or_default());
        FamilyMemberRecorded {
            person: None,
            name: format!("{given} {surname}"),
            relation: relation.into(),
            parental_responsibility: false,
            network: false,
            note: String::new(),
        }
    };
    let parent = FamilyMemberRecorded {
        parental_responsibility: true,
        note: chance.pick(&FAMILY_TIME).into(),
        ..somebody(chance.pick(&["Mum", "Dad"]), chance)
    };
    let mut family = vec![parent];
    if chance.percent(60) {
        family
            .push(somebody(chance.pick(&["Nan", "Grandad", "Auntie", "Big sister", "Big brother"]), chance));
    }
    if chance.percent(35) {
        let trusted = somebody(chance.pick(&["Football coach", "Neighbour", "Old teacher"]), chance);
        family.push(FamilyMemberRecorded {
            name: chance.pick(&TRUSTED).into(),
            network: true,
            note: "You chose them as somebody you would ring at night.".into(),
            ..trusted
        });
    }
    family
}

const COMMUNICATION: [&str; 8] = [
    "Say one thing at a time, and wait.",
    "Walk beside me. I do not talk across a table.",
    "Draw it or write it down. Long talks go past me.",
    "Tell me first how long it will take.",
    "Jokes are fine. Being called buddy is not.",
    "Ask me, not whoever came with me.",
    "Give me ten minutes after school before you ask anything.",
    "Text me the question. I answer better when I have thought.",
];
const WHAT_HELPS: [&str; 8] = [
    "Leave me be for twenty minutes, then bring tea.",
    "Music in the car, no talking.",
    "Somebody in the room who does not stare at me.",
    "My headphones. They are in the blue bag.",
    "Going outside, even in the rain.",
    "Ringing my nan.",
    "Kneading bread. Really.",
    "Being told that nobody is cross.",
];
const LANGUAGES: [&str; 4] = [
    "English, and Polish at home",
    "English, and British Sign Language",
    "Tigrinya. An interpreter for meetings, please",
    "English, and Welsh with family",
];
const SAFELY: [(&str, &str, bool); 6] = [
    ("Text first, then ring", "After 4pm", false),
    ("Ring", "Any time before 9pm", true),
    ("Message through school", "Term time, before 3pm", false),
    ("Text only", "Not during family time on Sundays", false),
    ("Ring the house and ask", "After tea", false),
    ("Ring, twice if need be", "Weekday evenings", true),
];
const ALERTS: [&str; 6] = [
    "Do not meet them alone at the flat on Quarry Road",
    "Two workers in the car on the way back from family time",
    "An older man waits near the bus station: ring the police role if he is seen",
    "Do not tell anybody who rings where they stay",
    "Keep sharp things in the locked drawer at night",
    "The dog at the family home bites: ring before you go in",
];
const SURGERIES: [&str; 3] = ["Fellmoor Surgery", "Harbour Street Practice", "The Moor Lane Surgery"];
const ALLERGIES: [&str; 4] = [
    "Nuts. The pen is in the top drawer of the office.",
    "Penicillin.",
    "Wasp stings: swells, has not needed the pen.",
    "Plasters. Use the paper ones.",
];
const MEDICINES: [&str; 4] = [
    "Blue inhaler when short of breath. Carries it.",
    "Melatonin at 9pm, kept in the office.",
    "Methylphenidate in the morning, with food.",
    "Hay fever tablets in summer. May ask for one.",
];
const MAY_AGREE: [&str; 3] = [
    "The key worker may agree to first aid and the dentist. Ring Mum or Dad for anything more.",
    "The council shares parental responsibility: ring the duty manager for treatment.",
    "Likes to be asked first. The duty manager agrees to anything beyond first aid.",
];
const FAMILY_TIME: [&str; 4] = [
    "Sundays at 2pm, at the café. You walk home together.",
    "Rings on Wednesdays. You decide whether to answer.",
    "Letters for now. You keep them in your box.",
    "Sees you at your nan's on Saturdays.",
];
const PHOTOS: [(PhotoAnswer, &str); 6] = [
    (PhotoAnswer::Agreed, "This one is fine. Not the school one."),
    (PhotoAnswer::Agreed, "You can show it to the police if I am not back. Nobody else."),
    (PhotoAnswer::Agreed, "I took it myself."),
    (PhotoAnswer::Agreed, "OK, but take a new one when my hair has grown."),
    (PhotoAnswer::Agreed, ""),
    (PhotoAnswer::NotAsked, "From the bus pass. To be asked at the next visit."),
];
const TRUSTED: [&str; 4] = ["Mo Castellano", "Mrs Earnshaw", "Pete Garside", "Anjali Mistry"];
const MALE: [&str; 3] = ["Dad", "Grandad", "Big brother"];
const WOMEN: [&str; 8] = ["Angela", "Chantelle", "Denise", "Fiona", "Hazel", "Imelda", "Kath", "Lorraine"];
const MEN: [&str; 6] = ["Barry", "Colin", "Derek", "Errol", "Gary", "Jerome"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_name_is_always_known_alike_and_another_differently() {
        assert_eq!(known("Ella Winterbourne"), known("Ella Winterbourne"));
        assert_ne!(known("Ella Winterbourne"), known("Tia Crook"));
    }

    #[test]
    fn of_somebody_who_is_only_coming_in_nothing_is_known_yet() {
        assert_eq!(known("Lacey Hodgson"), Known::default());
    }

    #[test]
    fn the_first_name_of_a_relative_fits_who_they_are() {
        for member in CAST.iter().flat_map(|cast| known(cast.used).family) {
            let given = member.name.split(' ').next().unwrap_or_default();
            let fits =
                if MALE.contains(&&*member.relation) { MEN.contains(&given) } else { WOMEN.contains(&given) };
            assert!(member.network || fits, "{}: {}", member.relation, member.name);
        }
    }

    #[test]
    fn most_have_a_photo_some_an_old_one_and_not_all_could_be_asked() {
        let photos: Vec<PhotoTaken> = CAST.iter().filter_map(|cast| known(cast.used).photo).collect();
        assert!(photos.len() > 30, "{}", photos.len());
        assert!(known("Ella Winterbourne").photo.is_some() && known("Kayleigh Marsden").photo.is_some());
        assert!(photos.iter().any(|photo| photo.days_before > 365));
        assert!(photos.iter().any(|photo| photo.asked == PhotoAnswer::NotAsked));
        assert!(photos.iter().all(|photo| photo.asked == PhotoAnswer::Agreed || !photo.said.is_empty()));
    }

    #[test]
    fn every_telephone_is_of_the_numbers_kept_for_stories() {
        let phones: Vec<String> = CAST.iter().filter_map(|cast| known(cast.used).phone).collect();
        assert!(phones.len() > 30, "{}", phones.len());
        assert!(
            phones.iter().all(|phone| phone.starts_with("07700 900 ") && phone.len() == 13),
            "{phones:?}"
        );
    }

    #[test]
    fn somebody_has_parental_responsibility_and_some_alert_is_overdue() {
        let all: Vec<Known> = CAST.iter().map(|cast| known(cast.used)).collect();
        assert!(
            all.iter().filter(|one| !one.family.is_empty()).all(|one| one.family[0].parental_responsibility)
        );
        let alerts: Vec<i32> = all.iter().flat_map(|one| &one.alerts).map(|(_, days, _)| *days).collect();
        assert!(alerts.len() > 10 && alerts.iter().any(|days| *days < 0), "{alerts:?}");
    }
}
