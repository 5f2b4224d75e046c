//! A worker in a house writes of the day, and of an incident at night, where the paper log book lay before.

use crate::demo::{Demo, JOSIE, KAYLEIGH, is_sound, opens_story};
use journeys::{Engine, Outcome, View};

#[tokio::test]
async fn a_day_and_an_incident_in_a_house_on_a_phone() -> Outcome {
    writes(Engine::Embedded, View::phone()).await
}

#[tokio::test]
async fn the_same_on_postgresql_with_scripts_off() -> Outcome {
    writes(Engine::Postgres, View::phone().without_scripts()).await
}

async fn writes(engine: Engine, view: View) -> Outcome {
    let demo = Demo::open(engine).await?;
    let josie = demo.worker(JOSIE, view).await?;
    josie.follows("Log book").await?;
    josie.is_headed("Log book of Harbour House").await?;
    josie.sees(KAYLEIGH).await?;
    is_sound(&josie).await?;

    opens_story(&josie, KAYLEIGH).await?;
    josie.presses("Daily note").await?;
    josie.is_headed("Daily note").await?;
    is_sound(&josie).await?;
    josie.presses("Add to the story").await?;
    josie.sees("Write how it was.").await?;
    is_sound(&josie).await?;
    josie.types("How was it?", "You taught us the card game.").await?;
    josie.types("In their own words (optional)", "I won.").await?;
    josie.presses("Add to the story").await?;
    josie.sees("Your daily note is in the story").await?;

    josie.presses("Incident").await?;
    josie.is_headed("Record an incident").await?;
    is_sound(&josie).await?;
    josie.types("What happened?", "A cup was thrown at the wall.").await?;
    josie.chooses("They were held").await?;
    josie.presses("Record it").await?;
    josie.sees("The incident is in the story").await?;
    is_sound(&josie).await?;
    josie.goes_to("/log-book").await?;
    josie.sees("You taught us the card game.").await?;
    josie.follows_in(KAYLEIGH, "Incident: they were held").await?;
    josie.sees("Still to be done, because they were held").await?;
    is_sound(&josie).await?;
    josie.presses("Add to it").await?;
    josie.is_headed("Add to an incident").await?;
    is_sound(&josie).await?;
    josie.types("What else is to be said? (optional)", "It was the blue cup.").await?;
    josie.presses("Add it").await?;
    josie.sees("It stands under the incident").await?;
    josie.sees("It was the blue cup.").await?;
    is_sound(&josie).await
}
