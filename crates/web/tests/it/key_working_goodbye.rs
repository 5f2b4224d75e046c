//! `/people/{person}/goodbye`: told by somebody they know, and owed until then.

use crate::people_world::{Town, in_town};
use axum::http::StatusCode;

const TODAY: [(&str, &str); 3] = [("day-day", "2"), ("day-month", "3"), ("day-year", "2026")];

/// Bryn becomes Sam's key worker in Amina's place.
async fn bryn_comes(town: &Town) {
    let form = [("post", &*town.bryn.post()), ("reason", "He lives near"), ("said", "")];
    town.nadia.sends(&town.sam("/key-worker"), &form).await;
}

fn told<'f>(more: &[(&'f str, &'f str)]) -> Vec<(&'f str, &'f str)> {
    TODAY.into_iter().chain([("teller", "themself")]).chain(more.iter().copied()).collect()
}
