//! The pages, by room. Each room adds its routes to the one table.

pub(crate) mod assets;
mod desks;
pub(crate) mod drafts;
mod health;
mod home;
mod homes;
pub(crate) mod hubs;
mod import;
mod kept;
mod key_working;
mod needed;
mod notices;
mod numbers;
pub(crate) mod people;
mod signing_in;
pub(crate) mod staff;
mod story;

pub use people::known_in_words;

use crate::routes::Table;

/// Every route of the site.
pub(crate) fn table(table: Table) -> Table {
    let table = health::routes(table);
    let table = home::routes(table);
    let table = notices::routes(table);
    let table = numbers::routes(table);
    let table = homes::routes(table);
    let table = hubs::routes(table);
    let table = signing_in::routes(table);
    let table = drafts::routes(table);
    let table = people::routes(table);
    let table = key_working::routes(table);
    let table = story::routes(table);
    let table = desks::routes(table);
    let table = import::routes(table);
    staff::routes(table)
}
