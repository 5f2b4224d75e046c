//! A worker in a kitchen logs that they were in touch, in under a minute.

use crate::demo::{Demo, ELLA, SIOBHAN, is_sound, opens_story};
use journeys::{Engine, Outcome, View};

#[tokio::test]
async fn in_three_taps_on_a_phone() -> Outcome {
    logs(Engine::Embedded, View::phone()).await
}

#[tokio::test]
async fn the_same_on_postgresql_with_scripts_off() -> Outcome {
    logs(Engine::Postgres, View::phone().without_scripts()).await
}

async fn logs(engine: Engine, view: View) -> Outcome {
    let demo = Demo::open(engine).await?;
    let siobhan = demo.worker(SIOBHAN, view).await?;
    opens_story(&siobhan, ELLA).await?;
    siobhan.presses("Log a visit or call").await?;
    siobhan.is_headed("Log a visit or call").await?;
    is_sound(&siobhan).await?;
    siobhan.chooses("I tried, and nobody answered").await?;
    siobhan.presses("Log it").await?;
    siobhan.sees("It is in the story").await?;
    siobhan.sees("Tried, no answer").await?;
    is_sound(&siobhan).await?;

    siobhan.presses("Log a visit or call").await?;
    siobhan.presses("Log it").await?;
    siobhan.sees("Choose how you were in touch.").await?;
    is_sound(&siobhan).await?;
    siobhan.chooses("We met").await?;
    siobhan.types("How did they see it? (optional)", "You said the quay is better than any office.").await?;
    siobhan.presses("Log it").await?;
    siobhan.sees("better than any office").await?;
    siobhan.sees("Last seen today").await
}

#[tokio::test]
async fn a_year_mistyped_is_asked_about_and_taken_where_it_is_right() -> Outcome {
    let demo = Demo::open(Engine::Embedded).await?;
    let siobhan = demo.worker(SIOBHAN, View::phone()).await?;
    opens_story(&siobhan, ELLA).await?;
    siobhan.presses("Log a visit or call").await?;
    siobhan.chooses("We met").await?;
    siobhan.types("Year", "2024").await?;
    siobhan.presses("Log it").await?;
    siobhan.sees("Please check").await?;
    siobhan.sees("years ago. Is that right?").await?;
    is_sound(&siobhan).await?;
    siobhan.presses("Log it").await?;
    siobhan.sees("It is in the story").await
}
