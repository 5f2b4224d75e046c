//! Tables that read as tables on a desk and as cards on a phone.

use maud::{Markup, html};

/// A table with a caption; the first cell of each row names the row.
#[derive(Debug, Clone)]
pub struct Table {
    /// What the rows are, shown above them.
    pub caption: String,
    /// The columns, first to last.
    pub columns: Vec<Column>,
    /// The cells of each row, as many as there are columns.
    pub rows: Vec<Vec<Markup>>,
    /// What stands there when there are no rows: what would be here, and what
    /// to do next ([`super::empty_state`]).
    pub empty: Markup,
}

/// One column.
#[derive(Debug, Clone)]
pub struct Column {
    head: String,
    numeric: bool,
    sort: Option<Sort>,
}

#[derive(Debug, Clone)]
struct Sort {
    href: String,
    order: Order,
}

/// How the rows stand by one column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// Another column decides.
    Other,
    /// Smallest, earliest or A first.
    Ascending,
    /// Largest, latest or Z first.
    Descending,
}

/// A column of words.
pub fn column(head: impl Into<String>) -> Column {
    Column { head: head.into(), numeric: false, sort: None }
}

/// A column of numbers, set to the right.
pub fn numbers(head: impl Into<String>) -> Column {
    Column { head: head.into(), numeric: true, sort: None }
}

/// A number as it is read: 12,345.
pub fn in_thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut shown = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    shown
}

impl Column {
    /// Makes the head a link that sorts by this column (or turns the order
    /// round), and says how the rows stand now.
    #[must_use]
    pub fn sorted(mut self, href: impl Into<String>, order: Order) -> Self {
        self.sort = Some(Sort { href: href.into(), order });
        self
    }
}

impl Table {
    /// The table, or what stands in its place. Roles are spelt out because a
    /// browser drops them when a phone's style makes each row a card.
    pub fn show(&self) -> Markup {
        html! {
            @if self.rows.is_empty() {
                h2 .govuk-heading-m { (self.caption) }
                (self.empty)
            } @else {
                table .govuk-table .nwd-table role="table" {
                    caption .govuk-table__caption .govuk-table__caption--m { (self.caption) }
                    thead .govuk-table__head role="rowgroup" {
                        tr .govuk-table__row role="row" { @for column in &self.columns { (head(column)) } }
                    }
                    tbody .govuk-table__body role="rowgroup" {
                        @for row in &self.rows {
                            tr .govuk-table__row role="row" {
                                @for (number, (column, cell)) in self.columns.iter().zip(row).enumerate() {
                                    (body_cell(number == 0, column, cell))
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn head(column: &Column) -> Markup {
    let order = column.sort.as_ref().map(|sort| match sort.order {
        Order::Other => "none",
        Order::Ascending => "ascending",
        Order::Descending => "descending",
    });
    html! {
        th scope="col" role="columnheader" aria-sort=[order] .govuk-table__header
            .govuk-table__header--numeric[column.numeric] {
            @match &column.sort {
                None => { (column.head) }
                Some(sort) => {
                    a .govuk-link .nwd-sort href=(sort.href) {
                        (column.head)
                        span .nwd-sort__mark aria-hidden="true" {
                            @match sort.order {
                                Order::Other => { "\u{a0}\u{2195}" }
                                Order::Ascending => { "\u{a0}\u{2191}" }
                                Order::Descending => { "\u{a0}\u{2193}" }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn body_cell(first: bool, column: &Column, cell: &Markup) -> Markup {
    let inner = html! {
        span .nwd-cell-label aria-hidden="true" { (column.head) }
        div .nwd-cell { (cell) }
    };
    html! {
        @if first {
            th scope="row" role="rowheader" .govuk-table__header .nwd-row-head { (cell) }
        } @else {
            td role="cell" .govuk-table__cell .govuk-table__cell--numeric[column.numeric] { (inner) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: Vec<Vec<Markup>>) -> Table {
        Table {
            caption: "Young people".to_owned(),
            columns: vec![
                column("Name").sorted("?by=name&down=1", Order::Ascending),
                numbers("Visits").sorted("?by=visits", Order::Other),
            ],
            rows,
            empty: html! { p { "Nobody yet." } },
        }
    }

    #[test]
    fn a_large_number_is_read_in_thousands() {
        assert_eq!(
            [0, 999, 1_000, 12_345, 1_234_567].map(in_thousands),
            ["0", "999", "1,000", "12,345", "1,234,567"]
        );
    }

    #[test]
    fn each_row_is_named_by_its_first_cell_and_numbers_stand_to_the_right() {
        let shown = table(vec![vec![html! { "Sam" }, html! { "12" }]]).show().into_string();
        assert!(shown.contains("nwd-row-head\" scope=\"row\" role=\"rowheader\">Sam</th>"), "{shown}");
        assert!(shown.contains("govuk-table__cell govuk-table__cell--numeric"), "{shown}");
        assert!(shown.contains("<caption"), "{shown}");
    }

    #[test]
    fn the_order_is_said_and_the_arrow_is_not() {
        let shown = table(vec![vec![html! { "Sam" }, html! { "12" }]]).show().into_string();
        assert!(shown.contains("aria-sort=\"ascending\""), "{shown}");
        assert!(shown.contains("aria-sort=\"none\""), "{shown}");
        assert!(shown.contains("href=\"?by=name&amp;down=1\""), "{shown}");
        assert!(shown.contains("aria-hidden=\"true\">\u{a0}\u{2191}"), "{shown}");
    }

    #[test]
    fn an_empty_table_says_what_would_be_here() {
        let shown = table(vec![]).show().into_string();
        assert!(shown.contains("Nobody yet.") && !shown.contains("<table"), "{shown}");
    }
}
