//! The first page in the morning: what needs me, what is new, and what waits.

use crate::demo::{Demo, SIOBHAN, is_sound};
use journeys::{Engine, Outcome, View};

#[tokio::test]
async fn a_key_worker_on_a_phone_puts_something_off_with_a_reason() -> Outcome {
    begins(Engine::Embedded, View::phone()).await
}

#[tokio::test]
async fn the_same_on_postgresql_with_scripts_off() -> Outcome {
    begins(Engine::Postgres, View::phone().without_scripts()).await
}

async fn begins(engine: Engine, view: View) -> Outcome {
    let demo = Demo::open(engine).await?;
    let siobhan = demo.worker(SIOBHAN, view).await?;
    siobhan.goes_to("/").await?;
    siobhan.sees_before("What needs you", "Young people I work with").await?;
    is_sound(&siobhan).await?;
    siobhan.picture("my-day").await?;
    let first =
        siobhan.ask("return document.querySelector('a[href*=\"/put-off/\"]').getAttribute('href')").await?;
    siobhan.goes_to(first.as_str().unwrap_or_default()).await?;
    siobhan.is_headed("Put off").await?;
    is_sound(&siobhan).await?;
    siobhan.presses("Put it off").await?;
    siobhan.sees("There is a problem").await?;
    is_sound(&siobhan).await?;
    let week = siobhan.ask("const d = new Date(Date.now() + 7 * 864e5); return [d.getDate(), d.getMonth() + 1, d.getFullYear()].join(' ')").await?;
    let week: Vec<String> = week.as_str().unwrap_or_default().split(' ').map(str::to_owned).collect();
    for (part, typed) in ["Day", "Month", "Year"].into_iter().zip(&week) {
        siobhan.types(part, typed).await?;
    }
    siobhan.types("Why?", "By the sea with her gran").await?;
    siobhan.presses("Put it off").await?;
    siobhan.sees("It is put off").await?;
    siobhan.unfolds("Put off (1)").await?;
    is_sound(&siobhan).await?;
    siobhan.goes_to(first.as_str().unwrap_or_default()).await?;
    siobhan.sees("By the sea with her gran").await
}
