//! Who works with somebody, and how a life here ends: with random words.

use crate::house::House;
use crate::verbs::{nothing, today};
use jiff::ToSpan;
use practice::ids::PersonId;
use practice::people::AdoptionForm;
use work::No;
use work::key_working::{Change, NamingCover, end_cover, name_cover, name_social_worker, name_team};
use work::people::{
    Adopting, Fact, GoesOn, NewPerson, Recording, adopt, adoption, name_adoption_workers, record,
    undo_adoption,
};

pub(crate) async fn cover(house: &mut House) -> Result<(), No> {
    let person = house.any_person();
    let from = today(house).checked_add(i32::try_from(house.below(5)).unwrap().days()).unwrap();
    let to = from.checked_add(i32::try_from(house.below(7)).unwrap().days()).unwrap();
    let post = house.one_of(&[house.manager, house.coach, house.far]).unwrap();
    let naming = NamingCover { post, from, to, reason: house.words(), key: None };
    name_cover(&house.desk(house.head).await, person, &naming).await
}

pub(crate) async fn cover_ends(house: &mut House) -> Result<(), No> {
    let covers = house.any_thing(|header| header.covers.iter().map(|cover| cover.first).collect());
    let (person, cover) = covers.await.ok_or_else(nothing)?;
    let why = house.words();
    end_cover(&house.desk(house.head).await, person, cover, &why, None).await
}

pub(crate) async fn team(house: &mut House) -> Result<(), No> {
    let person = house.any_person();
    let to = house.one_of(&[house.council.hub, house.hill]).unwrap();
    let change = Change { to, from: today(house), reason: house.words(), key: None };
    name_team(&house.desk(house.head).await, person, &change).await.map(|_| ())
}

pub(crate) async fn social_worker(house: &mut House) -> Result<(), No> {
    let person = house.any_person();
    let social_workers = house.social_workers;
    let to = house.one_of(&social_workers).unwrap();
    let change = Change { to, from: today(house), reason: house.words(), key: None };
    name_social_worker(&house.desk(house.head).await, person, &change).await
}

pub(crate) async fn die(house: &mut House) -> Result<(), No> {
    let person = house.any_person();
    let died = Fact::Died(today(house), house.words());
    tell(house, person, died).await
}

pub(crate) async fn not_dead(house: &mut House) -> Result<(), No> {
    let died = house.any_thing(|header| header.died.into_iter().collect());
    let (person, _) = died.await.ok_or_else(nothing)?;
    let mistake = Fact::NotDied(house.words());
    tell(house, person, mistake).await
}

async fn tell(house: &House, person: PersonId, fact: Fact) -> Result<(), No> {
    let header = house.header(person).await;
    let shown = header.died.map(|died| died.event).or(header.alive.map(|alive| alive.event));
    let recording = Recording { fact, shown, correction: false, key: None };
    record(&house.desk(house.head).await, person, &recording).await
}

pub(crate) async fn be_adopted(house: &mut House) -> Result<(), No> {
    let person = house.any_person();
    let (made, reason) = (Some(today(house)), house.words());
    let adoption = AdoptionForm { made, posts: vec![house.coach], reason };
    let new = NewPerson { name: house.words(), ..NewPerson::default() };
    adopt(&house.desk(house.head).await, person, &Adopting { adoption, new, key: None }).await?;
    let known = work::people::adoption(&house.desk(house.coach).await, person).await?;
    assert_ne!(known.goes_on, GoesOn::Nowhere);
    let begun = house.operator().house.records.keys_like(house.council.authority, "").await?;
    house.people.extend(begun.into_iter().map(|(_, person)| person));
    Ok(())
}

pub(crate) async fn adoption_told(house: &mut House) -> Result<(), No> {
    let person = adopted(house).await?;
    let posts = vec![house.coach, house.one_of(&[house.manager, house.head]).unwrap()];
    let why = house.words();
    name_adoption_workers(&house.desk(house.coach).await, person, (&posts, &why), None, None).await?;
    adoption(&house.desk(posts[1]).await, person).await.map(|_| ())
}

pub(crate) async fn not_adopted(house: &mut House) -> Result<(), No> {
    let person = adopted(house).await?;
    let why = house.words();
    undo_adoption(&house.desk(house.coach).await, person, &why, None).await
}

async fn adopted(house: &mut House) -> Result<PersonId, No> {
    let adopted = house.any_thing(|header| header.adoption.into_iter().collect());
    adopted.await.map(|(person, _)| person).ok_or_else(nothing)
}
