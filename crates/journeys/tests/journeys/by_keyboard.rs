//! The main work by keyboard alone: signing in, finding a story, writing a note, putting a mistake right.

use crate::demo::{Demo, ELLA, PASSWORD, is_sound};
use fantoccini::key::Key;
use journeys::{Engine, Outcome, Page, View};

const WORDS: &str = "You beat me at chess, twice.";

#[tokio::test]
async fn a_key_worker_does_her_work_without_a_mouse() -> Outcome {
    without_a_mouse(View::desktop()).await
}

#[tokio::test]
async fn the_same_with_scripts_off() -> Outcome {
    without_a_mouse(View::desktop().without_scripts()).await
}

async fn without_a_mouse(view: View) -> Outcome {
    let demo = Demo::open(Engine::Embedded).await?;
    let siobhan = demo.window(view).await?;
    siobhan.goes_to("/people").await?;
    siobhan.is_headed("Sign in").await?;
    siobhan.tabs_to("E-mail address").await?;
    siobhan.types_here("siobhan.ohare@fellmoor.example").await?;
    siobhan.tabs_to("Password").await?;
    siobhan.types_here(PASSWORD).await?;
    siobhan.presses_key(Key::Enter).await?;
    siobhan.is_headed("Young people").await?;

    let first = siobhan.tabs().await?.expect("something has the focus");
    assert_eq!(first.name, "Skip to main content");
    siobhan.tabs_to(ELLA).await?;
    siobhan.presses_key(Key::Enter).await?;
    siobhan.is_headed("Story").await?;
    siobhan.tabs_to("Add a note").await?;
    siobhan.presses_key(Key::Enter).await?;
    siobhan.is_headed("Add a note").await?;
    sends_too_early(&siobhan).await?;

    siobhan.types_here(WORDS).await?;
    siobhan.tabs_to("Everybody who works with them").await?;
    siobhan.presses_key(Key::Down).await?;
    assert!(siobhan.is_chosen("Those who also work with the family").await?);
    siobhan.tabs_to("Add to the story").await?;
    siobhan.presses_key(Key::Enter).await?;
    siobhan.sees("Your note is in the story").await?;
    siobhan.sees(WORDS).await?;
    let stops = siobhan.every_stop_is_named_and_visible().await?;
    assert!(stops.len() > 40, "{} stops", stops.len());
    is_sound(&siobhan).await
}

/// An empty form comes back with a summary, whose link leads to the field.
async fn sends_too_early(worker: &Page) -> Outcome {
    worker.tabs_to("Add to the story").await?;
    worker.presses_key(Key::Enter).await?;
    worker.sees("There is a problem").await?;
    worker.tabs_to("Write what you want to say.").await?;
    worker.presses_key(Key::Enter).await?;
    let here = worker.focused().await?.expect("the field has the focus");
    assert_eq!(here.name, "What happened?");
    Ok(())
}
