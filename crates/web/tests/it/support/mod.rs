//! What tests of pages share: the house that the verbs are tested in, and a
//! browser with its cookies.

mod jar;

#[path = "../../../../work/tests/support/mod.rs"]
mod house;

pub(crate) use house::*;
pub(crate) use jar::{App, Jar};
