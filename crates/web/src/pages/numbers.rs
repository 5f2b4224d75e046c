//! Numbers about the service that name nobody, each with what it means.

use crate::parts::{Table, column, details, moment, numbers};
use crate::routes::{self, Access};
use crate::visitor::{Answer, Visitor, show};
use maud::{Markup, html};
use practice::evidence::{SMALLEST, Shown};
use practice::staff::Permission;
use work::evidence::{Counted, counted};

pub(super) fn routes(table: routes::Table) -> routes::Table {
    table.get("/numbers", Access::Needs(&[Permission::ReadNumbers]), all)
}

async fn all(visitor: Visitor) -> Answer {
    let counts = counted(&visitor.desk).await?;
    show(visitor.page("Numbers").show(html! {
        p .govuk-body-l { "As they are now, counted on " (moment(visitor.desk.now)) ". They name nobody." }
        @for one in &counts { (section(one)) }
        (details("Why some numbers are kept back", html! {
            p .govuk-body {
                "A number from 1 to " (SMALLEST - 1) " could tell who it is about, so it is kept back. So that it cannot be "
                "worked out from the others, the smallest of them is kept back too. 0 tells of nobody and is shown."
            }
        }))
    }))
}

fn section(one: &Counted) -> Markup {
    let rows = one.cells.iter().map(|(words, number)| vec![html! { bdi { (words) } }, figure(*number)]);
    let table = Table {
        caption: one.definition.title.to_owned(),
        columns: vec![column("Group"), numbers("Young people")],
        rows: rows.collect(),
        empty: html! {},
    };
    html! {
        section {
            @if one.cells.is_empty() {
                h2 .govuk-heading-m { (one.definition.title) }
                p .govuk-body-l { strong { (figure(one.total)) } }
            } @else {
                (table.show())
                p .govuk-body { "In all: " (figure(one.total)) }
            }
            p .govuk-body .nwd-quiet { (one.definition.counts) }
        }
    }
}

fn figure(number: Shown) -> Markup {
    match number {
        Shown::Number(number) => html! { (number) },
        Shown::KeptBack => html! { span .nwd-quiet { "Kept back" } },
    }
}
