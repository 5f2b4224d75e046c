//! What people see and call: pages and forms.
//!
//! Every route states who may use it, in one table; every answer carries the
//! security headers; every refusal becomes a page in one place. Pages call
//! the verbs of `work` and nothing below.

pub mod assets;
pub mod parts;

mod carried;
mod gate;
mod headers;
mod leaving;
mod pages;
mod posted;
mod refusals;
mod routes;
mod serve;
mod site;
mod trouble;
mod unheard;
mod visitor;

pub use pages::known_in_words;
pub use routes::{Access, ROUTES, RouteLine};
pub use serve::{Limits, serve};
pub use site::{Site, app, app_within};
pub use visitor::wrong_colours;
