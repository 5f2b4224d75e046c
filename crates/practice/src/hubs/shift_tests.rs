use super::*;
use jiff::civil::date;

const HOUSE: TeamId = TeamId(Uuid::from_u128(7));
const SAM: PersonId = PersonId(Uuid::from_u128(1));
const DAY: Date = date(2026, 11, 27);

/// In winter the clock on the wall is that of the world.
fn at(text: &str) -> Instant {
    Instant::from_jiff(text.parse().unwrap())
}

fn night() -> Shift {
    Shift { day: DAY, of_day: ShiftOfDay::Night, team: HOUSE }
}

/// At seven, when the night hands over.
fn morning_after() -> Instant {
    at("2026-11-28T07:00:00Z")
}

fn line(text: &str) -> ShiftLineWish {
    ShiftLineWish { text: text.into(), ..ShiftLineWish::default() }
}

fn wish() -> ShiftNoteWish {
    ShiftNoteWish { text: " The boiler man comes at 10. ".into(), lines: vec![(SAM, line("Slept well."))] }
}

fn handed(wish: &ShiftNoteWish) -> HandedOver {
    shift_note(night(), wish, morning_after()).unwrap()
}

#[test]
fn a_night_has_the_day_on_which_it_begins_and_lasts_until_tonight_is_over() {
    for (moment, shift) in [
        ("2026-11-27T22:00:00Z", "2026-11-27.night."),
        ("2026-11-28T07:59:00Z", "2026-11-27.night."),
        ("2026-11-28T08:00:00Z", "2026-11-28.morning."),
        ("2026-11-28T14:59:00Z", "2026-11-28.morning."),
        ("2026-11-28T15:00:00Z", "2026-11-28.evening."),
        ("2026-07-28T20:59:00Z", "2026-07-28.evening."),
    ] {
        assert!(Shift::at(HOUSE, at(moment)).to_string().starts_with(shift), "{moment}");
    }
    let over = at("2026-11-28T08:00:00Z");
    assert_eq!(crate::homes::night_of(over), date(2026, 11, 28));
    assert_eq!((ShiftOfDay::Night.begins(), ShiftOfDay::Night.ends()), (time(22, 0, 0, 0), over.time()));
    assert!(night().is_over(over) && !night().is_over(over.plus_seconds(-1)));
}

#[test]
fn one_shift_follows_the_other() {
    let mut shift = night();
    for expected in ["2026-11-28.morning", "2026-11-28.evening", "2026-11-28.night", "2026-11-29.morning"] {
        assert_eq!(shift.after().before(), shift);
        shift = shift.after();
        assert!(shift.to_string().starts_with(expected), "{shift}");
    }
}

#[test]
fn a_shift_is_read_from_its_one_name() {
    let name = night().to_string();
    assert_eq!(name.parse(), Ok(night()));
    for other in
        ["", "2026-11-27", "2026-11-27.noon.x", &name.to_uppercase(), &format!("{name}.x"), &name[1..]]
    {
        assert_eq!(other.parse::<Shift>(), Err(NoShift), "{other}");
    }
}

#[test]
fn each_shift_of_each_house_has_a_stream_of_its_own() {
    let elsewhere = Shift { team: TeamId(Uuid::from_u128(8)), ..night() };
    let streams = [night(), elsewhere, night().before(), night().after()].map(Shift::stream);
    let distinct: std::collections::BTreeSet<_> = streams.iter().collect();
    assert_eq!(distinct.len(), streams.len());
}

#[test]
fn the_house_and_each_young_person_are_handed_over_apart() {
    let handed = handed(&wish());
    assert_eq!(handed.text, "The boiler man comes at 10.");
    let [(person, written)] = &handed.lines[..] else { panic!("one line") };
    assert_eq!((*person, &*written.text, written.day), (SAM, "Slept well.", DAY));
    assert_eq!(written.their_view, TheirView::NotWritten);
}

#[test]
fn what_they_say_themselves_is_enough() {
    let said = ShiftLineWish { said: "Wake me at 7".into(), ..ShiftLineWish::default() };
    let wish = ShiftNoteWish { lines: vec![(SAM, said)], ..ShiftNoteWish::default() };
    assert_eq!(handed(&wish).lines[0].1.their_view, TheirView::Said("Wake me at 7".into()));
}

#[test]
fn of_whom_nothing_was_typed_nothing_is_handed_over() {
    let wish = ShiftNoteWish { lines: vec![(SAM, line(" \n"))], ..wish() };
    assert!(handed(&wish).lines.is_empty());
}

#[test]
fn there_may_be_nothing_to_hand_over() {
    let nothing = || handed(&ShiftNoteWish::default());
    assert!(nothing().if_new(None).is_ok());
    let again = nothing().if_new(Some("")).unwrap_err();
    assert_eq!(again.field.as_deref(), Some("text"));
}

#[test]
fn a_note_that_is_written_again_says_something_new() {
    let same = ShiftNoteWish { lines: Vec::new(), ..wish() };
    let again = |wish: &ShiftNoteWish, stands| handed(wish).if_new(Some(stands)).is_ok();
    assert!(!again(&same, "The boiler man comes at 10."));
    assert!(again(&same, "He comes at 9.") && again(&wish(), "The boiler man comes at 10."));
    // Words that were wrong can be taken out: they stay in the version before.
    assert!(again(&ShiftNoteWish::default(), "He comes at 9."));
}

#[test]
fn a_shift_is_written_from_its_beginning_on_and_for_a_week() {
    let on = |now| shift_note(night(), &wish(), at(now));
    assert!(on("2026-11-27T21:59:00Z").unwrap_err()[0].sentence.starts_with("This shift has not begun"));
    assert!(on("2026-11-27T22:00:00Z").is_ok());
    assert!(on("2026-12-04T23:59:00Z").is_ok() && night().is_written_now(at("2026-12-04T23:59:00Z")));
    assert!(on("2026-12-05T00:00:00Z").is_err() && !night().is_written_now(at("2026-12-05T00:00:00Z")));
}

#[test]
fn everything_that_will_not_do_is_said_at_once_and_at_its_field() {
    let long = "x".repeat(LONGEST + 1);
    let lines = vec![(SAM, ShiftLineWish { text: long.clone(), said: long.clone(), asked: None })];
    let refusals = shift_note(night(), &ShiftNoteWish { text: long, lines }, morning_after()).unwrap_err();
    let fields: Vec<_> = refusals.into_iter().filter_map(|refusal| refusal.field).collect();
    assert_eq!(fields, ["text".to_owned(), line_field(SAM), said_field(SAM)]);
}

#[test]
fn a_line_that_is_put_right_says_something_and_does_not_contradict_itself() {
    let fields = |wish: &ShiftLineWish| -> Vec<String> {
        let refusals = shift_line_written((DAY, ShiftOfDay::Night), wish).unwrap_err();
        refusals.into_iter().filter_map(|refusal| refusal.field).collect()
    };
    assert_eq!(fields(&ShiftLineWish::default()), ["text"]);
    let contradicts = ShiftLineWish { said: "Fine".into(), asked: Some(Asked::NotAsked), ..line("Slept.") };
    assert_eq!(fields(&contradicts), ["said"]);
}
