//! Two records of one child in two hubs: whoever writes the second is not stopped and learns nothing.

use crate::demo::{DESMOND, Demo, ELERI, RENEE, SIOBHAN, TIA, is_sound, opens_story};
use journeys::{Engine, Outcome, View};

#[tokio::test]
async fn the_matching_desk_decides_about_a_likely_match_that_its_author_never_saw() -> Outcome {
    let demo = Demo::open(Engine::Embedded).await?;
    let renee = demo.worker(RENEE, View::desktop()).await?;
    let record = opens_story(&renee, TIA).await?;
    renee.goes_to(&record).await?;
    let born = renee.fact("Born").await?.split(' ').take(3).collect::<Vec<_>>().join(" ");

    let siobhan = demo.worker(SIOBHAN, View::phone()).await?;
    siobhan.goes_to("/people/new").await?;
    siobhan.types("Name they use", TIA).await?;
    siobhan.types_day("When were they born? (optional)", &born).await?;
    siobhan.presses("Continue").await?;
    siobhan.sees("The record is there").await?;
    siobhan.does_not_see("Moor View").await?;

    let eleri = demo.worker(ELERI, View::desktop().without_scripts()).await?;
    eleri.goes_to("/matching").await?;
    eleri.sees("1 case waits for a decision").await?;
    eleri.sees("Moor View").await?;
    is_sound(&eleri).await?;
    eleri.presses(&format!("Decide: {TIA}")).await?;
    eleri.is_headed("Is this one person?").await?;
    is_sound(&eleri).await?;
    eleri.presses("Write down the decision").await?;
    eleri.sees("There is a problem").await?;
    eleri.chooses("No, two people").await?;
    eleri.types("Why?", "Two schools, two mothers. I rang both.").await?;
    eleri.presses("Write down the decision").await?;
    eleri.sees("Your decision is written down").await?;
    eleri.sees("There are none now.").await?;
    eleri.sees("Two people").await?;
    is_sound(&eleri).await?;
    let desmond = demo.worker(DESMOND, View::desktop()).await?;
    desmond.goes_to("/matching").await?;
    desmond.is_headed("Your role does not include this").await
}
