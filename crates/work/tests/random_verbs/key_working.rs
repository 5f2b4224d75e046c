//! How often somebody is met: with random words.

use crate::house::House;
use crate::verbs::today;
use practice::key_working::RhythmWish;
use work::No;
use work::key_working::{AgreeingRhythm, agree_rhythm};

pub(crate) async fn rhythm(house: &mut House) -> Result<(), No> {
    let person = house.any_person();
    let days = (1 + house.below(90)).to_string();
    let wish = RhythmWish { days, said: house.words(), reason: house.words(), ..RhythmWish::default() };
    let shown = house.header(person).await.rhythm.map(|stands| stands.event);
    let agreeing = AgreeingRhythm { wish, since: today(house), shown, key: None };
    let post = house.one_of(&[house.manager, house.head]).unwrap();
    agree_rhythm(&house.desk(post).await, person, &agreeing).await
}
