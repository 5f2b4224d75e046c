//! Which days ahead matter, a sentence each.

use super::*;
use crate::dates::{Happened, Instant, PartialDate};
use crate::ids::{EventId, PersonId};
use crate::journal::Class;
use crate::key_working::Cover;
use crate::people::{BirthRecorded, Dated, Died};
use jiff::civil::date;
use uuid::Uuid;

const TODAY: Date = date(2026, 6, 3);
const KEY_WORKER: PostId = PostId(Uuid::from_u128(7));
const ACTING: PostId = PostId(Uuid::from_u128(8));

fn so<T>(is: T) -> Dated<T> {
    let event = EventId(Uuid::nil());
    let happened = Happened::On(PartialDate::Day(TODAY));
    Dated { is, happened, recorded: Instant(0), event, first: event, class: Class::Story }
}

fn born(on: Date) -> Header {
    let mut sam = Header::new(PersonId(Uuid::from_u128(1)));
    sam.births = vec![so(BirthRecorded { born: PartialDate::Day(on), basis: BirthBasis::Document })];
    sam
}

/// The same in care.
fn in_care(on: Date) -> Header {
    Header { cohort: Some(so(Cohort::LookedAfter)), ..born(on) }
}

fn covered(sam: Header) -> Header {
    let (from, to) = (date(2026, 5, 20), date(2026, 6, 20));
    let cover = Cover { post: ACTING, covering: KEY_WORKER, from, to, reason: String::new(), ended: None };
    Header { key_worker: Some(so(KEY_WORKER)), covers: vec![so(cover)], ..sam }
}

fn days(sam: &Header) -> Vec<Date> {
    sam.key_dates(TODAY).into_iter().map(|one| one.on).collect()
}

/// The next age that matters, in years, with the day.
fn next_age(sam: &Header) -> Option<(i16, Date)> {
    sam.key_dates(TODAY).into_iter().find_map(|one| match one.what {
        KeyMatter::Birthday(coming) => Some((coming.age.years(), one.on)),
        KeyMatter::CoverEnds(_) => None,
    })
}

#[test]
fn the_next_birthday_that_matters_is_always_there_however_far_off() {
    assert_eq!(next_age(&born(date(2012, 1, 2))), Some((18, date(2030, 1, 2))));
    assert_eq!(next_age(&born(date(2008, 6, 3))), Some((18, TODAY)), "the day itself");
    assert_eq!(next_age(&born(date(2008, 6, 2))), Some((21, date(2029, 6, 2))));
    assert_eq!(next_age(&born(date(2003, 1, 1))), Some((25, date(2028, 1, 1))));
    assert_eq!(next_age(&born(date(2001, 1, 1))), None);
}

#[test]
fn at_sixteen_something_changes_for_somebody_in_care_alone() {
    assert_eq!(next_age(&in_care(date(2012, 1, 2))), Some((16, date(2028, 1, 2))));
    assert_eq!(next_age(&in_care(date(2010, 1, 2))), Some((18, date(2028, 1, 2))));
}

#[test]
fn somebody_born_on_29_february_comes_of_age_on_1_march() {
    assert_eq!(next_age(&born(date(2012, 2, 29))), Some((18, date(2030, 3, 1))));
}

#[test]
fn a_birth_date_that_is_not_known_to_the_day_or_still_to_come_makes_no_birthday() {
    let mut sam = born(date(2012, 1, 2));
    sam.births[0].is.basis = BirthBasis::Expected;
    assert_eq!(next_age(&sam), None);
    sam.births[0].is = BirthRecorded { born: PartialDate::Month(2012, 1), basis: BirthBasis::Given };
    assert_eq!(next_age(&sam), None);
    assert_eq!(days(&Header::new(sam.person)), []);
}

#[test]
fn a_birthday_says_where_its_birth_date_is_in_doubt() {
    for (basis, doubted) in
        [(BirthBasis::Disputed, true), (BirthBasis::Assessed, true), (BirthBasis::Given, false)]
    {
        let mut sam = born(date(2012, 1, 2));
        sam.births[0].is.basis = basis;
        let KeyMatter::Birthday(coming) = sam.key_dates(TODAY)[0].what else { panic!("no birthday") };
        assert_eq!(coming.in_doubt, doubted, "{basis:?}");
    }
}

#[test]
fn the_last_day_of_cover_is_there_until_it_is_ended() {
    let mut sam = covered(Header::new(PersonId(Uuid::nil())));
    let last = KeyDate { on: date(2026, 6, 20), what: KeyMatter::CoverEnds(ACTING) };
    assert_eq!(sam.key_dates(TODAY), [last]);
    sam.covers[0].is.ended = Some("Back early".into());
    assert_eq!(sam.key_dates(TODAY), []);
}

#[test]
fn what_a_reader_may_not_be_shown_makes_no_day() {
    let mut sam = covered(in_care(date(2012, 1, 2)));
    sam.births[0].class = Class::Restricted;
    sam.covers[0].class = Class::Restricted;
    assert_eq!(sam.shown_to(|class| class == Class::Story).key_dates(TODAY), []);
}

#[test]
fn of_somebody_who_has_died_no_day_is_ahead() {
    let sam = covered(born(date(2012, 1, 2)));
    let died = Header { died: Some(so(Died { told_by: "The hospital".into() })), ..sam };
    assert_eq!(days(&died), []);
}

#[test]
fn five_days_are_shown_the_nearest_first_and_the_birthday_is_one_of_them() {
    let mut sam = covered(born(date(2012, 1, 2)));
    let cover = sam.covers[0].clone();
    sam.covers = (1..=7_i8)
        .rev()
        .map(|day| {
            let day = date(2026, 7, day);
            Dated { is: Cover { from: day, to: day, ..cover.is.clone() }, ..cover.clone() }
        })
        .collect();
    let near = [1, 2, 3, 4].map(|day| date(2026, 7, day));
    assert_eq!(days(&sam), [near.as_slice(), &[date(2030, 1, 2)]].concat());
    sam.births.clear();
    assert_eq!(days(&sam).len(), 5);
}
