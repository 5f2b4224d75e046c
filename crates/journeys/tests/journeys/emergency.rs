//! Somebody must know something tonight about a young person of another hub.

use crate::demo::{DESMOND, Demo, RENEE, SIOBHAN, TIA, is_sound, opens_story};
use journeys::{Engine, Outcome, View};

const REASON: &str = "They are at our door, alone and unwell, and Moor View does not answer.";

#[tokio::test]
async fn a_record_is_opened_in_an_emergency_and_somebody_else_looks_at_it_afterwards() -> Outcome {
    let demo = Demo::open(Engine::Embedded).await?;
    let renee = demo.worker(RENEE, View::desktop()).await?;
    let record = opens_story(&renee, TIA).await?;
    renee.goes_to(&record).await?;
    let born = renee.fact("Born").await?.split(' ').take(3).collect::<Vec<_>>().join(" ");

    let siobhan = demo.worker(SIOBHAN, View::phone()).await?;
    siobhan.goes_to(&record).await?;
    siobhan.is_headed("Page not found").await?;
    siobhan.goes_to("/").await?;
    siobhan.follows("Open a record in an emergency").await?;
    siobhan.is_headed("Open a record in an emergency").await?;
    is_sound(&siobhan).await?;
    siobhan.types("Why can this not wait?", REASON).await?;
    siobhan.types("Whole name", "Tia").await?;
    siobhan.types_day("Birth date", &born).await?;
    siobhan.presses("Open the record").await?;
    siobhan.is_headed("Nobody was opened").await?;
    is_sound(&siobhan).await?;
    siobhan.presses("Try again").await?;
    siobhan.types("Why can this not wait?", REASON).await?;
    siobhan.types("Whole name", TIA).await?;
    siobhan.types_day("Birth date", &born).await?;
    siobhan.presses("Open the record").await?;
    siobhan.is_at(&record).await?;
    siobhan.sees(TIA).await?;
    siobhan.follows("How to reach").await?;
    siobhan.is_headed("How to reach them").await?;
    is_sound(&siobhan).await?;

    let desmond = demo.worker(DESMOND, View::desktop()).await?;
    desmond.follows("Emergency openings").await?;
    desmond.is_headed("Emergency openings").await?;
    desmond.sees(SIOBHAN).await?;
    desmond.sees(REASON).await?;
    is_sound(&desmond).await?;
    let openings = desmond.leads_to().await?;
    let found = openings.iter().find(|path| path.starts_with("/openings/")).expect("the opening is listed");
    desmond.goes_to(found).await?;
    desmond.is_headed(&format!("Emergency opening by {SIOBHAN}")).await?;
    desmond.presses("Write down what you found").await?;
    desmond.sees("There is a problem").await?;
    desmond.types("What did you find?", "Right to open. I rang Siobhán and Tia is back with us.").await?;
    desmond.presses("Write down what you found").await?;
    desmond.sees("What you found is written down").await?;
    is_sound(&desmond).await
}
