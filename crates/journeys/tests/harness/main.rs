//! The journeys' own library, tried on a tiny site: each step does what it says, and each check that
//! must go red does so on a page with that one fault.

mod faults;
mod programs;
mod site;
mod steps;
