//! A worker and a young person agree how often they meet, and the story says what was done of it.

use crate::demo::{Demo, ELLA, SIOBHAN, is_sound, opens_story};
use journeys::{Engine, Outcome, View};

#[tokio::test]
async fn on_a_phone_with_the_words_of_the_young_person() -> Outcome {
    agrees(Engine::Embedded, View::phone()).await
}

#[tokio::test]
async fn the_same_on_postgresql_with_scripts_off() -> Outcome {
    agrees(Engine::Postgres, View::phone().without_scripts()).await
}

async fn agrees(engine: Engine, view: View) -> Outcome {
    let demo = Demo::open(engine).await?;
    let siobhan = demo.worker(SIOBHAN, view).await?;
    opens_story(&siobhan, ELLA).await?;
    siobhan.sees("Agreed: every").await?;
    siobhan.follows("Change how often").await?;
    siobhan.is_headed("How often to meet").await?;
    is_sound(&siobhan).await?;
    siobhan.types("Meet at least once in how many days?", "100").await?;
    siobhan.presses("Agree it").await?;
    siobhan.sees("Enter whole days, from 1 to 90.").await?;
    siobhan.sees("Say why, in a few words.").await?;
    is_sound(&siobhan).await?;
    siobhan.types("Meet at least once in how many days?", "3").await?;
    siobhan.types("In their own words (optional)", "You want us nearer before the exams.").await?;
    siobhan.types("Why does it change?", "Exams in June").await?;
    siobhan.presses("Agree it").await?;
    siobhan.sees("It is agreed").await?;
    siobhan.sees("Agreed: every 3 days").await?;
    siobhan.sees("nearer before the exams").await?;
    is_sound(&siobhan).await
}
