//! A worker plans a visit, moves it as the young person asked, and logs what came of another.

use crate::demo::{Demo, ELLA, SIOBHAN, is_sound, opens_story};
use journeys::{Engine, Outcome, Page, View};

#[tokio::test]
async fn on_a_phone_from_the_plan_to_what_came_of_it() -> Outcome {
    plans(Engine::Embedded, View::phone()).await
}

#[tokio::test]
async fn the_same_on_postgresql_with_scripts_off() -> Outcome {
    plans(Engine::Postgres, View::phone().without_scripts()).await
}

async fn types_today(page: &Page) -> Outcome {
    let today = page
        .ask("const d = new Date(); return [d.getDate(), d.getMonth() + 1, d.getFullYear()].join(' ')")
        .await?;
    let today: Vec<String> = today.as_str().unwrap_or_default().split(' ').map(str::to_owned).collect();
    for (part, typed) in ["Day", "Month", "Year"].into_iter().zip(&today) {
        page.types(part, typed).await?;
    }
    Ok(())
}

async fn plans(engine: Engine, view: View) -> Outcome {
    let demo = Demo::open(engine).await?;
    let siobhan = demo.worker(SIOBHAN, view).await?;
    opens_story(&siobhan, ELLA).await?;
    siobhan.follows("Plan a visit or call").await?;
    siobhan.is_headed("Plan a visit or call").await?;
    is_sound(&siobhan).await?;
    siobhan.presses("Plan it").await?;
    siobhan.sees("Choose how you will be in touch.").await?;
    is_sound(&siobhan).await?;
    siobhan.chooses("Meet").await?;
    types_today(&siobhan).await?;
    siobhan.types("Where? (optional)", "The quay").await?;
    siobhan.presses("Plan it").await?;
    siobhan.sees("It is planned").await?;
    siobhan.sees("The quay").await?;
    is_sound(&siobhan).await?;

    siobhan.goes_to("/").await?;
    siobhan.sees("Planned: meet Ella").await?;
    is_sound(&siobhan).await?;
    opens_story(&siobhan, ELLA).await?;
    let at =
        siobhan.ask("return document.querySelector('a[href*=\"/planned/\"]').getAttribute('href')").await?;
    siobhan.goes_to(at.as_str().unwrap_or_default()).await?;
    siobhan.is_headed("Change what is planned").await?;
    siobhan.chooses("It changes to what stands below").await?;
    siobhan.types("Where? (optional)", "The library").await?;
    siobhan.chooses("Theirs").await?;
    siobhan.types("Why?", "You said it is too cold by the water").await?;
    is_sound(&siobhan).await?;
    siobhan.presses("Change it").await?;
    siobhan.sees("The plan is changed").await?;

    let at = siobhan.ask("return document.querySelector('a[href*=\"?plan=\"]').getAttribute('href')").await?;
    siobhan.goes_to(at.as_str().unwrap_or_default()).await?;
    siobhan.sees("It was planned for").await?;
    is_sound(&siobhan).await?;
    siobhan.chooses("We met").await?;
    siobhan.presses("Log it").await?;
    siobhan.sees("It is in the story").await
}
