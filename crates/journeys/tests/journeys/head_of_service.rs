//! The head of service sees both hubs, and names a key worker after asking whom the young person trusts.

use crate::demo::{Demo, HELEN, TIA, is_sound};
use journeys::{Engine, Outcome, View};

const SAID: &str = "Tom, because he came to the match.";

#[tokio::test]
async fn the_head_of_service_looks_across_both_hubs_and_names_a_key_worker() -> Outcome {
    let demo = Demo::open(Engine::Embedded).await?;
    let helen = demo.worker(HELEN, View::desktop().without_scripts()).await?;
    helen.follows("Young people").await?;
    helen.unfolds("Filter").await?;
    helen.picks("Team", "Moor View").await?;
    helen.presses("Apply filters").await?;
    helen.sees("Team: Moor View").await?;
    helen.does_not_see("Harbour House 1").await?;
    is_sound(&helen).await?;
    helen.goes_to("/find").await?;
    helen.types("Who are you looking for?", TIA).await?;
    helen.presses("Find").await?;
    helen.follows(TIA).await?;
    helen.follows("Team around").await?;
    // With their name stands at which number they are called.
    assert!(helen.fact("Key worker").await?.starts_with("Renée Dubois-Hart"));

    helen.presses("Name a key worker").await?;
    helen.presses("Name key worker").await?;
    helen.sees("There is a problem").await?;
    is_sound(&helen).await?;
    helen.picks("Who?", "Tom Okonjo, Key worker (outreach), Portfolio lead").await?;
    helen
        .types(
            "Why this worker, in your own words? (optional if you chose above)",
            "Renée moves to another town.",
        )
        .await?;
    helen.types("What did the young person say about it? (optional)", SAID).await?;
    helen.presses("Name key worker").await?;
    helen.sees("The key worker is named").await?;
    assert!(helen.fact("Key worker").await?.starts_with("Tom Okonjo"));
    is_sound(&helen).await?;

    let tom = demo.worker("Tom Okonjo", View::phone()).await?;
    tom.goes_to("/people").await?;
    tom.follows(TIA).await?;
    tom.sees(SAID).await
}
