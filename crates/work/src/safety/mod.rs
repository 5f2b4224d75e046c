//! Safety: incidents, and what is added to them.

mod incident;

pub use incident::{AddingToIncident, RecordingIncident, add_to_incident, record_incident};
