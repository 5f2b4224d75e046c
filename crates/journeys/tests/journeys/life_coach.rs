//! A life coach is pulled in to one young person, writes for those who may read it, and steps out.

use crate::demo::{
    ANNEKE, CARYS, Demo, ELLA, SIOBHAN, is_not_there, is_sound, opens_story, pulls_in, writes_for,
};
use journeys::{Engine, Outcome, View};

const PURPOSE: &str = "Sleep, and the bad dreams. You asked for walks, not rooms.";
const WORDS: &str = "You said that the dream comes less often since the walks.";

#[tokio::test]
async fn a_life_coach_is_pulled_in_reads_the_story_adds_to_it_and_steps_out() -> Outcome {
    let demo = Demo::open(Engine::Embedded).await?;
    let carys = demo.worker(CARYS, View::desktop()).await?;
    let record = opens_story(&carys, ELLA).await?;
    let anneke = demo.worker(ANNEKE, View::phone()).await?;
    is_not_there(&anneke, &record).await?;

    pulls_in(&carys, &record, "Dr Anneke Visser, Life coach", PURPOSE).await?;
    is_sound(&carys).await?;
    anneke.goes_to("/people").await?;
    anneke.follows(ELLA).await?;
    anneke.is_headed("Story").await?;
    anneke.follows("Team around").await?;
    anneke.sees(PURPOSE).await?;
    anneke.presses("Add a note").await?;
    writes_for(&anneke, "Psychologists and therapists", WORDS).await?;
    anneke.sees(WORDS).await?;
    is_sound(&anneke).await?;

    // The key worker is told that nothing is hidden from her, and reads what is hers.
    let siobhan = demo.worker(SIOBHAN, View::desktop().without_scripts()).await?;
    siobhan.goes_to(&format!("{record}/story")).await?;
    siobhan.sees("Dr Anneke Visser").await?;
    siobhan.does_not_see(WORDS).await?;

    carys.presses("Dr Anneke Visser steps out").await?;
    carys.types("Why are they no longer needed?", "The dreams have stopped.").await?;
    carys.presses("Step out").await?;
    carys.sees("They have stepped out").await?;
    is_not_there(&anneke, &record).await?;
    is_not_there(&anneke, &format!("{record}/story")).await
}
