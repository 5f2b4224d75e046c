//! The journeys: what the people of a service do in their browsers, from beginning to end.

mod adding_a_note;
mod correcting;
mod crawl;
mod demo;
mod disagreeing;
mod emergency;
mod every_route;
mod finding;
mod ground;
mod importing;
mod leaving_a_form;
mod one_time_code;
mod reading_a_story;
mod recording;
mod restricting;
mod roles;
mod setting_up;
mod signing_in;
