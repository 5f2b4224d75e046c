//! What the shifts of a house hand over: with random words.

use crate::house::House;
use crate::verbs::nothing;
use practice::hubs::{Shift, ShiftLineWish, ShiftNoteWish};
use practice::ids::PostId;
use practice::journal::{Body, Event};
use work::No;
use work::hubs::{
    CorrectingLine, WritingShift, correct_line, read_shift, shift_note, shift_to_write, write_shift,
};

fn some_of_the_house(house: &mut House) -> PostId {
    house.one_of(&[house.manager, house.head, house.coach]).unwrap()
}

/// The shift that is on, or one before it.
fn some_shift(house: &mut House) -> Shift {
    let mut shift = Shift::at(house.council.hub, house.place.house.now());
    for _ in 0..house.below(3) {
        shift = shift.before();
    }
    shift
}

fn some_line(house: &mut House) -> ShiftLineWish {
    ShiftLineWish { text: house.words(), said: house.words(), asked: None }
}

pub(crate) async fn shift_over(house: &mut House) -> Result<(), No> {
    let (post, shift) = (some_of_the_house(house), some_shift(house));
    let desk = house.desk(post).await;
    let shown = shift_to_write(&desk, shift).await?.versions.last().map(|version| version.event);
    let (person, line) = (house.any_person(), some_line(house));
    let lines = if house.below(2) == 0 { vec![(person, line)] } else { Vec::new() };
    let wish = ShiftNoteWish { text: house.words(), lines };
    write_shift(&desk, shift, &WritingShift { wish, shown, key: None }).await
}

pub(crate) async fn shift_read(house: &mut House) -> Result<(), No> {
    let (post, shift) = (some_of_the_house(house), some_shift(house));
    let desk = house.desk(post).await;
    let version = shift_note(&desk, shift).await?.versions.last().map(|version| version.event);
    read_shift(&desk, shift, version.ok_or_else(nothing)?).await.map(|_| ())
}

pub(crate) async fn line_again(house: &mut House) -> Result<(), No> {
    let is_line = |event: &Event| matches!(event.body, Body::ShiftLineWritten(_)) && event.corrects.is_none();
    let shown = house.any_entry(is_line).await.ok_or_else(nothing)?;
    let (wish, reason) = (some_line(house), house.words());
    let correcting = CorrectingLine { wish, reason, shown, key: None };
    correct_line(&house.desk(house.manager).await, shown, &correcting).await.map(|_| ())
}
