//! `nwd erase`: what two people decided is to be erased.

use super::talk::Talk;
use crate::house::seal_all;
use clap::Args;
use practice::ids::{EventId, PostId, Reference};
use serde::{Deserialize, Serialize};
use work::House;
use work::story::{self, Erasing};

/// What is to be erased. It travels to a running server with the command.
#[derive(Debug, Args, Serialize, Deserialize)]
pub(crate) struct Order {
    /// The reference of the young person.
    reference: String,
    /// An entry, by the last part of the address of its page; may be given several times.
    #[arg(long, value_name = "ENTRY", required = true)]
    entry: Vec<String>,
    /// The ground in law. It stays beside the mark, so it names nobody and tells nothing of what was written.
    #[arg(long)]
    ground: String,
    /// The post of somebody who decided, by the last part of the address of its page: two people, one of them in
    /// information governance.
    #[arg(long, value_name = "POST", required = true)]
    decided_by: Vec<String>,
    /// Do not ask again.
    #[arg(long)]
    yes: bool,
}

/// Erases, once somebody has said yes, and ends by sealing.
pub(crate) async fn erase(house: &House, order: Order, talk: &Talk) -> Result<bool, String> {
    let reference = Reference::parse(&order.reference)
        .ok_or("A reference has eight letters and a check letter, like BCDF-GHJK-L.")?;
    let entries: Result<Vec<EventId>, _> = order.entry.iter().map(|entry| entry.parse()).collect();
    let entries = entries.map_err(|_| "An entry is the last part of the address of its page.")?;
    let deciders: Result<Vec<PostId>, _> = order.decided_by.iter().map(|post| post.parse()).collect();
    let deciders = deciders.map_err(|_| "A post is the last part of the address of its page.")?;
    let erasing = Erasing { reference, entries, ground: order.ground, deciders };
    let erasure = story::to_be_erased(house, &erasing).await.map_err(|no| no.to_string())?;
    talk.line(format!(
        "This takes for good what was written in {} of the record, counting what was said about each. Decided by {}.",
        pieces(erasure.pieces()),
        erasure.decided_by().join(" and ")
    ));
    if !order.yes && !talk.agreed("Erase it?").await {
        talk.line("Nothing was erased.");
        return Ok(false);
    }
    let count = pieces(erasure.pieces());
    Box::pin(story::erase(erasure)).await.map_err(|no| no.to_string())?;
    seal_all(house).await?;
    talk.line(format!(
        "What was written in {count} is gone. That something stood there, the ground and who decided stay."
    ));
    Ok(true)
}

fn pieces(count: usize) -> String {
    if count == 1 { "1 entry".into() } else { format!("{count} entries") }
}
