//! A social worker writes down somebody new, after looking whether they are here, and follows them.

use crate::demo::{Demo, RUTH, SIOBHAN, is_sound};
use journeys::{Engine, Outcome, View};

const NAME: &str = "Orla Fernsby";

#[tokio::test]
async fn a_social_worker_adds_somebody_new_and_follows_their_story() -> Outcome {
    let demo = Demo::open(Engine::Embedded).await?;
    let ruth = demo.worker(RUTH, View::desktop().without_scripts()).await?;
    ruth.sees("Young people I work with").await?;
    let hers = ruth.words_of("tbody th a").await?.swap_remove(0);

    ruth.goes_to("/people").await?;
    ruth.presses("Add a young person").await?;
    is_sound(&ruth).await?;
    ruth.types("Name they use", &hers).await?;
    ruth.picks("Which team is responsible?", "Harbour House").await?;
    ruth.presses("Continue").await?;
    ruth.is_headed("Is it one of these?").await?;
    ruth.sees("Why it may be them").await?;
    is_sound(&ruth).await?;

    ruth.follows("Change what I typed").await?;
    ruth.types("Name they use", NAME).await?;
    ruth.types_day("When were they born? (optional)", "17 8 2012").await?;
    ruth.picks("Which team is responsible?", "Harbour House").await?;
    ruth.double_clicks("Continue").await?;
    ruth.sees("The record is there").await?;
    ruth.follows("Story").await?;
    ruth.presses("Add a note").await?;
    ruth.types("What happened?", "You asked who would come on Monday. I will.").await?;
    ruth.presses("Add to the story").await?;
    ruth.sees("Your note is in the story").await?;

    let siobhan = demo.worker(SIOBHAN, View::phone()).await?;
    siobhan.goes_to("/people?whose=all").await?;
    assert_eq!(siobhan.times(NAME).await?, 1);
    siobhan.follows(NAME).await?;
    siobhan.sees("You asked who would come on Monday. I will.").await
}
