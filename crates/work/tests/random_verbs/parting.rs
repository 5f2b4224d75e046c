//! Goodbyes and handovers, with random words.

use crate::house::House;
use crate::verbs::{nothing, today};
use jiff::ToSpan;
use practice::key_working::{Asked, GoodbyeWish, HandoverWish, Teller};
use work::No;
use work::key_working::{HandingOver, TellingGoodbye, hand_over, tell_goodbye};

pub(crate) async fn goodbye(house: &mut House) -> Result<(), No> {
    let workers = |header: practice::people::Header| {
        header.key_workers_before.into_iter().chain(header.key_worker).map(|worker| worker.is).collect()
    };
    let (person, worker) = house.any_thing(workers).await.ok_or_else(nothing)?;
    let told_by = house.one_of(&[Teller::Themself, Teller::Writer]);
    let asked = house.one_of(&[Asked::NotAsked, Asked::NotWanted]);
    let how = house.words();
    let wish = GoodbyeWish { worker, told_by, other: String::new(), how, said: String::new(), asked };
    let day = today(house).checked_sub(i32::try_from(house.below(40)).unwrap().days()).unwrap();
    let telling = TellingGoodbye { wish, day, key: None };
    tell_goodbye(&house.desk(house.manager).await, person, &telling).await
}

pub(crate) async fn handover(house: &mut House) -> Result<(), No> {
    let person = house.any_person();
    let introduced = (house.below(2) == 0).then(|| today(house));
    let (know, promised) = (house.words(), house.words());
    let wish = HandoverWish { know, promised, introduced, ..HandoverWish::default() };
    hand_over(&house.desk(house.manager).await, person, &HandingOver { wish, key: None }).await
}
