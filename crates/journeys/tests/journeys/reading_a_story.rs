//! A key worker reads the story of a young person, on a screen and on paper.

use crate::demo::{Demo, ELLA, SIOBHAN, is_sound, opens_story};
use journeys::{Engine, Outcome, Page, View};

#[tokio::test]
async fn a_key_worker_reads_a_story() -> Outcome {
    reads_a_story(Engine::Embedded, View::desktop()).await
}

#[tokio::test]
async fn a_story_is_read_with_scripts_off() -> Outcome {
    reads_a_story(Engine::Embedded, View::desktop().without_scripts()).await
}

#[tokio::test]
async fn a_story_is_read_on_a_phone() -> Outcome {
    reads_a_story(Engine::Embedded, View::phone()).await
}

#[tokio::test]
async fn a_story_is_read_on_a_phone_with_scripts_off() -> Outcome {
    reads_a_story(Engine::Embedded, View::phone().without_scripts()).await
}

#[tokio::test]
async fn a_story_is_read_from_postgresql() -> Outcome {
    reads_a_story(Engine::Postgres, View::desktop()).await
}

async fn reads_a_story(engine: Engine, view: View) -> Outcome {
    let demo = Demo::open(engine).await?;
    let siobhan = demo.worker(SIOBHAN, view).await?;
    siobhan.sees("Young people I work with").await?;
    let record = opens_story(&siobhan, ELLA).await?;
    siobhan.sees("13 years old").await?;
    siobhan.sees("entries, and older ones").await?;
    let newest = months(&siobhan).await?;
    assert!(newest.len() > 6, "{newest:?}");
    is_sound(&siobhan).await?;
    if view == View::desktop() && engine == Engine::Embedded {
        siobhan.picture("story").await?;
    }
    if view == View::phone() {
        siobhan.picture("phone-story").await?;
    }

    chooses_filters(&siobhan, view, &newest[3]).await?;
    siobhan.sees(&format!("Up to: {}", newest[3])).await?;
    siobhan.sees("About: Notes").await?;
    assert_eq!(months(&siobhan).await?.first(), Some(&newest[3]));
    siobhan.does_not_see("A key worker was named").await?;
    is_sound(&siobhan).await?;
    siobhan.follows("Clear all").await?;
    siobhan.is_at(&format!("{record}/story")).await?;

    siobhan.presses("Older entries").await?;
    siobhan.is_headed("Story").await?;
    let older = months(&siobhan).await?;
    assert!(!older.is_empty() && older != newest, "{older:?}");
    siobhan.goes_to(&format!("{record}/story")).await?;
    on_paper(&siobhan).await
}

async fn chooses_filters(reader: &Page, view: View, month: &str) -> Outcome {
    if view != View::desktop() {
        reader.unfolds("Filter").await?;
    }
    reader.picks("About", "Notes").await?;
    reader.types("Up to the end of", month).await?;
    reader.presses("Apply filters").await
}

/// The months of the story on this page, newest first.
async fn months(reader: &Page) -> Outcome<Vec<String>> {
    let headings = reader.words_of("h2").await?;
    let is_month = |words: &String| words.rsplit(' ').next().is_some_and(|year| year.parse::<u16>().is_ok());
    Ok(headings.into_iter().filter(is_month).collect())
}

async fn on_paper(reader: &Page) -> Outcome {
    reader.follows("All on one page, to print").await?;
    reader.follows("Back to the story").await?;
    reader.is_headed("Story").await?;
    reader.follows("All on one page, to print").await?;
    reader.sees("Back to the story").await?;
    reader.is_held_as_paper().await?;
    reader.sees("Official - sensitive").await?;
    reader.sees(&format!("Printed by {SIOBHAN}")).await?;
    reader.sees("A key worker was named").await?;
    for only_on_screen in ["Lock screen", "Sign out", "Apply filters", "Back to the story", "Find somebody"] {
        reader.does_not_see(only_on_screen).await?;
    }
    let (_, sheets) = reader.prints("story").await?;
    assert!((2..=20).contains(&sheets), "{sheets} sheets for one story");
    reader.is_back_on_screen().await
}
