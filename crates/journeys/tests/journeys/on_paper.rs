//! A record, a safety card and a list on paper: one column, nothing to press, and whose it is at the foot.

use crate::demo::{Demo, ELLA, SIOBHAN, opens_story};
use journeys::{Engine, Outcome, Page, View};

/// What is only for a screen.
const FOR_THE_SCREEN: [&str; 5] =
    ["Lock screen", "Sign out", "Find somebody", "Add a note", "Skip to main content"];

/// Boxes of the body that stand beside each other, in the words they begin with.
const BESIDE: &str = "
    const boxes = Array.from(document.querySelectorAll('.nwd-columns > *, .nwd-filtered > *'))
        .map(e => e.getBoundingClientRect()).filter(b => b.width > 0 && b.height > 0);
    return boxes.some((a, i) => boxes.slice(i + 1).some(b =>
        (a.right <= b.left + 1 || b.right <= a.left + 1) && a.top < b.bottom && b.top < a.bottom));
";

#[tokio::test]
async fn what_is_printed_is_one_column_with_its_owner_and_its_printer_at_the_foot() -> Outcome {
    let demo = Demo::open(Engine::Embedded).await?;
    let siobhan = demo.worker(SIOBHAN, View::desktop()).await?;
    let record = opens_story(&siobhan, ELLA).await?;
    siobhan.goes_to(&record).await?;
    let reference = siobhan.fact("Our reference").await?;
    for (page, shown, most) in [
        (record.clone(), "Born", 4),
        (format!("{record}/card/print"), "Be careful", 1),
        (format!("{record}/team"), "Who is there for them", 2),
        (format!("{record}/reach"), "Before you call or write", 2),
    ] {
        siobhan.goes_to(&page).await?;
        is_good_on_paper(&siobhan, shown).await?;
        siobhan.sees("Official - sensitive").await?;
        siobhan.sees(&format!("EW, {reference}")).await?;
        siobhan.does_not_see("Change: ").await?;
        let (_, sheets) = siobhan.prints("record").await?;
        assert!((1..=most).contains(&sheets), "{sheets} sheets for {page}");
        siobhan.is_back_on_screen().await?;
    }
    siobhan.goes_to("/people?whose=all").await?;
    is_good_on_paper(&siobhan, ELLA).await?;
    siobhan.does_not_see("Apply filters").await
}

async fn is_good_on_paper(reader: &Page, shown: &str) -> Outcome {
    reader.is_held_as_paper().await?;
    reader.sees(shown).await?;
    reader.sees(&format!("Printed by {SIOBHAN}")).await?;
    for words in FOR_THE_SCREEN {
        reader.does_not_see(words).await?;
    }
    assert_eq!(reader.ask(BESIDE).await?, false, "something stands beside something else on paper");
    Ok(())
}
