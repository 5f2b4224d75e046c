//! Pages are light enough for a poor signal: what comes over the wire, compressed.

use crate::demo::{Demo, ELLA, SIOBHAN, opens_story};
use journeys::{Engine, Outcome, Page, View};

/// Most bytes of style and script together.
const STYLE_AND_SCRIPT: u64 = 40 * 1024;
/// Most bytes of a whole first view.
const FIRST_VIEW: u64 = 100 * 1024;

/// Bytes of the style and script a page loads, of everything it loads, or of the page itself, as they were sent.
const STYLED: &str = "return performance.getEntriesByType('resource').filter(one => one.initiatorType !== 'img')\
    .reduce((sum, one) => sum + one.encodedBodySize, 0)";
const LOADED: &str =
    "return performance.getEntriesByType('resource').reduce((sum, one) => sum + one.encodedBodySize, 0)";
const ITSELF: &str = "return performance.getEntriesByType('navigation')[0].encodedBodySize";

#[tokio::test]
async fn a_first_view_is_light_enough_for_a_poor_signal() -> Outcome {
    let demo = Demo::open(Engine::Embedded).await?;
    let siobhan = demo.worker(SIOBHAN, View::phone()).await?;
    is_light(&siobhan).await?;
    let record = opens_story(&siobhan, ELLA).await?;
    is_light(&siobhan).await?;
    for page in ["", "/card", "/notes/new"] {
        siobhan.goes_to(&format!("{record}{page}")).await?;
        is_light(&siobhan).await?;
    }
    Ok(())
}

async fn is_light(worker: &Page) -> Outcome {
    let loaded = worker.ask(LOADED).await?.as_u64().unwrap_or_default();
    let styled = worker.ask(STYLED).await?.as_u64().unwrap_or_default();
    let itself = worker.ask(ITSELF).await?.as_u64().unwrap_or_default();
    let path = worker.path().await?;
    assert!(styled > 10_000 && itself > 1_000, "{path} loads {styled} and is {itself} bytes");
    assert!(styled <= STYLE_AND_SCRIPT, "{path} loads {styled} bytes of style and script");
    assert!(loaded + itself <= FIRST_VIEW, "{path} is {} bytes in all", loaded + itself);
    Ok(())
}
