//! `/people/{person}/story`: reading a story.

use crate::people_world::{Browser, Town, in_town, same_nothing};
use practice::staff::Role;

async fn writes(town: &Town, by: &Browser, text: &str, day: &str) {
    let parts: Vec<&str> = day.split('-').collect();
    let sure = format!("day {day}");
    let note = [
        ("text", text),
        ("title", ""),
        ("asked_about", &sure),
        ("day-year", parts[0]),
        ("day-month", parts[1]),
        ("day-day", parts[2]),
        ("class", "story"),
    ];
    by.sends(&town.sam("/notes/new"), &note).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_story_stands_newest_first_with_months_gaps_and_late_entries() {
    in_town(async |town| {
        writes(&town, &town.amina, "Went to the sea", "2026-01-05").await;
        writes(&town, &town.bryn, "Came for tea", "2026-03-01").await;
        let page = town.amina.sees(&town.sam("/story")).await;
        page.says(">March 2026</h2>").says(">January 2026</h2>").says("No entry here for 55 days");
        page.hides("No entry here for the last");
        page.says("Recorded 56 days later").says("Amina Okafor, Key worker (outreach)");
        assert!(page.text.find("Came for tea").unwrap() < page.text.find("Went to the sea").unwrap());
        page.says(" quiet entr").says("The service came to know of them");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_story_that_leaves_entries_out_says_of_no_days_that_there_is_no_entry() {
    in_town(async |town| {
        writes(&town, &town.amina, "Went to the sea", "2026-01-05").await;
        writes(&town, &town.bryn, "Came for tea", "2026-01-30").await;
        writes(&town, &town.amina, "Came again", "2026-03-01").await;
        let amina = town.amina.worker.post;
        for paper in ["", "/print"] {
            let whole = town.amina.sees(&town.sam(&format!("/story{paper}"))).await;
            whole
                .says("No entry here for 25 days")
                .says("No entry here for 30 days")
                .hides("what was chosen");
            for query in [format!("author={amina}"), "room=story".to_owned()] {
                let some = town.amina.sees(&town.sam(&format!("/story{paper}?{query}"))).await;
                some.says("Went to the sea").hides("No entry here").hides("Nothing recorded");
            }
            let month = town.amina.sees(&town.sam(&format!("/story{paper}?month=2026-01"))).await;
            month.says("No entry here for 25 days").hides("No entry here for 30").hides("for the last");
        }
        let paper = town.amina.sees(&town.sam(&format!("/story/print?author={amina}&quiet=yes"))).await;
        paper.says("This sheet holds only what was chosen from the story.").says("Written by: Amina Okafor<");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_days_from_the_newest_entry_to_today_are_drawn_as_a_gap() {
    in_town(async |town| {
        town.place.clock.pass(40 * 86_400);
        let amina = town.again(&town.amina).await;
        amina.sees(&town.sam("/story")).await.says("No entry here for the last 40 days");
        amina.sees(&town.sam("/story/print")).await.says("No entry here for the last 40 days");
        amina.sees(&town.sam("/story?room=people")).await.hides("No entry here");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_gap_between_two_pages_is_drawn_once_and_on_the_newer_one() {
    in_town(async |town| {
        let newest: jiff::civil::Date = "2026-02-01".parse().unwrap();
        for number in 0..90 {
            let day = newest.checked_sub(jiff::Span::new().days(20 * number)).unwrap();
            writes(&town, &town.amina, "A note", &day.to_string()).await;
        }
        let first = town.amina.sees(&town.sam("/story")).await;
        let older = first.text.split("Older entries").next().unwrap().rsplit("href=\"").next().unwrap();
        let second = town.amina.sees(&older.split('"').next().unwrap().replace("&amp;", "&")).await;
        let gaps = |text: &str| text.matches("No entry here for 20 days").count();
        let notes = |text: &str| text.matches("A note<").count();
        assert_eq!(gaps(&first.text), notes(&first.text), "one between each two, and one below the last");
        assert_eq!(gaps(&second.text), notes(&second.text) - 1, "the oldest entry has nothing below it");
        assert_eq!(gaps(&first.text) + gaps(&second.text), 89);
        second.hides("for the last");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn quiet_entries_are_unfolded_and_the_filter_can_be_taken_away() {
    in_town(async |town| {
        writes(&town, &town.amina, "Went to the sea", "2026-01-05").await;
        writes(&town, &town.bryn, "Came for tea", "2026-03-01").await;
        let unfolded = town.amina.sees(&town.sam("/story?quiet=yes")).await;
        unfolded.says("Their birth date").says("4 June 2010").hides("<summary>1 quiet");
        let bryn = town.bryn.worker.post;
        let by = town.amina.sees(&town.sam(&format!("/story?author={bryn}&room=story"))).await;
        by.says("Came for tea").hides("Went to the sea").says("1 entry<").says("Remove filter: ");
        // Whoever wrote nothing here is not offered.
        by.says(">Amina Okafor</option>").says(">Bryn Hale</option>").hides(">Robin Fell</option>");
        town.amina
            .sees(&town.sam("/story?until=January+2026"))
            .await
            .says("Went to the sea")
            .hides("Came for tea");
        let range = town.amina.sees(&town.sam("/story?since=2025-12&until=2026-01")).await;
        range.says(">January 2026</a>").hides(">February 2026</a>");
        let jumped = town.amina.sees(&town.sam("/story?since=2025-12&until=2026-01&month=2026-03")).await;
        jumped.says("Went to the sea").hides("Came for tea").says("value=\"2026-01\"").says("Back from");
        let nothing = town.amina.sees(&town.sam("/story?room=homes")).await;
        nothing.says("No entry fits what is chosen.").says("0 entries");
        town.amina
            .sees(&town.sam("/story?until=xx"))
            .await
            .says("Up to the end of: write a month or a day, like March 2026 or 4 March 2026.")
            .says("<title>Error: ");
        town.amina
            .sees(&town.sam("/story?since=March+2026&until=January+2026"))
            .await
            .says("The end must not be before the beginning.");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn entries_of_one_kind_are_chosen_among_those_that_the_reader_finds_in_the_story() {
    in_town(async |town| {
        let page = town.amina.sees(&town.sam("/story")).await;
        page.says("<option value=\"people.name_recorded\">Names</option>").says("<optgroup label=");
        page.hides("value=\"story.note_written\"").hides("value=\"people.restricted\"");
        writes(&town, &town.amina, "Went to the sea", "2026-01-05").await;
        let page = town.amina.sees(&town.sam("/story")).await;
        page.says("<option value=\"story.note_written\">Notes</option>");
        let notes = town.amina.sees(&town.sam("/story?kind=story.note_written")).await;
        notes.says("Went to the sea").says("1 entry<").hides("The service came to know of them");
        notes.says("<option value=\"story.note_written\" selected>Notes</option>");
        notes.says("Remove filter: ").says("/story/print?kind=story.note_written").hides("No entry here");
        // What else is chosen is kept, and a kind can be taken away alone.
        let both = town.amina.sees(&town.sam("/story?room=story&kind=story.note_written")).await;
        both.says("Went to the sea").says(&format!("href=\"{}\"", town.sam("/story?room=story")));
        let paper = town.amina.sees(&town.sam("/story/print?kind=story.note_written")).await;
        paper.says("Kind of entry: Notes<").says("Went to the sea").hides("The service came to know of them");
        // One that nobody offers is as if not there.
        let forged = town.amina.sees(&town.sam("/story?kind=%27%22%3Cb%3E")).await;
        forged.says("Went to the sea").says("The service came to know of them");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kind_of_which_the_reader_may_read_no_entry_is_not_offered() {
    in_town(async |town| {
        let day = [("day-day", "1"), ("day-month", "3"), ("day-year", "2026")];
        let note = [[("text", "What Mum said"), ("class", "family")].as_slice(), &day].concat();
        town.amina.sends(&town.sam("/notes/new"), &note).await;
        let relief = town.worker("Rae Lief", Role::ReliefWorker).await;
        let offered = "<option value=\"story.note_written\">Notes</option>";
        town.amina.sees(&town.sam("/story")).await.says(offered);
        relief.sees(&town.sam("/story")).await.hides(offered);
        relief.sees(&town.sam("/story?kind=story.note_written")).await.says("No entry fits what is chosen.");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn older_entries_are_one_press_away_and_none_is_lost_or_shown_twice() {
    in_town(async |town| {
        for number in 100..190 {
            writes(&town, &town.amina, &format!("Entry {number}"), "2026-02-01").await;
        }
        let first = town.amina.sees(&town.sam("/story?room=story")).await;
        let older = first.text.split("Older entries").next().unwrap().rsplit("href=\"").next().unwrap();
        let older = older.split('"').next().unwrap().replace("&amp;", "&");
        let second = town.amina.sees(&older).await;
        for number in 100..190 {
            let words = format!("Entry {number}<");
            assert_ne!(first.text.contains(&words), second.text.contains(&words), "{words}");
        }
        second.hides("Older entries");
        let whole = town.amina.sees(&town.sam("/story/print?room=story")).await;
        whole.says("Entry 100<").says("Entry 189<").says("Print this page").hides("Apply filters");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_month_is_one_press_away_and_an_old_entry_leads_to_its_place() {
    in_town(async |town| {
        writes(&town, &town.amina, "An old day", "2024-05-06").await;
        for number in 100..190 {
            writes(&town, &town.amina, &format!("Entry {number}"), "2026-02-01").await;
        }
        let first = town.amina.sees(&town.sam("/story")).await;
        first.hides("An old day").says("month=2024-05#month-2024-05\">May 2024</a>");
        let then = town.amina.sees(&town.sam("/story?month=2024-05")).await;
        let entry = then.text.split("id=\"entry-").nth(1).unwrap().split('"').next().unwrap();
        let page = town.amina.sees(&format!("/entries/{entry}")).await;
        page.says(&format!("/story?month=2024-05#entry-{entry}"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_entry_in_a_class_that_the_reader_does_not_hold_is_not_there() {
    in_town(async |town| {
        let note = [
            ("text", "What Mum said"),
            ("day-day", "1"),
            ("day-month", "3"),
            ("day-year", "2026"),
            ("class", "family"),
        ];
        town.amina.sends(&town.sam("/notes/new"), &note).await;
        town.bryn
            .sees(&town.sam("/story"))
            .await
            .says("What Mum said")
            .says("For: those who also work with the family");
        let relief = town.worker("Rae Lief", Role::ReliefWorker).await;
        relief.sees(&town.sam("/story")).await.hides("What Mum said");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_story_out_of_reach_and_one_that_is_not_there_are_the_same_page() {
    in_town(async |town| {
        same_nothing(&town.far, &town.sam("/story"), "/people/00000000-0000-0000-0000-000000000001/story")
            .await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forged_address_shows_the_story_and_no_fault() {
    in_town(async |town| {
        for query in ["?before=x", "?kind=%00", "?before=a|b|c&room=%3Cb%3E&author=1&month=zz", "?before=%00"]
        {
            town.amina.sees(&town.sam(&format!("/story{query}"))).await.says("Sam Osei");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sheet_for_court_holds_a_range_of_days_and_nothing_that_only_some_may_read() {
    in_town(async |town| {
        for (text, day) in
            [("Before it", "2026-01-05"), ("Went to the sea", "2026-01-06"), ("After it", "2026-02-01")]
        {
            writes(&town, &town.amina, text, day).await;
        }
        let few = [
            ("text", "For few"),
            ("title", ""),
            ("day-year", "2026"),
            ("day-month", "1"),
            ("day-day", "7"),
            ("class", "restricted"),
        ];
        town.robin.sends(&town.sam("/notes/new"), &few).await;
        let court = "since=6+January+2026&until=January+2026";
        town.robin.sees(&town.sam(&format!("/story?{court}"))).await.says("For few");
        for paper in ["", "/print"] {
            let sheet = town.robin.sees(&town.sam(&format!("/story{paper}?{court}&open=yes"))).await;
            sheet.says("Went to the sea").hides("Before it").hides("After it").hides("For few");
            sheet.says("6 January 2026").says("What others may not read");
        }
        let printed = town.robin.sees(&town.sam(&format!("/story/print?{court}&open=yes"))).await;
        printed
            .says("This sheet is for others to read")
            .says("Amina Okafor")
            .hides("Getting in touch safely");
        printed.hides("href=\"tel:").hides("Staying tonight");
        let safely = [("channel", "Text first"), ("voicemail", "no")];
        town.amina.sends(&town.sam("/record/safe-contact"), &safely).await;
        let alert = [
            ("alert", "Do not visit alone"),
            ("review_on-day", "1"),
            ("review_on-month", "5"),
            ("review_on-year", "2026"),
            ("told", "yes"),
        ];
        town.amina.sends(&town.sam("/record/alert"), &alert).await;
        let whole = town.robin.sees(&town.sam("/story")).await;
        whole.says("How to reach them safely").says("An alert was raised");
        for paper in ["", "/print"] {
            let court = town.robin.sees(&town.sam(&format!("/story{paper}?open=yes"))).await;
            court.says("Went to the sea").hides("How to reach them safely").hides("An alert was raised");
        }
        town.robin.sees(&town.sam("/story?open=yes")).await.says("nwd-on-paper");
        let ordinary = town.robin.sees(&town.sam(&format!("/story/print?{court}"))).await;
        ordinary.says("Getting in touch safely").hides("for others to read");
        let typed = town.robin.sees(&town.sam("/story?since=soon")).await;
        typed.says("From: write a month or a day, like March 2026 or 4 March 2026.").says("href=\"#since\"");
    })
    .await;
}
