//! Locking the screen or signing out in the middle of a form loses no word.

use crate::demo::{Demo, ELLA, PASSWORD, SIOBHAN, is_sound, opens_story, sign_in_with_password};
use journeys::{Engine, Outcome, View};

const WORDS: &str = "You told me about the football on Saturday.";

#[tokio::test]
async fn words_typed_before_the_screen_is_locked_are_there_after() -> Outcome {
    let demo = Demo::open(Engine::Embedded).await?;
    let siobhan = demo.worker(SIOBHAN, View::desktop()).await?;
    opens_story(&siobhan, ELLA).await?;
    siobhan.presses("Add a note").await?;
    siobhan.types("What happened?", WORDS).await?;
    siobhan.presses("Lock screen").await?;
    siobhan.is_headed("Your screen is locked").await?;
    siobhan.sees(SIOBHAN).await?;
    siobhan.does_not_see(ELLA).await?;
    is_sound(&siobhan).await?;

    siobhan.goes_back().await?;
    siobhan.is_headed("Your screen is locked").await?;
    siobhan.does_not_see(ELLA).await?;
    siobhan.types("Your password", "not my password").await?;
    siobhan.presses("Unlock").await?;
    siobhan.sees("There is a problem").await?;
    siobhan.types("Your password", PASSWORD).await?;
    siobhan.presses("Unlock").await?;
    siobhan.is_headed("Add a note").await?;
    siobhan.finds_typed("What happened?", WORDS).await?;
    siobhan.had_no_script_errors().await
}

#[tokio::test]
async fn words_typed_before_signing_out_are_there_the_next_time() -> Outcome {
    let demo = Demo::open(Engine::Embedded).await?;
    let siobhan = demo.worker(SIOBHAN, View::phone()).await?;
    opens_story(&siobhan, ELLA).await?;
    siobhan.presses("Add a note").await?;
    siobhan.types("What happened?", WORDS).await?;
    siobhan.presses("Sign out").await?;
    siobhan.sees("You have signed out").await?;

    let later = demo.window(View::desktop()).await?;
    later.goes_to("/sign-in").await?;
    sign_in_with_password(&later, "siobhan.ohare@fellmoor.example").await?;
    later.sees("Go on with 1 form you have begun and not sent").await?;
    later.follows("Go on with 1 form you have begun and not sent").await?;
    later.is_headed("My drafts").await?;
    later.sees("A note").await?;
    later.sees(WORDS).await?;
    is_sound(&later).await?;
    later.presses("Go on writing").await?;
    later.is_headed("Add a note").await?;
    later.finds_typed("What happened?", WORDS).await?;
    later.presses("Add to the story").await?;
    later.sees("Your note is in the story").await?;
    later.goes_to("/").await?;
    later.does_not_see("you have begun and not sent").await
}

#[tokio::test]
async fn with_scripts_off_a_form_sent_from_a_locked_screen_is_kept() -> Outcome {
    let demo = Demo::open(Engine::Embedded).await?;
    let siobhan = demo.worker(SIOBHAN, View::desktop().without_scripts()).await?;
    opens_story(&siobhan, ELLA).await?;
    siobhan.presses("Add a note").await?;
    siobhan.types("What happened?", WORDS).await?;
    siobhan.opens_in_a_second_tab("/people").await?;
    siobhan.presses("Lock screen").await?;
    siobhan.is_headed("Your screen is locked").await?;
    siobhan.goes_back_to_the_first_tab().await?;
    siobhan.presses("Add to the story").await?;
    siobhan.is_headed("Your screen is locked").await?;
    siobhan.types("Your password", PASSWORD).await?;
    siobhan.presses("Unlock").await?;
    siobhan.is_headed("Add a note").await?;
    siobhan.finds_typed("What happened?", WORDS).await?;
    siobhan.presses("Add to the story").await?;
    siobhan.sees("Your note is in the story").await?;
    assert_eq!(siobhan.times(WORDS).await?, 1);
    Ok(())
}

/// A page that was opened 20 seconds before the end of its session.
const ENDS_SOON: &str = "document.addEventListener('readystatechange', () => {
    const page = document.body?.dataset;
    if (document.readyState === 'interactive' && page?.endsIn) page.endsIn = '20';
});";

#[tokio::test]
async fn words_typed_until_the_session_ends_whatever_one_does_are_kept_and_it_is_said_before() -> Outcome {
    let demo = Demo::open(Engine::Embedded).await?;
    let siobhan = demo.worker(SIOBHAN, View::desktop()).await?;
    opens_story(&siobhan, ELLA).await?;
    siobhan.does_not_see("12 hours after you signed in").await?;
    siobhan.begins_pages_with(ENDS_SOON).await?;
    siobhan.presses("Add a note").await?;
    siobhan.sees("12 hours after you signed in").await?;
    siobhan.types("What happened?", WORDS).await?;
    is_sound(&siobhan).await?;
    siobhan.is_headed("Your screen is locked").await?;
    siobhan.types("Your password", PASSWORD).await?;
    siobhan.presses("Unlock").await?;
    siobhan.finds_typed("What happened?", WORDS).await
}
