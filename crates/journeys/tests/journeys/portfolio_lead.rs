//! A portfolio lead looks across the young people of the team, and records what helps one of them.

use crate::demo::{Demo, ELIF, KAYLEIGH, is_sound};
use journeys::{Engine, Outcome, View};

const HELPS: &str = "Ask me about the boats first.";

#[tokio::test]
async fn a_portfolio_lead_sees_the_whole_team_and_records_what_helps() -> Outcome {
    let demo = Demo::open(Engine::Embedded).await?;
    let elif = demo.worker(ELIF, View::desktop()).await?;
    elif.follows("Young people").await?;
    elif.sees("30 young people").await?;
    elif.picks("Status", "Open").await?;
    elif.presses("Apply filters").await?;
    elif.sees("Status: Open").await?;
    is_sound(&elif).await?;
    elif.goes_back().await?;
    elif.sees("30 young people").await?;

    elif.follows(KAYLEIGH).await?;
    elif.follows("Record").await?;
    elif.follows("Change: How to talk with them").await?;
    elif.types("What helps when somebody talks with them?", HELPS).await?;
    elif.chooses("It has changed").await?;
    is_sound(&elif).await?;
    elif.presses("Save the words").await?;
    elif.sees("It is recorded").await?;
    // It stands at the head of every page of theirs.
    elif.follows("Story").await?;
    elif.is_headed("Story").await?;
    elif.sees(HELPS).await
}
