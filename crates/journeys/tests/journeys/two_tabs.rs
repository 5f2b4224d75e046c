//! One worker, two tabs or windows and a back button: nothing is written twice, and nothing in silence.

use crate::demo::{Demo, ELLA, LACEY, PASSWORD, SIOBHAN, is_sound, opens_story};
use fantoccini::key::Key;
use journeys::{Engine, Outcome, Page, View};
use std::time::Duration;

#[tokio::test]
async fn a_page_left_open_while_the_record_changes_is_not_saved_over_it() -> Outcome {
    let demo = Demo::open(Engine::Embedded).await?;
    let siobhan = demo.worker(SIOBHAN, View::desktop().without_scripts()).await?;
    let record = opens_story(&siobhan, LACEY).await?;
    let form = format!("{record}/record/what-helps");
    siobhan.goes_to(&form).await?;
    siobhan.types("What helps when they are upset, in their own words?", "Tea").await?;
    siobhan.presses("Save the words").await?;
    siobhan.sees("It is recorded").await?;

    siobhan.goes_to(&form).await?;
    siobhan.opens_in_a_second_tab(&form).await?;
    siobhan.types("What helps when they are upset, in their own words?", "Cold water").await?;
    siobhan.chooses("It has changed").await?;
    siobhan.presses("Save the words").await?;
    siobhan.sees("It is recorded").await?;
    siobhan.goes_back_to_the_first_tab().await?;
    siobhan.types("What helps when they are upset, in their own words?", "A walk").await?;
    siobhan.chooses("It has changed").await?;
    siobhan.presses("Save the words").await?;
    siobhan.is_headed("You changed this in another window").await?;
    siobhan.sees("In the record now, by you on").await?;
    siobhan.sees("Cold water").await?;
    siobhan.sees("A walk").await?;
    is_sound(&siobhan).await?;
    siobhan.chooses("Keep what is in the record now").await?;
    siobhan.presses("Save what I chose").await?;
    siobhan.sees("what stood in the record was kept").await?;
    assert_eq!(siobhan.fact("What helps when they are upset").await?, "Cold water");
    Ok(())
}

#[tokio::test]
async fn going_back_and_sending_again_writes_nothing_twice() -> Outcome {
    let demo = Demo::open(Engine::Embedded).await?;
    let siobhan = demo.worker(SIOBHAN, View::phone().without_scripts()).await?;
    opens_story(&siobhan, ELLA).await?;
    siobhan.presses("Add a note").await?;
    siobhan.types("What happened?", "You found the red bike.").await?;
    siobhan.presses("Add to the story").await?;
    siobhan.sees("Your note is in the story").await?;
    siobhan.goes_back().await?;
    siobhan.is_headed("Add a note").await?;
    siobhan.types("What happened?", "You found the red bike.").await?;
    siobhan.presses("Add to the story").await?;
    siobhan.sees("You found the red bike.").await?;
    assert_eq!(siobhan.times("You found the red bike.").await?, 1);
    Ok(())
}

const WHAT: &str = "What happened?";
const FOOTBALL: &str = "You told me about the football on Saturday.";
const BIKE: &str = "You found the red bike.";
const NOT_SAVED: &str = "Not saved: other words in this form were saved at";
const KEEP_THESE: &str = "Keep these words instead";

/// One worker at a telephone and at a desk, with the same empty note open at both; and its address.
async fn at_two_windows(demo: &Demo) -> Outcome<(Page, Page, String)> {
    let phone = demo.worker(SIOBHAN, View::phone()).await?;
    let desk = demo.worker(SIOBHAN, View::desktop()).await?;
    let form = format!("{}/notes/new", opens_story(&phone, ELLA).await?);
    phone.goes_to(&form).await?;
    desk.goes_to(&form).await?;
    Ok((phone, desk, form))
}

/// The same, with words saved at the telephone, and others typed at the desk.
async fn with_other_words(demo: &Demo) -> Outcome<(Page, Page, String)> {
    let (phone, desk, form) = at_two_windows(demo).await?;
    phone.types(WHAT, FOOTBALL).await?;
    phone.sees("Saved at ").await?;
    desk.types(WHAT, BIKE).await?;
    desk.sees(NOT_SAVED).await?;
    Ok((phone, desk, form))
}

/// Time enough for a window to save what was typed, where it has said before that it is saved.
async fn until_saved() {
    tokio::time::sleep(Duration::from_secs(5)).await;
}

/// Whether the browser asks before the page is left.
async fn asks_before_leaving(page: &Page) -> Outcome<bool> {
    let leave = "const leaving = new Event('beforeunload', { cancelable: true });
        return !window.dispatchEvent(leaving);";
    Ok(page.ask(leave).await? == true)
}

#[tokio::test]
async fn words_in_two_windows_of_one_form_are_never_saved_over_each_other_in_silence() -> Outcome {
    let demo = Demo::open(Engine::Embedded).await?;
    let (phone, desk, form) = with_other_words(&demo).await?;
    assert_eq!(desk.link_to("See the other words (opens in a new tab)").await?, form);
    is_sound(&desk).await?;
    assert!(asks_before_leaving(&desk).await?);
    phone.reloads().await?;
    phone.finds_typed(WHAT, FOOTBALL).await?;
    desk.finds_typed(WHAT, BIKE).await?;

    desk.tabs_to(KEEP_THESE).await?;
    desk.presses_key(Key::Enter).await?;
    desk.sees("Saved at ").await?;
    desk.does_not_see(KEEP_THESE).await?;
    assert!(desk.focused().await?.is_some(), "the focus stays where the button was");
    assert!(!asks_before_leaving(&desk).await?);
    phone.types(WHAT, FOOTBALL).await?;
    phone.sees(NOT_SAVED).await?;
    is_sound(&phone).await?;

    // What one window sends leaves the words of the other.
    phone.presses("Add to the story").await?;
    phone.sees("Your note is in the story").await?;
    phone.sees(FOOTBALL).await?;
    phone.goes_to(&form).await?;
    phone.finds_typed(WHAT, BIKE).await?;
    desk.presses("Add to the story").await?;
    desk.sees("Your note is in the story").await?;
    desk.goes_to(&form).await?;
    desk.finds_typed(WHAT, "").await
}

#[tokio::test]
async fn a_form_to_be_put_right_says_by_itself_that_its_words_are_not_the_ones_kept() -> Outcome {
    let demo = Demo::open(Engine::Embedded).await?;
    let (phone, desk, _) = at_two_windows(&demo).await?;
    phone.types(WHAT, FOOTBALL).await?;
    phone.sees("Saved at ").await?;
    desk.types(WHAT, BIKE).await?;
    desk.types_in("Which day is it about?", "Month", "13").await?;
    desk.presses("Add to the story").await?;
    desk.sees("There is a problem").await?;
    desk.sees(NOT_SAVED).await?;
    assert!(asks_before_leaving(&desk).await?);
    is_sound(&desk).await?;
    desk.presses(KEEP_THESE).await?;
    desk.sees("Saved at ").await?;
    phone.reloads().await?;
    phone.finds_typed(WHAT, BIKE).await
}

#[tokio::test]
async fn a_screen_that_locks_over_words_that_are_not_saved_shows_them_again_to_their_writer() -> Outcome {
    let demo = Demo::open(Engine::Embedded).await?;
    let (phone, desk, _) = with_other_words(&demo).await?;
    desk.presses("Lock screen").await?;
    desk.sees("This screen is locked").await?;
    desk.opens_in_a_second_tab("/locked").await?;
    desk.types("Your password", PASSWORD).await?;
    desk.presses("Unlock").await?;
    desk.is_at("/").await?;
    desk.goes_back_to_the_first_tab().await?;
    desk.does_not_see("This screen is locked").await?;
    desk.sees(NOT_SAVED).await?;
    desk.finds_typed(WHAT, BIKE).await?;
    desk.presses(KEEP_THESE).await?;
    desk.sees("Saved at ").await?;
    phone.reloads().await?;
    phone.finds_typed(WHAT, BIKE).await
}

#[tokio::test]
async fn a_window_whose_words_were_replaced_in_another_one_says_so_by_itself() -> Outcome {
    let demo = Demo::open(Engine::Embedded).await?;
    let siobhan = demo.worker(SIOBHAN, View::desktop()).await?;
    let form = format!("{}/notes/new", opens_story(&siobhan, ELLA).await?);
    siobhan.goes_to(&form).await?;
    siobhan.types(WHAT, FOOTBALL).await?;
    siobhan.sees("Saved at ").await?;
    siobhan.opens_in_a_second_tab(&form).await?;
    siobhan.finds_typed(WHAT, FOOTBALL).await?;
    siobhan.types(WHAT, BIKE).await?;
    until_saved().await;
    siobhan.goes_back_to_the_first_tab().await?;
    siobhan.sees(NOT_SAVED).await?;
    siobhan.finds_typed(WHAT, FOOTBALL).await
}

#[tokio::test]
async fn a_screen_that_is_locked_without_a_connection_stays_covered_until_the_server_has_locked_it() -> Outcome
{
    let demo = Demo::open(Engine::Embedded).await?;
    let siobhan = demo.worker(SIOBHAN, View::desktop()).await?;
    let form = format!("{}/notes/new", opens_story(&siobhan, ELLA).await?);
    siobhan.goes_to(&form).await?;
    let no_connection_for_a_while = "const ask = window.fetch;
        const back = Date.now() + 8000;
        window.fetch = (to, how) => (Date.now() < back ? Promise.reject(new TypeError()) : ask(to, how));";
    siobhan.ask(no_connection_for_a_while).await?;
    siobhan.types(WHAT, BIKE).await?;
    siobhan.presses("Lock screen").await?;
    siobhan.sees("Locking this screen").await?;
    siobhan.is_headed("Your screen is locked").await?;
    siobhan.types("Your password", PASSWORD).await?;
    siobhan.presses("Unlock").await?;
    siobhan.finds_typed(WHAT, BIKE).await
}

#[tokio::test]
async fn what_is_answered_before_a_screen_is_locked_does_not_open_it_again() -> Outcome {
    let demo = Demo::open(Engine::Embedded).await?;
    let (_phone, desk, _) = with_other_words(&demo).await?;
    let slow_to_lock = "const ask = window.fetch;
        window.fetch = async (to, how) => {
            if (String(to).endsWith('/lock')) await new Promise((done) => { setTimeout(done, 3000); });
            return ask(to, how);
        };";
    desk.ask(slow_to_lock).await?;
    desk.presses("Lock screen").await?;
    desk.sees("This screen is locked").await?;
    let another_window_is_used =
        "new BroadcastChannel('nwd-session').postMessage({ kind: 'active', at: Date.now() });";
    desk.ask(another_window_is_used).await?;
    until_saved().await;
    desk.sees("This screen is locked").await
}
