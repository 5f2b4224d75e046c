//! Browser journeys: the program as people meet it.
//!
//! A journey starts the program, opens a window for each person in it, and says what they do and see:
//!
//! ```ignore
//! let program = Program::demo(Engine::Embedded).await?;
//! let browser = Browser::start().await?;
//! let asha = browser.window(View::phone(), program.address()).await?;
//! asha.goes_to("/").await?;
//! asha.presses("Sign in as key worker").await?;
//! asha.sees("Your young people").await?;
//! asha.has_no_axe_violations().await?;
//! ```
//!
//! Every step waits for what it needs and, when it does not come, fails with a sentence, the page's
//! title and address, and a picture of the page.

mod axe;
mod browser;
mod database;
mod driver;
mod finding;
mod keyboard;
mod mouse;
mod page;
mod paper;
mod prepared;
mod program;
mod raw;
mod reading;
mod steps;
mod tabs;
mod trouble;
mod view;
mod width;

pub use axe::Violation;
pub use browser::Browser;
pub use database::Database;
pub use keyboard::Stop;
pub use page::Page;
pub use program::{Engine, Program};
pub use trouble::{Outcome, Trouble};
pub use view::View;
