//! Who opened one record, for those who look after who looks. They see no
//! record themselves, so nobody's name stands here but the workers'.

use super::person_id;
use crate::parts::{Table, column, empty_state, moment, name};
use crate::visitor::{self, Answer, Visitor};
use axum::extract::Path;
use maud::html;
use work::people::{self, Look};

/// The looks at one record, newest first.
pub(super) async fn show(visitor: Visitor, Path(person): Path<String>) -> Answer {
    let looks = people::looks_at(&visitor.desk, person_id(&person)?).await?;
    let reference = looks.iter().find_map(|look| look.reference.clone());
    let heading = match &reference {
        Some(reference) => format!("Who looked at {reference}"),
        None => "Who looked at this record".to_owned(),
    };
    let rows = looks.iter().map(row).collect();
    let empty =
        empty_state("Each time somebody opens this record, it is written down here. Nobody has.", html! {});
    let columns = vec![column("Who"), column("What they opened"), column("When")];
    let table = Table { caption: "Looks, newest first".into(), columns, rows, empty };
    let note = html! {
        p .govuk-body .nwd-quiet { "The last 200 are shown. That you opened this page is written down too." }
    };
    visitor::show(visitor.page(heading).wide().show(html! { (table.show()) (note) }))
}

fn row(look: &Look) -> Vec<maud::Markup> {
    vec![name(&look.worker), html! { (what(&look.what)) }, moment(look.at)]
}

/// What was opened, in words.
pub(crate) fn what(opened: &str) -> &str {
    match opened {
        "record" => "The record",
        "story" => "The story",
        "entry" => "One entry of the story",
        "card" => "The safety card",
        "how to reach" => "Addresses and numbers",
        "history" => "The record as it was known on a day",
        "matching desk" => "The matching desk",
        "who looked" => "Who looked",
        "import conflict" => "What the council’s file says otherwise",
        "search" => "A search",
        other => other,
    }
}
