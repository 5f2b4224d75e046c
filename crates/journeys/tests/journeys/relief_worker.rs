//! A relief worker on a night shift finds what matters on one sheet, and writes down how it went.

use crate::demo::{Demo, JOSIE, KAYLEIGH, KIT, is_sound, opens_story};
use journeys::{Engine, Outcome, View};

const WORDS: &str = "You slept from two. Toast and a film before that.";

#[tokio::test]
async fn a_relief_worker_on_a_phone_reads_the_safety_card_and_writes_a_note() -> Outcome {
    let demo = Demo::open(Engine::Embedded).await?;
    let kit = demo.worker(KIT, View::phone()).await?;
    let record = opens_story(&kit, KAYLEIGH).await?;
    kit.follows("Safety card").await?;
    kit.is_headed("Safety card").await?;
    for needed in ["Be careful", "Health", "Who may agree to what", "What helps when they are upset"] {
        kit.sees(needed).await?;
    }
    assert_eq!(kit.fact("Staying tonight").await?, "Harbour House");
    is_sound(&kit).await?;
    kit.picture("phone-card").await?;
    kit.presses("Add a note").await?;
    kit.types("What happened?", WORDS).await?;
    kit.sees("Saved at").await?;
    kit.presses("Add to the story").await?;
    kit.sees("Your note is in the story").await?;

    kit.follows("Record").await?;
    kit.is_headed("Record").await?;
    kit.does_not_see("Add an alert").await?;
    kit.goes_to(&format!("{record}/record/alert")).await?;
    kit.is_headed("Your role does not include this").await?;
    is_sound(&kit).await?;

    let josie = demo.worker(JOSIE, View::desktop()).await?;
    josie.goes_to(&format!("{record}/story")).await?;
    josie.sees(WORDS).await
}
