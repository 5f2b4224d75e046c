//! Whoever types the address of a page that is not theirs is told so in a sentence, and learns nothing.

use crate::demo::{Demo, ELLA, GORDON, KIT, MARJORIE, SIOBHAN, is_sound, opens_story, sign_in_as};
use journeys::{Engine, Outcome, Page, View};

#[tokio::test]
async fn a_page_of_another_role_is_refused_in_a_sentence() -> Outcome {
    let demo = Demo::open(Engine::Embedded).await?;
    let siobhan = demo.worker(SIOBHAN, View::desktop()).await?;
    let record = opens_story(&siobhan, ELLA).await?;
    refuses(&siobhan, &["/staff", "/words", "/import", "/looks", "/matching", &format!("{record}/restrict")])
        .await?;

    let other = demo.window(View::phone().without_scripts()).await?;
    sign_in_as(&other, MARJORIE).await?;
    refuses(&other, &["/people", "/find", "/people/new", &record, &format!("{record}/story")]).await?;
    sign_in_as(&other, KIT).await?;
    refuses(&other, &["/people/new", "/emergency", &format!("{record}/history")]).await?;
    sign_in_as(&other, GORDON).await?;
    other.does_not_see("Find somebody").await?;
    refuses(&other, &["/people", "/find", "/import", &record, &format!("{record}/card")]).await?;
    is_sound(&other).await
}

async fn refuses(worker: &Page, paths: &[&str]) -> Outcome {
    for path in paths {
        worker.goes_to(path).await?;
        worker.is_headed("Your role does not include this").await?;
        assert_eq!(worker.status().await?, 403, "{path}");
        worker.does_not_see(ELLA).await?;
    }
    Ok(())
}
