//! The record: who somebody is.

use super::arrival;
use super::cards::{self, Changes, Reader};
use super::frame::{self, Section};
use super::{Asked, done_with, person_id, photo, restrict, unsent};
use crate::parts::Form;
use crate::visitor::{self, Answer, Visitor};
use axum::extract::{Path, Query};
use maud::html;
use practice::journal::Class;
use practice::staff::Permission;
use work::people;

/// Everything known of who somebody is.
pub(super) async fn show(visitor: Visitor, Path(person): Path<String>, Query(asked): Asked) -> Answer {
    let person = person_id(&person)?;
    let found = people::open(&visitor.desk, person).await?;
    let reader = Reader {
        changes: Changes::of(&visitor, &found),
        may_family: visitor.desk.sight.rights.classes.contains(&Class::Family),
        may_reach: visitor.may(Permission::ReadStory),
        today: visitor.desk.now.day(),
    };
    let mut page = frame::page(&visitor, &found.summary, Section::Record, "Record").wide();
    let asked = Form::typed(asked);
    let more = if asked.value("done") == "restricted" {
        restrict::shut_out(&found, &people::who_opens_records(&visitor.desk, &found).await?)
    } else {
        html! {}
    };
    if let Some(banner) = done_with(&asked, more) {
        page = page.banner(banner);
    }
    let unsent = unsent::section(&visitor, person).await?;
    visitor::show(page.show(html! {
        (unsent)
        (arrival::offered(&visitor, &found))
        (photo::card(&found, reader))
        (cards::all(&found, reader))
    }))
}
