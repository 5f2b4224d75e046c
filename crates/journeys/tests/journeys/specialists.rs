//! Specialists see the young people whom they are pulled in to, read the story and add to it.

use crate::demo::{Demo, ELLA, is_sound, sign_in_as};
use journeys::{Engine, Outcome, View};

#[tokio::test]
async fn communication_and_family_specialists_do_their_work_at_a_desk() -> Outcome {
    work_with_their_own(View::desktop(), &["Poppy Langford", "Yvonne Baptiste"]).await
}

#[tokio::test]
async fn education_and_housing_specialists_do_theirs_on_a_phone_with_scripts_off() -> Outcome {
    work_with_their_own(View::phone().without_scripts(), &["Owen Tattersfield", "Sunita Rawal"]).await
}

async fn work_with_their_own(view: View, specialists: &[&str]) -> Outcome {
    let demo = Demo::open(Engine::Embedded).await?;
    let specialist = demo.window(view).await?;
    for name in specialists {
        sign_in_as(&specialist, name).await?;
        specialist.sees("Young people I work with").await?;
        let theirs = specialist.words_of("tbody th a").await?;
        assert!((1..=4).contains(&theirs.len()), "{name} works with {theirs:?}");
        specialist.goes_to("/find").await?;
        specialist.types("Who are you looking for?", ELLA).await?;
        specialist.presses("Find").await?;
        if !theirs.iter().any(|one| one == ELLA) {
            specialist.sees("Nobody whose record you may open fits what you typed.").await?;
        }
        specialist.goes_to("/people").await?;
        specialist.follows(&theirs[0]).await?;
        specialist.is_headed("Story").await?;
        specialist.follows("Team around").await?;
        specialist.sees("joins the team").await?;
        specialist.presses("Add a note").await?;
        let words = format!("{name} was here, and you showed the way to the sea.");
        specialist.types("What happened?", &words).await?;
        specialist.presses("Add to the story").await?;
        specialist.sees("Your note is in the story").await?;
        specialist.sees(&words).await?;
        is_sound(&specialist).await?;
    }
    Ok(())
}
