use super::*;
use jiff::civil::date;

const ON: Between = Between { happened: Some(date(2026, 3, 1)), today: date(2026, 3, 4) };

fn wish(known: KnownWish) -> IncidentWish {
    IncidentWish { what: " A door was broken. ".into(), known, ..IncidentWish::default() }
}

fn recorded(known: KnownWish) -> IncidentKnown {
    incident_recorded(&wish(known), ON).unwrap().known
}

fn refused(known: KnownWish) -> Vec<String> {
    fields(incident_recorded(&wish(known), ON).unwrap_err())
}

fn fields(refusals: Vec<Refusal>) -> Vec<String> {
    refusals.into_iter().filter_map(|refusal| refusal.field).collect()
}

#[test]
fn at_three_in_the_morning_what_happened_is_enough() {
    let incident = incident_recorded(&wish(KnownWish::default()), ON).unwrap();
    assert_eq!((&*incident.what, incident.known), ("A door was broken.", IncidentKnown::default()));
    assert_eq!(fields(incident_recorded(&IncidentWish::default(), ON).unwrap_err()), ["what"]);
}

#[test]
fn that_nobody_was_hurt_is_said_and_not_assumed() {
    let hurt = |hurt, injuries: &str| KnownWish { hurt, injuries: injuries.into(), ..KnownWish::default() };
    assert_eq!(recorded(hurt(None, "")).injuries, Injuries::NotKnown);
    assert_eq!(recorded(hurt(Some(OrNot::NotKnown), "")).injuries, Injuries::NotKnown);
    assert_eq!(recorded(hurt(Some(OrNot::Nobody), "")).injuries, Injuries::Nobody);
    let somebody = Injuries::Somebody("My hand".into());
    assert_eq!(recorded(hurt(None, " My hand ")).injuries, somebody);
    assert_eq!(recorded(hurt(Some(OrNot::Somebody), "My hand")).injuries, somebody);
    for (choice, words) in [(OrNot::Somebody, ""), (OrNot::Nobody, "My hand"), (OrNot::NotKnown, "My hand")] {
        assert_eq!(refused(hurt(Some(choice), words)), ["injuries"], "{choice:?}");
    }
}

#[test]
fn that_somebody_was_held_may_be_known_before_how() {
    let held = |held, how: &str| KnownWish { held, held_how: how.into(), ..KnownWish::default() };
    assert_eq!(recorded(held(Some(OrNot::Somebody), "")).held, Held::Somebody(Holding::default()));
    assert_eq!(recorded(held(Some(OrNot::Nobody), "")).held, Held::Nobody);
    assert_eq!(recorded(held(Some(OrNot::NotKnown), "")).held, Held::NotKnown);
    assert_eq!(recorded(held(None, "")).held, Held::NotKnown);
    let by_the_arm = Held::Somebody(Holding { how: "By the arm".into(), ..Holding::default() });
    assert_eq!(recorded(held(None, "By the arm")).held, by_the_arm);
    for choice in [OrNot::Nobody, OrNot::NotKnown] {
        assert_eq!(refused(held(Some(choice), "By the arm")), ["held"], "{choice:?}");
    }
}

#[test]
fn how_long_somebody_was_held_is_whole_minutes() {
    let long = |minutes: &str| KnownWish { held_minutes: minutes.into(), ..KnownWish::default() };
    let Held::Somebody(holding) = recorded(long("4")).held else { panic!("somebody was held") };
    assert_eq!(holding.minutes, Some(4));
    assert_eq!(refused(long("a while")), ["held_minutes"]);
}

#[test]
fn their_account_is_theirs_or_an_honest_word_for_why_it_is_not_there() {
    let said = |said: &str, asked| KnownWish { said: said.into(), asked, ..KnownWish::default() };
    assert_eq!(recorded(said("He pushed me.", None)).account, TheirView::Said("He pushed me.".into()));
    assert_eq!(recorded(said("", Some(Asked::NotAsked))).account, TheirView::NotAsked);
    assert_eq!(refused(said("He pushed me.", Some(Asked::NotWanted))), ["said"]);
}

#[test]
fn a_repair_conversation_was_on_a_day_or_is_not_yet_or_was_not_wanted() {
    let became = |repair, on, words: &str| KnownWish {
        repair,
        repaired: TalkWish { on, words: words.into() },
        ..KnownWish::default()
    };
    let day = Some(date(2026, 3, 2));
    let spoke = Repair::Spoke(Talk { on: date(2026, 3, 2), words: String::new() });
    assert_eq!(recorded(became(Some(WhatBecame::Spoke), day, "")).repair, spoke);
    assert_eq!(recorded(became(None, day, "")).repair, spoke);
    assert_eq!(recorded(became(Some(WhatBecame::NotWanted), None, "")).repair, Repair::NotWanted);
    assert_eq!(recorded(became(Some(WhatBecame::NotYet), None, "")).repair, Repair::NotYet);
    assert_eq!(refused(became(Some(WhatBecame::Spoke), None, "We did.")), ["repair_on"]);
    assert_eq!(refused(became(Some(WhatBecame::NotYet), day, "")), ["repair"]);
    assert_eq!(refused(became(None, Some(date(2026, 2, 28)), "")), ["repair_on"]);
}

#[test]
fn what_is_added_is_something() {
    let add = |wish: &AddingWish| added_to(wish, ON).map_err(fields);
    assert_eq!(add(&AddingWish::default()), Err(vec!["more".to_owned()]));
    let account = KnownWish { said: "He pushed me.".into(), ..KnownWish::default() };
    assert!(add(&AddingWish { known: account, ..AddingWish::default() }).is_ok());
    assert!(add(&AddingWish { more: "It was Tuesday.".into(), ..AddingWish::default() }).is_ok());
}

#[test]
fn that_a_manager_spoke_says_who_and_when() {
    let add = |on, words: &str| {
        let with_holders = TalkWish { on, words: words.into() };
        added_to(&AddingWish { with_holders, ..AddingWish::default() }, ON).map_err(fields)
    };
    let day = Some(date(2026, 3, 2));
    let spoke = add(day, "Robin: they would call for help sooner.").unwrap();
    assert_eq!(spoke.spoke_with_holders.unwrap().on, date(2026, 3, 2));
    assert_eq!(add(day, ""), Err(vec!["holders_on_words".to_owned()]));
    assert_eq!(add(None, "Robin"), Err(vec!["holders_on".to_owned()]));
}

#[test]
fn all_that_is_wrong_is_said_at_once_and_every_text_has_an_end() {
    let long = "x".repeat(20_001);
    let known = KnownWish {
        before: long.clone(),
        hurt: Some(OrNot::Somebody),
        held_minutes: "0".into(),
        repair: Some(WhatBecame::Spoke),
        ..KnownWish::default()
    };
    let wish = IncidentWish { place: "x".repeat(201), what: String::new(), known };
    let wrong = fields(incident_recorded(&wish, ON).unwrap_err());
    assert_eq!(wrong, ["place", "what", "before", "injuries", "held_minutes", "repair_on"]);
    let adding = AddingWish { more: long, ..AddingWish::default() };
    assert_eq!(fields(added_to(&adding, ON).unwrap_err()), ["more"]);
}

#[test]
fn every_choice_is_read_from_its_word() {
    for choice in OrNot::ALL {
        assert_eq!(OrNot::read(choice.word()), Some(choice));
    }
    for choice in WhatBecame::ALL {
        assert_eq!(WhatBecame::read(choice.word()), Some(choice));
    }
    assert_eq!((OrNot::read("both"), WhatBecame::read("never")), (None, None));
}
