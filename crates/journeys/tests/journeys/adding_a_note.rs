//! A note is written, is never lost, and is in the story once.

use crate::demo::{Demo, ELLA, SIOBHAN, is_sound, opens_story};
use journeys::{Engine, Outcome, View};

const WORDS: &str = "You made toast for everybody.\nYou said: \"mornings are not so bad\".";

#[tokio::test]
async fn a_note_survives_a_reload_and_an_impatient_hand() -> Outcome {
    adds_a_note(Engine::Embedded, View::desktop()).await
}

#[tokio::test]
async fn the_same_on_a_phone() -> Outcome {
    adds_a_note(Engine::Embedded, View::phone()).await
}

#[tokio::test]
async fn the_same_on_postgresql() -> Outcome {
    adds_a_note(Engine::Postgres, View::desktop()).await
}

async fn adds_a_note(engine: Engine, view: View) -> Outcome {
    let demo = Demo::open(engine).await?;
    let siobhan = demo.worker(SIOBHAN, view).await?;
    let record = opens_story(&siobhan, ELLA).await?;
    siobhan.presses("Add a note").await?;
    siobhan.is_headed("Add a note").await?;
    is_sound(&siobhan).await?;
    siobhan.types("What happened?", WORDS).await?;
    siobhan.sees("Saved at").await?;

    siobhan.reloads().await?;
    siobhan.finds_typed("What happened?", WORDS).await?;
    siobhan.types("A short title (optional)", "Toast").await?;
    siobhan.double_clicks("Add to the story").await?;
    siobhan.sees("Your note is in the story").await?;
    siobhan.sees("mornings are not so bad").await?;
    assert_eq!(siobhan.times("You made toast for everybody.").await?, 1);
    is_sound(&siobhan).await?;
    siobhan.reloads().await?;
    siobhan.sees("mornings are not so bad").await?;
    assert_eq!(siobhan.times("You made toast for everybody.").await?, 1);

    siobhan.goes_to(&format!("{record}/notes/new")).await?;
    siobhan.finds_typed("What happened?", "").await
}

#[tokio::test]
async fn with_scripts_off_two_presses_are_still_one_note() -> Outcome {
    two_presses(View::desktop().without_scripts()).await
}

#[tokio::test]
async fn on_a_phone_with_scripts_off_too() -> Outcome {
    two_presses(View::phone().without_scripts()).await
}

async fn two_presses(view: View) -> Outcome {
    let demo = Demo::open(Engine::Embedded).await?;
    let siobhan = demo.worker(SIOBHAN, view).await?;
    opens_story(&siobhan, ELLA).await?;
    siobhan.presses("Add a note").await?;
    siobhan.sees("Scripts are off in this browser").await?;
    siobhan.types("What happened?", WORDS).await?;
    siobhan.types_day("Which day is it about?", "31 2 2026").await?;
    siobhan.presses("Add to the story").await?;
    siobhan.sees("There is a problem").await?;
    siobhan.finds_typed("What happened?", WORDS).await?;
    is_sound(&siobhan).await?;
    siobhan.types_day("Which day is it about?", "28 2 2026").await?;
    siobhan.double_clicks("Add to the story").await?;
    siobhan.sees("Your note is in the story").await?;
    siobhan.unfolds("Filter").await?;
    siobhan.types("Up to the end of", "February 2026").await?;
    siobhan.presses("Apply filters").await?;
    siobhan.sees("mornings are not so bad").await?;
    siobhan.sees("later").await?;
    assert_eq!(siobhan.times("You made toast for everybody.").await?, 1);
    is_sound(&siobhan).await
}
