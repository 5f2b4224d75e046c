//! How often somebody is met, and what is planned: with random words.

use crate::house::House;
use crate::verbs::{nothing, today};
use jiff::ToSpan;
use practice::journal::Class;
use practice::key_working::{PlanWish, PlannedTouch, RhythmWish, WhoseWish};
use work::No;
use work::key_working::{
    AgreeingRhythm, ChangingPlan, Planning, PlanningContact, agree_rhythm, change_plan, plan_contact,
};

pub(crate) async fn rhythm(house: &mut House) -> Result<(), No> {
    let person = house.any_person();
    let days = (1 + house.below(90)).to_string();
    let wish = RhythmWish { days, said: house.words(), reason: house.words(), ..RhythmWish::default() };
    let shown = house.header(person).await.rhythm.map(|stands| stands.event);
    let agreeing = AgreeingRhythm { wish, since: today(house), shown, key: None };
    let post = house.one_of(&[house.manager, house.head]).unwrap();
    agree_rhythm(&house.desk(post).await, person, &agreeing).await
}

fn some_plan(house: &mut House, by: practice::ids::PostId) -> Planning {
    let day = today(house).checked_add(i32::try_from(house.below(40)).unwrap().days()).unwrap();
    let how = house.one_of(&PlannedTouch::ALL);
    Planning { wish: PlanWish { how, day: Some(day), place: house.words(), ..PlanWish::default() }, by }
}

pub(crate) async fn plan(house: &mut House) -> Result<(), No> {
    let person = house.any_person();
    let post = house.one_of(&[house.manager, house.head, house.coach]).unwrap();
    let class = house.one_of(&[Class::Story, Class::Story, Class::Family]).unwrap();
    let planning = PlanningContact { planning: some_plan(house, post), class, key: None };
    plan_contact(&house.desk(post).await, person, &planning).await
}

pub(crate) async fn change(house: &mut House) -> Result<(), No> {
    let plans = house.any_thing(|header| {
        header.planned.iter().map(|(plan, stands)| (*plan, stands.event)).collect::<Vec<_>>()
    });
    let (person, (plan, shown)) = plans.await.ok_or_else(nothing)?;
    let is_off = house.below(3) == 0;
    let planning = if is_off { None } else { Some(some_plan(house, house.manager)) };
    let (whose, reason) = (house.one_of(&WhoseWish::ALL), house.words());
    let changing = ChangingPlan { planning, whose, reason, shown: Some(shown), key: None };
    change_plan(&house.desk(house.manager).await, person, plan, &changing).await
}
