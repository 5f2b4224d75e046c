//! Everything that can be done, with random words.

use crate::around::{
    adoption_told, be_adopted, cover, cover_ends, die, not_adopted, not_dead, social_worker, team,
};
use crate::further::{
    add, photo, photo_out, relative, settle, stays_elsewhere, stays_restricted, take_out, twin,
};
use crate::homes::{day_again, incident, more_of_incident, note_of_day};
use crate::house::{House, is_note};
use crate::key_working::{change, plan, rhythm};
use crate::outs::{finds, goes, longer_or_safe};
use crate::parting::{goodbye, handover};
use crate::shifts::{line_again, shift_over, shift_read};
use exchange::{SourceFile, read_folder};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use practice::ids::{EventId, PersonId};
use practice::journal::{Body, Class, Event};
use practice::key_working::{ContactWish, Touch};
use practice::people::{
    BirthBasis, ContactKind, Dated, Detail, FamilyMemberRecorded, HealthTopic, NameUse, NumberKind,
    SafeContactRecorded,
};
use practice::story::WhoDisagrees;
use std::collections::BTreeSet;
use work::import::{Options, carry_out};
use work::key_working::{
    CorrectingContact, LoggingContact, NamingKeyWorker, correct_contact, log_contact, name_key_worker,
};
use work::people::{
    Emergency, Fact, NewPerson, Opened, Recording, Restricting, break_glass, create, decide_conflict,
    lift_restriction, openings, record, restrict, review_opening,
};
use work::specialists::{PullingIn, pull_in, step_out};
use work::story::{Correction, Note, correct_note, disagree, reclassify, write_note};
use work::{Desk, No};

macro_rules! verbs {
    ($($verb:ident => $done:ident;)*) => {
        /// One thing that can be done.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub(crate) enum Verb { $($verb,)* }

        impl Verb {
            pub(crate) const ALL: &[Self] = &[$(Self::$verb,)*];

            pub(crate) async fn done_by(self, house: &mut House) -> Result<(), No> {
                match self { $(Self::$verb => $done(house).await,)* }
            }
        }
    };
}

verbs! {
    Create => begin;
    Name => name;
    Birth => birth;
    Number => number;
    Detail => detail;
    SafeContact => safe_contact;
    Contact => contact;
    EndContact => end_contact;
    Family => family;
    Alert => alert;
    EndAlert => end_alert;
    Health => health;
    Note => note;
    LogContact => log;
    CorrectContact => log_again;
    AgreeRhythm => rhythm;
    PlanContact => plan;
    ChangePlan => change;
    NoteDay => note_of_day;
    CorrectDay => day_again;
    HandOverShift => shift_over;
    ReadShift => shift_read;
    CorrectLine => line_again;
    Incident => incident;
    AddToIncident => more_of_incident;
    CorrectNote => correct;
    PutRight => stays_elsewhere;
    Disagree => see_differently;
    Restrict => close;
    Lift => lift;
    Reclassify => reclass;
    BreakGlass => open_at_night;
    ReviewGlass => review;
    NameKeyWorker => key_worker;
    TellGoodbye => goodbye;
    HandOver => handover;
    PullIn => pull;
    StepOut => step;
    Cover => cover;
    EndCover => cover_ends;
    Team => team;
    SocialWorker => social_worker;
    Die => die;
    NotDied => not_dead;
    Adopt => be_adopted;
    NameAdoptionWorkers => adoption_told;
    UndoAdoption => not_adopted;
    Import => import;
    DecideConflict => decide;
    Photo => photo;
    RemovePhoto => photo_out;
    AddFile => add;
    RemoveFile => take_out;
    Twin => twin;
    DecideMatch => settle;
    ReviewRestriction => stays_restricted;
    DeclareRelative => relative;
    GoOut => goes;
    LongerOrSafe => longer_or_safe;
    LookFor => finds;
}

/// What could not be done because there is nothing to do it to.
pub(crate) fn nothing() -> No {
    No::because("There is nothing of the kind.")
}

async fn begin(house: &mut House) -> Result<(), No> {
    let new = NewPerson { name: house.words(), born: Some(some_day(house)), ..NewPerson::default() };
    let person = create(&house.desk(house.manager).await, &new, None).await?;
    house.people.insert(person);
    Ok(())
}

/// Records a fact that names what stands, or now and then does not.
async fn fact(house: &mut House, person: PersonId, fact: Fact, stands: Option<EventId>) -> Result<(), No> {
    let shown = stands.filter(|_| house.below(10) > 0);
    let recording = Recording { fact, shown, correction: house.below(2) == 0, key: None };
    record(&house.desk(house.manager).await, person, &recording).await
}

fn latest<T>(facts: &[Dated<T>]) -> Option<EventId> {
    facts.iter().max_by_key(|fact| fact.happened.sort_key()).map(|fact| fact.event)
}

async fn name(house: &mut House) -> Result<(), No> {
    let person = house.any_person();
    let usage = if house.below(2) == 0 { NameUse::Used } else { NameUse::Legal };
    let stands = house.header(person).await.names.get(&usage).and_then(|names| latest(names));
    let words = house.words();
    fact(house, person, Fact::Name(usage, words), stands).await
}

async fn birth(house: &mut House) -> Result<(), No> {
    let person = house.any_person();
    let stands = latest(&house.header(person).await.births);
    let born = Fact::Birth(some_day(house), BirthBasis::Document);
    fact(house, person, born, stands).await
}

async fn number(house: &mut House) -> Result<(), No> {
    let person = house.any_person();
    let stands = house.header(person).await.numbers.get(&NumberKind::Council).map(|number| number.event);
    let number = format!("C{}", house.below(1_000_000));
    fact(house, person, Fact::Number(NumberKind::Council, number), stands).await
}

async fn detail(house: &mut House) -> Result<(), No> {
    let person = house.any_person();
    let which = house.one_of(&[Detail::Pronouns, Detail::Languages, Detail::WhatHelps]).unwrap();
    let stands = house.header(person).await.details.get(&which).map(|detail| detail.event);
    let value = if house.below(5) == 0 { String::new() } else { house.words() };
    fact(house, person, Fact::Detail(which, value), stands).await
}

async fn safe_contact(house: &mut House) -> Result<(), No> {
    let person = house.any_person();
    let stands = house.header(person).await.safe_contact.map(|safe| safe.event);
    let safe =
        SafeContactRecorded { channel: house.words(), hours: house.words(), voicemail: house.below(2) == 0 };
    fact(house, person, Fact::SafeContact(safe), stands).await
}

async fn contact(house: &mut House) -> Result<(), No> {
    let person = house.any_person();
    let (kind, value) = match house.below(3) {
        0 => (ContactKind::Phone, "01632 960 001".to_owned()),
        1 => (ContactKind::Email, "sam@example.org".to_owned()),
        _ => (ContactKind::Address, format!("{} High Street, York YO1 7AB", house.below(200))),
    };
    let shielded = house.below(3) == 0;
    fact(house, person, Fact::Contact(kind, value, shielded), None).await
}

async fn end_contact(house: &mut House) -> Result<(), No> {
    let points = house.any_thing(|header| header.contact_points.into_keys().collect());
    let (person, point) = points.await.ok_or_else(nothing)?;
    let why = house.words();
    fact(house, person, Fact::EndContact(point, why), None).await
}

async fn family(house: &mut House) -> Result<(), No> {
    let person = house.any_person();
    let family: Vec<_> = house
        .header(person)
        .await
        .family
        .into_iter()
        .map(|(stream, member)| (stream, member.event))
        .collect();
    let changed = if house.below(2) == 0 { house.one_of(&family) } else { None };
    let member = FamilyMemberRecorded {
        person: None,
        name: house.words(),
        relation: "Aunt".into(),
        parental_responsibility: house.below(2) == 0,
        network: false,
        note: house.words(),
    };
    let (stream, stands) = changed.unzip();
    fact(house, person, Fact::Family(stream, member), stands).await
}

async fn alert(house: &mut House) -> Result<(), No> {
    let person = house.any_person();
    let review_on = today(house).checked_add(i32::try_from(house.below(30)).unwrap().days()).unwrap();
    let words = house.words();
    fact(house, person, Fact::Alert(words, review_on, true), None).await
}

async fn end_alert(house: &mut House) -> Result<(), No> {
    let alerts = house.any_thing(|header| header.alerts.into_keys().collect());
    let (person, alert) = alerts.await.ok_or_else(nothing)?;
    let why = house.words();
    fact(house, person, Fact::EndAlert(alert, why), None).await
}

async fn health(house: &mut House) -> Result<(), No> {
    let person = house.any_person();
    let health: Vec<_> =
        house.header(person).await.health.into_iter().map(|(stream, fact)| (stream, fact.event)).collect();
    let (stream, stands) = if house.below(2) == 0 { house.one_of(&health) } else { None }.unzip();
    let words = house.words();
    fact(house, person, Fact::Health(stream, HealthTopic::Medicine, words), stands).await
}

async fn note(house: &mut House) -> Result<(), No> {
    let person = house.any_person();
    let post = house.one_of(&[house.manager, house.head, house.coach]).unwrap();
    let class = house.one_of(&[Class::Story, Class::Story, Class::Family, Class::Clinical]).unwrap();
    let day = today(house).checked_sub(i32::try_from(house.below(40)).unwrap().days()).unwrap();
    let note = Note { title: String::new(), text: house.words(), day, class };
    write_note(&house.desk(post).await, person, &note, None).await
}

fn some_contact(house: &mut House) -> ContactWish {
    let how = house.one_of(&Touch::ALL);
    ContactWish { how, place: house.words(), ..ContactWish::default() }
}

async fn log(house: &mut House) -> Result<(), No> {
    let person = house.any_person();
    let with = if house.below(3) == 0 { BTreeSet::from([house.any_person()]) } else { BTreeSet::new() };
    let post = house.one_of(&[house.manager, house.head, house.coach]).unwrap();
    let class = house.one_of(&[Class::Story, Class::Story, Class::Family]).unwrap();
    let day = today(house).checked_sub(i32::try_from(house.below(40)).unwrap().days()).unwrap();
    let logging = LoggingContact {
        wish: some_contact(house),
        day,
        time: None,
        class,
        with,
        plan: None,
        plan_shown: None,
        key: None,
    };
    log_contact(&house.desk(post).await, person, &logging).await
}

async fn log_again(house: &mut House) -> Result<(), No> {
    let is_contact = |event: &Event| matches!(event.body, Body::ContactLogged(_)) && event.corrects.is_none();
    let entry = house.any_entry(is_contact).await.ok_or_else(nothing)?;
    let day = today(house).checked_sub(i32::try_from(house.below(40)).unwrap().days()).unwrap();
    let (wish, reason) = (some_contact(house), house.words());
    let correcting = CorrectingContact { wish, day, time: None, reason, shown: entry, key: None };
    correct_contact(&house.desk(house.manager).await, entry, &correcting).await.map(|_| ())
}

async fn correct(house: &mut House) -> Result<(), No> {
    let entry = house.any_entry(is_note).await.ok_or_else(nothing)?;
    let desk = house.desk(house.manager).await;
    let (text, reason) = (house.words(), house.words());
    // As the page does: the words shown first may have been corrected since.
    let first =
        Correction { text: text.clone(), title: None, day: None, reason: reason.clone(), shown: entry };
    match correct_note(&desk, entry, &first, None).await {
        Err(No::Clash { event, .. }) => correct_note(
            &desk,
            entry,
            &Correction { text, title: None, day: None, reason, shown: event },
            None,
        )
        .await
        .map(|_| ()),
        answer => answer.map(|_| ()),
    }
}

async fn see_differently(house: &mut House) -> Result<(), No> {
    let entry = house.any_entry(|_| true).await.ok_or_else(nothing)?;
    let words = house.words();
    disagree(&house.desk(house.manager).await, entry, WhoDisagrees::YoungPerson, &words, None)
        .await
        .map(|_| ())
}

async fn reclass(house: &mut House) -> Result<(), No> {
    let entry = house.any_entry(|_| true).await.ok_or_else(nothing)?;
    let to = house.one_of(&Class::ALL).unwrap();
    let why = house.words();
    reclassify(&house.desk(house.manager).await, entry, to, &why, None, None).await.map(|_| ())
}

async fn close(house: &mut House) -> Result<(), No> {
    let person = house.any_person();
    let mut posts = vec![house.manager];
    posts.extend((house.below(2) == 0).then_some(house.coach));
    let review_on = today(house).checked_add(30.days()).unwrap();
    let restricting = Restricting {
        reason: house.words(),
        posts,
        without_key_worker: house.header(person).await.key_worker.map(|worker| worker.is),
        review_on,
        shown: None,
        key: None,
    };
    restrict(&house.desk(house.manager).await, person, &restricting).await
}

async fn lift(house: &mut House) -> Result<(), No> {
    let restricted = house.any_thing(|header| header.restriction.into_iter().collect());
    let (person, _) = restricted.await.ok_or_else(nothing)?;
    let why = house.words();
    lift_restriction(&house.desk(house.manager).await, person, &why, None, None).await
}

async fn open_at_night(house: &mut House) -> Result<(), No> {
    let person = house.any_person();
    let header = house.header(person).await;
    let number = header.reference.ok_or_else(nothing)?.as_str().to_owned();
    let reason = format!("They are out in the cold: {}", house.words());
    let emergency = Emergency { reason, name: String::new(), born: None, number };
    match break_glass(&house.desk(house.far).await, &emergency, None).await? {
        Opened::Record(opened) => assert_eq!(opened, person),
        Opened::Nobody => {
            let is_closed = header.restriction.is_some() || header.sealed;
            assert!(is_closed, "{person} is there and was not opened");
        }
    }
    Ok(())
}

async fn review(house: &mut House) -> Result<(), No> {
    let desk = house.desk(house.head).await;
    let waiting: Vec<EventId> = openings(&desk)
        .await?
        .into_iter()
        .filter(|opening| !opening.reviewed)
        .map(|opening| opening.event)
        .collect();
    let opening = house.one_of(&waiting).ok_or_else(nothing)?;
    let finding = house.words();
    review_opening(&desk, opening, &finding, None).await
}

async fn key_worker(house: &mut House) -> Result<(), No> {
    let person = house.any_person();
    let post = house.one_of(&[house.manager, house.coach, house.far]).unwrap();
    let naming = NamingKeyWorker {
        post,
        reason: house.words(),
        young_person_said: house.words(),
        shown: None,
        key: None,
    };
    name_key_worker(&house.desk(house.head).await, person, &naming).await
}

async fn pull(house: &mut House) -> Result<(), No> {
    let person = house.any_person();
    let pulling = PullingIn { post: house.coach, purpose: house.words(), key: None };
    pull_in(&house.desk(house.manager).await, person, &pulling).await
}

async fn step(house: &mut House) -> Result<(), No> {
    let pulled_in = house.any_thing(|header| header.pulled_in.into_keys().collect());
    let (person, _) = pulled_in.await.ok_or_else(nothing)?;
    let why = house.words();
    step_out(&house.desk(house.manager).await, person, house.coach, &why, None).await
}

/// Some of ten children of the council's file; a key worker there is an allocation.
async fn import(house: &mut House) -> Result<(), No> {
    let mut text = String::from("CHILD,NAME_USED,DOB,TEAM,KEY_WORKER,KEY_WORKER_SINCE,SLEEPING_AT\n");
    for child in 0..10 {
        if house.below(3) > 0 {
            let (word, day) = (house.below(4), 1 + house.below(2));
            let worker = if house.below(2) == 0 { "Noor Far,01/02/2026" } else { "," };
            let line = format!(
                "A{child},Child{child} {word},{day:02}/05/2011,Harbour House,{worker},Aunt's flat {word}\n"
            );
            text.push_str(&line);
        }
    }
    let reading = read_folder(vec![SourceFile { path: "People.csv".into(), bytes: text.into_bytes() }]);
    let desk: Desk = house.desk(house.officer).await;
    let outcome = carry_out(&desk, &reading, &Options::default(), &|_| {}).await?;
    let found = desk.house.records.keys_like(desk.sight.authority, "number council A").await?;
    house.people.extend(found.into_iter().map(|(_, person)| person));
    if outcome.events == 0 { Err(nothing()) } else { Ok(()) }
}

async fn decide(house: &mut House) -> Result<(), No> {
    let desk = house.desk(house.head).await;
    let conflicts = work::people::conflicts(&desk).await?;
    let conflict = house.one_of(&conflicts).ok_or_else(nothing)?;
    let (take, why) = (house.below(2) == 0, house.words());
    decide_conflict(&desk, conflict.stream, (take, &why), None, None).await
}

pub(crate) fn today(house: &House) -> Date {
    house.place.house.now().day()
}

pub(crate) fn some_day(house: &mut House) -> Date {
    let part = |house: &mut House, below| i8::try_from(1 + house.below(below)).unwrap();
    date(2008 + i16::try_from(house.below(6)).unwrap(), part(house, 12), part(house, 28))
}
