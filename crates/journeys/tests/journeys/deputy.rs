//! A deputy takes over for a day: warns the team, and pulls in whoever is needed.

use crate::demo::{Demo, FEMI, JOSIE, LACEY, is_sound, opens_story, pulls_in};
use journeys::{Engine, Outcome, View};

const WARNING: &str = "Somebody she does not want to see rings the bell at night: do not open";

#[tokio::test]
async fn a_deputy_on_a_phone_warns_the_team_and_pulls_the_housing_specialist_in() -> Outcome {
    let demo = Demo::open(Engine::Embedded).await?;
    let femi = demo.worker(FEMI, View::phone().without_scripts()).await?;
    let record = opens_story(&femi, LACEY).await?;
    femi.follows("Record").await?;
    femi.presses("Add an alert").await?;
    femi.types("What is there to be careful about?", WARNING).await?;
    femi.types_day("When does somebody look at it again?", "1 March 2027").await?;
    femi.presses("Add to the record").await?;
    femi.sees("It is recorded").await?;
    pulls_in(&femi, &record, "Sunita Rawal, Housing specialist", "A door that locks, by spring.").await?;
    is_sound(&femi).await?;

    // Whoever works tonight sees the warning on every page, before anything else.
    let josie = demo.worker(JOSIE, View::desktop()).await?;
    josie.goes_to(&format!("{record}/story")).await?;
    josie.sees_before(WARNING, "Apply filters").await?;
    let sunita = demo.worker("Sunita Rawal", View::desktop()).await?;
    sunita.sees_under("Young people I work with", LACEY).await
}
