//! Going out alone, with random words.

use crate::house::House;
use crate::verbs::nothing;
use practice::hubs::LeftWords;
use work::No;
use work::hubs::{Finding, GoingOut, back_safe, go_out, looked_for, out_longer, watched, who_is_out};

pub(crate) async fn goes(house: &mut House) -> Result<(), No> {
    let words = LeftWords { place: house.words(), telephone: String::new(), other: house.words() };
    let desk = house.desk(house.far).await;
    let back_by = desk.now.plus_seconds(3_600).time();
    go_out(&desk, &GoingOut { back_by, words, key: None }).await
}

pub(crate) async fn longer_or_safe(house: &mut House) -> Result<(), No> {
    let desk = house.desk(house.far).await;
    let out = watched(&desk).await?.own.first().copied().ok_or_else(nothing)?;
    if house.below(2) == 0 {
        return back_safe(&desk, out.stream, None).await;
    }
    out_longer(&desk, out.stream, desk.now.plus_seconds(7_200).time(), None).await
}

pub(crate) async fn finds(house: &mut House) -> Result<(), No> {
    let desk = house.desk(house.head).await;
    let who = who_is_out(&desk).await?;
    let overdue = who.now.iter().find(|line| line.is_overdue).ok_or_else(nothing)?;
    let finding = Finding { safe: Some(house.below(2) == 0), what: house.words(), key: None };
    looked_for(&desk, overdue.stream, &finding).await
}
