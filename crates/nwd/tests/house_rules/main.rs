//! The rules of the house that a compiler does not keep: which floor may use which, whose code we may
//! ship, and how source files look. Each rule is a function from what it looks at to what is wrong, so
//! that beside "the house keeps it" stands a test in which a planted fault turns it red.

mod crates;
mod floors;
mod leaving;
mod licences;
mod source;
