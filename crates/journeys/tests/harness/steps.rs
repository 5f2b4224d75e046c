//! What a person does and sees.

use crate::site;
use journeys::{Browser, Outcome, View};

#[tokio::test]
async fn a_form_is_filled_in_by_its_words_and_saved() -> Outcome {
    let browser = Browser::start().await?;
    let asha = browser.window(View::desktop(), &site::address()).await?;
    asha.goes_to("/").await?;
    asha.is_headed("Who is it?").await?;
    asha.sees("Scripts are on").await?;
    asha.finds_typed("Name they use", "old").await?;
    asha.types("Name they use", "Zoë").await?;
    asha.types_in("Date of birth", "Day", "29").await?;
    asha.types_in("Seen on", "Day", "4").await?;
    asha.chooses("At the hub").await?;
    assert!(asha.is_chosen("At the hub").await? && !asha.is_chosen("At home").await?);
    asha.picks("Team", "Moor View").await?;
    asha.presses("Save this person").await?;
    asha.is_headed("Saved").await?;
    asha.sees("name=Zo%C3%AB&b-day=29&s-day=4&how=hub&team=m").await?;
    assert_eq!(asha.status().await?, 200);
    assert_eq!(asha.path().await?, "/saved");
    assert_eq!(asha.title().await?, "Saved");
    asha.had_no_script_errors().await
}

#[tokio::test]
async fn the_same_form_works_on_a_phone_with_scripts_off() -> Outcome {
    let browser = Browser::start().await?;
    let asha = browser.window(View::phone().without_scripts(), &site::address()).await?;
    asha.goes_to("/").await?;
    asha.sees("Scripts are off").await?;
    asha.has_no_axe_violations().await?;
    asha.does_not_scroll_sideways_at_320().await?;
    asha.unfolds("What is this?").await?;
    asha.sees("A form to try.").await?;
    asha.types("Name they use", "Bo").await?;
    asha.presses("Save this person").await?;
    asha.is_headed("There is a problem").await?;
    assert_eq!(asha.status().await?, 422);
    asha.had_no_script_errors().await?;
    asha.goes_back().await?;
    asha.is_at("/").await
}

#[tokio::test]
async fn two_people_in_one_journey_share_nothing() -> Outcome {
    let browser = Browser::start().await?;
    let site = site::address();
    let asha = browser.window(View::desktop(), &site).await?;
    asha.goes_to("/").await?;
    asha.goes_to("/cookie").await?;
    asha.sees("Cookie: [been=here]").await?;
    let bo = browser.window(View::phone(), &site).await?;
    bo.goes_to("/cookie").await?;
    bo.sees("Cookie: []").await
}

#[tokio::test]
async fn things_with_one_name_are_told_apart_by_what_they_stand_under() -> Outcome {
    let browser = Browser::start().await?;
    let asha = browser.window(View::desktop(), &site::address()).await?;
    for (group, name, place) in [
        ("Alerts", "Change", "/cookie"),
        ("Phones", "Change", "/"),
        ("Bo O'Neil", "Open", "/twice"),
        ("Cy", "Open", "/wide"),
        ("Pronouns", "Edit", "/faint"),
    ] {
        asha.goes_to("/nested").await?;
        asha.follows_in(group, name).await?;
        asha.is_at(place).await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_form_can_be_filled_in_by_keyboard_alone() -> Outcome {
    let browser = Browser::start().await?;
    let asha = browser.window(View::desktop(), &site::address()).await?;
    asha.goes_to("/").await?;
    let stops = asha.every_stop_is_named_and_visible().await?;
    let names: Vec<&str> = stops.iter().map(|stop| stop.name.as_str()).collect();
    assert_eq!(names[..2], ["Cookie", "Name they use"]);
    assert_eq!(names.last(), Some(&"What is this?"));
    asha.reloads().await?;
    asha.tabs_to("Name they use").await?;
    asha.types_here("Zo by keys").await?;
    asha.tabs_to("Save this person").await?;
    let before = asha.tabs_back().await?.unwrap();
    assert_eq!((before.role.as_str(), before.name.as_str()), ("combobox", "Team"));
    asha.tabs_to("Save this person").await?;
    asha.presses_key(fantoccini::key::Key::Enter).await?;
    asha.is_headed("Saved").await
}

#[tokio::test]
async fn a_page_is_seen_as_a_picture_and_on_paper() -> Outcome {
    let browser = Browser::start().await?;
    let asha = browser.window(View::phone(), &site::address()).await?;
    asha.goes_to("/").await?;
    let picture = std::fs::read(asha.picture("harness-start").await?)?;
    assert!(picture.starts_with(b"\x89PNG"));
    // A PNG's width and height stand in its first chunk.
    assert_eq!(
        (picture[16..20].to_vec(), picture[20..24].to_vec()),
        (360_u32.to_be_bytes().into(), 740_u32.to_be_bytes().into())
    );
    let (pdf, sheets) = asha.prints("harness-start").await?;
    assert!(std::fs::read(pdf)?.starts_with(b"%PDF"));
    assert_eq!(sheets, 1);
    asha.is_held_as_paper().await?;
    asha.sees("Printed by Asha").await?;
    asha.does_not_see("Cookie").await?;
    asha.is_back_on_screen().await?;
    asha.sees("Cookie").await?;
    asha.does_not_see("Printed by Asha").await
}
