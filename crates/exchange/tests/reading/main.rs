//! Reading a council's files. All people in the tests are invented.

mod every_line;
mod folders;
mod judged_by_year;
mod made;
mod one_key;
mod rows_together;
mod tolerance;
mod zeros;
