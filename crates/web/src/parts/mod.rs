//! The look and the mechanism of every page.
//!
//! Each part is a function or a small type that gives markup. All words are
//! escaped; names of people are kept apart from the text around them, so that
//! a very long one or one written from right to left breaks nothing. Parts
//! know nothing of routes, sessions or who may do what.
//!
//! A page with a form, whole:
//!
//! ```
//! use maud::html;
//! use web::parts::{Council, Form, Page, field, post, submit};
//!
//! let council = Council::new("Ashford Vale Council", "01632 960 000");
//! let form = Form::new();
//! let page = Page::new(&council, "nonce", "Add a young person").form(&form).show(html! {
//!     (post("/people").key("key-1").show(html! {
//!         (field::text("name_used", "What name do they use?").show(&form))
//!         (field::day("born", "When were they born?").show(&form))
//!         (submit("Add young person"))
//!     }))
//! });
//! assert!(page.into_string().contains("<title>Add a young person - No Wrong Door</title>"));
//! ```

mod accent;
mod choices;
mod clash;
mod doubt;
mod facts;
pub mod field;
mod filter;
mod form;
mod inline;
mod lines;
mod messages;
mod page;
mod paging;
mod person;
mod qr;
mod reasons;
mod sending;
mod shell;
mod sorting;
mod story;
mod table;
mod tasks;
mod typed;

pub use accent::{Accent, theme_css};
pub use clash::{Clash, MINE, TEXT_OF_BOTH, THEIRS, TOGETHER, overtaken};
pub(crate) use doubt::SURE_FIELD;
pub use facts::{Fact, fact, fact_of, side_facts, summary_card, summary_list};
pub use field::Choice;
pub use filter::{Chip, Filter, search_box};
pub use form::{Form, WritingBeside, summary};
pub use inline::{capitalised, day, happened, moment, name, phone, prose};
pub use lines::in_lines;
pub use messages::{
    Tone, confirmation, details, empty_state, inset, notice_banner, quote, success_banner, tag, warning_text,
};
pub use page::{Council, NavItem, Page, Sheet, SignedIn, nav_item};
pub use paging::{ROWS, pagination};
pub use person::{Alert, DateAhead, HeaderWords, KeyWorker, PersonHeader};
pub use qr::qr;
pub use reasons::{reasons, said};
pub use sending::{
    Carried, DRAFT_ATTRIBUTE, KEY_FIELD, Post, WINDOW_FIELD, begun_before, button_link, button_link_beside,
    button_link_other, buttons, link, not_kept, post, print_button, sheet_buttons, submit, submit_as,
    submit_other, submit_warning, throw_away,
};
pub use shell::ACCESSIBILITY_PATH;
pub use sorting::Sorting;
pub use story::{Entry, Weight, month_links, timeline};
pub use table::{Column, Order, Table, column, in_thousands, numbers};
pub use tasks::{State, Task, task_list};
