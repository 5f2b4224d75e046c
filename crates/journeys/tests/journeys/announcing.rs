//! A council says something to everybody: planned maintenance, until its end.

use crate::demo::{Demo, MARJORIE, SIOBHAN, is_sound};
use journeys::{Engine, Outcome, View};

#[tokio::test]
async fn an_administrator_announces_maintenance_and_a_worker_reads_it_on_a_phone() -> Outcome {
    announced(Engine::Embedded, View::phone()).await
}

#[tokio::test]
async fn the_same_on_postgresql_with_scripts_off() -> Outcome {
    announced(Engine::Postgres, View::phone().without_scripts()).await
}

async fn announced(engine: Engine, view: View) -> Outcome {
    let demo = Demo::open(engine).await?;
    let admin = demo.worker(MARJORIE, view).await?;
    admin.goes_to("/words/announcement").await?;
    is_sound(&admin).await?;
    admin.picture("announcing").await?;
    let words = "The service is away tonight from ten. Print what the night needs.";
    admin.types("What should everybody know? (optional)", words).await?;
    admin.types("Why do you change it?", "New disks").await?;
    admin.presses("Save what you say").await?;
    admin.sees("There is a problem").await?;
    is_sound(&admin).await?;
    for (question, ahead) in [("From which day?", "-1"), ("Until which day?", "1")] {
        let days = format!("const d = new Date(Date.now() + {ahead} * 864e5);");
        let typed = "return [d.getDate(), d.getMonth() + 1, d.getFullYear()].join(' ')";
        let typed = admin.ask(&format!("{days} {typed}")).await?;
        admin.types_day(&format!("{question} (optional)"), typed.as_str().unwrap_or_default()).await?;
    }
    admin.types("From what time? (optional)", "9am").await?;
    admin.types("Until what time? (optional)", "6:30am").await?;
    admin.presses("Save what you say").await?;
    admin.sees(words).await?;
    let siobhan = demo.worker(SIOBHAN, view).await?;
    siobhan.goes_to("/").await?;
    siobhan.sees(words).await?;
    is_sound(&siobhan).await?;
    siobhan.picture("announced").await?;
    Ok(())
}
