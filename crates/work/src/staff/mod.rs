//! The people who work here: teams, posts, roles, and the council's own words.

mod administrators;
mod change_logo;
mod change_post;
mod change_words;
mod clear_second_step;
mod create_post;
mod create_team;
mod declare_own_relative;
mod declare_relative;
mod describe_council;
mod end_post;
mod keyed;
mod list;
mod operator;
mod rename_team;
mod words;

pub use change_logo::{change_logo, logo};
pub use change_post::change_post;
pub use change_words::change_words;
pub use clear_second_step::clear_second_step;
pub use create_post::create_post;
pub use create_team::{NewTeam, create_team};
pub use declare_own_relative::declare_own_relative;
pub use declare_relative::declare_relative;
pub use describe_council::{Description, describe_council};
pub use end_post::{EndedPost, end_post};
pub use list::{SignsIn, StaffLine, StaffList, TeamLine, list};
pub use operator::create_council;
pub use practice::staff::PostForm;
pub use rename_team::rename_team;
pub use words::{WordChange, words, words_history};
