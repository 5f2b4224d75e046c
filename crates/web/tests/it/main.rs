//! Pages as a browser asks for them, one file per address, on both engines.

#![expect(clippy::unwrap_used, reason = "in a test a panic is the answer")]

mod support;

mod adoptions;
mod desks_conflicts;
mod desks_emergency;
mod desks_looks;
mod desks_matching;
mod desks_relatives;
mod desks_restrictions;
mod doubts;
mod drafts;
mod drafts_windows;
mod importing;
mod leaving;
mod not_written_down;
mod numbers;
mod people_arrival;
mod people_cover;
mod people_death;
mod people_fact;
mod people_find;
mod people_history;
mod people_home;
mod people_key_worker;
mod people_list;
mod people_missing;
mod people_new;
mod people_pages;
mod people_photo;
mod people_reach;
mod people_record;
mod people_responsible;
mod people_restrict;
mod people_world;
mod serving;
mod signing_in_account;
mod signing_in_demo;
mod signing_in_door;
mod signing_in_links;
mod signing_in_lock;
mod signing_in_posts;
mod signing_in_second_step;
mod staff_accounts;
mod staff_council;
mod staff_logo;
mod staff_posts;
mod staff_teams;
mod story_contact;
mod story_entry;
mod story_file;
mod story_note;
mod story_put_right;
mod story_read;
