//! An independent reviewing officer reads plans and reviews, and writes down how a young person sees it.

use crate::demo::{BRONWEN, Demo, is_sound};
use journeys::{Engine, Outcome, View};

const WORDS: &str = "I was not asked who should come to my meeting.";

#[tokio::test]
async fn a_reviewing_officer_prepares_a_review_and_keeps_the_young_persons_words() -> Outcome {
    let demo = Demo::open(Engine::Embedded).await?;
    let bronwen = demo.worker(BRONWEN, View::desktop().without_scripts()).await?;
    bronwen.sees("Young people I work with").await?;
    let theirs = bronwen.words_of("tbody th a").await?.swap_remove(0);
    bronwen.follows(&theirs).await?;
    bronwen.is_headed("Story").await?;
    bronwen.unfolds("Filter").await?;
    bronwen.picks("About", "Key working").await?;
    bronwen.presses("Apply filters").await?;
    bronwen.sees("About: Key working").await?;
    is_sound(&bronwen).await?;

    bronwen.follows("A key worker was named").await?;
    bronwen.presses("Somebody sees it differently").await?;
    bronwen.chooses("The young person").await?;
    bronwen.types("How do they see it, in their own words?", WORDS).await?;
    bronwen.presses("Put it beside the entry").await?;
    bronwen.sees(WORDS).await?;
    bronwen.follows("Story").await?;
    bronwen.follows("All on one page, to print").await?;
    bronwen.sees_under("A key worker was named", WORDS).await?;
    is_sound(&bronwen).await
}
