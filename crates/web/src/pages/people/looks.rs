//! Who opened one record, for those who look after who looks. They see no
//! record themselves, so nobody's name stands here but the workers'.

use super::person_id;
use crate::pages::desks::looked;
use crate::pages::desks::looks::Turned;
use crate::visitor::{self, Answer, Visitor};
use axum::extract::{Path, Query};
use maud::html;
use work::people;

/// The looks at one record, newest first.
pub(super) async fn show(
    visitor: Visitor,
    Path(person): Path<String>,
    Query(turned): Query<Turned>,
) -> Answer {
    let found = people::looks_at(&visitor.desk, person_id(&person)?, turned.page()).await?;
    let reference = found.looks.iter().find_map(|look| look.reference.clone());
    let heading = match &reference {
        Some(reference) => format!("Who looked at {reference}"),
        None => "Who looked at this record".to_owned(),
    };
    let note = html! { p .govuk-body .nwd-quiet { "That you opened this page is written down too." } };
    visitor::show(visitor.page(heading).wide().show(html! { (looked::of_record(&found)) (note) }))
}
