//! Photos, files, twins on the matching desk, restrictions that stay, and whose aunt works here: with random words.

use crate::house::House;
use crate::verbs::{nothing, some_day, today};
use jiff::ToSpan;
use practice::dates::PartialDate;
use practice::journal::{Body, Class};
use practice::people::{AboutPhoto, MatchDecision, NameUse, PhotoAnswer};
use practice::story::{Answers, ELSEWHERE, FileWish, NOT_KNOWN};
use work::No;
use work::people::{
    NewPerson, NewPhoto, Settling, create, decide_match, match_cases, record_photo, remove_photo,
    review_restriction,
};
use work::staff::declare_relative;
use work::story::{AddingFile, PuttingRight, add_file, entry, put_right, remove_file};

const FACE: &[u8] = include_bytes!("../../../web/tests/it/face.png");

pub(crate) async fn photo(house: &mut House) -> Result<(), No> {
    let person = house.any_person();
    let asked = house.one_of(&[PhotoAnswer::Agreed, PhotoAnswer::NotAsked, PhotoAnswer::SaidNo]);
    let about = AboutPhoto { taken: Some(today(house)), asked, said: house.words() };
    let new = NewPhoto { picture: FACE.to_vec(), about, key: None };
    record_photo(&house.desk(house.manager).await, person, new).await
}

pub(crate) async fn add(house: &mut House) -> Result<(), No> {
    let person = house.any_person();
    let post = house.one_of(&[house.manager, house.head, house.coach]).unwrap();
    let class = house.one_of(&[Class::Story, Class::Story, Class::Family]).unwrap();
    let wish = FileWish { about: house.words(), not_asked: house.below(2) == 0, ..FileWish::default() };
    let bytes = if house.below(2) == 0 { FACE.to_vec() } else { b"Dear Sam".to_vec() };
    let entry = if house.below(3) == 0 { house.any_entry(|_| true).await } else { None };
    let adding = AddingFile { name: house.words(), bytes, wish, day: today(house), class, entry, key: None };
    add_file(&house.desk(post).await, person, adding).await
}

pub(crate) async fn take_out(house: &mut House) -> Result<(), No> {
    let file = house.any_entry(|event| matches!(event.body, Body::FileAdded(_))).await.ok_or_else(nothing)?;
    let desk = house.desk(house.manager).await;
    let person = entry(&desk, file).await?.summary.person;
    remove_file(&desk, (person, file), &house.words(), None).await
}

pub(crate) async fn photo_out(house: &mut House) -> Result<(), No> {
    let photos = house.any_thing(|header| header.photos.iter().map(|photo| photo.event).collect());
    let (person, photo) = photos.await.ok_or_else(nothing)?;
    let why = house.words();
    remove_photo(&house.desk(house.manager).await, person, photo, &why, None).await
}

/// Somebody with the name, and perhaps the birth date, of somebody who is here.
pub(crate) async fn twin(house: &mut House) -> Result<(), No> {
    let person = house.any_person();
    let header = house.header(person).await;
    let name = header.names.get(&NameUse::Used).and_then(|names| names.last()).ok_or_else(nothing)?;
    let name = name.is.clone();
    let born = header.births.last().and_then(|birth| match birth.is.born {
        PartialDate::Day(day) => Some(day),
        _ => None,
    });
    let born = if house.below(2) == 0 { born } else { Some(some_day(house)) };
    let new = NewPerson { name, born, ..NewPerson::default() };
    let person = create(&house.desk(house.manager).await, &new, None).await?;
    house.people.insert(person);
    Ok(())
}

pub(crate) async fn settle(house: &mut House) -> Result<(), No> {
    let desk = house.desk(house.head).await;
    let cases = match_cases(&desk).await?;
    let case = house.one_of(&cases).ok_or_else(nothing)?;
    let decision = house.one_of(&[MatchDecision::Same, MatchDecision::Different]).unwrap();
    let settling = Settling { decision, reason: house.words(), shown: None, key: None };
    decide_match(&desk, case.stream, &settling).await
}

pub(crate) async fn stays_restricted(house: &mut House) -> Result<(), No> {
    let restricted = house.any_thing(|header| header.restriction.into_iter().collect());
    let (person, _) = restricted.await.ok_or_else(nothing)?;
    let finding = house.words();
    let review_on = today(house).checked_add(20.days()).unwrap();
    review_restriction(&house.desk(house.manager).await, person, &finding, review_on, None, None).await
}

/// Where somebody stays was never so: it is another address, or what it is for was another.
pub(crate) async fn stays_elsewhere(house: &mut House) -> Result<(), No> {
    let told = house.any_thing(|header| header.sleeping.into_iter().collect()).await;
    let (_, stands) = told.ok_or_else(nothing)?;
    let (place, words) = (house.one_of(&[ELSEWHERE, NOT_KNOWN]).unwrap(), house.words());
    let answers = Answers::from([("place", place.to_owned()), ("purpose", words.clone())]);
    let putting = PuttingRight { answers, address: Some(words), shown: stands.event };
    put_right(&house.desk(house.manager).await, stands.first, &putting, None).await.map(|_| ())
}

/// Of the officer, who imports and opens no record.
pub(crate) async fn relative(house: &mut House) -> Result<(), No> {
    let person = house.any_person();
    declare_relative(&house.desk(house.manager).await, Some(house.officer), person, None).await
}
