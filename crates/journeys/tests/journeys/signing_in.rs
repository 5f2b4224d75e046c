//! Signing in the ordinary way, and leaving nothing behind.

use crate::demo::{Demo, ELLA, is_sound, sign_in_with_password};
use journeys::{Engine, Outcome, View};

const EMAIL: &str = "siobhan.ohare@fellmoor.example";

#[tokio::test]
async fn a_key_worker_signs_in_and_out_and_the_back_button_shows_nothing() -> Outcome {
    signs_in_and_out(View::desktop()).await
}

#[tokio::test]
async fn the_same_on_a_phone() -> Outcome {
    signs_in_and_out(View::phone()).await
}

#[tokio::test]
async fn the_same_on_a_phone_with_scripts_off() -> Outcome {
    signs_in_and_out(View::phone().without_scripts()).await
}

#[tokio::test]
async fn the_same_at_a_desk_with_scripts_off() -> Outcome {
    signs_in_and_out(View::desktop().without_scripts()).await
}

async fn signs_in_and_out(view: View) -> Outcome {
    let demo = Demo::open(Engine::Embedded).await?;
    let siobhan = demo.window(view).await?;
    siobhan.goes_to("/people").await?;
    siobhan.is_headed("Sign in").await?;
    is_sound(&siobhan).await?;

    siobhan.types("E-mail address", EMAIL).await?;
    siobhan.types("Password", "not my password at all").await?;
    siobhan.presses("Sign in").await?;
    siobhan.sees("There is a problem").await?;
    assert_eq!(siobhan.status().await?, 422);
    siobhan.finds_typed("E-mail address", EMAIL).await?;
    siobhan.finds_typed("Password", "").await?;
    is_sound(&siobhan).await?;

    sign_in_with_password(&siobhan, EMAIL).await?;
    siobhan.is_at("/people").await?;
    siobhan.sees(ELLA).await?;
    siobhan.follows(ELLA).await?;
    siobhan.is_headed("Story").await?;

    siobhan.presses("Sign out").await?;
    siobhan.sees("You have signed out").await?;
    is_sound(&siobhan).await?;
    siobhan.goes_back().await?;
    siobhan.is_headed("Sign in").await?;
    siobhan.does_not_see(ELLA).await?;
    siobhan.goes_back().await?;
    siobhan.is_headed("Sign in").await?;
    siobhan.does_not_see(ELLA).await
}
